//! The numbers that a quote says, in digits and in English words.
//!
//! What can be read in two ways is not said, nor is a part of a number: neither the 50 of `50 thousand`,
//! where a quote ends before `thousand`, nor one end of a range.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::number_pieces::{Piece, is_scale, pieces};
use super::spoken_numbers::{multiplied_by, whole, with_a_fraction};
use crate::deal::Numbers;
use crate::deal::number_text::without_limits;
use crate::playbook::NumberKind;
use crate::text::amounts::{self, Unread};

/// Words of a quote, and what the same person says before and behind them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken<'q> {
    pub(super) before: &'q str,
    pub(super) quote: &'q str,
    pub(super) behind: &'q str,
}

/// The first number of an answer that a quote does not say; its ends have to be said, but for those
/// that the question sets itself.
pub(super) fn first_unsaid(
    kind: &NumberKind,
    answer: &Numbers,
    spoken: Spoken<'_>,
) -> Option<Decimal> {
    let said = numbers_in(spoken, kind.unit.as_deref());
    let intervals = answer.intervals().iter().map(|interval| without_limits(kind, interval));
    let ends = intervals.flat_map(|interval| [interval.low, interval.high]);
    let mut ends = ends.filter_map(|end| match end {
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    });
    ends.find(|number| !said.contains(number))
}

/// Numbers that are read together, and the pieces that they are made of.
struct Read {
    numbers: Vec<Decimal>,
    first: usize,
    /// The piece behind them.
    end: usize,
}

/// Every number that a quote says whole.
fn numbers_in(spoken: Spoken<'_>, unit: Option<&str>) -> Vec<Decimal> {
    let Spoken { before, quote, behind } = spoken;
    let pieces = pieces(&format!("{before}{quote}{behind}"));
    let start = before.chars().count();
    let quoted = start..start + quote.chars().count();
    let all = all_in(&pieces, unit);
    let is_quoted = |read: &Read| {
        quoted.start <= pieces[read.first].start && pieces[read.end - 1].end <= quoted.end
    };
    // One end of a range, of which the other stands beside the quote.
    let is_cut = |place: usize| {
        let joined = |one: usize| {
            let (one, other) = (all.get(one)?, all.get(one + 1)?);
            let is_range = one.end + 1 == other.first && pieces[one.end].is_joint();
            Some(is_range && !(is_quoted(one) && is_quoted(other)))
        };
        let ranges = [place.checked_sub(1).and_then(joined), joined(place)];
        ranges.contains(&Some(true))
    };
    let whole = all.iter().enumerate().filter(|(place, read)| is_quoted(read) && !is_cut(*place));
    whole.flat_map(|(_, read)| read.numbers.iter().copied()).collect()
}

/// All numbers of a text, in their order.
fn all_in(pieces: &[Piece], unit: Option<&str>) -> Vec<Read> {
    let mut all: Vec<Read> = Vec::new();
    let mut place = 0;
    while let Some(piece) = pieces.get(place) {
        let read = match piece.has_digits() {
            true => Some(in_digits(pieces, place, unit)),
            false => in_words(pieces, place),
        };
        let Some(read) = read else {
            place += 1;
            continue;
        };
        place = read.end;
        let read = with_what_stands_before(pieces, read);
        // `twenty twenty six`, `one two three`: who knows.
        match all.last_mut().filter(|last| last.end == read.first) {
            Some(last) => (last.numbers, last.end) = (Vec::new(), read.end),
            None => all.push(read),
        }
    }
    all
}

/// The number with the word before it, where that makes it another one.
fn with_what_stands_before(pieces: &[Piece], read: Read) -> Read {
    let word = |back: usize| read.first.checked_sub(back).map_or("", |place| &*pieces[place].text);
    match word(1) {
        "minus" | "negative" => Read {
            numbers: read.numbers.into_iter().map(|number| -number).collect(),
            first: read.first - 1,
            ..read
        },
        // `no one` counts nobody, and `point five` is less than one.
        "no" | "point" => Read { numbers: Vec::new(), first: read.first - 1, ..read },
        // `a few hundred and fifty`
        "and" if is_scale(word(2)) => Read { numbers: Vec::new(), ..read },
        scale if is_scale(scale) => Read { numbers: Vec::new(), ..read },
        _ => read,
    }
}

fn in_digits(pieces: &[Piece], first: usize, unit: Option<&str>) -> Read {
    let (mut text, mut end) = (pieces[first].text.clone(), first + 1);
    while let Some((part, length)) = goes_on(pieces, end, text.len()) {
        text = format!("{text} {}", part.text);
        end += length;
    }
    if let Some(number) = readings(&text, unit).first()
        && let Some((number, length)) = with_a_fraction(*number, &pieces[end..])
    {
        return scaled(pieces, first, end + length, number);
    }
    if let Some((scale, length)) = scale_behind(pieces, end) {
        text = format!("{text} {scale}");
        end += length;
    }
    Read { numbers: readings(&text, unit), first, end }
}

