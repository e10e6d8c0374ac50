//! Limits of a number: `at least 200 calls a month`, `between 20 and 500`.

use std::ops::Bound;

use rust_decimal::Decimal;

use crate::deal::Interval;
use crate::deal::number_text::{self, NumberError};
use crate::playbook::NumberKind;
use crate::text::amounts::counted;
use crate::text::characters::quoted;
use crate::text::yaml::numbers::{decimal, written};

/// Units that people write before their numbers.
const CURRENCIES: [char; 3] = ['€', '$', '£'];

/// Which numbers a buyer may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// What is counted; empty where it needs no name.
    pub unit: String,
    /// These numbers; one end of them at least is a number.
    range: Interval,
}

/// Where what a limit rules out lies, or what words tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below the numbers that may be.
    TooFew,
    /// Above them.
    TooMany,
}

/// Why a text is no limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoLimit {
    /// It is something else.
    #[error("{} is no limit; write it as `at least 200`, `at most 500` or `between 20 and 500`", quoted(.0))]
    NoNumber(String),
    /// Its number can't be read.
    #[error(transparent)]
    Number(NumberError),
    /// Its ends stand the wrong way round.
    #[error(
        "{} is the wrong way round, and would leave nobody; did you mean {}?",
        quoted(written),
        quoted(meant)
    )]
    Backwards {
        /// As it is written.
        written: String,
        /// With its ends in order.
        meant: String,
    },
    /// It is one number alone, and says not on which side of it things are well.
    #[error("{} is one number: say `at least` or `at most` before it", quoted(.0))]
    OneNumber(String),
    /// It is more than one stretch of numbers, or has ends that are left out beside one that is in.
    #[error("{} is no single limit; write two ends as `between 20 and 500`, both included", quoted(.0))]
    Several(String),
    /// It has no end.
    #[error("{} lets every number pass", quoted(.0))]
    NoEnd(String),
    /// A number beside one of its ends has too many digits.
    #[error("{} has more digits than numbers have here", quoted(.0))]
    TooLong(String),
}

impl Limit {
    /// Reads a limit, what is counted among it: `at least 200 calls a month`.
    ///
    /// # Errors
    /// It is none.
    pub fn read(text: &str) -> Result<Self, NoLimit> {
        Self::read_in(text, unit_of(text))
    }

    /// Reads a limit of what is counted so; the unit may stand in it or not.
    ///
    /// # Errors
    /// It is none.
    pub fn read_in(text: &str, unit: &str) -> Result<Self, NoLimit> {
        let (text, unit) = (text.trim(), unit.trim());
        let name = (!unit.is_empty()).then(|| unit.to_owned());
        let kind = NumberKind { unit: name, min: None, max: None, whole: false };
        let numbers = number_text::parse(&kind, text).map_err(|error| match error {
            NumberError::Backwards { ends, .. } => {
                let [low, high] = ends.map(written);
                let meant = with_unit(&format!("between {low} and {high}"), unit);
                NoLimit::Backwards { written: text.to_owned(), meant }
            }
            NumberError::NotANumber { .. } => NoLimit::NoNumber(text.to_owned()),
            error => NoLimit::Number(error),
        })?;
        let [range] = numbers.intervals() else { return Err(NoLimit::Several(text.to_owned())) };
        let is_between = text.contains("..") || text.to_lowercase().contains("between");
        match (range.low, range.high) {
            (Bound::Unbounded, Bound::Unbounded) => Err(NoLimit::NoEnd(text.to_owned())),
            (Bound::Included(low), Bound::Included(high)) if low == high && !is_between => {
                Err(NoLimit::OneNumber(text.to_owned()))
            }
            (Bound::Excluded(_), Bound::Included(_) | Bound::Excluded(_))
            | (Bound::Included(_), Bound::Excluded(_)) => Err(NoLimit::Several(text.to_owned())),
            _ => {
                let limit = Self { unit: unit.to_owned(), range: *range };
                let mut edges = limit.right_numbers().into_iter().chain(limit.wrong_numbers());
                match edges.all(|edge| decimal(&written(edge)).is_ok()) {
                    true => Ok(limit),
                    false => Err(NoLimit::TooLong(text.to_owned())),
                }
            }
        }
    }

