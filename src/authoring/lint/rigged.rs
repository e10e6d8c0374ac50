//! `rigged`: a playbook that can only say yes.
#![doc = include_str!("rigged.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "rigged",
    severity: Severity::Error,
    summary: "the playbook can never say no",
    can_be_waived: false,
    documentation: include_str!("rigged.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    if !view.is_shown(&RULE, &view.rigged) {
        return Vec::new();
    }
    let message = match view.playbook.knows_not_yet() {
        true => {
            "whatever the buyer answers, this is a fit or not yet one: the playbook can never say no"
        }
        false => "whatever the buyer answers, this is a fit: the playbook can never say no",
    };
    let help = match view.playbook.scale.bands() {
        [] => "add a disqualifier or a must-have, or raise the `threshold`",
        _ => "add a disqualifier or a must-have, or a band below which it is `no-fit`",
    };
    vec![found(&RULE, view.places.key(&["fit"]), message).help(help)]
}
