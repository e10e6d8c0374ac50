//! Files as an editor sees them: YAML 1.2 in its core schema, checked by a JSON Schema.

use coach::authoring::schema::{FileKind, schema, schema_for};
use coach::playbook::Playbook;
use coach::playbook::load::load;
use coach::text::source::{Finding, Findings, SourceFile};
use coach::text::yaml::{self, Node, Value as Yaml};
use jsonschema::Validator;
use serde_json::{Map, Value};

/// A text as the values that an editor's schema is held against; `None` where it is no YAML.
pub(crate) fn seen(text: &str) -> Option<Value> {
    let findings = Findings::new();
    let root = yaml::parse(&SourceFile::new("file.yaml", text), &findings)?;
    // An editor does not see hidden characters either.
    let is_hidden = |finding: &Finding| finding.message.starts_with("the hidden character");
    assert!(findings.sorted().iter().all(is_hidden), "not one plain document: {text}");
    Some(value(&root))
}

fn value(node: &Node) -> Value {
    match &node.value {
        Yaml::Sequence(items) => items.iter().map(value).collect(),
        Yaml::Mapping(entries) => {
            let entries = entries.iter().map(|entry| (entry.key.to_string(), value(&entry.value)));
            Value::Object(Map::from_iter(entries))
        }
        Yaml::Scalar(scalar) if scalar.plain => plain(&scalar.text),
        Yaml::Scalar(scalar) => Value::String(scalar.text.to_string()),
    }
}

/// A plain scalar in the core schema of YAML 1.2.2, section 10.3.2.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return true.into(),
        "false" | "False" | "FALSE" => return false.into(),
        _ => {}
    }
    let is_number = text.bytes().all(|byte| b"+-.0123456789eE".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_digit());
    let number = text.strip_prefix('+').unwrap_or(text);
    match (is_number, number.parse::<i64>(), number.parse::<f64>()) {
        (true, Ok(whole), _) => whole.into(),
        (true, _, Ok(number)) => number.into(),
        _ => text.into(),
    }
}

/// An editor with the schema of a kind of file.
pub(crate) fn editor(kind: FileKind) -> Validator {
    jsonschema::validator_for(&schema(kind)).unwrap()
}

/// An editor with the schema of a kind of file about this playbook.
pub(crate) fn editor_for(kind: FileKind, playbook: &Playbook) -> Validator {
    jsonschema::validator_for(&schema_for(kind, playbook)).unwrap()
}

/// What an editor flags in a text.
pub(crate) fn flagged(editor: &Validator, text: &str) -> Vec<String> {
    let Some(value) = seen(text) else { return vec!["no YAML".to_owned()] };
    let flags = editor.iter_errors(&value);
    flags.map(|flag| format!("{}: {flag}", flag.instance_path())).collect()
}

/// A sound playbook.
pub(crate) fn playbook(text: &str) -> Playbook {
    load(SourceFile::new("playbook.yaml", text)).unwrap_or_else(|rejected| panic!("{rejected}"))
}
