//! A text with the name that a reader knows it by.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::finding::Finding;
use super::lines::Lines;

/// The largest file that is read, in bytes (1 MiB).
pub const MAX_BYTES: u64 = 1024 * 1024;

/// A text with the name that a reader knows it by: a path, `<stdin>`, `--answer`.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// What the text is called in messages.
    pub name: String,
    /// The text, without a byte-order mark; borrowed where it is part of the binary.
    pub text: Cow<'static, str>,
    // In a box, as errors carry their file.
    about: Box<About>,
}

/// What is known of a text beside it.
#[derive(Debug, Clone, Default)]
struct About {
    /// Why it is not the text that was written.
    fault: Option<Finding>,
    /// Made when the first place is asked for: most texts have nothing wrong in them.
    lines: OnceLock<Lines>,
    /// Whether nothing of it may be told, unless it is what it should be.
    is_withheld: bool,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text && self.fault() == other.fault()
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A text under a name; a leading byte-order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Self::of(name.into(), text.into(), None)
    }

    /// A text that is part of the binary, under a name.
    pub fn embedded(name: impl Into<String>, text: &'static str) -> Self {
        Self::of(name.into(), text.into(), None)
    }

    /// What can be shown of a file that is no text, or too much of it, with what is wrong.
    pub(super) fn faulty(name: String, text: String, fault: Finding) -> Self {
        Self::of(name, text.into(), Some(fault))
    }

    fn of(name: String, text: Cow<'static, str>, fault: Option<Finding>) -> Self {
        Self { name, text, about: Box::new(About { fault, ..About::default() }) }
    }

    /// The same, of which nothing is told unless it is what it should be.
    pub fn withheld(mut self) -> Self {
        self.about.is_withheld = true;
        self
    }

    /// Whether nothing of it may be told.
    pub(super) fn is_withheld(&self) -> bool {
        self.about.is_withheld
    }

    /// Why the text is not what was written: it was no UTF-8, or too large. Then it is good for nothing
    /// but to show where.
    pub fn fault(&self) -> Option<&Finding> {
        self.about.fault.as_ref()
    }

    /// The lines of the text.
    pub fn lines(&self) -> &Lines {
        self.about.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The line and the column of a byte offset, both counted from 1, the column in characters.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        self.lines().line_and_column(&self.text, offset)
    }
}
