//! Times of day and of talks, as transcripts write them.

/// Of a day, as clocks of twelve hours tell them.
const HALVES: [&str; 2] = ["am", "pm"];

/// A time in milliseconds: `1:02:03`, `02:03`, `00:02:03.250`, `00:02:03,250`.
pub(super) fn time_of(text: &str) -> Option<u64> {
    let (time, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let parts: Vec<&str> = time.split(':').collect();
    let is_right = |part: &&str| (1..=3).contains(&part.len()) && is_digits(part);
    if !matches!(parts.len(), 2 | 3) || !parts.iter().all(is_right) || !is_digits(fraction) {
        return None;
    }
    let mut seconds = 0;
    for (place, part) in parts.iter().enumerate() {
        let number: u64 = part.parse().ok()?;
        if place > 0 && (number > 59 || part.len() != 2) {
            return None;
        }
        seconds = seconds * 60 + number;
    }
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(seconds * 1000 + thousandths)
}

/// A time at the beginning of a text, and what is behind it.
pub(super) fn leading_time(text: &str) -> Option<(u64, &str)> {
    let is_part = |one: char| one.is_ascii_digit() || matches!(one, ':' | '.' | ',');
    let end = text.find(|one| !is_part(one)).unwrap_or(text.len());
    let (time, behind) = text.split_at(end);
    let bare = time.trim_end_matches([':', '.', ',']);
    let behind = text.get(bare.len()..).unwrap_or(behind);
    Some((time_of(bare)?, without_half_of_day(behind)))
}

/// What is behind the `AM` or `PM` of a time. Which it is does not matter: the time is that of a clock,
/// and only tells the place.
fn without_half_of_day(text: &str) -> &str {
    let bare = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let half = bare.get(..2).filter(|half| HALVES.iter().any(|one| half.eq_ignore_ascii_case(one)));
    let behind = half.and_then(|half| bare.strip_prefix(half));
    behind.filter(|behind| !behind.starts_with(char::is_alphanumeric)).unwrap_or(text)
}

/// A time at the end of a text, and what is before it.
pub(super) fn trailing_time(text: &str) -> Option<(&str, u64)> {
    let text = text.trim_end();
    let half = text.len().checked_sub(2).and_then(|start| text.split_at_checked(start));
    let half = half.filter(|(_, half)| HALVES.iter().any(|one| half.eq_ignore_ascii_case(one)));
    let text = half.map_or(text, |(before, _)| before.trim_end());
    let start = text.rfind(|one: char| !one.is_ascii_digit() && !matches!(one, ':' | '.' | ','));
    let start =
        start.map_or(0, |place| place + text[place..].chars().next().map_or(1, char::len_utf8));
    let (before, time) = text.split_at(start);
    Some((before, time_of(time)?))
}

/// A time as a deal's `at` has it: `00:12:31`.
pub(super) fn written(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
