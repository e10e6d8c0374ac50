//! A playbook as the rules of the lint see it.

use std::cell::RefCell;

use super::settings::Settings;
use crate::authoring::proofs::{Case, ConditionOf, Proof, Proofs};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::answers::answer_text;
use crate::engine::SingleAnswer;
use crate::playbook::places::{Place, Places};
use crate::playbook::{Playbook, QuestionIndex};
use crate::text::characters::in_shell_quotes;
use crate::text::source::{Finding, Span};

/// A playbook, where things stand in its file, and what can be proven of it.
pub(super) struct View<'v> {
    pub(super) playbook: &'v Playbook,
    pub(super) places: &'v Places,
    pub(super) settings: &'v Settings,
    pub(super) proofs: Proofs<'v>,
    /// Whether it can never say no.
    pub(super) rigged: Proof<(), Case>,
    /// Whether it can never say yes.
    pub(super) hopeless: Proof<(), Case>,
    /// The rules whose claims could not be settled.
    unsettled: RefCell<Vec<&'static str>>,
}

/// What a rule found, and the key beside which it can be excused.
pub(super) struct Found {
    pub(super) result: CheckResult,
    pub(super) key: Span,
}

/// What a rule found at a place, with the rule's own severity.
pub(super) fn found(rule: &'static CheckRule, place: Place, message: impl Into<String>) -> Found {
    let Place { span, key } = place;
    let finding = Finding { severity: rule.severity, ..Finding::error(span, message) };
    Found { result: CheckResult::of(rule, finding), key }
}

impl Found {
    /// Adds what to do, or what shows it.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.result.finding.help = Some(help.into());
        self
    }
}

impl<'v> View<'v> {
    pub(super) fn of(playbook: &'v Playbook, places: &'v Places, settings: &'v Settings) -> Self {
        let proofs = Proofs::of(playbook);
        let (rigged, hopeless) = (proofs.rigged(), proofs.hopeless());
        let unsettled = RefCell::new(Vec::new());
        Self { playbook, places, settings, proofs, rigged, hopeless, unsettled }
    }

    /// Whether it can say no only, or never; then it is that which has to be told, and not what follows
    /// from it.
    pub(super) fn is_one_sided(&self) -> bool {
        self.rigged.is_shown() || self.hopeless.is_shown()
    }

    /// What shows a claim; one that could not be settled is noted.
    pub(super) fn shown<S, R>(&self, rule: &CheckRule, proof: Proof<S, R>) -> Option<S> {
        self.is_shown(rule, &proof);
        proof.shown()
    }

    /// Whether a claim is shown; one that could not be settled is noted.
    pub(super) fn is_shown<S, R>(&self, rule: &CheckRule, proof: &Proof<S, R>) -> bool {
        let mut unsettled = self.unsettled.borrow_mut();
        if proof.is_not_proven() && !unsettled.contains(&rule.id) {
            unsettled.push(rule.id);
        }
        proof.is_shown()
    }

    /// The rules whose claims could not be settled.
    pub(super) fn unsettled(&self) -> Vec<&'static str> {
        self.unsettled.borrow().clone()
    }

    /// How a condition is called: "the condition of `size`".
    pub(super) fn named(&self, condition: ConditionOf) -> String {
        let playbook = self.playbook;
        match condition {
            ConditionOf::Rule(rule) => format!("the condition of `{}`", playbook.rule(rule).id),
            ConditionOf::Gate(question) => {
                format!("the `when` of `{}`", playbook.question(question).id)
            }
            ConditionOf::Verifier(stage) => {
                format!("the verifier of `{}`", playbook.stage(stage).id)
            }
        }
    }

    /// Where a condition stands: its key.
    pub(super) fn place(&self, condition: ConditionOf) -> Place {
        let (places, playbook) = (self.places, self.playbook);
        match condition {
            ConditionOf::Rule(rule) => places.rule(playbook, rule, &["when"]),
            ConditionOf::Gate(question) => places.question(playbook, question, &["when"]),
            ConditionOf::Verifier(stage) => places.stage(stage, &["verified_when"]),
        }
        .at_key()
    }

    /// A prospect in words, as `users=40, hosting=cloud`.
    pub(super) fn words(&self, case: &Case) -> String {
        self.words_of(&case.answers)
    }

    /// The same for answers in any order.
    pub(super) fn words_of(&self, answers: &[(QuestionIndex, SingleAnswer)]) -> String {
        let answers = answers.iter().map(|(question, answer)| {
            let question = self.playbook.question(*question);
            format!("{}={}", question.id, answer_text(question, &answer.as_answer(question)))
        });
        answers.collect::<Vec<_>>().join(", ")
    }

    /// The command that shows what becomes of a prospect.
    pub(super) fn replay(&self, case: &Case) -> String {
        let answers = self.words(case).replace(", ", " -a ");
        format!("see it: coach start --no-input -p {} -a {answers}", self.name())
    }

    /// The playbook as `--playbook` takes it.
    fn name(&self) -> String {
        let name = &self.places.file().name;
        let is_plain = |one: char| one.is_ascii_alphanumeric() || "/._-".contains(one);
        match name.strip_prefix("<shipped>/") {
            Some(_) => self.playbook.id.clone(),
            None if name.chars().all(is_plain) => name.clone(),
            None => in_shell_quotes(name),
        }
    }
}
