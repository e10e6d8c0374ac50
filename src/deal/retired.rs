//! What a deal says of questions and options that its playbook no longer has, on purpose.

use super::history::Written;
use crate::text::characters::quoted;

/// A statement on a question that the playbook retired, or one that names an option which it
/// retired: it stays in the file as it stands there, and never counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredFact {
    /// The question that it is on.
    pub question: String,
    /// The option that is retired; none where it is the question.
    pub option: Option<String>,
    /// What stands in the file.
    pub was: Written,
    /// Why it is retired.
    pub because: String,
}

impl RetiredFact {
    /// What is retired: `question`, or `question.option`.
    pub fn id(&self) -> String {
        retired_id(&self.question, self.option.as_deref())
    }
}

pub(super) fn retired_id(question: &str, option: Option<&str>) -> String {
    option.map_or_else(|| question.to_owned(), |option| format!("{question}.{option}"))
}

/// That something is retired, and why, for a message.
pub(super) fn retired_words(id: &str, because: &str) -> String {
    format!("{} is retired: {}", quoted(id), because.trim_end_matches('.'))
}
