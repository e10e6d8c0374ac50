//! Words in Markdown: shown as they are written, and nobody is notified.
//!
//! A page may go into a pull request or a note, where `@team` calls people, `#1` and a commit's hash
//! become links, an address too, `$x$` a formula and `:+1:` a picture. That is done to the finished
//! page (GitHub, GitLab), where no backslash is seen any more; but never within code. So a word that
//! would come to life is written as code.

use std::io::{self, Write};

use super::plain::clean;

/// The most bytes of a page: GitHub drops the summary of a step that is larger than 1 MiB, with all
/// that is in it.
pub const MOST_BYTES: usize = 1024 * 1024;
/// What is kept of them for the words that say what was left out.
const FOR_THE_END: usize = 1024;

/// How many hexadecimal digits name a commit.
const COMMIT: std::ops::RangeInclusive<usize> = 7..=40;

/// The longest name of a character that Markdown reads behind `&` (HTML has
/// `CounterClockwiseContourIntegral`), with what stands around it.
const LONGEST_ENTITY: usize = 40;

/// A text on one line that Markdown shows as it stands.
pub(super) fn escaped(text: &str) -> String {
    let line = clean(&text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    let mut safe = String::with_capacity(line.len());
    let mut start = 0;
    for part in line.split_inclusive(ends_word) {
        let word = part.trim_end_matches(ends_word);
        let mut in_code = 0;
        if is_live(word) {
            safe.push_str(&format!("`{word}`"));
            in_code = word.len();
        }
        for (place, character) in part.char_indices().filter(|(place, _)| *place >= in_code) {
            if is_markup(&line, start + place, character) {
                safe.push('\\');
            }
            safe.push(character);
        }
        start += part.len();
    }
    safe
}

/// Whether a character of a line would be read as markup in its place.
fn is_markup(line: &str, place: usize, character: char) -> bool {
    let (before, rest) = line.split_at(place);
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => true,
        '_' => {
            let is_word = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
            !(is_word(before.chars().next_back()) && is_word(rest.chars().nth(1)))
        }
        '&' => starts_entity(rest),
        '#' | '+' | '-' | '=' => place == 0,
        '.' | ')' => place > 0 && before.bytes().all(|one| one.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a text that starts with `&` would be read as one character: `&amp;`, `&#64;`.
fn starts_entity(rest: &str) -> bool {
    let mut name = rest.chars().skip(1).take(LONGEST_ENTITY);
    name.find(|one| !(one.is_ascii_alphanumeric() || *one == '#')) == Some(';')
}

/// Whether a word ends before a character. Those that can't stand in code in every place are among
/// them: a tick ends it, and in a table a `|` does so.
fn ends_word(character: char) -> bool {
    let is_mark = |one| matches!(one, '`' | '|' | '<' | '>' | '[' | ']' | '(' | ')');
    character.is_whitespace()
        || is_mark(character)
        || matches!(character, '“' | '”' | '"' | ',' | ';')
}

/// Whether a word becomes a mention, a reference, a link, a formula or a picture by itself.
fn is_live(word: &str) -> bool {
    word.contains(['@', '$'])
        || word.contains("://")
        || holds(word, "www.", |_| true)
        || ["#", "!", "&", "gh-"].iter().any(|sign| holds(word, sign, is_number))
        || is_picture(word)
        || word.split(|one: char| !one.is_ascii_alphanumeric()).any(is_commit)
}

/// Whether a sign, in any case of letters, stands somewhere before what is looked for.
fn holds(word: &str, sign: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
    let lowered = word.to_ascii_lowercase();
    let mut rest = lowered.match_indices(sign).map(|(place, _)| &lowered[place + sign.len()..]);
    rest.any(is_wanted)
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// `:+1:`
fn is_picture(word: &str) -> bool {
    let is_name = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '+' | '-');
    let parts: Vec<&str> = word.split(':').collect();
    let between = parts.get(1..parts.len() - 1).unwrap_or_default();
    between.iter().any(|name| !name.is_empty() && name.chars().all(is_name))
}

/// Whether this is a commit's hash. A number alone, or a word, is hardly ever meant for one.
fn is_commit(text: &str) -> bool {
    let has = |is_wanted: fn(&u8) -> bool| text.as_bytes().iter().any(is_wanted);
    COMMIT.contains(&text.len())
        && text.bytes().all(|one| one.is_ascii_hexdigit())
        && (text.len() == *COMMIT.end() || has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic))
}

/// How much more goes onto a page.
#[derive(Debug)]
pub struct Room {
    left: usize,
}

impl Room {
    /// Room for as many bytes, the words included that say what was left out.
    pub fn of(bytes: usize) -> Self {
        Self { left: bytes.saturating_sub(FOR_THE_END) }
    }

    /// Writes a part where there is room for it, and hands out whether there was.
    pub fn write(&mut self, part: &[u8], out: &mut dyn Write) -> io::Result<bool> {
        let fits = part.len() <= self.left;
        if fits {
            self.left -= part.len();
            out.write_all(part)?;
        } else {
            // Nothing smaller after it either: what is there has no holes.
            self.left = 0;
        }
        Ok(fits)
    }

    /// Takes half of what is left apart.
    pub(super) fn half(&mut self) -> Self {
        let half = self.left / 2;
        self.left -= half;
        Self { left: half }
    }

    /// Takes back what was not used of another.
    pub(super) fn take_back(&mut self, other: Self) {
        self.left += other.left;
    }
}

/// Writes a page, and of one that is longer than [`MOST_BYTES`] the first lines and how many follow.
///
/// # Errors
/// Where it can't be written.
pub(super) fn write_shortened(
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut page = Vec::new();
    write(&mut page)?;
    if page.len() <= MOST_BYTES {
        return out.write_all(&page);
    }
    let (kept, left_out) = page.split_at(MOST_BYTES - FOR_THE_END);
    let end = kept.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    let (kept, cut) = kept.split_at(end);
    let lines = cut.iter().chain(left_out).filter(|byte| **byte == b'\n').count();
    out.write_all(kept)?;
    let text = String::from_utf8_lossy(kept);
    if text.matches("\n<details>").count() > text.matches("\n</details>").count() {
        writeln!(out, "\n</details>")?;
    }
    writeln!(out, "\nThere is no room here for {lines} more lines.")
}
