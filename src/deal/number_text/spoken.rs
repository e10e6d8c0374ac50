//! Sets of numbers as people write them: `20-50`, `20 to 50`, `50+`, `over 50`, `€20k-€50k`.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::number_error::NumberError;
use crate::deal::Interval;
use crate::playbook::NumberKind;
use crate::text::amounts::limits::{BEFORE, BEHIND, BETWEEN, Limit, SIGNS};
use crate::text::amounts::{self, Amount, Unread, is_unit, unmistakable};
use crate::text::yaml::numbers::NotANumber;

/// What stands between the ends of a range, but for words.
const DASHES: &[char] = &['-', '–', '—'];

/// The numbers that one alternative means.
pub(super) fn alternative(kind: &NumberKind, text: &str) -> Result<Interval, NumberError> {
    let text = amounts::unified(text);
    let reader = Reader { unit: kind.unit.as_deref(), text: &text };
    reader.interval()
}

/// Reads one alternative.
struct Reader<'t> {
    unit: Option<&'t str>,
    /// All of it, for messages.
    text: &'t str,
}

impl Reader<'_> {
    fn interval(&self) -> Result<Interval, NumberError> {
        let text = self.text;
        if text.starts_with(['<', '>', '≤', '≥']) {
            return self.comparisons(text);
        }
        let lowered = text.to_ascii_lowercase();
        let before = BEFORE.iter().find(|(words, _)| lowered.starts_with(words));
        if let Some((words, limit)) = before {
            return self.limit(*limit, text.get(words.len()..).unwrap_or_default());
        }
        if let Some((number, limit)) = self.limited_behind(&lowered) {
            return self.limit(limit, number);
        }
        match self.ends(&lowered) {
            Some((low, high)) => self.range(low, high),
            None => Ok(Interval::point(self.amount(text)?.number)),
        }
    }

    /// `>5,<20`
    fn comparisons(&self, text: &str) -> Result<Interval, NumberError> {
        let mut passed = Interval::all();
        let mut rest = text;
        while !rest.is_empty() {
            let next = rest.char_indices().skip(1).find_map(|(place, character)| {
                let behind = rest.get(place + 1..)?.trim_start();
                (character == ',' && behind.starts_with(['<', '>', '≤', '≥'])).then_some(place)
            });
            let (one, others) = rest.split_at(next.unwrap_or(rest.len()));
            passed = passed.intersection(&self.comparison(one.trim())?);
            rest = others.trim_start_matches(',').trim_start();
        }
        Ok(passed)
    }

    fn comparison(&self, text: &str) -> Result<Interval, NumberError> {
        let (sign, limit) = SIGNS
            .iter()
            .find(|(sign, _)| text.starts_with(sign))
            .ok_or_else(|| self.no_number())?;
        self.limit(*limit, text.get(sign.len()..).unwrap_or_default())
    }

    fn limit(&self, limit: Limit, number: &str) -> Result<Interval, NumberError> {
        let number = self.amount(number)?.number;
        Ok(match limit {
            Limit::AtLeast => Interval::new(Bound::Included(number), Bound::Unbounded),
            Limit::AtMost => Interval::new(Bound::Unbounded, Bound::Included(number)),
            Limit::MoreThan => Interval::new(Bound::Excluded(number), Bound::Unbounded),
            Limit::LessThan => Interval::new(Bound::Unbounded, Bound::Excluded(number)),
        })
    }

    /// The number of `50+`, `50 or more people`.
    fn limited_behind(&self, lowered: &str) -> Option<(&str, Limit)> {
        BEHIND.iter().find_map(|(words, limit)| {
            let place = lowered.rfind(words)?;
            let number = self.text.get(..place)?.trim_end();
            let behind = self.text.get(place + words.len()..)?.trim();
            let is_right = !number.is_empty() && (behind.is_empty() || is_unit(behind, self.unit));
            is_right.then_some((number, *limit))
        })
    }

    /// The ends of `20..50`, `20 to 50`, `between 20 and 50`, `20-50`.
    fn ends(&self, lowered: &str) -> Option<(&str, &str)> {
        if let Some(ends) = self.text.split_once("..") {
            return Some(ends);
        }
        for (before, between) in BETWEEN {
            let place = lowered.find(between).filter(|_| lowered.starts_with(before));
            if let Some(place) = place {
                let low = self.text.get(before.len()..place)?;
                return Some((low, self.text.get(place + between.len()..)?));
            }
        }
        self.text.char_indices().find_map(|(place, character)| {
            let (low, rest) = self.text.split_at(place);
            let high = rest.strip_prefix(character)?;
            (DASHES.contains(&character) && is_between(low, high)).then_some((low, high))
        })
    }

    fn range(&self, low: &str, high: &str) -> Result<Interval, NumberError> {
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => self.amount(text).map(Some),
        };
        let open =
            |end: Option<Amount>| end.map_or(Bound::Unbounded, |end| Bound::Included(end.number));
        match (end(low)?, end(high)?) {
            (Some(low), Some(high)) => self.closed_range(low, high),
            (low, high) => Ok(Interval::new(open(low), open(high))),
        }
    }

    /// In `20-50k` the thousands may be meant for both ends.
    fn closed_range(&self, low: Amount, high: Amount) -> Result<Interval, NumberError> {
        let of = |low: Decimal, high: Decimal| {
            Interval::new(Bound::Included(low), Bound::Included(high))
        };
        let as_written = of(low.number, high.number);
        let scaled = match (low.scale, high.scale) {
            (None, Some(scale)) => low.number.checked_mul(scale).map(|low| of(low, high.number)),
            (Some(scale), None) => high.number.checked_mul(scale).map(|high| of(low.number, high)),
            _ => None,
        };
        let scaled = scaled.filter(|scaled| !scaled.is_empty() && *scaled != as_written);
        match scaled {
            Some(scaled) if as_written.is_empty() => Ok(scaled),
            Some(scaled) => Err(NumberError::Either {
                word: self.text.to_owned(),
                readings: Box::new([range_text(&scaled), range_text(&as_written)]),
            }),
            None => Ok(as_written),
        }
    }

    fn amount(&self, text: &str) -> Result<Amount, NumberError> {
        let word = text.trim().to_owned();
        amounts::read(&word, self.unit).map_err(|unread| match unread {
            Unread::NotANumber => self.no_number(),
            Unread::NoRoom(why) => NumberError::NotANumber { word, why },
            Unread::Either(readings) => {
                let readings = Box::new(readings.map(unmistakable));
                NumberError::Either { word, readings }
            }
            Unread::Roughly => NumberError::Roughly { word },
            Unread::UnclearScale(letters) => NumberError::UnclearScale { word, letters },
            Unread::OtherUnit(found) => {
                let units = Box::new((found, self.unit.map(str::to_owned)));
                NumberError::OtherUnit { word, units }
            }
        })
    }

    fn no_number(&self) -> NumberError {
        NumberError::NotANumber { word: self.text.to_owned(), why: NotANumber::NotPlain }
    }
}

/// Whether a dash between two texts is that of a range, not a minus, a hyphen or an exponent's.
fn is_between(low: &str, high: &str) -> bool {
    let (low, high) = (low.trim_end(), high.trim_start());
    let is_behind_exponent = low
        .strip_suffix(['e', 'E'])
        .is_some_and(|digits| digits.ends_with(|last: char| last.is_ascii_digit()));
    let starts_number = !high.starts_with(|first: char| first.is_alphabetic());
    let is_behind_number = low.contains(char::is_numeric) && !low.ends_with(DASHES);
    is_behind_number && !is_behind_exponent && starts_number && !high.is_empty()
}

fn range_text(range: &Interval) -> String {
    let end = |end| match end {
        Bound::Included(number) | Bound::Excluded(number) => unmistakable(number),
        Bound::Unbounded => String::new(),
    };
    format!("{}..{}", end(range.low), end(range.high))
}
