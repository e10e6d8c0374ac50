//! Conditions, whatever the questions are: which operators stand together, and what they take.

use serde_json::{Map as Object, Value, json};

use super::maps::Definitions;
use crate::format::conditions::tests_on;
use crate::format::{Map, Named, QuestionType, Shape, reserved};

/// A map whose entries all have to hold: questions with tests, `all`, `any` and `not`.
pub(super) fn condition(all: &mut Definitions) -> Value {
    let (name, test) = (all.shape(Shape::Id(Named::Question)), all.refer("Test", test));
    json!({
        "description": "Its entries all have to hold: `question: test`, `all`, `any`, `not`.",
        "type": "object",
        "minProperties": 1,
        "properties": joiners(),
        "propertyNames": { "anyOf": [{ "enum": reserved::JOINERS }, name] },
        "additionalProperties": test
    })
}

/// What joins conditions, with what stands under it.
pub(super) fn joiners() -> Object<String, Value> {
    let condition = json!({ "$ref": "#/$defs/Condition" });
    let joiner = |name: &str| {
        let about = match name {
            "all" => "Every one of these has to hold.",
            "any" => "At least one of these has to hold.",
            _ => return condition.clone(),
        };
        json!({ "description": about, "type": "array", "items": condition, "minItems": 1 })
    };
    reserved::JOINERS.iter().map(|name| ((*name).to_owned(), joiner(name))).collect()
}

/// A test on one question.
fn test(all: &mut Definitions) -> Value {
    let (option, list) = (Shape::Id(Named::Option), Shape::List(&Shape::Id(Named::Option)));
    let mut forms: Vec<Value> =
        [option, Shape::YesNo, Shape::Number].map(|plain| all.shape(plain)).to_vec();
    let mut options = all.shape(list);
    options["minItems"] = json!(1);
    forms.push(options);
    for map in QuestionType::ALL.into_iter().filter_map(tests_on) {
        forms.push(all.refer(map.name, |all| operators(all.map(map))));
    }
    json!({
        "description": "A test on one question: a plain value, a list of options (one of them), or \
                        operators that all have to hold.",
        "anyOf": forms,
    })
}

/// A map of operators, of which there is at least one.
fn operators(mut map: Value) -> Value {
    map["minProperties"] = json!(1);
    map
}

/// The tests of a type, with what stands after each operator put in by its shape.
pub(super) fn operators_with(map: &Map, operand: impl Fn(Shape) -> Value) -> Value {
    let tests = map.keys.iter().map(|key| (key.name.to_owned(), operand(key.shape)));
    json!({
        "type": "object",
        "properties": tests.collect::<Object<_, _>>(),
        "additionalProperties": false,
        "minProperties": 1,
    })
}
