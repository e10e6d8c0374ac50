//! The names of one playbook in the place of any names: its stages, questions, options and rules.

use serde_json::{Map, Value, json};

use super::conditions::{joiners, operators_with};
use super::scalars;
use crate::format::conditions::tests_on;
use crate::format::deal::{FACT, NUMBER_RANGE, PARTIAL_SET};
use crate::format::playbook::SIGNAL;
use crate::format::reserved::{BELOW_THRESHOLD, NONE, UNKNOWN};
use crate::format::{Named, QuestionType, Shape};
use crate::playbook::{Kind, Playbook, Question, Retired};

/// Puts a playbook's names into a schema.
pub(super) fn put_in(schema: &mut Value, playbook: &Playbook) {
    let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return };
    let questions = playbook.questions.iter().map(|question| question.id.as_str());
    let stages = playbook.stages.iter().map(|stage| stage.id.as_str());
    let rules = playbook.rules.iter().map(|rule| rule.id.as_str());
    let is_of_cases = definitions.contains_key("Case");
    let none = is_of_cases.then_some(NONE);
    let fact = definitions.get(FACT.name).cloned().unwrap_or_default();
    let named = [
        ("QuestionName", names(questions.chain(none))),
        ("StageName", names(stages.chain(none))),
        ("RuleName", names(rules.chain([BELOW_THRESHOLD]))),
        ("GroupName", names(playbook.groups.iter().map(|group| group.id.as_str()))),
        ("Condition", condition(playbook)),
        ("Facts", facts(playbook, &fact, is_of_cases)),
    ];
    for (name, definition) in named {
        if let Some(place) = definitions.get_mut(name) {
            *place = definition;
        }
    }
    if let Some(points) =
        definitions.get_mut(SIGNAL.name).and_then(|signal| signal.pointer_mut("/properties/points"))
    {
        put_answers_in(points, playbook);
    }
}

/// One of these; nothing where there is none.
fn names<'n>(names: impl Iterator<Item = &'n str>) -> Value {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { Value::Bool(false) } else { json!({ "enum": names }) }
}

/// Puts the questions that points can be given for into their schema, each with its answers.
fn put_answers_in(points: &mut Value, playbook: &Playbook) {
    let whole = points.pointer("/additionalProperties/additionalProperties").cloned();
    let whole = whole.unwrap_or_default();
    let asked = playbook.questions.iter().filter(|question| question.kind != Kind::Text);
    let asked = asked.map(|question| (question.id.clone(), scored(question, &whole)));
    points["properties"] = Value::Object(asked.collect());
    points["additionalProperties"] = Value::Bool(false);
    if let Some(points) = points.as_object_mut() {
        points.remove("propertyNames");
    }
}

/// The answers to a question, each with what it gives.
fn scored(question: &Question, whole: &Value) -> Value {
    let range = json!({
        "additionalProperties": whole, "propertyNames": scalars::range_of_numbers(),
    });
    let each = json!({
        "properties": { "each": whole }, "required": ["each"], "additionalProperties": false,
    });
    let mut schema = match &question.kind {
        Kind::Number(number) if number.whole => json!({ "anyOf": [each, range] }),
        Kind::Number(_) => range,
        _ => {
            let ids = option_ids(question).into_iter();
            let ids = ids.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
            let options: Map<String, Value> = ids.map(|id| (id, whole.clone())).collect();
            json!({ "properties": options, "additionalProperties": false })
        }
    };
    schema["type"] = json!("object");
    schema["minProperties"] = json!(1);
    schema["description"] = json!(question.ask);
    schema
}

