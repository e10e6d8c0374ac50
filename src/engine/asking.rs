//! What is worth asking: which questions can still change the verdict, and in which order they
//! settle it soonest.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::cells::{CellSet, CellValues, Domains, Variables};
use super::decision::Decision;
use super::model::Model;
use super::optimal::{Action, Gate, Remainder};
use super::score_distribution::{self, CellMasses, Fingerprint, Mass, Sweep};
use super::values::{Taking, Worked, WorkedValues};
use super::{Effect, Order};
use crate::deal::Answer;
use crate::playbook::{Kind, Playbook, QuestionIndex, StageIndex, Subject};

/// Gains are compared in steps of this many bits, so that rounding makes no difference.
const GAIN_STEP: f64 = 1e-9;

/// Where a conversation is, which says whose questions come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The opening: those of all stages alike.
    Opening,
    /// After it: those of this stage, then those of the others in their order.
    Depth(Option<StageIndex>),
}

/// Everything that asking looks at.
pub(super) struct Asking<'c> {
    /// The playbook.
    pub(super) playbook: &'c Playbook,
    /// Its variables.
    pub(super) variables: &'c Variables,
    /// Its circuits.
    pub(super) model: &'c Model,
    /// The decision.
    pub(super) decision: Decision<'c>,
    /// The cells that the evidence leaves.
    pub(super) domains: &'c Domains,
    /// For each question, the values that the evidence leaves.
    pub(super) evidence: Vec<Option<&'c Answer>>,
    /// For each question, whether it applies.
    pub(super) applies: &'c [Effect],
}

/// What answers are worth to an undecided verdict.
pub(super) struct Worth {
    /// For each variable, whether it can still change the verdict.
    relevant: Vec<bool>,
    /// For each question, the bits about the verdict that its answer is expected to give.
    gains: Vec<f64>,
    /// How likely each cell is.
    chances: CellMasses<f64>,
    /// How likely a fit is; `None` where the tables grow too large to say.
    pub(super) fit: Option<f64>,
    /// Whether nothing is called relevant that isn't.
    pub(super) exact: bool,
    /// The same of what is relevant by way of values.
    pub(super) values_exact: bool,
    /// For each question, whether it can change the verdict by way of a value.
    by_value: Vec<bool>,
}

