//! Texts that are safe to print.

use crate::text::characters;

/// A text without anything that steers a terminal: hidden characters become visible escapes, a
/// tab becomes a space; newlines stay.
pub fn clean(text: &str) -> String {
    if characters::is_plain_ascii(text) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => shown.push('\n'),
            '\t' => shown.push(' '),
            other => characters::push_escaped(&mut shown, other),
        }
    }
    shown
}
