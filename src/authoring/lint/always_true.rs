//! `always-true`: a condition that says nothing, since it always holds.
#![doc = include_str!("always-true.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "always-true",
    severity: Severity::Warning,
    summary: "a condition holds in every case",
    can_be_waived: true,
    documentation: include_str!("always-true.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let conditions = view.proofs.conditions().into_iter();
    let shown = conditions
        .filter(|condition| view.shown(&RULE, view.proofs.always_true(*condition)).is_some());
    shown
        .map(|condition| {
            let message = format!("{} always holds", view.named(condition));
            found(&RULE, view.place(condition), message)
                .help("leave the condition out, or correct it")
        })
        .collect()
}
