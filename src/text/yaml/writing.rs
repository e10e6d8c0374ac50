//! Words as YAML scalars, with quotes only where YAML needs them.

use super::tree::Syntax;
use crate::text::characters::{hidden, with_hidden};

/// Words as a scalar on one line of a text in a language, wherever it stands there.
pub(crate) fn scalar_of(syntax: Syntax, text: &str) -> String {
    match syntax {
        Syntax::Yaml => scalar(text, true),
        Syntax::Json => json_text(text),
    }
}

/// Words as JSON.
pub(crate) fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Words as a scalar on one line.
pub(crate) fn scalar(text: &str, in_flow: bool) -> String {
    if needs_no_quotes(text, in_flow) {
        text.to_owned()
    } else if hidden(text).next().is_some() {
        double_quoted(text)
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Whether words need no quotes; stricter than YAML, so that every reader takes them for words: one of
/// YAML 1.2, and one of YAML 1.1, to which `y` is a truth and `12:30:45` a number.
pub(crate) fn needs_no_quotes(text: &str, in_flow: bool) -> bool {
    let starts_well = text.starts_with(|first: char| first.is_alphanumeric() || first == '(')
        || ["/", "./", "../"].iter().any(|path| text.starts_with(path));
    let means_something =
        text.contains(": ") || text.ends_with(':') || text.contains(" #") || text.ends_with(' ');
    starts_well
        && !means_something
        && (!in_flow || may_stand_in_brackets(text))
        && hidden(text).next().is_none()
        && !looks_like_a_number(text)
        && !is_a_word_of_yaml(text)
}

/// Whether words can do without quotes within brackets, as far as these go. A dash at their end is a
/// mistake to some readers, which look at the bracket behind it.
pub(crate) fn may_stand_in_brackets(text: &str) -> bool {
    !text.contains([',', '[', ']', '{', '}', ':']) && !text.ends_with(" -")
}

/// Whether a reader may take words for a number, a date or a time, whatever its version: `0x1F`,
/// `0o17`, `1_000`, `12:30:45`, `2001-12-14 21:59:43 +01:00`, `1e3`. What has any other letter is none.
fn looks_like_a_number(text: &str) -> bool {
    let digits = ["0x", "0o"].iter().find_map(|base| text.strip_prefix(base)).unwrap_or(text);
    text.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|one| one.is_ascii_hexdigit() || "TtZz.,:_+- ".contains(one))
}

/// Whether words mean something else than themselves in YAML 1.1 or 1.2. Those that begin with a sign,
/// as `~`, `=`, `<<` and `.inf`, are in quotes anyway.
pub(crate) fn is_a_word_of_yaml(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Words in double quotes, every hidden character as an escape.
pub(crate) fn double_quoted(text: &str) -> String {
    let escaped = text.replace('\\', r"\\").replace('"', "\\\"");
    let escaped = with_hidden(&escaped, |shown, hidden| match hidden {
        '\n' => shown.push_str("\\n"),
        '\t' => shown.push_str("\\t"),
        hidden => shown.push_str(&format!("\\U{:08x}", u32::from(hidden))),
    });
    format!("\"{escaped}\"")
}
