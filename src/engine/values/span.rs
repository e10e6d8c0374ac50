//! Spans of exact numbers, and what operations make of them: interval arithmetic with open ends.

use std::cmp::Ordering;
use std::ops::Bound;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use crate::deal::{Interval, Numbers};
use crate::text::yaml::numbers::MOST_DIGITS;

/// The most decimal places of a number of a playbook: every digit that it may have.
const PLACES: u32 = MOST_DIGITS as u32;

/// A number without rounding.
pub(crate) type Exact = BigRational;

/// Every number between two ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// The lower end.
    pub(crate) low: End,
    /// The upper end.
    pub(crate) high: End,
}

/// Where a span ends; none where it goes on for ever.
type End = Option<Limit>;

/// A number, and whether it belongs to the span that ends there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limit {
    /// The number.
    pub(crate) at: Exact,
    /// Whether it belongs to the span.
    pub(crate) is_in: bool,
}

/// A decimal as an exact number.
pub(crate) fn exact(number: Decimal) -> Exact {
    BigRational::new(number.mantissa().into(), power_of_ten(number.scale()))
}

/// The decimal that an exact number is, if it is one that a playbook can hold.
pub(crate) fn decimal(number: &Exact) -> Option<Decimal> {
    let mut scaled = (0..=PLACES).map(|places| (places, number * power_of_ten(places)));
    let (places, whole) = scaled.find(|(_, scaled)| scaled.is_integer())?;
    let mantissa = whole.to_integer().to_i128()?;
    Decimal::try_from_i128_with_scale(mantissa, places).ok().map(|one| one.normalize())
}

/// 10 multiplied by itself so often: what moves as many decimal places before the point.
pub(crate) fn power_of_ten(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}

impl Span {
    /// Every number.
    pub(crate) fn all() -> Self {
        Self { low: None, high: None }
    }

    /// One number.
    pub(crate) fn point(at: Exact) -> Self {
        let end = Some(Limit { at, is_in: true });
        Self { low: end.clone(), high: end }
    }

    /// The numbers of an interval of decimals.
    pub(crate) fn of(interval: &Interval) -> Self {
        let end = |bound| match bound {
            Bound::Unbounded => None,
            Bound::Included(number) => Some(Limit { at: exact(number), is_in: true }),
            Bound::Excluded(number) => Some(Limit { at: exact(number), is_in: false }),
        };
        Self { low: end(interval.low), high: end(interval.high) }
    }

    /// The runs of a set of numbers.
    pub(crate) fn runs(numbers: &Numbers) -> Vec<Self> {
        numbers.intervals().iter().map(Self::of).collect()
    }

    /// The smallest span that holds all of these; `None` of none.
    pub(crate) fn hull_of(spans: impl IntoIterator<Item = Self>) -> Option<Self> {
        spans.into_iter().reduce(|one, other| one.hull(&other))
    }

