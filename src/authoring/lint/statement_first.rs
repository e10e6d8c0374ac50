//! `statement-first`: something is told before the question.
#![doc = include_str!("statement-first.md")]

use super::language::notes;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "statement-first",
    severity: Severity::Note,
    summary: "something is told before the question",
    can_be_waived: true,
    documentation: include_str!("statement-first.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    spoken::notes_on_questions(view, &RULE, notes::statement_first)
}
