//! From the parser's events to the tree.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

use super::tree::{Entry, MAX_DEPTH, Node, Scalar, Value};
use super::{extent, syntax};
use crate::text::characters::{hidden, hidden_in_words, name_of_hidden, quoted, with_hidden};
use crate::text::source::{Finding, Findings, Span};

/// What the parser says of a nesting that it looks ahead into before it hands it out.
const TOO_DEEP_FOR_THE_PARSER: &str = "recursion limit exceeded";

/// Turns the parser's events into a tree, with a stack of its own in place of recursion.
pub(super) struct Builder<'t, 'f> {
    places: Places,
    events: Parser<'t, StrInput<'t>>,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// Where the last scalar ends.
    last_end: usize,
    findings: &'f Findings,
}

/// The places of a large map's keys.
type Index = BTreeMap<String, Span>;

/// With fewer keys than this, looking at each is faster than an index of them.
const MANY_KEYS: usize = 16;

/// A list or map that is not closed yet.
enum Open {
    Sequence { start: usize, in_flow: bool, items: Vec<Node> },
    Mapping { start: usize, in_flow: bool, entries: Vec<Entry>, index: Index, key: Option<Key> },
}

/// A key that waits for its value.
struct Key {
    text: String,
    span: Span,
    /// It can't be kept: it stands in the map already, or is no word.
    refused: bool,
}

/// The tree can't be made; why was noted.
struct Stop;

impl<'t, 'f> Builder<'t, 'f> {
    pub(super) fn new(text: &'t str, findings: &'f Findings) -> Self {
        Self {
            places: Places::new(text),
            events: Parser::new_from_str(text),
            text,
            open: Vec::new(),
            root: None,
            documents: 0,
            last_end: 0,
            findings,
        }
    }

    pub(super) fn build(mut self) -> Option<Node> {
        while let Some(step) = self.events.next_event() {
            let taken = match step {
                Ok((event, place)) => {
                    let start = self.places.byte(place.start.index());
                    let end = self.places.byte(place.end.index());
                    self.take(event, start..end.max(start))
                }
                Err(error) => self.refuse_syntax(&error),
            };
            if let Err(Stop) = taken {
                return None;
            }
        }
        Some(self.root.unwrap_or_else(|| Node::nothing(0..0)))
    }

    /// Takes one event in.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(_) => self.count_document(span)?,
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_decoration(anchor, tag.is_some(), &span);
                let text = self.without_hidden(text.into_owned(), &span);
                let scalar = Scalar { text, plain: style == ScalarStyle::Plain };
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let span = self.place_of(&scalar, is_block, span);
                self.last_end = span.end;
                self.push(Node { span, value: Value::Scalar(scalar) });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_decoration(anchor, tag.is_some(), &span);
                self.open.push(Open::sequence(&span));
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_decoration(anchor, tag.is_some(), &span);
                self.open.push(Open::mapping(&span));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) => {
                self.findings.add(
                    Finding::error(span, "aliases are not part of this format").help(
                        "write the value out, or put quotes around a text that begins with `*`",
                    ),
                );
                return Err(Stop);
            }
            _ => {}
        }
        self.refuse_depth()
    }

    fn count_document(&mut self, span: Span) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a file holds one document, but a second one starts here";
        self.findings.add(Finding::error(span, message));
        Err(Stop)
    }

    fn refuse_depth(&self) -> Result<(), Stop> {
        if self.open.len() <= MAX_DEPTH {
            return Ok(());
        }
        Err(self.too_deep(self.open.last().map_or(0, Open::start)))
    }

    fn too_deep(&self, place: usize) -> Stop {
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        self.findings.add(Finding::error(place..place, message));
        Stop
    }

    fn refuse_decoration(&self, anchor: usize, tagged: bool, span: &Span) {
        if anchor != 0 {
            self.findings.add(
                Finding::error(span.clone(), "anchors are not part of this format").help(
                    "write the value without `&name`, or put quotes around a text that begins so",
                ),
            );
        }
        if tagged {
            self.findings.add(
                Finding::error(span.clone(), "tags are not part of this format").help(
                    "write the value without `!name`, or put quotes around a text that begins so",
                ),
            );
        }
    }

    /// A scalar's text; a character in it that is not seen is refused where it stands.
    fn without_hidden(&self, text: String, span: &Span) -> String {
        let Some((_, character)) = hidden_in_words(&text) else { return text };
        let written = self.text.get(span.clone()).unwrap_or_default();
        let as_it_is = hidden(written).find(|(_, one)| *one == character);
        let (place, where_to) = match as_it_is {
            Some((place, _)) => {
                let start = span.start + place;
                (start..start + character.len_utf8(), "stands here")
            }
            None => (span.clone(), "is written here as an escape"),
        };
        let message = format!("the hidden character {} {where_to}", name_of_hidden(character));
        let help = "texts are for people; delete what they can't see";
        self.findings.add(Finding::error(place, message).help(help));
        // What reads the tree need not complain about it once more.
        with_hidden(&text, |kept, hidden| match hidden {
            '\n' | '\t' => kept.push(hidden),
            _ => kept.push(char::REPLACEMENT_CHARACTER),
        })
    }

    fn refuse_syntax(&self, error: &ScanError) -> Result<(), Stop> {
        let place = self.places.byte(error.marker().index()).min(self.text.len());
        if error.info() == TOO_DEEP_FOR_THE_PARSER {
            return Err(self.too_deep(place));
        }
        self.findings.add(syntax::finding(self.text, error.info(), place));
        Err(Stop)
    }

    /// Puts a finished value where it belongs.
    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping { entries, index, key, .. }) => match key.take() {
                None => *key = Some(Key::of(node, entries, index, self.findings)),
                Some(Key { refused: true, .. }) => {}
                Some(Key { text, span, .. }) => {
                    entries.push(Entry { key: text, key_span: span, value: node });
                }
            },
        }
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let start = open.start();
        let in_flow = open.is_in_flow();
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
        // A block ends where its last value does, not where the parser noticed. Of a list or map
        // in brackets the parser counts in what follows on the line, and after a comma at the end
        // it takes that for the closing one.
        let end = match in_flow {
            true => extent::of_brackets(self.text, last.unwrap_or(start + 1)),
            false => last.unwrap_or(span.end),
        };
        self.push(Node { span: start..end.max(start), value });
    }

    /// Where a scalar stands. The parser reports an empty place where the next token starts; it
    /// belongs right after its key.
    fn place_of(&self, scalar: &Scalar, is_block: bool, span: Span) -> Span {
        if !scalar.plain || !scalar.text.is_empty() {
            return extent::of_scalar(self.text, span, self.last_end, is_block);
        }
        let place = match self.open.last() {
            Some(Open::Mapping { key: Some(key), .. }) => {
                let rest = self.text.get(key.span.end..).unwrap_or("");
                let colon = rest.trim_start_matches([' ', '\t']);
                let before = if colon.starts_with(':') { rest.len() - colon.len() + 1 } else { 0 };
                key.span.end + before
            }
            _ => span.start,
        };
        place..place
    }
}

