//! `hopeless`: a playbook that can only say no.
#![doc = include_str!("hopeless.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "hopeless",
    severity: Severity::Error,
    summary: "the playbook can never say yes",
    can_be_waived: false,
    documentation: include_str!("hopeless.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    if !view.is_shown(&RULE, &view.hopeless) {
        return Vec::new();
    }
    let message = match view.playbook.knows_not_yet() {
        true => {
            "whatever the buyer answers, this is no fit or not yet one: the playbook can never say yes"
        }
        false => "whatever the buyer answers, this is no fit: the playbook can never say yes",
    };
    let holds = if view.playbook.has_holds() { ", holds of which one always holds" } else { "" };
    let score = match view.playbook.scale.bands() {
        [] => "a `threshold` out of reach",
        _ => "`bands` of which no fit is in reach",
    };
    let help = format!("look for must-haves that exclude each other{holds}, or {score}");
    vec![found(&RULE, view.places.key(&["fit"]), message).help(help)]
}
