//! Whether two conditions say the same.

use super::matching::Matching;
use crate::playbook::{Condition, Expression, Subject, Test};

/// Whether a condition of the old playbook and one of the new say the same in other ids and
/// another order. Conditions that mean the same by a longer way are different here.
pub fn is_same_condition(old: &Condition, new: &Condition, matching: &Matching) -> bool {
    match (old, new) {
        (Condition::All(old), Condition::All(new)) | (Condition::Any(old), Condition::Any(new)) => {
            are_same_parts(old, new, matching)
        }
        (Condition::Not(old), Condition::Not(new)) => is_same_condition(old, new, matching),
        (Condition::Test(before, old), Condition::Test(after, new)) => {
            let matched = match before {
                Subject::Question(before) => matching.of_old(*before),
                Subject::Value(_) => None,
            };
            let same = |old: &[usize], new: &[usize]| {
                let is_there = |one: &usize| {
                    let now = matched.and_then(|matched| matched.new_option(*one));
                    now.is_some_and(|one| new.contains(&one))
                };
                old.len() == new.len() && old.iter().all(is_there)
            };
            matching.is_same_subject(*before, *after)
                && match (old, new) {
                    (Test::OneOf(old), Test::OneOf(new))
                    | (Test::NoneOf(old), Test::NoneOf(new))
                    | (Test::Includes(old), Test::Includes(new))
                    | (Test::IncludesAny(old), Test::IncludesAny(new))
                    | (Test::Excludes(old), Test::Excludes(new)) => same(old, new),
                    (old, new) => old == new,
                }
        }
        _ => false,
    }
}

/// Whether each part has its like on the other side.
fn are_same_parts(old: &[Condition], new: &[Condition], matching: &Matching) -> bool {
    let mut left: Vec<&Condition> = new.iter().collect();
    old.len() == new.len()
        && old.iter().all(|one| {
            let like = left.iter().position(|other| is_same_condition(one, other, matching));
            like.map(|like| left.remove(like)).is_some()
        })
}

/// Whether an expression of the old playbook and one of the new say the same in other ids.
pub fn is_same_expression(old: &Expression, new: &Expression, matching: &Matching) -> bool {
    let is_same_sign = match (old, new) {
        (Expression::Number(old), Expression::Number(new)) => old == new,
        (Expression::Question(old), Expression::Question(new)) => {
            matching.is_same_subject(Subject::Question(*old), Subject::Question(*new))
        }
        (Expression::Value(old), Expression::Value(new)) => {
            matching.is_same_subject(Subject::Value(*old), Subject::Value(*new))
        }
        (Expression::Negated(_), Expression::Negated(_)) => true,
        (Expression::Two(old, ..), Expression::Two(new, ..)) => old == new,
        (Expression::Of(old, _), Expression::Of(new, _)) => old == new,
        _ => false,
    };
    let (old, new) = (old.parts(), new.parts());
    let mut parts = old.iter().zip(&new);
    is_same_sign
        && old.len() == new.len()
        && parts.all(|(old, new)| is_same_expression(old, new, matching))
}
