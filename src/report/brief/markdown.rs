//! The brief as Markdown, for a CRM note or a pull request.

use std::io::{self, Write};

use super::Brief;
use super::page::{Item, Mark, Page, Section};
use crate::report::markdown::{MOST_BYTES, Room, escaped, write_shortened};

/// What the folded part is called.
const FOLDED: &str = "The reasons, and all that is known";

/// Writes a brief as Markdown: the call sheet, and the reasons folded.
///
/// # Errors
/// Where it can't be written.
pub fn write(brief: &Brief, out: &mut dyn Write) -> io::Result<()> {
    write_shortened(out, |page| {
        write_page(&Page::call_sheet(brief), page)?;
        writeln!(page, "\n<details>\n<summary>{FOLDED}</summary>")?;
        write_body(&Page::reasons(brief), page)?;
        writeln!(page, "\n</details>")
    })
}

/// Writes a page whole.
///
/// # Errors
/// Where it can't be written.
pub(in crate::report) fn write_page(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {} — {}", page.verdict_words, escaped(&page.reason))?;
    write_body(page, out)
}

/// What is under the title.
fn write_body(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for paragraph in &page.opening {
        writeln!(out, "\n{}", escaped(paragraph))?;
    }
    page.sections.iter().try_for_each(|section| write_section(section, out))
}

/// The briefs of several deals, as far as there is room for them.
#[derive(Debug)]
pub struct Pages {
    room: Room,
    left_out: usize,
}

impl Pages {
    /// As a page of Markdown.
    pub fn of_markdown() -> Self {
        Self { room: Room::of(MOST_BYTES), left_out: 0 }
    }

    /// In a form that may be as long as it takes.
    pub fn without_end() -> Self {
        Self { room: Room::of(usize::MAX), left_out: 0 }
    }

    /// Adds what is said of a deal; where there is no room, it is counted.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn add(&mut self, brief: &[u8], out: &mut dyn Write) -> io::Result<()> {
        self.left_out += usize::from(!self.room.write(brief, out)?);
        Ok(())
    }

    /// Says how many deals there was no room for.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.left_out {
            0 => Ok(()),
            1 => writeln!(out, "\nThere is no room here for 1 more deal."),
            more => writeln!(out, "\nThere is no room here for {more} more deals."),
        }
    }
}

/// Writes what stands for a deal that can't be read.
///
/// # Errors
/// Where it can't be written.
pub fn write_unreadable(deal: &str, error: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## NOT READ — {}\n", escaped(deal))?;
    error.lines().try_for_each(|line| writeln!(out, "- {}", escaped(line)))
}

/// Writes what stands between two deals.
///
/// # Errors
/// Where it can't be written.
pub fn write_rule(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n---\n")
}

fn write_section(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {}", escaped(&section.title))?;
    // A list needs an empty line before it, a paragraph one on either side.
    let mut in_list = false;
    for item in &section.items {
        let is_paragraph = matches!(item.mark, Mark::None);
        if is_paragraph || !in_list {
            writeln!(out)?;
        }
        in_list = !is_paragraph;
        write_item(item, out)?;
    }
    Ok(())
}

fn write_item(item: &Item, out: &mut dyn Write) -> io::Result<()> {
    let text = escaped(&item.text);
    let indent = match &item.mark {
        Mark::None => {
            writeln!(out, "{text}")?;
            ""
        }
        Mark::Number(number) => {
            writeln!(out, "{number}. {text}")?;
            "   "
        }
        Mark::Tag(_, tag) => {
            writeln!(out, "- **{tag}** {text}")?;
            "  "
        }
        Mark::Name(name) => {
            writeln!(out, "- {}: {text}", escaped(name))?;
            "  "
        }
    };
    for (name, words) in &item.notes {
        writeln!(out, "{indent}- {}: {}", escaped(name), escaped(words))?;
    }
    Ok(())
}
