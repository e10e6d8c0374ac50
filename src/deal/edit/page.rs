//! A text with its tree and its comments, and changes of one part of it.
//!
//! Every change keeps all comments: those within what is replaced or removed come to stand on lines
//! of their own where it stood. What is added goes behind the comments that trail what is above it.

use std::borrow::Cow;
use std::ops::Range;

use crate::deal::layout::{self, Form};
use crate::text::source::lines::{end_of_line, line_break_of, start_of_line};
use crate::text::source::{Findings, SourceFile, Span};
use crate::text::yaml::comments::comments;
use crate::text::yaml::writing::json_text;
use crate::text::yaml::{self, Entry, Node, Syntax};

/// A text, its tree and its comments.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: Syntax,
    pub(super) line_break: &'static str,
    pub(super) root: Cow<'t, Node>,
    comments: Vec<Span>,
}

/// Another text in place of a part of a text.
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Splice {
    /// The same change of a text, with what it leaves at its beginning left alone.
    pub(super) fn narrowed(self, text: &str) -> Self {
        let old = text.get(self.range.clone()).unwrap_or_default();
        match self.text.strip_prefix(old) {
            Some(new) => Self { range: self.range.end..self.range.end, text: new.to_owned() },
            None => self,
        }
    }

    pub(super) fn nothing() -> Self {
        Self { range: 0..0, text: String::new() }
    }

    pub(super) fn applied_to(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        Some(format!("{before}{}{after}", self.text))
    }
}

