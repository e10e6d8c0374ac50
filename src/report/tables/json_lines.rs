//! Rows as JSON lines: an object each, with the names of the columns as keys.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::CompactFormatter;
use serde_json::{Value, json};

use super::{Cell, RowLine, Told};
use crate::playbook::Playbook;
use crate::report::safe_json;

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
    let mut entries: Vec<(&str, Value)> = Vec::with_capacity(told.len() + row.kept.len());
    entries.extend(told.iter().map(|told| {
        let value = match row.cell(*told, playbook) {
            Cell::Nothing => Value::Null,
            Cell::Word(word) => json!(word),
            Cell::Words(words) => json!(words),
            Cell::Whole(number) => json!(number),
            Cell::Chance(chance) => json!(chance),
        };
        (told.name(playbook), value)
    }));
    entries.extend(row.kept.iter().map(|(name, cell)| (*name, json!(cell))));
    safe_json::write(&Object(entries), CompactFormatter, out)
}

/// An object with its keys in this order.
struct Object<'o>(Vec<(&'o str, Value)>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
