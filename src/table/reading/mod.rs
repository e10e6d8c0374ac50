//! The rows of a table: text with something between its cells, JSON lines, or a workbook, told by
//! what is in the file and not by its name.
//!
//! Every cell is a text, as it stands: nothing is inferred from it. Rows come one after the other, and
//! no more than one is held; of a workbook, which is a packed file, all.

mod delimited;
mod foreign;
mod json_lines;
mod table;
mod workbook;

use std::collections::HashSet;
use std::io::Read;

use super::map::TableLayout;
pub(crate) use table::{BETWEEN_ITEMS, PLAIN_NUMBER};
pub use table::{Row, Table, TableError};

/// What tells one kind of file from another, and how its characters are encoded and its cells set
/// apart: the beginning of it.
const SAMPLE: usize = 64 * 1024;

/// Opens a table, with how it is read where that is told.
///
/// # Errors
/// It is no table, or has no names of columns.
pub fn open(mut source: Box<dyn Read + Send>, layout: &TableLayout) -> Result<Table, TableError> {
    let mut sample = Vec::with_capacity(SAMPLE);
    let read = source.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
    read.map_err(|error| TableError::Broken { row: 0, error })?;
    let (table, understood) = if workbook::is_one(&sample) {
        (workbook::open(&sample, source, layout)?, &["header_row", "sheet"][..])
    } else if json_lines::are_these(&sample) {
        (json_lines::open(sample, source)?, &[][..])
    } else {
        foreign::refuse_foreign(&sample, layout)?;
        let understood = &["header_row", "delimiter", "encoding"][..];
        (delimited::open(sample, source, layout)?, understood)
    };
    refuse_twins(&table.header)?;
    let is_idle = |key: &&'static str| !understood.contains(key);
    Ok(Table { idle: layout.said().filter(is_idle).collect(), ..table })
}

/// Of two columns of one name nobody could say which is meant. Those without a name are not spoken of.
fn refuse_twins(header: &[String]) -> Result<(), TableError> {
    let mut seen = HashSet::new();
    let twin = header.iter().find(|name| !name.is_empty() && !seen.insert(*name));
    twin.map_or(Ok(()), |name| Err(TableError::NamedTwice { name: name.clone() }))
}
