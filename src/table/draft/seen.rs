//! What stands in a column of a table.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::deal::option_names::{folded, option_named};
use crate::playbook::Playbook;
use crate::text::characters::escaped;

/// The different words of a column that are told apart. A column with more has no fixed words.
const MOST_WORDS: usize = 200;

/// Words that stand for "not known" in what CRMs export, in any case of letters.
const UNKNOWN: [&str; 12] = [
    "select",
    "unknown",
    "n/a",
    "#n/a",
    "na",
    "-",
    "--",
    "none",
    "null",
    "not known",
    "not specified",
    "?",
];

/// What marks a doubt in the draft.
pub(super) const DOUBT: &str = "# ?";

/// What stands in a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) filled: u64,
    /// Its words as they are compared, each as it first stood and how often; no more than are told apart.
    pub(super) words: BTreeMap<String, (String, u64)>,
    pub(super) has_more_words: bool,
    pub(super) is_unique: bool,
    /// The words that stand for "not known" in it.
    unknown: Vec<&'static str>,
}

impl Seen {
    /// A column of which no row was seen yet. A word that is an answer to some question of the playbook,
    /// as "none" may be, does not stand for "not known".
    pub(super) fn new(name: &str, playbook: &Playbook) -> Self {
        let is_answer = |word: &&str| {
            playbook.questions.iter().any(|question| option_named(question, word).is_some())
        };
        let unknown = UNKNOWN.into_iter().filter(|word| !is_answer(word)).collect();
        Self { name: name.to_owned(), is_unique: true, unknown, ..Self::default() }
    }

    pub(super) fn add(&mut self, cell: &str, all_words: &mut HashSet<u64>) {
        let word = folded(cell);
        if word.is_empty() {
            self.is_unique = false;
            return;
        }
        self.filled += 1;
        self.is_unique &=
            all_words.insert(BuildHasherDefault::<DefaultHasher>::default().hash_one(&word));
        if let Some((_, count)) = self.words.get_mut(&word) {
            *count += 1;
        } else if self.words.len() < MOST_WORDS {
            self.words.insert(word, (cell.trim().to_owned(), 1));
        } else {
            self.has_more_words = true;
        }
    }

    /// The words for what is not known that stand in it.
    pub(super) fn unknown_words(&self) -> impl Iterator<Item = &'static str> {
        self.unknown.iter().copied().filter(|word| self.words.contains_key(*word))
    }

    /// Its words, the most frequent first, without those for what is not known.
    pub(super) fn known_words(&self) -> Vec<(&str, u64)> {
        let known = self.words.iter().filter(|(word, _)| !self.unknown.contains(&word.as_str()));
        let mut words: Vec<(&str, u64)> =
            known.map(|(_, (word, count))| (word.as_str(), *count)).collect();
        words.sort_by_key(|(word, count)| (Reverse(*count), word.to_string()));
        words
    }
}

/// A text of a table as it may stand in a comment.
pub(super) fn one_line(text: &str) -> String {
    escaped(text).to_string()
}
