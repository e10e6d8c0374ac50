//! Parquet: tables as warehouses write them, packed column by column.
//!
//! Of a file only as many rows of each column are held as are unpacked at once; what comes once, as from
//! standard input, is held whole, since what a Parquet file holds is said at its end.

mod cells;
mod columns;
mod nesting;
mod values;

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use csv::ByteRecord;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};

use self::cells::Cells;
use self::columns::{ParquetColumn, columns_of};
use super::source::Source;
use super::table::{LARGEST_PIPED, LONGEST_ROW, Row, Rows, Table, TableError};

/// What is said of a file that says of itself what can't be.
const IMPOSSIBLE: &str = "what it says of itself can't be so; was it cut short?";

/// The rows of which the cells of all columns are held.
const ROWS_AT_ONCE: usize = 1024;

pub(super) fn open(sample: Vec<u8>, source: Source) -> Result<Table, TableError> {
    match source {
        Source::File(file) => table(file),
        Source::Stream(stream) => {
            let mut bytes = sample;
            let read = stream.take(LARGEST_PIPED + 1).read_to_end(&mut bytes);
            read.map_err(|error| TableError::Broken { row: 0, error })?;
            if bytes.len() as u64 > LARGEST_PIPED {
                return Err(TableError::LargePipedParquet);
            }
            table(Bytes::from(bytes))
        }
    }
}

fn table<Chunks: ChunkReader + 'static>(chunks: Chunks) -> Result<Table, TableError> {
    match nesting::is_too_deep(&chunks) {
        Some(false) => {}
        Some(true) => return Err(TableError::DeepParquet),
        None => return Err(TableError::Parquet(IMPOSSIBLE.to_owned())),
    }
    let reader = unpacked(|| SerializedFileReader::new(chunks))?;
    refuse_other_packers(reader.metadata())?;
    let columns = columns_of(reader.metadata().file_metadata().schema_descr())?;
    let header: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    if header.is_empty() {
        return Err(TableError::Empty);
    }
    let rows = ParquetRows {
        reader: Box::new(reader),
        columns: Arc::from(columns),
        group: 0,
        cells: Vec::new(),
        left_in_group: 0,
        held: 0,
        number: 0,
        cell: Vec::new(),
    };
    let found = "Parquet".to_owned();
    Ok(Table { header, found, is_guessed: false, idle: Vec::new(), rows: Box::new(rows) })
}

/// Refuses at once what could be read only as far as the first cell that is packed otherwise.
fn refuse_other_packers(about: &ParquetMetaData) -> Result<(), TableError> {
    let columns = about.row_groups().iter().flat_map(|group| group.columns());
    let other = columns.map(|column| match column.compression() {
        Compression::BROTLI(_) => Some("brotli"),
        Compression::LZO => Some("lzo"),
        _ => None,
    });
    other.flatten().next().map_or(Ok(()), |packer| Err(TableError::ParquetPacked { packer }))
}

/// What was unpacked. The library stops the program at some files that are broken; here they are only
/// that.
fn unpacked<Of>(unpack: impl FnOnce() -> Result<Of, ParquetError>) -> Result<Of, TableError> {
    match catch_unwind(AssertUnwindSafe(unpack)) {
        Ok(unpacked) => unpacked.map_err(|error| TableError::Parquet(error.to_string())),
        Err(_) => Err(TableError::Parquet(IMPOSSIBLE.to_owned())),
    }
}

struct ParquetRows {
    reader: Box<dyn FileReader>,
    columns: Arc<[ParquetColumn]>,
    /// The next group of rows of the file.
    group: usize,
    /// The cells of this group, column by column.
    cells: Vec<Box<dyn Cells>>,
    /// The rows of this group that are not unpacked yet.
    left_in_group: usize,
    /// The rows that are unpacked and not handed out yet.
    held: usize,
    number: u64,
    cell: Vec<u8>,
}

impl ParquetRows {
    /// Goes on to the next group that has rows; `false` where there is none.
    fn next_group(&mut self) -> Result<bool, TableError> {
        while self.group < self.reader.num_row_groups() {
            let group = unpacked(|| self.reader.get_row_group(self.group))?;
            self.group += 1;
            let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
            if rows == 0 {
                continue;
            }
            let places = 0..self.columns.len();
            let cells =
                places.map(|place| cells::open(&*group, place, self.columns[place].clone()));
            self.cells = unpacked(|| cells.collect())?;
            self.left_in_group = rows;
            return Ok(true);
        }
        Ok(false)
    }

    /// Unpacks the next rows; `false` where there are none.
    fn unpack(&mut self) -> Result<bool, TableError> {
        if self.left_in_group == 0 && !self.next_group()? {
            return Ok(false);
        }
        let wanted = self.left_in_group.min(ROWS_AT_ONCE);
        for (cells, column) in self.cells.iter_mut().zip(&*self.columns) {
            let read = unpacked(|| cells.unpack(wanted))?;
            if read != wanted {
                let name = &column.name;
                return Err(TableError::Parquet(format!("column `{name}` ends too soon")));
            }
        }
        self.left_in_group -= wanted;
        self.held = wanted;
        Ok(true)
    }
}

impl Rows for ParquetRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        if self.held == 0 && !self.unpack()? {
            return Ok(false);
        }
        self.held -= 1;
        self.number += 1;
        row.number = self.number;
        row.cells = ByteRecord::new();
        for (cells, column) in self.cells.iter_mut().zip(&*self.columns) {
            self.cell.clear();
            cells.next(&mut self.cell).map_err(|problem| {
                let (name, row) = (&column.name, self.number);
                TableError::Parquet(format!("row {row}, column `{name}`: {problem}"))
            })?;
            row.cells.push_field(&self.cell);
            if row.cells.as_slice().len() as u64 > LONGEST_ROW {
                return Err(TableError::LongParquetRow { row: self.number });
            }
        }
        Ok(true)
    }
}
