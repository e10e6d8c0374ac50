//! `undecidable-in-time`: an interview that takes too long.
#![doc = include_str!("undecidable-in-time.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "undecidable-in-time",
    severity: Severity::Warning,
    summary: "an interview can take more questions than it may",
    can_be_waived: true,
    documentation: include_str!("undecidable-in-time.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let most = view.settings.most_questions;
    let Some(long) = view.shown(&RULE, view.proofs.undecidable_in_time(most)) else {
        return Vec::new();
    };
    let next = &view.playbook.question(long.next).id;
    let message = format!(
        "after {most} questions a buyer can still be undecided, and is asked `{next}` next"
    );
    let help = format!("so it is with {}", view.words_of(&long.answers));
    vec![found(&RULE, view.places.key(&["stages"]), message).help(help)]
}
