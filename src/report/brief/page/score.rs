//! The score in words: its bounds, its bands and its parts.

use super::item::{Item, Mark, Tone};
use crate::engine::Verdict;
use crate::playbook::{Band, BandVerdict};
use crate::report::brief::{Brief, Reason};
use crate::text::source::listed;

/// The score, where it says anything about the verdict.
pub(super) fn score(brief: &Brief) -> Option<String> {
    let has_signals = brief.playbook.rules.iter().any(|rule| rule.kind.is_signal());
    if !has_signals || brief.because.iter().any(Reason::rules_out) {
        return None;
    }
    let score = points(brief.score.at_least, brief.score.at_most);
    Some(match brief.playbook.scale.threshold() {
        Some(threshold) => format!("Score {score}; a fit needs {threshold}."),
        None => format!("Score {score}: {}.", bands(brief)),
    })
}

/// The bands that the score can still be in: "Worth it (from 4), Nurture (from 0) or Cold".
pub(super) fn bands(brief: &Brief) -> String {
    let named = |band: &&Band| match band.from {
        Some(from) if brief.bands.len() > 1 => format!("{} (from {from})", band.title),
        _ => band.title.clone(),
    };
    let titles: Vec<String> = brief.bands.iter().map(named).collect();
    listed(&titles, "or")
}

/// What the band says that is to be done, where the verdict is the band's own.
pub(super) fn next(brief: &Brief) -> Option<String> {
    let band = brief.band.filter(|band| {
        let verdict = match band.verdict {
            BandVerdict::Fit => Verdict::Fit,
            BandVerdict::NotYet => Verdict::NotYet,
            BandVerdict::NoFit => Verdict::NoFit,
        };
        verdict == brief.verdict && !brief.because.iter().any(Reason::rules_out)
    });
    band.and_then(|band| band.next.as_ref()).map(|next| format!("Next: {next}"))
}

/// The parts of the score, those that are weak with what to do next.
pub(super) fn parts(brief: &Brief) -> Vec<Item> {
    let parts = brief.groups.iter().map(|(group, score)| {
        let (low, high) = (score.at_least, score.at_most);
        let points = points(low, high);
        let (tone, tag) = match score.is_weak(group) {
            Some(true) => (Tone::Against, "weak"),
            Some(false) => (Tone::For, "strong"),
            None => (Tone::Open, if low == high { "score" } else { "open" }),
        };
        let text = format!("{}: {points}", group.title);
        // Nothing is left to be asked of a no-fit.
        let is_asked = brief.verdict != Verdict::NoFit && score.is_weak(group) != Some(false);
        let next = group.next.iter().filter(|_| is_asked);
        let notes = next.map(|next| ("Next".to_owned(), next.clone())).collect();
        Item { notes, ..Item::new(Mark::Tag(tone, tag.to_owned()), text) }
    });
    parts.collect()
}

/// `+3`, `0`, `-2`
pub(super) fn signed(points: i64) -> String {
    if points == 0 { "0".to_owned() } else { format!("{points:+}") }
}

fn points(low: i64, high: i64) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}
