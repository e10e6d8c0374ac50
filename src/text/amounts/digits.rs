//! Digits with marks between them: which mark is the decimal point, and which ones only group.

/// What digits say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// One number, as a plain decimal.
    One(String),
    /// One of two: with the mark between groups of thousands, or before decimals.
    Either([String; 2]),
}

/// The digits of a group.
const GROUP: usize = 3;

/// Reads digits, between which stand `.`, `,`, `'`, `_` or blanks.
pub(super) fn read(text: &str) -> Option<Digits> {
    let marks: Vec<char> = text.chars().filter(|character| !character.is_ascii_digit()).collect();
    let Some((last, others)) = marks.split_last() else { return whole(text) };
    let (before, after) = text.rsplit_once(*last)?;
    match others {
        [] if is_point(*last) => with_one_mark(before, after, *last),
        [first, ..] if is_point(*last) && first != last && !after.is_empty() => {
            Some(Digits::One(plain(&without_groups(before, *first)?, after)))
        }
        _ => without_groups(text, *last).map(Digits::One),
    }
}

fn is_point(mark: char) -> bool {
    matches!(mark, '.' | ',')
}

fn whole(text: &str) -> Option<Digits> {
    (!text.is_empty()).then(|| Digits::One(plain(text, "")))
}

/// Digits with one point or comma: before decimals, unless what follows may be a group.
fn with_one_mark(before: &str, after: &str, mark: char) -> Option<Digits> {
    // A point at the end is that of a sentence; a comma means that something is missing.
    if before.is_empty() && after.is_empty() || after.is_empty() && mark == ',' {
        return None;
    }
    let decimal = plain(before, after);
    match is_first_group(before) && after.len() == GROUP {
        true => Some(Digits::Either([format!("{before}{after}"), decimal])),
        false => Some(Digits::One(decimal)),
    }
}

/// Digits in groups of three, or as in India of three at the end and two before.
fn without_groups(text: &str, mark: char) -> Option<String> {
    let groups: Vec<&str> = text.split(mark).collect();
    let is_digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let are_thousands = middle.iter().all(|group| group.len() == GROUP);
    let are_lakhs =
        mark == ',' && first.len() < GROUP && middle.iter().all(|group| group.len() == 2);
    let is_right = groups.iter().all(is_digits)
        && is_first_group(first)
        && last.len() == GROUP
        && (are_thousands || are_lakhs);
    is_right.then(|| groups.concat())
}

fn is_first_group(digits: &str) -> bool {
    (1..=GROUP).contains(&digits.len()) && !digits.starts_with('0')
}

/// A plain decimal of what stands before and behind the point.
fn plain(before: &str, after: &str) -> String {
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    if after.is_empty() { before.to_owned() } else { format!("{before}.{after}") }
}
