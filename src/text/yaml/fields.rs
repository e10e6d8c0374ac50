//! Shapes of a file's values: which keys a map has, and what stands under them.
//!
//! Readers never stop at what is wrong. They note it in the [`Findings`] and hand out something
//! harmless in its place (an empty text, nothing), so that one reading finds every error of a
//! file. What was read counts only if nothing was found: see [`Findings::accept`].

use std::fmt::Display;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::numbers::{self, NotANumber};
use super::{Entry, Node, Scalar, Value};
use crate::text::amounts::{self, Unread};
use crate::text::characters::{hidden_in_words, is_plain_ascii, name_of_hidden, quoted};
use crate::text::source::{Finding, Findings, Span, listed, nearest, yes_or_no};

/// The longest text, in characters.
pub const LONGEST_TEXT: usize = 4000;

/// A map with known keys.
#[derive(Debug, Clone)]
pub struct Fields<'n, 'f> {
    what: &'static str,
    span: Span,
    entries: &'n [Entry],
    known: Vec<&'static str>,
    /// Keys that stand here misspelt; they are not missing as well.
    misspelt: Vec<&'static str>,
    findings: &'f Findings,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// The map that a node is, with each key that is not one of `known` noted. `what` names the
    /// map in messages: `a question`, `fit`. `None` where it is no map.
    pub fn of(
        node: &'n Node,
        what: &'static str,
        known: &[&'static str],
        findings: &'f Findings,
    ) -> Option<Self> {
        let entries = mapping(node, what, findings)?;
        let (span, misspelt) = (node.span.clone(), Vec::new());
        let mut fields = Self { what, span, entries, known: known.to_vec(), misspelt, findings };
        for entry in entries.iter().filter(|entry| !known.contains(&&*entry.key)) {
            fields.misspelt.extend(unknown_key(entry, what, known, findings));
        }
        Some(fields)
    }

    /// The map's place.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    /// Whether a key stands here, misspelt perhaps.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some() || self.misspelt.contains(&key)
    }

    /// The entry under a key, whatever its value is.
    pub fn entry(&self, key: &str) -> Option<&'n Entry> {
        // A file with it would be refused: whoever reads it forgot to name it among the keys.
        debug_assert!(
            self.known.contains(&key),
            "`{key}` is no key of {}: its format (src/format) does not name it",
            self.what
        );
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value under a key that may be absent; a key without a value is noted.
    pub fn optional(&self, key: &str) -> Option<&'n Node> {
        let entry = self.entry(key)?;
        if entry.value.is_null() {
            self.findings.add(
                Finding::error(entry.key_span.clone(), format!("`{key}` has no value"))
                    .help(format!("write a value after `{key}:`, or leave the key out")),
            );
            return None;
        }
        Some(&entry.value)
    }

    /// The value under a key that must be there; noted where it is not.
    pub fn required(&self, key: &'static str) -> Option<&'n Node> {
        if self.entry(key).is_none() && !self.misspelt.contains(&key) {
            let message = format!("the key `{key}` is missing in {}", self.what);
            self.findings.add(Finding::error(self.span.clone(), message));
        }
        self.optional(key)
    }

    /// The text under a key that must be there.
    pub fn text(&self, key: &'static str) -> String {
        self.required(key).and_then(|node| self.text_of(node, key)).unwrap_or_default()
    }

    /// The text under a key that may be absent.
    pub fn optional_text(&self, key: &str) -> Option<String> {
        self.optional(key).and_then(|node| self.text_of(node, key))
    }

    /// The text under a key that must be there, on one line.
    pub fn line(&self, key: &'static str) -> String {
        self.required(key).and_then(|node| self.line_of(node, key)).unwrap_or_default()
    }

    /// The text under a key that may be absent, on one line.
    pub fn optional_line(&self, key: &str) -> Option<String> {
        self.optional(key).and_then(|node| self.line_of(node, key))
    }

    /// The texts in the list under a key that may be absent.
    pub fn optional_texts(&self, key: &str) -> Vec<String> {
        let Some(node) = self.optional(key) else { return Vec::new() };
        let items = list(node, format_args!("`{key}`"), self.findings).unwrap_or_default();
        let what = format_args!("an item of `{key}`");
        items.iter().filter_map(|item| text(item, what, self.findings)).collect()
    }

    fn text_of(&self, node: &Node, key: &str) -> Option<String> {
        text(node, format_args!("`{key}`"), self.findings)
    }

    fn line_of(&self, node: &Node, key: &str) -> Option<String> {
        line(node, format_args!("`{key}`"), self.findings)
    }
}

