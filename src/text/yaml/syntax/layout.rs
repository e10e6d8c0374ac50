//! Lines that do not fit together: colons, dashes and indentation.

use super::Trouble;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Span};

impl Trouble<'_> {
    /// The last line above that holds more than blanks and a comment, without its indentation.
    fn filled_line_above(&self, number: usize) -> Option<Span> {
        (0..number).rev().map(|above| self.filled(above)).find(|line| {
            let text = self.of(line.clone());
            !text.is_empty() && !text.starts_with('#')
        })
    }

    /// What stands on a line, without indentation and comment.
    fn filled(&self, number: usize) -> Span {
        let line = self.lines.span(self.text, number);
        let text = self.of(line.clone());
        self.rest(line.start + text.len() - text.trim_start().len())
    }

    /// How far a line is indented.
    fn indent(&self, line: &Span) -> usize {
        line.start - self.lines.span(self.text, self.lines.number(line.start)).start
    }

    /// A line that is no key: where the parser misses a colon, it is at the line after.
    pub(super) fn line_above(&self) -> Option<Finding> {
        let line = self.filled_line_above(self.line())?;
        self.no_key(line.clone()).or_else(|| {
            let text = quoted(self.of(line.clone()));
            let message = format!("{text} is no key with a value: it has no colon");
            Some(
                Finding::error(line, message)
                    .help("write `key: value`, or indent it as part of the text above"),
            )
        })
    }

    /// `users:50`, `-item`: a space is missing.
    fn no_key(&self, line: Span) -> Option<Finding> {
        let text = self.of(line.clone());
        if let Some(item) = text.strip_prefix('-').filter(|item| !item.starts_with([' ', '-'])) {
            let message = "a `-` that begins an item of a list needs a space behind it";
            return Some(Finding::error(line, message).did_you_mean(Some(&format!("- {item}"))));
        }
        let (key, value) = text.split_once(':')?;
        let is_key = !key.is_empty() && !key.contains([' ', '"', '\'']);
        let is_close = !value.is_empty() && !value.starts_with([' ', '\t']) && !text.contains(": ");
        (is_key && is_close).then(|| {
            let message = "a colon behind a key needs a space behind it";
            Finding::error(line, message).did_you_mean(Some(&format!("{key}: {value}")))
        })
    }

    /// A colon where there can't be a key: in a text, or on a line that is indented too far.
    pub(super) fn second_colon(&self) -> Option<Finding> {
        let number = self.line();
        let line = self.filled(number);
        let text = self.of(line.clone());
        let text = text.trim_start_matches("- ");
        let start = line.end - text.len();
        if let Some((key, value)) = text.split_once(": ")
            && value.contains(':')
            && self.place > start + key.len() + 1
        {
            let value = line.end - value.trim_start().len();
            return Some(
                self.needs_quotes(value, "a text with a colon in it needs quotes".to_owned()),
            );
        }
        let above = self.filled_line_above(number)?;
        if let Some(finding) = self.no_key(above.clone()) {
            return Some(finding);
        }
        let (own, other) = (self.indent(&line), self.indent(&above));
        if !self.of(above.clone()).contains(':') && own >= other {
            let text = quoted(self.of(above.clone()));
            let message = format!("{text} stands above a key and is none: it has no colon");
            return Some(Finding::error(above, message));
        }
        let message =
            "this line is indented as if it stood below the one above, which has a value already";
        let help =
            "lines that belong together begin in one column; a text with `: ` in it needs quotes";
        Some(Finding::error(line, message).related(above, "this one").help(help))
    }

    /// A line that begins in a column in which nothing is open.
    pub(super) fn indentation(&self) -> Option<Finding> {
        let number = self.line();
        let line = self.filled(number);
        if line.start < self.place && !self.of(line.start..self.place).starts_with('-') {
            let finding =
                Finding::error(self.rest(self.place), "nothing can stand here, behind a value");
            return Some(finding.help("put it on a line of its own, or all of it in quotes"));
        }
        let above = self.filled_line_above(number);
        if let Some(above) = above.filter(|above| self.of(above.clone()).starts_with('%')) {
            let message = "a key or a text that begins with `%` needs quotes";
            return Some(Finding::error(above, message));
        }
        let text = self.of(line.clone());
        let beside = self.lines_beside(number);
        let is_item = |text: &str| text.starts_with("- ") || text == "-";
        if let Some(above) = beside.iter().find(|above| self.indent(above) == self.indent(&line)) {
            let message = match is_item(text) {
                true => "an item of a list stands among keys",
                false => "a key stands among the items of a list",
            };
            let help = "indent it as what it belongs to";
            return Some(
                Finding::error(line, message).related(above.clone(), "beside this").help(help),
            );
        }
        let mut columns: Vec<usize> = beside.iter().map(|above| self.indent(above) + 1).collect();
        columns.sort_unstable();
        columns.dedup();
        let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let message =
            "this line begins in a column in which none above does that it could belong to";
        let help = format!(
            "lines that belong together begin in one column: here in {}",
            crate::text::source::listed(&columns, "or")
        );
        Some(Finding::error(line, message).help(help))
    }

    /// The lines above that are still open when a line begins: each less indented than the ones below.
    fn lines_beside(&self, number: usize) -> Vec<Span> {
        let mut open: Vec<Span> = Vec::new();
        for above in (0..number).rev().map(|above| self.filled(above)) {
            let text = self.of(above.clone());
            let least = open.last().map_or(usize::MAX, |last| self.indent(last));
            if !text.is_empty() && !text.starts_with('#') && self.indent(&above) < least {
                open.push(above);
            }
        }
        open
    }

    pub(super) fn item_beside_key(&self) -> Option<Finding> {
        let span = self.rest(self.place);
        let message = "a list begins on the line below its key";
        let help = "write it there, or all of it as `[one, two]`; put quotes around a text that begins with `-`";
        Some(Finding::error(span, message).help(help))
    }

    pub(super) fn block_of_text(&self) -> Option<Finding> {
        let line = self.filled(self.line());
        let message = "this line is indented less than the text that it is part of";
        Some(Finding::error(line, message).help("indent all lines of a text alike"))
    }
}
