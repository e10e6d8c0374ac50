//! JSON Schemas (2020-12) of the files that people write, so that an editor completes keys, types
//! and operators, and flags mistakes while they are made.
//!
//! The types here mirror the formats; nothing is ever read into them, their comments are the
//! descriptions that an editor shows. A schema sees a file as an editor does, as YAML 1.2 in its
//! core schema: `yes` is a text there, `true` is none, and quotes around a text are gone. What a
//! schema can't say, such as that an id is given twice, the loaders still find.
//!
//! | what | where |
//! | --- | --- |
//! | texts, ids, dates | `words` |
//! | the three files | `playbook`, `deal`, `cases` |
//! | conditions and tests | `conditions` |
//! | names of one playbook in their place | `names` |

mod cases;
mod conditions;
mod deal;
mod names;
mod playbook;
mod words;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, RestrictFormats};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::playbook::Playbook;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A playbook.
    Playbook,
    /// A deal.
    Deal,
    /// A playbook's cases.
    Cases,
}

/// The schema of a kind of file.
pub fn schema(kind: FileKind) -> Value {
    match kind {
        FileKind::Playbook => of::<playbook::Playbook>(),
        FileKind::Deal => of::<deal::Deal>(),
        FileKind::Cases => of::<cases::CasesFile>(),
    }
}

/// The schema of a kind of file that is about one playbook: it knows the playbook's stages,
/// questions, options and rules, and which operators each question has.
pub fn schema_for(kind: FileKind, playbook: &Playbook) -> Value {
    let mut schema = schema(kind);
    names::put_in(&mut schema, playbook);
    schema
}

/// A schema as the text of a file.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn of<T: JsonSchema>() -> Value {
    // Of the formats that are written for Rust's numbers, JSON Schema knows none.
    let settings = SchemaSettings::draft2020_12()
        .with_transform(RestrictFormats::default())
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(without_line_breaks));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Joins the lines of a description, which are those of a comment here.
fn without_line_breaks(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}

/// Takes out what schemars says of an `Option`: a key may be absent here, but never without a value.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    let nothing = serde_json::json!({ "type": "null" });
    let Some(Value::Array(options)) = object.get_mut("anyOf") else { return };
    let count = options.len();
    options.retain(|option| *option != nothing);
    if options.len() < count
        && let [Value::Object(only)] = options.as_slice()
    {
        let only = only.clone();
        object.remove("anyOf");
        only.into_iter().for_each(|(key, value)| {
            object.entry(key).or_insert(value);
        });
    }
}
