//! What values come to, in words.

use crate::engine::{Amount, ValueRange};
use crate::playbook::{Question, Value};
use crate::text::amounts::counted;
use crate::text::source::listed;

/// `What it saves them in a month: −400 to 1,200 EUR`, with the parts that nobody has answered.
pub(super) fn line(value: &Value, range: &ValueRange, missing: &[&Question]) -> String {
    let counted = |amount: String| counted(&amount, value.unit.as_deref());
    let amount = match (&range.told_at_least, &range.told_at_most) {
        _ if !range.may_apply => "does not apply".to_owned(),
        (None, None) => "open".to_owned(),
        (Some(low), None) => format!("{} or more", counted(grouped(low))),
        (None, Some(high)) => format!("{} or less", counted(grouped(high))),
        (Some(low), Some(high)) if low == high => counted(grouped(low)),
        (Some(low), Some(high)) => counted(format!("{} to {}", grouped(low), grouped(high))),
    };
    let missing: Vec<&str> = missing.iter().map(|question| question.id.as_str()).collect();
    let missing = match missing.as_slice() {
        missing if missing.is_empty() || !range.may_apply => String::new(),
        missing => format!("; not known yet: {}", listed(missing, "and")),
    };
    format!("{}: {amount}{missing}", value.title)
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
