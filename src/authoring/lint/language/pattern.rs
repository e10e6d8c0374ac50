//! Patterns over words, as the word list writes them.
//!
//! | in a pattern | stands for |
//! | --- | --- |
//! | `word` | that word |
//! | `frustrat*` | a word that begins so |
//! | `*` | any one word |
//! | `a/b/{set}` | one of these words, or of the words of a set |
//! | `[word]` | that word, or nothing |
//! | `...` | up to eight words, commas and breaks between them or not |
//! | `^` | the beginning of a sentence or a clause, after openers such as "so" and "but" |
//! | `,` | a comma, a break or a dash |
//! | `$` | the end of a sentence |
//! | `?` | the end of a question |

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::tokens::{Token, Tokens};

/// The most words that `...` leaps over.
const LONGEST_GAP: usize = 8;

/// Sets of words by their names.
pub(super) type Sets = BTreeMap<String, Vec<String>>;

/// Patterns over words; see above.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    patterns: Vec<Pattern>,
    /// Those that can begin with a word alone, by that word: a text holds few of them.
    by_word: FxHashMap<String, Vec<usize>>,
    /// The others.
    by_place: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Beginning,
    Pause,
    End,
    QuestionMark,
    Gap,
    Word(Vec<Word>),
    Optional(Vec<Word>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Any,
    Exactly(String),
    Beginning(String),
}

impl Patterns {
    /// Adds a pattern.
    ///
    /// # Errors
    /// It names a set that there is not, or has no word in it.
    pub(super) fn add(&mut self, written: &str, sets: &Sets) -> Result<(), String> {
        let pattern = Pattern::parse(written, sets)?;
        let index = self.patterns.len();
        match pattern.first_words() {
            Some(words) => {
                for word in words {
                    self.by_word.entry(word).or_default().push(index);
                }
            }
            None => self.by_place.push(index),
        }
        self.patterns.push(pattern);
        Ok(())
    }

    /// The places of every match in a text; they may overlap.
    pub(super) fn matches(&self, tokens: &Tokens, beginnings: &[bool]) -> Vec<Range<usize>> {
        let text = Text { tokens, beginnings };
        let mut matches = Vec::new();
        for start in 0..tokens.len() {
            let by_word = tokens.word(start).and_then(|word| self.by_word.get(word));
            for index in by_word.into_iter().flatten().chain(&self.by_place) {
                let end = text.end_of(&self.patterns[*index].0, start);
                matches.extend(end.map(|end| start..end));
            }
        }
        matches
    }
}

impl Pattern {
    fn parse(written: &str, sets: &Sets) -> Result<Self, String> {
        let pieces: Vec<Piece> = written
            .split_whitespace()
            .map(|piece| Piece::parse(piece, sets))
            .collect::<Result<_, _>>()?;
        if !pieces.iter().any(|piece| matches!(piece, Piece::Word(_))) {
            return Err(format!("the pattern `{written}` has no word in it"));
        }
        Ok(Self(pieces))
    }

    /// The words that a match can begin with, each once; `None` where that may be any word.
    fn first_words(&self) -> Option<Vec<String>> {
        let mut first = Vec::new();
        for piece in &self.0 {
            let (Piece::Word(words) | Piece::Optional(words)) = piece else {
                match piece {
                    Piece::Beginning => continue,
                    _ => return None,
                }
            };
            for word in words {
                let Word::Exactly(word) = word else { return None };
                first.push(word.clone());
            }
            if matches!(piece, Piece::Word(_)) {
                break;
            }
        }
        first.sort();
        first.dedup();
        Some(first)
    }
}

impl Piece {
    fn parse(written: &str, sets: &Sets) -> Result<Self, String> {
        let optional = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        Ok(match written {
            "^" => Self::Beginning,
            "," => Self::Pause,
            "$" => Self::End,
            "?" => Self::QuestionMark,
            "..." => Self::Gap,
            _ => match optional {
                Some(words) => Self::Optional(words_of(words, sets)?),
                None => Self::Word(words_of(written, sets)?),
            },
        })
    }
}

fn words_of(written: &str, sets: &Sets) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    for word in written.split('/') {
        match word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => {
                let set = sets.get(name).ok_or_else(|| format!("there is no set `{name}`"))?;
                words.extend(set.iter().map(|word| Word::Exactly(word.clone())));
            }
            None => words.push(word_of(word)?),
        }
    }
    Ok(words)
}

fn word_of(written: &str) -> Result<Word, String> {
    let stem = written.strip_suffix('*');
    let letters = stem.unwrap_or(written);
    let is_word = letters.chars().all(|letter| letter.is_alphanumeric() || letter == '\'');
    match stem {
        Some("") => Ok(Word::Any),
        _ if !is_word || letters.is_empty() => Err(format!("`{written}` is no word")),
        Some(stem) => Ok(Word::Beginning(stem.to_owned())),
        None => Ok(Word::Exactly(written.to_owned())),
    }
}

impl Word {
    fn is(&self, word: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exactly(exactly) => word == exactly,
            Self::Beginning(beginning) => word.starts_with(beginning),
        }
    }
}

/// A text to match, with whether a sentence or a clause begins at each place.
#[derive(Clone, Copy)]
struct Text<'t> {
    tokens: &'t Tokens,
    beginnings: &'t [bool],
}

impl Text<'_> {
    /// Where these pieces end if they match from a place on.
    fn end_of(self, pieces: &[Piece], place: usize) -> Option<usize> {
        let Some((piece, rest)) = pieces.split_first() else { return Some(place) };
        let token = self.tokens.get(place);
        let holds = match piece {
            Piece::Beginning => self.beginnings.get(place) == Some(&true),
            Piece::Pause => token.is_some_and(Token::is_pause),
            Piece::End => matches!(token, None | Some(Token::Stop | Token::Question)),
            Piece::QuestionMark => token == Some(&Token::Question),
            Piece::Word(words) => self.is_one_of(words, place),
            Piece::Optional(words) => {
                let taken = self.is_one_of(words, place).then(|| self.end_of(rest, place + 1));
                return taken.flatten().or_else(|| self.end_of(rest, place));
            }
            Piece::Gap => return self.end_after_gap(rest, place),
        };
        let takes = usize::from(matches!(piece, Piece::Pause | Piece::Word(_)));
        if holds { self.end_of(rest, place + takes) } else { None }
    }

    fn is_one_of(self, words: &[Word], place: usize) -> bool {
        self.tokens.word(place).is_some_and(|found| words.iter().any(|word| word.is(found)))
    }

    /// Where the rest ends after a gap, the shortest that will do.
    fn end_after_gap(self, rest: &[Piece], start: usize) -> Option<usize> {
        let mut words = 0;
        for place in start..=self.tokens.len() {
            if let Some(end) = self.end_of(rest, place) {
                return Some(end);
            }
            match self.tokens.get(place) {
                Some(Token::Word(_)) if words < LONGEST_GAP => words += 1,
                Some(token) if token.is_pause() => {}
                _ => return None,
            }
        }
        None
    }
}
