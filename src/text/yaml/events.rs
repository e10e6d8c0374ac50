//! The parser's events: of a text at hand, or of a shipped playbook, which was scanned when the
//! binary was built.

use std::borrow::Cow;
use std::ops::Range;
use std::slice;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use crate::playbook::shipped;

/// An event's kind, in capitals where its scalar stands in the text as it is; how far behind the
/// one before it starts, and its length, in characters; how far such a scalar stands behind the last
/// one, in bytes; and its size: the bytes of a scalar, or how many nodes stand in a list or map.
type Record = (u8, i16, u16, i16, u16);

/// The name of a shipped playbook, its events, and its other scalars in a row; made by `build.rs`.
type Scanned = (&'static str, &'static [Record], &'static str);

static SCANNED: &[Scanned] = include!(concat!(env!("OUT_DIR"), "/scanned.rs"));

/// One event.
pub(super) struct Step {
    /// The event, independent of the text.
    pub(super) event: Event<'static>,
    /// Its place in characters.
    pub(super) place: Range<usize>,
    /// How many nodes stand in this list or map, where that is known.
    pub(super) nodes: usize,
}

/// The events of a text, one after the other.
pub(super) enum Events<'t> {
    /// Read as we go.
    Read(Box<Parser<'t, StrInput<'t>>>),
    /// Read before.
    Scanned(Replay),
}

/// Events that were read before, and how far we are in them.
pub(super) struct Replay {
    records: slice::Iter<'static, Record>,
    text: &'static str,
    /// The scalars that are still to come and don't stand in the text as they are.
    others: &'static str,
    /// Where the last event started, in characters.
    start: usize,
    /// Where the last scalar that stands in the text started, in bytes.
    byte: usize,
}

impl<'t> Events<'t> {
    /// The events of a text. That it was scanned is known by the text itself.
    pub(super) fn of(text: &'t str) -> Self {
        let replay = SCANNED.iter().find_map(|(name, records, others)| {
            let own = shipped::text(name).filter(|own| *own == text)?;
            Some(Replay { records: records.iter(), text: own, others, start: 0, byte: 0 })
        });
        match replay {
            Some(replay) => Self::Scanned(replay),
            None => Self::Read(Box::new(Parser::new_from_str(text))),
        }
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Option<Result<Step, ScanError>> {
        match self {
            Self::Read(parser) => Some(parser.next_event()?.map(|(event, span)| {
                let place = span.start.index()..span.end.index();
                Step { event: owned(event), place, nodes: 0 }
            })),
            Self::Scanned(replay) => replay.next().map(Ok),
        }
    }
}

impl Replay {
    fn next(&mut self) -> Option<Step> {
        let (kind, gap, length, byte_gap, size) = *self.records.next()?;
        self.start = self.start.checked_add_signed(gap.into())?;
        let place = self.start..self.start + usize::from(length);
        let size = usize::from(size);
        let (scalar, nodes) = match kind {
            b'[' | b'{' | b']' | b'}' => ("", size),
            b'A'..=b'Z' => {
                self.byte = self.byte.checked_add_signed(byte_gap.into())?;
                (self.text.get(self.byte..self.byte + size)?, 0)
            }
            _ => {
                let (scalar, rest) = self.others.split_at_checked(size)?;
                self.others = rest;
                (scalar, 0)
            }
        };
        Some(Step { event: event(kind, scalar), place, nodes })
    }
}

fn event(kind: u8, scalar: &'static str) -> Event<'static> {
    let of_style = |style| Event::Scalar(Cow::Borrowed(scalar), style, 0, None);
    match kind.to_ascii_lowercase() {
        b'[' => Event::SequenceStart(0, None),
        b']' => Event::SequenceEnd,
        b'{' => Event::MappingStart(0, None),
        b'}' => Event::MappingEnd,
        b'q' => of_style(ScalarStyle::SingleQuoted),
        b'b' => of_style(ScalarStyle::Literal),
        _ => of_style(ScalarStyle::Plain),
    }
}

fn owned(event: Event<'_>) -> Event<'static> {
    match event {
        Event::Scalar(text, style, anchor, tag) => {
            Event::Scalar(Cow::Owned(text.into_owned()), style, anchor, tag.map(owned_tag))
        }
        Event::SequenceStart(anchor, tag) => Event::SequenceStart(anchor, tag.map(owned_tag)),
        Event::MappingStart(anchor, tag) => Event::MappingStart(anchor, tag.map(owned_tag)),
        Event::DocumentStart(explicit) => Event::DocumentStart(explicit),
        Event::Alias(anchor) => Event::Alias(anchor),
        Event::SequenceEnd => Event::SequenceEnd,
        Event::MappingEnd => Event::MappingEnd,
        Event::DocumentEnd => Event::DocumentEnd,
        Event::StreamStart => Event::StreamStart,
        Event::StreamEnd => Event::StreamEnd,
        Event::Nothing => Event::Nothing,
    }
}

fn owned_tag(tag: Cow<'_, Tag>) -> Cow<'static, Tag> {
    Cow::Owned(tag.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Events, SCANNED};
    use crate::playbook::shipped;
    use crate::text::source::{Findings, SourceFile};
    use crate::text::yaml::{self, Node};

    fn tree(text: &str) -> Option<Node> {
        yaml::parse(&SourceFile::new("playbook", text), &Findings::new())
    }

    #[test]
    fn a_scanned_text_makes_the_same_tree_as_one_that_is_read() {
        assert!(!SCANNED.is_empty());
        for (name, ..) in SCANNED {
            let text = shipped::text(name).unwrap();
            let changed = format!("{text}# no longer the same text\n");
            assert!(matches!(Events::of(text), Events::Scanned(..)));
            assert!(matches!(Events::of(&changed), Events::Read(_)));
            assert!(tree(text).is_some() && tree(text) == tree(&changed));
        }
    }
}
