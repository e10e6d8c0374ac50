//! Whether a playbook can say no and yes, whether its score decides, and whether every stage
//! leaves a way to a no.

use std::ops::RangeInclusive;

use crate::engine::circuit::{NEVER, Node, Root, Term};
use crate::engine::formula::Formula;
use crate::playbook::{QuestionIndex, StageIndex};

use super::cases::Case;
use super::playbook_proofs::Proofs;
use super::proof::Proof;
use super::prover::Prover;
use super::search::{Cells, Search};

/// A score that does not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreIdle {
    /// The threshold is out of reach.
    OutOfReach {
        /// The highest score.
        highest: i64,
    },
    /// The threshold is always met.
    AlwaysMet {
        /// The lowest score.
        lowest: i64,
    },
}

/// A stage from which on no answer leads to a no-fit any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoExit {
    /// The stage.
    pub stage: StageIndex,
    /// Answers to questions of earlier stages that make every complete case a fit, or with holds at
    /// least a not-yet; of those questions alone that bear on that.
    pub given: Case,
}

impl Proofs<'_> {
    /// `rigged`: no complete case is a no-fit. A refutation is one.
    pub fn rigged(&self) -> Proof<(), Case> {
        self.provers.borrow_mut().at_least_not_yet().rigged()
    }

    /// `hopeless`: no complete case is a fit. A refutation is one.
    pub fn hopeless(&self) -> Proof<(), Case> {
        self.provers.borrow_mut().fit().hopeless()
    }

    /// `unreachable-score`: of the complete cases that no disqualifier or must-have rules out, none
    /// reaches the threshold, or all do although there are signals with a weight. (Where every case
    /// is ruled out, all are meant.) A refutation is a case that reaches it and one that does
    /// not, or the first alone where there are no such signals.
    pub fn unreachable_score(&self) -> Proof<ScoreIdle, (Case, Option<Case>)> {
        self.provers.borrow_mut().at_least_not_yet().unreachable_score()
    }

    /// `unreachable-band`: no complete case has a score in this band. It is shown by the lowest and the
    /// highest score of all cases, and refuted by a case with a score in it.
    pub fn unreachable_band(&self, band: usize) -> Proof<(i64, i64), Case> {
        let mut provers = self.provers.borrow_mut();
        match provers.playbook().scale.scores_in(band) {
            Some(scores) => provers.fit().unreachable_scores(scores),
            None => Proof::NotProven,
        }
    }

    /// `no-exit`: from some stage on, with everything before it in its favour, a no-fit is out of
    /// reach. Precisely: there are answers to the questions of all stages before it such that
    /// every complete case with them is a fit, or with holds at least a not-yet, whatever is answered
    /// to its own questions and to those of later stages.
    ///
    /// Only stages with a question that some rule depends on count, and not the first of those,
    /// from which on a no-fit is out of reach just where the playbook is [`rigged`](Self::rigged).
    /// The first stage is told; the same answers leave no exit from any stage after it. A
    /// refutation is a no-fit with the earlier stages in its favour, for the last of the stages
    /// that count; an exit from that one is one from all before it. There is none where fewer than
    /// two stages count.
    pub fn no_exit(&self) -> Proof<NoExit, Option<Case>> {
        self.provers.borrow_mut().at_least_not_yet().no_exit()
    }
}

/// The answers that serve a fit best, and those that then serve it worst.
struct Favour {
    /// The least score that the earlier stages can make sure of.
    score: i64,
    /// With it all that was chosen.
    case: Cells,
}

