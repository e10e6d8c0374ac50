//! What was probably meant, as it has to stand in the file: in quotes where the language wants them.

use super::builder::Builder;
use super::json::is_json;
use super::numbers::decimal;
use super::tree::{Node, Scalar, Value};
use super::writing::json_text;
use crate::text::source::{Finding, Findings, Span};

/// What to write in a text in place of what was written wrongly, and where: so that a word keeps its
/// quotes, and what was JSON stays so. `None` where nobody knows what was meant.
pub fn correction(text: &str, finding: &Finding) -> Option<(Span, String)> {
    let (span, meant) = (finding.span.clone(), finding.replacement.as_ref()?);
    let written = text.get(span.clone()).unwrap_or_default();
    // A part of a text within quotes is no value of its own.
    let is_value = || serde_json::from_str::<serde::de::IgnoredAny>(written).is_ok();
    let meant = match is_value() && is_json(text) {
        true if is_key(text, &span) => json_text(meant),
        true => as_json(meant),
        false => meant.clone(),
    };
    Some(match (within_quotes(written), within_quotes(&meant)) {
        (Some(_), Some(word)) => (span.start + 1..span.end - 1, word.to_owned()),
        (Some(_), None) if meant.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            (span.start + 1..span.end - 1, meant)
        }
        _ => (span, meant),
    })
}

/// What stands between quotes.
fn within_quotes(text: &str) -> Option<&str> {
    let inside = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\''))
}

fn is_key(text: &str, span: &Span) -> bool {
    text.get(span.end..).is_some_and(|behind| behind.trim_start().starts_with(':'))
}

/// A value of YAML as JSON; but for maps and lists it is one word, whatever signs it is of.
fn as_json(value: &str) -> String {
    match Builder::new(value, &Findings::new()).build() {
        Some(node) if value.starts_with(['{', '[']) => json_of(&node),
        _ => json_of_word(value),
    }
}

fn json_of(node: &Node) -> String {
    let all = |parts: Vec<String>| parts.join(", ");
    match &node.value {
        Value::Scalar(Scalar { text, plain: true }) => json_of_word(text),
        Value::Scalar(scalar) => json_text(&scalar.text),
        Value::Sequence(items) => format!("[{}]", all(items.iter().map(json_of).collect())),
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|entry| format!("{}: {}", json_text(&entry.key), json_of(&entry.value)));
            format!("{{ {} }}", all(entries.collect()))
        }
    }
}

/// A number has no quotes. Every word has, `yes` and `true` too: they are read the same.
fn json_of_word(word: &str) -> String {
    if decimal(word).is_ok() { word.to_owned() } else { json_text(word) }
}
