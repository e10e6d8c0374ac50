//! What the types of questions ask of the keys beside them.

use serde_json::{Map as Object, Value, json};

use crate::format::limits::MOST_OPTIONS_OF_A_CHOICE;
use crate::format::playbook::QUESTION;
use crate::format::{Need, QuestionType};

/// Allows each type of question its own keys alone, and asks for those that it needs.
pub(super) fn complete(schema: &mut Value) {
    let whole = json!({
        "if": { "properties": { "whole": { "enum": ["yes", true] } }, "required": ["whole"] },
        "then": { "properties": { "min": { "type": "integer" }, "max": { "type": "integer" } } },
    });
    schema["allOf"] = QuestionType::ALL.into_iter().map(of_type).chain([whole]).collect();
    if let Some(likely) = schema.pointer_mut("/properties/likely") {
        // Not all of them may be without weight.
        likely["not"] = json!({ "additionalProperties": { "const": 0 } });
    }
}

fn of_type(question: QuestionType) -> Value {
    let of_some_types = || QUESTION.keys.iter().filter(|key| !key.types.is_empty());
    let refused = of_some_types().filter(|key| !key.is_for(question));
    let mut properties: Object<String, Value> =
        refused.map(|key| (key.name.to_owned(), Value::Bool(false))).collect();
    if question == QuestionType::YesNo {
        let names = json!({ "propertyNames": { "enum": ["yes", "no", "true", "false"] } });
        properties.insert("likely".to_owned(), names);
    }
    if question == QuestionType::Choice {
        let most = json!({ "maxProperties": MOST_OPTIONS_OF_A_CHOICE });
        properties.insert("options".to_owned(), most);
    }
    let needed = of_some_types().filter(|key| key.is_for(question) && key.need == Need::Required);
    let needed: Vec<&str> = needed.map(|key| key.name).collect();
    json!({
        "if": { "properties": { "type": { "const": question.name() } }, "required": ["type"] },
        "then": { "properties": properties, "required": needed },
    })
}
