//! The words of a transcript as one stream, and where a quote stands in it.

use std::collections::HashMap;

use super::fillers::Fillers;
use super::tokens::{Token, tokens};
use super::transcript::Transcript;
use crate::playbook::Language;

/// What stands between the turns of two speakers; no word of a quote is it.
const BORDER: u32 = 0;
/// A word of a quote that nobody says.
const NOWHERE: u32 = u32::MAX;

/// The words of a transcript, ready for quotes.
#[derive(Debug)]
pub struct Words<'t> {
    transcript: &'t Transcript,
    fillers: Fillers,
    known: HashMap<String, u32>,
    /// The words, and a border before the turns of another speaker.
    stream: Vec<u32>,
    /// Where each word stands.
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    turn: u32,
    start: u32,
    end: u32,
}

/// Where a quote stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The turn in which it begins, counted from 0.
    pub turn: usize,
    /// Where in that turn's text, in bytes.
    pub start: usize,
    /// The turn in which it ends.
    pub last_turn: usize,
    /// Where in that turn's text.
    pub end: usize,
}

/// Why a quote can stand nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooFewWords;

impl<'t> Words<'t> {
    /// The words of a transcript; which sounds are no words, the language says.
    pub fn of(transcript: &'t Transcript, language: &Language) -> Self {
        let mut words = Self {
            transcript,
            fillers: Fillers::of(language, transcript),
            known: HashMap::new(),
            stream: Vec::new(),
            places: Vec::new(),
        };
        let mut speaker = None;
        for (turn, said) in transcript.turns.iter().enumerate() {
            if speaker != Some(&said.speaker) {
                words.stream.push(BORDER);
                words.places.push(Place { turn: turn as u32, start: 0, end: 0 });
            }
            speaker = Some(&said.speaker);
            words.take_in(turn as u32, &said.text);
        }
        words
    }

