//! What to do about a text that is not YAML, for people who seldom write it.
//!
//! The parser tells where it could not go on, in the words of YAML's grammar. Here that becomes where
//! the cause stands, and what to write there.

mod brackets;
mod layout;

use super::writing::scalar;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Lines, Span};

/// Words in the parser's messages, and what looks for the cause then; the first that fits is asked.
const CAUSES: &[(&str, Cause)] = &[
    ("while scanning a block scalar", |trouble| trouble.bare_text()),
    ("unexpected character", |trouble| trouble.bare_text()),
    ("unknown anchor", |trouble| trouble.bare_text()),
    ("anchor or alias", |trouble| trouble.bare_text()),
    ("mapping keys are not allowed", |trouble| trouble.bare_text()),
    ("must be followed by a valid YAML whitespace", |trouble| trouble.tab_behind_colon()),
    ("tab", |trouble| trouble.tab()),
    ("trailing content after", |trouble| trouble.text_behind_quotes()),
    ("in quoted scalar", |trouble| trouble.open_quote()),
    ("found unexpected end of stream", |trouble| trouble.open_quote()),
    ("found unexpected document indicator", |trouble| trouble.open_quote()),
    ("while parsing a quoted scalar", |trouble| trouble.escape()),
    ("comments must be separated", |trouble| trouble.comment()),
    ("byte order mark", |trouble| trouble.byte_order_mark()),
    ("block sequence entries are not allowed", |trouble| trouble.item_beside_key()),
    ("wrongly indented line in block scalar", |trouble| trouble.block_of_text()),
    ("expected ',' or", |trouble| trouble.brackets()),
    ("illegal placement of ':'", |trouble| trouble.brackets()),
    ("misplaced bracket", |trouble| trouble.brackets()),
    ("in flow construct", |trouble| trouble.brackets()),
    ("did not find expected node content", |trouble| trouble.brackets()),
    ("simple key expect", |trouble| trouble.line_above()),
    ("mapping values are not allowed", |trouble| trouble.second_colon()),
    ("did not find expected key", |trouble| trouble.indentation()),
    ("<document start>", |trouble| trouble.indentation()),
    ("did not find expected '-'", |trouble| trouble.indentation()),
];

type Cause = for<'a, 't> fn(&'a Trouble<'t>) -> Option<Finding>;

/// What is wrong, as a finding where its cause stands.
pub(super) fn finding(text: &str, words: &str, place: usize) -> Finding {
    let place = place.min(text.len());
    let trouble = Trouble { text, lines: &Lines::of(text), place };
    let cause = CAUSES.iter().find(|(part, _)| words.contains(part));
    cause.and_then(|(_, look_for)| look_for(&trouble)).unwrap_or_else(|| {
        let help = "if this is a text, put quotes around it; else look at the lines above";
        Finding::error(place..place, format!("not YAML: {words}")).help(help)
    })
}

/// A text, and where the parser could not go on.
struct Trouble<'t> {
    text: &'t str,
    lines: &'t Lines,
    place: usize,
}

impl<'t> Trouble<'t> {
    /// The number of the line on which the parser stopped.
    fn line(&self) -> usize {
        self.lines.number(self.place)
    }

    fn of(&self, span: Span) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// The rest of a line from a byte on, without a comment and blanks at its end.
    fn rest(&self, from: usize) -> Span {
        let end = self.lines.span(self.text, self.lines.number(from)).end;
        let rest = self.of(from..end.max(from));
        let rest = rest.find(" #").and_then(|comment| rest.get(..comment)).unwrap_or(rest);
        from..from + rest.trim_end().len()
    }

    /// A text that needs quotes, from a byte to the end of its line.
    fn needs_quotes(&self, from: usize, why: String) -> Finding {
        let span = self.rest(from);
        let text = self.of(span.clone());
        let finding = Finding::error(span, why);
        // In brackets the text ends before the end of the line.
        let line = self.of(self.lines.span(self.text, self.lines.number(from)).start..from);
        match line.contains(['[', '{']) {
            true => finding.help("put quotes around it"),
            false => finding.did_you_mean(Some(&in_quotes(text))),
        }
    }

    /// A text that begins with a sign that YAML keeps for something else.
    fn bare_text(&self) -> Option<Finding> {
        let first = self.of(self.place..self.text.len()).chars().next()?;
        if first == '\t' {
            return self.tab();
        }
        let sign = match first {
            '`' => "a backtick".to_owned(),
            sign => quoted(&sign.to_string()),
        };
        Some(self.needs_quotes(self.place, format!("a text that begins with {sign} needs quotes")))
    }

