//! What is worth asking: which questions can still change the verdict, and in which order they
//! settle it soonest.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::cells::{CellValues, Domains, Variables};
use super::decision::Decision;
use super::masses::{self, CellMasses};
use super::model::Model;
use super::optimal::{Action, Gate, Remainder};
use super::{Effect, Order};
use crate::deal::Answer;
use crate::playbook::{Kind, Playbook, QuestionIndex, StageIndex};

/// Gains are compared in steps of this many bits, so that rounding makes no difference.
const GAIN_STEP: f64 = 1e-9;

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

/// The variables that can still change the verdict.
pub(super) struct Relevant {
    /// For each variable, whether it can.
    pub(super) variables: Vec<bool>,
    /// Whether none is named that can't.
    pub(super) exact: bool,
}

impl Asking<'_> {
    /// The variables that can still change the verdict of an undecided deal: those of which two
    /// cells leave different decisions.
    pub(super) fn relevant(&self) -> Relevant {
        let mut variables = vec![false; self.domains.len()];
        let sweep = self.model.verdict.exact.then(|| {
            let weights = masses::fingerprints(self.domains);
            let Decision { circuit, root, threshold } = self.decision;
            masses::sweep(circuit, root, self.domains, &weights, threshold)
        });
        match sweep.flatten() {
            Some(sweep) => {
                for (variable, possible) in self.domains.iter().enumerate() {
                    let mut marks = possible.iter().map(|cell| sweep.by_cell[variable][cell]);
                    let first = marks.next();
                    variables[variable] = marks.any(|mark| Some(mark) != first);
                }
                Relevant { variables, exact: true }
            }
            None => {
                for variable in &self.model.tested {
                    let variable = *variable as usize;
                    variables[variable] = self.domains[variable].len() > 1;
                }
                Relevant { variables, exact: false }
            }
        }
    }

    /// The questions with a relevant variable, in playbook order.
    pub(super) fn questions(&self, relevant: &Relevant) -> Vec<QuestionIndex> {
        let has_one = |question: &QuestionIndex| {
            self.variables.of_question(*question).any(|variable| relevant.variables[variable])
        };
        self.playbook.question_indexes().filter(has_one).collect()
    }

    /// The questions in the order in which they are worth asking; those in `passed` can't be
    /// asked and come last.
    pub(super) fn ranked(
        &self,
        relevant: &Relevant,
        order: Order,
        stage: Option<StageIndex>,
        passed: &BTreeSet<QuestionIndex>,
    ) -> Vec<QuestionIndex> {
        let mut questions = self.questions(relevant);
        questions.sort_by_key(|question| passed.contains(question));
        if order == Order::Playbook {
            return questions;
        }
        let chances = self.chances();
        let gains = self.gains(&chances);
        let depths = self.gate_depths();
        questions.sort_by_cached_key(|question| {
            let stage = self.stage_rank(*question, stage);
            let gain = (gains[question.0] / GAIN_STEP).round() as i64;
            (passed.contains(question), stage, depths[question.0], Reverse(gain), *question)
        });
        if let Some(best) = self.best(relevant, &questions, stage, passed, &chances)
            && let Some(place) = questions.iter().position(|question| *question == best)
        {
            questions[..=place].rotate_right(1);
        }
        questions
    }

    /// The buyer's current stage first, then the others in their order.
    fn stage_rank(&self, question: QuestionIndex, current: Option<StageIndex>) -> usize {
        let stage = self.playbook.question(question).stage;
        if Some(stage) == current { 0 } else { stage.0 + 1 }
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
                let gates = when.questions().into_iter();
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
                let known = self.evidence[variable.question.0];
                let likely = match &self.playbook.question(variable.question).kind {
                    Kind::YesNo { likely } | Kind::Choice { likely, .. } => likely.as_ref(),
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
            CellValues::Member(_) | CellValues::Numbers(_) => {
                possible.iter().for_each(|cell| chances[cell] = 1.0);
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

    /// For each question, the bits about the verdict that its answer is expected to give.
    fn gains(&self, chances: &CellMasses<f64>) -> Vec<f64> {
        let mut gains = vec![0.0; self.playbook.questions.len()];
        let Decision { circuit, root, threshold } = self.decision;
        let Some(sweep) = masses::sweep(circuit, root, self.domains, chances, threshold) else {
            return gains;
        };
        for (variable, of_cells) in chances.iter().enumerate() {
            let question = self.variables.get(variable).question;
            gains[question.0] += gain(sweep.fits, of_cells, &sweep.by_cell[variable]);
        }
        gains
    }

    /// The first question of the best way to a verdict, where that can be worked out.
    fn best(
        &self,
        relevant: &Relevant,
        questions: &[QuestionIndex],
        stage: Option<StageIndex>,
        passed: &BTreeSet<QuestionIndex>,
        chances: &CellMasses<f64>,
    ) -> Option<QuestionIndex> {
        if !relevant.exact {
            return None;
        }
        let is_relevant = |variable: &usize| relevant.variables[*variable];
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
                stage: self.stage_rank(*question, stage),
                gate: self.gate(*question),
            })
            .collect();
        let remainder = Remainder {
            decision: self.decision,
            domains: self.domains,
            chances,
            variables: variables.clone(),
            actions,
        };
        remainder.best_action().map(|action| open[action])
    }

    /// Whether a question applies in a complete case, where it may not.
    fn gate(&self, question: QuestionIndex) -> Option<Gate<'_>> {
        let root = self.model.gates[question.0];
        (self.applies[question.0] == Effect::Open)
            .then(|| Box::new(move |case: &[usize]| self.model.circuit.score(root, case) == 1) as _)
    }
}

/// The expected drop in entropy of the verdict, in bits.
fn gain(fits: f64, chances: &[f64], by_cell: &[f64]) -> f64 {
    let mean: f64 = chances.iter().zip(by_cell).map(|(chance, fits)| chance * fits).sum();
    let after: f64 = chances
        .iter()
        .zip(by_cell)
        .map(|(chance, with_cell)| chance * entropy(fits - mean + with_cell))
        .sum();
    entropy(fits) - after
}

fn entropy(chance: f64) -> f64 {
    let part = |share: f64| if share > 0.0 { -share * share.log2() } else { 0.0 };
    part(chance) + part(1.0 - chance)
}
