//! Texts, ids, numbers and dates, as a schema tells them apart.

use serde_json::{Value, json};

use crate::format::limits::{LONGEST_EXPRESSION, LONGEST_ID};
use crate::format::{Named, Shape, VERSION, reserved};
use crate::playbook::GoodFor;

/// What is defined once, under its name.
pub(super) fn named(shape: Shape) -> Option<(&'static str, Value)> {
    // A number or `true` is the text that was written.
    let words = json!(["string", "number", "boolean"]);
    Some(match shape {
        Shape::Text => ("Text", json!({ "type": words, "pattern": r"[^ \t\n]" })),
        Shape::Line => {
            ("Line", json!({ "type": words, "pattern": r"^[ \t\n]*[^\n]*[^ \t\n][ \t\n]*$" }))
        }
        Shape::Cell => ("Cell", json!({ "type": words })),
        Shape::Value => ("Value", json!({ "type": words, "pattern": r"\S" })),
        Shape::Expression => ("Expression", expression()),
        Shape::YesNo => ("YesNo", json!({ "enum": ["yes", "no", true, false] })),
        Shape::Number => ("Number", json!({ "type": "number" })),
        Shape::Share => ("Share", json!({ "type": "number", "minimum": 0 })),
        Shape::Time => ("Time", json!({ "type": "string", "pattern": time_pattern() })),
        Shape::Date => {
            let pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
            ("Date", json!({ "type": "string", "pattern": pattern }))
        }
        Shape::Passage => ("Passage", json!({ "type": "string", "pattern": passage_pattern() })),
        Shape::Language => (
            "Language",
            json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" }),
        ),
        Shape::Id(named) => id(named),
        Shape::Name(named) => name(named),
        Shape::Scored => ("Scored", scored()),
        _ => return None,
    })
}

/// What is said in its place.
pub(super) fn unnamed(shape: Shape) -> Value {
    match shape {
        Shape::Version { may_be_quoted: false } => json!({ "const": VERSION }),
        Shape::Version { may_be_quoted: true } => {
            json!({ "enum": [VERSION, VERSION.to_string()] })
        }
        Shape::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        _ => json!({}),
    }
}

fn id(named: Named) -> (&'static str, Value) {
    match named {
        Named::Playbook => ("PlaybookId", word('-', &[])),
        Named::Stage => ("StageId", word('_', &[])),
        Named::Rule => ("RuleId", word('_', &[])),
        Named::Group => ("GroupId", word('_', &[])),
        Named::Band => ("BandId", word('_', &[])),
        Named::Question => ("QuestionId", word('_', &reserved::NO_QUESTIONS)),
        Named::Value => ("ValueId", word('_', &reserved::NO_QUESTIONS)),
        Named::Option => ("OptionId", word('_', &reserved::NO_OPTIONS)),
        Named::Retired => ("RetiredName", question_or_option()),
    }
}

fn name(named: Named) -> (&'static str, Value) {
    match named {
        Named::Stage => ("StageName", word('_', &[])),
        Named::Question => ("QuestionName", word('_', &[])),
        Named::Rule => ("RuleName", word('_', &[])),
        Named::Group => ("GroupName", word('_', &[])),
        // `yes` and `no` are the options of another type.
        Named::Option | Named::Playbook | Named::Value | Named::Retired | Named::Band => id(named),
    }
}

/// A path below a folder, and behind a `#` a line or a time.
fn passage_pattern() -> String {
    let name = r"(?!\s*(\.\.?)?\s*(/|#|$))[^/#\\:\n\t]+";
    let place = r"#(L[1-9][0-9]*|([0-9]+:)?[0-5][0-9]:[0-5][0-9](\.[0-9]+)?)";
    format!("^{name}(/{name})*({place})?$")
}

/// How a value is worked out; a number alone is one.
fn expression() -> Value {
    let pattern = r"^[a-z0-9_.+\-*/(), \t\n]+$";
    json!({ "type": ["string", "number"], "pattern": pattern, "maxLength": LONGEST_EXPRESSION })
}

/// An id whose words are joined by a sign.
fn word(joint: char, but: &[&str]) -> Value {
    let pattern = format!("^[a-z][a-z0-9{joint}]{{0,{}}}$", LONGEST_ID - 1);
    let mut schema = json!({ "type": "string", "pattern": pattern });
    if !but.is_empty() {
        schema["not"] = json!({ "enum": but });
    }
    schema
}

/// `question` or `question.option`.
fn question_or_option() -> Value {
    let word = format!("[a-z][a-z0-9_]{{0,{}}}", LONGEST_ID - 1);
    json!({ "type": "string", "pattern": format!(r"^{word}(\.{word})?$") })
}

/// An option, a number or a range of them; `each` looks like an option.
fn scored() -> Value {
    let option = word('_', &[]);
    json!({ "anyOf": [option, range_of_numbers()], "description": "An option, a range of numbers as `20..99`, or `each`." })
}

/// `20`, `20..99`, `..19` or `100..`
pub(super) fn range_of_numbers() -> Value {
    let number = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?";
    let range = format!(r"({number}\s*\.\.\s*({number})?|\.\.\s*{number})");
    json!({ "type": "string", "pattern": format!(r"^\s*({number}|{range})\s*$") })
}

/// Times of as many digits as the longest one has.
fn time_pattern() -> String {
    let digits = GoodFor::LONGEST.to_string().len() - 1;
    format!("^0*[1-9][0-9]{{0,{digits}}}[dwmy]$")
}
