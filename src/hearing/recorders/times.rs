//! When a piece begins and ends, as recorders write it.

use jiff::SignedDuration;

use super::json::Json;
use crate::hearing::clock::time_of;

/// A time, and whether its unit is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Time {
    Milliseconds(f64),
    Unclear(f64),
}

/// The time that a value tells, which stands under a key.
pub(super) fn time_in(key: &str, value: &Json<'_>) -> Option<Time> {
    if let Some(time) = value.text().as_deref().and_then(milliseconds_in) {
        return Some(Time::Milliseconds(time));
    }
    if value.is_map() {
        return seconds_in(value).map(|seconds| Time::Milliseconds(seconds * 1000.0));
    }
    let number = value.number()?;
    let is_told = ["ms", "millis", "illiseconds"].iter().any(|unit| key.ends_with(unit));
    Some(if is_told { Time::Milliseconds(number) } else { Time::Unclear(number) })
}

/// `00:01:12.5`, `PT1M12.5S`, `72.5s`.
fn milliseconds_in(text: &str) -> Option<f64> {
    let span = || text.parse::<SignedDuration>().ok().map(|span| span.as_secs_f64() * 1000.0);
    time_of(text).map(|time| time as f64).or_else(span)
}

/// Seconds from the beginning, or whole ones and billionths.
fn seconds_in(value: &Json<'_>) -> Option<f64> {
    let number = |key: &str| value.get(key).and_then(|value| value.number());
    let parts = || {
        let (whole, billionths) = (number("seconds"), number("nanos"));
        whole.or(billionths)?;
        Some(whole.unwrap_or_default() + billionths.unwrap_or_default() / 1e9)
    };
    number("relative").or_else(parts)
}
