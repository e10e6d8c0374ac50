//! `unreachable-stage`: a stage that no buyer can get past.
#![doc = include_str!("unreachable-stage.md")]

use super::playbook_view::{Found, View, found};
use crate::authoring::proofs::Unreachable;
use crate::check_rule::CheckRule;
use crate::playbook::StageIndex;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unreachable-stage",
    severity: Severity::Error,
    summary: "no buyer can get past a stage",
    can_be_waived: false,
    documentation: include_str!("unreachable-stage.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let stages = (0..view.playbook.stages.len()).map(StageIndex);
    stages
        .filter_map(|stage| {
            let why = view.shown(&RULE, view.proofs.unreachable_stage(stage))?;
            let id = &view.playbook.stage(stage).id;
            let message = match why {
                Unreachable::Alone => {
                    format!("no buyer can get past `{id}`: its verifier never holds")
                }
                Unreachable::WithEarlierStages => {
                    format!("no buyer who is past the stages before it can get past `{id}`")
                }
            };
            let place = view.places.stage(stage, &["verified_when"]).at_key();
            Some(found(&RULE, place, message).help("correct what `verified_when` asks for"))
        })
        .collect()
}
