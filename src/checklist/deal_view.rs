//! A deal as the rules of the checklist see it.

use super::settings::Settings;
use crate::check_rule::{AskedQuestion, CheckResult, CheckRule};
use crate::deal::places::Places;
use crate::deal::{Answer, Deal, Fact};
use crate::engine::{Standing, called_for};
use crate::hearing::Sources;
use crate::playbook::{Playbook, Question, QuestionIndex, Stage};
use crate::text::source::{Finding, Span};

/// A deal, its playbook, and what the engine says of the two.
pub(super) struct View<'v> {
    pub(super) playbook: &'v Playbook,
    pub(super) deal: &'v Deal,
    pub(super) places: &'v Places,
    /// What is said in the files that the deal names.
    pub(super) sources: &'v Sources,
    pub(super) standing: &'v Standing,
    pub(super) settings: &'v Settings,
    /// For each question, whether a rule, a gate or a verifier uses it.
    pub(super) used: &'v [bool],
    /// Every rule of the checklist: what a waiver may name.
    pub(super) rules: &'v [&'static CheckRule],
}

/// A question that has to be known, and the stage that needs it.
pub(super) struct Needed<'v> {
    pub(super) index: QuestionIndex,
    pub(super) question: &'v Question,
    pub(super) stage: &'v Stage,
}

impl<'v> View<'v> {
    /// The questions to be known before a talk with a buyer at this stage; where a stage does not
    /// say which, its questions that can still change the verdict.
    pub(super) fn needed(&self) -> Vec<Needed<'v>> {
        self.called_for(|question| self.standing.can_still_change.contains(&question))
    }

    /// The same where, without `prepare`, it is the stage's questions that a rule, a gate or a
    /// verifier uses.
    pub(super) fn used(&self) -> Vec<Needed<'v>> {
        self.called_for(|question| self.used[question.0])
    }

    /// Whether the playbook asks a question of this id, or asked it once.
    pub(super) fn knows_question(&self, id: &str) -> bool {
        self.playbook.find_question(id).is_some() || self.playbook.retired.why(id).is_some()
    }

    /// The rules that a waiver may name.
    pub(super) fn waivable(&self) -> impl Iterator<Item = &'static CheckRule> {
        self.rules.iter().copied().filter(|rule| rule.can_be_waived)
    }

    /// Whether a waiver may name this rule.
    pub(super) fn can_be_waived(&self, rule: &str) -> bool {
        self.waivable().any(|known| known.id == rule)
    }

    /// The statements about a question.
    pub(super) fn facts(&self, question: QuestionIndex) -> &'v [Fact] {
        self.deal.facts.about(question)
    }

    /// Whether nothing is known about a question, not even by assumption.
    pub(super) fn is_unknown(&self, question: QuestionIndex) -> bool {
        self.facts(question).iter().all(|fact| fact.answer == Answer::Unknown)
    }

    /// Where the answer of one of a question's facts stands.
    pub(super) fn answer_place(&self, question: &Question, fact: usize) -> Span {
        self.places.answer(&question.id, fact).unwrap_or(self.places.key("facts"))
    }

    /// Where a question's key stands, else the key under which it would.
    pub(super) fn question_place(&self, question: &Question) -> Span {
        self.places.question(&question.id).unwrap_or(self.places.key("facts"))
    }

    fn called_for(&self, otherwise: impl Fn(QuestionIndex) -> bool) -> Vec<Needed<'v>> {
        if self.deal.outcome.is_some() {
            // The buyer has decided: there is no talk to prepare.
            return Vec::new();
        }
        let Standing { verdict, stage, applies, .. } = self.standing;
        let needed = called_for(self.playbook, *verdict, *stage, applies, otherwise).into_iter();
        let needed = needed.map(|needed| Needed {
            index: needed.question,
            question: self.playbook.question(needed.question),
            stage: self.playbook.stage(needed.stage),
        });
        needed.collect()
    }
}

/// What a rule found about a question.
pub(super) fn about(
    rule: &'static CheckRule,
    question: &Question,
    finding: Finding,
) -> CheckResult {
    let question = AskedQuestion { id: question.id.clone(), ask: Some(question.ask.clone()) };
    CheckResult { question: Some(question), ..CheckResult::of(rule, finding) }
}

/// What a rule found about the deal as a whole.
pub(super) fn about_deal(rule: &'static CheckRule, finding: Finding) -> CheckResult {
    CheckResult::of(rule, finding)
}

/// A question to the buyer, or to ourselves, as help.
pub(super) fn ask(question: &Question) -> String {
    let whom = if question.is_ours() { "find out for yourselves" } else { "ask" };
    format!("{whom}: “{}”", question.ask)
}
