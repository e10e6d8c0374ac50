//! Decimal numbers as people write them: `20`, `-0.5`, never `1e3` or `1,000`.

use rust_decimal::Decimal;

/// The most digits that a number may have, so that every reader of JSON gets it whole.
pub const MAX_DIGITS: usize = 15;

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotDecimal {
    /// It is something else, or written in another way.
    #[error("not a plain decimal number")]
    Malformed,
    /// It has more digits than [`MAX_DIGITS`].
    #[error("a number of more than {MAX_DIGITS} digits")]
    TooLong,
}

/// Reads a plain decimal number: an optional `-`, digits, and optionally a point and digits.
///
/// # Errors
/// Where it is anything else, or has more than [`MAX_DIGITS`] digits (zeros in front aside).
pub fn parse(text: &str) -> Result<Decimal, NotDecimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let are_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !fraction.is_none_or(are_digits) {
        return Err(NotDecimal::Malformed);
    }
    let significant = whole.trim_start_matches('0').len() + fraction.map_or(0, str::len);
    if significant > MAX_DIGITS {
        return Err(NotDecimal::TooLong);
    }
    let number: Decimal = text.parse().map_err(|_| NotDecimal::Malformed)?;
    Ok(if number.is_zero() { Decimal::ZERO } else { number.normalize() })
}

/// Writes a number so that [`parse`] reads it.
pub fn write(number: Decimal) -> String {
    number.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::{NotDecimal, parse, write};

    #[test]
    fn plain_decimals_are_read_and_written_alike() {
        for text in ["0", "20", "-5", "0.5", "-0.25", "123456789012345", "0.00000000000001"] {
            assert_eq!(parse(text).map(write).as_deref(), Ok(text));
        }
        assert_eq!(parse("020.50").map(write).as_deref(), Ok("20.5"));
        assert_eq!(parse("-0").map(write).as_deref(), Ok("0"));
    }

    #[test]
    fn other_notations_are_refused() {
        for text in ["", "-", "+5", ".5", "5.", "1e3", "1,000", "1_000", "0x10", " 5", "٣", "1.2.3"]
        {
            assert_eq!(parse(text), Err(NotDecimal::Malformed), "{text}");
        }
    }

    #[test]
    fn sixteen_digits_are_too_many() {
        assert_eq!(parse("1234567890123456"), Err(NotDecimal::TooLong));
        assert_eq!(parse(&"9".repeat(100_000)), Err(NotDecimal::TooLong));
        assert!(parse("0000000000000000000001").is_ok());
    }
}
