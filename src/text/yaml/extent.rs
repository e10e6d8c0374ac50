//! Where a scalar begins and ends in its text. The parser counts in what follows a closing quote on
//! its line, and leaves out the sign that a block of text begins with.

use crate::text::source::Span;

/// The place of a scalar that the parser reports at `span`; `after` is where the one before it ends.
/// `is_block` tells whether it stands below a `|` or `>`.
pub(super) fn of_scalar(text: &str, span: Span, after: usize, is_block: bool) -> Span {
    let written = text.get(span.clone()).unwrap_or("").trim_end();
    let end = span.start + written.len();
    if is_block {
        let start = sign_between(text, after, span.start).unwrap_or(span.start);
        return start..end.max(start);
    }
    match written.chars().next() {
        Some(quote @ ('"' | '\'')) => span.start..span.start + length_in_quotes(written, quote),
        _ => span.start..end,
    }
}

/// Where the bracket that closes a list or map ends, of which the last value ends at a place: behind
/// commas, white space and comments.
pub(super) fn of_brackets(text: &str, last_end: usize) -> usize {
    let mut is_comment = false;
    let rest = text.get(last_end..).unwrap_or("");
    for (place, character) in rest.char_indices() {
        match character {
            '\n' | '\r' => is_comment = false,
            '#' => is_comment = true,
            '}' | ']' if !is_comment => return last_end + place + 1,
            _ => {}
        }
    }
    text.len()
}

/// The place of the `|` or `>` that stands between two places, outside comments.
fn sign_between(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut is_comment = false;
    let mut before = ' ';
    for (place, character) in text.get(from..to)?.char_indices() {
        match character {
            '\n' | '\r' => is_comment = false,
            '#' if before.is_whitespace() => is_comment = true,
            '|' | '>' if !is_comment => return Some(from + place),
            _ => {}
        }
        before = character;
    }
    None
}

/// How long a scalar is from its opening quote to its closing one.
fn length_in_quotes(written: &str, quote: char) -> usize {
    let mut rest = written.char_indices().skip(1).peekable();
    while let Some((place, character)) = rest.next() {
        match character {
            '\\' if quote == '"' => {
                rest.next();
            }
            // Two single quotes stand for one.
            '\'' if quote == '\'' && rest.peek().is_some_and(|next| next.1 == '\'') => {
                rest.next();
            }
            closing if closing == quote => return place + 1,
            _ => {}
        }
    }
    written.len()
}
