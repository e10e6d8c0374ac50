//! Whether two conditions say the same.

use super::matching::Matching;
use crate::playbook::{Condition, Test};

/// Whether a condition of the old playbook and one of the new say the same in other ids and
/// another order. Conditions that mean the same by a longer way are different here.
pub fn is_same_condition(old: &Condition, new: &Condition, matching: &Matching) -> bool {
    match (old, new) {
        (Condition::All(old), Condition::All(new)) | (Condition::Any(old), Condition::Any(new)) => {
            are_same_parts(old, new, matching)
        }
        (Condition::Not(old), Condition::Not(new)) => is_same_condition(old, new, matching),
        (Condition::Test(before, old), Condition::Test(after, new)) => {
            let Some(matched) = matching.of_old(*before) else { return false };
            let same = |old: &[usize], new: &[usize]| {
                old.len() == new.len()
                    && old
                        .iter()
                        .all(|one| matched.new_option(*one).is_some_and(|one| new.contains(&one)))
            };
            matched.new == *after
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
