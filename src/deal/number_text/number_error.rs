//! Why a text is no set of numbers.

use rust_decimal::Decimal;

use crate::text::characters::quoted;
use crate::text::yaml::numbers::NotANumber;

/// The most alternatives that an answer has; more are no answer that a person gives.
pub const MOST_ALTERNATIVES: usize = 100;

/// Why a text is no set of numbers that a question takes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// A part of it is no number.
    #[error("{} is {why}", quoted(word))]
    NotANumber {
        /// The part.
        word: String,
        /// What is wrong with it.
        why: NotANumber,
    },
    /// It is a fraction where only whole numbers make sense.
    #[error("{} is not a whole number", quoted(word))]
    NotWhole {
        /// The number.
        word: String,
    },
    /// It is below the lowest or above the highest number.
    #[error("{} is outside of what is possible", quoted(word))]
    Outside {
        /// The number or the range.
        word: String,
    },
    /// The lower end of a range is above the upper one.
    #[error("{} runs backwards", quoted(word))]
    Backwards {
        /// The range.
        word: String,
        /// Its ends in order, the lower one first.
        ends: Box<[Decimal; 2]>,
    },
    /// Comparisons that no number passes.
    #[error("{} leaves no number", quoted(word))]
    NothingLeft {
        /// The comparisons.
        word: String,
    },
    /// It can be two numbers.
    #[error("{} can mean {} or {}; write the one that is meant", quoted(word), quoted(&readings[0]), quoted(&readings[1]))]
    Either {
        /// The number or the range.
        word: String,
        /// What it can mean, so that it is read as nothing else.
        readings: Box<[String; 2]>,
    },
    /// It says itself that it is not exact.
    #[error(
        "{} has no bounds; write the number, or the lowest and the highest as in `20..50`",
        quoted(word)
    )]
    Roughly {
        /// The words.
        word: String,
    },
    /// Letters behind it are short for several things.
    #[error(
        "{} in {} can mean several things; write the number out",
        quoted(letters),
        quoted(word)
    )]
    UnclearScale {
        /// The number with the letters.
        word: String,
        /// The letters.
        letters: String,
    },
    /// It counts something else than the question.
    #[error("{}", other_unit(word, units))]
    OtherUnit {
        /// The number with the words.
        word: String,
        /// What it counts, and what the question counts, if it says so.
        units: Box<(String, Option<String>)>,
    },
    /// It has more than [`MOST_ALTERNATIVES`].
    #[error("more than {MOST_ALTERNATIVES} alternatives")]
    TooMany,
}

impl NumberError {
    /// Whether a person could tell what is meant, but not from the text alone.
    pub(super) fn is_unclear(&self) -> bool {
        matches!(
            self,
            Self::Either { .. }
                | Self::Roughly { .. }
                | Self::UnclearScale { .. }
                | Self::OtherUnit { .. }
        )
    }
}

fn other_unit(word: &str, (found, unit): &(String, Option<String>)) -> String {
    let (word, found) = (quoted(word), quoted(found));
    match unit {
        Some(unit) => {
            format!("{word} is in {found}, not in {}; write the number alone", quoted(unit))
        }
        None => format!("{word} has {found} beside the number; write the number alone"),
    }
}
