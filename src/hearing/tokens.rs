//! A text as the words that are compared: case, typography, white space and punctuation folded.
//!
//! Nothing that carries meaning is folded. Marks within a number belong to it (`4.5` is not `45`), and
//! so does a minus; a dash between numbers stays a dash. Apostrophes within a word stay (`we're` is not
//! `were`), and so do signs (`%`, `€`, `<`, `/`).

use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Ideographic};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;

/// A word, or a sign that carries meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// It, as it is compared.
    pub(super) word: String,
    /// Where it stands, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether a hyphen ties it to another one, as in `uh-huh`.
    pub(super) is_tied: bool,
    /// Whether it is written in capital letters alone, two at least, as names of things are: `ER`.
    pub(super) is_capital: bool,
}

/// Punctuation that carries meaning.
const MEANINGFUL: &[char] = &['%', '&', '@', '#', '/', '\\', '*', '‰', '‱', '§'];

/// What stands for an apostrophe or a single quote.
const APOSTROPHES: &[char] = &['\'', '’', '‘', '‛', 'ʼ', '´', '`', '＇', '′'];

/// The dashes.
const DASHES: &[char] = &['-', '‐', '‑', '‒', '–', '—', '―', '−'];

/// Those of them that stand within words.
const HYPHENS: &[char] = &['-', '‐', '‑'];

/// Minutes and seconds, or feet and inches.
const PRIMES: &[char] = &['′', '″'];

/// Those of them that people write for a minus.
const MINUS: &[char] = &['-', '‒', '–', '−'];

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let seen = text.char_indices().filter(|(_, one)| !is_unseen(*one));
    let characters: Vec<(u32, char)> =
        seen.map(|(place, one)| (place as u32, of_usual_width(one))).collect();
    let mut reader = Reader { characters: &characters, end: text.len(), tokens: Vec::new() };
    let mut place = 0;
    while place < characters.len() {
        place = reader.take(place);
    }
    reader.tokens
}

struct Reader<'c> {
    characters: &'c [(u32, char)],
    /// How long the text is.
    end: usize,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn at(&self, place: usize) -> Option<char> {
        self.characters.get(place).map(|(_, character)| *character)
    }

    fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|place| self.at(place))
    }

    /// Takes what stands at a place, and hands out the place behind it.
    fn take(&mut self, place: usize) -> usize {
        let Some(character) = self.at(place) else { return place + 1 };
        if is_of_a_word(character) || self.begins_a_fraction(place) {
            return self.word(place, place);
        }
        if DASHES.contains(&character) {
            return self.dash(place, character);
        }
        let is_unit = PRIMES.contains(&character) && self.before(place).is_some_and(is_digit);
        let is_sign = !APOSTROPHES.contains(&character) && is_a_sign(character);
        if is_unit || is_sign && !(character == '*' && self.is_emphasis(place)) {
            self.push(character.to_string(), place, place + 1);
        }
        place + 1
    }

    /// Whether the stars around a place mark words, as Markdown does, and do not multiply: they stand
    /// at one side of a word, or before the item of a list.
    fn is_emphasis(&self, place: usize) -> bool {
        let is_star = |place: &usize| self.at(*place) == Some('*');
        let behind = (place..).find(|place| !is_star(place)).and_then(|place| self.at(place));
        let before = (0..place).rev().find(|place| !is_star(place));
        let before = before.and_then(|place| self.at(place));
        let is_blank = |one: Option<char>| one.is_none_or(char::is_whitespace);
        match (is_blank(before), is_blank(behind)) {
            (true, true) => matches!(before, None | Some('\n')),
            (false, false) => {
                let is_word = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
                !(is_word(before) && is_word(behind))
            }
            _ => true,
        }
    }

    /// `.5`
    fn begins_a_fraction(&self, place: usize) -> bool {
        let is_digit = |one: Option<char>| one.is_some_and(is_digit);
        self.at(place) == Some('.') && is_digit(self.at(place + 1)) && !is_digit(self.before(place))
    }

    /// A word of which the first character stands at `from`, and a sign of it at `start` perhaps.
    fn word(&mut self, start: usize, from: usize) -> usize {
        let mut end = from + 1;
        // Where words are not set apart, each character is one.
        if !self.at(from).is_some_and(stands_alone) {
            while self.goes_on(end) {
                end += 1;
            }
        }
        let written: String = self.characters[start..end].iter().map(|(_, one)| *one).collect();
        // What is left of the marks around words in Markdown.
        let word = compared(written.trim_matches('_'));
        if !word.is_empty() {
            self.push(word, start, end);
        }
        end
    }

    /// Whether a word goes on at a place.
    fn goes_on(&self, place: usize) -> bool {
        let (Some(before), Some(here)) = (self.before(place), self.at(place)) else { return false };
        if is_of_a_word(here) {
            return !stands_alone(here);
        }
        let Some(next) = self.at(place + 1) else { return false };
        let is_in_number = is_digit(before) && is_digit(next);
        let is_in_word = before.is_alphabetic() && next.is_alphabetic();
        match APOSTROPHES.contains(&here) {
            true => is_in_number || is_in_word,
            false => is_in_number && matches!(here, '.' | ',' | ':' | '·'),
        }
    }

    /// A minus, what stands between two numbers, or a mark that says nothing.
    fn dash(&mut self, place: usize, dash: char) -> usize {
        let (before, next) = (self.before(place), self.at(place + 1));
        let is_blank = |one: Option<char>| one.is_none_or(char::is_whitespace);
        let is_seen = |one: &char| !one.is_whitespace();
        let last = (0..place).rev().filter_map(|place| self.at(place)).find(is_seen);
        let rest = place + 1..self.characters.len();
        let following = rest.filter_map(|place| self.at(place)).find(is_seen);
        if last.is_some_and(is_digit) && following.is_some_and(is_digit) {
            let is_minus = is_blank(before) && !is_blank(next);
            if !is_minus {
                self.push("-".to_owned(), place, place + 1);
                return place + 1;
            }
        }
        let closes = |one: char| matches!(one, '.' | ',' | ')' | ']' | '”' | '»' | '’');
        let is_free = before.is_none_or(|one| !one.is_alphanumeric() && !closes(one));
        if !MINUS.contains(&dash) || !is_free {
            return place + 1;
        }
        if next.is_some_and(is_digit) || self.begins_a_fraction(place + 1) {
            return self.word(place, place + 1);
        }
        // `-€5`
        let is_money = next.is_some_and(|one| category(one) == GeneralCategory::CurrencySymbol);
        if is_money && self.at(place + 2).is_some_and(is_digit) {
            self.push("-".to_owned(), place, place + 1);
        }
        place + 1
    }

    fn push(&mut self, word: String, start: usize, end: usize) {
        let is_dash = |place: Option<usize>| {
            place.and_then(|place| self.at(place)).is_some_and(|one| HYPHENS.contains(&one))
        };
        let is_letter = |place: Option<usize>| {
            place.and_then(|place| self.at(place)).is_some_and(char::is_alphanumeric)
        };
        let is_tied = is_dash(start.checked_sub(1)) && is_letter(start.checked_sub(2))
            || is_dash(Some(end)) && is_letter(Some(end + 1));
        let place_of = |place: usize| {
            self.characters.get(place).map_or(self.end, |(place, _)| *place as usize)
        };
        let letters = || self.characters[start..end].iter().map(|(_, one)| *one);
        let is_capital = letters().count() > 1 && letters().all(char::is_uppercase);
        let (start, end) = (place_of(start), place_of(end));
        self.tokens.push(Token { word, start, end, is_tied, is_capital });
    }
}

