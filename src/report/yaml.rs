//! YAML for programs: the same object as JSON, laid out by a library.
//!
//! Scalars that the library would write so that a terminal, a pipeline or a reader of YAML 1.1 took
//! them otherwise are written as `coach` writes them in files.

use std::io::{self, Write};

use serde_yaml::Value;

use crate::text::characters::{hidden, hidden_in_words};
use crate::text::yaml::writing::{double_quoted, scalar};

/// What stands around the number of a scalar of our own until it is put into the document: a
/// character that is hidden, so that no text that is left to the library holds it.
const MARK: char = '\u{e000}';

/// Writes a JSON object as a document of YAML, its keys in their order.
///
/// # Errors
/// Where it can't be written.
pub(super) fn write_json_as_yaml(json: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let value: Value = serde_json::from_slice(json).map_err(io::Error::other)?;
    let mut scalars = OwnScalars::default();
    let value = scalars.taken_from(value);
    let document = serde_yaml::to_string(&value).map_err(io::Error::other)?;
    out.write_all(scalars.put_into(&document).as_bytes())
}

/// The scalars that are not left to the library, as they are written.
#[derive(Default)]
struct OwnScalars(Vec<String>);

impl OwnScalars {
    /// A value with a mark in the place of each of them.
    fn taken_from(&mut self, value: Value) -> Value {
        match value {
            Value::String(text) => match as_we_write(&text) {
                Some(written) => self.mark_for(written),
                None => Value::String(text),
            },
            Value::Number(number) => match without_exponent(&number) {
                Some(written) => self.mark_for(written),
                None => Value::Number(number),
            },
            Value::Sequence(items) => {
                Value::Sequence(items.into_iter().map(|item| self.taken_from(item)).collect())
            }
            Value::Mapping(entries) => {
                let entries = entries.into_iter();
                let taken =
                    entries.map(|(key, value)| (self.taken_from(key), self.taken_from(value)));
                Value::Mapping(taken.collect())
            }
            other => other,
        }
    }

    fn mark_for(&mut self, written: String) -> Value {
        self.0.push(written);
        Value::String(format!("{MARK}{}{MARK}", self.0.len() - 1))
    }

    /// A document with each of them in the place of its mark.
    fn put_into(&self, document: &str) -> String {
        let mut whole = String::with_capacity(document.len());
        for (place, piece) in document.split(MARK).enumerate() {
            let is_number = place % 2 == 1;
            let own = piece.parse().ok().and_then(|number: usize| self.0.get(number));
            whole.push_str(own.filter(|_| is_number).map_or(piece, String::as_str));
        }
        whole
    }
}

/// A text as we write it, where it is not left to the library: that takes `no` and `12:30` for words,
/// which a reader of YAML 1.1 does not, and lets stand most of what is hidden.
fn as_we_write(text: &str) -> Option<String> {
    if is_for_a_block(text) {
        return None;
    }
    // In double quotes a pipeline's commands can be taken apart by escapes.
    if hidden(text).next().is_some() || text.contains("##") {
        return Some(double_quoted(text));
    }
    Some(scalar(text, false)).filter(|written| written != text)
}

/// Whether a text is one of several lines that reads best as these, none of which is a command to a
/// pipeline.
fn is_for_a_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with(char::is_whitespace)
        && !text.contains('\t')
        && !text.contains("::")
        && !text.contains("##")
        && hidden_in_words(text).is_none()
}

/// A number that the library would write with an exponent, which makes it words to a reader of YAML 1.1.
fn without_exponent(number: &serde_yaml::Number) -> Option<String> {
    let has_exponent = number.to_string().contains('e');
    number.as_f64().filter(|_| has_exponent).map(|number| number.to_string())
}
