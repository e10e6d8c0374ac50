//! YAML 1.2 as a tree in which every key and value knows its place.
//!
//! A stricter language than YAML: one document, no anchors, aliases, tags or merge keys, no key
//! twice, keys are scalars, at most [`MAX_BYTES`] long and [`MAX_DEPTH`] levels deep. Scalars stay
//! the text that was written, so `no`, `1.0` and `2026-11-03` mean what their reader says.

mod builder;
mod events;
pub mod fields;
pub mod numbers;
mod syntax;
pub(crate) mod writing;

use std::borrow::Cow;

use builder::Builder;

use crate::text::source::{Finding, Findings, MAX_BYTES, SourceFile, Span};

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// From its first byte to just past its last one.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A map, in the order of the file; no key stands twice.
    Mapping(Vec<Entry>),
}

/// A scalar as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, quotes and escapes resolved; borrowed where it is part of the binary.
    pub text: Cow<'static, str>,
    /// Whether it was written without quotes; only then can it be a number, or nothing.
    pub plain: bool,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: Cow<'static, str>,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether it is nothing: an empty place, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(Scalar { text, plain: true })
            if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn as_mapping(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The entry of a map under a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.as_mapping()?.iter().find(|entry| entry.key == key)
    }

    /// What kind of value it is, for messages: `a map`, `a list`, `nothing`, `text`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Mapping(_) => "a map",
            Value::Sequence(_) => "a list",
            Value::Scalar(_) if self.is_null() => "nothing",
            Value::Scalar(_) => "text",
        }
    }

    /// An empty place.
    fn nothing(span: Span) -> Self {
        Self { span, value: Value::Scalar(Scalar { text: Cow::Borrowed(""), plain: true }) }
    }
}

/// Parses a text. What is wrong is noted; `None` where no tree can be made of it. A tree that
/// comes with findings (a key twice, an anchor) is good enough to look for more.
pub fn parse(file: &SourceFile, findings: &Findings) -> Option<Node> {
    if file.text.len() as u64 > MAX_BYTES {
        findings.add(Finding::error(0..0, "the file is larger than 1 MiB, the most that is read"));
        return None;
    }
    if let Some(place) = file.text.find('\0') {
        let message = "the file holds a NUL byte, so it is not text";
        findings.add(Finding::error(place..place + 1, message));
        return None;
    }
    Builder::new(&file.text, findings).build()
}
