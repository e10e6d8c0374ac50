//! The cells of one column of a group of rows, one after the other.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::RowGroupReader;

use super::columns::{List, ParquetColumn};
use super::values::Value;
use crate::table::reading::table::{BETWEEN_ITEMS, PLAIN_NUMBER};

/// Cell after cell.
pub(super) trait Cells: Send {
    /// Unpacks those of the next rows; says of how many there were any.
    fn unpack(&mut self, rows: usize) -> Result<usize, ParquetError>;
    /// Puts what the next one says into an empty text; nothing where that is not known.
    fn next(&mut self, cell: &mut Vec<u8>) -> Result<(), String>;
}

pub(super) fn open(
    group: &dyn RowGroupReader,
    place: usize,
    column: ParquetColumn,
) -> Result<Box<dyn Cells>, ParquetError> {
    Ok(match group.get_column_reader(place)? {
        ColumnReader::BoolColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::Int32ColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::Int64ColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::Int96ColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::FloatColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::DoubleColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::ByteArrayColumnReader(reader) => Box::new(Unpacked::of(reader, column)),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            Box::new(Unpacked::of(reader, column))
        }
    })
}

struct Unpacked<Stored: DataType> {
    reader: ColumnReaderImpl<Stored>,
    column: ParquetColumn,
    /// For each cell, or each item of lists, how far it is defined, and whether it goes on with a list.
    defined: Vec<i16>,
    repeated: Vec<i16>,
    values: Vec<Stored::T>,
    /// The next of them.
    level: usize,
    value: usize,
}

impl<Stored: DataType> Unpacked<Stored> {
    fn of(reader: ColumnReaderImpl<Stored>, column: ParquetColumn) -> Self {
        let (defined, repeated, values) = (Vec::new(), Vec::new(), Vec::new());
        Self { reader, column, defined, repeated, values, level: 0, value: 0 }
    }
}

impl<Stored: DataType> Unpacked<Stored>
where
    Stored::T: Value,
{
    /// How far the next cell or item is defined.
    fn step(&mut self) -> i16 {
        let defined = self.defined.get(self.level).copied().unwrap_or(self.column.defined);
        self.level += 1;
        defined
    }

    /// Adds the next value, where there is one.
    fn add(&mut self, defined: i16, cell: &mut Vec<u8>) -> Result<(), String> {
        if defined < self.column.defined {
            return Ok(());
        }
        let value = self.values.get(self.value).ok_or("it has no value where it should")?;
        self.value += 1;
        value.add(self.column.meaning, cell)
    }

    fn add_list(&mut self, list: List, cell: &mut Vec<u8>) -> Result<(), String> {
        let mut defined = self.step();
        if defined < list.filled {
            // A list without items is one all the same.
            if defined >= list.there {
                put_between(cell);
            }
            return Ok(());
        }
        self.add(defined, cell)?;
        while self.repeated.get(self.level).is_some_and(|level| *level > 0) {
            put_between(cell);
            defined = self.step();
            self.add(defined, cell)?;
        }
        cell.retain(|byte| *byte != PLAIN_NUMBER as u8);
        Ok(())
    }
}

fn put_between(cell: &mut Vec<u8>) {
    cell.push(BETWEEN_ITEMS as u8);
}

impl<Stored: DataType> Cells for Unpacked<Stored>
where
    Stored::T: Value,
{
    fn unpack(&mut self, rows: usize) -> Result<usize, ParquetError> {
        self.defined.clear();
        self.repeated.clear();
        self.values.clear();
        (self.level, self.value) = (0, 0);
        let (defined, repeated) = (Some(&mut self.defined), Some(&mut self.repeated));
        let (read, ..) = self.reader.read_records(rows, defined, repeated, &mut self.values)?;
        Ok(read)
    }

    fn next(&mut self, cell: &mut Vec<u8>) -> Result<(), String> {
        match self.column.list {
            Some(list) => self.add_list(list, cell),
            None => {
                let defined = self.step();
                self.add(defined, cell)
            }
        }
    }
}
