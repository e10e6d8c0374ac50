//! Conditions and numbers as format 1 writes them, for JSON.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::playbook::{Condition, Kind, NumberTest, Playbook, Question, Subject, Test};
use crate::text::yaml::numbers::written;

/// A condition as format 1 writes it, with every operator spelt out.
pub(super) fn as_written(playbook: &Playbook, condition: &Condition) -> Value {
    let each = |parts: &[Condition]| parts.iter().map(|part| as_written(playbook, part)).collect();
    match condition {
        Condition::All(parts) => json!({ "all": Value::Array(each(parts)) }),
        Condition::Any(parts) => json!({ "any": Value::Array(each(parts)) }),
        Condition::Not(part) => json!({ "not": as_written(playbook, part) }),
        Condition::Test(subject, test) => {
            let (operator, operand) = match subject {
                Subject::Question(question) => operation(playbook.question(*question), test),
                // It has no options that a test could name.
                Subject::Value(_) => operation(&Question::of(Kind::Text), test),
            };
            let test: Map<String, Value> = Map::from_iter([(operator.to_owned(), operand)]);
            let id = playbook.id_of(*subject).to_owned();
            Value::Object(Map::from_iter([(id, Value::Object(test))]))
        }
    }
}

/// A test's operator and operand.
fn operation(question: &Question, test: &Test) -> (&'static str, Value) {
    let ids = |options: &[usize]| {
        let ids = options.iter().map(|option| Value::from(question.option_id(*option)));
        Value::Array(ids.collect())
    };
    let one_or_ids = |one: &'static str, several: &'static str, options: &[usize]| match options {
        [option] => (one, Value::from(question.option_id(*option))),
        options => (several, ids(options)),
    };
    match test {
        Test::OneOf(options) => one_or_ids("is", "in", options),
        Test::NoneOf(options) => one_or_ids("is_not", "not_in", options),
        Test::Includes(options) => ("includes", ids(options)),
        Test::IncludesAny(options) => ("includes_any", ids(options)),
        Test::Excludes(options) => ("excludes", ids(options)),
        Test::CountAtLeast(count) => ("count_at_least", json!(count)),
        Test::CountAtMost(count) => ("count_at_most", json!(count)),
        Test::Number(test) => {
            let operator = match test {
                NumberTest::Is(_) => "is",
                NumberTest::IsNot(_) => "is_not",
                NumberTest::AtLeast(_) => "at_least",
                NumberTest::AtMost(_) => "at_most",
                NumberTest::MoreThan(_) => "more_than",
                NumberTest::LessThan(_) => "less_than",
            };
            (operator, number(test.operand()))
        }
    }
}

/// A number as JSON has it, whole where it is whole.
pub(super) fn number(number: Decimal) -> Value {
    // At most 15 digits: JSON's numbers hold it exactly.
    written(number).parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}
