//! Which columns a Parquet file has, and what stands in their cells.

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Stored};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor, Type};

use crate::table::reading::table::TableError;
use crate::text::characters::quoted;

/// A column.
#[derive(Debug, Clone)]
pub(super) struct ParquetColumn {
    pub(super) name: String,
    pub(super) meaning: Meaning,
    /// At which level of definition a cell, or an item of a list, has a value.
    pub(super) defined: i16,
    pub(super) list: Option<List>,
}

/// A cell that is a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// At which level of definition there is a list, be it empty.
    pub(super) there: i16,
    /// At which it has an item, be that without a value.
    pub(super) filled: i16,
}

/// What the stored values of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// As they are stored.
    Plain,
    /// A whole number without a sign.
    Unsigned,
    /// A whole number, of which so many digits are behind the point.
    Decimal(i32),
    /// A number of two bytes.
    Half,
    /// Days since 1970.
    Day,
    /// A moment since then, in so many nanoseconds; and whether it is one of UTC.
    Moment(i64, bool),
    /// A time of a day, in so many nanoseconds.
    Time(i64),
    /// Sixteen bytes that name a thing.
    Uuid,
}

/// The columns of a file, none of which has columns of its own.
pub(super) fn columns_of(schema: &SchemaDescriptor) -> Result<Vec<ParquetColumn>, TableError> {
    let fields = schema.root_schema().get_fields();
    if fields.len() != schema.num_columns() {
        let nested = fields.iter().find(|field| leaves(field) != 1);
        return Err(nested.map_or(TableError::Empty, |field| nested_column(field)));
    }
    let columns = fields.iter().zip(schema.columns());
    columns.map(|(field, leaf)| column_of(field, leaf)).collect()
}

/// How many columns a field is stored as, as far as that is of interest: two are many.
fn leaves(field: &Type) -> usize {
    match field {
        Type::PrimitiveType { .. } => 1,
        Type::GroupType { fields, .. } => fields.iter().map(|field| leaves(field)).sum(),
    }
}

fn nested_column(field: &Type) -> TableError {
    TableError::NestedColumn { name: quoted(field.name()) }
}

fn column_of(field: &Type, leaf: &ColumnDescriptor) -> Result<ParquetColumn, TableError> {
    let list = match leaf.max_rep_level() {
        0 if field.is_primitive() => None,
        1 => Some(list_of(field).ok_or_else(|| nested_column(field))?),
        _ => return Err(nested_column(field)),
    };
    let meaning = meaning_of(leaf).ok_or_else(|| TableError::ColumnOfBytes {
        name: quoted(field.name()),
        kind: format!("{} {}", leaf.physical_type(), leaf.converted_type()),
    })?;
    let name = field.name().trim().to_owned();
    Ok(ParquetColumn { name, meaning, defined: leaf.max_def_level(), list })
}

/// The levels of a list of plain values, as it is written today and as it was before.
fn list_of(field: &Type) -> Option<List> {
    let repetition = |field: &Type| field.get_basic_info().repetition();
    let of = |there| Some(List { there, filled: there + 1 });
    if repetition(field) == Repetition::REPEATED {
        return field.is_primitive().then_some(()).and_then(|()| of(0));
    }
    let about = field.get_basic_info();
    let is_list = about.converted_type() == ConvertedType::LIST
        || about.logical_type_ref() == Some(&LogicalType::List);
    let [repeated] = (!field.is_primitive()).then(|| field.get_fields())? else { return None };
    let is_plain = repeated.is_primitive()
        || repeated
            .get_fields()
            .iter()
            .all(|item| item.is_primitive() && repetition(item) != Repetition::REPEATED);
    let is_one = is_list && is_plain && repetition(repeated) == Repetition::REPEATED;
    is_one.then(|| i16::from(repetition(field) == Repetition::OPTIONAL)).and_then(of)
}

/// What values mean; nothing where they are no text, number or day.
fn meaning_of(leaf: &ColumnDescriptor) -> Option<Meaning> {
    if let Some(meaning) = leaf.logical_type_ref().and_then(meaning_of_logical) {
        return fits(meaning, leaf).then_some(meaning);
    }
    let meaning = match leaf.converted_type() {
        ConvertedType::NONE if leaf.physical_type() == Stored::INT96 => Meaning::Moment(1, false),
        ConvertedType::NONE
        | ConvertedType::UTF8
        | ConvertedType::ENUM
        | ConvertedType::JSON
        | ConvertedType::INT_8
        | ConvertedType::INT_16
        | ConvertedType::INT_32
        | ConvertedType::INT_64 => Meaning::Plain,
        ConvertedType::UINT_8
        | ConvertedType::UINT_16
        | ConvertedType::UINT_32
        | ConvertedType::UINT_64 => Meaning::Unsigned,
        ConvertedType::DECIMAL => Meaning::Decimal(leaf.type_scale()),
        ConvertedType::DATE => Meaning::Day,
        ConvertedType::TIME_MILLIS => Meaning::Time(1_000_000),
        ConvertedType::TIME_MICROS => Meaning::Time(1_000),
        ConvertedType::TIMESTAMP_MILLIS => Meaning::Moment(1_000_000, true),
        ConvertedType::TIMESTAMP_MICROS => Meaning::Moment(1_000, true),
        _ => return None,
    };
    fits(meaning, leaf).then_some(meaning)
}

fn meaning_of_logical(logical: &LogicalType) -> Option<Meaning> {
    Some(match logical {
        LogicalType::Integer(whole) if !whole.is_signed => Meaning::Unsigned,
        LogicalType::Decimal(decimal) => Meaning::Decimal(decimal.scale),
        LogicalType::Float16 => Meaning::Half,
        LogicalType::Date => Meaning::Day,
        LogicalType::Uuid => Meaning::Uuid,
        LogicalType::Time(time) => Meaning::Time(nanoseconds(&time.unit)),
        LogicalType::Timestamp(moment) => {
            Meaning::Moment(nanoseconds(&moment.unit), moment.is_adjusted_to_u_t_c)
        }
        _ => return None,
    })
}

fn nanoseconds(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000_000,
        TimeUnit::MICROS => 1_000,
        TimeUnit::NANOS => 1,
    }
}

/// Whether values are stored as what they mean has to be.
fn fits(meaning: Meaning, leaf: &ColumnDescriptor) -> bool {
    let stored = leaf.physical_type();
    let is_whole = matches!(stored, Stored::INT32 | Stored::INT64);
    let is_fixed = stored == Stored::FIXED_LEN_BYTE_ARRAY;
    match meaning {
        // What stands in a fixed number of bytes, and nobody says what it is, is no text.
        Meaning::Plain => !is_fixed && stored != Stored::INT96,
        Meaning::Unsigned => is_whole,
        Meaning::Decimal(scale) => {
            let is_number = is_whole || is_fixed || stored == Stored::BYTE_ARRAY;
            is_number && (0..=MOST_DECIMALS).contains(&scale)
        }
        Meaning::Half => is_fixed && leaf.type_length() == 2,
        Meaning::Uuid => is_fixed && leaf.type_length() == 16,
        Meaning::Day => stored == Stored::INT32,
        Meaning::Moment(..) => stored == Stored::INT64 || stored == Stored::INT96,
        Meaning::Time(_) => is_whole,
    }
}

/// More digits behind the point no program writes.
const MOST_DECIMALS: i32 = 100;
