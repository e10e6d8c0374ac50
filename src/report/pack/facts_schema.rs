//! The schema of what an assistant hands over: a flat list, as any of them can be held to.

use serde_json::{Value, json};

use crate::playbook::Question;

/// The JSON Schema of facts that are proposed about these questions. Each key is a text, none is
/// nested, and nothing is said that strict readers of schemas don't take.
pub(super) fn of<'q>(questions: impl Iterator<Item = &'q Question>) -> Value {
    let ids: Vec<&str> = questions.map(|question| question.id.as_str()).collect();
    let text = json!({ "type": "string" });
    let question = if ids.is_empty() { text.clone() } else { json!({ "enum": ids }) };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "question": question, "answer": text, "quote": text, "speaker": text,
            },
            "required": ["question", "answer", "quote"],
            "additionalProperties": false,
        },
    })
}
