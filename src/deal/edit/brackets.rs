//! Changes of maps and lists in brackets: those of YAML, and all of JSON.

use super::page::{Page, Splice};
use crate::deal::layout::Form;
use crate::text::source::Span;
use crate::text::source::lines::start_of_line;
use crate::text::yaml::{Entry, Node, Syntax, Value};

/// How much deeper than the line of its bracket something stands that is the first on its line.
const INDENT: &str = "  ";

impl Page<'_> {
    /// Puts a value in an entry's place.
    pub(super) fn replace_in_brackets(&self, entry: &Entry, form: &Form) -> Option<Splice> {
        let opening = self.opening(entry);
        let value = self.inline(form);
        let Some(colon) = self.behind_colon(entry) else {
            let end = entry.key_span.end;
            return self.spliced(end, end, format!(": {value}"));
        };
        let span = &entry.value.span;
        let gap = if span.is_empty() { " " } else { "" };
        let (start, end) = (span.start.max(colon), span.end.max(colon));
        let comments = self.comments_in(opening..end);
        if comments.is_empty() {
            return self.spliced(start, end, format!("{gap}{value}"));
        }
        // They come to stand above the key, which goes on with a line of its own.
        let indent = self.inner_indent(opening);
        let above = self.comment_lines(&indent, &comments);
        let key = self.text.get(entry.key_span.clone())?;
        let first = match self.indent_before(opening) {
            Some(indent) => above.get(indent.len()..)?.to_owned(),
            None => format!(" {}", above.trim_start()),
        };
        self.spliced(opening, end, format!("{first}{indent}{key}: {value}"))
    }

    /// Adds an entry or an item behind one of the others, or before them all.
    pub(super) fn add_in_brackets(
        &self,
        node: &Node,
        behind: Option<usize>,
        new: &str,
    ) -> Option<Splice> {
        let parts = self.parts(node);
        match behind {
            Some(place) => self.add_behind(node, &parts, place, new),
            None => self.add_first(node, parts.first()?, new),
        }
    }

    fn add_behind(&self, node: &Node, parts: &[Span], place: usize, new: &str) -> Option<Splice> {
        let Span { start, end } = parts.get(place)?.clone();
        let own_line = self.indent_before(start);
        let indent = self.inner_indent(start);
        let next_line = format!("{}{indent}{new}", self.line_break);
        // On the line of the closing bracket nothing is behind it, least of all a comment.
        let closes_on = |line_end: usize| node.span.end <= line_end;
        let is_clear = |from: usize, to: usize| {
            self.text.get(from..to).is_some_and(|rest| rest.trim().is_empty())
        };
        if let Some(comma) = self.comma_behind(end) {
            let line_end = self.line_end(comma);
            let has_comment = !self.comments_in(comma..line_end).is_empty();
            let is_last_on_line = is_clear(comma, line_end) && own_line.is_some();
            if closes_on(line_end) || !has_comment && !is_last_on_line {
                return self.spliced(comma, comma, format!(" {new},"));
            }
            let at = self.end_with_trailing(line_end, indent.len(), place + 1 == parts.len());
            return self.spliced(at, at, format!("{next_line},"));
        }
        let line_end = self.line_end(end);
        if closes_on(line_end) {
            let gap = if own_line.is_some() { next_line } else { format!(" {new}") };
            return self.spliced(end, end, format!(",{gap}"));
        }
        let at = self.end_with_trailing(line_end, indent.len(), true);
        let between = self.text.get(end..at)?;
        self.spliced(end, at, format!(",{between}{next_line}"))
    }

    fn add_first(&self, node: &Node, first: &Span, new: &str) -> Option<Splice> {
        let Some(indent) = self.indent_before(first.start) else {
            return self.spliced(first.start, first.start, format!("{new}, "));
        };
        // What stands above the first one belongs to it.
        let at = self.line_end(node.span.start);
        self.spliced(at, at, format!("{}{indent}{new},", self.line_break))
    }

    /// Removes an entry or an item with the comma on one side of it.
    pub(super) fn remove_in_brackets(&self, node: &Node, place: usize) -> Option<Splice> {
        let parts = self.parts(node);
        let Span { start, end } = parts.get(place)?.clone();
        let comma = self.comma_behind(end);
        let previous = place.checked_sub(1).and_then(|place| parts.get(place));
        let from = match (comma, previous) {
            // Without a comma behind it, the one before it goes; YAML lets it stay behind a comment.
            (None, Some(previous)) => {
                let is_clear = self.comments_in(previous.end..start).is_empty();
                if is_clear || self.syntax == Syntax::Json { previous.end } else { start }
            }
            _ => start,
        };
        let to = comma.unwrap_or(end);
        let comments = self.comments_in(from..to);
        let line_end = self.line_end(to);
        let is_whole_line = self.indent_before(start).is_some()
            && from == start
            && self.text.get(to..line_end)?.trim().is_empty();
        if is_whole_line {
            let indent = self.inner_indent(start);
            let kept = self.comment_lines(&indent, &comments);
            return self.spliced(start_of_line(self.text, start), self.next_line(to), kept);
        }
        if !comments.is_empty() {
            let kept = self.comment_lines(&self.inner_indent(start), &comments);
            return self.spliced(from, to, format!(" {}", kept.trim_start()));
        }
        let is_followed = comma.is_some() && place + 1 < parts.len();
        let rest = self.text.get(to..line_end)?;
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        self.spliced(from, if is_followed { to + blanks } else { to }, "")
    }

    /// The places of the entries or items of a map or list.
    fn parts(&self, node: &Node) -> Vec<Span> {
        match &node.value {
            Value::Scalar(_) => Vec::new(),
            Value::Sequence(items) => items.iter().map(|item| item.span.clone()).collect(),
            Value::Mapping(entries) => {
                entries.iter().map(|entry| self.opening(entry)..self.end_of(entry)).collect()
            }
        }
    }

    /// The place behind the comma that follows a value.
    fn comma_behind(&self, end: usize) -> Option<usize> {
        let at = self.next_sign(end)?;
        self.text.get(at..)?.starts_with(',').then_some(at + 1)
    }

    /// What stands before something that begins a line beside this place.
    fn inner_indent(&self, place: usize) -> String {
        if let Some(indent) = self.indent_before(place) {
            return indent.to_owned();
        }
        let line = self.text.get(start_of_line(self.text, place)..place).unwrap_or("");
        let indent = line.len() - line.trim_start_matches(' ').len();
        format!("{}{INDENT}", " ".repeat(indent))
    }
}