    /// `at least 200 calls a month`
    pub fn in_words(&self) -> String {
        let words = match (self.range.low, self.range.high) {
            (Bound::Included(low), Bound::Included(high)) => {
                format!("between {} and {}", written(low), written(high))
            }
            (Bound::Included(low), _) => format!("at least {}", written(low)),
            (Bound::Excluded(low), _) => format!("more than {}", written(low)),
            (_, Bound::Included(high)) => format!("at most {}", written(high)),
            (_, Bound::Excluded(high)) => format!("less than {}", written(high)),
            (Bound::Unbounded, Bound::Unbounded) => "any number".to_owned(),
        };
        with_unit(&words, &self.unit)
    }

    /// What it rules out: `less than 200 calls a month`.
    pub fn outside_in_words(&self) -> String {
        let low = match self.range.low {
            Bound::Included(low) => Some(format!("less than {}", written(low))),
            Bound::Excluded(low) => Some(format!("at most {}", written(low))),
            Bound::Unbounded => None,
        };
        let high = match self.range.high {
            Bound::Included(high) => Some(format!("more than {}", written(high))),
            Bound::Excluded(high) => Some(format!("at least {}", written(high))),
            Bound::Unbounded => None,
        };
        let ends: Vec<String> = low.into_iter().chain(high).collect();
        with_unit(&ends.join(" or "), &self.unit)
    }

    /// A number, and what is counted.
    pub fn counted(&self, number: Decimal) -> String {
        with_unit(&written(number), &self.unit)
    }

    /// The numbers at its ends that may be; the first stands for all of them.
    pub fn right_numbers(&self) -> Vec<Decimal> {
        let low = inside(self.range.low, Decimal::ONE);
        let high = inside(self.range.high, Decimal::NEGATIVE_ONE);
        let mut numbers: Vec<Decimal> = low.into_iter().chain(high).collect();
        numbers.dedup();
        numbers
    }

    /// The numbers beside its ends that may not be.
    pub fn wrong_numbers(&self) -> Vec<Decimal> {
        let low = outside(self.range.low, Decimal::NEGATIVE_ONE);
        let high = outside(self.range.high, Decimal::ONE);
        low.into_iter().chain(high).collect()
    }

    /// The limit on the other side of the same number; none of two ends.
    pub fn turned(&self) -> Option<Self> {
        let range = match (self.range.low, self.range.high) {
            (low, Bound::Unbounded) => Interval::new(Bound::Unbounded, low),
            (Bound::Unbounded, high) => Interval::new(high, Bound::Unbounded),
            _ => return None,
        };
        Some(Self { range, ..self.clone() })
    }

    /// On which side lies what it rules out; none where that is both.
    pub fn rules_out(&self) -> Option<Side> {
        match (self.range.low, self.range.high) {
            (_, Bound::Unbounded) => Some(Side::TooFew),
            (Bound::Unbounded, _) => Some(Side::TooMany),
            _ => None,
        }
    }

    /// Its operators: those that hold where it is kept.
    pub(super) fn kept(&self) -> Vec<String> {
        operators(self.range.low, ["at_least", "more_than"])
            .chain(operators(self.range.high, ["at_most", "less_than"]))
            .collect()
    }

    /// One operator of these holds where it is broken.
    pub(super) fn broken(&self) -> Vec<String> {
        operators(self.range.low, ["less_than", "at_most"])
            .chain(operators(self.range.high, ["more_than", "at_least"]))
            .collect()
    }
}

/// What stands before a number that is too low, and too high.
const BEFORE_NUMBERS: [&[&str]; 2] = [
    &["fewer than", "less than", "under", "below", "smaller than"],
    &["more than", "over", "above", "larger than", "bigger than"],
];

