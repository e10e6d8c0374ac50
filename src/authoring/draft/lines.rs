//! Lines of YAML as a person would write them.

use std::fmt::Write;

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::text::yaml::writing::scalar;

/// The longest line.
const WIDTH: usize = 100;

/// A text under way.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line as it stands, after so many spaces.
    pub(super) fn line(&mut self, indent: usize, line: &str) {
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "{:indent$}{line}", "");
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.0.push('\n');
    }

    /// A comment, over as many lines as it takes.
    pub(super) fn comment(&mut self, indent: usize, text: &str) {
        for line in wrapped(text, WIDTH - indent - 2) {
            self.line(indent, &format!("# {line}"));
        }
    }

    /// A key and its text, folded where it is long. `key` may begin with the `- ` of a list.
    pub(super) fn text(&mut self, indent: usize, key: &str, text: &str) {
        let line = format!("{key}: {}", scalar(text, false));
        // What white space a folded text has beside single spaces would be lost.
        let can_be_folded = text.split(' ').all(|word| !word.is_empty());
        if indent + line.chars().count() <= WIDTH || !can_be_folded {
            return self.line(indent, &line);
        }
        self.line(indent, &format!("{key}: >-"));
        let within = indent + 2 + if key.starts_with("- ") { 2 } else { 0 };
        for line in wrapped(text, WIDTH - within) {
            self.line(within, &line);
        }
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}
