//! What stands in a cell, and what it means under a map.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::map::{Column, Place};
use super::numerals::Numerals;
use super::reading::{BETWEEN_ITEMS, PLAIN_NUMBER};
use crate::deal::Answer;
use crate::deal::answers::{AnswerError, UNKNOWN, parse_answer, parse_plain_answer, what_it_takes};
use crate::deal::option_names::{folded, name_near, names_of_options, option_named};
use crate::playbook::{Kind, Question};
use crate::text::source::nearest;

/// What helps where a text is in another encoding.
pub(super) const SAY_ENCODING: &str =
    "say in the map how the table is encoded: `table: { encoding: windows-1252 }`";

/// What stands in a column of one option where it is not among the choices.
pub(super) const NOT_CHECKED: [&str; 3] = ["no", "false", "0"];
/// What stands there where it is, if the map says nothing.
pub(super) const CHECKED: [&str; 2] = ["yes", "true"];

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellRead {
    Unknown,
    Known(Answer),
    Wrong { reason: String, nearest: Option<String> },
}

/// What a word in a cell of a column means.
#[derive(Debug, Clone)]
pub(super) struct Words<'m> {
    pub(super) column: &'m Column,
    pub(super) question: &'m Question,
    pub(super) answers: FxHashMap<String, Answer>,
    pub(super) unknown: Vec<String>,
    pub(super) checked: Vec<String>,
}

