//! What can be said of a playbook's words where no rule about words found anything in them.

use super::{double_question, jargon_to_buyer, leading_question, pressure, seller_activity};
use crate::check_rule::{CheckResult, CheckRule};
use crate::playbook::Playbook;

/// The rules that read words.
pub static RULES_ABOUT_WORDS: [&CheckRule; 5] = [
    &leading_question::RULE,
    &double_question::RULE,
    &pressure::RULE,
    &seller_activity::RULE,
    &jargon_to_buyer::RULE,
];

/// What is read, and what is not. Measured on sentences of others, not on those in the tests.
pub const WHAT_IS_READ: &str = "The rules about words know the usual wordings in English: in text \
     that nobody here wrote they found 23 % of what does a buyer wrong, with 0.7 % false alarms.";

/// What came of reading a playbook's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wordings {
    /// None of the usual wordings was found.
    NoneFound,
    /// Some were.
    Found,
    /// They are in a language that is not read.
    NotRead,
}

impl Wordings {
    /// Of what all rules found, before a team leaves anything out.
    pub fn of(playbook: &Playbook, results: &[CheckResult]) -> Self {
        let is_about_words =
            |result: &CheckResult| RULES_ABOUT_WORDS.iter().any(|rule| rule.id == result.rule.id);
        if !playbook.language.is_english() {
            Self::NotRead
        } else if results.iter().any(is_about_words) {
            Self::Found
        } else {
            Self::NoneFound
        }
    }
}
