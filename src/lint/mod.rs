//! What is wrong with a playbook that can be read: where it is not honest, does not speak the buyer's
//! language, or leaves the seller without words. Pure.
//!
//! One rule a file, each with its documentation beside it; [`RULES`] lists them. To add one, write
//! its file and register it there.

mod excuses;
mod no_honest_words;
mod not_for_missing;
mod unknown_excuse;
mod verifier_missing;
mod view;
mod why_missing;

use crate::check_rule::{CheckResult, CheckRule};
use crate::playbook::Playbook;
use crate::playbook::places::Places;
use view::{Found, View};

/// Every rule of the lint, in the order in which they are listed.
pub static RULES: [&CheckRule; 5] = [
    &no_honest_words::RULE,
    &why_missing::RULE,
    &verifier_missing::RULE,
    &not_for_missing::RULE,
    &unknown_excuse::RULE,
];

/// What looks for findings of each rule.
const CHECKS: [fn(&View<'_>) -> Vec<Found>; 4] =
    [no_honest_words::find, why_missing::find, verifier_missing::find, not_for_missing::find];

/// Rules whose findings can't be excused.
const NEVER_EXCUSED: [&CheckRule; 1] = [&unknown_excuse::RULE];

/// Holds a playbook to every rule; what is excused is among the findings. They come in the order of
/// their places.
pub fn lint(playbook: &Playbook, places: &Places) -> Vec<CheckResult> {
    let view = View { playbook, places };
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
