//! YAML 1.2 as a tree in which every key and value knows its place.
//!
//! A stricter language than YAML: one document, no anchors, aliases, tags or merge keys, no key
//! twice, keys are scalars, at most [`MAX_BYTES`] long and [`MAX_DEPTH`] levels deep. Scalars stay
//! the text that was written, so `no`, `1.0` and `2026-11-03` mean what their reader says.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::source::{Finding, MAX_BYTES, SourceFile, Span};

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
    /// The text, quotes and escapes resolved.
    pub text: String,
    /// Whether it was written without quotes; only then can it be a number, or nothing.
    pub plain: bool,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether it is nothing: an empty place, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(Scalar { text, plain: true })
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
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
}

/// Parses a text.
///
/// # Errors
/// The first place at which it is not YAML, or every place at which it uses what is left out here.
pub fn parse(file: &SourceFile) -> Result<Node, Vec<Finding>> {
    if file.text.len() as u64 > MAX_BYTES {
        return Err(vec![Finding::error(0..0, "the file is larger than 1 MiB")]);
    }
    if let Some(place) = file.text.find('\0') {
        return Err(vec![Finding::error(
            place..place + 1,
            "the file holds a NUL byte, so it is not text",
        )]);
    }
    Builder::new(&file.text).build()
}

/// Turns the parser's events into a tree, with a stack of its own in place of recursion.
struct Builder<'t> {
    places: Places,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    findings: Vec<Finding>,
}

/// A list or map that is not closed yet.
enum Open {
    Sequence { start: usize, items: Vec<Node> },
    Mapping { start: usize, entries: Vec<Entry>, key: Option<(String, Span)> },
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            places: Places::new(text),
            parser: Parser::new_from_str(text),
            text,
            open: Vec::new(),
            root: None,
            findings: Vec::new(),
        }
    }

    fn build(mut self) -> Result<Node, Vec<Finding>> {
        let mut documents = 0;
        while let Some(step) = self.parser.next_event() {
            let (event, span) = match step {
                Ok(step) => step,
                Err(error) => {
                    self.findings.push(self.syntax_error(&error));
                    return Err(self.findings);
                }
            };
            let span = self.places.byte(span.start.index())..self.places.byte(span.end.index());
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    self.findings.push(Finding::error(
                        span.clone(),
                        "a file holds one document, but a second one starts here",
                    ));
                    return Err(self.findings);
                }
            }
            if !self.take(event, span) {
                return Err(self.findings);
            }
        }
        let root = self.root.take().unwrap_or(Node {
            span: 0..0,
            value: Value::Scalar(Scalar { text: String::new(), plain: true }),
        });
        if self.findings.is_empty() { Ok(root) } else { Err(self.findings) }
    }

    /// Takes one event in; `false` stops the reading.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_decoration(anchor, tag.is_some(), &span);
                let plain = style == ScalarStyle::Plain;
                // An empty place is reported where the next token is; it belongs right after its key.
                let span = if plain && text.is_empty() { self.empty_place(span) } else { span };
                self.push(Node {
                    span,
                    value: Value::Scalar(Scalar { text: text.into_owned(), plain }),
                });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_decoration(anchor, tag.is_some(), &span);
                self.open.push(Open::Sequence { start: span.start, items: Vec::new() });
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_decoration(anchor, tag.is_some(), &span);
                self.open.push(Open::Mapping { start: span.start, entries: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) => {
                self.findings.push(
                    Finding::error(span.clone(), "aliases are not part of this format")
                        .help("write the value out"),
                );
                self.push(Node {
                    span,
                    value: Value::Scalar(Scalar { text: String::new(), plain: true }),
                });
            }
            _ => {}
        }
        if self.open.len() > MAX_DEPTH {
            let place = self.open.last().map_or(0, Open::start);
            self.findings.push(Finding::error(
                place..place,
                format!("nested deeper than {MAX_DEPTH} levels"),
            ));
            return false;
        }
        true
    }

    fn refuse_decoration(&mut self, anchor: usize, tagged: bool, span: &Span) {
        if anchor != 0 {
            self.findings.push(
                Finding::error(span.clone(), "anchors are not part of this format")
                    .help("write the value without `&name`"),
            );
        }
        if tagged {
            self.findings.push(
                Finding::error(span.clone(), "tags are not part of this format")
                    .help("write the value without `!name`"),
            );
        }
    }

    /// Puts a finished value where it belongs.
    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping { entries, key, .. }) => match key.take() {
                Some((text, span)) => {
                    entries.push(Entry { key: text, key_span: span, value: node })
                }
                None => {
                    let (text, findings) = key_of(&node, entries);
                    self.findings.extend(findings);
                    *key = Some((text, node.span));
                }
            },
        }
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let start = open.start();
        let in_flow = self.text[start..].starts_with(['[', '{']);
        let (value, last) = match open {
            Open::Sequence { items, .. } => {
                let last = items.last().map(|item| item.span.end);
                (Value::Sequence(items), last)
            }
            Open::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end);
                (Value::Mapping(entries), last)
            }
        };
        // A block ends where its last value does, not where the parser noticed.
        let end = if in_flow { span.end } else { last.unwrap_or(span.end) };
        self.push(Node { span: start..end.max(start), value });
    }

    fn empty_place(&self, span: Span) -> Span {
        let after_key = match self.open.last() {
            Some(Open::Mapping { key: Some((_, key)), .. }) => {
                self.text[key.end..].find(':').map_or(key.end, |colon| key.end + colon + 1)
            }
            _ => span.start,
        };
        after_key..after_key
    }

    fn syntax_error(&self, error: &ScanError) -> Finding {
        let place = self.places.byte(error.marker().index()).min(self.text.len());
        Finding::error(place..place, format!("not YAML: {}", error.info()))
    }
}

impl Open {
    fn start(&self) -> usize {
        match self {
            Self::Sequence { start, .. } | Self::Mapping { start, .. } => *start,
        }
    }
}

/// The text of a key, and what is wrong with it.
fn key_of(node: &Node, entries: &[Entry]) -> (String, Option<Finding>) {
    let Some(text) = node.as_text() else {
        return (
            String::new(),
            Some(Finding::error(
                node.span.clone(),
                format!("a key must be a word, not {}", node.kind()),
            )),
        );
    };
    if text == "<<" {
        return (
            text.to_owned(),
            Some(Finding::error(node.span.clone(), "merge keys are not part of this format")),
        );
    }
    let finding = entries.iter().find(|entry| entry.key == text).map(|first| {
        Finding::error(node.span.clone(), format!("the key `{text}` stands here a second time"))
            .related(first.key_span.clone(), "first here")
            .help("keep one of the two")
    });
    (text.to_owned(), finding)
}

/// From the parser's character counts to bytes.
struct Places(Option<Vec<usize>>);

impl Places {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self(None);
        }
        Self(Some(text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()))
    }

    fn byte(&self, character: usize) -> usize {
        match &self.0 {
            None => character,
            Some(bytes) => bytes.get(character).or(bytes.last()).copied().unwrap_or(0),
        }
    }
}
