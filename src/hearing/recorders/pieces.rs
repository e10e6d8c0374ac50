//! The pieces of a recorder's list, as turns.

use std::collections::HashMap;

use super::entries::Entries;
use super::json::Json;
use super::lists::{MOST_LEVELS, lists_in};
use super::names::{ENDS, LIKELY, PART_TEXTS, PARTS, STARTS, TEXTS, WORDS};
use super::times::Time;
use super::voices::Voices;
use crate::hearing::transcript::Turn;

/// Above so many units a word, times are told in milliseconds: nobody takes 20 seconds for one, nor
/// says 50 a second.
const MOST_SECONDS_A_WORD: f64 = 20.0;

/// What ends words, and is a word of its own for some recorders.
const MARKS: &str = ".,;:?!…。、？！";

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

impl<'t> Pieces<'t> {
    /// The pieces of the first list in a value that names who speaks, else of the first at all.
    pub(super) fn of(root: &Json<'t>) -> Option<Self> {
        let (lists, voices) = (lists_in(root, MOST_LEVELS), Voices::of(root));
        let all = || lists.iter().filter_map(|list| Self::in_list(list, &voices));
        all().find(Self::names_speakers).or_else(|| all().next())
    }

    /// The pieces of a list; `None` where it holds none.
    fn in_list(list: &Json<'t>, voices: &Voices) -> Option<Self> {
        let items = list.items();
        let mut pieces = without_repeated(items.iter().map(pieces_of).collect());
        for piece in pieces.iter_mut().filter(|piece| piece.speaker.is_none()) {
            piece.speaker = piece.start.and_then(|start| voices.at(start));
        }
        let pieces = joined(pieces);
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
        let spans = self.pieces.iter().filter_map(|piece| {
            Some((unclear(piece.end)? - unclear(piece.start)?, word_count(piece)))
        });
        let (long, words) = spans.fold((0.0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        if words > 0 {
            return long / words as f64 > MOST_SECONDS_A_WORD;
        }
        let starts = || self.pieces.iter().filter_map(|piece| unclear(piece.start));
        let words: usize = self.pieces.iter().rev().skip(1).map(word_count).sum();
        match (starts().next(), starts().next_back()) {
            (Some(first), Some(last)) if words > 0 => {
                (last - first) / words as f64 > MOST_SECONDS_A_WORD
            }
            _ => false,
        }
    }
}

/// The pieces that an item is: itself, or the ones within it.
fn pieces_of(item: &Json<'_>) -> Vec<Piece> {
    let entries = Entries::of(item);
    let runs = entries.get(WORDS).map(runs_in).unwrap_or_default();
    if are_of_several(&runs) {
        return runs;
    }
    if let Some(piece) = piece_with(&entries, TEXTS, item.place()) {
        let start = piece.start.or_else(|| entries.first_word());
        let only = runs.into_iter().next();
        // The text may be the end of what the words are all of.
        return match only.filter(|_| piece.speaker.is_none()) {
            Some(run) if word_count(&run) > word_count(&piece) => vec![run],
            run => {
                let speaker = piece.speaker.or_else(|| run?.speaker);
                vec![Piece {
                    speaker,
                    words: piece.words,
                    start,
                    end: piece.end,
                    place: piece.place,
                }]
            }
        };
    }
    if let Some(likely) = LIKELY.iter().find_map(|key| entries.get(key)?.items().into_iter().next())
    {
        return within(&entries, pieces_of(&likely));
    }
    let parts = PARTS.iter().find_map(|key| Some((*key, entries.get(key)?.items())));
    match parts {
        Some((key, parts)) if !parts.is_empty() => in_parts(key, &parts, &entries, item.place()),
        // A list of calls, each with its pieces.
        _ => {
            let mut within = ["transcript", "utterances", "segments"].iter();
            let within = within.find_map(|key| entries.get(key)).map(Json::items);
            within.unwrap_or_default().iter().flat_map(pieces_of).collect()
        }
    }
}

/// What stands within an item: by whom the item says, and when it says, where it is one piece.
fn within(entries: &Entries<'_>, pieces: Vec<Piece>) -> Vec<Piece> {
    let is_one = pieces.len() == 1;
    let of_item = |keys: &[&str]| entries.time(keys).filter(|_| is_one);
    let speaker = entries.speaker().filter(|_| is_one);
    let piece = |piece: Piece| Piece {
        speaker: speaker.clone().or(piece.speaker),
        start: of_item(STARTS).or(piece.start),
        end: of_item(ENDS).or(piece.end),
        ..piece
    };
    pieces.into_iter().map(piece).collect()
}

/// The pieces of an item whose words stand in finer parts: sentences or words.
fn in_parts(key: &str, parts: &[Json<'_>], entries: &Entries<'_>, place: usize) -> Vec<Piece> {
    let part = |part: &Json<'_>| piece_with(&Entries::of(part), PART_TEXTS, part.place());
    let parts: Vec<Piece> = parts.iter().filter_map(part).collect();
    let speaker = entries.speaker();
    let of_speaker = |part: Piece| Piece { speaker: speaker.clone().or(part.speaker), ..part };
    if key == "sentences" {
        return parts.into_iter().map(of_speaker).collect();
    }
    let between = if key == "elements" { "" } else { " " };
    let last = parts.last().and_then(|last| last.end);
    let words: Vec<&str> = parts.iter().map(|part| part.words.as_str()).collect();
    let words = words.join(between);
    let starts = parts.iter().find_map(|part| part.start);
    let Some(first) = parts.into_iter().next() else { return Vec::new() };
    let (start, end) = (entries.time(STARTS).or(starts), entries.time(ENDS).or(last));
    vec![Piece { words, start, end, place, ..of_speaker(first) }]
}

/// The words of an item, in a row by one person each; none where it does not tell. What the item itself
/// says of who speaks, is who says most of it.
fn runs_in(words: &Json<'_>) -> Vec<Piece> {
    if !words.as_written().contains("peaker") {
        return Vec::new();
    }
    let words = words.items().into_iter();
    let words = words.filter_map(|word| piece_with(&Entries::of(&word), PART_TEXTS, word.place()));
    in_rows(words)
}

/// Words, those in a row by one person together.
fn in_rows(words: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut runs: Vec<Piece> = Vec::new();
    for word in words.filter(|word| !word.words.trim().is_empty()) {
        // A mark belongs to what is before it, and is said by nobody.
        let is_mark = word.words.trim().chars().all(|one| MARKS.contains(one));
        let is_run = |run: &&mut Piece| is_mark || run.speaker == word.speaker;
        match runs.last_mut().filter(is_run) {
            Some(run) => {
                run.words.push_str(if is_mark { "" } else { " " });
                run.words.push_str(word.words.trim());
                run.end = word.end.or(run.end);
            }
            None => runs.push(Piece { words: word.words.trim().to_owned(), ..word }),
        }
    }
    runs
}

fn word_count(piece: &Piece) -> usize {
    piece.words.split_whitespace().count()
}

/// Whether more than one is named.
fn are_of_several(runs: &[Piece]) -> bool {
    let mut named = runs.iter().filter_map(|run| run.speaker.as_ref());
    let first = named.next();
    named.any(|other| Some(other) != first)
}

/// Pieces as they are said: where each of them is a word, the words in a row by one person.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_word = |piece: &Piece| piece.words.split_whitespace().nth(1).is_none();
    match pieces.iter().all(is_word) {
        true => in_rows(pieces.into_iter()),
        false => pieces,
    }
}

/// Pieces by item, without those that the last item has once more, with who says them: so some recorders
/// tell who spoke, which they know at the end alone.
fn without_repeated(mut items: Vec<Vec<Piece>>) -> Vec<Piece> {
    let is_named = |pieces: &Vec<Piece>| pieces.iter().any(|piece| piece.speaker.is_some());
    let count = |pieces: &[Piece]| pieces.iter().map(word_count).sum::<usize>();
    if let Some((last, before)) = items.split_last() {
        let said: usize = before.iter().map(|pieces| count(pieces)).sum();
        let is_repeated = is_named(last) && !before.iter().any(is_named) && count(last) >= said;
        if is_repeated && said > 0 {
            items.drain(..items.len() - 1);
        }
    }
    items.into_iter().flatten().collect()
}

/// A map with words under one of these keys.
fn piece_with(entries: &Entries<'_>, texts: &[&str], place: usize) -> Option<Piece> {
    let words = texts.iter().find_map(|key| entries.get(key)?.text())?;
    let (start, end) = (entries.time(STARTS), entries.time(ENDS));
    Some(Piece { speaker: entries.speaker(), words, start, end, place })
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
