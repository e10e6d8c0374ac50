//! Facts and answers, whatever the questions are.

use serde_json::{Value, json};

use super::maps::Definitions;
use crate::format::deal::{FACT, NUMBER_RANGE, PARTIAL_SET};
use crate::format::{Named, Shape};

/// A map of questions to facts.
pub(super) fn facts(all: &mut Definitions) -> Value {
    let (name, known) = (all.shape(Shape::Id(Named::Question)), all.refer("Known", known));
    json!({
        "description": "What is known: for each question the answer, and how it is known.",
        "type": "object",
        "propertyNames": name,
        "additionalProperties": known
    })
}

/// What is known about one question.
fn known(all: &mut Definitions) -> Value {
    let (answer, fact) = (all.shape(Shape::Answer), all.shape(Shape::Map(&FACT)));
    let one_of_several = json!({ "anyOf": [fact, partial_set(all), number_range(all)] });
    json!({
        "description": "What is known about one question: an answer (the buyer said so), a fact \
                        with its source, or a list of facts from several people.",
        "anyOf": [answer, fact, { "type": "array", "items": one_of_several, "minItems": 1 }]
    })
}

/// An answer.
pub(super) fn answer(all: &mut Definitions) -> Value {
    let (value, list) = (all.shape(Shape::Value), all.shape(Shape::List(&Shape::Value)));
    json!({
        "description": "An answer: a value, `unknown`, a range as `20..50`, a list (one of these; \
                        of `choices` exactly these), or operators.",
        "anyOf": [value, list, partial_set(all), number_range(all)]
    })
}

/// Partial knowledge of a set: it says something.
fn partial_set(all: &mut Definitions) -> Value {
    all.refer(PARTIAL_SET.name, |all| {
        let nothing = json!({ "maxItems": 0, "type": "array" });
        let all_keys = PARTIAL_SET.keys.iter().map(|key| (key.name.to_owned(), nothing.clone()));
        let says_nothing = json!({ "properties": all_keys.collect::<serde_json::Map<_, _>>() });
        let mut schema = all.map(&PARTIAL_SET);
        schema["not"] = says_nothing;
        schema
    })
}

fn number_range(all: &mut Definitions) -> Value {
    all.shape(Shape::Map(&NUMBER_RANGE))
}

/// What was known once; nobody can say any longer what that may be.
pub(super) fn was() -> Value {
    json!({ "not": { "const": null } })
}
