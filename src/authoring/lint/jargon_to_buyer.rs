//! `jargon-to-buyer`: the seller's words, said to the buyer.
#![doc = include_str!("jargon-to-buyer.md")]

use super::language::Rule;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "jargon-to-buyer",
    severity: Severity::Warning,
    summary: "the seller's words, said to the buyer",
    can_be_waived: true,
    documentation: include_str!("jargon-to-buyer.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let texts = spoken::questions_to_buyer(view).into_iter().chain(spoken::honest_words(view));
    spoken::find_in(view, &RULE, Rule::JargonToBuyer, texts)
}
