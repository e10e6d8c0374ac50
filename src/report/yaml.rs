//! YAML for programs: the same object as JSON, laid out by a library.

use std::io::{self, Write};

use serde_yaml::Value;

use crate::text::characters::{push_escape, with_hidden};

/// Writes a JSON object as a document of YAML, its keys in their order.
///
/// # Errors
/// Where it can't be written.
pub(super) fn write_json_as_yaml(json: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let value: Value = serde_json::from_slice(json).map_err(io::Error::other)?;
    let text = serde_yaml::to_string(&shown(value)).map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

/// The same with every text safe to look at: YAML lets stand what hides in a terminal, and a plain
/// scalar has no escapes.
fn shown(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(with_hidden(&text, |shown, hidden| match hidden {
            '\n' | '\t' => shown.push(hidden),
            other => push_escape(shown, other),
        })),
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(shown).collect()),
        Value::Mapping(entries) => Value::Mapping(
            entries.into_iter().map(|(key, value)| (shown(key), shown(value))).collect(),
        ),
        other => other,
    }
}
