//! The rows of a table: text with something between its cells, JSON lines, a workbook, or Parquet where
//! that is built in; told by what is in the file and not by its name.
//!
//! Every cell is a text, as it stands: nothing is inferred from it. Rows come one after the other, and
//! no more than one is held; of Parquet some, and of a workbook, which is a packed file, all.

mod delimited;
mod foreign;
mod json_lines;
#[cfg(feature = "parquet")]
mod parquet;
mod source;
mod table;
mod workbook;

use std::collections::HashSet;
use std::io::Read;

use super::map::TableLayout;
pub use source::Source;
pub(crate) use table::{BETWEEN_ITEMS, PLAIN_NUMBER};
pub use table::{Row, Table, TableError, WITHOUT_PARQUET};

/// What tells one kind of file from another, and how its characters are encoded and its cells set
/// apart: the beginning of it.
const SAMPLE: usize = 64 * 1024;

/// How a Parquet file begins.
const PARQUET: &[u8] = b"PAR1";

/// Opens a table, with how it is read where that is told.
///
/// # Errors
/// It is no table, or has no names of columns.
pub fn open(mut source: Source, layout: &TableLayout) -> Result<Table, TableError> {
    let mut sample = Vec::with_capacity(SAMPLE);
    let read = source.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
    read.map_err(|error| TableError::Broken { row: 0, error })?;
    let (table, understood) = if sample.starts_with(PARQUET) {
        (parquet_table(sample, source)?, &[][..])
    } else if workbook::is_one(&sample) {
        (workbook::open(&sample, source.rest(), layout)?, &["header_row", "sheet"][..])
    } else if json_lines::are_these(&sample) {
        (json_lines::open(sample, source.rest())?, &[][..])
    } else {
        foreign::refuse_foreign(&sample, layout)?;
        let understood = &["header_row", "delimiter", "encoding"][..];
        (delimited::open(sample, source.rest(), layout)?, understood)
    };
    refuse_twins(&table.header)?;
    let is_idle = |key: &&'static str| !understood.contains(key);
    Ok(Table { idle: layout.said().filter(is_idle).collect(), ..table })
}

#[cfg(feature = "parquet")]
fn parquet_table(sample: Vec<u8>, source: Source) -> Result<Table, TableError> {
    parquet::open(sample, source)
}

#[cfg(not(feature = "parquet"))]
fn parquet_table(_: Vec<u8>, _: Source) -> Result<Table, TableError> {
    Err(TableError::WithoutParquet)
}

/// Of two columns of one name nobody could say which is meant. Those without a name are not spoken of.
fn refuse_twins(header: &[String]) -> Result<(), TableError> {
    let mut seen = HashSet::new();
    let twin = header.iter().find(|name| !name.is_empty() && !seen.insert(*name));
    twin.map_or(Ok(()), |name| Err(TableError::NamedTwice { name: name.clone() }))
}
