//! YAML 1.2 as a tree in which every key and value knows its place.
//!
//! A stricter language than YAML: one document, no anchors, aliases, tags or merge keys, no key
//! twice, keys are scalars, at most [`MAX_BYTES`] long and [`MAX_DEPTH`] levels deep. Scalars stay
//! the text that was written, so `no`, `1.0` and `2026-11-03` mean what their reader says.
//!
//! A text that is JSON is read by JSON's rules into the same tree: every escape of Unicode, numbers
//! with exponents, numbers with surplus digits (rounded). It is told by its content: a map in braces
//! that follows JSON's rules to its end. What only looks like JSON is YAML.

mod builder;
pub(crate) mod comments;
mod events;
mod extent;
pub mod fields;
mod json;
pub mod numbers;
mod syntax;
pub(crate) mod writing;

use std::borrow::Cow;

use builder::Builder;

use crate::text::source::{Finding, Findings, MAX_BYTES, SourceFile, Span, too_large};

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

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// As people write it.
    Yaml,
    /// As programs write it.
    Json,
}

/// Which language a text is in.
pub fn syntax_of(text: &str) -> Syntax {
    if json::is_json(text) { Syntax::Json } else { Syntax::Yaml }
}

/// Parses a text. What is wrong is noted; `None` where no tree can be made of it. A tree that
/// comes with findings (a key twice, an anchor) is good enough to look for more.
pub fn parse(file: &SourceFile, findings: &Findings) -> Option<Node> {
    if let Some(fault) = file.fault() {
        findings.add(fault.clone());
        return None;
    }
    if file.text.len() as u64 > MAX_BYTES {
        findings.add(too_large(&file.text));
        return None;
    }
    if let Some(place) = file.text.find('\0') {
        let message = "the file holds a NUL byte, so it is not text";
        findings.add(Finding::error(place..place + 1, message));
        return None;
    }
    match syntax_of(&file.text) {
        Syntax::Json => json::tree(&file.text, findings),
        Syntax::Yaml => yaml_tree(file, findings),
    }
}

fn yaml_tree(file: &SourceFile, findings: &Findings) -> Option<Node> {
    if !json::is_meant_as_json(&file.name, &file.text) {
        return Builder::new(&file.text, findings).build();
    }
    // What is wrong is told in the words of the language that was meant.
    let own = Findings::new();
    let root = Builder::new(&file.text, &own).build();
    let fault = if root.is_none() { json::fault(&file.text) } else { None };
    match fault {
        Some(fault) => findings.add(fault),
        None => own.sorted().into_iter().for_each(|finding| findings.add(finding)),
    }
    root
}
