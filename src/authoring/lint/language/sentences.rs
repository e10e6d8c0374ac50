//! A text, taken apart for the rules.

use std::ops::Range;

use super::pattern::Patterns;
use super::tokens::{Token, Tokens};
use super::words::{Words, words};

/// A text with its tokens, and where its clauses begin.
pub(super) struct Sentences<'t> {
    /// As it was written.
    pub(super) written: &'t str,
    /// Its words and marks.
    pub(super) tokens: Tokens,
    /// Whether a sentence or a clause begins at each place.
    beginnings: Vec<bool>,
}

impl<'t> Sentences<'t> {
    /// Takes a text apart.
    pub(super) fn of(written: &'t str) -> Self {
        let tokens = Tokens::of(written);
        let beginnings = beginnings(&tokens);
        Self { written, tokens, beginnings }
    }

    /// The ranges of bytes that patterns match.
    pub(super) fn matches(&self, patterns: &Patterns) -> Vec<Range<usize>> {
        let places = patterns.matches(&self.tokens, &self.beginnings);
        places.into_iter().filter_map(|places| self.tokens.bytes(places)).collect()
    }

    /// Whether the word at a place belongs to a set of the word list.
    pub(super) fn is(&self, set: &str, place: usize) -> bool {
        self.tokens.word(place).is_some_and(|word| has(set, word))
    }

    /// The first place from which on a sentence says something: after its openers.
    pub(super) fn beginning(&self, sentence: &Range<usize>) -> usize {
        let opened = sentence.clone().take_while(|place| self.opens(*place)).count();
        sentence.start + opened
    }

    fn opens(&self, place: usize) -> bool {
        self.tokens.word(place).is_none() || self.is("openers", place)
    }
}

/// Whether a word belongs to a set of the word list.
pub(super) fn has(set: &str, word: &str) -> bool {
    words().is_ok_and(|words: &Words| words.has(set, word))
}

/// A clause begins with a sentence and after a break, and again after each opener there.
fn beginnings(tokens: &Tokens) -> Vec<bool> {
    let mut begins = true;
    let mut beginnings = Vec::with_capacity(tokens.len());
    for place in 0..tokens.len() {
        beginnings.push(begins);
        begins = match tokens.get(place) {
            Some(Token::Word(word)) => begins && has("openers", word),
            Some(Token::Comma) | None => begins,
            Some(_) => true,
        };
    }
    beginnings
}