/// Notes a key that is not known, and tells which one was probably meant.
fn unknown_key(
    entry: &Entry,
    what: &str,
    known: &[&'static str],
    findings: &Findings,
) -> Option<&'static str> {
    if findings.is_full() {
        return None;
    }
    let meant = nearest(&entry.key, known.iter().copied());
    let message = format!("unknown key {} in {what}", quoted(&entry.key));
    let finding = Finding::error(entry.key_span.clone(), message).did_you_mean(meant);
    findings.add(match meant {
        Some(_) => finding,
        None if entry.key.contains(':') => {
            finding.help("a colon behind a key needs a space behind it")
        }
        None => finding.help(format!("the keys here are {}", quoted_list(known, "and"))),
    });
    meant
}

/// Words in backticks, as a sentence lists them: `a`, `b` and `c`.
pub fn quoted_list(words: &[&str], joiner: &str) -> String {
    let quotes: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    listed(&quotes, joiner)
}

/// The entries of a map.
pub fn mapping<'n>(node: &'n Node, what: impl Display, findings: &Findings) -> Option<&'n [Entry]> {
    let entries = node.as_mapping();
    if entries.is_none() {
        let meant = as_entry(node);
        findings.add(of_wrong_kind(node, what, "a map").did_you_mean(meant.as_deref()));
    }
    entries
}

/// A key with its value, where one was written as other programs have it: `users:50`, `users=50`.
fn as_entry(node: &Node) -> Option<String> {
    let (key, value) = node.as_text()?.split_once([':', '='])?;
    let is_word = |text: &str| {
        !text.is_empty() && text.chars().all(|one| one.is_alphanumeric() || "_-.".contains(one))
    };
    let entry = format!("{key}: {value}");
    // Behind a key or a dash, on the same line, a map is written in braces.
    let entry = if node.span.start == 0 { entry } else { format!("{{ {entry} }}") };
    (is_word(key) && is_word(value)).then_some(entry)
}

/// The items of a list.
pub fn list<'n>(node: &'n Node, what: impl Display, findings: &Findings) -> Option<&'n [Node]> {
    let items = node.as_sequence();
    if items.is_none() {
        wrong_kind(node, what, "a list", findings);
    }
    items
}

/// A scalar, quoted or not, that is not nothing.
pub fn scalar<'n>(node: &'n Node, what: impl Display, findings: &Findings) -> Option<&'n Scalar> {
    match &node.value {
        Value::Scalar(scalar) if !node.is_null() => Some(scalar),
        _ => {
            wrong_kind(node, what, "text", findings);
            None
        }
    }
}

/// Words for people: not empty, not too long, nothing in them that steers a terminal; without
/// the white space around them.
pub fn text(node: &Node, what: impl Display, findings: &Findings) -> Option<String> {
    text_within(LONGEST_TEXT, node, what, findings)
}

/// The same as [`text`], of at most so many characters.
pub fn text_within(
    longest: usize,
    node: &Node,
    what: impl Display,
    findings: &Findings,
) -> Option<String> {
    let text = scalar(node, &what, findings)?.text.trim_matches([' ', '\t', '\n']);
    let fault = fault_of(text, longest);
    if let Some(fault) = &fault {
        findings.add(Finding::error(node.span.clone(), format!("{what} {fault}")));
    }
    fault.is_none().then(|| text.to_owned())
}

/// Words for people, on one line.
pub fn line(node: &Node, what: impl Display, findings: &Findings) -> Option<String> {
    let text = text(node, &what, findings)?;
    if text.contains('\n') {
        let message = format!("{what} must stand on one line");
        findings.add(Finding::error(node.span.clone(), message));
        return None;
    }
    Some(text)
}

