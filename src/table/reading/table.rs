//! A table that is read row by row, and why one can't be.

use std::borrow::Cow;
use std::fmt;
use std::io;

use csv::ByteRecord;

/// The longest row, in bytes: a cell of free text has some hundreds of characters, and a quotation mark
/// that is never closed makes one row of all that follows.
pub(super) const LONGEST_ROW: u64 = 1024 * 1024;

/// The largest workbook, in bytes. Its rows stand packed in it and are held unpacked, ten to twenty
/// times as large.
pub(super) const LARGEST_WORKBOOK: u64 = 32 * 1024 * 1024;

/// The largest table as Parquet that is not a file of its own, in bytes: it is held as it is.
pub(super) const LARGEST_PIPED: u64 = 64 * 1024 * 1024;

/// What is said where Parquet is asked for, and is not built in.
pub const WITHOUT_PARQUET: &str =
    "this `coach` was built without Parquet: build it with `--features parquet`";

/// What stands between the items of a list that is one cell: no character that people write.
pub(crate) const BETWEEN_ITEMS: char = '\u{1f}';

/// What stands before a cell that is a number to the program which wrote it, not as a person did.
pub(crate) const PLAIN_NUMBER: char = '\u{1e}';

/// A table, ready to be read row by row.
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// What was found of how it is written: `UTF-8, cells apart by ","`.
    pub found: String,
    /// Whether it is not sure that this is so.
    pub is_guessed: bool,
    /// What a map says of it that means nothing for what it is: a sheet of a CSV.
    pub idle: Vec<&'static str>,
    pub(super) rows: Box<dyn Rows>,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its number in the table, from 1 on, the one with the names of the columns included.
    pub number: u64,
    /// Its cells, as the header has them.
    pub cells: ByteRecord,
}

impl Row {
    /// What a cell shows, without what tells a program's number and a list from a person's words; what is
    /// no text is shown as far as it goes.
    pub fn text(&self, place: usize) -> Cow<'_, str> {
        let cell = self.cells.get(place).unwrap_or_default();
        let shown =
            String::from_utf8_lossy(cell.strip_prefix(&[PLAIN_NUMBER as u8]).unwrap_or(cell));
        match shown.contains(BETWEEN_ITEMS) {
            true => Cow::Owned(shown.replace(BETWEEN_ITEMS, ";")),
            false => shown,
        }
    }
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
    /// It is packed.
    #[error("it is packed with {packer}; unpack it first")]
    Packed {
        /// With what.
        packer: &'static str,
    },
    /// It is something else.
    #[error("it is {what} and no table; export the rows as CSV")]
    NoTable {
        /// What it is.
        what: &'static str,
    },
    /// It is no text.
    #[error(
        "it is neither a text nor a workbook: it has bytes of 0; where it is UTF-16 without a mark, say \
         so in the map: `table: {{ encoding: utf-16le }}`"
    )]
    Binary,
    /// Two columns have the same name.
    #[error("two columns are called `{name}`; give one of them another name")]
    NamedTwice {
        /// The name.
        name: String,
    },
    /// A row goes on for more than there is room for.
    #[error("row {row} is longer than {} MiB; is a quotation mark in it never closed?", LONGEST_ROW >> 20)]
    TooLong {
        /// The row.
        row: u64,
    },
    /// A quotation mark is never closed.
    #[error("row {row} goes on to the end of the table; is a quotation mark in it never closed?")]
    Unclosed {
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
    /// It is Parquet, which is not built in.
    #[error("it is Parquet, and {WITHOUT_PARQUET}, or turn the table into CSV")]
    WithoutParquet,
    /// The Parquet file can't be read.
    #[error("the Parquet file can't be read: {0}")]
    Parquet(String),
    /// The Parquet file is packed with what is not built in.
    #[error("the Parquet file is packed with {packer}; write it with snappy or zstd")]
    ParquetPacked {
        /// With what.
        packer: &'static str,
    },
    /// It is Parquet that comes once, and too much of it.
    #[error(
        "it is Parquet of more than {} MiB, which is held whole where it is no file; name the file, of \
         which little is held at a time",
        LARGEST_PIPED >> 20
    )]
    LargePipedParquet,
    /// A row of a Parquet file is too long.
    #[error("row {row} is longer than {} MiB", LONGEST_ROW >> 20)]
    LongParquetRow {
        /// The row.
        row: u64,
    },
    /// A column has columns of its own.
    #[error(
        "the column {name} has columns, or lists, of its own; write what is needed of it into a column \
         that has plain values or a list of them"
    )]
    NestedColumn {
        /// Its name, in marks.
        name: String,
    },
    /// Columns stand in columns, too deep.
    #[error(
        "its columns stand too deep in each other; write what is needed of them into columns that have plain values"
    )]
    DeepParquet,
    /// The values of a column are no text, number or day.
    #[error(
        "the column {name} holds {kind}, which is no text, number or day; leave it out of the table"
    )]
    ColumnOfBytes {
        /// Its name, in marks.
        name: String,
        /// What it holds.
        kind: String,
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
pub(super) trait Rows: Send {
    /// Puts the next row in place of this one; `false` where there is none.
    fn next(&mut self, row: &mut Row) -> Result<bool, TableError>;
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

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("header", &self.header).finish_non_exhaustive()
    }
}
