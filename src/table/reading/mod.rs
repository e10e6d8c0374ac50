//! The rows of a table: text with something between its cells, JSON lines, or a workbook, told by
//! what is in the file and not by its name.
//!
//! Every cell is a text, as it stands: nothing is inferred from it. Rows come one after the other, and
//! no more than one is held; of a workbook, which is a packed file, all.

mod delimited;
mod json_lines;
mod workbook;

use std::io::{self, Read};

use csv::ByteRecord;
use encoding_rs::Encoding;

use super::map::TableLayout;

/// What tells one kind of file from another, and how its characters are encoded and its cells set
/// apart: the beginning of it.
const SAMPLE: usize = 64 * 1024;

/// The largest workbook, in bytes. Its rows stand packed in it and are held unpacked, ten to twenty
/// times as large.
const LARGEST_WORKBOOK: u64 = 32 * 1024 * 1024;

/// What stands between the items of a list that is one cell: no character that people write.
pub(crate) const BETWEEN_ITEMS: char = '\u{1f}';

/// A table, ready to be read row by row.
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// What was found of how it is written: `UTF-8, cells apart by ","`.
    pub found: String,
    /// Whether it is not sure that this is so.
    pub is_guessed: bool,
    rows: Box<dyn Rows>,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its number in the table, from 1 on, the one with the names of the columns included.
    pub number: u64,
    /// Its cells, as the header has them.
    pub cells: ByteRecord,
}

/// Why a table, or a row of it, can't be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// There is nothing in it.
    #[error("there are no rows in it, and no names of columns")]
    Empty,
    /// The row that should have the names of the columns is not there.
    #[error("it has no row {row}, in which the names of the columns should stand")]
    NoHeader {
        /// The row.
        row: usize,
    },
    /// Two columns have the same name.
    #[error("two columns are called `{name}`; give one of them another name")]
    NamedTwice {
        /// The name.
        name: String,
    },
    /// A row goes on for more than there is room for.
    #[error("row {row} is longer than {} MiB; is a quotation mark in it never closed?", delimited::LONGEST_ROW >> 20)]
    TooLong {
        /// The row.
        row: u64,
    },
    /// A line is no JSON object.
    #[error("line {row} is no JSON object of plain values: {reason}")]
    NoObject {
        /// The line.
        row: u64,
        /// Why not.
        reason: String,
    },
    /// The workbook is too large.
    #[error("the workbook is larger than {} MiB; save the sheet as CSV", LARGEST_WORKBOOK >> 20)]
    LargeWorkbook,
    /// The workbook can't be read.
    #[error("the workbook can't be read: {0}")]
    Workbook(String),
    /// It has no such sheet.
    #[error("the workbook has no sheet `{name}`; it has {there}")]
    NoSheet {
        /// The name.
        name: String,
        /// Those that it has.
        there: String,
    },
    /// It can't be read on.
    #[error("it can't be read on behind row {row}")]
    Broken {
        /// The last row that was read.
        row: u64,
        /// Why not.
        #[source]
        error: io::Error,
    },
}

/// Row after row.
trait Rows: Send {
    /// Puts the next row in place of this one; `false` where there is none.
    fn next(&mut self, row: &mut Row) -> Result<bool, TableError>;
}

/// Opens a table, with how it is read where that is told.
///
/// # Errors
/// It is no table, or has no names of columns.
pub fn open(mut source: Box<dyn Read + Send>, layout: &TableLayout) -> Result<Table, TableError> {
    let mut sample = Vec::with_capacity(SAMPLE);
    let read = source.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
    read.map_err(|error| TableError::Broken { row: 0, error })?;
    let table = if workbook::is_one(&sample) {
        workbook::open(&sample, source, layout)?
    } else if json_lines::are_these(&sample) {
        json_lines::open(sample, source)?
    } else {
        delimited::open(sample, source, layout)?
    };
    refuse_twins(&table.header)?;
    Ok(table)
}

/// Of two columns of one name nobody could say which is meant. Those without a name are not spoken of.
fn refuse_twins(header: &[String]) -> Result<(), TableError> {
    let mut seen = std::collections::HashSet::new();
    let twin = header.iter().find(|name| !name.is_empty() && !seen.insert(*name));
    twin.map_or(Ok(()), |name| Err(TableError::NamedTwice { name: name.clone() }))
}

impl Table {
    /// Puts the next row in place of this one; `false` where there is none.
    ///
    /// # Errors
    /// It can't be read on.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        self.rows.next(row)
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("header", &self.header).finish_non_exhaustive()
    }
}

/// How characters are encoded, as far as the beginning of a text tells.
struct FoundEncoding {
    encoding: &'static Encoding,
    is_guessed: bool,
}

impl FoundEncoding {
    /// By its byte order mark; without one it is UTF-8, or else what Windows wrote in the West.
    fn of(sample: &[u8]) -> Self {
        if let Some((encoding, _)) = Encoding::for_bom(sample) {
            return Self { encoding, is_guessed: false };
        }
        match std::str::from_utf8(sample) {
            Err(error) if error.error_len().is_some() => {
                Self { encoding: encoding_rs::WINDOWS_1252, is_guessed: true }
            }
            _ => Self { encoding: encoding_rs::UTF_8, is_guessed: false },
        }
    }
}