impl Prover<'_> {
    fn rigged(&mut self) -> Proof<(), Case> {
        if let Some(case) = self.guesses.cases.iter().find(|case| !self.is_fit(case)) {
            return Proof::Refuted(self.case(case));
        }
        match self.decision {
            Some(root) => {
                let scores = self.scores(root);
                if self.can_rule_out(root) {
                    return self.refuted(&self.case_ruled_out(root));
                }
                match scores.lowest() {
                    Some(lowest) if lowest < self.threshold => {
                        self.refuted(&self.case_with(root, lowest))
                    }
                    _ => Proof::Shown(()),
                }
            }
            None => self.by_bounds(|low, _, threshold| low >= threshold),
        }
    }

    fn hopeless(&mut self) -> Proof<(), Case> {
        if let Some(case) = self.guesses.cases.iter().find(|case| self.is_fit(case)) {
            return Proof::Refuted(self.case(case));
        }
        match self.decision {
            Some(root) => match self.scores(root).highest() {
                Some(highest) if highest >= self.threshold => {
                    self.refuted(&self.case_with(root, highest))
                }
                _ => Proof::Shown(()),
            },
            None => self.by_bounds(|_, high, threshold| high < threshold),
        }
    }

    /// That there is a case that refutes a claim, if it is one.
    fn refuted<S>(&self, cells: &[usize]) -> Proof<S, Case> {
        if self.is_real(cells) { Proof::Refuted(self.case(cells)) } else { Proof::NotProven }
    }

    /// What bounds of the score can show.
    fn by_bounds(&mut self, shows: impl Fn(i64, i64, i64) -> bool) -> Proof<(), Case> {
        let root = self.compiler.root(self.verdict.clone(), 0);
        let (low, high) = self.circuit().range(root, &self.cells);
        if shows(low, high, self.threshold) { Proof::Shown(()) } else { Proof::NotProven }
    }

    fn unreachable_score(&mut self) -> Proof<ScoreIdle, (Case, Option<Case>)> {
        let Some(root) = self.scored() else { return self.guessed_scores() };
        let scores = self.scores(root);
        let (Some(lowest), Some(highest)) = (scores.lowest(), scores.highest()) else {
            return Proof::NotProven;
        };
        if highest < self.threshold {
            return Proof::Shown(ScoreIdle::OutOfReach { highest });
        }
        let reached = self.case_with(root, highest);
        if !self.is_real(&reached) {
            return Proof::NotProven;
        }
        let reached = self.case(&reached);
        if lowest < self.threshold {
            let missed = self.refuted::<()>(&self.case_with(root, lowest)).refuted();
            return match missed {
                Some(missed) => Proof::Refuted((reached, Some(missed))),
                None => Proof::NotProven,
            };
        }
        if self.verdict.iter().any(|(_, weight)| *weight != 0 && *weight != NEVER) {
            Proof::Shown(ScoreIdle::AlwaysMet { lowest })
        } else {
            Proof::Refuted((reached, None))
        }
    }

    /// The score of all cases that are not ruled out, or of all cases where all are.
    fn scored(&mut self) -> Option<Root> {
        let root = self.decision?;
        if self.scores(root).lowest().is_some() {
            return Some(root);
        }
        let signals = self.verdict.iter().filter(|(_, weight)| *weight != NEVER);
        let signals = signals.copied().collect();
        self.decision_root(signals)
    }

    /// That no case has one of these scores, whatever rules it out.
    fn unreachable_scores(&mut self, within: RangeInclusive<i64>) -> Proof<(i64, i64), Case> {
        let signals = self.verdict.iter().filter(|(_, weight)| *weight != NEVER);
        let signals: Vec<Term> = signals.copied().collect();
        if let Some(case) = self.guesses.cases.iter().find(|case| {
            let holding =
                signals.iter().filter(|(term, _)| self.compiler.formulas.holds(*term, case));
            within.contains(&holding.map(|(_, weight)| weight).sum())
        }) {
            return Proof::Refuted(self.case(case));
        }
        let Some(root) = self.decision_root(signals.clone()) else {
            let root = self.compiler.root(signals, 0);
            let (low, high) = self.circuit().range(root, &self.cells);
            let is_beside = high < *within.start() || low > *within.end();
            return if is_beside { Proof::Shown((low, high)) } else { Proof::NotProven };
        };
        let scores = self.scores(root);
        match (
            scores.first_within(*within.start(), *within.end()),
            scores.lowest(),
            scores.highest(),
        ) {
            (Some(score), _, _) => Proof::Refuted(self.case(&self.case_with(root, score))),
            (None, Some(lowest), Some(highest)) => Proof::Shown((lowest, highest)),
            _ => Proof::NotProven,
        }
    }

    /// The same from cases that were come by.
    fn guessed_scores(&self) -> Proof<ScoreIdle, (Case, Option<Case>)> {
        let holds = |formula: Formula, case: &Cells| self.compiler.formulas.holds(formula, case);
        let ruled_out = |case: &Cells| {
            self.verdict.iter().any(|(term, weight)| *weight == NEVER && holds(*term, case))
        };
        let mut cases = self.guesses.cases.iter().filter(|case| !ruled_out(case));
        let reached = cases.clone().find(|case| self.is_fit(case));
        match (reached, cases.find(|case| !self.is_fit(case))) {
            (Some(reached), Some(missed)) => {
                Proof::Refuted((self.case(reached), Some(self.case(missed))))
            }
            _ => Proof::NotProven,
        }
    }

    fn no_exit(&mut self) -> Proof<NoExit, Option<Case>> {
        let tested = self.bearing();
        let stages: Vec<StageIndex> = (0..self.playbook.stages.len())
            .map(StageIndex)
            .filter(|stage| {
                let mut tested = tested.iter();
                tested.any(|variable| self.stage_of(*variable) == *stage)
            })
            .collect();
        let mut outcome = Proof::Refuted(None);
        for stage in stages.iter().skip(1).rev() {
            let proof = self.no_exit_from(*stage, &tested);
            match (&outcome, &proof) {
                (Proof::Shown(_), Proof::Shown(_)) | (Proof::Refuted(_), _) => outcome = proof,
                (Proof::Shown(_), _) => break,
                (Proof::NotProven, Proof::Shown(_)) => outcome = proof,
                (Proof::NotProven, _) => {}
            }
            if matches!(outcome, Proof::Refuted(_)) {
                break;
            }
        }
        outcome
    }

    fn no_exit_from(&mut self, stage: StageIndex, tested: &[usize]) -> Proof<NoExit, Option<Case>> {
        if let Some(case) = self.way_out(stage).filter(|case| self.is_real(case)) {
            return Proof::Refuted(Some(self.case(&case)));
        }
        let Some(favour) = self.favour(stage) else { return Proof::NotProven };
        if !self.is_real(&favour.case) {
            return Proof::NotProven;
        }
        if favour.score < self.threshold {
            return Proof::Refuted(Some(self.case(&favour.case)));
        }
        let is_given = |question: QuestionIndex| {
            let mut variables = self.variables.of_question(question);
            self.playbook.question(question).stage < stage
                && variables.any(|variable| tested.contains(&variable))
        };
        let mut given = self.case_of(&favour.case, is_given);
        let gates = self.gates_given(stage, &favour.case);
        given.answers.retain(|(question, _)| gates[question.0] != Formula::FALSE);
        Proof::Shown(NoExit { stage, given })
    }

    /// A no-fit for a hard rule that depends on nothing but questions from a stage on, with
    /// everything else in favour of a fit.
    fn way_out(&mut self, stage: StageIndex) -> Option<Cells> {
        let hard = self.verdict.iter().filter(|(formula, weight)| {
            let mut support = self.compiler.formulas.support(*formula).iter();
            *weight == NEVER && support.all(|variable| self.stage_of(*variable as usize) >= stage)
        });
        let hard: Vec<Formula> = hard.map(|(formula, _)| *formula).collect();
        let (formula, found) =
            hard.into_iter().find_map(|formula| match self.satisfying(formula) {
                Search::Found(case) => Some((formula, case)),
                Search::None | Search::Unsettled => None,
            })?;
        let fit = self.guesses.cases.iter().find(|case| self.is_fit(case));
        let mut case = fit.cloned().unwrap_or_else(|| found.clone());
        for variable in self.compiler.formulas.support(formula) {
            case[*variable as usize] = found[*variable as usize];
        }
        Some(case)
    }

    /// The best that the stages before one can make sure of, whatever comes after. Variables of
    /// earlier stages are decided before all others, so that the best of them can be taken
    /// without knowing what follows.
    fn favour(&mut self, stage: StageIndex) -> Option<Favour> {
        let earlier: Vec<bool> =
            (0..self.cells.len()).map(|variable| self.stage_of(variable) < stage).collect();
        let ordered = self.compiler.decide_first(|variable| earlier[variable]);
        let root = self.decision_root(self.verdict.clone());
        self.compiler.back_in_order(ordered);
        let root = root?;
        let nodes = self.circuit().nodes(root);
        let mut scores: Vec<i64> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let score = match node {
                Node::Zero => 0,
                Node::Never | Node::Unsettled { .. } => NEVER,
                Node::Sum(parts) => parts.iter().map(|part| scores[*part as usize]).sum(),
                Node::Decide { variable, branches } => {
                    let below = branches.iter().map(|one| scores[one.to as usize] + one.weight);
                    let chosen =
                        if earlier[*variable as usize] { below.max() } else { below.min() };
                    chosen.unwrap_or(NEVER)
                }
            };
            scores.push(score);
        }
        let mut case = self.first_case();
        let mut open = vec![root.place];
        while let Some(place) = open.pop() {
            match &nodes[place as usize] {
                Node::Zero | Node::Never | Node::Unsettled { .. } => {}
                Node::Sum(parts) => open.extend_from_slice(parts),
                Node::Decide { variable, branches } => {
                    let is_chosen = |one: &&crate::engine::circuit::Branch| {
                        scores[one.to as usize] + one.weight == scores[place as usize]
                    };
                    if let Some(branch) = branches.iter().find(is_chosen) {
                        case[*variable as usize] = branch.cells.iter().next().unwrap_or(0);
                        open.push(branch.to);
                    }
                }
            }
        }
        Some(Favour { score: scores[root.place as usize].saturating_add(root.weight), case })
    }

    /// The gates where the questions of earlier stages are answered.
    fn gates_given(&mut self, stage: StageIndex, case: &Cells) -> Vec<Formula> {
        let mut domains = self.cells.clone();
        for (variable, domain) in domains.iter_mut().enumerate() {
            if self.stage_of(variable) < stage {
                *domain = crate::engine::cells::CellSet::single(case[variable]);
            }
        }
        let gates = self.gates.clone();
        gates.into_iter().map(|gate| self.formulas().within(gate, &domains)).collect()
    }

    /// The variables that some rule of weight depends on.
    fn bearing(&mut self) -> Vec<usize> {
        (0..self.cells.len()).filter(|variable| self.bears(*variable)).collect()
    }

    fn bears(&mut self, variable: usize) -> bool {
        let weighty: Vec<Formula> = self
            .verdict
            .iter()
            .filter(|(_, weight)| *weight != 0)
            .map(|(formula, _)| *formula)
            .collect();
        let mut cells = self.cells[variable].iter();
        let first = cells.next().unwrap_or(0);
        cells.any(|cell| {
            weighty
                .iter()
                .any(|formula| self.tells_apart(*formula, variable, [first, cell]) != Search::None)
        })
    }

    /// The stage from which on a variable is known; of a value that of the last of its questions.
    fn stage_of(&self, variable: usize) -> StageIndex {
        let questions = self.variables.questions_of(variable).into_iter();
        let stages = questions.map(|question| self.playbook.question(question).stage);
        stages.max().unwrap_or(StageIndex(0))
    }
}
