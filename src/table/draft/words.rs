//! What the words of a column mean, as far as the playbook tells.

use std::collections::BTreeSet;

use super::seen::{DOUBT, Seen, one_line};
use crate::deal::answers::{parse_answer, parse_plain_answer};
use crate::deal::option_names::{folded, name_near, option_named};
use crate::playbook::{Kind, Question};
use crate::table::numerals::Numerals;
use crate::text::source::yes_or_no;
use crate::text::yaml::writing::scalar;

/// The words of a column that are written into a draft; whoever has more sees them in the rejects.
const MOST_WRITTEN: usize = 40;

/// What may stand between choices in a cell, the likeliest first.
const SPLITS: [&str; 4] = [";", ",", "|", "/"];

/// How numbers are written in most places that don't write them as decimals.
const NUMERALS: [Numerals; 4] = [
    Numerals { thousands: Some(','), decimal: Some('.') },
    Numerals { thousands: Some('.'), decimal: Some(',') },
    Numerals { thousands: Some(' '), decimal: Some(',') },
    Numerals { thousands: Some('\''), decimal: Some('.') },
];

/// The words of a column, each with the option that it is, or is near to.
pub(super) struct Draft {
    near: Vec<(String, String)>,
    /// Those that no option is near to, with how often each stands there.
    left: Vec<(String, u64)>,
}

impl Draft {
    pub(super) fn of(question: &Question, words: Vec<(&str, u64)>) -> Self {
        let mut draft = Self { near: Vec::new(), left: Vec::new() };
        for (word, count) in words.into_iter().take(MOST_WRITTEN) {
            match meant(question, word) {
                Meant::Itself => {}
                Meant::Near(option) => draft.near.push((word.to_owned(), option)),
                Meant::Nothing => draft.left.push((word.to_owned(), count)),
            }
        }
        draft
    }

    /// The lines of it under a column.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        if !self.near.is_empty() {
            text += "    values:\n";
        }
        for (word, option) in &self.near {
            text += &format!("      {}: {option}   {DOUBT}\n", scalar(word, false));
        }
        for (word, count) in &self.left {
            let rows = if *count == 1 { "row" } else { "rows" };
            text += &format!(
                "      {DOUBT} {} ({count} {rows}) is near to no option\n",
                one_line(word)
            );
        }
        text
    }
}

enum Meant {
    /// It is an option's id or label.
    Itself,
    /// It may be this option.
    Near(String),
    Nothing,
}

fn meant(question: &Question, word: &str) -> Meant {
    if option_named(question, &folded(word)).is_some() {
        return Meant::Itself;
    }
    // `1` and `x` are no answers of themselves, and people mean yes by them.
    let near = match question.kind {
        Kind::YesNo { .. } => yes_or_no(word),
        _ => None,
    };
    let near = near.or_else(|| name_near(question, word)).map(folded);
    let near = near.or_else(|| of_the_same_words(question, word));
    let option = near.and_then(|near| option_named(question, &near));
    option.map_or(Meant::Nothing, |option| Meant::Near(question.option_id(option).to_owned()))
}

/// The label that has most telling words of it.
fn of_the_same_words(question: &Question, word: &str) -> Option<String> {
    let parts = |text: &str| -> BTreeSet<String> {
        let words = text.split(|one: char| !one.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|part| part.chars().count() > 3).collect()
    };
    let of_word = parts(word);
    let shared = (0..question.option_count()).map(|option| {
        (parts(question.option_label(option)).intersection(&of_word).count(), option)
    });
    let mut shared: Vec<(usize, usize)> = shared.filter(|(count, _)| *count > 0).collect();
    shared.sort_unstable_by_key(|(count, _)| std::cmp::Reverse(*count));
    match shared.as_slice() {
        [(most, option), rest @ ..] if rest.first().is_none_or(|(next, _)| next < most) => {
            Some(folded(question.option_label(*option)))
        }
        _ => None,
    }
}

