//! A stored value as the text of a cell.

use std::fmt::Display;

use jiff::civil::{Date, Time};
use jiff::{Span, ToSpan};
use num_bigint::BigInt;
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};

use super::columns::Meaning;
use crate::table::reading::table::PLAIN_NUMBER;
use crate::text::yaml::json::plain;

/// The longest whole number of a decimal, in bytes: 76 digits.
const LONGEST_DECIMAL: usize = 32;
/// The day from which moments of the oldest kind are counted, before 1970.
const JULIAN_DAY_OF_1970: i64 = 2_440_588;
const NANOSECONDS_OF_A_DAY: i128 = 86_400_000_000_000;
const BEGINNING: Date = Date::constant(1970, 1, 1);

/// A value as it is stored.
pub(super) trait Value {
    /// Adds it to a cell, as what it means.
    fn add(&self, meaning: Meaning, cell: &mut Vec<u8>) -> Result<(), String>;
}

impl Value for bool {
    fn add(&self, _: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        put(cell, self)
    }
}

impl Value for i32 {
    fn add(&self, meaning: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        match meaning {
            Meaning::Unsigned => number(cell, self.cast_unsigned()),
            Meaning::Day => put(cell, day(i64::from(*self))?),
            other => i64::from(*self).add(other, cell),
        }
    }
}

impl Value for i64 {
    fn add(&self, meaning: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        let nanoseconds = |unit: i64| i128::from(*self) * i128::from(unit);
        match meaning {
            Meaning::Unsigned => number(cell, self.cast_unsigned()),
            Meaning::Decimal(scale) => number(cell, decimal(&BigInt::from(*self), scale)),
            Meaning::Moment(unit, is_utc) => moment(cell, nanoseconds(unit), is_utc),
            Meaning::Time(unit) => put(cell, time(nanoseconds(unit))?),
            _ => number(cell, self),
        }
    }
}

impl Value for Int96 {
    fn add(&self, _: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        let [low, high, day] = *self.data() else { return Err("it is no moment".to_owned()) };
        let within = (i128::from(high) << 32) | i128::from(low);
        let days = i128::from(i64::from(day) - JULIAN_DAY_OF_1970);
        moment(cell, days * NANOSECONDS_OF_A_DAY + within, false)
    }
}

impl Value for f32 {
    fn add(&self, _: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        number(cell, plain(&self.to_string()))
    }
}

impl Value for f64 {
    fn add(&self, _: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        number(cell, plain(&self.to_string()))
    }
}

impl Value for ByteArray {
    fn add(&self, meaning: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        bytes(self.data(), meaning, cell)
    }
}

impl Value for FixedLenByteArray {
    fn add(&self, meaning: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
        bytes(self.data(), meaning, cell)
    }
}

fn bytes(bytes: &[u8], meaning: Meaning, cell: &mut Vec<u8>) -> Result<(), String> {
    match (meaning, bytes) {
        (Meaning::Decimal(_), bytes) if bytes.len() > LONGEST_DECIMAL => {
            Err("it is a number of more digits than any program writes".to_owned())
        }
        (Meaning::Decimal(scale), bytes) => {
            number(cell, decimal(&BigInt::from_signed_bytes_be(bytes), scale))
        }
        (Meaning::Half, [low, high]) => {
            number(cell, plain(&half(u16::from_le_bytes([*low, *high])).to_string()))
        }
        (Meaning::Uuid, bytes) => {
            for (place, byte) in bytes.iter().enumerate() {
                let mark = if [4, 6, 8, 10].contains(&place) { "-" } else { "" };
                put(cell, format_args!("{mark}{byte:02x}"))?;
            }
            Ok(())
        }
        // What is no UTF-8 is told of the cell, should it be read.
        (_, bytes) => {
            cell.extend_from_slice(bytes);
            Ok(())
        }
    }
}

fn put(cell: &mut Vec<u8>, shown: impl Display) -> Result<(), String> {
    use std::io::Write;
    write!(cell, "{shown}").map_err(|error| error.to_string())
}

/// A number as its program has it.
fn number(cell: &mut Vec<u8>, number: impl Display) -> Result<(), String> {
    put(cell, format_args!("{PLAIN_NUMBER}{number}"))
}

/// A decimal to its last digit that is no zero.
fn decimal(unscaled: &BigInt, scale: i32) -> String {
    let scale = usize::try_from(scale).unwrap_or_default();
    let sign = if unscaled.sign() == num_bigint::Sign::Minus { "-" } else { "" };
    let digits = format!("{:0>width$}", unscaled.magnitude().to_string(), width = scale + 1);
    let (whole, behind) = digits.split_at(digits.len() - scale);
    match behind.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        behind => format!("{sign}{whole}.{behind}"),
    }
}

fn day(days: i64) -> Result<Date, String> {
    let day = Span::new().try_days(days).and_then(|days| BEGINNING.checked_add(days));
    day.map_err(|_| "it is a day that no calendar has".to_owned())
}

/// A moment as spreadsheets' are shown: with its time where that is not midnight.
fn moment(cell: &mut Vec<u8>, nanoseconds: i128, is_utc: bool) -> Result<(), String> {
    let days = nanoseconds.div_euclid(NANOSECONDS_OF_A_DAY);
    let date = day(i64::try_from(days).unwrap_or(i64::MAX))?;
    match nanoseconds.rem_euclid(NANOSECONDS_OF_A_DAY) {
        0 => put(cell, date),
        within => {
            let zone = if is_utc { "Z" } else { "" };
            put(cell, format_args!("{date}T{}{zone}", time(within)?))
        }
    }
}

fn time(nanoseconds: i128) -> Result<Time, String> {
    let wrong = || "it is a time that no day has".to_owned();
    if !(0..NANOSECONDS_OF_A_DAY).contains(&nanoseconds) {
        return Err(wrong());
    }
    let nanoseconds = i64::try_from(nanoseconds).map_err(|_| wrong())?;
    Time::midnight().checked_add(nanoseconds.nanoseconds()).map_err(|_| wrong())
}

/// A number of one bit for its sign, five for its exponent and ten for its digits (IEEE 754).
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let digits = f32::from(bits & 0x3ff);
    match i32::from(bits >> 10 & 0x1f) {
        0 => sign * digits * 2f32.powi(-24),
        31 if digits == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        exponent => sign * (1024.0 + digits) * 2f32.powi(exponent - 25),
    }
}
