//! What a rule of language found in a text.

use std::ops::Range;

/// Words that do a buyer wrong, and what to say instead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Match {
    /// Where they stand in the text, in bytes.
    pub range: Range<usize>,
    /// What is wrong: lower case, without a full stop, the words in backticks.
    pub message: String,
    /// What to do, or a wording.
    pub suggestion: Option<String>,
}