    /// The transcript.
    pub fn transcript(&self) -> &'t Transcript {
        self.transcript
    }

    /// All places where a quote stands: its words in a row, in turns in a row of one speaker. A single
    /// word stands only where it is all that is said in a turn.
    pub fn find(&self, quote: &str) -> Vec<Found> {
        self.places_of(quote).unwrap_or_default()
    }

    /// The same, and whether the quote has words enough to stand somewhere.
    pub(super) fn places_of(&self, quote: &str) -> Result<Vec<Found>, TooFewWords> {
        let quoted = self.without_fillers(quote);
        let id = |token: &Token| self.known.get(&token.word).copied().unwrap_or(NOWHERE);
        let pattern: Vec<u32> = quoted.iter().map(id).collect();
        if !quoted.iter().any(|token| token.word.contains(char::is_alphanumeric)) {
            return Err(TooFewWords);
        }
        let places = occurrences(&self.stream, &pattern);
        let places =
            places.into_iter().filter(|place| pattern.len() > 1 || self.is_all_of_a_turn(*place));
        let found: Vec<Found> = places.map(|place| self.found(place, pattern.len())).collect();
        match found.is_empty() && pattern.len() == 1 && pattern != [NOWHERE] {
            true => Err(TooFewWords),
            false => Ok(found),
        }
    }

    /// What the speaker says before a place in the same breath, and behind it: of the turn and of those
    /// next to it.
    pub(super) fn around(&self, found: &Found) -> (String, String) {
        let turns = &self.transcript.turns;
        let speaker = &turns[found.turn].speaker;
        let is_of_speaker = |turn: &usize| turns[*turn].speaker == *speaker;
        let text = |turn: usize| turns[turn].text.as_str();
        // Subtitles cut a sentence into about as many.
        const NEAR: usize = 3;
        let earlier = (0..found.turn).rev().take_while(is_of_speaker).take(NEAR);
        let mut before: Vec<&str> = earlier.map(text).collect();
        before.reverse();
        before.push(text(found.turn).get(..found.start).unwrap_or_default());
        let later = (found.last_turn + 1..turns.len()).take_while(is_of_speaker).take(NEAR);
        let behind = text(found.last_turn).get(found.end..).unwrap_or_default();
        let behind: Vec<&str> = std::iter::once(behind).chain(later.map(text)).collect();
        let behind: Vec<&str> = behind.into_iter().map(begin_of).collect();
        let before: Vec<&str> = before.into_iter().map(end_of).collect();
        (before.join("\n"), behind.join("\n"))
    }

    /// The words of a text without the sounds between them.
    pub(super) fn without_fillers(&self, text: &str) -> Vec<Token> {
        let mut all = tokens(text);
        // Where not all is in capital letters, what is in them is the name of something.
        let is_shouted = !text.contains(char::is_lowercase);
        let is_name = |token: &Token| token.is_capital && !is_shouted;
        all.retain(|token| token.is_tied || is_name(token) || !self.fillers.has(&token.word));
        all
    }

    fn take_in(&mut self, turn: u32, text: &str) {
        for token in self.without_fillers(text) {
            let next = self.known.len() as u32 + 1;
            self.stream.push(*self.known.entry(token.word).or_insert(next));
            self.places.push(Place { turn, start: token.start as u32, end: token.end as u32 });
        }
    }

    /// Whether a word is all that is said in a turn. Where the same person goes on, or did before, it is
    /// only where the marks of a sentence part the turns: subtitles end in the middle of one.
    fn is_all_of_a_turn(&self, place: usize) -> bool {
        let turn = self.places[place].turn;
        let is_parted = |place: Option<usize>, ended: fn(u32, u32) -> u32| {
            let word =
                place.and_then(|place| Some((self.stream.get(place)?, self.places.get(place)?)));
            word.is_none_or(|(word, place)| {
                let ended = ended(turn, place.turn) as usize;
                *word == BORDER || place.turn != turn && ends(&self.transcript.turns[ended].text)
            })
        };
        is_parted(place.checked_sub(1), |_, other| other)
            && is_parted(Some(place + 1), |own, _| own)
    }

    fn found(&self, place: usize, length: usize) -> Found {
        let (first, last) = (self.places[place], self.places[place + length - 1]);
        Found {
            turn: first.turn as usize,
            start: first.start as usize,
            last_turn: last.turn as usize,
            end: last.end as usize,
        }
    }
}

/// How much of a turn is looked at around a quote, in bytes: more than any sentence has.
const NEARBY: usize = 2000;

/// Whether a text ends with the end of a sentence.
fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?'])
}

fn end_of(text: &str) -> &str {
    let start = text.len().saturating_sub(NEARBY);
    (start..=text.len()).find_map(|start| text.get(start..)).unwrap_or_default()
}

fn begin_of(text: &str) -> &str {
    let end = text.len().min(NEARBY);
    (0..=end).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}

/// All places at which a pattern begins in a stream, in one pass over it (Knuth, Morris, Pratt).
fn occurrences(stream: &[u32], pattern: &[u32]) -> Vec<usize> {
    if pattern.is_empty() || pattern.contains(&NOWHERE) {
        return Vec::new();
    }
    let mut fallback = vec![0; pattern.len()];
    let mut matched = 0;
    for place in 1..pattern.len() {
        while matched > 0 && pattern[place] != pattern[matched] {
            matched = fallback[matched - 1];
        }
        matched += usize::from(pattern[place] == pattern[matched]);
        fallback[place] = matched;
    }
    let (mut found, mut matched) = (Vec::new(), 0);
    for (place, word) in stream.iter().enumerate() {
        while matched > 0 && *word != pattern[matched] {
            matched = fallback[matched - 1];
        }
        matched += usize::from(*word == pattern[matched]);
        if matched == pattern.len() {
            found.push(place + 1 - matched);
            matched = fallback[matched - 1];
        }
    }
    found
}
