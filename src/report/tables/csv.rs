//! Rows as CSV (RFC 4180), for warehouses and spreadsheets. Ids stay as they are, so that lines can be
//! joined to the table that they come from.

use std::io::{self, Write};

use super::{BETWEEN_WORDS, Cell, RowLine, Told};
use crate::playbook::Playbook;

/// The places of a chance behind the point: a tenth of a percent, and one more.
const PLACES: usize = 4;

/// Writes the names of the columns.
///
/// # Errors
/// Where it can't be written.
pub fn write_header(
    told: &[Told],
    kept: &[&str],
    playbook: &Playbook,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut line = Line { out, is_first: true };
    told.iter().try_for_each(|told| line.field(told.name(playbook)))?;
    kept.iter().try_for_each(|name| line.field(name))?;
    line.end()
}

/// Writes a row.
///
/// # Errors
/// Where it can't be written.
pub fn write(
    row: &RowLine,
    told: &[Told],
    playbook: &Playbook,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut line = Line { out, is_first: true };
    for told in told {
        match row.cell(*told, playbook) {
            Cell::Nothing => line.field("")?,
            Cell::Word(word) => line.field(word)?,
            Cell::Words(words) => line.field(&words.join(BETWEEN_WORDS))?,
            Cell::Whole(number) => line.plain(format_args!("{number}"))?,
            Cell::Chance(chance) => line.plain(format_args!("{chance:.PLACES$}"))?,
        }
    }
    row.kept.iter().try_for_each(|(_, cell)| line.field(cell))?;
    line.end()
}

/// A line that is being written.
struct Line<'o> {
    out: &'o mut dyn Write,
    is_first: bool,
}

impl Line<'_> {
    fn begin(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.is_first, false) {
            true => Ok(()),
            false => self.out.write_all(b","),
        }
    }

    /// A text, in quotation marks where it needs them.
    fn field(&mut self, text: &str) -> io::Result<()> {
        self.begin()?;
        if !text.contains(['"', ',', '\n', '\r']) {
            return self.out.write_all(text.as_bytes());
        }
        write!(self.out, "\"{}\"", text.replace('"', "\"\""))
    }

    fn plain(&mut self, number: std::fmt::Arguments) -> io::Result<()> {
        self.begin()?;
        self.out.write_fmt(number)
    }

    fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }
}
