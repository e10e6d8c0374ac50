//! What is wrong with a playbook that can be read: where it is not honest, does not speak the buyer's
//! language, or leaves the seller without words. Pure.
//!
//! One rule a file, each with its documentation beside it; [`RULES`] lists them. To add one, write
//! its file and register it in `rules.rs`.

mod always_true;
mod and_in_closed_question;
mod contradiction;
mod dead_option;
mod dead_question;
mod dead_rule;
mod double_question;
mod excuses;
mod gap_in_points;
mod hard_to_read;
mod hopeless;
mod if_we_could;
mod jargon_to_buyer;
pub mod language;
mod language_not_read;
mod late_gate;
mod leading_question;
mod never_true;
mod no_exit;
mod no_honest_words;
mod not_for_missing;
mod not_proven;
mod playbook_view;
mod pressure;
mod rigged;
mod rules;
mod seller_activity;
mod settings;
mod spoken;
mod statement_first;
mod undecidable_in_time;
mod unknown_excuse;
mod unreachable_band;
mod unreachable_score;
mod unreachable_stage;
mod verifier_missing;
mod why_missing;
mod wordings;

use crate::check_rule::CheckResult;
use crate::playbook::Playbook;
use crate::playbook::places::Places;
use playbook_view::View;
pub use rules::RULES;
pub use settings::{MOST_QUESTIONS, Settings};
pub use wordings::{RULES_ABOUT_WORDS, WHAT_IS_READ, Wordings};

/// Holds a playbook to every rule; what is excused is among the findings. They come in the order of
/// their places.
pub fn lint(playbook: &Playbook, places: &Places, settings: &Settings) -> Vec<CheckResult> {
    let view = View::of(playbook, places, settings);
    let mut results = excuses::excuse(places.file(), rules::found(&view), &RULES);
    results.sort_by_key(|result| (result.finding.span.start, result.finding.span.end));
    results
}
