//! What became of a deal, in words.

use crate::deal::{DealOutcome, LookBack};
use crate::format::limits::{AGREE, DISAGREE};

/// The most that the regret can be.
const MOST_REGRET: i64 = 100;
/// Up to which regret it is called so; each is a quarter of the scale, which is one step from one answer
/// to the next on every statement.
const CALLED: [(i64, &str); 5] =
    [(0, "none"), (25, "little"), (50, "some"), (75, "much"), (MOST_REGRET, "deep")];

/// `they chose us on 2026-12-10: “The trial did what they had hoped.”`
pub(crate) fn outcome_words(outcome: &DealOutcome) -> String {
    let because = outcome.because.as_ref();
    let because = because.map_or_else(|| ".".to_owned(), |because| format!(": “{because}”"));
    format!("they {} on {}{because}", outcome.decided.words(), outcome.date)
}

/// `regret 5 of 100 (little)`
fn regret_words(regret: i64) -> String {
    let called = CALLED.iter().find(|(most, _)| regret <= *most).map_or("deep", |(_, word)| word);
    format!("regret {regret} of {MOST_REGRET} ({called})")
}

/// `regret 5 of 100 (little) – Dana: “We should have done it a year ago.”`
pub(crate) fn look_back_words(look_back: &LookBack) -> String {
    let regret = regret_words(look_back.answers.regret());
    let words = look_back.words.as_ref().map(|words| format!("“{words}”"));
    match (&look_back.by, words) {
        (None, None) => regret,
        (Some(by), None) => format!("{regret} – {by}"),
        (None, Some(words)) => format!("{regret} – {words}"),
        (Some(by), Some(words)) => format!("{regret} – {by}: {words}"),
    }
}

/// `5 · 1 · 5 · 1 · 4, from 1 (disagree) to 5 (agree)`
pub(crate) fn answers_words(look_back: &LookBack) -> String {
    let answers = look_back.answers.each().map(|answer| answer.to_string());
    format!("{}, from {DISAGREE} (disagree) to {AGREE} (agree)", answers.join(" · "))
}