/// A word as it is compared.
fn compared(written: &str) -> String {
    let minus = |one: char| if DASHES.contains(&one) { '-' } else { one };
    let apostrophe = |one: char| if APOSTROPHES.contains(&one) { '\'' } else { one };
    let lowered = written.chars().flat_map(char::to_lowercase).map(minus).map(apostrophe);
    let word: String = lowered.flat_map(without_ligature).nfc().collect();
    without_groups(&word).unwrap_or(word)
}

/// `1,000,000` and `1'000` without the marks between thousands. A single point or comma may be that
/// before decimals, and stays.
fn without_groups(number: &str) -> Option<String> {
    let mark = number.chars().find(|one| !is_digit(*one) && *one != '-')?;
    let groups: Vec<&str> = number.trim_start_matches('-').split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let is_group =
        |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_first =
        (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = match mark {
        '\'' => !rest.is_empty(),
        '.' | ',' => rest.len() > 1,
        _ => false,
    };
    let is_right = is_plain && is_first && !first.starts_with('0') && rest.iter().all(is_group);
    is_right.then(|| number.chars().filter(|one| *one != mark).collect())
}

/// The letters of `ﬁ`, which some programs set as one.
fn without_ligature(one: char) -> Vec<char> {
    match one {
        '\u{fb00}'..='\u{fb06}' => std::iter::once(one).nfkc().collect(),
        one => vec![one],
    }
}

fn of_usual_width(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xff01 + 0x21).unwrap_or(one),
        one => one,
    }
}

/// What is not seen and parts no words.
pub(super) fn is_unseen(one: char) -> bool {
    matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}')
}

fn is_of_a_word(one: char) -> bool {
    let is_mark = || group_has(GeneralCategoryGroup::Mark, one);
    one.is_alphanumeric() && !APOSTROPHES.contains(&one)
        || one == '_'
        || !one.is_ascii() && is_mark()
}

fn is_a_sign(one: char) -> bool {
    if one.is_whitespace() {
        return false;
    }
    MEANINGFUL.contains(&one) || !group_has(GeneralCategoryGroup::Punctuation, one)
}

fn group_has(group: GeneralCategoryGroup, one: char) -> bool {
    group.contains(category(one))
}

fn category(one: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(one)
}

fn is_digit(one: char) -> bool {
    one.is_numeric()
}

/// Letters of scripts that set no space between words.
fn stands_alone(one: char) -> bool {
    !one.is_ascii()
        && (CodePointSetData::new::<Ideographic>().contains(one)
            || matches!(one, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'))
}
