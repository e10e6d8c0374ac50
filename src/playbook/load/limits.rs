//! What a playbook holds too much of.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::format::limits::{MOST_EACH, MOST_NUMBERS, MOST_TESTS};
use crate::playbook::{Condition, Kind, NumberKind, Playbook, Test};
use crate::text::source::{Finding, Findings, Span};
use crate::text::yaml::Node;

/// The first items; `too_many` is called where there are more.
pub(super) fn at_most<T>(most: usize, items: &[T], too_many: impl FnOnce()) -> &[T] {
    match items.get(..most) {
        Some(first) if items.len() > most => {
            too_many();
            first
        }
        _ => items,
    }
}

/// There are too many of something.
pub(super) fn too_many(node: &Node, most: usize, what: &str) -> Finding {
    Finding::error(node.span.clone(), format!("more than {most} {what}"))
}

/// Notes conditions that are too many or tell too many numbers apart. `spans` are the places of
/// the questions.
pub(super) fn refuse(playbook: &Playbook, spans: &[Span], findings: &Findings) {
    let mut numbers = vec![BTreeSet::new(); playbook.questions.len()];
    let mut tests = 0;
    let has_points = |question| {
        let mut points = playbook.rules.iter().filter_map(|rule| rule.points.as_ref());
        points.any(|points| points.question == question)
    };
    for condition in playbook.conditions() {
        tests += count(condition, &mut numbers);
    }
    for ((index, span), numbers) in playbook.question_indexes().zip(spans).zip(numbers) {
        let question = playbook.question(index);
        if numbers.len() > MOST_NUMBERS && !takes_few(&question.kind) {
            let message = format!(
                "{} compare `{}` with {} numbers, more than {MOST_NUMBERS}",
                if has_points(index) { "conditions and points" } else { "conditions" },
                question.id,
                numbers.len()
            );
            findings.add(Finding::error(span.clone(), message));
        }
    }
    if tests > MOST_TESTS {
        let message = format!("the conditions hold {tests} tests, more than {MOST_TESTS}");
        findings.add(Finding::error(0..0, message));
    }
}

/// Whether a question takes whole numbers alone, and so few that each may be told apart.
pub(super) fn takes_few(kind: &Kind) -> bool {
    let Kind::Number(NumberKind { whole: true, min: Some(min), max: Some(max), .. }) = kind else {
        return false;
    };
    *max - *min < Decimal::from(MOST_EACH)
}

/// Counts the tests of a condition and gathers the numbers that they compare with.
fn count(condition: &Condition, numbers: &mut [BTreeSet<Decimal>]) -> usize {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().map(|part| count(part, numbers)).sum()
        }
        Condition::Not(part) => count(part, numbers),
        Condition::Test(question, Test::Number(test)) => {
            numbers[question.0].insert(test.operand());
            1
        }
        Condition::Test(_, Test::Includes(options) | Test::IncludesAny(options)) => options.len(),
        Condition::Test(_, Test::Excludes(options)) => options.len(),
        Condition::Test(..) => 1,
    }
}
