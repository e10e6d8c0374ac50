//! How common the answers to a question are, in words.

use crate::playbook::Question;

/// How common the answers to a question are, where the playbook says: `quarter 3, year 1`.
pub(crate) fn likely_words(question: &Question) -> Option<String> {
    let weights = question.kind.likely()?.iter().enumerate();
    let words = weights.map(|(option, weight)| format!("{} {weight}", question.option_id(option)));
    Some(words.collect::<Vec<_>>().join(", "))
}
