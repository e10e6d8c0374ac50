//! `dead-option`: an option that makes no difference.
#![doc = include_str!("dead-option.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::playbook::{Condition, Playbook, Question, QuestionIndex, RuleKind, Subject, Test};
use crate::text::source::{Severity, listed};

pub(super) static RULE: CheckRule = CheckRule {
    id: "dead-option",
    severity: Severity::Warning,
    summary: "an option that makes no difference, though a condition names it",
    can_be_waived: true,
    documentation: include_str!("dead-option.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    if view.is_one_sided() {
        return Vec::new();
    }
    let questions = view.playbook.question_indexes();
    let alive = questions.filter(|question| !view.proofs.dead_question(*question).is_shown());
    alive.flat_map(|question| in_question(view, question)).collect()
}

fn in_question(view: &View<'_>, index: QuestionIndex) -> Vec<Found> {
    let question = view.playbook.question(index);
    let options = 0..question.option_count();
    options
        .filter_map(|option| {
            let others = view.shown(&RULE, view.proofs.dead_option(index, option))?;
            let is_held_apart =
                |other: &usize| are_held_apart(view.playbook, index, [option, *other]);
            if !others.is_empty() && others.iter().all(is_held_apart) {
                return None;
            }
            let id = question.option_id(option);
            let place = view.places.option(view.playbook, index, id);
            Some(
                found(&RULE, place, message(question, id, &others)).help(
                    "let a rule tell it apart, or take it out of the conditions that name it",
                ),
            )
        })
        .collect()
}

/// Whether some hold waits for one of two options and not for the other. The verdict is the same then,
/// and what lifts it, and what is said, is not.
fn are_held_apart(playbook: &Playbook, question: QuestionIndex, options: [usize; 2]) -> bool {
    let mut holds = playbook.rules.iter().filter(|rule| rule.kind == RuleKind::Hold);
    holds.any(|hold| tells_apart(&hold.when, question, options))
}

fn tells_apart(condition: &Condition, question: QuestionIndex, options: [usize; 2]) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| tells_apart(part, question, options))
        }
        Condition::Not(part) => tells_apart(part, question, options),
        Condition::Test(named, Test::OneOf(those) | Test::NoneOf(those)) => {
            let [one, other] = options.map(|option| those.contains(&option));
            *named == Subject::Question(question) && one != other
        }
        Condition::Test(..) => false,
    }
}

fn message(question: &Question, option: &str, others: &[usize]) -> String {
    let others: Vec<String> =
        others.iter().map(|other| format!("`{}`", question.option_id(*other))).collect();
    match others.as_slice() {
        [] => format!("whether `{option}` is chosen makes no difference"),
        others => format!(
            "`{option}` is told apart from {}, and makes no difference",
            listed(others, "and")
        ),
    }
}
