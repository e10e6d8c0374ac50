//! Comparisons as people write them elsewhere, `< 200`, `200+`, `20..50`, put as the operators that
//! say the same here.

use rust_decimal::Decimal;

use crate::text::amounts::limits::{self, Limit};
use crate::text::amounts::{self, Amount};
use crate::text::yaml::numbers::written;

/// Signs before a number that no answer has, the longer ones first.
const SIGNS_OF_CODE: &[(&str, &str)] = &[
    ("=<", "at_most"),
    ("=>", "at_least"),
    ("!=", "is_not"),
    ("≠", "is_not"),
    ("==", "is"),
    ("=", "is"),
];

/// What stands between the ends of a range, but for words.
const DASHES: &[&str] = &["-", "–"];

/// What a text compares a number with: operators and their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparison(Vec<(&'static str, Decimal)>);

impl Comparison {
    /// The comparison that a text is, on a question with this unit. `None` where it is none, or can
    /// be several.
    pub(super) fn of(text: &str, unit: Option<&str>) -> Option<Self> {
        let text = amounts::unified(text).to_ascii_lowercase();
        if text.contains("...") || text.contains('…') {
            return None;
        }
        let parts: Option<Vec<_>> = text.split(',').map(|part| before(part.trim(), unit)).collect();
        let compared = parts.or_else(|| behind(&text, unit)).or_else(|| range(&text, unit))?;
        Some(Self(compared))
    }

    /// The map of operators. `None` where no number would be left, or an operator comes twice: what
    /// was meant is not known then.
    pub(super) fn as_operators(&self) -> Option<String> {
        let all = &self.0;
        let is_twice = |(place, (operator, _)): (usize, &(&str, Decimal))| {
            all.iter().take(place).any(|(other, _)| other == operator)
        };
        if all.iter().enumerate().any(is_twice) || self.leaves_nothing() {
            return None;
        }
        let each = all.iter().map(|(operator, number)| format!("{operator}: {}", written(*number)));
        Some(format!("{{ {} }}", each.collect::<Vec<_>>().join(", ")))
    }

    /// Whether it ends below where it begins.
    pub(super) fn leaves_nothing(&self) -> bool {
        let are = |names: [&str; 2]| -> Vec<&(&str, Decimal)> {
            self.0.iter().filter(|(operator, _)| names.contains(operator)).collect()
        };
        let highs = are(["at_most", "less_than"]);
        are(["at_least", "more_than"]).into_iter().any(|(low_operator, low)| {
            highs.iter().any(|(high_operator, high)| {
                let takes_both = *low_operator == "at_least" && *high_operator == "at_most";
                low > high || (low == high && !takes_both)
            })
        })
    }

    /// Its number, where it says no more than this operator does.
    pub(super) fn number_of(&self, operator: &str) -> Option<Decimal> {
        match self.0.as_slice() {
            [(own, number)] if *own == operator => Some(*number),
            _ => None,
        }
    }
}

/// `< 200`
fn before(text: &str, unit: Option<&str>) -> Option<(&'static str, Decimal)> {
    let of_limits = limits::SIGNS.iter().chain(limits::BEFORE);
    let of_limits = of_limits.map(|(sign, limit)| (*sign, operator_of(*limit)));
    let mut known = SIGNS_OF_CODE.iter().copied().chain(of_limits);
    let (rest, operator) =
        known.find_map(|(sign, operator)| Some((text.strip_prefix(sign)?, operator)))?;
    Some((operator, amounts::read(rest, unit).ok()?.number))
}

/// `200+`
fn behind(text: &str, unit: Option<&str>) -> Option<Vec<(&'static str, Decimal)>> {
    limits::BEHIND.iter().find_map(|(words, limit)| {
        let place = text.rfind(words)?;
        let (number, rest) = (text.get(..place)?, text.get(place + words.len()..)?.trim());
        let ends = rest.is_empty() || amounts::is_unit(rest, unit);
        let number = amounts::read(number, unit).ok()?.number;
        ends.then(|| vec![(operator_of(*limit), number)])
    })
}

/// `20..50`, `20..`, `..50`, `20-50`, `between 20 and 50`
fn range(text: &str, unit: Option<&str>) -> Option<Vec<(&'static str, Decimal)>> {
    let end = |text: &str| match text.trim() {
        "" => Some(None),
        text => amounts::read(text, unit).ok().map(Some),
    };
    let dashes = DASHES.iter().map(|dash| ("", *dash));
    let mut joints = [("", "..")].into_iter().chain(limits::BETWEEN.iter().copied()).chain(dashes);
    joints.find_map(|(first, joint)| {
        let (low, high) = text.strip_prefix(first)?.split_once(joint)?;
        // An end that is left out is left out on purpose between dots alone.
        if joint != ".." && (low.trim().is_empty() || high.trim().is_empty()) {
            return None;
        }
        let (low, high): (Option<Amount>, Option<Amount>) = (end(low)?, end(high)?);
        let is_unclear = low.zip(high).is_some_and(|(low, high)| low.scale != high.scale);
        let ends = [("at_least", low), ("at_most", high)];
        let ends = ends.into_iter().filter_map(|(operator, end)| Some((operator, end?.number)));
        let ends: Vec<(&str, Decimal)> = ends.collect();
        (!is_unclear && !ends.is_empty()).then_some(ends)
    })
}

fn operator_of(limit: Limit) -> &'static str {
    match limit {
        Limit::AtLeast => "at_least",
        Limit::AtMost => "at_most",
        Limit::MoreThan => "more_than",
        Limit::LessThan => "less_than",
    }
}
