//! `double-question`: two questions in one.
#![doc = include_str!("double-question.md")]

use super::language::Rule;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "double-question",
    severity: Severity::Warning,
    summary: "two questions in one",
    can_be_waived: true,
    documentation: include_str!("double-question.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let texts = spoken::questions(view);
    spoken::find_in(view, &RULE, Rule::DoubleQuestion, texts)
}
