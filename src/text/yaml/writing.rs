//! Words as YAML scalars, with quotes only where YAML needs them.

use crate::text::characters::is_hidden;

/// Words as a scalar on one line.
pub(crate) fn scalar(text: &str, in_flow: bool) -> String {
    if needs_no_quotes(text, in_flow) {
        text.to_owned()
    } else if text.chars().any(is_hidden) {
        double_quoted(text)
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Whether words need no quotes; stricter than YAML, so that every reader takes them for words.
pub(crate) fn needs_no_quotes(text: &str, in_flow: bool) -> bool {
    const READ_AS_SOMETHING_ELSE: [&str; 9] =
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let starts_well = text.starts_with(|first: char| first.is_alphanumeric() || first == '(')
        || ["/", "./", "../"].iter().any(|path| text.starts_with(path));
    let looks_like_a_number = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|one| one.is_ascii_hexdigit() || "xoTZ.,:_+-".contains(one));
    let means_something =
        text.contains(": ") || text.ends_with(':') || text.contains(" #") || text.ends_with(' ');
    let closes_flow = in_flow && text.contains([',', '[', ']', '{', '}', ':']);
    starts_well
        && !looks_like_a_number
        && !means_something
        && !closes_flow
        && !text.chars().any(is_hidden)
        && !READ_AS_SOMETHING_ELSE.contains(&text.to_lowercase().as_str())
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            hidden if is_hidden(hidden) => {
                quoted.push_str(&format!("\\U{:08x}", u32::from(hidden)));
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}
