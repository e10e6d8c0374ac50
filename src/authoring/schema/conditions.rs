//! Conditions, whatever the questions are: which operators stand together, and what they take.
#![expect(dead_code, reason = "types that are described, never read into")]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::words::{Count, Number, OptionId, QuestionId, YesNo};

/// A map whose entries all have to hold: questions with tests, `all`, `any` and `not`.
pub(super) struct Condition;

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let condition = generator.subschema_for::<Self>();
        let name = generator.subschema_for::<QuestionId>();
        let test = generator.subschema_for::<Test>();
        json_schema!({
            "description": "Its entries all have to hold: `question: test`, `all`, `any`, `not`.",
            "type": "object",
            "minProperties": 1,
            "properties": {
                "all": {
                    "description": "Every one of these has to hold.",
                    "type": "array", "items": condition, "minItems": 1
                },
                "any": {
                    "description": "At least one of these has to hold.",
                    "type": "array", "items": condition, "minItems": 1
                },
                "not": condition
            },
            "propertyNames": { "anyOf": [{ "enum": ["all", "any", "not"] }, name] },
            "additionalProperties": test
        })
    }
}

/// A test on one question: a plain value, a list of options (one of them), or operators that all
/// have to hold.
#[derive(JsonSchema)]
#[serde(untagged)]
pub(super) enum Test {
    /// An option.
    Option(OptionId),
    /// Yes or no.
    YesNo(YesNo),
    /// A number.
    Number(Number),
    /// One of these options.
    Options(#[schemars(length(min = 1))] Vec<OptionId>),
    /// Tests on a `choice`.
    ChoiceTests(ChoiceTests),
    /// Tests on a `yes_no`.
    YesNoTests(YesNoTests),
    /// Tests on a `choices`.
    SetTests(SetTests),
    /// Tests on a `number`.
    NumberTests(NumberTests),
}

/// One option, or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
pub(super) enum Options {
    /// One.
    One(OptionId),
    /// Several.
    Several(#[schemars(length(min = 1))] Vec<OptionId>),
}

/// Tests on a `choice` question.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub(super) struct ChoiceTests {
    /// It is this option.
    is: Option<OptionId>,
    /// It applies, and is not this option.
    is_not: Option<OptionId>,
    /// It is one of these options.
    #[schemars(length(min = 1))]
    r#in: Option<Vec<OptionId>>,
    /// It applies, and is none of these options.
    #[schemars(length(min = 1))]
    not_in: Option<Vec<OptionId>>,
}

/// Tests on a `yes_no` question.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub(super) struct YesNoTests {
    /// It is this.
    is: Option<YesNo>,
    /// It applies, and is not this.
    is_not: Option<YesNo>,
}

/// Tests on a `choices` question.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub(super) struct SetTests {
    /// All of these options are in the set.
    includes: Option<Options>,
    /// At least one of these options is in the set.
    includes_any: Option<Options>,
    /// None of these options is in the set.
    excludes: Option<Options>,
    /// The set has so many options or more.
    count_at_least: Option<Count>,
    /// The set has so many options or fewer.
    count_at_most: Option<Count>,
}

/// Tests on a `number` question.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub(super) struct NumberTests {
    /// It is this number.
    is: Option<Number>,
    /// It applies, and is not this number.
    is_not: Option<Number>,
    /// It is this number or a higher one.
    at_least: Option<Number>,
    /// It is this number or a lower one.
    at_most: Option<Number>,
    /// It is higher than this number.
    more_than: Option<Number>,
    /// It is lower than this number.
    less_than: Option<Number>,
}