impl<'t> Page<'t> {
    /// `None` where something is wrong in the text.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let findings = Findings::new();
        let root = yaml::parse(&SourceFile::new("", text), &findings)?;
        (findings.count() == 0).then(|| Self::with(text, Cow::Owned(root)))
    }

    /// A text whose tree is at hand.
    pub(super) fn with(text: &'t str, root: Cow<'t, Node>) -> Self {
        let comments = comments(text, &root);
        Self {
            text,
            syntax: yaml::syntax_of(text),
            line_break: line_break_of(text),
            root,
            comments,
        }
    }

    /// The texts of all comments.
    pub(super) fn comment_texts(&self) -> Vec<&'t str> {
        self.comments.iter().filter_map(|comment| self.text.get(comment.clone())).collect()
    }

    /// Sets or removes a key of a map, whose own key is `parent`; `order` tells after which other
    /// keys it goes. `None` where the text is laid out in a way that is not understood.
    pub(super) fn set(
        &self,
        map: &Node,
        parent: Option<&Entry>,
        order: &[&str],
        key: &str,
        form: Option<&Form>,
    ) -> Option<Splice> {
        let entries = map.as_mapping()?;
        let in_brackets = self.text.get(map.span.start..)?.starts_with('{');
        let place = entries.iter().position(|entry| entry.key == key);
        match (place, form) {
            (None, None) => Some(Splice::nothing()),
            (Some(place), None) if in_brackets => self.remove_in_brackets(map, place),
            (Some(place), None) => self.remove_lines(entries.get(place)?),
            (Some(place), Some(form)) if in_brackets => {
                self.replace_in_brackets(entries.get(place)?, form)
            }
            (Some(place), Some(form)) => self.replace_lines(entries.get(place)?, form),
            (None, Some(form)) => {
                let predecessor = nearest_predecessor(entries, order, key);
                if in_brackets {
                    self.add_in_brackets(map, predecessor, &self.inline_entry(key, form))
                } else {
                    self.add_lines(entries, parent, predecessor, key, form)
                }
            }
        }
    }

    /// Adds an item at the top of a list that has items.
    pub(super) fn add_item(&self, list: &Entry, form: &Form) -> Option<Splice> {
        match self.text.get(list.value.span.start..)?.starts_with('[') {
            true => self.add_in_brackets(&list.value, None, &self.inline(form)),
            false => self.add_item_lines(list, form),
        }
    }

    /// Removes an item of a list.
    pub(super) fn remove_item(&self, list: &Entry, place: usize) -> Option<Splice> {
        match self.text.get(list.value.span.start..)?.starts_with('[') {
            true => self.remove_in_brackets(&list.value, place),
            false => self.remove_item_lines(list, place),
        }
    }

    /// A value on one line, in the language of the text.
    pub(super) fn inline(&self, form: &Form) -> String {
        match self.syntax {
            Syntax::Yaml => form.flow(),
            Syntax::Json => form.json(),
        }
    }

    fn inline_entry(&self, key: &str, form: &Form) -> String {
        match self.syntax {
            Syntax::Yaml => format!("{}: {}", layout::key_text(key), form.flow()),
            Syntax::Json => format!("{}: {}", json_text(key), form.json()),
        }
    }

    /// Something else in place of a part of the text.
    pub(super) fn spliced(
        &self,
        start: usize,
        end: usize,
        new: impl Into<String>,
    ) -> Option<Splice> {
        self.text.get(start..end)?;
        Some(Splice { range: start..end, text: new.into() })
    }

    /// Where an entry begins: at the `?` before its key, should there be one.
    pub(super) fn opening(&self, entry: &Entry) -> usize {
        let key = entry.key_span.start;
        let line = start_of_line(self.text, key);
        let before = self.text.get(line..key).unwrap_or("");
        match before.trim_start_matches([' ', '{', '[', ',']).starts_with("? ") {
            true => before.find('?').map_or(key, |sign| line + sign),
            false => key,
        }
    }

    /// The place behind the colon of an entry; `None` where a key stands alone.
    pub(super) fn behind_colon(&self, entry: &Entry) -> Option<usize> {
        let at = self.next_sign(entry.key_span.end)?;
        self.text.get(at..)?.starts_with(':').then_some(at + 1)
    }

    /// The next place that holds neither white space nor a comment.
    pub(super) fn next_sign(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            at += rest.len() - rest.trim_start().len();
            match self.comments.iter().find(|comment| comment.start == at) {
                Some(comment) => at = comment.end,
                None => return (at < self.text.len()).then_some(at),
            }
        }
    }

    /// Where all of an entry ends.
    pub(super) fn end_of(&self, entry: &Entry) -> usize {
        let colon = self.behind_colon(entry).unwrap_or(entry.key_span.end);
        entry.value.span.end.max(colon)
    }

    /// What stands before a place that is the first on its line.
    pub(super) fn indent_before(&self, place: usize) -> Option<&'t str> {
        let indent = self.text.get(start_of_line(self.text, place)..place)?;
        indent.bytes().all(|byte| byte == b' ').then_some(indent)
    }

    pub(super) fn line_end(&self, place: usize) -> usize {
        end_of_line(self.text, place)
    }

    /// Where the line below a place begins, or the text ends.
    pub(super) fn next_line(&self, place: usize) -> usize {
        let end = self.line_end(place);
        let rest = self.text.get(end..).unwrap_or("");
        end + ["\r\n", "\n", "\r"]
            .iter()
            .find(|one| rest.starts_with(**one))
            .map_or(0, |one| one.len())
    }

    /// The comments that begin in a part of the text.
    pub(super) fn comments_in(&self, part: Range<usize>) -> Vec<Span> {
        let inside = self.comments.iter().filter(|comment| part.contains(&comment.start));
        inside.cloned().collect()
    }

    /// Comments as lines, each with its line break.
    pub(super) fn comment_lines(&self, indent: &str, comments: &[Span]) -> String {
        let line = |comment: &Span| {
            let text = self.text.get(comment.clone()).unwrap_or("");
            format!("{indent}{text}{}", self.line_break)
        };
        comments.iter().map(line).collect()
    }

    /// The end of the last comment line that belongs to what ends on the line that ends at `end`: the
    /// comments right below that are indented deeper than it; and all down to a blank line, or to the
    /// end of the map or list that it is `last` in. The others stand above what comes next.
    pub(super) fn end_with_trailing(&self, end: usize, indent: usize, last: bool) -> usize {
        let (mut belongs, mut at) = (end, end);
        let mut is_deeper = true;
        loop {
            let start = self.next_line(at);
            let line_end = self.line_end(start);
            let line = self.text.get(start..line_end).unwrap_or("");
            let depth = line.len() - line.trim_start_matches(' ').len();
            let is_comment =
                start > at && self.comments_in(start + depth..start + depth + 1).len() == 1;
            if !is_comment || depth < indent {
                let is_blank = start > at && start < self.text.len() && line.trim().is_empty();
                return if is_blank || last { at } else { belongs };
            }
            is_deeper &= depth > indent;
            if is_deeper {
                belongs = line_end;
            }
            at = line_end;
        }
    }
}

/// The entry after which a new key goes: of those before it in `order`, the last that is there.
fn nearest_predecessor(entries: &[Entry], order: &[&str], key: &str) -> Option<usize> {
    let earlier = order.iter().take_while(|other| **other != key);
    earlier.filter_map(|id| entries.iter().position(|entry| entry.key == *id)).last()
}
