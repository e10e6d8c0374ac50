//! A deal as it is written.
#![expect(dead_code, reason = "types that are described, never read into")]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::words::{Date, Line, Number, QuestionId, QuestionName, Text, Value, YesNo};
use crate::checklist::{RULES, can_be_waived};

/// The facts about one prospect, for one playbook.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Deal of coach, format 1")]
pub(super) struct Deal {
    /// The format that this file is written in.
    #[schemars(extend("enum" = [1, "1"]))]
    format: serde_json::Value,
    /// What the deal is called; the file's name where absent.
    deal: Option<Line>,
    /// The playbook: an id, or a path relative to this file (has a `/` or ends in .yaml).
    playbook: Line,
    /// What is known: for each question the answer, and how it is known.
    facts: Option<OrNothing<Facts>>,
    /// Whatever else is worth keeping.
    notes: Option<OrNothing<Text>>,
    /// The seller's own decision, whatever the verdict.
    pursue: Option<OrNothing<YesNo>>,
    /// Findings of `coach check` that are accepted, each with a reason.
    waivers: Option<OrNothing<Vec<Waiver>>>,
}

/// Something, or a key that is left empty.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum OrNothing<T> {
    Some(T),
    Nothing(#[schemars(extend("const" = null))] serde_json::Value),
}

/// A finding that is accepted.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Waiver {
    /// The rule that finds it.
    #[schemars(extend("enum" = waivable()))]
    rule: serde_json::Value,
    /// The question that it is about; every one where absent.
    question: Option<QuestionName>,
    /// Why it is accepted.
    because: Line,
    /// Who accepts it.
    by: Option<Line>,
    /// The last day on which it is accepted.
    until: Option<Date>,
}

fn waivable() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.id).filter(|rule| can_be_waived(rule)).collect()
}

/// A map of questions to facts.
pub(super) struct Facts;

impl JsonSchema for Facts {
    fn schema_name() -> Cow<'static, str> {
        "Facts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (name, fact) =
            (generator.subschema_for::<QuestionId>(), generator.subschema_for::<Known>());
        json_schema!({
            "description": "What is known: for each question the answer, and how it is known.",
            "type": "object",
            "propertyNames": name,
            "additionalProperties": fact
        })
    }
}

/// What is known about one question: an answer (the buyer said so), a fact with its source, or a
/// list of facts from several people.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Known {
    /// What the buyer said.
    Said(Answer),
    /// With its source.
    Fact(Fact),
    /// What several people say.
    Several(#[schemars(length(min = 1))] Vec<OneOfSeveral>),
}

/// What one of several people says.
#[derive(JsonSchema)]
#[serde(untagged)]
enum OneOfSeveral {
    /// With its source.
    Fact(Fact),
    /// Partial knowledge of a set.
    Set(PartialSet),
    /// Numbers by comparison.
    Numbers(NumberRange),
}

/// An answer, and how it is known.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Fact {
    /// The answer.
    answer: Answer,
    /// Where it comes from; `prospect` where absent.
    source: Option<Source>,
    /// Who said it.
    by: Option<Line>,
    /// When it was learned.
    date: Option<Date>,
    /// How it was said, or anything else.
    note: Option<Text>,
}

/// Where a fact comes from.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Source {
    /// The buyer said so.
    Prospect,
    /// It is written down.
    Document,
    /// The seller thinks so; never counts in the verdict.
    Assumption,
}

/// An answer: a value, `unknown`, a range as `20..50`, a list (one of these; of `choices` exactly
/// these), or operators.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Answer {
    /// One value.
    One(Value),
    /// One of these; of `choices` exactly these.
    List(Vec<Value>),
    /// Partial knowledge of a set.
    Set(PartialSet),
    /// Numbers by comparison.
    Numbers(NumberRange),
}

/// What is known of a set of options.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("not" = {
    "properties": { "includes": { "maxItems": 0, "type": "array" }, "excludes": { "maxItems": 0, "type": "array" } }
}))]
struct PartialSet {
    /// These are in it.
    includes: Option<SomeOptions>,
    /// These are not.
    excludes: Option<SomeOptions>,
}

/// One option, or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
enum SomeOptions {
    /// One.
    One(Value),
    /// Several.
    Several(Vec<Value>),
}

/// Numbers by comparison.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct NumberRange {
    /// This number or a higher one.
    at_least: Option<Number>,
    /// This number or a lower one.
    at_most: Option<Number>,
    /// A higher number.
    more_than: Option<Number>,
    /// A lower number.
    less_than: Option<Number>,
    /// This number.
    is: Option<Number>,
    /// Another number.
    is_not: Option<Number>,
}