/// Conditions on these questions, each with the operators of its type.
fn condition(playbook: &Playbook) -> Value {
    let mut properties = joiners();
    for question in &playbook.questions {
        if let Some(test) = test(question) {
            properties.insert(question.id.clone(), test);
        }
    }
    for value in &playbook.values {
        let tests = tests_on(QuestionType::Number)
            .map(|map| operators_with(map, |_| json!({ "type": "number" })));
        let forms = json!([{ "type": "number" }, tests]);
        properties.insert(value.id.clone(), json!({ "description": value.title, "anyOf": forms }));
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
    let map = tests_on(question.kind.question_type())?;
    let tests = operators_with(map, |shape| operand(question, shape));
    let option = json!({ "enum": option_ids(question) });
    let forms = match question.kind {
        Kind::Choice { .. } => json!([option, operand(question, LIST), tests]),
        Kind::Choices { .. } => json!([tests]),
        Kind::Number(_) => json!([{ "type": "number" }, tests]),
        Kind::YesNo { .. } | Kind::Text => json!([option, tests]),
    };
    Some(json!({ "description": question.ask, "anyOf": forms }))
}

const LIST: Shape = Shape::List(&Shape::Name(Named::Option));

/// What stands after an operator, with the options of a question in the place of any.
fn operand(question: &Question, shape: Shape) -> Value {
    match shape {
        Shape::YesNo | Shape::Name(_) => json!({ "enum": option_ids(question) }),
        Shape::List(item) => {
            json!({ "type": "array", "items": operand(question, *item), "minItems": 1 })
        }
        Shape::OneOrList(item) => {
            json!({ "anyOf": [operand(question, *item), operand(question, LIST)] })
        }
        Shape::Number => json!({ "type": "number" }),
        other => scalars::unnamed(other),
    }
}

/// Facts about these questions, each with the answers of its type; `fact` is one about any.
/// Only a deal may be older than its playbook, and have facts on what is retired.
fn facts(playbook: &Playbook, fact: &Value, is_of_cases: bool) -> Value {
    let retired = if is_of_cases { &Retired::default() } else { &playbook.retired };
    let facts = playbook.questions.iter();
    let facts = facts.map(|question| (question.id.clone(), known(question, retired, fact)));
    let gone = retired.iter().filter(|(id, _)| !id.contains('.'));
    let gone = gone.map(|(id, because)| {
        (id.to_owned(), json!({ "description": because, "deprecated": true }))
    });
    json!({
        "type": "object",
        "properties": Map::from_iter(facts.chain(gone)),
        "additionalProperties": false,
    })
}

/// What can be known about a question: an answer, a fact, or the facts of several people.
fn known(question: &Question, retired: &Retired, fact: &Value) -> Value {
    let mut fact = fact.clone();
    let answers = answers(question, retired);
    fact["properties"]["answer"] = json!({ "anyOf": answers });
    let maps = answers.iter().filter(|answer| answer.get("type") == Some(&json!("object")));
    let one_of_several: Vec<&Value> = maps.chain([&fact]).collect();
    let several = json!({ "type": "array", "minItems": 1, "items": { "anyOf": one_of_several } });
    let all: Vec<&Value> = answers.iter().chain([&fact, &several]).collect();
    json!({ "description": question.ask, "anyOf": all })
}

/// The forms of answers that a question takes.
fn answers(question: &Question, retired: &Retired) -> Vec<Value> {
    let mut ids = option_ids(question);
    ids.extend(retired.options_of(&question.id).map(Value::from));
    let option = json!({ "enum": ids });
    let list = json!({ "type": "array", "items": option, "minItems": 1 });
    let words: Vec<String> = ids.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let words = words.join("|");
    ids.push(UNKNOWN.into());
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
            let partial = operators_with(&PARTIAL_SET, |_| some.clone());
            vec![value, json!({ "type": "string", "pattern": pattern }), list, partial]
        }
        Kind::Number(_) => {
            let pattern = r"^\s*(unknown|[-0-9.<>=|, ]+)\s*$";
            let text = json!({ "type": "string", "pattern": pattern });
            let number = json!({ "type": "number" });
            let list =
                json!({ "type": "array", "minItems": 1, "items": { "anyOf": [number, text] } });
            let mut range = operators_with(&NUMBER_RANGE, |_| number.clone());
            range["minProperties"] = json!(0);
            // Of a question that was one of options once.
            let words: Vec<&str> = retired.options_of(&question.id).collect();
            let words = (!words.is_empty()).then(|| json!({ "enum": words }));
            [number, text, list, range].into_iter().chain(words).collect()
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
