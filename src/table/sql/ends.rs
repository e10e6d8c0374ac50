//! Intervals as columns, and what can be said of them in an expression.

use num_bigint::BigInt;
use num_traits::{One, Signed};

use super::layers::Layers;

/// An end of an interval.
#[derive(Debug, Clone)]
pub(super) struct End {
    /// A number, NULL where there is no end; `None` where there never is one.
    pub(super) at: Option<String>,
    /// 1 where the number belongs to the interval, else 0.
    pub(super) is_in: String,
}

/// All numbers between two ends.
#[derive(Debug, Clone)]
pub(super) struct Interval {
    pub(super) low: End,
    pub(super) high: End,
}

impl End {
    /// There never is one.
    pub(super) fn none() -> Self {
        Self { at: None, is_in: "1".to_owned() }
    }

    fn each(&self, of: impl Fn(&str) -> String) -> Self {
        Self { at: self.at.as_deref().map(of), is_in: self.is_in.clone() }
    }

    fn plus(&self, other: &Self) -> Self {
        match (&self.at, &other.at) {
            (Some(one), Some(two)) => Self {
                at: Some(format!("({one} + {two})")),
                is_in: both_in(&self.is_in, &other.is_in),
            },
            _ => Self::none(),
        }
    }

    /// Kept as columns, so that it is a name wherever it is used.
    fn kept(&self, name: &str, layers: &mut Layers) -> Self {
        let is_plain = |sql: &str| sql.chars().all(|one| one.is_ascii_alphanumeric() || one == '_');
        let mut keep = |sql: &str, of: &str| match is_plain(sql) {
            true => sql.to_owned(),
            false => layers.add(format!("{name}_{of}"), sql.to_owned()),
        };
        Self { at: self.at.as_deref().map(|at| keep(at, "at")), is_in: keep(&self.is_in, "in") }
    }
}

impl Interval {
    /// One number.
    pub(super) fn point(number: &BigInt) -> Self {
        let written = if number.is_negative() { format!("({number})") } else { number.to_string() };
        let end = End { at: Some(written), is_in: "1".to_owned() };
        Self { low: end.clone(), high: end }
    }

    /// Every number with the other sign.
    pub(super) fn negated(&self) -> Self {
        let negated = |end: &End| end.each(|at| format!("(0 - {at})"));
        Self { low: negated(&self.high), high: negated(&self.low) }
    }

    /// Every sum.
    pub(super) fn plus(&self, other: &Self) -> Self {
        Self { low: self.low.plus(&other.low), high: self.high.plus(&other.high) }
    }

    /// So many times every number; above 0.
    pub(super) fn times(&self, number: &BigInt) -> Self {
        if number.is_one() {
            return self.clone();
        }
        let times = |end: &End| end.each(|at| format!("({at} * {number})"));
        Self { low: times(&self.low), high: times(&self.high) }
    }

    /// Every product of two that never are below 0.
    pub(super) fn times_from_zero(&self, other: &Self) -> Self {
        Self {
            low: product_from_zero(&self.low, &other.low),
            high: product_from_zero(&self.high, &other.high),
        }
    }

    /// Kept as columns.
    pub(super) fn kept(&self, name: &str, layers: &mut Layers) -> Self {
        Self {
            low: self.low.kept(&format!("{name}_low"), layers),
            high: self.high.kept(&format!("{name}_high"), layers),
        }
    }
}

/// Whether both belong to their intervals.
pub(super) fn both_in(one: &str, two: &str) -> String {
    match (one, two) {
        ("1", other) | (other, "1") => other.to_owned(),
        ("0", _) | (_, "0") => "0".to_owned(),
        _ => format!("({one} * {two})"),
    }
}

/// 0 times anything is 0, also where the other has no end.
fn product_from_zero(one: &End, two: &End) -> End {
    let (Some(first), Some(second)) = (&one.at, &two.at) else {
        return match (&one.at, &two.at) {
            (Some(only), None) => zero_or_none(only, &one.is_in),
            (None, Some(only)) => zero_or_none(only, &two.is_in),
            _ => End::none(),
        };
    };
    let at = format!("CASE WHEN {first} = 0 OR {second} = 0 THEN 0 ELSE {first} * {second} END");
    let is_in = match (one.is_in.as_str(), two.is_in.as_str()) {
        ("1", "1") => "1".to_owned(),
        (is_in, also_in) => format!(
            "CASE WHEN {is_in} = 1 AND {also_in} = 1 THEN 1 WHEN {first} = 0 AND {is_in} = 1 THEN 1 \
             WHEN {second} = 0 AND {also_in} = 1 THEN 1 ELSE 0 END"
        ),
    };
    End { at: Some(at), is_in }
}

fn zero_or_none(only: &str, is_in: &str) -> End {
    End { at: Some(format!("CASE WHEN {only} = 0 THEN {only} END")), is_in: is_in.to_owned() }
}

/// The end that lets fewer numbers in; `wanted` is how the one that does compares with the other.
pub(super) fn tighter(one: &End, two: &End, wanted: &str) -> End {
    let (Some(first), Some(second)) = (&one.at, &two.at) else {
        return if one.at.is_some() { one.clone() } else { two.clone() };
    };
    let (is_in, also_in) = (&one.is_in, &two.is_in);
    End {
        at: Some(format!(
            "CASE WHEN {first} IS NULL THEN {second} WHEN {second} IS NULL THEN {first} \
             WHEN {first} {wanted} {second} THEN {first} ELSE {second} END"
        )),
        is_in: format!(
            "CASE WHEN {first} IS NULL THEN {also_in} WHEN {second} IS NULL THEN {is_in} \
             WHEN {first} = {second} THEN {is_in} * {also_in} \
             WHEN {first} {wanted} {second} THEN {is_in} ELSE {also_in} END"
        ),
    }
}

/// The end that lets more numbers in.
pub(super) fn wider(one: &End, two: &End, wanted: &str) -> End {
    let (Some(first), Some(second)) = (&one.at, &two.at) else { return End::none() };
    let (is_in, also_in) = (&one.is_in, &two.is_in);
    End {
        at: Some(format!(
            "CASE WHEN {first} IS NULL THEN {first} WHEN {second} IS NULL THEN {second} \
             WHEN {first} {wanted} {second} THEN {first} ELSE {second} END"
        )),
        is_in: format!(
            "CASE WHEN {first} = {second} AND ({is_in} = 1 OR {also_in} = 1) THEN 1 \
             WHEN {first} = {second} THEN 0 \
             WHEN {first} {wanted} {second} THEN {is_in} ELSE {also_in} END"
        ),
    }
}
