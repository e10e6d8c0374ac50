//! Rows as Parquet, for warehouses: texts, whole numbers and fractions, each in columns of its own. Lists
//! are texts as CSV has them.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Stored};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::{BETWEEN_WORDS, Cell, RowLine, Told};
use crate::playbook::Playbook;

/// The rows that are held until they are written together, as a group of the file: some megabytes.
const ROWS_IN_GROUP: usize = 16_384;

/// Rows that are not written yet, column by column.
#[derive(Debug)]
pub struct ParquetRows {
    columns: Vec<Column>,
    count: usize,
}

/// The cells of a column that are known, and of each whether it is.
#[derive(Debug)]
struct Cells<Value> {
    values: Vec<Value>,
    defined: Vec<i16>,
}

#[derive(Debug)]
enum Column {
    Words(Cells<ByteArray>),
    Wholes(Cells<i64>),
    Chances(Cells<f64>),
}

impl ParquetRows {
    /// No rows yet, of which this is told, and so many columns of the table are kept.
    pub fn new(told: &[Told], kept: usize) -> Self {
        let words = || Column::Words(Cells::new());
        let mut columns: Vec<Column> = Vec::with_capacity(told.len() + kept);
        columns.extend(told.iter().map(|told| match told {
            Told::AtLeast | Told::AtMost => Column::Wholes(Cells::new()),
            Told::ChanceOfFit => Column::Chances(Cells::new()),
            _ => words(),
        }));
        columns.extend((0..kept).map(|_| words()));
        Self { columns, count: 0 }
    }

    /// Adds a row. A cell of the table that is kept and empty is one that is not known.
    pub fn add(&mut self, row: &RowLine, told: &[Told], playbook: &Playbook) {
        let (own, kept) = self.columns.split_at_mut(told.len());
        for (column, told) in own.iter_mut().zip(told) {
            column.add(&row.cell(*told, playbook));
        }
        let cells = row.kept.iter().map(|(_, cell)| match cell.is_empty() {
            true => Cell::Nothing,
            false => Cell::Word(cell),
        });
        // A row that is shorter than the names of the columns has nothing in the others.
        let mut cells = cells.chain(std::iter::repeat_with(|| Cell::Nothing));
        kept.iter_mut().zip(&mut cells).for_each(|(column, cell)| column.add(&cell));
        self.count += 1;
    }

    fn take(&mut self, others: &mut Self) {
        for (column, other) in self.columns.iter_mut().zip(&mut others.columns) {
            match (column, other) {
                (Column::Words(cells), Column::Words(others)) => cells.take(others),
                (Column::Wholes(cells), Column::Wholes(others)) => cells.take(others),
                (Column::Chances(cells), Column::Chances(others)) => cells.take(others),
                _ => debug_assert!(false, "rows of one file have the same columns"),
            }
        }
        self.count += std::mem::take(&mut others.count);
    }
}

impl<Value> Cells<Value> {
    fn new() -> Self {
        Self { values: Vec::new(), defined: Vec::new() }
    }

    fn add(&mut self, value: Option<Value>) {
        self.defined.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn take(&mut self, others: &mut Self) {
        self.values.append(&mut others.values);
        self.defined.append(&mut others.defined);
    }
}

impl Column {
    fn add(&mut self, cell: &Cell) {
        match (self, cell) {
            (Self::Words(cells), Cell::Word(word)) => cells.add(Some(ByteArray::from(*word))),
            (Self::Words(cells), Cell::Words(words)) => {
                cells.add(Some(ByteArray::from(words.join(BETWEEN_WORDS).as_str())));
            }
            (Self::Wholes(cells), Cell::Whole(number)) => cells.add(Some(*number)),
            (Self::Chances(cells), Cell::Chance(chance)) => cells.add(Some(*chance)),
            (Self::Words(cells), _) => cells.add(None),
            (Self::Wholes(cells), _) => cells.add(None),
            (Self::Chances(cells), _) => cells.add(None),
        }
    }

    fn schema(&self, name: &str) -> Result<Type, ParquetError> {
        let (stored, meaning) = match self {
            Self::Words(_) => (Stored::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Wholes(_) => (Stored::INT64, None),
            Self::Chances(_) => (Stored::DOUBLE, None),
        };
        let column = Type::primitive_type_builder(name, stored);
        column.with_logical_type(meaning).with_repetition(Repetition::OPTIONAL).build()
    }
}

/// A file that is being written; what is ready of it is handed out, so that little of it is held.
pub struct ParquetFile {
    writer: SerializedFileWriter<Vec<u8>>,
    waiting: ParquetRows,
}

impl ParquetFile {
    /// A file with a column for each of what is told, and for each of the table's that is kept.
    ///
    /// # Errors
    /// It can't be written.
    pub fn new(told: &[Told], kept: &[String], playbook: &Playbook) -> Result<Self, ParquetError> {
        let waiting = ParquetRows::new(told, kept.len());
        let kept = kept.iter().enumerate().map(|(place, name)| match name.is_empty() {
            true => format!("column_{}", place + 1),
            false => name.clone(),
        });
        let names = told.iter().map(|told| told.name(playbook).to_owned()).chain(kept);
        let columns = waiting.columns.iter().zip(names);
        let columns: Result<Vec<_>, _> =
            columns.map(|(column, name)| column.schema(&name).map(Arc::new)).collect();
        let schema = Type::group_type_builder("verdicts").with_fields(columns?).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("coach ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(Vec::new(), schema.into(), properties.into())?;
        Ok(Self { writer, waiting })
    }

    /// Takes rows over, and hands out what is ready of the file.
    ///
    /// # Errors
    /// They can't be written.
    pub fn add(&mut self, rows: &mut ParquetRows) -> Result<Vec<u8>, ParquetError> {
        self.waiting.take(rows);
        if self.waiting.count >= ROWS_IN_GROUP {
            self.write()?;
        }
        Ok(std::mem::take(self.writer.inner_mut()))
    }

    /// Hands out the rest of the file.
    ///
    /// # Errors
    /// It can't be written.
    pub fn finish(mut self) -> Result<Vec<u8>, ParquetError> {
        if self.waiting.count > 0 {
            self.write()?;
        }
        self.writer.finish()?;
        Ok(std::mem::take(self.writer.inner_mut()))
    }

    /// Writes a group.
    fn write(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.waiting.columns {
            match column {
                Column::Words(cells) => write::<ByteArrayType>(&mut group, cells)?,
                Column::Wholes(cells) => write::<Int64Type>(&mut group, cells)?,
                Column::Chances(cells) => write::<DoubleType>(&mut group, cells)?,
            }
        }
        group.close()?;
        self.waiting.count = 0;
        Ok(())
    }
}

/// Writes the cells of the next column, and forgets them.
fn write<Of: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: &mut Cells<Of::T>,
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<Of>().write_batch(&cells.values, Some(&cells.defined), None)?;
        column.close()?;
    }
    cells.values.clear();
    cells.defined.clear();
    Ok(())
}