/// The share of a column's cells that are options, or near to one.
pub(super) fn share_of_options(question: &Question, column: &Seen) -> f64 {
    let split = split_of(question, column);
    let words = column.known_words();
    let all: u64 = words.iter().map(|(_, count)| count).sum();
    let is_one = |word: &str| match split {
        Some(split) => word.split(split).any(|part| matches!(meant(question, part), Meant::Itself)),
        None => matches!(meant(question, word), Meant::Itself),
    };
    let ones: u64 = words.iter().filter(|(word, _)| is_one(word)).map(|(_, count)| count).sum();
    if column.has_more_words || all == 0 { 0.0 } else { ones as f64 / all as f64 }
}

/// The share of a column's words that are numbers which the question takes.
pub(super) fn share_of_numbers(question: &Question, column: &Seen) -> f64 {
    let words = column.known_words();
    let numbers = words.iter().filter(|(word, _)| {
        parse_answer(question, word).is_ok() || numerals_of(question, column).is_some()
    });
    let numbers = numbers.count();
    numbers as f64 / words.len().max(1) as f64
}

/// How the numbers of a column are written, where they are not decimals.
fn numerals_of(question: &Question, column: &Seen) -> Option<Numerals> {
    let words = column.known_words();
    let reads = |numerals: &Numerals, word: &str| {
        let plain = numerals.plain(word);
        plain.is_some_and(|plain| parse_plain_answer(question, &plain).is_ok())
    };
    let reads_all = |numerals: &&Numerals| words.iter().all(|(word, _)| reads(numerals, word));
    let has_thousands = |numerals: &&Numerals| {
        words.iter().any(|(word, _)| numerals.thousands.is_some_and(|sign| word.contains(sign)))
    };
    if words.is_empty() || words.iter().all(|(word, _)| parse_answer(question, word).is_ok()) {
        return None;
    }
    let mut fitting = NUMERALS.iter().filter(reads_all);
    let with_thousands = fitting.clone().find(has_thousands);
    with_thousands.or_else(|| fitting.next()).copied()
}

/// The lines under a column of numbers.
pub(super) fn numerals(question: &Question, column: &Seen) -> String {
    if let Some(Numerals { thousands: Some(thousands), decimal: Some(decimal) }) =
        numerals_of(question, column)
    {
        return format!(
            "    thousands: {}   {DOUBT}\n    decimal: {}\n",
            scalar(&thousands.to_string(), false),
            scalar(&decimal.to_string(), false)
        );
    }
    let words = column.known_words();
    let odd = words.iter().filter(|(word, _)| parse_answer(question, word).is_err());
    let odd: Vec<String> = odd.take(3).map(|(word, _)| one_line(word)).collect();
    match odd.is_empty() {
        true => String::new(),
        false => {
            format!("    {DOUBT} not every cell is a number that it takes: {}\n", odd.join(", "))
        }
    }
}

/// What stands between choices in the cells of a column.
fn split_of(question: &Question, column: &Seen) -> Option<&'static str> {
    if !matches!(question.kind, Kind::Choices { .. }) {
        return None;
    }
    let words = column.known_words();
    SPLITS.into_iter().find(|split| words.iter().any(|(word, _)| word.contains(split)))
}

/// The lines under a column of choices.
pub(super) fn choices(question: &Question, column: &Seen) -> String {
    let split = split_of(question, column);
    let mut text =
        split.map_or_else(String::new, |split| format!("    split: {}\n", scalar(split, false)));
    text += &format!("    complete: no   {DOUBT} yes, where a cell names all of them\n");
    let words = column.known_words();
    let mut seen = BTreeSet::new();
    let parts = words.iter().flat_map(|(word, count)| {
        let parts = split.map_or_else(|| vec![*word], |split| word.split(split).collect());
        parts.into_iter().map(|part| (part.trim(), *count))
    });
    let parts = parts.filter(|(part, _)| !part.is_empty() && seen.insert(folded(part))).collect();
    text + &Draft::of(question, parts).text()
}
