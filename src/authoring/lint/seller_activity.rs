//! `seller-activity`: a step of the seller where one of the buyer belongs.
#![doc = include_str!("seller-activity.md")]

use super::language::Rule;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "seller-activity",
    severity: Severity::Warning,
    summary: "a stage, a verifier or an `until` that names what the seller did",
    can_be_waived: true,
    documentation: include_str!("seller-activity.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let texts = spoken::stages(view).into_iter().chain(spoken::verifiers(view));
    let texts = texts.chain(spoken::lifts(view));
    spoken::find_in(view, &RULE, Rule::SellerActivity, texts)
}
