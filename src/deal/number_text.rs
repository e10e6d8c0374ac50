//! Sets of numbers as a text: `20`, `20..50`, `20..`, `..50`, `<20`, `>5,<20`, `10|30..40`.
//!
//! The ends of a range are included. Comparisons joined by `,` all have to hold; what `|`
//! separates are alternatives. So every set that a question can be left with has a text.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::{Interval, Numbers};
use crate::playbook::NumberKind;
use crate::text::characters::quoted;
use crate::text::yaml::numbers::{self, NotANumber, written};

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
    },
    /// Comparisons that no number passes.
    #[error("{} leaves no number", quoted(word))]
    NothingLeft {
        /// The comparisons.
        word: String,
    },
    /// It has more than [`MOST_ALTERNATIVES`].
    #[error("more than {MOST_ALTERNATIVES} alternatives")]
    TooMany,
}

/// Reads a set of numbers of which a question takes at least one.
///
/// # Errors
/// The first alternative that is malformed or leaves no number.
pub fn parse(kind: &NumberKind, text: &str) -> Result<Numbers, NumberError> {
    if text.split('|').nth(MOST_ALTERNATIVES).is_some() {
        return Err(NumberError::TooMany);
    }
    let intervals: Vec<Interval> = text
        .split('|')
        .map(|alternative| alternative_of(kind, alternative.trim()))
        .collect::<Result<_, _>>()?;
    Ok(Numbers::within(kind, intervals))
}

/// Reads one number that a question takes.
fn parse_number(kind: &NumberKind, text: &str) -> Result<Decimal, NumberError> {
    let number = decimal_of(text)?;
    if kind.whole && !number.fract().is_zero() {
        return Err(NumberError::NotWhole { word: text.to_owned() });
    }
    if Numbers::within(kind, [Interval::point(number)]).is_empty() {
        return Err(NumberError::Outside { word: text.to_owned() });
    }
    Ok(number)
}

/// Writes a set of numbers so that [`parse`] reads it; an end that the question sets anyway is
/// left open.
pub fn write(kind: &NumberKind, numbers: &Numbers) -> String {
    let texts: Vec<String> =
        numbers.intervals().iter().map(|interval| interval_text(kind, interval)).collect();
    texts.join("|")
}

/// The numbers that pass a named test: `at_least`, `at_most`, `more_than`, `less_than`, `is`,
/// `is_not`; none for another name.
pub(super) fn passing(operator: &str, number: Decimal) -> Vec<Interval> {
    let up_to = |high| Interval::new(Bound::Unbounded, high);
    let from = |low| Interval::new(low, Bound::Unbounded);
    match operator {
        "at_least" => vec![from(Bound::Included(number))],
        "at_most" => vec![up_to(Bound::Included(number))],
        "more_than" => vec![from(Bound::Excluded(number))],
        "less_than" => vec![up_to(Bound::Excluded(number))],
        "is" => vec![Interval::point(number)],
        "is_not" => vec![up_to(Bound::Excluded(number)), from(Bound::Excluded(number))],
        _ => Vec::new(),
    }
}

fn interval_text(kind: &NumberKind, interval: &Interval) -> String {
    let Interval { low, high } = without_limits(kind, interval);
    match (low, high) {
        (Bound::Included(low), Bound::Included(high)) if low == high => written(low),
        (Bound::Excluded(low), Bound::Excluded(high)) => {
            format!(">{},<{}", written(low), written(high))
        }
        (Bound::Excluded(low), Bound::Included(high)) => {
            format!(">{},<={}", written(low), written(high))
        }
        (Bound::Included(low), Bound::Excluded(high)) => {
            format!(">={},<{}", written(low), written(high))
        }
        (Bound::Excluded(low), Bound::Unbounded) => format!(">{}", written(low)),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("<{}", written(high)),
        (low, high) => format!("{}..{}", end_text(low), end_text(high)),
    }
}

fn end_text(end: Bound<Decimal>) -> String {
    match end {
        Bound::Included(number) | Bound::Excluded(number) => written(number),
        Bound::Unbounded => String::new(),
    }
}

/// The interval, open where the question's own limit ends it; never open at both ends for that,
/// and one number stays one number.
pub(super) fn without_limits(kind: &NumberKind, interval: &Interval) -> Interval {
    if interval.low == interval.high {
        return *interval;
    }
    let at_min = kind.min.is_some_and(|min| interval.low == Bound::Included(min));
    let at_max = kind.max.is_some_and(|max| interval.high == Bound::Included(max));
    match (at_min, at_max) {
        (true, false) if interval.high != Bound::Unbounded => {
            Interval::new(Bound::Unbounded, interval.high)
        }
        (false, true) if interval.low != Bound::Unbounded => {
            Interval::new(interval.low, Bound::Unbounded)
        }
        _ => *interval,
    }
}

fn alternative_of(kind: &NumberKind, text: &str) -> Result<Interval, NumberError> {
    if text.starts_with(['<', '>']) {
        return comparisons_of(kind, text);
    }
    match text.split_once("..") {
        Some((low, high)) => range_of(kind, text, low.trim(), high.trim()),
        None => parse_number(kind, text).map(Interval::point),
    }
}

fn range_of(kind: &NumberKind, text: &str, low: &str, high: &str) -> Result<Interval, NumberError> {
    let end_of = |text: &str| match text {
        "" => Ok(Bound::Unbounded),
        text => decimal_of(text).map(Bound::Included),
    };
    let range = Interval::new(end_of(low)?, end_of(high)?);
    if range.is_empty() {
        return Err(NumberError::Backwards { word: text.to_owned() });
    }
    if Numbers::within(kind, [range]).is_empty() {
        return Err(NumberError::Outside { word: text.to_owned() });
    }
    Ok(range)
}

fn comparisons_of(kind: &NumberKind, text: &str) -> Result<Interval, NumberError> {
    let mut passed = Interval::all();
    for comparison in text.split(',') {
        passed = passed.intersection(&comparison_of(comparison.trim())?);
    }
    if passed.is_empty() || Numbers::within(kind, [passed]).is_empty() {
        return Err(NumberError::NothingLeft { word: text.to_owned() });
    }
    Ok(passed)
}

fn comparison_of(text: &str) -> Result<Interval, NumberError> {
    let number = |rest: &str| decimal_of(rest.trim());
    if let Some(rest) = text.strip_prefix("<=") {
        number(rest).map(|high| Interval::new(Bound::Unbounded, Bound::Included(high)))
    } else if let Some(rest) = text.strip_prefix(">=") {
        number(rest).map(|low| Interval::new(Bound::Included(low), Bound::Unbounded))
    } else if let Some(rest) = text.strip_prefix('<') {
        number(rest).map(|high| Interval::new(Bound::Unbounded, Bound::Excluded(high)))
    } else if let Some(rest) = text.strip_prefix('>') {
        number(rest).map(|low| Interval::new(Bound::Excluded(low), Bound::Unbounded))
    } else {
        Err(NumberError::NotANumber {
            word: text.to_owned(),
            why: NotANumber::NotPlain { meant: None },
        })
    }
}

fn decimal_of(text: &str) -> Result<Decimal, NumberError> {
    numbers::decimal(text).map_err(|why| NumberError::NotANumber { word: text.to_owned(), why })
}
