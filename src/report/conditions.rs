//! Conditions: in words for people, and as a playbook writes them.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::playbook::{Condition, Kind, NumberTest, Playbook, Question, Test};
use crate::text::source::listed;
use crate::text::yaml::numbers::written;

/// A condition in words, its questions by their ids: ``hosting is “In a cloud”, and users at least
/// 20 people``. Parts within parts stand in round brackets.
pub fn in_words(playbook: &Playbook, condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(playbook, parts, "and"),
        Condition::Any(parts) => joined(playbook, parts, "or"),
        Condition::Not(part) => format!("not ({})", in_words(playbook, part)),
        Condition::Test(question, test) => {
            let question = playbook.question(*question);
            format!("{} {}", question.id, test_in_words(question, test))
        }
    }
}

/// A condition as format 1 writes it, with every operator spelt out.
pub fn as_written(playbook: &Playbook, condition: &Condition) -> Value {
    let each = |parts: &[Condition]| parts.iter().map(|part| as_written(playbook, part)).collect();
    match condition {
        Condition::All(parts) => json!({ "all": Value::Array(each(parts)) }),
        Condition::Any(parts) => json!({ "any": Value::Array(each(parts)) }),
        Condition::Not(part) => json!({ "not": as_written(playbook, part) }),
        Condition::Test(question, test) => {
            let question = playbook.question(*question);
            let (operator, operand) = operation(question, test);
            let test: Map<String, Value> = Map::from_iter([(operator.to_owned(), operand)]);
            Value::Object(Map::from_iter([(question.id.clone(), Value::Object(test))]))
        }
    }
}

fn joined(playbook: &Playbook, parts: &[Condition], joiner: &str) -> String {
    if let [part] = parts {
        return in_words(playbook, part);
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
                format!("({})", in_words(playbook, part))
            }
            _ => in_words(playbook, part),
        })
        .collect();
    parts.join(&format!(", {joiner} "))
}

fn test_in_words(question: &Question, test: &Test) -> String {
    let any = |options: &[usize]| listed(&labels(question, options), "or");
    let all = |options: &[usize]| listed(&labels(question, options), "and");
    match test {
        Test::OneOf(options) => format!("is {}", any(options)),
        Test::NoneOf(options) => match (&question.kind, options.as_slice()) {
            (Kind::YesNo { .. }, [one]) => format!("is {}", any(&[1 - one])),
            _ => format!("is not {}", any(options)),
        },
        Test::Includes(options) => format!("includes {}", all(options)),
        Test::IncludesAny(options) => format!("includes {}", any(options)),
        Test::Excludes(options) => format!("does not include {}", any(options)),
        Test::CountAtLeast(count) => format!("names at least {count}"),
        Test::CountAtMost(0) => "names none".to_owned(),
        Test::CountAtMost(count) => format!("names at most {count}"),
        Test::Number(test) => {
            let (words, number) = match test {
                NumberTest::Is(number) => ("is", number),
                NumberTest::IsNot(number) => ("is not", number),
                NumberTest::AtLeast(number) => ("is at least", number),
                NumberTest::AtMost(number) => ("is at most", number),
                NumberTest::MoreThan(number) => ("is more than", number),
                NumberTest::LessThan(number) => ("is less than", number),
            };
            format!("{words} {}", with_unit(question, *number))
        }
    }
}

fn with_unit(question: &Question, number: Decimal) -> String {
    match &question.kind {
        Kind::Number(kind) => match &kind.unit {
            Some(unit) => format!("{} {unit}", written(number)),
            None => written(number),
        },
        _ => written(number),
    }
}

/// Options in words: those of `yes_no` as they are, others in quotes.
fn labels(question: &Question, options: &[usize]) -> Vec<String> {
    let label = |option: &usize| match question.kind {
        Kind::YesNo { .. } => question.option_id(*option).to_owned(),
        _ => format!("“{}”", question.option_label(*option)),
    };
    options.iter().map(label).collect()
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