/// What goes on with a number in digits: the thousands of `1 200`, or the fraction of `5 1/2`.
fn goes_on(pieces: &[Piece], place: usize, digits: usize) -> Option<(&Piece, usize)> {
    let next = pieces.get(place)?;
    let is_fraction = next.has_digits()
        && (next.text.contains('/') || !next.text.contains(|one: char| one.is_ascii_digit()));
    if is_fraction || next.is_group() && digits <= 3 {
        return Some((next, 1));
    }
    // `20, 000`
    let behind = pieces.get(place + 1).filter(|behind| next.text == "," && behind.text == "000")?;
    Some((behind, 2))
}

/// The scale that a number has, and how many pieces behind it are part of it: the word behind, or where
/// it is the lower end of a range the word behind the upper one.
fn scale_behind(pieces: &[Piece], place: usize) -> Option<(&str, usize)> {
    let next = pieces.get(place)?;
    if is_scale(&next.text) {
        return Some((&next.text, 1));
    }
    let upper = pieces.get(place + 1).filter(|_| next.is_joint())?;
    let end = upper.text.rfind(|one: char| one.is_ascii_digit()).map(|last| last + 1);
    let tied = end.and_then(|end| upper.text.get(end..)).filter(|tied| is_scale(tied));
    let behind = || pieces.get(place + 2).map(|piece| &*piece.text).filter(|word| is_scale(word));
    tied.or_else(behind).map(|scale| (scale, 0))
}

/// What a number in digits can mean.
fn readings(text: &str, unit: Option<&str>) -> Vec<Decimal> {
    let read = |unit| match amounts::read(text, unit) {
        Ok(amount) => vec![amount.number],
        // Nobody says three places behind the point where they are nothing, nor behind a comma.
        Err(Unread::Either([grouped, _])) if text.contains(',') || text.contains("000") => {
            vec![grouped]
        }
        Err(Unread::Either(readings)) => readings.to_vec(),
        Err(_) => Vec::new(),
    };
    let with_unit = read(unit);
    // `20%` of a question that does not say what it counts is 20 as well as a fifth.
    if with_unit.is_empty() && text.ends_with('%') { read(Some("%")) } else { with_unit }
}

fn in_words(pieces: &[Piece], place: usize) -> Option<Read> {
    // `a hundred`
    let is_article = matches!(&*pieces[place].text, "a" | "an");
    let scale = pieces.get(place + 1).filter(|_| is_article);
    let (number, count) = match scale.and_then(|scale| multiplied_by(&scale.text)) {
        Some(_) => whole(pieces, place + 1, Some(1)).map(|(number, count)| (number, count + 1))?,
        None => whole(pieces, place, None)?,
    };
    let end = place + count;
    if let Some((number, length)) = with_a_fraction(number, &pieces[end..]) {
        return Some(scaled(pieces, place, end + length, number));
    }
    let next = pieces.get(end).map_or("", |piece| &*piece.text);
    // What `two dozen` is, is left to who reads it, and so are the ends of `four or five thousand`.
    let is_unclear = is_scale(next) || scale_of_a_range(pieces, place, end);
    let numbers = if is_unclear { Vec::new() } else { vec![number] };
    Some(Read { numbers, first: place, end: end + usize::from(is_scale(next)) })
}

/// Whether a number in words is the lower end of a range of which the upper one has a scale.
fn scale_of_a_range(pieces: &[Piece], first: usize, end: usize) -> bool {
    let has_scale = |from: usize, to: usize| {
        pieces
            .get(from..to.min(pieces.len()))
            .is_some_and(|words| words.iter().any(|piece| is_scale(&piece.text)))
    };
    let is_joined = pieces.get(end).is_some_and(Piece::is_joint);
    is_joined && !has_scale(first, end) && has_scale(end + 1, end + 4)
}

/// A number with a fraction, and the scale behind that: `two and a half thousand`.
fn scaled(pieces: &[Piece], first: usize, end: usize, number: Option<Decimal>) -> Read {
    let next = pieces.get(end).map(|piece| &*piece.text).filter(|word| is_scale(word));
    let number = match next {
        None => number,
        Some(scale) => multiplied_by(scale)
            .and_then(|scale| number?.checked_mul(scale))
            .map(|it| it.normalize()),
    };
    Read { numbers: number.into_iter().collect(), first, end: end + usize::from(next.is_some()) }
}
