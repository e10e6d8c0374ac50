//! What `coach` writes with the day on which it does, so that a test of any day can say it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Today, by the clock that `coach` goes by.
pub(crate) fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}

/// The text with `date: TODAY` where it has the day on which the test began, or today: the night may
/// come between.
pub(crate) fn with_today(text: &str, began: Date) -> String {
    let dated = |text: String, day: Date| text.replace(&format!("date: {day}"), "date: TODAY");
    [began, today()].into_iter().fold(text.to_owned(), dated)
}
