//! `pressure`: words that press.
#![doc = include_str!("pressure.md")]

use super::language::Rule;
use super::playbook_view::{Found, View};
use super::spoken;
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "pressure",
    severity: Severity::Warning,
    summary: "words that press: urgency, scarcity, shame, a false choice",
    can_be_waived: true,
    documentation: include_str!("pressure.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let texts = spoken::questions_to_buyer(view)
        .into_iter()
        .chain(spoken::stages(view))
        .chain(spoken::options(view))
        .chain(spoken::honest_words(view));
    spoken::find_in(view, &RULE, Rule::Pressure, texts)
}
