//! `hard-to-read`: a question that is hard to follow when it is heard.
#![doc = include_str!("hard-to-read.md")]

use super::language::notes;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "hard-to-read",
    severity: Severity::Note,
    summary: "a question that is hard to follow when it is heard",
    can_be_waived: true,
    documentation: include_str!("hard-to-read.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    spoken::notes_on_questions(view, &RULE, notes::hard_to_read)
}
