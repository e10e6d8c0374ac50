//! Changes of maps with an entry a line, and of lists with an item a line.

use super::page::{Page, Splice};
use crate::deal::layout::{self, Form, Layout};
use crate::text::source::Span;
use crate::text::source::lines::start_of_line;
use crate::text::yaml::{Entry, Node};

/// How far a comment stands behind what it is about, where it stood elsewhere before.
const BEFORE_COMMENT: &str = "   ";

impl Page<'_> {
    /// Puts a value in an entry's place. The comment beside it stays there.
    pub(super) fn replace_lines(&self, entry: &Entry, form: &Form) -> Option<Splice> {
        let opening = self.opening(entry);
        let indent = self.indent_before(opening)?;
        let Layout { beside, below } = form.layout(indent);
        let Some(colon) = self.behind_colon(entry) else {
            let end = self.line_end(entry.key_span.end);
            let lines: Vec<String> =
                [format!("{indent}: {beside}")].into_iter().chain(below).collect();
            let lines = lines.join(self.line_break);
            return self.spliced(end, end, format!("{}{lines}", self.line_break));
        };
        let end = self.line_end(entry.value.span.end.max(colon));
        let (kept_beside, above) = self.divided(entry, colon, end);
        let comment = kept_beside.map_or_else(String::new, |comment| self.with_gap(&comment));
        let gap = self.gap_before_value(entry, colon);
        let first = match beside.is_empty() {
            true => comment,
            false => format!("{gap}{beside}{comment}"),
        };
        let lines: Vec<String> = [first].into_iter().chain(below).collect();
        let lines = lines.join(self.line_break);
        if above.is_empty() {
            return self.spliced(colon, end, lines);
        }
        let start = start_of_line(self.text, opening);
        let (above, key) = (self.comment_lines(indent, &above), self.text.get(start..colon)?);
        self.spliced(start, end, format!("{above}{key}{lines}"))
    }

    /// Of the comments from a colon to the end of the value's line: the one that goes beside the new
    /// value, and the others.
    fn divided(&self, entry: &Entry, colon: usize, end: usize) -> (Option<Span>, Vec<Span>) {
        let mut comments = self.comments_in(colon..end);
        let value = &entry.value.span;
        let is_beside = value.start <= self.line_end(colon);
        let behind = comments.iter().position(|comment| is_beside && comment.start >= value.end);
        let on_first_line = comments.iter().position(|one| one.start <= self.line_end(colon));
        let place = behind.or(on_first_line);
        (place.map(|place| comments.remove(place)), comments)
    }

    /// What stands between the colon and a value beside it.
    fn gap_before_value(&self, entry: &Entry, colon: usize) -> &str {
        let gap = self.text.get(colon..entry.value.span.start).unwrap_or("");
        let is_gap = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        if is_gap { gap } else { " " }
    }

    /// A comment with the blanks before it.
    fn with_gap(&self, comment: &Span) -> String {
        let line = self.text.get(start_of_line(self.text, comment.start)..comment.start);
        let line = line.unwrap_or("");
        let gap = line.get(line.trim_end().len()..).filter(|gap| gap.len() < line.len());
        let text = self.text.get(comment.clone()).unwrap_or("");
        format!("{}{text}", gap.filter(|gap| !gap.is_empty()).unwrap_or(BEFORE_COMMENT))
    }

    /// Adds an entry below its predecessor with all that belongs to it, or as the first one.
    pub(super) fn add_lines(
        &self,
        entries: &[Entry],
        parent: Option<&Entry>,
        predecessor: Option<usize>,
        key: &str,
        form: &Form,
    ) -> Option<Splice> {
        let indent = self.indent_before(self.opening(entries.first()?))?;
        let end = match predecessor {
            Some(place) => {
                let end = self.line_end(self.end_of(entries.get(place)?));
                // Comments at the end of a file are about all of it.
                let is_last = parent.is_some() && place + 1 == entries.len();
                self.end_with_trailing(end, indent.len(), is_last)
            }
            None => self.line_end(self.behind_colon(parent?)?),
        };
        let lines = layout::entry_lines(indent, key, form).join(self.line_break);
        self.spliced(end, end, format!("{}{lines}", self.line_break))
    }

    /// Removes an entry.
    pub(super) fn remove_lines(&self, entry: &Entry) -> Option<Splice> {
        self.remove_from(self.opening(entry), self.end_of(entry))
    }

    /// Adds an item at the top of a list.
    pub(super) fn add_item_lines(&self, list: &Entry, form: &Form) -> Option<Splice> {
        let indent = self.indent_before(self.dash_of(list, 0)?)?;
        let end = self.line_end(self.behind_colon(list)?);
        let lines = layout::item_lines(indent, form).join(self.line_break);
        self.spliced(end, end, format!("{}{lines}", self.line_break))
    }

    /// Removes an item.
    pub(super) fn remove_item_lines(&self, list: &Entry, place: usize) -> Option<Splice> {
        let item = list.value.as_sequence()?.get(place)?;
        self.remove_from(self.dash_of(list, place)?, item.span.end)
    }

    /// Removes the lines from a place to another; the comments in them stay, on lines of their own.
    fn remove_from(&self, from: usize, to: usize) -> Option<Splice> {
        let indent = self.indent_before(from)?;
        let start = start_of_line(self.text, from);
        let comments = self.comments_in(start..self.line_end(to));
        self.spliced(start, self.next_line(to), self.comment_lines(indent, &comments))
    }

    /// The place of an item's dash.
    fn dash_of(&self, list: &Entry, place: usize) -> Option<usize> {
        let items: &[Node] = list.value.as_sequence()?;
        let before = match place.checked_sub(1) {
            Some(previous) => items.get(previous)?.span.end,
            None => self.behind_colon(list)?,
        };
        let dash = self.next_sign(before)?;
        self.text.get(dash..)?.starts_with('-').then_some(dash)
    }
}
