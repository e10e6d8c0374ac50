//! Where things stand in a deal's file, for those who point at them.

use crate::text::source::{SourceFile, Span};
use crate::text::yaml::{Entry, Node, Value};

/// The text of a sound deal, and where things stand in it.
#[derive(Debug, Clone)]
pub struct Places {
    file: SourceFile,
    root: Node,
}

impl Places {
    pub(super) fn new(file: SourceFile, root: Node) -> Self {
        Self { file, root }
    }

    /// The text.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// The text, with the places given up.
    pub fn into_file(self) -> SourceFile {
        self.file
    }

    /// A key of the file itself: `pursue`, `facts`; the file's beginning where it is not there.
    pub fn key(&self, key: &str) -> Span {
        self.root.get(key).map_or(0..0, |entry| entry.key_span.clone())
    }

    /// A question's key under `facts`.
    pub fn question(&self, id: &str) -> Option<Span> {
        Some(self.entry(id)?.key_span.clone())
    }

    /// The answer of one of the facts about a question, counted from 0; of a fact in its long form
    /// the `answer` alone.
    pub fn answer(&self, id: &str, fact: usize) -> Option<Span> {
        let fact = self.fact(id, fact)?;
        Some(fact.get("answer").map_or(&fact.span, |answer| &answer.value.span).clone())
    }

    /// The date of one of the facts about a question, counted from 0.
    pub fn date(&self, id: &str, fact: usize) -> Option<Span> {
        Some(self.fact(id, fact)?.get("date")?.value.span.clone())
    }

    /// The buyer's words in one of the facts about a question, counted from 0.
    pub fn quote(&self, id: &str, fact: usize) -> Option<Span> {
        Some(self.fact(id, fact)?.get("quote")?.value.span.clone())
    }

    /// What stands under a key of a waiver, counted from 0; all of the waiver where the key is not
    /// there.
    pub fn waiver(&self, waiver: usize, key: &str) -> Span {
        let waivers = self.root.get("waivers").and_then(|entry| entry.value.as_sequence());
        let waiver = waivers.and_then(|waivers| waivers.get(waiver));
        waiver.map_or(0..0, |waiver| {
            waiver.get(key).map_or(&waiver.span, |entry| &entry.value.span).clone()
        })
    }

    /// The file's map.
    pub(super) fn root(&self) -> &Node {
        &self.root
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        self.root.get("facts")?.value.get(id)
    }

    fn fact(&self, id: &str, fact: usize) -> Option<&Node> {
        let value = &self.entry(id)?.value;
        match &value.value {
            Value::Sequence(items) if items.iter().any(|item| item.as_mapping().is_some()) => {
                items.get(fact)
            }
            _ => Some(value),
        }
    }
}
