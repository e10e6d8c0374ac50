//! Texts that are safe to print.

use crate::text::characters;

/// A text without anything that steers a terminal: hidden characters become visible escapes, a
/// tab becomes a space; newlines stay.
pub fn clean(text: &str) -> String {
    characters::with_hidden(text, |shown, hidden| match hidden {
        '\n' => shown.push('\n'),
        '\t' => shown.push(' '),
        other => characters::push_escape(shown, other),
    })
}
