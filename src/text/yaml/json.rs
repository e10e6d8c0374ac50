//! JSON as the same tree, read by JSON's own rules.
//!
//! What stands in a tree is always a part of the text, so places are as good as those of YAML.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::numbers::{self, MOST_DIGITS};
use super::tree::{Entry, MAX_DEPTH, Node, Scalar, Value};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Span};

/// Whether a text is JSON: a map in braces that follows JSON's rules to its end.
pub(super) fn is_json(text: &str) -> bool {
    in_braces(text).is_some() && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Whether a text that is no JSON was meant to be: by its name, or as it begins with a key in quotes.
pub(super) fn is_meant_as_json(name: &str, text: &str) -> bool {
    let is_named_so = name.to_ascii_lowercase().ends_with(".json");
    in_braces(text).is_some_and(|inside| is_named_so || inside.starts_with('"'))
}

/// What follows the first brace.
fn in_braces(text: &str) -> Option<&str> {
    let blank = [' ', '\t', '\n', '\r'];
    Some(text.trim_start_matches(blank).strip_prefix('{')?.trim_start_matches(blank))
}

/// Why a text is no JSON, with the place.
pub(super) fn fault(text: &str) -> Option<Finding> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(place, _)| place + 1),
    };
    let mut place = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    Some(not_json(place..place, &error))
}

fn not_json(span: Span, error: &serde_json::Error) -> Finding {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let finding = Finding::error(span, format!("not JSON: {message}"));
    match error.is_eof() {
        true => finding.help("is there a quote, a `]` or a `}` missing?"),
        false => finding,
    }
}

/// The tree of a text that is JSON.
pub(super) fn tree(text: &str, findings: &Findings) -> Option<Node> {
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    Reader { text, findings }.node(raw, 0)
}

struct Reader<'t, 'f> {
    text: &'t str,
    findings: &'f Findings,
}

/// The keys and values of a map as they are written, none left out.
struct Pairs<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Reader<'t, '_> {
    /// `None` where the tree ends; why was noted.
    fn node(&self, raw: &'t RawValue, depth: usize) -> Option<Node> {
        let (span, written) = (self.span(raw), raw.get());
        let first = written.as_bytes().first();
        // Lists and maps are the levels, also those that hold nothing.
        if depth == MAX_DEPTH && matches!(first, Some(b'{' | b'[')) {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            self.findings.add(Finding::error(span.start..span.start, message));
            return None;
        }
        let value = match first {
            Some(b'{') => self.map(written, depth)?,
            Some(b'[') => {
                let items: Vec<&RawValue> = self.read(&span, written)?;
                let nodes = items.into_iter().map(|item| self.node(item, depth + 1));
                Value::Sequence(nodes.collect::<Option<_>>()?)
            }
            Some(b'"') => {
                let text: String = self.read(&span, written)?;
                Value::Scalar(Scalar { text: with_plain_line_ends(text), plain: false })
            }
            _ => Value::Scalar(Scalar { text: plain(written), plain: true }),
        };
        Some(Node { span, value })
    }

    fn map(&self, written: &'t str, depth: usize) -> Option<Value> {
        let span = self.span_of(written);
        let Pairs(pairs) = self.read(&span, written)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(pairs.len());
        let mut first_at = std::collections::BTreeMap::new();
        for (key, value) in pairs {
            let key_span = self.span(key);
            let text: String = self.read(&key_span, key.get())?;
            let value = self.node(value, depth + 1)?;
            if let Some(first) = first_at.get(&text) {
                let message = format!("the key {} stands here a second time", quoted(&text));
                let finding =
                    Finding::error(key_span, message).related(Span::clone(first), "first here");
                self.findings.add(finding.help("keep one of the two"));
                continue;
            }
            first_at.insert(text.clone(), key_span.clone());
            entries.push(Entry { key: (text), key_span, value });
        }
        Some(Value::Mapping(entries))
    }

    fn read<T: Deserialize<'t>>(&self, span: &Span, written: &'t str) -> Option<T> {
        let read = serde_json::from_str(written);
        read.map_err(|error| self.findings.add(not_json(span.clone(), &error))).ok()
    }

    fn span(&self, raw: &'t RawValue) -> Span {
        self.span_of(raw.get())
    }

    /// The place of a part of the text.
    fn span_of(&self, part: &'t str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + part.len()
    }
}

impl<'t> Deserialize<'t> for Pairs<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'t> Visitor<'t> for Reading {
            type Value = Pairs<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map")
            }

            fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<Pairs<'t>, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reading)
    }
}

/// A text in which every end of a line is `\n`: what programs write as CR LF, as CR, or as one of
/// Unicode's own line and paragraph separators.
fn with_plain_line_ends(text: String) -> String {
    const ENDS: [char; 4] = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(ENDS) { text.replace("\r\n", "\n").replace(ENDS, "\n") } else { text }
}

/// `true`, `false`, `null`, or a number as a plain decimal.
pub(crate) fn plain(written: &str) -> String {
    let is_number = written.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let rounded = (is_number && numbers::decimal(written).is_err()).then(|| rounded(written));
    rounded.flatten().unwrap_or_else(|| written.to_owned())
}

/// A number with an exponent or with surplus digits, to [`MOST_DIGITS`] digits. `None` where it is
/// too large for these: it is then told as it was written.
fn rounded(written: &str) -> Option<String> {
    // Programs that write JSON hold numbers so, and more digits than these mean nothing.
    let number: f64 = written.parse().ok()?;
    let digits = format!("{number:.*e}", MOST_DIGITS - 1);
    if number.abs() < 1e-20 {
        return Some("0".to_owned());
    }
    let decimal = Decimal::from_scientific(&digits).ok()?;
    // Behind `0.` there is room for so many digits, zeros included.
    let plain = numbers::written(decimal.round_dp(u32::try_from(MOST_DIGITS).ok()?));
    numbers::decimal(&plain).is_ok().then_some(plain)
}
