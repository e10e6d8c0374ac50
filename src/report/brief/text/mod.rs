//! The brief as a page of text for the terminal.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they
//! are not wanted. Nothing else that steers a terminal comes through.

mod layout;
mod screen;

use std::io::{self, Write};

use super::Brief;
use super::page::{Item, Page, Section};
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::report::plain::clean;
use crate::report::verdicts::verdict_role;
use crate::text::characters::escaped;
use crate::text::styles::{Outcome, Role, styled};
use layout::laid_out;

/// What a call sheet ends with.
const MORE: &str = "The reasons, and all that is known: --why";
/// Writes the call sheet of a brief: one screen, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(brief: &Brief, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    let page = Page::call_sheet(brief);
    let lines = screen::lines(&page, width);
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out, "{}", styled(MORE, Role::Note))
}

/// Writes the call sheet of a brief whole, and behind it the reasons and all that is known, wrapped to
/// a width.
///
/// # Errors
/// Where it can't be written.
pub fn write_with_reasons(brief: &Brief, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    write_page(&Page::call_sheet(brief), width, out)?;
    let reasons = Page::reasons(brief);
    writeln!(out)?;
    write_paragraphs(&reasons.opening, width, out)?;
    reasons.sections.iter().try_for_each(|section| write_section(section, width, out))
}

/// Writes a page whole, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub(in crate::report) fn write_page(
    page: &Page,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let verdict = styled(page.verdict_words, verdict_role(page.verdict));
    write_wrapped(&format!("{verdict} — {}", one_line(&page.reason)), "", "", width, out)?;
    write_paragraphs(&page.opening, width, out)?;
    page.sections.iter().try_for_each(|section| write_section(section, width, out))
}

fn write_paragraphs(paragraphs: &[String], width: usize, out: &mut dyn Write) -> io::Result<()> {
    paragraphs.iter().try_for_each(|text| write_wrapped(&one_line(text), "", "", width, out))
}

/// Writes what stands for a deal that can't be read.
///
/// # Errors
/// Where it can't be written.
pub fn write_unreadable(deal: &str, error: &str, out: &mut dyn Write) -> io::Result<()> {
    let verdict = styled("NOT READ", Role::Verdict(Outcome::Bad));
    writeln!(out, "{verdict} — {}", escaped(deal))?;
    // There are paths in it, which have to stay in one piece.
    error.lines().try_for_each(|line| writeln!(out, "  {}", clean(line)))
}

/// Writes what stands between two deals.
///
/// # Errors
/// Where it can't be written.
pub fn write_rule(width: usize, out: &mut dyn Write) -> io::Result<()> {
    let rule = "─".repeat(fitting(width));
    writeln!(out, "\n{}\n", styled(&rule, Role::Note))
}

fn write_section(section: &Section, width: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", styled(&section.title, Role::Heading))?;
    section.items.iter().try_for_each(|item| write_item(item, width, out))
}

fn write_item(item: &Item, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (text, first, rest) = laid_out(item);
    write_wrapped(&text, &first, &rest, width, out)?;
    for (name, words) in &item.notes {
        let name = styled(&format!("{}:", one_line(name)), Role::Note);
        let below = format!("{rest}  ");
        write_wrapped(&format!("{name} {}", one_line(words)), &rest, &below, width, out)?;
    }
    Ok(())
}
