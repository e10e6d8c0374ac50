//! What SQL dialects say differently. All else is written as all of them take it.

use std::fmt::Write;

/// How a dialect says what others say differently.
#[derive(Debug)]
pub(super) struct Syntax {
    /// Its name, for people.
    pub(super) title: &'static str,
    /// What a reader of the statement has to know of this dialect.
    pub(super) notes: &'static [&'static str],
    /// The mark on both sides of a name.
    pub(super) quote: char,
    /// A text.
    pub(super) text: fn(&str) -> String,
    /// The type of texts.
    pub(super) text_type: &'static str,
    /// The type of whole numbers of 18 digits.
    pub(super) whole_type: &'static str,
    /// The type of whole numbers of `exact_digits`, in which values are worked out.
    pub(super) exact_type: &'static str,
    /// How many digits it surely holds.
    pub(super) exact_digits: u32,
    /// What picks the lowest of several numbers, none of them NULL.
    pub(super) least: &'static str,
    /// What picks the highest.
    pub(super) greatest: &'static str,
    /// The bits that two numbers have in common.
    pub(super) bits_in_both: fn(&str, &str) -> String,
    /// Where in a text the second one begins, from 1 on; else 0.
    pub(super) position: fn(&str, &str) -> String,
    /// Whether a column holds texts.
    pub(super) is_text: fn(&str) -> String,
    /// Whether a text is digits, perhaps with a `-` before them and decimal places behind.
    pub(super) is_number: fn(&str) -> String,
    /// A text without the zeros that it begins with.
    pub(super) without_first_zeros: fn(&str) -> String,
    /// A text without the zeros that it ends with.
    pub(super) without_last_zeros: fn(&str) -> String,
    /// What stands before a layer, to have it worked out once.
    pub(super) before_layer: &'static str,
    /// What stands at the end of a layer, for the same reason.
    pub(super) after_layer: &'static str,
    /// What makes a view.
    pub(super) create_view: &'static str,
    /// Rows of texts as a table of a `WITH`: its name, its columns, the rows.
    pub(super) rows: fn(&str, &[String], &[String]) -> String,
}

/// A text in which nothing but its own mark has a meaning. Marks that steer a line or a terminal are
/// put in by their number, with this function.
pub(super) fn standard_text(text: &str, character: &str) -> String {
    let mut written = String::from("'");
    for one in text.chars() {
        let _ = match one {
            '\'' => write!(written, "''"),
            one if one.is_control() => write!(written, "' || {character}({}) || '", one as u32),
            one => write!(written, "{one}"),
        };
    }
    written.push('\'');
    written
}

/// A text in which a backslash takes the meaning of what follows.
pub(super) fn text_with_escapes(text: &str) -> String {
    let mut written = String::from("'");
    for one in text.chars() {
        let _ = match one {
            '\'' | '\\' => write!(written, "\\{one}"),
            one if one.is_control() => write!(written, "\\u{:04x}", one as u32),
            one => write!(written, "{one}"),
        };
    }
    written.push('\'');
    written
}

/// `a & b`.
pub(super) fn ampersand(one: &str, two: &str) -> String {
    format!("({one} & {two})")
}

/// `LTRIM` with the characters that go.
pub(super) fn ltrim_zeros(text: &str) -> String {
    format!("LTRIM({text}, '0')")
}

/// `RTRIM` with the characters that go.
pub(super) fn rtrim_zeros(text: &str) -> String {
    format!("RTRIM({text}, '0')")
}

/// `STRPOS`.
pub(super) fn strpos(text: &str, part: &str) -> String {
    format!("STRPOS({text}, {part})")
}

/// `INSTR`.
pub(super) fn instr(text: &str, part: &str) -> String {
    format!("INSTR({text}, {part})")
}

/// Rows as `VALUES` with the columns named before it.
pub(super) fn rows_of_values(name: &str, columns: &[String], rows: &[String]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("({row})")).collect();
    format!("{name} ({}) AS (VALUES\n  {}\n)", columns.join(", "), rows.join(",\n  "))
}
