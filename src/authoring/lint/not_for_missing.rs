//! `not-for-missing`: an offer that is said to be for everybody.
#![doc = include_str!("not-for-missing.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "not-for-missing",
    severity: Severity::Warning,
    summary: "the offer does not say for whom it is not",
    can_be_waived: true,
    documentation: include_str!("not-for-missing.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let offer = &view.playbook.offer;
    if offer.not_for.is_some() {
        return Vec::new();
    }
    let message = format!("the offer does not say for whom {} is not", offer.name);
    let help = "write under `not_for:` who is better off with something else";
    vec![found(&RULE, view.places.value(&["offer", "name"]), message).help(help)]
}
