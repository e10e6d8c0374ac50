//! How large a playbook may get: far beyond what a conversation bears, and within what the
//! engine can hold.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::playbook::{Condition, Playbook, Test};
use crate::text::source::{Finding, Findings, Span};
use crate::text::yaml::Node;

pub(super) const MOST_STAGES: usize = 100;
pub(super) const MOST_QUESTIONS: usize = 500;
pub(super) const MOST_RULES: usize = 1000;
/// How many questions may have to wait for each other by their `when`.
pub(super) const LONGEST_CHAIN: usize = 50;
/// Of a `choices` question; each option is something the engine decides on its own.
pub(super) const MOST_OPTIONS: usize = 300;
/// Of a `choice` question; all its options fit one set of 128 cells.
pub(super) const MOST_OPTIONS_OF_A_CHOICE: usize = 127;
/// Different numbers in the conditions on one question; they cut the line of numbers into at
/// most twice as many cells and one, and there are 128.
const MOST_NUMBERS: usize = 60;
/// Tests in all conditions together; a list of options in a `choices` set counts each.
const MOST_TESTS: usize = 2000;

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
    for condition in conditions(playbook) {
        tests += count(condition, &mut numbers);
    }
    for ((question, span), numbers) in playbook.questions.iter().zip(spans).zip(numbers) {
        if numbers.len() > MOST_NUMBERS {
            let message = format!(
                "conditions compare `{}` with {} numbers, more than {MOST_NUMBERS}",
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

/// Every condition of a playbook.
fn conditions(playbook: &Playbook) -> impl Iterator<Item = &Condition> {
    let verifiers = playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let gates = playbook.questions.iter().filter_map(|question| question.when.as_ref());
    verifiers.chain(gates).chain(playbook.rules.iter().map(|rule| &rule.when))
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
