//! A text as words, pauses and stops.

use std::ops::Range;

/// What stands at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word in lower case, a straight apostrophe in it: `don't`, `1,000`.
    Word(String),
    /// A comma: a pause within a clause or between two.
    Comma,
    /// What divides two clauses of equal weight.
    Semicolon,
    /// What divides two clauses otherwise: a colon, a dash, a bracket.
    Break,
    /// The end of a sentence.
    Stop,
    /// The end of a question. A question mark within quotation marks is none: somebody else asks.
    Question,
}

impl Token {
    /// Whether it is a mark within a sentence.
    pub(super) fn is_pause(&self) -> bool {
        matches!(self, Self::Comma | Self::Semicolon | Self::Break)
    }
}

/// A text's tokens, each with its range of bytes.
#[derive(Debug, Clone)]
pub(super) struct Tokens {
    tokens: Vec<(Token, Range<usize>)>,
}

impl Tokens {
    /// Takes a text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut quoting = false;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let start = text.len() - rest.len();
            let length = word_length(rest);
            let end = start + if length > 0 { length } else { first.len_utf8() };
            match first {
                '"' => quoting = !quoting,
                '\u{201c}' | '\u{201e}' => quoting = true,
                '\u{201d}' => quoting = false,
                _ => {}
            }
            let token = match length {
                0 => mark(first, &text[end..], quoting),
                _ => Some(Token::Word(normal(&text[start..end]))),
            };
            tokens.extend(token.map(|token| (token, start..end)));
            rest = &text[end..];
        }
        Self { tokens }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a place.
    pub(super) fn get(&self, place: usize) -> Option<&Token> {
        self.tokens.get(place).map(|(token, _)| token)
    }

    /// The word at a place, where one stands there.
    pub(super) fn word(&self, place: usize) -> Option<&str> {
        match self.get(place) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The words at these places, one after the other.
    pub(super) fn words(&self, places: Range<usize>) -> impl Iterator<Item = &str> {
        places.filter_map(|place| self.word(place))
    }

    /// The bytes from the first word at these places to the last one; `None` without a word.
    pub(super) fn bytes(&self, places: Range<usize>) -> Option<Range<usize>> {
        let words = || places.clone().filter(|place| self.word(*place).is_some());
        let first = words().next().and_then(|place| self.tokens.get(place))?;
        let last = words().next_back().and_then(|place| self.tokens.get(place))?;
        Some(first.1.start..last.1.end)
    }

    /// The sentences as ranges of places, each without its stop.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for place in 0..=self.len() {
            if matches!(self.get(place), None | Some(Token::Stop | Token::Question)) {
                if start < place {
                    sentences.push(start..place);
                }
                start = place + 1;
            }
        }
        sentences
    }
}

/// How many bytes the word takes with which a text begins; 0 where it begins with none. Marks
/// within a word belong to it: `don't`, `1,000`, `3.5`, but not `decision-maker`.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((place, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, after)| *after);
        let inside = match character {
            '\'' | '\u{2019}' => before.is_alphanumeric() && after.is_alphanumeric(),
            ',' | '.' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => character.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        length = place + character.len_utf8();
        before = character;
    }
    length
}

fn normal(word: &str) -> String {
    word.to_lowercase().replace('\u{2019}', "'")
}

/// What a character between words means; `after` is the text that follows it.
fn mark(character: char, after: &str, quoting: bool) -> Option<Token> {
    match character {
        _ if quoting => None,
        ',' => Some(Token::Comma),
        ';' => Some(Token::Semicolon),
        ':' | '(' | ')' | '\u{2013}' | '\u{2014}' => Some(Token::Break),
        '-' if after.starts_with([' ', '-']) => Some(Token::Break),
        '?' => Some(Token::Question),
        '!' => Some(Token::Stop),
        // Not the one in "e.g." or "etc.": a sentence begins with a capital.
        '.' | '\u{2026}' if !starts_small(after) => Some(Token::Stop),
        _ => None,
    }
}

fn starts_small(text: &str) -> bool {
    text.trim_start().starts_with(char::is_lowercase)
}
