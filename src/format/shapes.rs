//! What there may be in a file: maps with their keys, and what stands under them.

use super::question_types::QuestionType;
use super::words::Words;

/// The only version of each format that there is.
pub const VERSION: i64 = 1;

/// A kind of file.
#[derive(Debug)]
pub struct Format {
    /// What messages call such files: `playbooks`.
    pub files: &'static str,
    /// The title of its JSON Schema.
    pub title: &'static str,
    /// The map that the file is.
    pub root: &'static Map,
}

/// A map with known keys.
#[derive(Debug)]
pub struct Map {
    /// Its name among others: `Question`.
    pub name: &'static str,
    /// What messages call one: `a question`.
    pub called: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its keys, in the order in which they are best written.
    pub keys: &'static [Key],
    /// Keys that mean nothing yet, and are kept free for what may come.
    pub reserved: &'static [&'static str],
    /// It never stands in brackets, however short it is.
    pub is_always_a_block: bool,
    /// Sets of keys that exclude each other.
    pub alternatives: Alternatives,
}

/// Sets of keys of a map that exclude each other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alternatives {
    /// The sets, each with the keys that it consists of.
    pub sets: &'static [&'static [&'static str]],
    /// Whether one of them has to be there, whole; else each of its keys may stand or not.
    pub is_one_needed: bool,
}

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// Whether it has to be there.
    pub need: Need,
    /// What stands under it.
    pub shape: Shape,
    /// What it means.
    pub about: &'static str,
    /// The types of questions that have it; none where it has nothing to do with a type.
    pub types: &'static [QuestionType],
    /// How few items or entries it holds.
    pub least: usize,
    /// How many items or entries it holds at most.
    pub most: Option<usize>,
    /// A blank line stands before it, unless it is the first.
    pub is_set_apart: bool,
    /// A blank line stands between its items.
    pub has_items_apart: bool,
}

/// Whether a key has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It has to; where it is for some types of questions alone, to those.
    Required,
    /// It need not, but has a value where it stands.
    Optional,
    /// It has to in every item of a list but the last, which has none.
    AllButLast,
    /// It need not, and may stand there without a value.
    MayBeEmpty,
}

