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
mod correction;
mod extent;
pub mod fields;
pub(crate) mod json;
pub mod numbers;
mod syntax;
mod tree;
pub(crate) mod writing;

use builder::Builder;
pub use correction::correction;
pub use tree::{Entry, MAX_DEPTH, Node, Scalar, Syntax, Value};

use crate::text::source::{Finding, Findings, MAX_BYTES, SourceFile, too_large};

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

/// Parses a text that has to be JSON, a list too.
pub fn parse_json(file: &SourceFile, findings: &Findings) -> Option<Node> {
    let (text, size) = (&*file.text, file.text.len() as u64);
    let too_large = (size > MAX_BYTES).then(|| too_large(text));
    let fault = file.fault().cloned().or(too_large).or_else(|| json::fault(text));
    if let Some(fault) = fault {
        findings.add(fault);
        return None;
    }
    json::tree(text, findings)
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