impl Open {
    fn sequence(bracket: &Span) -> Self {
        let items = Vec::new();
        Self::Sequence { start: bracket.start, in_flow: !bracket.is_empty(), items }
    }

    fn mapping(bracket: &Span) -> Self {
        Self::Mapping {
            start: bracket.start,
            in_flow: !bracket.is_empty(),
            entries: Vec::new(),
            index: Index::new(),
            key: None,
        }
    }

    /// Whether it is written in brackets.
    fn is_in_flow(&self) -> bool {
        match self {
            Self::Sequence { in_flow, .. } | Self::Mapping { in_flow, .. } => *in_flow,
        }
    }

    fn start(&self) -> usize {
        match self {
            Self::Sequence { start, .. } | Self::Mapping { start, .. } => *start,
        }
    }
}

impl Key {
    /// The key that a node is, beside the others of its map; what is wrong with it is noted.
    fn of(node: Node, others: &[Entry], index: &mut Index, findings: &Findings) -> Self {
        let kind = node.kind();
        let Node { span, value: Value::Scalar(Scalar { text, .. }) } = node else {
            let message = format!("a key must be a word, not {kind}");
            findings.add(Finding::error(node.span.clone(), message));
            return Self { text: String::new(), span: node.span, refused: true };
        };
        let finding = if text == "<<" {
            Some(Finding::error(span.clone(), "merge keys are not part of this format"))
        } else {
            place_of_key(&text, others, index).map(|first| {
                let message = format!("the key {} stands here a second time", quoted(&text));
                Finding::error(span.clone(), message)
                    .related(first, "first here")
                    .help("keep one of the two")
            })
        };
        let refused = finding.is_some();
        if let Some(finding) = finding {
            findings.add(finding);
        }
        Self { text, span, refused }
    }
}

/// Where a key stands among these entries, should it be there.
fn place_of_key(key: &str, entries: &[Entry], index: &mut Index) -> Option<Span> {
    if entries.len() < MANY_KEYS {
        let same = entries.iter().find(|entry| entry.key == key)?;
        return Some(same.key_span.clone());
    }
    // No key is in the entries twice, so these are the ones that came since the last look.
    for entry in entries.iter().skip(index.len()) {
        index.insert(entry.key.clone(), entry.key_span.clone());
    }
    index.get(key).cloned()
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
