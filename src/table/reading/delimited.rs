//! Text with something between its cells: CSV, TSV and their kin (RFC 4180, read leniently).

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::table::{LONGEST_ROW, Row, Rows, Table, TableError};
use crate::table::map::TableLayout;
use crate::text::encodings::FoundEncoding;

/// What may stand between cells, where nothing is told; the first that makes most columns does.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How a line begins that says what stands between cells.
const SAYS_DELIMITER: &str = "sep=";

/// What is read at once; a row may be so much longer before it is told.
const BUFFER: usize = 64 * 1024;

pub(super) fn open(
    sample: Vec<u8>,
    rest: Box<dyn Read + Send>,
    layout: &TableLayout,
) -> Result<Table, TableError> {
    let found = FoundEncoding::of(&sample);
    let encoding = layout.encoding.unwrap_or(found.encoding);
    let decoded = encoding.decode(&sample).0;
    let said = said_delimiter(&decoded);
    // The line that says so stands before all others, and spreadsheets don't show it.
    let first_row = if said.is_some() { 2 } else { 1 };
    let header_row = layout.header_row.unwrap_or(first_row).max(first_row);
    let delimiter = layout.delimiter.or(said);
    let delimiter = delimiter.unwrap_or_else(|| delimiter_of(&decoded, header_row));
    // A text in UTF-8 is taken as it is: what is wrong in a cell is told of that cell.
    let text = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding).filter(|encoding| *encoding != encoding_rs::UTF_8))
        .utf8_passthru(true)
        .strip_bom(true)
        .build(Cursor::new(sample).chain(rest));
    let (read, marks) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let bounded = Bounded {
        text,
        read: Arc::clone(&read),
        marks: Arc::clone(&marks),
        limit: LONGEST_ROW + BUFFER as u64,
    };
    let reader = reader(bounded, delimiter);
    let mut rows = Delimited { reader, read, marks, number: 0, ends_in_lines: false };
    let header = rows.header(header_row)?;
    let name =
        if encoding == found.encoding && found.is_guessed { "not UTF-8, read as " } else { "" };
    Ok(Table {
        header,
        found: format!("{name}{}, cells apart by {}", encoding.name(), spoken(delimiter)),
        is_guessed: found.is_guessed && layout.encoding.is_none(),
        idle: Vec::new(),
        rows: Box::new(rows),
    })
}

/// What the first line says to stand between cells, for spreadsheets: `sep=;`, and nothing else but
/// perhaps that sign again.
fn said_delimiter(sample: &str) -> Option<u8> {
    let line = sample.trim_start_matches('\u{feff}').lines().next()?.trim_end_matches('\r');
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let (key, signs) = line.split_at_checked(SAYS_DELIMITER.len())?;
    let sign = *signs.as_bytes().first()?;
    let is_one = key.eq_ignore_ascii_case(SAYS_DELIMITER)
        && !sign.is_ascii_alphanumeric()
        && !b"\"\r\n".contains(&sign)
        && signs.bytes().all(|one| one == sign);
    is_one.then_some(sign)
}

fn spoken(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tabs".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}

fn reader<Source: Read>(source: Source, delimiter: u8) -> Reader<Source> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(source)
}

/// What makes most cells of the row with the names of the columns.
fn delimiter_of(sample: &str, header_row: usize) -> u8 {
    let cells = |delimiter: u8| {
        let mut rows = reader(sample.as_bytes(), delimiter).into_byte_records();
        rows.nth(header_row - 1).and_then(Result::ok).map_or(0, |row| row.len())
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| cells(*delimiter));
    best.unwrap_or(b',')
}

/// A text of which no more than so much is read before a row of it is through.
struct Bounded<Source> {
    text: Source,
    read: Arc<AtomicU64>,
    /// How many quotation marks were read in all.
    marks: Arc<AtomicU64>,
    limit: u64,
}

impl<Source: Read> Read for Bounded<Source> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.load(Ordering::Relaxed) > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.text.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        let marks = buffer[..read].iter().filter(|byte| **byte == b'"').count();
        self.marks.fetch_add(marks as u64, Ordering::Relaxed);
        Ok(read)
    }
}

struct Delimited<Source> {
    reader: Reader<Source>,
    /// How much was read since the last row was through.
    read: Arc<AtomicU64>,
    marks: Arc<AtomicU64>,
    number: u64,
    /// Whether the last cell of the last row goes over several lines.
    ends_in_lines: bool,
}

impl<Source: Read> Delimited<Source> {
    fn header(&mut self, header_row: usize) -> Result<Vec<String>, TableError> {
        let mut row = Row::default();
        for _ in 0..header_row {
            if !self.read_row(&mut row)? {
                return Err(match self.number {
                    0 => TableError::Empty,
                    _ => TableError::NoHeader { row: header_row },
                });
            }
        }
        Ok(names(&row.cells))
    }

    fn read_row(&mut self, row: &mut Row) -> Result<bool, TableError> {
        self.read.store(0, Ordering::Relaxed);
        let next = self.number + 1;
        let is_read = self.reader.read_byte_record(&mut row.cells).map_err(|error| match error
            .into_kind()
        {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                TableError::TooLong { row: next }
            }
            csv::ErrorKind::Io(error) => TableError::Broken { row: self.number, error },
            other => {
                let error = io::Error::other(format!("{other:?}"));
                TableError::Broken { row: self.number, error }
            }
        })?;
        if is_read {
            self.number = next;
            row.number = next;
            self.ends_in_lines =
                row.cells.iter().next_back().is_some_and(|cell| cell.contains(&b'\n'));
        } else if self.ends_in_lines && !self.marks.load(Ordering::Relaxed).is_multiple_of(2) {
            return Err(TableError::Unclosed { row: self.number });
        }
        Ok(is_read)
    }
}

/// The names of columns, without the white space around them.
pub(super) fn names(cells: &ByteRecord) -> Vec<String> {
    cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
}

impl<Source: Read + Send> Rows for Delimited<Source> {
    fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        self.read_row(row)
    }
}