impl Asking<'_> {
    /// What the answers are worth: a variable is relevant if two of its cells leave different
    /// decisions.
    pub(super) fn worth(&self) -> Worth {
        let mut worth = self.worth_of_variables();
        self.look_through_values(&self.variables.worked, &mut worth);
        worth
    }

    /// The same, without the questions that change the verdict by way of a value.
    pub(super) fn worth_of_variables(&self) -> Worth {
        let chances = self.chances();
        let mut worth = Worth {
            relevant: vec![false; self.domains.len()],
            gains: vec![0.0; self.playbook.questions.len()],
            chances,
            fit: None,
            exact: self.model.verdict.are_exact(),
            values_exact: true,
            by_value: vec![false; self.playbook.questions.len()],
        };
        let masses = score_distribution::with_fingerprints(&worth.chances, self.domains);
        match self.sweeps(&masses) {
            Some(sweeps) => {
                worth.fit = sweeps.first().map(|sweep| sweep.fits.0.clamp(0.0, 1.0));
                self.weigh(&sweeps, &mut worth);
            }
            None => worth.exact = false,
        }
        if !worth.exact {
            for variable in &self.model.tested {
                let variable = *variable as usize;
                worth.relevant[variable] = self.domains[variable].len() > 1;
            }
        }
        worth
    }

    /// Whether some value can change the verdict.
    pub(super) fn is_some_value_relevant(&self, worth: &Worth) -> bool {
        self.variables.worked.iter().any(|worked| worth.relevant[worked.variable])
    }

    /// Which questions can change the verdict by way of a value that can.
    pub(super) fn look_through_values(&self, worked: &WorkedValues, worth: &mut Worth) {
        let can_change = |worked: &&Worked| worth.relevant[worked.variable];
        for worked in worked.iter().filter(can_change) {
            for question in worked.open_questions(self.domains) {
                let taking = worked.part_of(question, self.domains);
                worth.by_value[question.0] |= taking != Taking::None;
                // What is asked for its own sake is told in any case.
                worth.values_exact &=
                    taking != Taking::Perhaps || self.is_relevant(question, worth);
            }
        }
    }

    /// How much is a fit, and how much is at least a not-yet; the first alone where they are one.
    fn sweeps<M: Mass>(&self, masses: &CellMasses<M>) -> Option<Vec<Sweep<M>>> {
        let Decision { circuit, roots, threshold, .. } = self.decision;
        let events = [roots.fit, roots.at_least_not_yet].into_iter();
        let events = events.take(if roots.has_not_yet() { 2 } else { 1 });
        events
            .map(|root| score_distribution::sweep(circuit, root, self.domains, masses, threshold))
            .collect()
    }

    /// A cell that leaves another verdict leaves another of the two events.
    fn weigh(&self, sweeps: &[Sweep<(f64, Fingerprint)>], worth: &mut Worth) {
        for (variable, chances) in worth.chances.iter().enumerate() {
            worth.relevant[variable] = sweeps.iter().any(|sweep| {
                let of_cells = &sweep.by_cell[variable];
                let mut marks = self.domains[variable].iter().map(|cell| of_cells[cell].1);
                let first = marks.next();
                marks.any(|mark| Some(mark) != first)
            });
            let events: Vec<EventChances> = sweeps
                .iter()
                .map(|sweep| {
                    let by_cell = sweep.by_cell[variable].iter().map(|(mass, _)| *mass);
                    EventChances::of(sweep.fits.0, chances, by_cell.collect())
                })
                .collect();
            let gain = gain(chances, &events);
            match self.variables.get(variable).subject {
                Subject::Question(question) => worth.gains[question.0] += gain,
                Subject::Value(value) => {
                    // Each of the open questions brings its part of what the value tells.
                    let worked = self.variables.worked.of(value);
                    let open = worked.map(|worked| worked.open_questions(self.domains));
                    let open = open.unwrap_or_default();
                    let share = gain / open.len().max(1) as f64;
                    open.iter().for_each(|question| worth.gains[question.0] += share);
                }
            }
        }
    }

    fn is_relevant(&self, question: QuestionIndex, worth: &Worth) -> bool {
        self.variables.of_question(question).any(|variable| worth.relevant[variable])
    }

    /// The questions with a relevant variable, in playbook order.
    pub(super) fn questions(&self, worth: &Worth) -> Vec<QuestionIndex> {
        let has_one = |question: &QuestionIndex| {
            worth.by_value[question.0] || self.is_relevant(*question, worth)
        };
        self.playbook.question_indexes().filter(has_one).collect()
    }

    /// The questions in the order in which they are worth asking; those in `passed` can't be
    /// asked and come last.
    pub(super) fn ranked(
        &self,
        worth: &Worth,
        order: Order,
        phase: Phase,
        passed: &BTreeSet<QuestionIndex>,
    ) -> Vec<QuestionIndex> {
        let mut questions = self.questions(worth);
        questions.sort_by_key(|question| passed.contains(question));
        if order == Order::Playbook {
            return questions;
        }
        let depths = self.gate_depths();
        let stages = self.stage_ranks(&questions, &depths, phase, passed);
        questions.sort_by_cached_key(|question| {
            let gain = worth.gains[question.0] / self.effort(*question);
            let gain = (gain / GAIN_STEP).round() as i64;
            let place = (stages[question.0], depths[question.0]);
            (passed.contains(question), place, Reverse(gain), *question)
        });
        if let Some(best) = self.best(worth, &questions, &stages, passed)
            && let Some(place) = questions.iter().position(|question| *question == best)
        {
            questions[..=place].rotate_right(1);
        }
        questions
    }

    /// What asking a question costs.
    fn effort(&self, question: QuestionIndex) -> f64 {
        f64::from(self.playbook.question(question).effort)
    }

    /// For each of the questions the rank of its stage: in the opening all alike, after it the
    /// buyer's current stage first, then the others in their order. What keeps a question of an
    /// earlier stage waiting ranks with it.
    fn stage_ranks(
        &self,
        questions: &[QuestionIndex],
        depths: &[usize],
        phase: Phase,
        passed: &BTreeSet<QuestionIndex>,
    ) -> Vec<usize> {
        let mut ranks = vec![usize::MAX; self.playbook.questions.len()];
        for question in questions.iter().filter(|question| !passed.contains(question)) {
            let stage = self.playbook.question(*question).stage;
            ranks[question.0] = match phase {
                Phase::Opening => 0,
                Phase::Depth(current) if Some(stage) == current => 0,
                Phase::Depth(_) => stage.0 + 1,
            };
        }
        let mut waiting: Vec<usize> =
            (0..depths.len()).filter(|place| depths[*place] > 0).collect();
        waiting.sort_by_key(|place| Reverse(depths[*place]));
        for place in waiting {
            let when = &self.playbook.questions[place].when;
            for gate in when.iter().flat_map(|when| when.questions(&self.playbook.values)) {
                ranks[gate.0] = ranks[gate.0].min(ranks[place]);
            }
        }
        ranks
    }

    /// For each question, how many gates in a row are open before it surely applies.
    fn gate_depths(&self) -> Vec<usize> {
        let mut depths = vec![None; self.playbook.questions.len()];
        for question in self.playbook.question_indexes() {
            self.gate_depth(question, &mut depths);
        }
        depths.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn gate_depth(&self, question: QuestionIndex, depths: &mut Vec<Option<usize>>) -> usize {
        if let Some(known) = depths[question.0] {
            return known;
        }
        let depth = match &self.playbook.question(question).when {
            Some(when) if self.applies[question.0] == Effect::Open => {
                let gates = when.questions(&self.playbook.values).into_iter();
                1 + gates.map(|gate| self.gate_depth(gate, depths)).max().unwrap_or(0)
            }
            _ => 0,
        };
        depths[question.0] = Some(depth);
        depth
    }

    /// How likely each possible cell is: by `likely` where the playbook gives it, else all
    /// options, all intervals of numbers, and in or out of a set, alike.
    fn chances(&self) -> CellMasses<f64> {
        (0..self.variables.len()).map(|variable| self.chances_of(variable)).collect()
    }

    fn chances_of(&self, place: usize) -> Vec<f64> {
        let variable = self.variables.get(place);
        let possible = self.domains[place];
        let mut chances = vec![0.0; variable.cells.len()];
        match &variable.values {
            CellValues::Options(cells) => {
                let known = variable.question().and_then(|question| self.evidence[question.0]);
                let asked = variable.question().map(|question| self.playbook.question(question));
                let likely = match asked.map(|asked| &asked.kind) {
                    Some(Kind::YesNo { likely } | Kind::Choice { likely, .. }) => likely.as_ref(),
                    _ => None,
                };
                for (option, cell) in cells.iter().enumerate() {
                    let open = match known {
                        Some(Answer::OneOf(options)) => options.contains(&option),
                        _ => true,
                    };
                    if open && possible.contains(*cell) {
                        chances[*cell] += likely.map_or(1.0, |likely| likely[option]);
                    }
                }
            }
            CellValues::Member(_) | CellValues::Numbers { .. } => {
                possible.iter().for_each(|cell| chances[cell] = 1.0);
            }
            CellValues::WorkedOut(_) => {
                let left = self
                    .variables
                    .worked
                    .of_variable(place)
                    .map_or(possible, |worked| worked.cells_within(self.domains).and(possible));
                left.iter().for_each(|cell| chances[cell] = 1.0);
            }
        }
        let total: f64 = chances.iter().sum();
        if total > 0.0 {
            chances.iter_mut().for_each(|chance| *chance /= total);
        } else {
            let alike = 1.0 / possible.len() as f64;
            possible.iter().for_each(|cell| chances[cell] = alike);
        }
        chances
    }

    /// The first question of the best way to a verdict, where that can be worked out.
    fn best(
        &self,
        worth: &Worth,
        questions: &[QuestionIndex],
        stages: &[usize],
        passed: &BTreeSet<QuestionIndex>,
    ) -> Option<QuestionIndex> {
        // What a value tells is told by no question alone.
        let is_value = |variable: usize| self.variables.get(variable).question().is_none();
        let by_value = (0..worth.relevant.len()).any(|one| worth.relevant[one] && is_value(one));
        if !worth.exact || by_value {
            return None;
        }
        let is_relevant = |variable: &usize| worth.relevant[*variable];
        let variables: Vec<usize> = questions
            .iter()
            .flat_map(|question| self.variables.of_question(*question))
            .filter(is_relevant)
            .collect();
        let place = |variable| variables.iter().position(|one| *one == variable);
        let open: Vec<QuestionIndex> =
            questions.iter().copied().filter(|question| !passed.contains(question)).collect();
        let actions = open
            .iter()
            .map(|question| Action {
                variables: self.variables.of_question(*question).filter_map(place).collect(),
                stage: stages[question.0],
                effort: self.effort(*question),
                gate: self.gate(*question, &variables),
            })
            .collect();
        let remainder = Remainder {
            decision: self.decision,
            domains: self.domains,
            chances: &worth.chances,
            variables: variables.clone(),
            actions,
        };
        remainder.best_action().map(|action| open[action])
    }

    /// Whether a question surely applies once these variables are as in a case, where it may not; the
    /// others stay open, for nobody is asked about them.
    fn gate(&self, question: QuestionIndex, variables: &[usize]) -> Option<Gate<'_>> {
        let root = self.model.gates[question.0];
        let variables = variables.to_vec();
        (self.applies[question.0] == Effect::Open).then(|| {
            Box::new(move |case: &[usize]| {
                let mut domains = self.domains.clone();
                for variable in &variables {
                    domains[*variable] = CellSet::single(case[*variable]);
                }
                self.model.circuit.range_of_few(root, &domains).0 == 1
            }) as _
        })
    }
}

