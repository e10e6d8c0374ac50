//! `never-true`: a condition that says nothing, since it never holds.
#![doc = include_str!("never-true.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "never-true",
    severity: Severity::Warning,
    summary: "a condition holds in no case",
    can_be_waived: true,
    documentation: include_str!("never-true.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let conditions = view.proofs.conditions().into_iter();
    let shown = conditions
        .filter(|condition| view.shown(&RULE, view.proofs.never_true(*condition)).is_some());
    shown
        .map(|condition| {
            let message = format!("{} never holds", view.named(condition));
            found(&RULE, view.place(condition), message)
                .help("correct it, or leave out what it stands at")
        })
        .collect()
}
