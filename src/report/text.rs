//! The brief as a page of text for the terminal.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they
//! are not wanted. Nothing else that steers a terminal comes through.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::brief::Brief;
use super::page::{Item, Mark, Page, Section, Tone};
use super::plain::clean;
use crate::engine::Verdict;

/// The width where there is no terminal to ask.
pub const DEFAULT_WIDTH: usize = 80;
/// Wider lines are hard to read; narrower ones leave no room.
const WIDEST: usize = 100;
const NARROWEST: usize = 24;
/// How much room the tags before rules take.
const TAG_WIDTH: usize = 10;

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default();
const NOTE: Style = Style::new().dimmed();

/// Writes a brief as text, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(brief: &Brief, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    let page = Page::of(brief);
    let verdict = styled(page.verdict_words, verdict_style(page.verdict));
    write_wrapped(&format!("{verdict} — {}", one_line(&page.reason)), "", "", width, out)?;
    for paragraph in &page.opening {
        write_wrapped(&one_line(paragraph), "", "", width, out)?;
    }
    page.sections.iter().try_for_each(|section| write_section(section, width, out))
}

/// Writes what stands for a deal that can't be read.
///
/// # Errors
/// Where it can't be written.
pub fn write_unreadable(
    deal: &str,
    error: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = fitting(width);
    let verdict = styled("NOT READ", AnsiColor::Red.on_default().bold());
    write_wrapped(&format!("{verdict} — {}", one_line(deal)), "", "", width, out)?;
    error.lines().try_for_each(|line| write_wrapped(&one_line(line), "  ", "    ", width, out))
}

/// Writes what stands between two deals.
///
/// # Errors
/// Where it can't be written.
pub fn write_rule(width: usize, out: &mut dyn Write) -> io::Result<()> {
    let rule = "─".repeat(fitting(width));
    writeln!(out, "\n{}\n", styled(&rule, NOTE))
}

/// The width within what reads well that is nearest to a width.
pub(super) fn fitting(width: usize) -> usize {
    width.clamp(NARROWEST, WIDEST)
}

fn write_section(section: &Section, width: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", styled(section.title, HEADING))?;
    section.items.iter().try_for_each(|item| write_item(item, width, out))
}

fn write_item(item: &Item, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let text = one_line(&item.text);
    let (first, rest, text) = match &item.mark {
        Mark::None => ("  ".to_owned(), 2, text),
        Mark::Number(number) => (format!("{number:>3}. "), 5, text),
        Mark::Tag(tone, tag) => {
            let tag = styled(&format!("{tag:<TAG_WIDTH$}"), tone_style(*tone));
            (format!("  {tag} "), TAG_WIDTH + 3, text)
        }
        Mark::Name(name) => {
            ("  ".to_owned(), 4, format!("{} {text}", styled(&format!("{name}:"), NAME)))
        }
    };
    let rest = " ".repeat(rest);
    write_wrapped(&text, &first, &rest, width, out)?;
    for (name, words) in &item.notes {
        let name = styled(&format!("{}:", one_line(name)), NOTE);
        let below = format!("{rest}  ");
        write_wrapped(&format!("{name} {}", one_line(words)), &rest, &below, width, out)?;
    }
    Ok(())
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

fn verdict_style(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Fit => AnsiColor::Green,
        Verdict::NoFit => AnsiColor::Red,
        Verdict::Undecided => AnsiColor::Yellow,
    };
    colour.on_default().bold()
}

fn tone_style(tone: Tone) -> Style {
    match tone {
        Tone::For => AnsiColor::Green.on_default(),
        Tone::Against => AnsiColor::Red.on_default(),
        Tone::Open => AnsiColor::Yellow.on_default(),
    }
}
