//! `verifier-missing`: a stage that is over once every question was asked.
#![doc = include_str!("verifier-missing.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::playbook::StageIndex;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "verifier-missing",
    severity: Severity::Warning,
    summary: "a stage does not say what shows that its job is done",
    can_be_waived: true,
    documentation: include_str!("verifier-missing.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let stages = view.playbook.stages.iter().enumerate();
    let without = stages.filter(|(_, stage)| stage.verified_when.is_none());
    without
        .map(|(place, stage)| {
            let message = format!("`{}` does not say what shows that it is done", stage.id);
            let help = "write under `verified_when:` what the buyer has said or done by then";
            found(&RULE, view.places.stage(StageIndex(place), &[]), message).help(help)
        })
        .collect()
}
