//! What earlier versions of a playbook asked, and it no longer does.

use std::collections::BTreeMap;

/// Questions and options of earlier versions, each with why it is no longer asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retired(BTreeMap<String, String>);

impl Retired {
    /// Why something is no longer asked: a question by its id, an option as `question.option`.
    pub fn why(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Why an option is no longer taken, where it is one of them.
    pub fn option(&self, question: &str, option: &str) -> Option<&str> {
        self.why(&format!("{question}.{option}"))
    }

    /// All of them, as `question` or `question.option`, with why.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, because)| (id.as_str(), because.as_str()))
    }

    /// The options of a question that are no longer taken.
    pub fn options_of(&self, question: &str) -> impl Iterator<Item = &str> {
        self.0.keys().filter_map(move |id| id.strip_prefix(question)?.strip_prefix('.'))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, id: String, because: String) {
        self.0.insert(id, because);
    }
}
