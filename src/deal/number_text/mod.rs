//! Sets of numbers as a text: `20`, `20..50`, `20..`, `..50`, `<20`, `>5,<20`, `10|30..40`.
//!
//! The ends of a range are included. Comparisons joined by `,` all have to hold; what `|`
//! separates are alternatives. So every set that a question can be left with has a text.
//!
//! In files numbers are plain decimals: [`parse_plain`]. On the command line and in conversations
//! they are what people write, `20-50`, `40k`, `50+`, as far as that means one thing: [`parse`].

mod number_error;
mod spoken;

use std::ops::Bound;

use rust_decimal::Decimal;

use super::{Interval, Numbers};
use crate::playbook::NumberKind;
use crate::text::amounts::unmistakable;
use crate::text::yaml::numbers::{self, NotANumber, written};
pub use number_error::{MOST_ALTERNATIVES, NumberError};

/// Reads a set of numbers as people write it, of which a question takes at least one.
///
/// # Errors
/// The first alternative that is malformed, can mean two things, or leaves no number.
pub fn parse(kind: &NumberKind, text: &str) -> Result<Numbers, NumberError> {
    alternatives(kind, text, spoken::alternative)
}

/// Reads a set of numbers as it stands in a file, of which a question takes at least one.
///
/// # Errors
/// The first alternative that is malformed or leaves no number.
pub fn parse_plain(kind: &NumberKind, text: &str) -> Result<Numbers, NumberError> {
    alternatives(kind, text, |_, text| plain_alternative(text)).map_err(|error| match error {
        // Why people would not understand it either is more than that it is not plain.
        NumberError::NotANumber { .. } => match parse(kind, text) {
            Err(unclear) if unclear.is_unclear() => unclear,
            _ => error,
        },
        error => error,
    })
}

/// What was meant by a text that is refused, as a whole, so that [`parse_plain`] reads it.
pub fn meant(kind: &NumberKind, text: &str) -> Option<String> {
    if let Err(NumberError::Backwards { ends, .. }) = parse(kind, text)
        && !text.contains('|')
    {
        let [low, high] = ends.map(written);
        return Some(format!("{low}..{high}"));
    }
    let dots = text.replace("...", "..").replace('…', "..");
    parse(kind, &dots).ok().map(|numbers| write_plain(kind, &numbers))
}

fn alternatives(
    kind: &NumberKind,
    text: &str,
    alternative: impl Fn(&NumberKind, &str) -> Result<Interval, NumberError>,
) -> Result<Numbers, NumberError> {
    if text.split('|').nth(MOST_ALTERNATIVES).is_some() {
        return Err(NumberError::TooMany);
    }
    let read = |text: &str| {
        let text = text.trim();
        // Else the last point would make a fraction of what stands behind it.
        if text.contains("...") || text.contains('…') {
            return Err(NumberError::NotANumber {
                word: text.to_owned(),
                why: NotANumber::NotPlain,
            });
        }
        checked(kind, text, alternative(kind, text)?)
    };
    let intervals: Vec<Interval> = text.split('|').map(read).collect::<Result<_, _>>()?;
    Ok(Numbers::within(kind, intervals))
}

/// An alternative of which the question takes a number.
fn checked(kind: &NumberKind, text: &str, interval: Interval) -> Result<Interval, NumberError> {
    let word = text.to_owned();
    match (interval.low, interval.high) {
        (Bound::Included(low), Bound::Included(high)) if low > high => {
            Err(NumberError::Backwards { word, ends: Box::new([high, low]) })
        }
        (Bound::Included(low), Bound::Included(high))
            if low == high && kind.whole && !low.is_integer() =>
        {
            Err(NumberError::NotWhole { word })
        }
        _ if !Numbers::within(kind, [interval]).is_empty() => Ok(interval),
        (Bound::Excluded(_), _) | (_, Bound::Excluded(_)) => Err(NumberError::NothingLeft { word }),
        _ => Err(NumberError::Outside { word }),
    }
}

/// Writes a set of numbers so that [`parse`] reads it; an end that the question sets anyway is
/// left open.
pub fn write(kind: &NumberKind, numbers: &Numbers) -> String {
    texts(kind, numbers, unmistakable)
}

/// The same so that [`parse_plain`] reads it.
pub fn write_plain(kind: &NumberKind, numbers: &Numbers) -> String {
    texts(kind, numbers, written)
}

fn texts(kind: &NumberKind, numbers: &Numbers, spell: fn(Decimal) -> String) -> String {
    let text = |interval| interval_text(&without_limits(kind, interval), spell);
    numbers.intervals().iter().map(text).collect::<Vec<_>>().join("|")
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

fn interval_text(interval: &Interval, spell: fn(Decimal) -> String) -> String {
    let end = |end| match end {
        Bound::Included(number) | Bound::Excluded(number) => spell(number),
        Bound::Unbounded => String::new(),
    };
    let Interval { low, high } = *interval;
    let (low_text, high_text) = (end(low), end(high));
    match (low, high) {
        (Bound::Included(low), Bound::Included(high)) if low == high => low_text,
        (Bound::Excluded(_), Bound::Excluded(_)) => format!(">{low_text},<{high_text}"),
        (Bound::Excluded(_), Bound::Included(_)) => format!(">{low_text},<={high_text}"),
        (Bound::Included(_), Bound::Excluded(_)) => format!(">={low_text},<{high_text}"),
        (Bound::Excluded(_), Bound::Unbounded) => format!(">{low_text}"),
        (Bound::Unbounded, Bound::Excluded(_)) => format!("<{high_text}"),
        _ => format!("{low_text}..{high_text}"),
    }
}

/// The interval, open where the question's own limit ends it; never open at both ends for that,
/// and one number stays one number.
pub fn without_limits(kind: &NumberKind, interval: &Interval) -> Interval {
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

fn plain_alternative(text: &str) -> Result<Interval, NumberError> {
    if text.starts_with(['<', '>']) {
        let mut comparisons = text.split(',').map(|comparison| comparison_of(comparison.trim()));
        return comparisons
            .try_fold(Interval::all(), |passed, next| Ok(passed.intersection(&next?)));
    }
    let end_of = |text: &str| match text.trim() {
        "" => Ok(Bound::Unbounded),
        text => decimal_of(text).map(Bound::Included),
    };
    match text.split_once("..") {
        Some((low, high)) => Ok(Interval::new(end_of(low)?, end_of(high)?)),
        None => decimal_of(text).map(Interval::point),
    }
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
        Err(NumberError::NotANumber { word: text.to_owned(), why: NotANumber::NotPlain })
    }
}

fn decimal_of(text: &str) -> Result<Decimal, NumberError> {
    numbers::decimal(text).map_err(|why| NumberError::NotANumber { word: text.to_owned(), why })
}
