//! The parser's events: of a text at hand, or of a shipped playbook, which was scanned when the
//! binary was built.

use std::borrow::Cow;
use std::ops::Range;
use std::slice;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use crate::shipped;

/// An event's kind, where it starts and ends in characters, and its size: the bytes of a scalar, or
/// how many nodes stand in a list or map.
type Record = (char, u32, u32, u32);

/// The name of a shipped playbook, its events, and its scalars in a row; made by `build.rs`.
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
    /// Read before, and what is left of them.
    Scanned(slice::Iter<'static, Record>, &'static str),
}

impl<'t> Events<'t> {
    /// The events of a text. That it was scanned is known by the text itself.
    pub(super) fn of(text: &'t str) -> Self {
        match SCANNED.iter().find(|(name, ..)| shipped::text(name) == Some(text)) {
            Some((_, records, scalars)) => Self::Scanned(records.iter(), scalars),
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
            Self::Scanned(records, scalars) => {
                let (kind, start, end, size) = records.next()?;
                let (place, size) = (*start as usize..*end as usize, *size as usize);
                if matches!(kind, '[' | '{' | ']' | '}') {
                    return Some(Ok(Step { event: event(*kind, ""), place, nodes: size }));
                }
                let (scalar, rest) = scalars.split_at_checked(size)?;
                *scalars = rest;
                Some(Ok(Step { event: event(*kind, scalar), place, nodes: 0 }))
            }
        }
    }
}

fn event(kind: char, scalar: &'static str) -> Event<'static> {
    let of_style = |style| Event::Scalar(Cow::Borrowed(scalar), style, 0, None);
    match kind {
        '[' => Event::SequenceStart(0, None),
        ']' => Event::SequenceEnd,
        '{' => Event::MappingStart(0, None),
        '}' => Event::MappingEnd,
        'q' => of_style(ScalarStyle::SingleQuoted),
        'b' => of_style(ScalarStyle::Literal),
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
    use crate::shipped;
    use crate::source::{Findings, SourceFile};
    use crate::yaml::{self, Node};

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
