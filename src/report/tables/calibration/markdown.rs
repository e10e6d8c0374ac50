//! Advice against what happened, for a page of the team's.

use std::io::{self, Write};

use super::Section;
use super::draft::DraftLine;
use super::rows::{HEADINGS, Row, Table, tables};
use super::words::{chapters, legend, summary};
use crate::report::markdown::{escaped, write_shortened};

/// Writes all sections, and of a page that is too long its beginning.
///
/// # Errors
/// Where it can't be written.
pub fn write(sections: &[Section], out: &mut dyn Write) -> io::Result<()> {
    write_shortened(out, |out| {
        for (place, section) in sections.iter().enumerate() {
            if place > 0 {
                writeln!(out)?;
            }
            write_section(section, out)?;
        }
        Ok(())
    })
}

fn write_section(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    let Section { playbook, calibration, draft } = section;
    writeln!(out, "## {} (`{}`)", escaped(&playbook.title), playbook.id)?;
    for line in summary(playbook, calibration) {
        writeln!(out, "\n{}", escaped(&line))?;
    }
    for chapter in chapters(playbook, calibration) {
        writeln!(out, "\n### {}\n", chapter.heading)?;
        for (_, words) in chapter.findings {
            writeln!(out, "- {}.", with_code(&words))?;
        }
    }
    tables(playbook, calibration).iter().try_for_each(|table| write_table(table, out))?;
    for line in legend(calibration) {
        writeln!(out, "\n{}", escaped(&line))?;
    }
    draft.iter().try_for_each(|lines| write_draft(lines, out))
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n| {} | {} | says |", table.heading, HEADINGS.join(" | "))?;
    writeln!(out, "| --- |{} --- |", " ---: |".repeat(HEADINGS.len()))?;
    table.rows.iter().try_for_each(|row| write_row(row, out))
}

fn write_row(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    let indent = if row.are_others { "… " } else { "" };
    let figures = row.figures.join(" | ");
    writeln!(out, "| {indent}{} | {figures} | {} |", escaped(&row.name), row.says)
}

fn write_draft(lines: &[DraftLine], out: &mut dyn Write) -> io::Result<()> {
    let nothing = "Nothing in the playbook is to be looked at";
    let heading = if lines.is_empty() { nothing } else { "Lines to look at" };
    writeln!(out, "\n### {heading}\n")?;
    for DraftLine { id, file, line, why, .. } in lines {
        writeln!(out, "- {}:{line}, `{id}`: {}.", escaped(file), with_code(why))?;
    }
    Ok(())
}

/// A sentence with its ids as code: an id holds nothing that would end it.
fn with_code(words: &str) -> String {
    let parts = words.split('`').enumerate();
    let parts = parts.map(|(place, part)| match place % 2 {
        0 => part.to_owned(),
        _ => format!("`{part}`"),
    });
    parts.collect()
}