    /// Whether there is no number in it.
    pub(crate) fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => match low.at.cmp(&high.at) {
                Ordering::Less => false,
                Ordering::Equal => !(low.is_in && high.is_in),
                Ordering::Greater => true,
            },
            _ => false,
        }
    }

    /// The one number in it, if it is just one.
    pub(crate) fn single(&self) -> Option<&Exact> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.is_in && low == high => Some(&low.at),
            _ => None,
        }
    }

    /// Whether a number lies in it.
    pub(crate) fn contains(&self, number: &Exact) -> bool {
        let above = self.low.as_ref().is_none_or(|low| match number.cmp(&low.at) {
            Ordering::Greater => true,
            Ordering::Equal => low.is_in,
            Ordering::Less => false,
        });
        let below = self.high.as_ref().is_none_or(|high| match number.cmp(&high.at) {
            Ordering::Less => true,
            Ordering::Equal => high.is_in,
            Ordering::Greater => false,
        });
        above && below
    }

    /// What it has in common with another one; may be empty.
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        Self {
            low: tighter(&self.low, &other.low, Ordering::Greater),
            high: tighter(&self.high, &other.high, Ordering::Less),
        }
    }

    /// Whether they have a number in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        !self.intersection(other).is_empty()
    }

    /// The smallest span that holds both.
    pub(crate) fn hull(&self, other: &Self) -> Self {
        Self {
            low: wider(&self.low, &other.low, Ordering::Less),
            high: wider(&self.high, &other.high, Ordering::Greater),
        }
    }

    /// Every sum.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let end = |one: &End, other: &End| {
            let (one, other) = (one.as_ref()?, other.as_ref()?);
            Some(Limit { at: &one.at + &other.at, is_in: one.is_in && other.is_in })
        };
        Self { low: end(&self.low, &other.low), high: end(&self.high, &other.high) }
    }

    /// Every number with the other sign.
    pub(crate) fn negated(&self) -> Self {
        let end = |end: &End| {
            let end = end.as_ref()?;
            Some(Limit { at: -&end.at, is_in: end.is_in })
        };
        Self { low: end(&self.high), high: end(&self.low) }
    }

    /// Every difference.
    pub(crate) fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// Every product.
    pub(crate) fn times(&self, other: &Self) -> Self {
        let corners = [
            corner((&self.low, -1), (&other.low, -1)),
            corner((&self.low, -1), (&other.high, 1)),
            corner((&self.high, 1), (&other.low, -1)),
            corner((&self.high, 1), (&other.high, 1)),
        ];
        let extreme = |wanted: Ordering| {
            corners.iter().cloned().reduce(|one, other| match one.cmp_place(&other) {
                Ordering::Equal if other.is_in() => other,
                order if order == wanted || order == Ordering::Equal => one,
                _ => other,
            })
        };
        let end = |corner: Option<Corner>| match corner {
            Some(Corner::At(limit)) => Some(limit),
            _ => None,
        };
        Self { low: end(extreme(Ordering::Less)), high: end(extreme(Ordering::Greater)) }
    }

    /// One divided by each; there is no 0 in it.
    pub(crate) fn reciprocal(&self) -> Self {
        let is_negative = match (&self.low, &self.high) {
            (_, Some(high)) => !high.at.is_positive(),
            (_, None) => false,
        };
        if is_negative {
            return self.negated().reciprocal().negated();
        }
        let turned = |limit: &Limit| Limit { at: limit.at.recip(), is_in: limit.is_in };
        let low = match &self.high {
            Some(high) => turned(high),
            None => Limit { at: Exact::zero(), is_in: false },
        };
        let high = self.low.as_ref().filter(|low| !low.at.is_zero()).map(turned);
        Self { low: Some(low), high }
    }

    /// The lower of each two.
    pub(crate) fn lowest(&self, other: &Self) -> Self {
        self.negated().highest(&other.negated()).negated()
    }

    /// The higher of each two.
    pub(crate) fn highest(&self, other: &Self) -> Self {
        Self {
            low: tighter(&self.low, &other.low, Ordering::Greater),
            high: wider(&self.high, &other.high, Ordering::Greater),
        }
    }

    /// What lies below 0 and what lies above, as far as there is something.
    pub(crate) fn without_zero(&self) -> Vec<Self> {
        let zero = Some(Limit { at: Exact::zero(), is_in: false });
        let below = self.intersection(&Self { low: None, high: zero.clone() });
        let above = self.intersection(&Self { low: zero, high: None });
        [below, above].into_iter().filter(|part| !part.is_empty()).collect()
    }

    /// Whether nothing lies between it and one that starts no lower.
    pub(crate) fn touches(&self, later: &Self) -> bool {
        match (&self.high, &later.low) {
            (Some(high), Some(low)) => match high.at.cmp(&low.at) {
                Ordering::Greater => true,
                Ordering::Equal => high.is_in || low.is_in,
                Ordering::Less => false,
            },
            _ => true,
        }
    }

    /// Which of two starts lower.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        match (&self.low, &other.low) {
            (None, None) => Ordering::Equal,
            (None, _) => Ordering::Less,
            (_, None) => Ordering::Greater,
            (Some(one), Some(two)) => one.at.cmp(&two.at).then(two.is_in.cmp(&one.is_in)),
        }
    }
}

/// The end that lets fewer numbers in: the greater of two lower ends, the lesser of two upper ones.
fn tighter(one: &End, other: &End, wanted: Ordering) -> End {
    let (Some(first), Some(second)) = (one, other) else {
        return one.clone().or_else(|| other.clone());
    };
    let is_first = match first.at.cmp(&second.at) {
        Ordering::Equal => !first.is_in,
        order => order == wanted,
    };
    if is_first { one.clone() } else { other.clone() }
}

/// The end that lets more numbers in.
fn wider(one: &End, other: &End, wanted: Ordering) -> End {
    let (first, second) = (one.as_ref()?, other.as_ref()?);
    let is_first = match first.at.cmp(&second.at) {
        Ordering::Equal => first.is_in,
        order => order == wanted,
    };
    if is_first { one.clone() } else { other.clone() }
}

/// The product of two ends.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Corner {
    BelowAll,
    At(Limit),
    AboveAll,
}

impl Corner {
    fn cmp_place(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::At(one), Self::At(other)) => one.at.cmp(&other.at),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> i8 {
        match self {
            Self::BelowAll => -1,
            Self::At(_) => 0,
            Self::AboveAll => 1,
        }
    }

    fn is_in(&self) -> bool {
        matches!(self, Self::At(limit) if limit.is_in)
    }
}

/// The product of two ends, each with the side that it lies on where it has no limit. 0 times
/// anything is 0, also where the other side has no end.
fn corner(one: (&End, i8), other: (&End, i8)) -> Corner {
    match (one, other) {
        ((Some(one), _), (Some(other), _)) => {
            let is_zero = |limit: &Limit| limit.at.is_zero() && limit.is_in;
            let is_in = (one.is_in && other.is_in) || is_zero(one) || is_zero(other);
            Corner::At(Limit { at: &one.at * &other.at, is_in })
        }
        ((Some(limit), _), (None, side)) | ((None, side), (Some(limit), _)) => {
            if limit.at.is_zero() {
                return Corner::At(limit.clone());
            }
            beyond(limit.at.is_positive() == (side > 0))
        }
        ((None, one), (None, other)) => beyond(one == other),
    }
}

fn beyond(is_above: bool) -> Corner {
    if is_above { Corner::AboveAll } else { Corner::BelowAll }
}

/// The number halfway between two.
pub(super) fn middle(low: &Exact, high: &Exact) -> Exact {
    (low + high) / (Exact::one() + Exact::one())
}
