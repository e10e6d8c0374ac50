//! What values come to, in words.

use crate::engine::{Amount, ValueRange};
use crate::playbook::Value;
use crate::text::amounts::counted;

/// `What it saves them in a month: −400 to 1,200 EUR`.
pub(super) fn line(value: &Value, range: &ValueRange) -> String {
    let counted = |amount: String| counted(&amount, value.unit.as_deref());
    let amount = match (&range.at_least, &range.at_most) {
        _ if !range.may_apply => "does not apply".to_owned(),
        (None, None) => "open".to_owned(),
        (Some(low), None) => format!("{} or more", counted(grouped(low))),
        (None, Some(high)) => format!("{} or less", counted(grouped(high))),
        (Some(low), Some(high)) if low == high => counted(grouped(low)),
        (Some(low), Some(high)) => counted(format!("{} to {}", grouped(low), grouped(high))),
    };
    format!("{}: {amount}", value.title)
}

/// With commas between thousands, and a minus that is as wide as a digit.
fn grouped(amount: &Amount) -> String {
    let plain = amount.rounded();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", plain.as_str()),
    };
    let (whole, part) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut words = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words + part
}
