//! Lines for a terminal: wrapped to its width, and nothing in them that steers it but the styles that
//! are written here.

use std::io::{self, Write};

use textwrap::WordSeparator;
use textwrap::core::Word;
pub(super) use textwrap::core::display_width;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::plain::clean;
use crate::text::characters::escaped;

/// The width where there is no terminal to ask.
pub const DEFAULT_WIDTH: usize = 80;
/// Wider lines are hard to read: the eye loses the way back to their beginning.
const WIDEST: usize = 100;
/// In narrower ones there is no room for a word behind what stands before it.
const NARROWEST: usize = 24;

/// What stands behind a text that goes on.
const GOES_ON: &str = " …";

/// What stands before a path while lines are made: a character that takes no room, and that is
/// hidden, so that no text which is printed holds it.
const WHOLE: char = '\u{200b}';
/// What stands for the blanks in it, and before the sign of a figure: a character that Unicode keeps for a program's own use.
const BLANK: char = '\u{fdd0}';

/// The width within what reads well that is nearest to a width.
pub(super) fn fitting(width: usize) -> usize {
    width.clamp(NARROWEST, WIDEST)
}

/// Writes a text over as many lines as it takes, the first and the others after what is given.
pub fn write_wrapped(
    text: &str,
    first: &str,
    rest: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    wrapped(text, first, rest, width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The lines of a text, the first and the others after what is given; of more than `most` so many as
/// there may be, with `…` for the rest.
pub(super) fn lines_within(
    text: &str,
    first: &str,
    rest: &str,
    (width, most): (usize, usize),
) -> Vec<String> {
    let mut lines = wrapped(text, first, rest, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            end_early(last, width);
        }
    }
    lines
}

/// Ends a line with `…`, in place of as many of its last words as take that room; one that is a single
/// word is cut.
fn end_early(line: &mut String, width: usize) {
    let indent = line.len() - line.trim_start().len();
    while display_width(line) + display_width(GOES_ON) > width {
        match line.rfind(' ').filter(|blank| *blank > indent) {
            Some(blank) => line.truncate(line[..blank].trim_end().len()),
            None => return *line = cut(line, width),
        }
    }
    line.push_str(GOES_ON);
}

/// The lines of a text, the first and the others after what is given.
fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    if display_width(first) + display_width(text) <= width {
        return vec![restored(format!("{first}{text}").trim_end())];
    }
    let rooms = [first, rest].map(|indent| width.saturating_sub(display_width(indent)));
    let whole: Vec<Word> = WordSeparator::AsciiSpace.find_words(text).collect();
    let words: Vec<Word> = (whole.iter())
        .flat_map(|word| match word.contains(WHOLE) {
            true => vec![*word],
            false => word.break_apart(rooms[1]).collect(),
        })
        .collect();
    let lines = wrap_first_fit(&words, &rooms.map(|room| room as f64));
    let lines = lines.into_iter().enumerate().map(|(index, words)| {
        let indent = if index == 0 { first } else { rest };
        let words: String = words.iter().flat_map(|word| [word.word, word.whitespace]).collect();
        restored(format!("{indent}{words}").trim_end())
    });
    lines.collect()
}

/// As much of a text without styles as has room in a width, with `…` for the rest.
pub(super) fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    // The sign for the rest takes a column.
    let mut left = width.saturating_sub(1);
    let fits = |character: &char| {
        let wide = display_width(character.encode_utf8(&mut [0; 4]));
        let is_room = wide <= left;
        left = left.saturating_sub(wide);
        is_room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// A path as part of a text that is wrapped: it stays in one piece, to be copied, or found by a
/// program that looks for it.
pub(super) fn path_in_line(path: &str) -> String {
    format!("{WHOLE}{}", escaped(path).replace(' ', &BLANK.to_string()))
}

/// A text that is wrapped with no figure apart from its sign: `83 %`.
pub(super) fn with_whole_figures(text: &str) -> String {
    text.replace(" %", &format!("{BLANK}%"))
}

/// A text with its paths and figures as they are.
fn restored(text: &str) -> String {
    text.replace(BLANK, " ").replace(WHOLE, "")
}

/// A text on one line, safe to print.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
    }
    clean(&line)
}
