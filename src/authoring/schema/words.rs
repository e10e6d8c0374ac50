//! Texts, ids, numbers and dates, as a schema tells them apart.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::playbook::GoodFor;

/// Types that stand for a shape of scalars.
macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident => $shape:tt)*) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($shape)
            }
        }
    )*};
}

shapes! {
    /// Words, over several lines perhaps. A number or `true` is the text that was written.
    Text => { "type": ["string", "number", "boolean"], "pattern": "[^ \\t\\n]" }
    /// Words on one line.
    Line => {
        "type": ["string", "number", "boolean"],
        "pattern": "^[ \\t\\n]*[^\\n]*[^ \\t\\n][ \\t\\n]*$"
    }
    /// A plain value in a deal.
    Value => { "type": ["string", "number", "boolean"], "pattern": "\\S" }
    /// The id of a playbook.
    PlaybookId => { "type": "string", "pattern": "^[a-z][a-z0-9-]{0,63}$" }
    /// The id of a stage.
    StageId => { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }
    /// The id of a rule.
    RuleId => { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }
    /// The id of a question; conditions use some words beside them.
    QuestionId => {
        "type": "string",
        "pattern": "^[a-z][a-z0-9_]{0,63}$",
        "not": { "enum": ["all", "any", "not", "some"] }
    }
    /// The id of an option; some words mean something else where an option stands.
    OptionId => {
        "type": "string",
        "pattern": "^[a-z][a-z0-9_]{0,63}$",
        "not": {
            "enum": ["unknown", "yes", "no", "true", "false", "on", "off", "null", "y", "n"]
        }
    }
    /// A question that is named.
    QuestionName => { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }
    /// A stage that is named, or `none`.
    StageName => { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }
    /// A rule that is named, or `below_threshold`.
    RuleName => { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }
    /// `yes` or `no`.
    YesNo => { "enum": ["yes", "no", true, false] }
    /// A number, as a plain decimal.
    Number => { "type": "number" }
    /// A weight of 0 or more.
    Likelihood => { "type": "number", "minimum": 0 }
    /// How many options there are in a set.
    Count => { "type": "integer", "minimum": 0, "maximum": 1000 }
    /// A whole weight.
    Weight => { "type": "integer", "minimum": -1000, "maximum": 1000 }
    /// A whole score.
    Score => { "type": "integer", "minimum": -1_000_000, "maximum": 1_000_000 }
    /// A number and `d`, `w`, `m` or `y`.
    FreshFor => { "type": "string", "pattern": (fresh_for_pattern()) }
    /// A day, as year, month and day.
    Date => {
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    }
    /// The format that this is.
    Format => { "const": 1 }
}

/// Times of as many digits as the longest one has.
fn fresh_for_pattern() -> String {
    let digits = GoodFor::LONGEST.to_string().len() - 1;
    format!("^0*[1-9][0-9]{{0,{digits}}}[dwmy]$")
}
