//! Workbooks as spreadsheets write them: XLSX, and its older and open kin.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, open_workbook_auto_from_rs};
use csv::ByteRecord;

use super::delimited::names;
use super::table::{LARGEST_WORKBOOK, PLAIN_NUMBER, Row, Rows, Table, TableError};
use crate::table::map::TableLayout;
use crate::text::source::listed;
use crate::text::yaml::json::plain;

/// How packed files begin, of which newer workbooks are one.
const PACKED: &[u8] = b"PK\x03\x04";
/// How workbooks began before.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether a file begins as a workbook does.
pub(super) fn is_one(sample: &[u8]) -> bool {
    sample.starts_with(PACKED) || sample.starts_with(COMPOUND)
}

pub(super) fn open(
    sample: &[u8],
    rest: Box<dyn Read + Send>,
    layout: &TableLayout,
) -> Result<Table, TableError> {
    let mut bytes = sample.to_vec();
    rest.take(LARGEST_WORKBOOK + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| TableError::Broken { row: 0, error })?;
    if bytes.len() as u64 > LARGEST_WORKBOOK {
        return Err(TableError::LargeWorkbook);
    }
    let unreadable = |error: calamine::Error| TableError::Workbook(error.to_string());
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(&bytes[..])).map_err(|error| {
        match bytes.starts_with(PACKED) && !names_a_workbook(&bytes) {
            true => TableError::Packed { packer: "zip" },
            false => unreadable(error),
        }
    })?;
    let sheet = sheet_of(&workbook.sheet_names(), layout)?;
    let range = workbook.worksheet_range(&sheet).map_err(unreadable)?;
    let mut rows = Sheet::of(range);
    let header_row = layout.header_row.unwrap_or(1) as u64;
    let mut row = Row::default();
    while row.number < header_row {
        if !rows.next(&mut row)? {
            return Err(match rows.range.is_empty() {
                true => TableError::Empty,
                false => TableError::NoHeader { row: layout.header_row.unwrap_or(1) },
            });
        }
    }
    let mut header = names(&row.cells);
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let found = format!("a workbook, its sheet `{sheet}`");
    Ok(Table { header, found, is_guessed: false, idle: Vec::new(), rows: Box::new(rows) })
}

/// Whether a packed file has what workbooks have in them, be it broken: names stand there as they are.
fn names_a_workbook(bytes: &[u8]) -> bool {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|piece| piece == name);
    has(b"xl/") || has(b"opendocument.spreadsheet")
}

/// The sheet that is asked for, else the first.
fn sheet_of(names: &[String], layout: &TableLayout) -> Result<String, TableError> {
    match &layout.sheet {
        None => names.first().cloned().ok_or(TableError::Empty),
        Some(name) if names.contains(name) => Ok(name.clone()),
        Some(name) => {
            let there: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            Err(TableError::NoSheet { name: name.clone(), there: listed(&there, "and") })
        }
    }
}

struct Sheet {
    range: Range<Data>,
    /// The next row of the range, from 0 on.
    next: usize,
    /// How many rows and columns of the sheet stand before it.
    before: (u32, u32),
}

impl Sheet {
    fn of(range: Range<Data>) -> Self {
        let before = range.start().unwrap_or_default();
        Self { range, next: 0, before }
    }
}

impl Rows for Sheet {
    fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        if self.next >= self.range.height() {
            return Ok(false);
        }
        row.cells = ByteRecord::new();
        for column in 0..self.range.width() {
            let cell = self.range.get((self.next, column));
            row.cells.push_field(cell.map(text_of).unwrap_or_default().as_bytes());
        }
        self.next += 1;
        row.number = u64::from(self.before.0) + self.next as u64;
        Ok(true)
    }
}

/// What a cell shows, as text: days as `2026-11-03`.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) if !day.is_duration() => {
            let (year, month, day, hour, minute, second, _) = day.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::Error(error) => error.to_string(),
        // To fifteen digits, as spreadsheets show it: 0.1 + 0.2 is 0.3.
        Data::Float(number) => format!("{PLAIN_NUMBER}{}", plain(&number.to_string())),
        Data::Int(number) => format!("{PLAIN_NUMBER}{number}"),
        Data::Bool(is_so) => is_so.to_string(),
        other => other.as_string().unwrap_or_default(),
    }
}
