//! `not-proven`: what could not be settled.
#![doc = include_str!("not-proven.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::{Severity, listed};

pub(super) static RULE: CheckRule = CheckRule {
    id: "not-proven",
    severity: Severity::Warning,
    summary: "the playbook is too large to settle a claim about it",
    can_be_waived: true,
    documentation: include_str!("not-proven.md"),
};

/// What the rules before it could not settle.
pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let claims = view.unsettled();
    if claims.is_empty() {
        return Vec::new();
    }
    let claims: Vec<String> = claims.iter().map(|rule| format!("`{rule}`")).collect();
    let message = format!("not proven, one way or the other: {}", listed(&claims, "and"));
    let help = "the playbook is too large for it; fewer conditions on many questions at once help";
    vec![found(&RULE, view.places.key(&["fit"]), message).help(help)]
}