impl Words<'_> {
    /// What the cells of a row say: one, or of choices several.
    pub(super) fn read(&self, cells: &[&[u8]]) -> CellRead {
        let texts: Result<Vec<&str>, _> =
            cells.iter().map(|cell| std::str::from_utf8(cell)).collect();
        match (&self.column.place, texts) {
            (_, Err(_)) => wrong(&format!("it is not UTF-8; {SAY_ENCODING}")),
            (Place::Columns { options, .. }, Ok(texts)) => self.marks(options, &texts),
            (Place::Column(_), Ok(texts)) => {
                self.cell(texts.first().copied().unwrap_or_default().trim())
            }
        }
    }

    /// What a cell says.
    fn cell(&self, text: &str) -> CellRead {
        let marked = text;
        let text = text.trim_start_matches(PLAIN_NUMBER);
        let word = folded(text);
        if let Some(answer) = self.answers.get(&word) {
            return known(answer.clone());
        }
        if self.is_unknown(&word) {
            return CellRead::Unknown;
        }
        match &self.question.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => match option_named(self.question, &word) {
                Some(option) => known(Answer::OneOf([option].into())),
                None => self.other(text),
            },
            Kind::Choices { .. } => self.choices(text),
            Kind::Number(_) => self.number(marked),
            Kind::Text => known(Answer::Text(text.to_owned())),
        }
    }

    fn is_unknown(&self, word: &str) -> bool {
        word.is_empty() || word == UNKNOWN || self.unknown.iter().any(|one| one == word)
    }

    /// What a word is that nothing names.
    fn other(&self, text: &str) -> CellRead {
        if let Some(otherwise) = &self.column.otherwise {
            return known(otherwise.clone());
        }
        let names = names_of_options(self.question);
        let words = self.column.values.iter().map(|(word, _)| word.as_str());
        let is_new = |word: &&str| !names.iter().any(|name| folded(name) == folded(word));
        let options = names.iter().copied().chain(words.filter(is_new));
        CellRead::Wrong {
            reason: format!("it takes {}", what_it_takes(self.question)),
            nearest: nearest(text, options)
                .or_else(|| name_near(self.question, text))
                .map(str::to_owned),
        }
    }

    /// Choices in one cell, each named by a part of it.
    fn choices(&self, text: &str) -> CellRead {
        let parts: Vec<&str> = match &self.column.split {
            Some(split) => text.split(split.as_str()).flat_map(items).collect(),
            None => items(text).collect(),
        };
        let (mut included, mut is_complete) = (BTreeSet::new(), self.column.is_complete);
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            let word = folded(part);
            let otherwise = self.column.otherwise.as_ref();
            match (self.answers.get(&word), option_named(self.question, &word)) {
                (Some(Answer::Choices { includes, .. }), _) => included.extend(includes),
                (None, Some(option)) => {
                    included.insert(option);
                }
                (Some(_), _) => is_complete = false,
                (None, None) if self.is_unknown(&word) => is_complete = false,
                (None, None) => match otherwise {
                    Some(Answer::Choices { includes, .. }) => included.extend(includes),
                    Some(_) => is_complete = false,
                    None => return self.other(part),
                },
            }
        }
        let excludes = (0..self.question.option_count())
            .filter(|option| is_complete && !included.contains(option));
        known(Answer::Choices { excludes: excludes.collect(), includes: included })
    }

    /// Choices in several columns, each of which says whether one of them is among them.
    fn marks(&self, options: &[(usize, String)], texts: &[&str]) -> CellRead {
        let (mut includes, mut excludes) = (Vec::new(), Vec::new());
        for ((option, _), text) in options.iter().zip(texts) {
            match self.mark(text) {
                Some(Some(true)) => includes.push(*option),
                Some(Some(false)) => excludes.push(*option),
                Some(None) if self.column.is_complete => excludes.push(*option),
                Some(None) => {}
                None => {
                    return wrong(
                        "it says neither that it is among them nor that it is not; `checked` names the words for it",
                    );
                }
            }
        }
        let is_said = |text: &&str| !self.is_unknown(&folded(text));
        if !texts.iter().any(is_said) {
            return CellRead::Unknown;
        }
        let named = |option: &usize| options.iter().any(|(one, _)| one == option);
        if self.column.is_complete {
            excludes.extend((0..self.question.option_count()).filter(|option| !named(option)));
        }
        known(Answer::Choices {
            includes: includes.into_iter().collect(),
            excludes: excludes.into_iter().collect(),
        })
    }

    /// Whether an option is among the choices; nothing where that is not known, or where a word says
    /// neither.
    fn mark(&self, text: &str) -> Option<Option<bool>> {
        let word = folded(text.trim_start_matches(PLAIN_NUMBER));
        let is_checked = match self.checked.as_slice() {
            [] => CHECKED.contains(&word.as_str()),
            words => words.contains(&word),
        };
        match () {
            () if is_checked => Some(Some(true)),
            () if NOT_CHECKED.contains(&word.as_str()) => Some(Some(false)),
            () if self.is_unknown(&word) => Some(None),
            () => None,
        }
    }

    /// Whether a cell of choices in several columns says neither.
    pub(super) fn is_no_mark(&self, text: &str) -> bool {
        matches!(self.column.place, Place::Columns { .. }) && self.mark(text).is_none()
    }

    fn number(&self, text: &str) -> CellRead {
        if let Some(otherwise) = &self.column.otherwise {
            return known(self.read_number(text).unwrap_or(otherwise.clone()));
        }
        self.read_number(text).map_or_else(|wrong| wrong, known)
    }

    /// A number as a program writes it, or as the map says that people do.
    fn read_number(&self, text: &str) -> Result<Answer, CellRead> {
        let wrong = |error: AnswerError| CellRead::Wrong {
            reason: error.problem.to_string(),
            nearest: error.nearest,
        };
        if let Some(number) = text.strip_prefix(PLAIN_NUMBER) {
            return parse_plain_answer(self.question, number).map_err(wrong);
        }
        let numerals = self.column.numerals;
        if numerals == Numerals::default() {
            return parse_answer(self.question, text).map_err(wrong);
        }
        let Some(plain) = numerals.plain(text) else {
            return Err(CellRead::Wrong { reason: numerals.words(), nearest: None });
        };
        parse_plain_answer(self.question, &plain)
            .or_else(|_| parse_answer(self.question, &plain))
            .map_err(wrong)
    }

    /// Whether a cell holds a day, or nothing.
    pub(super) fn is_day(&self, text: &str) -> bool {
        let text = text.trim();
        let day = text.get(..10).filter(|_| text.len() == 10 || text[10..].starts_with(['T', ' ']));
        self.is_unknown(&folded(text))
            || day.is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
    }
}

/// What a cell from a list is made of.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN_ITEMS)
}

/// What is known; nothing where the answer leaves all open.
fn known(answer: Answer) -> CellRead {
    match &answer {
        Answer::Unknown => CellRead::Unknown,
        Answer::Choices { includes, excludes } if includes.is_empty() && excludes.is_empty() => {
            CellRead::Unknown
        }
        _ => CellRead::Known(answer),
    }
}

fn wrong(reason: &str) -> CellRead {
    CellRead::Wrong { reason: reason.to_owned(), nearest: None }
}
