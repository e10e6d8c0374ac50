//! The sources that a deal names, as they were read for it.

use std::collections::BTreeMap;

use super::transcript::Transcript;

/// The sources that a deal names: by what it calls a file, what is said in it, or why that can't be told.
#[derive(Debug, Clone, Default)]
pub struct Sources(BTreeMap<String, Result<Transcript, String>>);

impl Sources {
    /// Takes in a source.
    pub fn take_in(&mut self, file: &str, read: Result<Transcript, String>) {
        self.0.insert(file.to_owned(), read);
    }

    /// What is said in a file; `None` where nobody looked.
    pub fn get(&self, file: &str) -> Option<Result<&Transcript, &str>> {
        self.0.get(file).map(|read| read.as_ref().map_err(String::as_str))
    }

    /// Whether a file was looked at already.
    pub fn has(&self, file: &str) -> bool {
        self.0.contains_key(file)
    }
}
