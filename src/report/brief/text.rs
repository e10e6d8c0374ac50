//! The brief as a page of text for the terminal.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they
//! are not wanted. Nothing else that steers a terminal comes through.

use std::io::{self, Write};

use super::Brief;
use super::page::{Item, Mark, Page, Section, Tone};
use crate::engine::Verdict;
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::report::plain::clean;
use crate::text::characters::escaped;
use crate::text::styles::{Outcome, Role, styled};

/// How much room the tags before rules take.
const TAG_WIDTH: usize = 10;

/// Writes a brief as text, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(brief: &Brief, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    let page = Page::of(brief);
    let verdict = styled(page.verdict_words, verdict_role(page.verdict));
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
    writeln!(out, "\n{}", styled(section.title, Role::Heading))?;
    section.items.iter().try_for_each(|item| write_item(item, width, out))
}

fn write_item(item: &Item, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let text = one_line(&item.text);
    let (first, rest, text) = match &item.mark {
        Mark::None => ("  ".to_owned(), 2, text),
        Mark::Number(number) => (format!("{number:>3}. "), 5, text),
        Mark::Tag(tone, tag) => {
            let tag = styled(&format!("{tag:<TAG_WIDTH$}"), tone_role(*tone));
            (format!("  {tag} "), TAG_WIDTH + 3, text)
        }
        Mark::Name(name) => {
            ("  ".to_owned(), 4, format!("{} {text}", styled(&format!("{name}:"), Role::Name)))
        }
    };
    let rest = " ".repeat(rest);
    write_wrapped(&text, &first, &rest, width, out)?;
    for (name, words) in &item.notes {
        let name = styled(&format!("{}:", one_line(name)), Role::Note);
        let below = format!("{rest}  ");
        write_wrapped(&format!("{name} {}", one_line(words)), &rest, &below, width, out)?;
    }
    Ok(())
}

fn verdict_role(verdict: Verdict) -> Role {
    Role::Verdict(match verdict {
        Verdict::Fit => Outcome::Good,
        Verdict::NoFit => Outcome::Bad,
        Verdict::NotYet | Verdict::Undecided => Outcome::Open,
    })
}

fn tone_role(tone: Tone) -> Role {
    match tone {
        Tone::For => Role::Good,
        Tone::Against => Role::Bad,
        Tone::Open => Role::Open,
    }
}