/// What says so without a number.
const PLAIN: [&[&str]; 2] = [
    &["too few", "too small", "too little", "not enough"],
    &["too many", "too much", "too large", "too big"],
];

/// Which of two sides words tell of: `fewer than 200`, `too large`. None where they tell of both or of
/// neither.
pub(super) fn side_told_by(words: &str) -> Option<Side> {
    let lowered = words.to_lowercase();
    let stands_before_a_number = |before: &&str| {
        let mut places = lowered.match_indices(*before);
        places.any(|(place, found)| {
            let behind = lowered.get(place + found.len()..).unwrap_or_default();
            behind.trim_start().starts_with(|first: char| first.is_ascii_digit())
        })
    };
    let [few, many] = [0, 1].map(|side| {
        BEFORE_NUMBERS[side].iter().any(stands_before_a_number)
            || contains_any(&lowered, PLAIN[side])
    });
    one_side(few, many)
}

/// The same of words that may compare with any number: by `too few` and its like alone.
pub(super) fn side_plainly_told_by(words: &str) -> Option<Side> {
    let lowered = words.to_lowercase();
    let [few, many] = PLAIN.map(|plain| contains_any(&lowered, plain));
    one_side(few, many)
}

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn one_side(few: bool, many: bool) -> Option<Side> {
    match (few, many) {
        (true, false) => Some(Side::TooFew),
        (false, true) => Some(Side::TooMany),
        _ => None,
    }
}

/// What a text counts: what stands behind its last digit, but for what belongs to the number.
fn unit_of(text: &str) -> &str {
    let Some(last) = text.rfind(|one: char| one.is_ascii_digit()) else { return "" };
    let behind = text.get(last + 1..).unwrap_or_default();
    let glued = behind.find(|one: char| one.is_whitespace()).unwrap_or(behind.len());
    // As of `40k EUR` and `200+ calls`; a unit may be glued to its number too.
    let is_of_number =
        matches!(behind.get(..glued), Some("k" | "K" | "+" | ".." | "½" | "¼" | "¾"));
    let unit = if is_of_number { behind.get(glued..).unwrap_or_default() } else { behind };
    let unit = unit.trim_start_matches('+').trim();
    // What is paid in may stand before the number.
    let currency = text.char_indices().find(|(_, one)| CURRENCIES.contains(one));
    if let (true, Some((place, sign))) = (unit.is_empty(), currency) {
        return text.get(place..place + sign.len_utf8()).unwrap_or_default();
    }
    ["or more ", "or fewer ", "or less ", "and more "]
        .iter()
        .find_map(|words| format!("{unit} ").starts_with(words).then(|| unit.get(words.len()..)))
        .map_or(unit, Option::unwrap_or_default)
}

fn with_unit(words: &str, unit: &str) -> String {
    counted(words, (!unit.is_empty()).then_some(unit))
}

/// The number at an end that may be, inwards where the end may not.
fn inside(end: Bound<Decimal>, inwards: Decimal) -> Option<Decimal> {
    match end {
        Bound::Included(number) => Some(number),
        Bound::Excluded(number) => Some(number + inwards * step(number)),
        Bound::Unbounded => None,
    }
}

/// The number at an end that may not be, outwards where the end may.
fn outside(end: Bound<Decimal>, outwards: Decimal) -> Option<Decimal> {
    match end {
        Bound::Included(number) => Some(number + outwards * step(number)),
        Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    }
}

/// One at the last place that is written.
fn step(number: Decimal) -> Decimal {
    Decimal::new(1, number.normalize().scale())
}

fn operators(end: Bound<Decimal>, names: [&str; 2]) -> impl Iterator<Item = String> {
    let [included, excluded] = names;
    let operator = match end {
        Bound::Included(number) => Some(format!("{included}: {}", written(number))),
        Bound::Excluded(number) => Some(format!("{excluded}: {}", written(number))),
        Bound::Unbounded => None,
    };
    operator.into_iter()
}
