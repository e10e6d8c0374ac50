//! `no-exit`: a stage after which no answer counts any more.
#![doc = include_str!("no-exit.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "no-exit",
    severity: Severity::Warning,
    summary: "from some stage on a no is out of reach",
    can_be_waived: true,
    documentation: include_str!("no-exit.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    if view.is_one_sided() {
        return Vec::new();
    }
    let Some(exit) = view.shown(&RULE, view.proofs.no_exit()) else { return Vec::new() };
    let stage = view.playbook.stage(exit.stage);
    let message = format!(
        "with everything before it in its favour, no answer from `{}` on can lead to a no",
        stage.id
    );
    let place = view.places.stage(exit.stage, &[]);
    vec![found(&RULE, place, message).help(view.replay(&exit.given))]
}