/// `yes` or `no`, in quotes or not, as every word; `true` and `false` are read the same.
pub fn boolean(node: &Node, what: impl Display, findings: &Findings) -> Option<bool> {
    let text = node.as_text().unwrap_or_default();
    match text {
        "true" | "yes" => return Some(true),
        "false" | "no" => return Some(false),
        _ => {}
    }
    let meant = yes_or_no(text).or_else(|| nearest(text, ["yes", "true", "false"]));
    findings.add(of_wrong_kind(node, what, "`yes` or `no`").did_you_mean(meant));
    None
}

/// A plain decimal number, without quotes: in quotes it is text, in JSON as in YAML.
pub fn number(node: &Node, what: impl Display, findings: &Findings) -> Option<Decimal> {
    let Value::Scalar(Scalar { text, plain }) = &node.value else {
        wrong_kind(node, what, "a number", findings);
        return None;
    };
    let finding = match numbers::decimal(text) {
        Ok(number) if *plain => return Some(number),
        Ok(_) => Finding::error(node.span.clone(), format!("{what} must be a number, not text"))
            .help("write it without quotes")
            .did_you_mean(Some(text)),
        Err(NotANumber::NotPlain) => not_a_number(node, what, text),
        Err(error) => Finding::error(node.span.clone(), format!("{what} is {error}")),
    };
    findings.add(finding);
    None
}

/// The finding for what is no plain decimal, with what it was meant to be, or could be.
fn not_a_number(node: &Node, what: impl Display, text: &str) -> Finding {
    let message = format!("{what} must be a number, not {}", quoted(text));
    let finding = Finding::error(node.span.clone(), message);
    let help = "numbers are plain decimals, as `20`, `-3` or `0.5`";
    match amounts::read(text, None) {
        Ok(amount) => finding.help(help).did_you_mean(Some(&numbers::written(amount.number))),
        Err(Unread::Either(readings)) => {
            let [one, other] = readings.map(amounts::unmistakable);
            finding.help(format!("{help}; this can mean `{one}` or `{other}`"))
        }
        Err(_) => finding.help(help),
    }
}

/// A whole number within bounds.
pub fn whole_number(
    node: &Node,
    what: impl Display,
    bounds: RangeInclusive<i64>,
    findings: &Findings,
) -> Option<i64> {
    let number = number(node, &what, findings)?;
    let whole = i64::try_from(number).ok().filter(|_| number.is_integer());
    let inside = whole.filter(|whole| bounds.contains(whole));
    if inside.is_none() {
        let message = format!(
            "{what} must be a whole number from {} to {}, not `{number}`",
            bounds.start(),
            bounds.end()
        );
        findings.add(Finding::error(node.span.clone(), message));
    }
    inside
}

/// That a file is of a format that is not read here; `files` names files of its kind.
pub fn other_format(node: &Node, files: &str) -> Finding {
    let found = node.as_text().map_or_else(|| node.kind().to_owned(), quoted);
    let message = format!("this `coach` reads {files} of format 1, not {found}");
    let help = "a later `coach` may read it; else write `format: 1`";
    Finding::error(node.span.clone(), message).help(help)
}

/// Notes that something else was expected.
pub fn wrong_kind(node: &Node, what: impl Display, expected: &str, findings: &Findings) {
    findings.add(of_wrong_kind(node, what, expected));
}

fn of_wrong_kind(node: &Node, what: impl Display, expected: &str) -> Finding {
    let found = match &node.value {
        Value::Scalar(scalar) if !node.is_null() => quoted(&scalar.text),
        _ => node.kind().to_owned(),
    };
    Finding::error(node.span.clone(), format!("{what} must be {expected}, not {found}"))
}

/// Why a text can't be shown to people, or is longer than so many characters.
pub fn fault_of(text: &str, longest: usize) -> Option<String> {
    if is_plain_ascii(text) && (1..=longest).contains(&text.len()) {
        return None;
    }
    let hidden = hidden_in_words(text).map(|(_, character)| character);
    if text.is_empty() {
        Some("is empty".to_owned())
    } else if let Some(hidden) = hidden {
        Some(format!(
            "holds the hidden character {}; texts are for people, without such characters",
            name_of_hidden(hidden)
        ))
    } else if text.chars().count() > longest {
        Some(format!("is longer than {longest} characters"))
    } else {
        None
    }
}
