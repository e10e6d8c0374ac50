//! Whether a quote that a deal holds still stands where the deal says, in the mouth of who said it.

use std::collections::HashSet;

use super::clock;
use super::speakers::is_same_name;
use super::transcript::Turn;
use super::words::{Found, Words};
use crate::deal::PlaceInFile;

/// Why a quote does not stand where it is said to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misheard {
    /// It stands nowhere in the source.
    Gone,
    /// It stands somewhere else in it.
    Elsewhere {
        /// The first place, as it stands behind the `#`.
        place: String,
    },
    /// Somebody else says it there; `None` where nobody is named.
    OtherSpeaker {
        /// Who.
        speaker: Option<String>,
    },
}

/// Whether a quote stands at a place of a source, or without one anywhere in it, in a turn of who is
/// said to have said it.
///
/// # Errors
/// Why it does not.
pub fn stands(
    words: &Words<'_>,
    quote: &str,
    place: Option<PlaceInFile>,
    by: Option<&str>,
) -> Result<(), Misheard> {
    let all = words.find(quote);
    let first = all.first().ok_or(Misheard::Gone)?;
    let at_place = place.map(|place| turns_at(&words.transcript().turns, place));
    let is_there = |found: &&Found| {
        let mut of_quote = found.turn..=found.last_turn;
        at_place.as_ref().is_none_or(|turns| of_quote.any(|turn| turns.contains(&turn)))
    };
    let there: Vec<&Found> = all.iter().filter(is_there).collect();
    let speaker = |found: &Found| words.transcript().turns[found.turn].speaker.clone();
    let Some(nearest) = there.first() else {
        return Err(Misheard::Elsewhere { place: place_of(words, first) });
    };
    let said_by = |name: &str| {
        let is_theirs = |found: &&Found| speaker(found).is_some_and(|own| is_same_name(&own, name));
        there.iter().copied().any(|found| is_theirs(&found))
    };
    match by {
        Some(name) if !said_by(name) => Err(Misheard::OtherSpeaker { speaker: speaker(nearest) }),
        _ => Ok(()),
    }
}

/// The place of words, as it stands behind the `#` of a deal's `at`: the time at which their turn
/// begins, or their line.
pub(super) fn place_of(words: &Words<'_>, found: &Found) -> String {
    let turn = &words.transcript().turns[found.turn];
    match turn.start {
        Some(start) => clock::written(start),
        None => format!("L{}", line_of(words, found)),
    }
}

/// The line on which words begin.
fn line_of(words: &Words<'_>, found: &Found) -> usize {
    let turn = &words.transcript().turns[found.turn];
    let before = turn.text.get(..found.start).unwrap_or_default();
    turn.line + before.matches('\n').count()
}

/// The turns at a place: those that hold the line, or that have begun by that time with none nearer to
/// it. Where several begin at once, each of them is there.
fn turns_at(turns: &[Turn], place: PlaceInFile) -> HashSet<usize> {
    let (milliseconds, end) = match place {
        PlaceInFile::Line(line) => return turns_on(turns, line),
        PlaceInFile::Time { milliseconds, is_whole: true } => (milliseconds, milliseconds + 999),
        PlaceInFile::Time { milliseconds, .. } => (milliseconds, milliseconds),
    };
    let latest = turns.iter().filter_map(|turn| turn.start).filter(|start| *start <= end).max();
    let is_there = |turn: &Turn| {
        let begins_there = |start: u64| (milliseconds..=end).contains(&start);
        turn.start.is_some_and(|start| begins_there(start) || Some(start) == latest)
    };
    let there = turns.iter().enumerate().filter(|(_, turn)| is_there(turn));
    there.map(|(place, _)| place).collect()
}

fn turns_on(turns: &[Turn], line: usize) -> HashSet<usize> {
    let is_on = |turn: &Turn| {
        let last = turn.line + turn.text.trim_end().matches('\n').count();
        (turn.line..=last).contains(&line)
    };
    turns.iter().enumerate().filter(|(_, turn)| is_on(turn)).map(|(place, _)| place).collect()
}
