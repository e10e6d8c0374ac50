//! `assumed-fact`: what has to be known before the talk, and is only assumed.
#![doc = include_str!("assumed-fact.md")]

use super::deal_view::{Needed, View, about, ask};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::Answer;
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "assumed-fact",
    severity: Severity::Error,
    summary: "a fact that the buyer's stage calls for is only assumed",
    can_be_waived: true,
    documentation: include_str!("assumed-fact.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let assumed = |needed: &Needed| view.standing.assumptions.contains(&needed.index);
    let needed = view.needed().into_iter().filter(assumed);
    needed.map(|needed| about(&RULE, needed.question, finding(view, &needed))).collect()
}

fn finding(view: &View<'_>, needed: &Needed<'_>) -> Finding {
    let Needed { index, question, stage } = needed;
    let facts = view.facts(*index);
    let place = facts.iter().position(|fact| fact.answer != Answer::Unknown).unwrap_or_default();
    let message =
        format!("`{}` is only assumed, and a talk about {} needs it", question.id, stage.title);
    Finding::error(view.answer_place(question, place), message).help(ask(question))
}