    /// What was meant is told as the whole line, for a tab looks like the space that should be there.
    fn tab_behind_colon(&self) -> Option<Finding> {
        let line = self.lines.span(self.text, self.line());
        let text = self.of(line.clone());
        let span = self.rest(line.start + text.len() - text.trim_start().len());
        let (key, value) = self.of(span.clone()).split_once(":\t")?;
        let message = "a tab stands behind the colon, where a space has to be";
        let right = format!("{key}: {}", value.trim_start());
        Some(Finding::error(span, message).did_you_mean(Some(&right)))
    }

    /// The first tab that indents a line from here on.
    fn tab(&self) -> Option<Finding> {
        (self.line()..self.lines.count()).find_map(|number| {
            let line = self.lines.span(self.text, number);
            let text = self.of(line.clone());
            let tab = text.find('\t')?;
            let indents = text.get(..tab)?.trim().is_empty();
            let place = line.start + tab;
            indents.then(|| {
                Finding::error(place..place + 1, "a tab indents this line")
                    .help("indent with spaces, not with tabs")
            })
        })
    }

    /// What goes on behind quotes, as in `'It's fine'`.
    fn text_behind_quotes(&self) -> Option<Finding> {
        let line = self.lines.span(self.text, self.line());
        let closing = self.of(line.start..self.place).rfind(['"', '\''])?;
        let quote = self.of(line.start + closing..self.place).chars().next()?;
        let before = self.of(line.start..line.start + closing);
        let opening = line.start + before.find(quote)?;
        let span = self.rest(opening);
        let sign = quoted(&quote.to_string());
        let inner = self.of(span.clone()).strip_prefix(quote)?.strip_suffix(quote);
        let Some(inner) = inner else {
            let finding = Finding::error(self.rest(self.place), "a text goes on behind its quotes");
            return Some(finding.help(format!("put the {sign} at its very end")));
        };
        let message = format!("the {sign} inside ends what is in quotes");
        let help =
            "inside single quotes a `'` is written twice, inside double quotes a `\"` as `\\\"`";
        let right = match quote {
            '"' => format!("\"{}\"", inner.replace("\\\"", "\"").replace('"', "\\\"")),
            _ => in_quotes(&inner.replace("''", "'")),
        };
        Some(Finding::error(span, message).help(help).did_you_mean(Some(&right)))
    }

    fn open_quote(&self) -> Option<Finding> {
        let quote = self.of(self.place..self.text.len()).chars().next()?;
        let sign = quoted(&quote.to_string());
        let span = self.place..self.place + quote.len_utf8();
        let message = format!("the text that this {sign} begins has no end");
        let help =
            format!("write {sign} behind its last word; indent its lines, if it has several");
        Some(Finding::error(span, message).help(help))
    }

    /// A backslash in double quotes that begins no escape.
    fn escape(&self) -> Option<Finding> {
        const SINGLE: &str = "0abtnvfre \"/\\N_LP\n\r\t";
        let text = self.of(self.place..self.text.len());
        let mut characters = text.char_indices().skip(1);
        let backslash = loop {
            let (place, character) = characters.next()?;
            if character != '\\' {
                continue;
            }
            let (_, escaped) = characters.next()?;
            let digits = match escaped {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                single if SINGLE.contains(single) => continue,
                _ => break place,
            };
            let behind = text.get(place + 2..).unwrap_or_default().chars().take(digits);
            if behind.filter(char::is_ascii_hexdigit).count() < digits {
                break place;
            }
        };
        let start = self.place + backslash;
        let message = "a backslash in double quotes begins an escape, but this is none";
        let help = "write the backslash twice, or use single quotes";
        Some(Finding::error(start..start + 1, message).help(help))
    }

    fn comment(&self) -> Option<Finding> {
        let line = self.lines.span(self.text, self.line());
        let sign = self.place.saturating_sub(1)..line.end;
        let sign = sign.start + self.of(sign).find('#')?;
        let message = "a comment needs a space before its `#`";
        Some(Finding::error(sign..sign + 1, message).did_you_mean(Some(" #")))
    }

    fn byte_order_mark(&self) -> Option<Finding> {
        let place = self.place.saturating_sub(4);
        let place = (place..=self.place).find(|place| self.text.is_char_boundary(*place))?;
        let mark = place + self.of(place..self.text.len()).find('\u{feff}')?;
        let span = mark..mark + '\u{feff}'.len_utf8();
        Some(Finding::error(span, "the hidden character U+FEFF stands here").help("delete it"))
    }
}

/// A text in single quotes, whatever it says.
fn in_quotes(text: &str) -> String {
    match scalar(text, false) {
        quoted if quoted.starts_with(['\'', '"']) => quoted,
        _ => format!("'{}'", text.replace('\'', "''")),
    }
}
