//! How two scores that one case gives lie to each other.

use std::collections::BTreeMap;

use super::budget::{Budget, OverBudget};
use crate::engine::scores::Scores;

/// How the scores of two decisions in one case lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The first less the second; nothing rules either out.
    Apart(i64),
    /// The second is ruled out.
    FirstOnly,
    /// The first is ruled out.
    SecondOnly,
}

/// For each gap the scores of the first that have it, or of the second where the first is ruled
/// out.
pub(super) type Pairs = BTreeMap<Gap, Scores>;

/// Which of two decisions is to be the fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fits {
    /// The first.
    First,
    /// The second.
    Second,
}

/// A gap and by how much its scores move where these are added to the first and the second.
pub(super) fn moved(gap: Gap, first: i64, second: i64) -> (Gap, i64) {
    match gap {
        Gap::Apart(apart) => (Gap::Apart(apart + first - second), first),
        Gap::FirstOnly => (gap, first),
        Gap::SecondOnly => (gap, second),
    }
}

/// The gap of two independent sums; `None` where both are ruled out.
fn joined(one: Gap, two: Gap) -> Option<Gap> {
    match (one, two) {
        (Gap::Apart(one), Gap::Apart(two)) => Some(Gap::Apart(one + two)),
        (Gap::Apart(_), gap) | (gap, Gap::Apart(_)) => Some(gap),
        (one, two) => (one == two).then_some(one),
    }
}

/// By how much scores with a gap move, as part of a sum with another gap.
fn shift(gap: Gap, within: Gap) -> i64 {
    match (gap, within) {
        (Gap::Apart(apart), Gap::SecondOnly) => -apart,
        _ => 0,
    }
}

/// Every pair of scores of two independent sums together.
pub(super) fn sums(one: &Pairs, two: &Pairs, budget: &mut Budget) -> Result<Pairs, OverBudget> {
    let mut pairs = Pairs::new();
    for (first, scores) in one {
        for (second, more) in two {
            if let Some(gap) = joined(*first, *second) {
                let sums = budget.plus(scores, more)?;
                let by = shift(*first, gap) + shift(*second, gap);
                pairs.entry(gap).or_default().include(&sums, by);
            }
        }
    }
    Ok(pairs)
}

/// A pair of each of two independent sums that together make this one.
pub(super) fn parted(
    one: &Pairs,
    two: &Pairs,
    (gap, score): (Gap, i64),
) -> Option<((Gap, i64), (Gap, i64))> {
    for (first, scores) in one {
        for (second, more) in two {
            if joined(*first, *second) != Some(gap) {
                continue;
            }
            let score = score - shift(*first, gap) - shift(*second, gap);
            if let Some(of_second) =
                more.iter().find(|of_second| scores.contains(score - of_second))
            {
                return Some(((*first, score - of_second), (*second, of_second)));
            }
        }
    }
    None
}

/// A score with which just one of the two, from its own threshold on a fit, is a fit.
pub(super) fn turning(
    fits: Fits,
    gap: Gap,
    scores: &Scores,
    [first, second]: [i64; 2],
) -> Option<i64> {
    match (fits, gap) {
        (Fits::First, Gap::Apart(apart)) => scores.first_within(first, second + apart - 1),
        (Fits::Second, Gap::Apart(apart)) => scores.first_within(second + apart, first - 1),
        (Fits::First, Gap::FirstOnly) => scores.first_within(first, i64::MAX),
        (Fits::Second, Gap::SecondOnly) => scores.first_within(second, i64::MAX),
        (Fits::First, Gap::SecondOnly) | (Fits::Second, Gap::FirstOnly) => None,
    }
}
