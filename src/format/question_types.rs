//! The types of questions.

use super::words::Words;

/// The types of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionType {
    /// `yes` or `no`.
    YesNo,
    /// One of the options.
    Choice,
    /// A set of the options.
    Choices,
    /// A number.
    Number,
    /// Words.
    Text,
}

impl QuestionType {
    /// All of them, as [`TYPES`] lists their names.
    pub const ALL: [Self; 5] = [Self::YesNo, Self::Choice, Self::Choices, Self::Number, Self::Text];

    /// The type's name in a playbook: `yes_no`.
    pub fn name(self) -> &'static str {
        TYPES.words.get(self as usize).map_or("", |(name, _)| name)
    }

    /// The type with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// The types of questions, in the order of [`QuestionType::ALL`].
pub static TYPES: Words = Words {
    name: "Type",
    about: "What kind of answer a question takes.",
    words: &[
        ("yes_no", "Yes or no."),
        ("choice", "One of the options."),
        ("choices", "Any of the options, none among them too."),
        ("number", "A number."),
        ("text", "Words; no condition can test them."),
    ],
};
