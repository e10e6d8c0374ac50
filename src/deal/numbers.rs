//! Sets of numbers: what is still possible of a `number` question.

use std::ops::Bound;

use rust_decimal::Decimal;

use crate::playbook::NumberKind;

/// An unbroken run of numbers; never empty once it is part of [`Numbers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Bound<Decimal>,
    /// The upper end.
    pub high: Bound<Decimal>,
}

/// A set of numbers: intervals that are sorted, not empty and do not touch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers(Vec<Interval>);

impl Interval {
    /// Everything between two ends.
    pub fn new(low: Bound<Decimal>, high: Bound<Decimal>) -> Self {
        Self { low, high }
    }

    /// One number.
    pub fn point(number: Decimal) -> Self {
        Self::new(Bound::Included(number), Bound::Included(number))
    }

    /// Every number.
    pub fn all() -> Self {
        Self::new(Bound::Unbounded, Bound::Unbounded)
    }

    /// Whether no number lies in it.
    pub fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
            (Bound::Included(low), Bound::Included(high)) => low > high,
            (
                Bound::Included(low) | Bound::Excluded(low),
                Bound::Included(high) | Bound::Excluded(high),
            ) => low >= high,
        }
    }

    /// Whether a number lies in it.
    pub fn contains(&self, number: Decimal) -> bool {
        let above = match self.low {
            Bound::Unbounded => true,
            Bound::Included(low) => number >= low,
            Bound::Excluded(low) => number > low,
        };
        let below = match self.high {
            Bound::Unbounded => true,
            Bound::Included(high) => number <= high,
            Bound::Excluded(high) => number < high,
        };
        above && below
    }

    /// What it has in common with another one; may be empty.
    pub fn intersection(&self, other: &Self) -> Self {
        let low = if lower_end(self.low) >= lower_end(other.low) { self.low } else { other.low };
        let high =
            if upper_end(self.high) <= upper_end(other.high) { self.high } else { other.high };
        Self { low, high }
    }

    /// The same set of whole numbers, with ends that are whole and included.
    pub fn whole(&self) -> Self {
        let low = match self.low {
            Bound::Included(low) => Bound::Included(low.ceil()),
            Bound::Excluded(low) => Bound::Included(low.floor() + Decimal::ONE),
            Bound::Unbounded => Bound::Unbounded,
        };
        let high = match self.high {
            Bound::Included(high) => Bound::Included(high.floor()),
            Bound::Excluded(high) => Bound::Included(high.ceil() - Decimal::ONE),
            Bound::Unbounded => Bound::Unbounded,
        };
        Self { low, high }
    }
}

impl Numbers {
    /// Every number that a question takes.
    pub fn of(kind: &NumberKind) -> Self {
        let low = kind.min.map_or(Bound::Unbounded, Bound::Included);
        let high = kind.max.map_or(Bound::Unbounded, Bound::Included);
        Self::within(kind, [Interval::new(low, high)])
    }

    /// The numbers of these intervals that a question takes: within its `min` and `max`, and
    /// whole where it says so.
    pub fn within(kind: &NumberKind, intervals: impl IntoIterator<Item = Interval>) -> Self {
        let low = kind.min.map_or(Bound::Unbounded, Bound::Included);
        let high = kind.max.map_or(Bound::Unbounded, Bound::Included);
        let limits = Interval::new(low, high);
        let intervals = intervals.into_iter().map(|interval| {
            let inside = interval.intersection(&limits);
            if kind.whole { inside.whole() } else { inside }
        });
        Self::from_intervals(intervals, kind.whole)
    }

    /// One number.
    pub fn point(number: Decimal) -> Self {
        Self(vec![Interval::point(number)])
    }

    /// The numbers of these intervals, of whatever kind.
    pub fn of_any(intervals: impl IntoIterator<Item = Interval>) -> Self {
        Self::from_intervals(intervals, false)
    }

    /// The intervals, in order.
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// Whether no number is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a number is in the set.
    pub fn contains(&self, number: Decimal) -> bool {
        self.0.iter().any(|interval| interval.contains(number))
    }

    /// The one number in the set, if there is just one.
    pub fn single(&self) -> Option<Decimal> {
        match self.0.as_slice() {
            [Interval { low: Bound::Included(low), high: Bound::Included(high) }]
                if low == high =>
            {
                Some(*low)
            }
            _ => None,
        }
    }

    /// What two sets have in common.
    pub fn intersection(&self, other: &Self) -> Self {
        let parts = self.0.iter().flat_map(|one| other.0.iter().map(|two| one.intersection(two)));
        Self::from_intervals(parts, false)
    }

    /// What either set holds.
    pub fn union(&self, other: &Self) -> Self {
        Self::from_intervals(self.0.iter().chain(&other.0).copied(), false)
    }

    /// Sorts, drops what is empty, and joins what overlaps or touches (for whole numbers, also
    /// what is one apart).
    fn from_intervals(intervals: impl IntoIterator<Item = Interval>, whole: bool) -> Self {
        let mut sorted: Vec<Interval> =
            intervals.into_iter().filter(|interval| !interval.is_empty()).collect();
        sorted.sort_by_key(|interval| lower_end(interval.low));
        let mut joined: Vec<Interval> = Vec::with_capacity(sorted.len());
        for interval in sorted {
            match joined.last_mut() {
                Some(last) if touches(last.high, interval.low, whole) => {
                    if upper_end(interval.high) > upper_end(last.high) {
                        last.high = interval.high;
                    }
                }
                _ => joined.push(interval),
            }
        }
        Self(joined)
    }
}

/// An end as something that can be compared: below everything, at or just beside a number,
/// above everything.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum End {
    BelowAll,
    At(Decimal, i8),
    AboveAll,
}

fn lower_end(bound: Bound<Decimal>) -> End {
    match bound {
        Bound::Unbounded => End::BelowAll,
        Bound::Included(number) => End::At(number, 0),
        Bound::Excluded(number) => End::At(number, 1),
    }
}

fn upper_end(bound: Bound<Decimal>) -> End {
    match bound {
        Bound::Unbounded => End::AboveAll,
        Bound::Included(number) => End::At(number, 0),
        Bound::Excluded(number) => End::At(number, -1),
    }
}

/// Whether nothing lies between an upper end and the lower end that follows it.
fn touches(high: Bound<Decimal>, low: Bound<Decimal>, whole: bool) -> bool {
    match (high, low) {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => true,
        (Bound::Excluded(high), Bound::Excluded(low)) => low < high,
        (Bound::Included(high), Bound::Included(low)) if whole => low <= high + Decimal::ONE,
        (
            Bound::Included(high) | Bound::Excluded(high),
            Bound::Included(low) | Bound::Excluded(low),
        ) => low <= high,
    }
}
