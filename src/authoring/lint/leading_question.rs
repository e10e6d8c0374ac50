//! `leading-question`: a question that brings its answer along.
#![doc = include_str!("leading-question.md")]

use super::language::Rule;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "leading-question",
    severity: Severity::Warning,
    summary: "a question that brings its answer along",
    can_be_waived: true,
    documentation: include_str!("leading-question.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let texts = spoken::questions_to_buyer(view);
    spoken::find_in(view, &RULE, Rule::LeadingQuestion, texts)
}
