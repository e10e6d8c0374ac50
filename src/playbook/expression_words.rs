//! Expressions as they are written.

use super::{Expression, Operation, Playbook};
use crate::text::yaml::numbers;

/// How closely a sign before something binds.
const SIGN_RANK: u8 = 3;
/// How closely that hangs together which never needs brackets.
const WHOLE_RANK: u8 = 4;

/// An expression as a playbook would have it, with no brackets but those that are needed.
pub fn written(expression: &Expression, playbook: &Playbook) -> String {
    match expression {
        Expression::Number(number) => numbers::written(*number),
        Expression::Question(question) => playbook.question(*question).id.clone(),
        Expression::Value(value) => playbook.value(*value).id.clone(),
        Expression::Negated(part) => format!("-{}", within(part, SIGN_RANK, playbook)),
        Expression::Two(operation, one, two) => {
            let rank = rank(*operation);
            let (one, two) = (within(one, rank, playbook), within(two, rank + 1, playbook));
            format!("{one} {} {two}", operation.sign())
        }
        Expression::Of(choosing, parts) => {
            let parts: Vec<String> = parts.iter().map(|part| written(part, playbook)).collect();
            format!("{}({})", choosing.name(), parts.join(", "))
        }
    }
}

/// The same in brackets, where it hangs together less than what stands around it.
fn within(expression: &Expression, around: u8, playbook: &Playbook) -> String {
    let own = match expression {
        Expression::Two(operation, ..) => rank(*operation),
        Expression::Negated(_) => SIGN_RANK,
        Expression::Number(_) | Expression::Question(_) => WHOLE_RANK,
        Expression::Value(_) | Expression::Of(..) => WHOLE_RANK,
    };
    let words = written(expression, playbook);
    if own < around { format!("({words})") } else { words }
}

/// How closely an operation binds.
fn rank(operation: Operation) -> u8 {
    match operation {
        Operation::Plus | Operation::Minus => 1,
        Operation::Times | Operation::Over => 2,
    }
}
