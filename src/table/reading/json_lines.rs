//! JSON lines: an object a line, its keys the names of columns.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use csv::ByteRecord;
use serde_json::Value;

use super::table::{BETWEEN_ITEMS, LONGEST_ROW, Row, Rows, Table, TableError};

/// Whether a text begins as such lines do.
pub(super) fn are_these(sample: &[u8]) -> bool {
    let text = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample);
    text.trim_ascii_start().starts_with(b"{")
}

pub(super) fn open(sample: Vec<u8>, rest: Box<dyn Read + Send>) -> Result<Table, TableError> {
    let text = BufReader::new(Cursor::new(sample).chain(rest));
    let mut lines =
        JsonLines { text, columns: Vec::new(), first: None, number: 0, line: Vec::new() };
    let Some(first) = lines.object()? else { return Err(TableError::Empty) };
    lines.columns = first.keys().cloned().collect();
    let header = lines.columns.clone();
    lines.first = Some(first);
    Ok(Table { header, found: "JSON lines".to_owned(), is_guessed: false, rows: Box::new(lines) })
}

type Object = serde_json::Map<String, Value>;

struct JsonLines<Source> {
    text: Source,
    columns: Vec<String>,
    /// The first line, which told the columns.
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
            let line = self.line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.line);
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
        let mut cells: HashMap<&str, &Value> =
            object.iter().map(|(name, value)| (name.as_str(), value)).collect();
        row.cells = ByteRecord::new();
        for column in &self.columns {
            let cell = cells.remove(column.as_str()).map(text_of).unwrap_or(Ok(String::new()));
            let cell = cell.map_err(|reason| TableError::NoObject { row: self.number, reason })?;
            row.cells.push_field(cell.as_bytes());
        }
        match cells.keys().min() {
            None => Ok(true),
            Some(name) => Err(TableError::NoObject {
                row: self.number,
                reason: format!("the first line has no `{name}`; it has to have every key"),
            }),
        }
    }
}

/// What stands under a key as the text of a cell.
fn text_of(value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::Bool(is_so) => Ok(is_so.to_string()),
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) => Ok(text.clone()),
        Value::Array(items) => {
            let items: Result<Vec<String>, String> = items.iter().map(text_of).collect();
            Ok(items?.join(&BETWEEN_ITEMS.to_string()))
        }
        Value::Object(_) => Err("a value in it is an object of its own".to_owned()),
    }
}
