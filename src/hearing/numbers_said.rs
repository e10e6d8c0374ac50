//! The numbers that stand in a quote, in digits and in English words.

use std::ops::Bound;

use rust_decimal::Decimal;

use crate::deal::Numbers;
use crate::deal::number_text::without_limits;
use crate::playbook::NumberKind;
use crate::text::amounts::{self, Unread};

/// Words behind digits that make them another number; it is read with them or not at all.
const SCALES: &[&str] = &[
    "b",
    "billion",
    "bn",
    "dozen",
    "hundred",
    "k",
    "m",
    "million",
    "millionen",
    "millions",
    "mio",
    "mn",
    "t",
    "tausend",
    "thousand",
    "thousands",
    "tsd",
];

/// What joins the ends of a range, of which both have the scale of the second: `4 or 5 thousand`.
const JOINTS: &[&str] = &["or", "to", "-", "–", "bis", "oder"];

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

/// The first number of an answer that a quote does not say; its ends have to be said, but for those
/// that the question sets itself.
pub(super) fn first_unsaid(kind: &NumberKind, answer: &Numbers, quote: &str) -> Option<Decimal> {
    let said = numbers_in(quote, kind.unit.as_deref());
    let intervals = answer.intervals().iter().map(|interval| without_limits(kind, interval));
    let ends = intervals.flat_map(|interval| [interval.low, interval.high]);
    let mut ends = ends.filter_map(|end| match end {
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    });
    ends.find(|number| !said.contains(number))
}

/// Every number that a text says.
pub(super) fn numbers_in(text: &str, unit: Option<&str>) -> Vec<Decimal> {
    let words = words_of(text);
    let mut numbers = Vec::new();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let read = match word.contains(|one: char| one.is_numeric()) {
            true => Some(in_digits(&words, place, unit)),
            false => in_words(&words, place),
        };
        let Some(read) = read else {
            place += 1;
            continue;
        };
        numbers.extend(read.numbers);
        place += read.words.max(1);
    }
    numbers
}

/// Numbers that begin at a word, and of how many words they are.
struct Read {
    numbers: Vec<Decimal>,
    words: usize,
}

/// The words of a text in small letters, without what stands around them; dashes between digits are
/// words of their own.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in amounts::unified(text).to_lowercase().split_whitespace() {
        let is_around = |one: char| {
            matches!(
                one,
                '"' | '\'' | '“' | '”' | '„' | '(' | ')' | '[' | ']' | '…' | '?' | '!' | ';' | ':'
            )
        };
        let bare = word.trim_matches(is_around).trim_end_matches(['.', ',']);
        let is_number = bare.contains(|one: char| one.is_ascii_digit());
        let dash = bare.char_indices().skip(1).find(|(_, one)| matches!(one, '-' | '–' | '—'));
        match dash {
            Some((place, dash)) if is_number => {
                words.extend(
                    [&bare[..place], "-", &bare[place + dash.len_utf8()..]].map(str::to_owned),
                );
            }
            _ if is_number => words.push(bare.to_owned()),
            _ => words.extend(bare.split(['-', '–', '—', ',', '.']).map(str::to_owned)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn in_digits(words: &[String], place: usize, unit: Option<&str>) -> Read {
    let (mut text, mut count) = (words[place].clone(), 1);
    if let Some(scale) = scale_behind(words, place) {
        text = format!("{text} {scale}");
        count = if words.get(place + 1).is_some_and(|next| next == scale) { 2 } else { 1 };
    }
    Read { numbers: readings(&text, unit), words: count }
}

/// The scale that a number has: of the word behind it, or where it is the lower end of a range of the
/// word behind the upper one.
fn scale_behind(words: &[String], place: usize) -> Option<&str> {
    let word = |place: usize| words.get(place).map(String::as_str);
    let is_scale = |word: &&str| SCALES.contains(word);
    let next = word(place + 1)?;
    if is_scale(&next) {
        return Some(next);
    }
    let upper = word(place + 2).filter(|_| JOINTS.contains(&next))?;
    let end = upper.rfind(|one: char| one.is_ascii_digit()).map(|last| last + 1);
    let tied = end.and_then(|end| upper.get(end..)).filter(is_scale);
    tied.or_else(|| word(place + 3).filter(is_scale))
}

/// What a number in digits can mean.
fn readings(text: &str, unit: Option<&str>) -> Vec<Decimal> {
    let read = |unit| match amounts::read(text, unit) {
        Ok(amount) => vec![amount.number],
        Err(Unread::Either(readings)) => readings.to_vec(),
        Err(_) => Vec::new(),
    };
    let with_unit = read(unit);
    // `20%` of a question that does not say what it counts is 20 as well as a fifth.
    if with_unit.is_empty() && text.ends_with('%') { read(Some("%")) } else { with_unit }
}

/// A number in English words: `twenty-five`, `two hundred and fifty`, `four thousand`.
fn in_words(words: &[String], place: usize) -> Option<Read> {
    let (mut total, mut current, mut count) = (0_i64, None, 0);
    let mut last = Part::Scale(1);
    for (offset, word) in words[place..].iter().enumerate() {
        let Some(part) = part_of(word) else {
            let goes_on = word == "and"
                && matches!(last, Part::Scale(100..))
                && words.get(place + offset + 1).is_some_and(|next| {
                    matches!(part_of(next), Some(Part::Unit(_) | Part::Ten(_)))
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
            (Part::Scale(100), _) if current.is_some() || offset > 0 => {
                current = Some(current.unwrap_or(1).checked_mul(100)?)
            }
            (Part::Scale(scale), _) if current.is_some() => {
                total = total.checked_add(current?.checked_mul(scale)?)?;
                current = None;
            }
            _ => break,
        }
        (last, count) = (part, offset + 1);
    }
    let whole = total.checked_add(current.unwrap_or(0))?;
    let lower_of_a_range = matches!(last, Part::Unit(_) | Part::Ten(_)) && total == 0;
    let scale =
        words.get(place + count).filter(|word| JOINTS.contains(&word.as_str()) && lower_of_a_range);
    let scaled = scale.is_some()
        && words[place + count..]
            .iter()
            .skip(1)
            .take(3)
            .any(|word| matches!(part_of(word), Some(Part::Scale(_))));
    // `four or five thousand` says neither 4 nor 5; which numbers it says is left to who reads it.
    let numbers = if scaled { Vec::new() } else { vec![Decimal::from(whole)] };
    (count > 0).then_some(Read { numbers, words: count })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Unit(i64),
    Ten(i64),
    Scale(i64),
}

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
