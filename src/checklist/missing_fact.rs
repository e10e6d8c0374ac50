//! `missing-fact`: what has to be known before the talk, and is not.
#![doc = include_str!("missing-fact.md")]

use super::deal_view::{Needed, View, about, ask};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::stub;
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "missing-fact",
    severity: Severity::Error,
    summary: "a fact that the buyer's stage calls for is not known",
    can_be_waived: true,
    documentation: include_str!("missing-fact.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let missing = view.needed().into_iter().filter(|needed| view.is_unknown(needed.index));
    missing.map(|needed| about(&RULE, needed.question, finding(view, &needed))).collect()
}

fn finding(view: &View<'_>, needed: &Needed<'_>) -> Finding {
    let Needed { index, question, stage } = needed;
    let message =
        format!("`{}` is not known, and a talk about {} needs it", question.id, stage.title);
    let help = ask(question);
    match stub(view.places, view.playbook, *index) {
        Some(stub) => Finding::error(stub.at..stub.at, message).help(help).insertion(stub),
        None if view.facts(*index).is_empty() => {
            let help = format!("{help}; then write it under `facts:`, as `{}: …`", question.id);
            Finding::error(view.question_place(question), message).help(help)
        }
        None => Finding::error(view.answer_place(question, 0), message).help(help),
    }
}
