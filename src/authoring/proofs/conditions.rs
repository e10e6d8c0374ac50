//! Conditions that hold always or never, and conditions that exclude each other.

use crate::engine::formula::Formula;
use crate::playbook::{QuestionIndex, RuleIndex, StageIndex};

use super::cases::Case;
use super::playbook_proofs::Proofs;
use super::proof::Proof;
use super::prover::Prover;
use super::search::Search;

/// A condition of a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConditionOf {
    /// The `when` of a rule.
    Rule(RuleIndex),
    /// The `when` of a question; without one it holds always.
    Gate(QuestionIndex),
    /// The `verified_when` of a stage; without one it holds always.
    Verifier(StageIndex),
}

/// A gate that names a question of a later stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateGate {
    /// The question with the gate.
    pub question: QuestionIndex,
    /// The question that it names.
    pub named: QuestionIndex,
}

/// Why no buyer can get past a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// Its verifier holds in no case that has one of its questions.
    Alone,
    /// It can be verified, but not together with the stages before it.
    WithEarlierStages,
}

impl Proofs<'_> {
    /// The conditions that a playbook states: of rules but those with points, then gates, then
    /// verifiers.
    pub fn conditions(&self) -> Vec<ConditionOf> {
        let playbook = self.provers.borrow().playbook();
        let rules = playbook.rules.iter().enumerate().filter(|(_, rule)| rule.points.is_none());
        let rules = rules.map(|(rule, _)| ConditionOf::Rule(RuleIndex(rule)));
        let gated = playbook.question_indexes();
        let gated = gated.filter(|question| playbook.question(*question).when.is_some());
        let verified = (0..playbook.stages.len()).map(StageIndex);
        let verified = verified.filter(|stage| playbook.stage(*stage).verified_when.is_some());
        rules
            .chain(gated.map(ConditionOf::Gate))
            .chain(verified.map(ConditionOf::Verifier))
            .collect()
    }

    /// `always-true`: the condition holds in every complete case. A refutation is a case in which
    /// it does not.
    pub fn always_true(&self, condition: ConditionOf) -> Proof<(), Case> {
        let mut provers = self.provers.borrow_mut();
        let prover = provers.fit();
        let holds = prover.condition(condition);
        let fails = prover.formulas().not(holds);
        prover.never(fails)
    }

    /// `never-true`: the condition holds in no complete case. A refutation is a case in which it
    /// does.
    pub fn never_true(&self, condition: ConditionOf) -> Proof<(), Case> {
        let mut provers = self.provers.borrow_mut();
        let prover = provers.fit();
        let holds = prover.condition(condition);
        prover.never(holds)
    }

    /// `contradiction`: each of two must-haves holds in some complete case, and no case has both.
    /// It is shown by a case with only the first and one with only the second, and refuted by a
    /// case with both, or by nothing where one of them holds in no case at all (which
    /// [`never_true`](Self::never_true) says).
    pub fn contradiction(
        &self,
        one: RuleIndex,
        other: RuleIndex,
    ) -> Proof<[Case; 2], Option<Case>> {
        let mut provers = self.provers.borrow_mut();
        let prover = provers.fit();
        let [one, other] = [one, other].map(|rule| prover.rules[rule.0]);
        let both = prover.formulas().all(vec![one, other]);
        match prover.satisfying(both) {
            Search::Found(case) => Proof::Refuted(Some(prover.case(&case))),
            Search::Unsettled => Proof::NotProven,
            Search::None => match [one, other].map(|alone| prover.satisfying(alone)) {
                [Search::Found(one), Search::Found(other)] => {
                    Proof::Shown([prover.case(&one), prover.case(&other)])
                }
                [Search::None, _] | [_, Search::None] => Proof::Refuted(None),
                _ => Proof::NotProven,
            },
        }
    }

    /// `late-gate`: every gate that names, itself, a question of a later stage than that of the
    /// question it stands at; in playbook order, each question named once. Such a question waits
    /// for an answer that is asked for after it.
    pub fn late_gates(&self) -> Vec<LateGate> {
        let playbook = self.provers.borrow().playbook();
        let mut late = Vec::new();
        for question in playbook.question_indexes() {
            let about = playbook.question(question);
            let gate = about.when.iter();
            let mut named: Vec<QuestionIndex> =
                gate.flat_map(|when| when.questions(&playbook.values)).collect();
            named.sort_unstable();
            named.dedup();
            named.retain(|named| playbook.question(*named).stage > about.stage);
            late.extend(named.into_iter().map(|named| LateGate { question, named }));
        }
        late
    }

    /// `unreachable-stage`: no buyer can get past this stage. In a complete case a stage is
    /// verified where its verifier holds, where it has none, or where none of its questions
    /// applies. The claim is that no case verifies it, or that some case verifies all stages
    /// before it but none verifies it too. (So where a stage can't be passed, a later one is called
    /// unreachable only for its own verifier.) A refutation is a case in which it is verified,
    /// with all stages before it where that is possible.
    pub fn unreachable_stage(&self, stage: StageIndex) -> Proof<Unreachable, Case> {
        let mut provers = self.provers.borrow_mut();
        let prover = provers.fit();
        let verified: Vec<Formula> =
            (0..=stage.0).map(|stage| prover.is_verified(StageIndex(stage))).collect();
        let alone = match prover.satisfying(verified[stage.0]) {
            Search::None => return Proof::Shown(Unreachable::Alone),
            Search::Unsettled => return Proof::NotProven,
            Search::Found(case) => case,
        };
        let before = prover.formulas().all(verified[..stage.0].to_vec());
        let with_it = prover.formulas().all(verified);
        let case = match [with_it, before].map(|all| prover.satisfying(all)) {
            [Search::Found(case), _] => case,
            [Search::None, Search::Found(_)] => {
                return Proof::Shown(Unreachable::WithEarlierStages);
            }
            [Search::None, Search::None] => alone,
            _ => return Proof::NotProven,
        };
        Proof::Refuted(prover.case(&case))
    }
}

impl Prover<'_> {
    /// That a formula holds in no case.
    fn never(&mut self, formula: Formula) -> Proof<(), Case> {
        let found = self.satisfying(formula);
        Proof::that_none(found.map(|case| self.case(&case)))
    }

    fn condition(&self, condition: ConditionOf) -> Formula {
        match condition {
            ConditionOf::Rule(rule) => self.rules[rule.0],
            ConditionOf::Gate(question) => self.gates[question.0],
            ConditionOf::Verifier(stage) => self.verifiers[stage.0].unwrap_or(Formula::TRUE),
        }
    }

    /// Where a stage is verified.
    fn is_verified(&self, stage: StageIndex) -> Formula {
        self.verified[stage.0].unwrap_or(Formula::TRUE)
    }
}
