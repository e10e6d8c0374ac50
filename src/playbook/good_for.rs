//! How long an answer stays fresh: `90d`, `12w`, `6m`, `1y`.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;

use crate::text::characters::quoted;

/// How long an answer stays fresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodFor {
    /// How many of the unit; at least 1.
    pub count: u32,
    /// The unit.
    pub unit: TimeUnit,
}

/// A unit of [`GoodFor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `m`
    Months,
    /// `y`
    Years,
}

/// A text that is no time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a time is a whole number up to {} and `d`, `w`, `m` or `y`, as `90d`, not {}", GoodFor::LONGEST, quoted(.0))]
pub struct NotATime(pub String);

impl GoodFor {
    /// The largest count.
    pub const LONGEST: u32 = 9999;

    /// The last day on which what was learned on a day is fresh: of three months after the 30th of
    /// November, the last of February.
    pub fn last_day(self, learned: Date) -> Date {
        let count = i64::from(self.count);
        let span = match self.unit {
            TimeUnit::Days => Span::new().days(count),
            TimeUnit::Weeks => Span::new().weeks(count),
            TimeUnit::Months => Span::new().months(count),
            TimeUnit::Years => Span::new().years(count),
        };
        learned.saturating_add(span)
    }
}

impl FromStr for GoodFor {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let not_a_time = || NotATime(text.to_owned());
        let unit = match text.chars().last() {
            Some('d') => TimeUnit::Days,
            Some('w') => TimeUnit::Weeks,
            Some('m') => TimeUnit::Months,
            Some('y') => TimeUnit::Years,
            _ => return Err(not_a_time()),
        };
        let digits = text.get(..text.len() - 1).unwrap_or("");
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let count = digits.parse().ok().filter(|count| (1..=Self::LONGEST).contains(count));
        let count = count.filter(|_| is_number).ok_or_else(not_a_time)?;
        Ok(Self { count, unit })
    }
}

impl fmt::Display for GoodFor {
    /// As people say it: `90 days`, `1 year`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            TimeUnit::Days => "day",
            TimeUnit::Weeks => "week",
            TimeUnit::Months => "month",
            TimeUnit::Years => "year",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        write!(formatter, "{} {unit}{plural}", self.count)
    }
}
