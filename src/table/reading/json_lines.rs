//! JSON lines: an object a line, its keys the names of columns.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read};

use csv::ByteRecord;
use serde_json::Value;

use super::table::{BETWEEN_ITEMS, LONGEST_ROW, PLAIN_NUMBER, Row, Rows, Table, TableError};
use crate::text::yaml::json::plain;

/// Whether a text begins as such lines do.
pub(super) fn are_these(sample: &[u8]) -> bool {
    without_mark(sample).trim_ascii_start().starts_with(b"{")
}

pub(super) fn open(sample: Vec<u8>, rest: Box<dyn Read + Send>) -> Result<Table, TableError> {
    let header = keys(&sample);
    let text = BufReader::new(Cursor::new(sample).chain(rest));
    let columns = header.clone();
    let mut lines = JsonLines { text, columns, first: None, number: 0, line: Vec::new() };
    let Some(first) = lines.object()? else { return Err(TableError::Empty) };
    lines.first = Some(first);
    let found = "JSON lines".to_owned();
    Ok(Table { header, found, is_guessed: false, idle: Vec::new(), rows: Box::new(lines) })
}

/// The keys of the objects at the beginning. One that comes later alone is no column: whoever maps it is
/// told that it is not there.
fn keys(sample: &[u8]) -> Vec<String> {
    let lines = sample.split(|byte| *byte == b'\n').map(without_mark);
    let objects = lines.filter_map(|line| parsed(line).ok());
    let keys: BTreeSet<String> =
        objects.flat_map(|object| object.keys().cloned().collect::<Vec<_>>()).collect();
    keys.into_iter().collect()
}

/// A text without the mark of its byte order.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

type Object = serde_json::Map<String, Value>;

struct JsonLines<Source> {
    text: Source,
    columns: Vec<String>,
    /// The first line.
    first: Option<Object>,
    number: u64,
    line: Vec<u8>,
}

impl<Source: BufRead> JsonLines<Source> {
    /// The next object, if there is one; empty lines are none.
    fn object(&mut self) -> Result<Option<Object>, TableError> {
        loop {
            self.line.clear();
            let limit = LONGEST_ROW + 1;
            let read = self.text.by_ref().take(limit).read_until(b'\n', &mut self.line);
            let read = read.map_err(|error| TableError::Broken { row: self.number, error })?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if read as u64 == limit {
                return Err(TableError::TooLong { row: self.number });
            }
            let line = without_mark(&self.line);
            if !line.trim_ascii().is_empty() {
                return parsed(line)
                    .map(Some)
                    .map_err(|reason| TableError::NoObject { row: self.number, reason });
            }
        }
    }
}

fn parsed(line: &[u8]) -> Result<Object, String> {
    serde_json::from_slice(line).map_err(|error| error.to_string())
}

impl<Source: BufRead + Send> Rows for JsonLines<Source> {
    fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        let next = match self.first.take() {
            Some(first) => Some(first),
            None => self.object()?,
        };
        let Some(object) = next else { return Ok(false) };
        row.number = self.number;
        row.cells = ByteRecord::new();
        for column in &self.columns {
            let cell = object.get(column).map(text_of).unwrap_or_default();
            row.cells.push_field(cell.as_bytes());
        }
        Ok(true)
    }
}

/// What stands under a key as the text of a cell.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(is_so) => is_so.to_string(),
        Value::Number(number) => format!("{PLAIN_NUMBER}{}", plain(&number.to_string())),
        Value::String(text) => text.clone(),
        // A list without items is one all the same.
        Value::Array(items) if items.is_empty() => BETWEEN_ITEMS.to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(text_of).collect();
            items.join(&BETWEEN_ITEMS.to_string()).replace(PLAIN_NUMBER, "")
        }
        Value::Object(_) => value.to_string(),
    }
}
