//! What a playbook holds too much of.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::format::limits::{MOST_EACH, MOST_NUMBERS, MOST_TESTS};
use crate::playbook::{Condition, Kind, NumberKind, Playbook, Subject, Test};
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
/// the questions and values.
pub(super) fn refuse(playbook: &Playbook, spans: &BTreeMap<Subject, Span>, findings: &Findings) {
    let mut numbers = BTreeMap::new();
    let mut tests = 0;
    let has_points = |subject| {
        let mut points = playbook.rules.iter().filter_map(|rule| rule.points.as_ref());
        points.any(|points| Subject::Question(points.question) == subject)
    };
    let takes_few = |subject| match subject {
        Subject::Question(question) => takes_few(&playbook.question(question).kind),
        Subject::Value(_) => false,
    };
    for condition in playbook.conditions() {
        tests += count(condition, &mut numbers);
    }
    for (subject, numbers) in numbers {
        if numbers.len() > MOST_NUMBERS && !takes_few(subject) {
            let message = format!(
                "{} compare `{}` with {} numbers, more than {MOST_NUMBERS}",
                if has_points(subject) { "conditions and points" } else { "conditions" },
                playbook.id_of(subject),
                numbers.len()
            );
            let span = spans.get(&subject).cloned().unwrap_or(0..0);
            findings.add(Finding::error(span, message));
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
fn count(condition: &Condition, numbers: &mut BTreeMap<Subject, BTreeSet<Decimal>>) -> usize {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().map(|part| count(part, numbers)).sum()
        }
        Condition::Not(part) => count(part, numbers),
        Condition::Test(subject, Test::Number(test)) => {
            numbers.entry(*subject).or_default().insert(test.operand());
            1
        }
        Condition::Test(_, Test::Includes(options) | Test::IncludesAny(options)) => options.len(),
        Condition::Test(_, Test::Excludes(options)) => options.len(),
        Condition::Test(..) => 1,
    }
}
