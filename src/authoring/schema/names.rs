//! The names of one playbook in the place of any names: its stages, questions, options and rules.

use serde_json::{Map, Value, json};

use crate::playbook::{Kind, Playbook, Question};

/// Puts a playbook's names into a schema.
pub(super) fn put_in(schema: &mut Value, playbook: &Playbook) {
    let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return };
    let questions = playbook.questions.iter().map(|question| question.id.as_str());
    let stages = playbook.stages.iter().map(|stage| stage.id.as_str());
    let rules = playbook.rules.iter().map(|rule| rule.id.as_str());
    let is_of_cases = definitions.contains_key("Case");
    let none = is_of_cases.then_some("none");
    let named = [
        ("QuestionName", names(questions.chain(none))),
        ("StageName", names(stages.chain(none))),
        ("RuleName", names(rules.chain(["below_threshold"]))),
        ("Condition", condition(playbook)),
        ("Facts", facts(playbook)),
    ];
    for (name, definition) in named {
        if let Some(place) = definitions.get_mut(name) {
            *place = definition;
        }
    }
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> Value {
    json!({ "enum": names.collect::<Vec<_>>() })
}

/// Conditions on these questions, each with the operators of its type.
fn condition(playbook: &Playbook) -> Value {
    let condition = json!({ "$ref": "#/$defs/Condition" });
    let several = json!({ "type": "array", "items": condition, "minItems": 1 });
    let mut properties: Map<String, Value> = Map::new();
    properties.insert("all".to_owned(), several.clone());
    properties.insert("any".to_owned(), several);
    properties.insert("not".to_owned(), condition);
    for question in &playbook.questions {
        if let Some(test) = test(question) {
            properties.insert(question.id.clone(), test);
        }
    }
    json!({
        "type": "object",
        "minProperties": 1,
        "properties": properties,
        "additionalProperties": false,
    })
}

/// A test on a question; none on words.
fn test(question: &Question) -> Option<Value> {
    let option = json!({ "enum": option_ids(question) });
    let options = json!({ "type": "array", "items": option, "minItems": 1 });
    let one_or_several = json!({ "anyOf": [option, options] });
    let count = json!({ "type": "integer", "minimum": 0, "maximum": 1000 });
    let tests = match question.kind {
        Kind::YesNo { .. } => {
            let value = json!({ "enum": ["yes", "no", true, false] });
            json!([value, operators(&json!({ "is": value, "is_not": value }))])
        }
        Kind::Choice { .. } => {
            let tests = json!({ "is": option, "is_not": option, "in": options, "not_in": options });
            json!([option, options, operators(&tests)])
        }
        Kind::Choices { .. } => json!([operators(&json!({
            "includes": one_or_several,
            "includes_any": one_or_several,
            "excludes": one_or_several,
            "count_at_least": count,
            "count_at_most": count,
        }))]),
        Kind::Number(_) => {
            let number = json!({ "type": "number" });
            let keys = ["is", "is_not", "at_least", "at_most", "more_than", "less_than"];
            let tests = keys.map(|key| (key.to_owned(), number.clone()));
            json!([number, operators(&Value::Object(Map::from_iter(tests)))])
        }
        Kind::Text => return None,
    };
    Some(json!({ "description": question.ask, "anyOf": tests }))
}

fn operators(properties: &Value) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "minProperties": 1,
    })
}

/// Facts about these questions, each with the answers of its type.
fn facts(playbook: &Playbook) -> Value {
    let facts = playbook.questions.iter().map(|question| (question.id.clone(), known(question)));
    json!({
        "type": "object",
        "properties": Map::from_iter(facts),
        "additionalProperties": false,
    })
}

/// What can be known about a question: an answer, a fact, or the facts of several people.
fn known(question: &Question) -> Value {
    let answers = answers(question);
    let fact = json!({
        "type": "object",
        "properties": {
            "answer": { "anyOf": answers },
            "source": { "$ref": "#/$defs/Source" },
            "by": { "$ref": "#/$defs/Line" },
            "date": { "$ref": "#/$defs/Date" },
            "note": { "$ref": "#/$defs/Text" },
        },
        "required": ["answer"],
        "additionalProperties": false,
    });
    let maps = answers.iter().filter(|answer| answer.get("type") == Some(&json!("object")));
    let one_of_several: Vec<&Value> = maps.chain([&fact]).collect();
    let several = json!({ "type": "array", "minItems": 1, "items": { "anyOf": one_of_several } });
    let all: Vec<&Value> = answers.iter().chain([&fact, &several]).collect();
    json!({ "description": question.ask, "anyOf": all })
}

/// The forms of answers that a question takes.
fn answers(question: &Question) -> Vec<Value> {
    let mut ids = option_ids(question);
    let option = json!({ "enum": ids });
    let list = json!({ "type": "array", "items": option, "minItems": 1 });
    let words: Vec<String> = ids.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let words = words.join("|");
    ids.push("unknown".into());
    let value = json!({ "enum": ids });
    match question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            let pattern = format!(r"^\s*({words})(\s*\|\s*({words}))*\s*$");
            vec![value, json!({ "type": "string", "pattern": pattern }), list]
        }
        Kind::Choices { .. } => {
            let pattern = format!(r"^\s*[+-]?({words})(\s*,\s*[+-]?({words}))*\s*$");
            let list = json!({ "type": "array", "items": option });
            let some = json!({ "anyOf": [option, list] });
            let partial = operators(&json!({ "includes": some, "excludes": some }));
            vec![value, json!({ "type": "string", "pattern": pattern }), list, partial]
        }
        Kind::Number(_) => {
            let pattern = r"^\s*(unknown|[-0-9.<>=|, ]+)\s*$";
            let text = json!({ "type": "string", "pattern": pattern });
            let number = json!({ "type": "number" });
            let list =
                json!({ "type": "array", "minItems": 1, "items": { "anyOf": [number, text] } });
            let keys = ["at_least", "at_most", "more_than", "less_than", "is", "is_not"];
            let tests = keys.map(|key| (key.to_owned(), number.clone()));
            let mut range = operators(&Value::Object(Map::from_iter(tests)));
            range["minProperties"] = json!(0);
            vec![number, text, list, range]
        }
        Kind::Text => vec![json!({ "$ref": "#/$defs/Value" })],
    }
}

/// The ids of a question's options as a YAML file may hold them.
fn option_ids(question: &Question) -> Vec<Value> {
    let ids = (0..question.option_count()).map(|option| Value::from(question.option_id(option)));
    match question.kind {
        Kind::YesNo { .. } => ids.chain([Value::Bool(true), Value::Bool(false)]).collect(),
        _ => ids.collect(),
    }
}
