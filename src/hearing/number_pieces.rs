//! A text as the pieces that numbers are made of: words, pauses, and dashes between digits.

use crate::text::amounts::unified;

/// Words behind digits that make them another number; it is read with them or not at all.
const SCALES: &[&str] = &[
    "b",
    "billion",
    "billions",
    "bn",
    "crore",
    "crores",
    "dozen",
    "duizend",
    "grand",
    "hundert",
    "hundred",
    "k",
    "lakh",
    "lakhs",
    "m",
    "mil",
    "mila",
    "miljard",
    "miljoen",
    "mille",
    "milliard",
    "milliarde",
    "milliarden",
    "milliards",
    "million",
    "millionen",
    "millions",
    "mio",
    "mn",
    "mrd",
    "t",
    "tausend",
    "thousand",
    "thousands",
    "trillion",
    "trillions",
    "tsd",
];

/// What joins the ends of a range: `4 or 5 thousand`.
const JOINTS: &[&str] = &["or", "to", "-", "bis", "oder"];

/// A word in small letters without what stands around it, `-` between digits, or `,` for a pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Where it stands, in characters.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Piece {
    pub(super) fn has_digits(&self) -> bool {
        self.text.contains(char::is_numeric)
    }

    pub(super) fn is_joint(&self) -> bool {
        JOINTS.contains(&&*self.text)
    }

    /// Three digits, as behind a mark between thousands.
    pub(super) fn is_group(&self) -> bool {
        self.text.len() == 3 && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Whether a word behind a number makes it another one.
pub(super) fn is_scale(word: &str) -> bool {
    SCALES.contains(&word)
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let characters: Vec<char> = text.chars().map(of_usual_kind).collect();
    let mut pieces = Vec::new();
    let mut place = 0;
    while place < characters.len() {
        let length = characters[place..].iter().take_while(|one| !one.is_whitespace()).count();
        take_in(&mut pieces, &characters, place, place + length);
        place += length + 1;
    }
    pieces
}

/// A small letter, with one kind of blank, minus, apostrophe and width.
fn of_usual_kind(one: char) -> char {
    if one.is_whitespace() {
        return ' ';
    }
    let unified = unified(one.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(one);
    unified.to_lowercase().next().unwrap_or(unified)
}

/// The pieces of what stands between two blanks.
fn take_in(pieces: &mut Vec<Piece>, characters: &[char], start: usize, end: usize) {
    let is_before = |one: &char| is_around(*one);
    let is_behind = |one: &char| is_around(*one) || matches!(one, '.' | ',');
    let from = start + characters[start..end].iter().take_while(|one| is_before(one)).count();
    let to = end - characters[from..end].iter().rev().take_while(|one| is_behind(one)).count();
    let bare = &characters[from..to];
    let is_number = bare.iter().any(char::is_ascii_digit);
    let is_border = |place: usize| match is_number {
        // The first may be a minus.
        true => place > 0 && is_dash(bare[place]),
        false => is_dash(bare[place]) || matches!(bare[place], ',' | '.'),
    };
    let mut begin = 0;
    for place in (0..=bare.len()).filter(|place| *place == bare.len() || is_border(*place)) {
        push(pieces, &bare[begin..place], from + begin);
        if is_number && place < bare.len() {
            push(pieces, &['-'], from + place);
        }
        begin = place + 1;
    }
    if characters[to..end].iter().any(|one| matches!(one, '.' | ',' | ';' | '?' | '!' | ':')) {
        push(pieces, &[','], to);
    }
}

fn push(pieces: &mut Vec<Piece>, text: &[char], start: usize) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.iter().collect(), start, end: start + text.len() });
    }
}

fn is_dash(one: char) -> bool {
    matches!(one, '-' | '–' | '—')
}

fn is_around(one: char) -> bool {
    matches!(
        one,
        '"' | '\'' | '“' | '”' | '„' | '(' | ')' | '[' | ']' | '*' | '…' | '?' | '!' | ';' | ':'
    )
}
