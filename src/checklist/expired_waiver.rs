//! `expired-waiver`: a waiver past its last day.
#![doc = include_str!("expired-waiver.md")]

use super::deal_view::{View, about_deal};
use crate::check_rule::{CheckResult, CheckRule};
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "expired-waiver",
    severity: Severity::Error,
    summary: "a waiver is past its last day",
    can_be_waived: false,
    documentation: include_str!("expired-waiver.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let as_of = view.settings.as_of;
    let waivers = view.deal.waivers.iter().enumerate();
    let waivers = waivers.filter(|(_, waiver)| view.can_be_waived(&waiver.rule));
    let expired = waivers.filter_map(|(place, waiver)| {
        let until = waiver.until.filter(|until| *until < as_of)?;
        let message = format!("the waiver of `{}` counted until {until}", waiver.rule);
        let finding = Finding::error(view.places.waiver(place, "until"), message);
        let help = "settle what it waived and take it out, or decide anew until when it counts";
        Some(about_deal(&RULE, finding.help(help)))
    });
    expired.collect()
}
