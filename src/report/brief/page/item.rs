//! What a page is made of: sections, and the things that are said in them.

use crate::engine::Verdict;

/// A brief in words. Nothing in it is escaped yet.
pub(crate) struct Page {
    /// Decides the colour of the verdict.
    pub(crate) verdict: Verdict,
    /// `NOT A FIT`.
    pub(crate) verdict_words: &'static str,
    /// Why, in a sentence.
    pub(crate) reason: String,
    /// What stands right under the verdict, a paragraph each.
    pub(crate) opening: Vec<String>,
    /// The rest.
    pub(crate) sections: Vec<Section>,
}

/// A titled part of the page; never empty.
pub(crate) struct Section {
    /// The title.
    pub(crate) title: String,
    /// What it says.
    pub(crate) items: Vec<Item>,
}

/// One thing said.
pub(crate) struct Item {
    /// What stands before it.
    pub(crate) mark: Mark,
    /// What is said.
    pub(crate) text: String,
    /// What explains it: a name and words.
    pub(crate) notes: Vec<(String, String)>,
}

/// What stands before an item.
pub(crate) enum Mark {
    /// Nothing: a paragraph.
    None,
    /// Its place in an order.
    Number(usize),
    /// What kind of thing it is.
    Tag(Tone, String),
    /// The question that it is about.
    Name(String),
}

/// Whether a tag speaks for a fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Neither, or not yet.
    Open,
}

impl Item {
    /// Something said after a mark.
    pub(in crate::report) fn new(mark: Mark, text: impl Into<String>) -> Self {
        Self { mark, text: text.into(), notes: Vec::new() }
    }

    /// A paragraph.
    pub(in crate::report) fn paragraph(text: impl Into<String>) -> Self {
        Self::new(Mark::None, text)
    }
}
