//! Characters that must not reach a terminal as they are, and how they are shown instead.
//!
//! Control characters start escape sequences; bidirectional overrides and their kin make a text
//! read otherwise than it is written. Loaders refuse them, reports escape them.

use std::fmt;

/// The longest user input that a message repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// Whether a character steers the terminal or hides what stands there. Newlines and tabs do too;
/// whether they are welcome depends on the place.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{2028}' | '\u{2029}'                 // line and paragraph separators
            | '\u{202a}'..='\u{202e}'               // bidirectional embeddings and overrides
            | '\u{2066}'..='\u{2069}'               // bidirectional isolates
            | '\u{feff}'                            // a byte-order mark inside a text
            | '\u{fff9}'..='\u{fffb}') // annotations of other characters
}

/// Whether a text is no more than printable ASCII, as most are: nothing is hidden in it.
pub fn is_plain_ascii(text: &str) -> bool {
    // Without a branch for each byte, so that many are looked at together.
    text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
}

/// A text as one line that is safe to print: every hidden character as `\n`, `\t` or `\u{1b}`.
pub fn escaped(text: &str) -> String {
    if is_plain_ascii(text) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        push_escaped(&mut shown, character);
    }
    shown
}

/// Adds a character, escaped where it is hidden.
pub fn push_escaped(shown: &mut String, character: char) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        hidden if is_hidden(hidden) => {
            shown.push_str(&format!("\\u{{{:x}}}", u32::from(hidden)));
        }
        plain => shown.push(plain),
    }
}

/// User input for a message: in backticks, escaped, cut where it is long.
pub fn quoted(text: &str) -> String {
    Quoted(text).to_string()
}

/// The same as [`quoted`], for a message that is seldom written.
pub struct Quoted<'t>(pub &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = String::from("`");
        for (count, character) in self.0.chars().enumerate() {
            if count == LONGEST_QUOTE {
                shown.push('…');
                break;
            }
            push_escaped(&mut shown, character);
        }
        shown.push('`');
        formatter.write_str(&shown)
    }
}
