//! `and-in-closed-question`: two things under one yes or no.
#![doc = include_str!("and-in-closed-question.md")]

use super::language::notes;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "and-in-closed-question",
    severity: Severity::Note,
    summary: "two things under one yes or no",
    can_be_waived: true,
    documentation: include_str!("and-in-closed-question.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    spoken::notes_on_questions(view, &RULE, notes::and_in_closed_question)
}
