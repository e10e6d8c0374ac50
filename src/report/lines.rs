//! Lines for a terminal: wrapped to its width, and nothing in them that steers it but the styles that
//! are written here.

use std::io::{self, Write};

use anstyle::Style;
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::plain::clean;

/// The width where there is no terminal to ask.
pub const DEFAULT_WIDTH: usize = 80;
/// Wider lines are hard to read; narrower ones leave no room.
const WIDEST: usize = 100;
const NARROWEST: usize = 24;

/// The width within what reads well that is nearest to a width.
pub(super) fn fitting(width: usize) -> usize {
    width.clamp(NARROWEST, WIDEST)
}

/// Writes a text over as many lines as it takes, the first and the others after what is given.
pub(super) fn write_wrapped(
    text: &str,
    first: &str,
    rest: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if display_width(first) + display_width(text) <= width {
        return writeln!(out, "{}", format!("{first}{text}").trim_end());
    }
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// A text on one line, safe to print.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
    }
    clean(&line)
}

/// A text in a style.
pub(super) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}