/// How likely an event is, and how likely once a variable is in each of its cells.
struct EventChances {
    whole: f64,
    by_cell: Vec<f64>,
}

impl EventChances {
    /// From how likely it is and, for each cell, the part of that which depends on the variable.
    fn of(whole: f64, chances: &[f64], mut by_cell: Vec<f64>) -> Self {
        let mean: f64 = chances.iter().zip(&by_cell).map(|(chance, with)| chance * with).sum();
        by_cell.iter_mut().for_each(|with_cell| *with_cell += whole - mean);
        Self { whole, by_cell }
    }
}

/// The expected drop in entropy of the verdict, in bits; of nested events, the narrower first.
fn gain(chances: &[f64], events: &[EventChances]) -> f64 {
    let before: Vec<f64> = events.iter().map(|event| event.whole).collect();
    let after = chances.iter().enumerate().map(|(cell, chance)| {
        // Past the last cell that is possible nothing is listed.
        let with_cell = events.iter().map(|event| event.by_cell.get(cell).copied());
        let with_cell: Option<Vec<f64>> = with_cell.collect();
        with_cell.map_or(0.0, |with_cell| chance * entropy(&with_cell))
    });
    entropy(&before) - after.sum::<f64>()
}

/// The entropy of which of some nested events happens, given how likely each is.
fn entropy(nested: &[f64]) -> f64 {
    let part = |share: f64| if share > 0.0 { -share * libm::log2(share) } else { 0.0 };
    let mut entropy = 0.0;
    let mut narrower = 0.0;
    for chance in nested.iter().copied().chain([1.0]) {
        entropy += part(chance - narrower);
        narrower = chance;
    }
    entropy
}
