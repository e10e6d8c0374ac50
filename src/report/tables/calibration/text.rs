//! Advice against what happened, for the terminal: what is worth a look, then the figures.

use std::io::{self, Write};

use super::Section;
use super::draft::DraftLine;
use super::rows::{FIGURES, HEADINGS, Row, Table, tables};
use super::words::{chapters, legend, summary};
use crate::report::lines::{
    cut, display_width, fitting, one_line, path_in_line, with_whole_figures, write_wrapped,
};
use crate::text::styles::{Role, styled};

/// What is between two columns.
const GAP: &str = "  ";
/// How wide figures are: `100000`, `100 %`, `96–100 %`, `100 (9999)`.
const WIDTHS: [usize; FIGURES] = [6, 5, 5, 8, 10];
/// How wide the word for what a row says is: `no relation`.
const SAYS: usize = 11;
/// The least room of a name, by which it can still be told.
const NARROWEST_NAME: usize = 12;

/// Writes all sections in lines that fit a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(sections: &[Section], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    for (place, section) in sections.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_section(section, width, out)?;
    }
    Ok(())
}

fn write_section(section: &Section, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let Section { playbook, calibration, draft } = section;
    let title = format!("{} ({})", one_line(&playbook.title), playbook.id);
    write_wrapped(&styled(&title, Role::Heading), "", GAP, width, out)?;
    for line in summary(playbook, calibration) {
        write_wrapped(&with_whole_figures(&line), "", "", width, out)?;
    }
    for chapter in chapters(playbook, calibration) {
        writeln!(out, "\n{}", styled(chapter.heading, Role::Open))?;
        for (_, words) in chapter.findings {
            write_wrapped(&with_whole_figures(&format!("{words}.")), "- ", GAP, width, out)?;
        }
    }
    // Where nobody has looked back, names have the room.
    let shown = if calibration.all.looked_back() > 0 { FIGURES } else { FIGURES - 1 };
    write_figures(&tables(playbook, calibration), shown, width, out)?;
    writeln!(out)?;
    for line in legend(calibration) {
        let line = styled(&with_whole_figures(&line), Role::Note);
        write_wrapped(&line, "", "", width, out)?;
    }
    draft.iter().try_for_each(|lines| write_draft(lines, width, out))
}

fn write_figures(
    tables: &[Table],
    shown: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let figures = WIDTHS.iter().take(shown).map(|width| width + GAP.len()).sum::<usize>();
    let room = width.saturating_sub(figures + GAP.len() + SAYS).max(NARROWEST_NAME);
    for table in tables {
        let headings = columns(&HEADINGS[..shown]);
        let name = styled_cell(table.heading, Role::Heading, room);
        writeln!(out, "\n{name}{headings}{GAP}{}", styled("says", Role::Heading))?;
        table.rows.iter().try_for_each(|row| write_row(row, shown, room, out))?;
    }
    Ok(())
}

fn write_row(row: &Row, shown: usize, room: usize, out: &mut dyn Write) -> io::Result<()> {
    let indent = if row.are_others { GAP } else { "" };
    let name = cut(&format!("{indent}{}", row.name), room);
    let role = if row.are_others { Role::Plain } else { Role::Name };
    let figures = columns(&row.figures[..shown]);
    let line = format!("{}{figures}{GAP}{}", styled_cell(&name, role, room), row.says);
    writeln!(out, "{}", line.trim_end())
}

/// Figures to the right of their columns, a gap before each.
fn columns(figures: &[impl AsRef<str>]) -> String {
    let cells = figures.iter().zip(WIDTHS).map(|(figure, width)| {
        let figure = figure.as_ref();
        let blanks = " ".repeat(width.saturating_sub(display_width(figure)));
        format!("{GAP}{blanks}{figure}")
    });
    cells.collect()
}

/// A text in its role, filled up to a width.
fn styled_cell(text: &str, role: Role, width: usize) -> String {
    let blanks = width.saturating_sub(display_width(text));
    format!("{}{:blanks$}", styled(text, role), "")
}

fn write_draft(lines: &[DraftLine], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let nothing = "Nothing in the playbook is to be looked at";
    let heading = if lines.is_empty() { nothing } else { "Lines to look at" };
    writeln!(out, "\n{}", styled(heading, Role::Heading))?;
    for DraftLine { id, file, line, text, why } in lines {
        let place = format!("{}:{line}", path_in_line(file));
        write_wrapped(&format!("{place} {}", styled(id, Role::Name)), "", GAP, width, out)?;
        writeln!(out, "    {}", cut(&one_line(text), width.saturating_sub(4)))?;
        write_wrapped(&with_whole_figures(&format!("{why}.")), GAP, GAP, width, out)?;
    }
    Ok(())
}
