//! Amounts as people write them: `1 000`, `1,234.5`, `40k`, `€ 1000`, `10 %`, `2½`.
//!
//! A text is taken where it can mean one number only; else it is told what it could mean. So
//! `40.000` and `1,200` are refused: where people live decides which of two numbers they are.
//! Files that are written for this program hold plain decimals alone: see [`crate::text::yaml::numbers`].

mod digits;
pub mod limits;
mod units;

use rust_decimal::Decimal;

use crate::text::yaml::numbers::{NotANumber, decimal, written};
use digits::Digits;
pub use units::counted;
use units::{PERCENT, Unit};

/// Words before a number that take its bounds away.
const ROUGHLY: &[&str] = &[
    "about",
    "almost",
    "approx",
    "approximately",
    "around",
    "c",
    "ca",
    "circa",
    "maybe",
    "nearly",
    "probably",
    "roughly",
    "some",
    "~",
    "≈",
];

/// The same behind a number.
const MORE_OR_LESS: &[&str] = &["?", "ish", "or so", "more or less"];

/// Words behind a number that make it larger, and one thing everywhere.
const SCALES: &[(&str, i64)] = &[
    ("k", 1_000),
    ("thousand", 1_000),
    ("tsd", 1_000),
    ("million", 1_000_000),
    ("mio", 1_000_000),
];

/// Letters behind a number that are short for several things: million, months, minutes, metres;
/// billion, which is a thousand times as much in some languages as in others.
const UNCLEAR_SCALES: &[&str] = &["m", "mm", "mn", "b", "bn", "t", "g"];

/// Fractions that are one character and come out even as decimals.
const FRACTIONS: &[(char, &str)] = &[
    ('½', "0.5"),
    ('¼', "0.25"),
    ('¾', "0.75"),
    ('⅕', "0.2"),
    ('⅖', "0.4"),
    ('⅗', "0.6"),
    ('⅘', "0.8"),
    ('⅛', "0.125"),
    ('⅜', "0.375"),
    ('⅝', "0.625"),
    ('⅞', "0.875"),
];

/// The longest text that is looked at, in characters: room for every number with its unit.
const LONGEST: usize = 200;

/// A number that a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number.
    pub number: Decimal,
    /// What it was multiplied by, where a word behind it says so: 1000 for `40k`.
    pub scale: Option<Decimal>,
}

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is not a number at all.
    NotANumber,
    /// It is a number that there is no room for here.
    NoRoom(NotANumber),
    /// It can be two numbers, which [`unmistakable`] tells so that they are read back as such.
    Either([Decimal; 2]),
    /// It says itself that it is not exact.
    Roughly,
    /// It is followed by letters that are short for several things.
    UnclearScale(String),
    /// It counts something else than is asked for.
    OtherUnit(String),
}

impl From<NotANumber> for Unread {
    fn from(why: NotANumber) -> Self {
        match why {
            NotANumber::NotPlain => Self::NotANumber,
            NotANumber::TooLong | NotANumber::TooLarge => Self::NoRoom(why),
        }
    }
}

/// Reads a number as a person writes it in answer to a question with this unit.
///
/// # Errors
/// It is none, or can be more than one.
pub fn read(text: &str, unit: Option<&str>) -> Result<Amount, Unread> {
    let unit = Unit::of(unit);
    let text = unified(text);
    if text.chars().nth(LONGEST).is_some() {
        return Err(Unread::NotANumber);
    }
    let (sign, unsigned) = without_sign(&text);
    let unsigned = without_word_before(unsigned, &unit)?;
    let (sign, unsigned) = match sign {
        None => without_sign(unsigned),
        sign => (sign, unsigned),
    };
    let signed = |number: Decimal| if sign == Some('-') { -number } else { number };
    let amount = match unsigned_amount(unsigned, &unit) {
        // Of nothing, the hundredth and the thousandfold are nothing too.
        Err(Unread::Either([one, other])) if one == other => Amount { number: one, scale: None },
        Err(Unread::Either(readings)) => return Err(Unread::Either(readings.map(signed))),
        read => read?,
    };
    let number = decimal(&written(signed(amount.number)))?;
    Ok(Amount { number, ..amount })
}

/// A text with one kind of blank, minus and apostrophe, and with letters and digits of usual width.
pub fn unified(text: &str) -> String {
    let unify = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xff01 + 0x21).unwrap_or(character)
        }
        '−' => '-',
        '’' | '‘' => '\'',
        blank if blank.is_whitespace() => ' ',
        other => other,
    };
    text.trim().chars().map(unify).collect()
}

/// A number so that [`read`] reads it: three digits behind a point that might be thousands get a
/// fourth.
pub fn unmistakable(number: Decimal) -> String {
    let plain = written(number);
    match digits::read(plain.trim_start_matches('-')) {
        Some(Digits::Either(_)) => plain + "0",
        _ => plain,
    }
}

/// Whether a word is the unit of a question, the whole of it or its beginning.
pub fn is_unit(word: &str, unit: Option<&str>) -> bool {
    Unit::of(unit).is_named(word)
}

fn without_sign(text: &str) -> (Option<char>, &str) {
    let text = text.trim_start();
    let mut characters = text.chars();
    match characters.next() {
        // Word processors make a dash of a minus.
        Some('-' | '–') => (Some('-'), characters.as_str().trim_start()),
        Some('+') => (Some('+'), characters.as_str().trim_start()),
        _ => (None, text),
    }
}

