//! Conditions in few words: `users ≥ 20 and hosting = cloud or either`.

use crate::playbook::{Condition, NumberTest, Playbook, Question, Test};

use super::model::one_line;

/// A condition on one line.
pub(crate) fn condition_words(playbook: &Playbook, condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(playbook, parts, " and "),
        Condition::Any(parts) => joined(playbook, parts, " or "),
        Condition::Not(part) => format!("not ({})", condition_words(playbook, part)),
        Condition::Test(question, test) => test_words(playbook.question(*question), test),
    }
}

/// The parts, in brackets where they could be read in two ways.
fn joined(playbook: &Playbook, parts: &[Condition], joiner: &str) -> String {
    let words = parts.iter().map(|part| {
        let words = condition_words(playbook, part);
        let is_joined =
            matches!(part, Condition::All(inner) | Condition::Any(inner) if inner.len() > 1);
        let is_list = joiner == " or " && words.contains(" or ");
        if parts.len() > 1 && (is_joined || is_list) { format!("({words})") } else { words }
    });
    words.collect::<Vec<_>>().join(joiner)
}

fn test_words(question: &Question, test: &Test) -> String {
    let id = &question.id;
    match test {
        Test::OneOf(options) => format!("{id} = {}", options_words(question, options, " or ")),
        Test::NoneOf(options) => format!("{id} ≠ {}", options_words(question, options, " and ≠ ")),
        _ => format!("{id} {}", passing_words(question, test)),
    }
}

/// What a test asks of an answer, the question being named already.
pub(super) fn passing_words(question: &Question, test: &Test) -> String {
    match test {
        Test::OneOf(options) => options_words(question, options, " or "),
        Test::NoneOf(options) => format!("≠ {}", options_words(question, options, " and ≠ ")),
        Test::Includes(options) => {
            format!("with {}", options_words(question, options, " and "))
        }
        Test::IncludesAny(options) => {
            format!("with {}", options_words(question, options, " or "))
        }
        Test::Excludes(options) => {
            format!("without {}", options_words(question, options, " and without "))
        }
        Test::CountAtLeast(count) => format!("has {count} or more"),
        Test::CountAtMost(0) => "has none".to_owned(),
        Test::CountAtMost(count) => format!("has {count} at most"),
        Test::Number(test) => number_words(question, *test),
    }
}

fn number_words(question: &Question, test: NumberTest) -> String {
    let sign = match test {
        NumberTest::Is(_) => "=",
        NumberTest::IsNot(_) => "≠",
        NumberTest::AtLeast(_) => "≥",
        NumberTest::AtMost(_) => "≤",
        NumberTest::MoreThan(_) => ">",
        NumberTest::LessThan(_) => "<",
    };
    let unit = match &question.kind {
        crate::playbook::Kind::Number(kind) => kind.unit.as_deref().map(one_line),
        _ => None,
    };
    let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
    format!("{sign} {}{unit}", test.operand().normalize())
}

fn options_words(question: &Question, options: &[usize], joiner: &str) -> String {
    let ids = options.iter().map(|option| question.option_id(*option));
    ids.collect::<Vec<_>>().join(joiner)
}