/// What stands under a key, or in a list.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// The version of the format.
    Version {
        /// Quotes around it are overlooked.
        may_be_quoted: bool,
    },
    /// Words, over several lines perhaps.
    Text,
    /// Words on one line.
    Line,
    /// What stands in a cell of a table, or at the head of a column; nothing perhaps.
    Cell,
    /// `yes` or `no`.
    YesNo,
    /// A decimal number.
    Number,
    /// A decimal number of 0 or more.
    Share,
    /// A whole number within bounds, which belong to them.
    Whole(i64, i64),
    /// A time: `90d`.
    Time,
    /// A day: `2026-11-03`.
    Date,
    /// A file beside this one, and a place in it: `calls/2026-11-03.vtt#00:12:31`.
    Passage,
    /// The tag of a language: `en`, `pt-BR`.
    Language,
    /// An id that is given here.
    Id(Named),
    /// The id of something that is defined elsewhere.
    Name(Named),
    /// One of some words.
    Word(&'static Words),
    /// The rule of a check; where it is about waivers, one that can be waived.
    CheckRule {
        /// Of the checklist, and not one that always counts.
        can_be_waived: bool,
    },
    /// An answer that points are given for: an option, a range of numbers, or `each`.
    Scored,
    /// How a value is worked out.
    Expression,
    /// A condition on the answers to questions.
    Condition,
    /// A value that a question may take, in a deal.
    Value,
    /// What is known of a question.
    Answer,
    /// What is known of all questions.
    Facts,
    /// What was known of a question once, whatever that was.
    Was,
    /// A map with known keys.
    Map(&'static Map),
    /// A list of such items.
    List(&'static Shape),
    /// One such item, or a list of them.
    OneOrList(&'static Shape),
    /// A map whose keys the author chooses: the keys, and what stands under them.
    Entries(&'static Shape, &'static Shape),
}

/// What has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A playbook.
    Playbook,
    /// A stage.
    Stage,
    /// A question.
    Question,
    /// A value.
    Value,
    /// An option of a question.
    Option,
    /// A disqualifier, a must-have, a hold or a signal.
    Rule,
    /// A part of the score.
    Group,
    /// A range of scores.
    Band,
    /// A question of earlier versions, or an option of one as `question.option`.
    Retired,
}

impl Map {
    /// A map that may stand in brackets, with no keys kept free.
    pub(super) const fn new(
        name: &'static str,
        called: &'static str,
        about: &'static str,
        keys: &'static [Key],
    ) -> Self {
        let alternatives = Alternatives { sets: &[], is_one_needed: false };
        Self { name, called, about, keys, reserved: &[], is_always_a_block: false, alternatives }
    }

    /// With sets of keys of which one stands, and no key of another.
    pub(super) const fn with_one_of(self, sets: &'static [&'static [&'static str]]) -> Self {
        Self { alternatives: Alternatives { sets, is_one_needed: true }, ..self }
    }

    /// With sets of keys; a key of one excludes those of the others.
    pub(super) const fn with_either(self, sets: &'static [&'static [&'static str]]) -> Self {
        Self { alternatives: Alternatives { sets, is_one_needed: false }, ..self }
    }

    pub(super) const fn always_a_block(self) -> Self {
        Self { is_always_a_block: true, ..self }
    }

    pub(super) const fn reserving(self, reserved: &'static [&'static str]) -> Self {
        Self { reserved, ..self }
    }

    /// Which of the sets that exclude each other a key is in, and the keys of the others.
    pub fn excluded_by(&self, key: &str) -> Option<(&'static [&'static str], Vec<&'static str>)> {
        let sets = self.alternatives.sets;
        let own = sets.iter().copied().find(|set| set.contains(&key))?;
        let others = sets.iter().copied().filter(|set| !set.contains(&key));
        Some((own, others.flatten().copied().collect()))
    }

    /// The names of its keys.
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    /// The names of its keys, as many as there are.
    pub const fn names_of<const COUNT: usize>(&self) -> [&'static str; COUNT] {
        let mut names = [""; COUNT];
        let mut place = 0;
        while place < COUNT {
            names[place] = self.keys[place].name;
            place += 1;
        }
        names
    }

    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Key {
    pub(super) const fn new(
        name: &'static str,
        need: Need,
        shape: Shape,
        about: &'static str,
    ) -> Self {
        Self {
            name,
            need,
            shape,
            about,
            types: &[],
            least: 0,
            most: None,
            is_set_apart: false,
            has_items_apart: false,
        }
    }

    pub(super) const fn only_for(self, types: &'static [QuestionType]) -> Self {
        Self { types, ..self }
    }

    pub(super) const fn at_least(self, least: usize) -> Self {
        Self { least, ..self }
    }

    pub(super) const fn at_most(self, most: usize) -> Self {
        Self { most: Some(most), ..self }
    }

    pub(super) const fn set_apart(self) -> Self {
        Self { is_set_apart: true, ..self }
    }

    pub(super) const fn with_items_apart(self) -> Self {
        Self { has_items_apart: true, ..self }
    }

    /// Whether questions of a type have it.
    pub fn is_for(&self, question: QuestionType) -> bool {
        self.types.is_empty() || self.types.contains(&question)
    }
}

/// A key that has to be there.
pub(super) const fn required(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key::new(name, Need::Required, shape, about)
}

/// A key that need not be there.
pub(super) const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key::new(name, Need::Optional, shape, about)
}

/// A key of every item of a list but the last.
pub(super) const fn all_but_last(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key::new(name, Need::AllButLast, shape, about)
}

/// A key that need not be there, nor have a value.
pub(super) const fn may_be_empty(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key::new(name, Need::MayBeEmpty, shape, about)
}

/// The key that tells the format.
pub(super) const fn version(may_be_quoted: bool) -> Key {
    required("format", Shape::Version { may_be_quoted }, "The format that this file is written in.")
}