/// What is behind a currency or unit at the beginning.
fn without_word_before<'t>(text: &'t str, unit: &Unit<'_>) -> Result<&'t str, Unread> {
    let is_number = |character: char| {
        character.is_ascii_digit() || FRACTIONS.iter().any(|(fraction, _)| *fraction == character)
    };
    if text.starts_with(['.', ',']) {
        return Ok(text);
    }
    let ends_word = |character: char| is_number(character) || matches!(character, ' ' | '-' | '+');
    let end = text.find(ends_word).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let rest = rest.trim_start();
    if word.is_empty() || unit.is_named(word) {
        return Ok(rest);
    }
    if !rest.contains(is_number) {
        return Err(Unread::NotANumber);
    }
    let bare = word.trim_end_matches('.').to_lowercase();
    match ROUGHLY.contains(&&*bare) {
        true => Err(Unread::Roughly),
        false => Err(other_unit(word)),
    }
}

/// Why a number does not stand alone: what is beside it says what it counts, or is no words at all,
/// as the `and 50` of `20 and 50`.
fn other_unit(beside: &str) -> Unread {
    let names = |one: char| one.is_alphabetic() || "%€$£".contains(one);
    match beside.contains(names) && !beside.contains(|one: char| one.is_ascii_digit()) {
        true => Unread::OtherUnit(beside.to_owned()),
        false => Unread::NotANumber,
    }
}

fn unsigned_amount(text: &str, unit: &Unit<'_>) -> Result<Amount, Unread> {
    let is_digits = |character: char| {
        character.is_ascii_digit()
            || matches!(character, ' ' | '.' | ',' | '\'' | '_')
            || FRACTIONS.iter().any(|(fraction, _)| *fraction == character)
    };
    let end = text.find(|character| !is_digits(character)).unwrap_or(text.len());
    let (digits, behind) = text.split_at(end);
    let (digits, behind) = (digits.trim(), behind.trim());
    if let Some((exponent, behind)) = exponent(behind) {
        let written = format!("{digits}e{exponent}");
        // Why it is none is told in the words of plain decimals.
        let number = Decimal::from_scientific(&written).or_else(|_| decimal(&written))?;
        return with_unit(number, behind, unit);
    }
    match with_fraction(digits).or_else(|| digits::read(digits)) {
        None => Err(Unread::NotANumber),
        Some(Digits::One(plain)) => with_unit(decimal(&plain)?, behind, unit),
        Some(Digits::Either([grouped, pointed])) => {
            let grouped = with_unit(decimal(&grouped)?, behind, unit)?;
            let pointed = with_unit(decimal(&pointed)?, behind, unit)?;
            Err(Unread::Either([grouped.number, pointed.number]))
        }
    }
}

/// `½`, `2½`.
fn with_fraction(text: &str) -> Option<Digits> {
    let (character, fraction) =
        FRACTIONS.iter().find(|(character, _)| text.ends_with(*character))?;
    let whole = text.strip_suffix(*character)?.trim_end();
    let is_whole = whole.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    is_whole.then(|| Digits::One(fraction.replacen('0', whole, 1)))
}

/// The `3` of `e3`, and what is behind it.
fn exponent(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let digits = rest.trim_start_matches(['+', '-']);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let signs = rest.len() - digits.len();
    let (exponent, behind) = rest.split_at_checked(signs + count)?;
    let is_right = signs <= 1 && count > 0;
    let ends = behind.is_empty() || behind.starts_with(' ');
    (is_right && ends).then(|| (exponent.trim_start_matches('+'), behind.trim_start()))
}

/// A number with what stands behind it: nothing, the unit, a scale, or a scale and the unit.
fn with_unit(number: Decimal, behind: &str, unit: &Unit<'_>) -> Result<Amount, Unread> {
    if behind.is_empty() || unit.is_named(behind) {
        return Ok(Amount { number, scale: None });
    }
    if unit.is_none() && PERCENT.contains(&&*behind.to_lowercase()) {
        let hundredth = number.checked_div(Decimal::ONE_HUNDRED).ok_or(NotANumber::TooLarge)?;
        return Err(Unread::Either([number, hundredth]));
    }
    let end = behind.find(|character: char| !character.is_alphabetic()).unwrap_or(behind.len());
    let (word, rest) = behind.split_at(end);
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let lowered = word.to_lowercase();
    if UNCLEAR_SCALES.contains(&&*lowered) {
        return Err(Unread::UnclearScale(word.to_owned()));
    }
    let whole = behind.trim_end_matches('.').to_lowercase();
    if ROUGHLY.contains(&&*whole) || MORE_OR_LESS.contains(&&*whole) {
        return Err(Unread::Roughly);
    }
    let scale = SCALES.iter().find(|(name, _)| *name == lowered);
    let Some((_, scale)) = scale.filter(|_| rest.is_empty() || unit.is_named(rest)) else {
        return Err(other_unit(behind));
    };
    let scale = Decimal::from(*scale);
    let scaled = number.checked_mul(scale).ok_or(NotANumber::TooLarge)?;
    match unit.is_scaled() {
        // Forty thousand, or forty of the thousands that are asked for?
        true => Err(Unread::Either([number, scaled])),
        false => Ok(Amount { number: scaled, scale: Some(scale) }),
    }
}
