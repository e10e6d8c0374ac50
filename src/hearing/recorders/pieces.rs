//! The pieces of a recorder's list, as turns.

use std::collections::HashMap;

use super::json::Json;
use super::names::{ENDS, NAMES, PART_TEXTS, PARTS, PARTY, SPEAKERS, STARTS, TEXTS};
use crate::hearing::clock::time_of;
use crate::hearing::transcript::Turn;

/// Above so many units a word, times are told in milliseconds: nobody takes 20 seconds for one, nor
/// says 50 a second.
const MOST_SECONDS_A_WORD: f64 = 20.0;

/// The pieces of a list.
pub(super) struct Pieces<'t> {
    pieces: Vec<Piece>,
    /// The whole text, for the lines.
    text: &'t str,
}

/// Words in a row by one person, as a recorder has them.
#[derive(Debug)]
struct Piece {
    speaker: Option<String>,
    words: String,
    start: Option<Time>,
    end: Option<Time>,
    place: usize,
}

/// A time, and whether its unit is told.
#[derive(Debug, Clone, Copy)]
enum Time {
    Milliseconds(f64),
    Unclear(f64),
}

impl<'t> Pieces<'t> {
    /// The pieces of the first of several lists that names who speaks, else of the first at all.
    pub(super) fn in_one_of(lists: &[Json<'t>]) -> Option<Self> {
        let all = || lists.iter().filter_map(Self::of);
        all().find(Self::names_speakers).or_else(|| all().next())
    }

    /// The pieces of a list; `None` where it holds none.
    fn of(list: &Json<'t>) -> Option<Self> {
        let pieces: Vec<Piece> = list.items().iter().flat_map(pieces_of).collect();
        (!pieces.is_empty()).then(|| Self { pieces, text: list.whole() })
    }

    /// Whether somebody is named in it.
    fn names_speakers(&self) -> bool {
        self.pieces.iter().any(|piece| piece.speaker.is_some())
    }

    /// The turns, in the order of the file; who is meant by what stands for somebody, the map says.
    pub(super) fn turns(self, names: &HashMap<String, String>) -> Vec<Turn> {
        let scale = if self.is_in_milliseconds() { 1.0 } else { 1000.0 };
        let mut lines = LineCount { text: self.text, place: 0, line: 1 };
        let turns = self.pieces.into_iter().map(|piece| {
            let speaker = piece.speaker.map(|label| names.get(&label).cloned().unwrap_or(label));
            let start = piece.start.map(|time| match time {
                Time::Milliseconds(time) => time,
                Time::Unclear(time) => time * scale,
            });
            Turn {
                speaker: speaker.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
                start: start.filter(|time| *time >= 0.0).map(|time| time.round() as u64),
                line: lines.at(piece.place),
                text: piece.words,
            }
        });
        turns.collect()
    }

    /// Whether times without a unit are milliseconds: by how fast people would speak else.
    fn is_in_milliseconds(&self) -> bool {
        let unclear = |time: Option<Time>| match time {
            Some(Time::Unclear(time)) => Some(time),
            _ => None,
        };
        let count = |piece: &Piece| piece.words.split_whitespace().count();
        let spans = self
            .pieces
            .iter()
            .filter_map(|piece| Some((unclear(piece.end)? - unclear(piece.start)?, count(piece))));
        let (long, words) = spans.fold((0.0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        if words > 0 {
            return long / words as f64 > MOST_SECONDS_A_WORD;
        }
        let starts = || self.pieces.iter().filter_map(|piece| unclear(piece.start));
        let words: usize = self.pieces.iter().rev().skip(1).map(count).sum();
        match (starts().next(), starts().next_back()) {
            (Some(first), Some(last)) if words > 0 => {
                (last - first) / words as f64 > MOST_SECONDS_A_WORD
            }
            _ => false,
        }
    }
}

/// The keys and values of a map.
type Entries<'t> = HashMap<String, Json<'t>>;

/// The pieces that an item is: itself, or the ones within it.
fn pieces_of(item: &Json<'_>) -> Vec<Piece> {
    let entries = entries_of(item);
    if let Some(runs) = entries.get("words").and_then(by_several) {
        return runs;
    }
    if let Some(piece) = piece_with(&entries, TEXTS, item.place()) {
        return vec![piece];
    }
    let parts = PARTS.iter().find_map(|key| Some((*key, entries.get(*key)?.items())));
    match parts {
        Some((key, parts)) if !parts.is_empty() => in_parts(key, &parts, &entries, item.place()),
        // A list of calls, each with its pieces.
        _ => {
            let mut within = ["transcript", "utterances", "segments"].iter();
            let within = within.find_map(|key| entries.get(*key)).map(Json::items);
            within.unwrap_or_default().iter().flat_map(pieces_of).collect()
        }
    }
}

/// The pieces of an item whose words stand in finer parts: sentences, words, or what a machine may have
/// heard, the most likely first.
fn in_parts(key: &str, parts: &[Json<'_>], entries: &Entries<'_>, place: usize) -> Vec<Piece> {
    let part = |part: &Json<'_>| piece_with(&entries_of(part), PART_TEXTS, part.place());
    let parts: Vec<Piece> = parts.iter().filter_map(part).collect();
    let speaker = speaker_in(entries);
    let of_speaker = |part: Piece| Piece { speaker: speaker.clone().or(part.speaker), ..part };
    if key == "sentences" {
        return parts.into_iter().map(of_speaker).collect();
    }
    let (start, end) = (time_in(entries, STARTS), time_in(entries, ENDS));
    let most_likely = matches!(key, "alternatives" | "nBest");
    let between = if key == "elements" { "" } else { " " };
    let last = parts.last().and_then(|last| last.end);
    let words: Vec<&str> = parts.iter().map(|part| part.words.as_str()).collect();
    let words = if most_likely {
        words.first().copied().unwrap_or_default().to_owned()
    } else {
        words.join(between)
    };
    let Some(first) = parts.into_iter().next() else { return Vec::new() };
    let first = of_speaker(first);
    let (start, end) = (start.or(first.start), end.or(last));
    vec![Piece { words, start, end, place, ..first }]
}

/// The words of an item, in a row by one person each; `None` where all of them are one person's. What the
/// item itself says of who speaks, is who says most of it.
fn by_several(words: &Json<'_>) -> Option<Vec<Piece>> {
    if !words.as_written().contains("peaker") {
        return None;
    }
    let words = words.items().into_iter();
    let words = words.filter_map(|word| piece_with(&entries_of(&word), PART_TEXTS, word.place()));
    let mut runs: Vec<Piece> = Vec::new();
    for word in words {
        match runs.last_mut().filter(|run| run.speaker == word.speaker) {
            Some(run) => {
                run.words.push(' ');
                run.words.push_str(&word.words);
                run.end = word.end;
            }
            None => runs.push(word),
        }
    }
    let mut named = runs.iter().filter_map(|run| run.speaker.as_ref());
    let first = named.next();
    named.any(|other| Some(other) != first).then_some(runs)
}

/// A map with words under one of these keys.
fn piece_with(entries: &Entries<'_>, texts: &[&str], place: usize) -> Option<Piece> {
    let words = texts.iter().find_map(|key| entries.get(*key)?.text())?;
    let (start, end) = (time_in(entries, STARTS), time_in(entries, ENDS));
    Some(Piece { speaker: speaker_in(entries), words, start, end, place })
}

fn entries_of<'t>(item: &Json<'t>) -> Entries<'t> {
    let entries = if item.is_map() { item.entries() } else { Vec::new() };
    entries.into_iter().map(|(key, value)| (key.into_owned(), value)).collect()
}

fn speaker_in(entries: &Entries<'_>) -> Option<String> {
    SPEAKERS.iter().find_map(|key| {
        let label = speaker_of(entries.get(*key)?)?;
        // The number of a party is no number of a voice.
        Some(if *key == PARTY { format!("{PARTY} {label}") } else { label })
    })
}

/// Who a value names: a text, a number, a map with a name, or a list of one of these.
fn speaker_of(value: &Json<'_>) -> Option<String> {
    // A list of those who speak at once names nobody, unless it is one.
    if let [only] = value.items().as_slice() {
        return speaker_of(only);
    }
    match value.is_map() {
        true => NAMES.iter().chain(&["id"]).find_map(|key| value.get(key)?.label()),
        false => value.label(),
    }
}

fn time_in(entries: &HashMap<String, Json<'_>>, keys: &[&str]) -> Option<Time> {
    keys.iter().find_map(|key| {
        let value = entries.get(*key)?;
        if let Some(time) = value.text().as_deref().and_then(time_of) {
            return Some(Time::Milliseconds(time as f64));
        }
        let number = value.number()?;
        let is_told = key.ends_with("ms") || key.ends_with("Ms") || key.contains("illiseconds");
        Some(if is_told { Time::Milliseconds(number) } else { Time::Unclear(number) })
    })
}

/// Lines of a text, counted on from the last place that was asked for.
struct LineCount<'t> {
    text: &'t str,
    place: usize,
    line: usize,
}

impl LineCount<'_> {
    fn at(&mut self, place: usize) -> usize {
        if place < self.place {
            (self.place, self.line) = (0, 1);
        }
        let between = self.text.as_bytes().get(self.place..place).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.place = place;
        self.line
    }
}
