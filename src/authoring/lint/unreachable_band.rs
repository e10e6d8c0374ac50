//! `unreachable-band`: a band that no score is in.
#![doc = include_str!("unreachable-band.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unreachable-band",
    severity: Severity::Warning,
    summary: "no score is in a band",
    can_be_waived: true,
    documentation: include_str!("unreachable-band.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let bands = view.playbook.scale.bands().iter().enumerate();
    bands
        .filter_map(|(place, band)| {
            let (lowest, highest) = view.shown(&RULE, view.proofs.unreachable_band(place))?;
            let scores = match lowest == highest {
                true => format!("every score is {lowest}"),
                false => format!("scores go from {lowest} to {highest}"),
            };
            let message = format!("no score is in the band `{}`: {scores}", band.id);
            let help = "move its `from`, change the points, or leave it out";
            Some(found(&RULE, view.places.band(place, "id"), message).help(help))
        })
        .collect()
}
