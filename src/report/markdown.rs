//! Words in Markdown: nothing in them is markup.

use super::plain::clean;

/// A text on one line that Markdown shows as it stands.
pub(super) fn escaped(text: &str) -> String {
    let line = clean(&text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    let mut safe = String::with_capacity(line.len());
    let mut before = ' ';
    for (place, character) in line.char_indices() {
        let rest = &line[place..];
        let is_markup = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => true,
            '_' => !(before.is_alphanumeric() && next(rest).is_some_and(char::is_alphanumeric)),
            '&' => starts_entity(rest),
            '#' | '+' | '-' | '=' => place == 0,
            '.' | ')' => line[..place].chars().all(|one| one.is_ascii_digit()) && place > 0,
            _ => false,
        };
        if is_markup {
            safe.push('\\');
        }
        safe.push(character);
        before = character;
    }
    safe
}

fn next(rest: &str) -> Option<char> {
    rest.chars().nth(1)
}

/// Whether a text that starts with `&` would be read as one character: `&amp;`, `&#64;`.
fn starts_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches('&').split(';').next().unwrap_or("");
    rest.contains(';') && name.chars().all(|one| one.is_ascii_alphanumeric() || one == '#')
}
