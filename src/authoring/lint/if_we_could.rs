//! `if-we-could`: a question that begins with what we could do.
#![doc = include_str!("if-we-could.md")]

use super::language::notes;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "if-we-could",
    severity: Severity::Note,
    summary: "a question that begins with what we could do",
    can_be_waived: true,
    documentation: include_str!("if-we-could.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    spoken::notes_on_questions(view, &RULE, notes::if_we_could)
}
