//! What is wrong with a playbook that can be read: where it is not honest, does not speak the buyer's
//! language, or leaves the seller without words. Pure.
//!
//! One rule a file, each with its documentation beside it; [`RULES`] lists them. To add one, write
//! its file and register it there.

mod always_true;
mod contradiction;
mod dead_option;
mod dead_question;
mod dead_rule;
mod double_question;
mod excuses;
mod hopeless;
mod jargon_to_buyer;
pub mod language;
mod late_gate;
mod leading_question;
mod never_true;
mod no_exit;
mod no_honest_words;
mod not_for_missing;
mod not_proven;
mod pressure;
mod rigged;
mod seller_activity;
mod spoken;
mod undecidable_in_time;
mod unknown_excuse;
mod unreachable_score;
mod unreachable_stage;
mod verifier_missing;
mod view;
mod why_missing;

use crate::check_rule::{CheckResult, CheckRule};
use crate::playbook::Playbook;
use crate::playbook::places::Places;
use view::{Found, View};

/// Every rule of the lint, in the order in which they are listed.
pub static RULES: [&CheckRule; 24] = [
    &rigged::RULE,
    &hopeless::RULE,
    &contradiction::RULE,
    &unreachable_score::RULE,
    &unreachable_stage::RULE,
    &no_exit::RULE,
    &dead_rule::RULE,
    &dead_question::RULE,
    &dead_option::RULE,
    &always_true::RULE,
    &never_true::RULE,
    &late_gate::RULE,
    &undecidable_in_time::RULE,
    &not_proven::RULE,
    &leading_question::RULE,
    &double_question::RULE,
    &pressure::RULE,
    &seller_activity::RULE,
    &jargon_to_buyer::RULE,
    &no_honest_words::RULE,
    &why_missing::RULE,
    &verifier_missing::RULE,
    &not_for_missing::RULE,
    &unknown_excuse::RULE,
];

/// What looks for findings of each rule; `not_proven` after those that prove.
const CHECKS: [fn(&View<'_>) -> Vec<Found>; 23] = [
    rigged::find,
    hopeless::find,
    contradiction::find,
    unreachable_score::find,
    unreachable_stage::find,
    no_exit::find,
    dead_rule::find,
    dead_question::find,
    dead_option::find,
    always_true::find,
    never_true::find,
    late_gate::find,
    undecidable_in_time::find,
    not_proven::find,
    leading_question::find,
    double_question::find,
    pressure::find,
    seller_activity::find,
    jargon_to_buyer::find,
    no_honest_words::find,
    why_missing::find,
    verifier_missing::find,
    not_for_missing::find,
];

/// Rules whose findings can't be excused.
const NEVER_EXCUSED: [&CheckRule; 5] = [
    &rigged::RULE,
    &hopeless::RULE,
    &contradiction::RULE,
    &unreachable_stage::RULE,
    &unknown_excuse::RULE,
];

/// How many questions a conversation may take, unless its author says otherwise.
pub const MOST_QUESTIONS: usize = 35;

/// What a playbook is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The most questions that a conversation may take until it is settled.
    pub most_questions: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { most_questions: MOST_QUESTIONS }
    }
}

/// Holds a playbook to every rule; what is excused is among the findings. They come in the order of
/// their places.
pub fn lint(playbook: &Playbook, places: &Places, settings: &Settings) -> Vec<CheckResult> {
    let view = View::of(playbook, places, settings);
    let found = CHECKS.iter().flat_map(|find| find(&view)).collect();
    let mut results = excuses::excuse(places.file(), found);
    results.sort_by_key(|result| (result.finding.span.start, result.finding.span.end));
    results
}

/// Whether the findings of a rule of the lint can be excused.
fn can_be_excused(rule: &str) -> bool {
    let never = NEVER_EXCUSED.iter().any(|never| never.id == rule);
    !never && RULES.iter().any(|known| known.id == rule)
}
