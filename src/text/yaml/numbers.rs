//! Plain decimal numbers in text: `20`, `-3`, `0.25`; no exponents, signs or separators else.

use rust_decimal::Decimal;

/// The most digits that a number has, so that JSON's numbers hold it exactly and sums of it
/// never overflow.
pub const MOST_DIGITS: usize = 15;

/// The first number that has more than [`MOST_DIGITS`] before its point.
const FIRST_TOO_LARGE: f64 = 1e15;

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotANumber {
    /// Not written as a plain decimal.
    #[error("not a plain decimal number, as `20` or `0.5`")]
    NotPlain,
    /// More than [`MOST_DIGITS`].
    #[error("a number with more than {MOST_DIGITS} digits")]
    TooLong,
    /// The same before the point alone, so that it can't be rounded, however it is written.
    #[error("too large a number, with more than {MOST_DIGITS} digits")]
    TooLarge,
}

/// The number that a text is.
///
/// # Errors
/// It is not a plain decimal, or has too many digits.
pub fn decimal(text: &str) -> Result<Decimal, NotANumber> {
    if !is_plain(text) {
        return Err(if is_too_large(text) { NotANumber::TooLarge } else { NotANumber::NotPlain });
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    // The zero of `0.5` is no digit of it.
    let whole = whole.trim_start_matches('0');
    if whole.len() > MOST_DIGITS {
        return Err(NotANumber::TooLarge);
    }
    if whole.len() + part.len() > MOST_DIGITS {
        return Err(NotANumber::TooLong);
    }
    let number: Decimal = text.parse().map_err(|_| NotANumber::TooLong)?;
    Ok(if number.is_zero() { Decimal::ZERO } else { number.normalize() })
}

/// A number so that [`decimal`] reads it.
pub fn written(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `-?`, digits without a leading zero, and perhaps a point with digits after it.
fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match unsigned.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (unsigned, None),
    };
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    all_digits(whole) && !leading_zero && part.is_none_or(all_digits)
}

/// Whether a text is a number with an exponent for which there is no room: `1e300`.
fn is_too_large(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.starts_with(|first: char| first.is_ascii_digit())
        && unsigned.parse::<f64>().is_ok_and(|number| number >= FIRST_TOO_LARGE)
}
