//! Numbers in English words: `twenty-five`, `two hundred and fifty`, `four point five thousand`.

use rust_decimal::Decimal;

use super::number_pieces::{Piece, is_scale};

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: &[&str] =
    &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Unit(i64),
    Ten(i64),
    Scale(i64),
}

/// What a word counts, where it is a part of a number.
fn part_of(word: &str) -> Option<Part> {
    let place_in =
        |words: &[&str]| words.iter().position(|one| *one == word).map(|place| place as i64);
    match word {
        "hundred" => return Some(Part::Scale(100)),
        "thousand" => return Some(Part::Scale(1000)),
        "million" => return Some(Part::Scale(1_000_000)),
        _ => {}
    }
    let ten = || place_in(TENS).map(|place| Part::Ten((place + 2) * 10));
    place_in(UNITS).map(Part::Unit).or_else(ten)
}

/// Whether a word is a part of a number.
fn is_part(word: &str) -> bool {
    part_of(word).is_some()
}

/// A whole number that begins at a place, and how many pieces it has. `counted` are what the `a` of `a
/// hundred` counts.
pub(super) fn whole(
    pieces: &[Piece],
    place: usize,
    counted: Option<i64>,
) -> Option<(Decimal, usize)> {
    let (mut total, mut current, mut count) = (0_i64, counted, 0);
    let mut last = Part::Scale(1);
    for (offset, piece) in pieces[place..].iter().enumerate() {
        let Some(part) = part_of(&piece.text) else {
            let goes_on = matches!(piece.text.as_str(), "and" | ",")
                && matches!(last, Part::Scale(100..))
                && pieces.get(place + offset + 1).is_some_and(|next| {
                    matches!(part_of(&next.text), Some(Part::Unit(_) | Part::Ten(_)))
                });
            if goes_on && current.or(Some(total)).is_some_and(|number| number > 0) {
                continue;
            }
            break;
        };
        match (part, last) {
            (Part::Unit(number), Part::Ten(_)) if (1..10).contains(&number) => {
                current = Some(current? + number)
            }
            (Part::Unit(number) | Part::Ten(number), Part::Scale(_)) => {
                current = Some(current.unwrap_or(0) + number)
            }
            (Part::Scale(100), _) if current.is_some() => {
                current = Some(current?.checked_mul(100)?)
            }
            (Part::Scale(scale), _) if current.is_some() => {
                total = total.checked_add(current?.checked_mul(scale)?)?;
                current = None;
            }
            _ => break,
        }
        (last, count) = (part, offset + 1);
    }
    let number = total.checked_add(current.unwrap_or(0))?;
    (count > 0).then_some((Decimal::from(number), count))
}

/// What a number is with the parts of one that are said behind it, `point five` or `and a half`, and how
/// many pieces these are; the outer `None` where none are.
pub(super) fn with_a_fraction(
    number: Decimal,
    behind: &[Piece],
) -> Option<(Option<Decimal>, usize)> {
    let word = |place: usize| behind.get(place).map_or("", |piece| &*piece.text);
    match (word(0), word(1), word(2)) {
        ("and", "a", "half") => Some((number.checked_add(Decimal::new(5, 1)), 3)),
        ("and", "a", "quarter") => Some((number.checked_add(Decimal::new(25, 2)), 3)),
        ("and", "a", "third") => Some((None, 3)),
        ("and", "three", "quarters") => Some((number.checked_add(Decimal::new(75, 2)), 3)),
        ("point" | "comma" | "komma", _, _) => {
            let is_decimal = |piece: &&Piece| is_part(&piece.text) || piece.has_digits();
            let decimals: Vec<&Piece> = behind[1..].iter().take_while(is_decimal).collect();
            // The last of them may be the scale of all: `four point five thousand`.
            let decimals: Vec<&Piece> =
                decimals.into_iter().take_while(|piece| !is_scale(&piece.text)).collect();
            let read = decimals.iter().map(|piece| digit_of(&piece.text)).collect::<Option<_>>();
            let number = read.and_then(|digits: String| format!("{number}.{digits}").parse().ok());
            (!decimals.is_empty()).then_some((number, decimals.len() + 1))
        }
        _ => None,
    }
}

/// The digits of a decimal that is said as a word, or in digits.
fn digit_of(word: &str) -> Option<String> {
    match part_of(word) {
        Some(Part::Unit(digit @ 0..10)) => Some(digit.to_string()),
        Some(_) => None,
        None => word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.to_owned()),
    }
}

/// What a scale in words multiplies by.
pub(super) fn multiplied_by(word: &str) -> Option<Decimal> {
    match part_of(word) {
        Some(Part::Scale(scale)) => Some(Decimal::from(scale)),
        _ => None,
    }
}
