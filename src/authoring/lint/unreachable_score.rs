//! `unreachable-score`: a score that decides nothing.
#![doc = include_str!("unreachable-score.md")]

use super::playbook_view::{Found, View, found};
use crate::authoring::proofs::ScoreIdle;
use crate::check_rule::CheckRule;
use crate::playbook::Scale;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unreachable-score",
    severity: Severity::Warning,
    summary: "the threshold is out of reach, or always met",
    can_be_waived: true,
    documentation: include_str!("unreachable-score.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    // Of bands, another rule tells which are out of reach.
    let Scale::Threshold { from: threshold, .. } = &view.playbook.scale else { return Vec::new() };
    let Some(idle) = view.shown(&RULE, view.proofs.unreachable_score()) else { return Vec::new() };
    let (message, help) = match idle {
        ScoreIdle::OutOfReach { highest } => (
            format!("no score reaches the threshold of {threshold}: the highest is {highest}"),
            format!("lower it to {highest} or less, or give the signals more weight"),
        ),
        ScoreIdle::AlwaysMet { lowest } => (
            format!("every score meets the threshold of {threshold}: the lowest is {lowest}"),
            format!("raise it above {lowest}, or leave the signals' weights out (`weight: 0`)"),
        ),
    };
    let place = view.places.key(&["fit", "threshold"]);
    vec![found(&RULE, place, message).help(help)]
}
