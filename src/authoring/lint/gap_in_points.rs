//! `gap-in-points`: numbers that the points of a signal leave out.
#![doc = include_str!("gap-in-points.md")]

use std::ops::Bound;

use rust_decimal::Decimal;

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::deal::Answer;
use crate::deal::answers::describe;
use crate::deal::numbers::{Interval, Numbers};
use crate::playbook::{Kind, NumberKind, Points, RuleIndex, Scored};
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "gap-in-points",
    severity: Severity::Warning,
    summary: "points leave a hole between their ranges",
    can_be_waived: true,
    documentation: include_str!("gap-in-points.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let rules = view.playbook.rules.iter().enumerate();
    rules
        .filter_map(|(place, rule)| {
            let points = rule.points.as_ref()?;
            let question = view.playbook.question(points.question);
            let Kind::Number(kind) = &question.kind else { return None };
            let left = left_out(kind, points);
            if left.is_empty() {
                return None;
            }
            let numbers = describe(question, &Answer::Numbers(left));
            let message = format!(
                "`{}` has no points where `{}` is {numbers}: there it gives 0",
                rule.id, question.id
            );
            let place = view.places.rule(view.playbook, RuleIndex(place), &["points"]).at_key();
            Some(found(&RULE, place, message).help("close the hole, or write its points, 0 too"))
        })
        .collect()
}

/// The numbers that a question takes and no range names.
fn left_out(kind: &NumberKind, points: &Points) -> Numbers {
    let mut ranges: Vec<(Option<Decimal>, Option<Decimal>)> = Vec::new();
    for given in &points.given {
        if let Scored::Range { low, high, .. } = given.answer {
            ranges.push((low, high));
        }
    }
    ranges.sort_unstable_by_key(|(low, _)| *low);
    let mut holes = Vec::new();
    // Where the ranges so far end; `None` before the first one.
    let mut end = Some(Bound::Unbounded);
    for (low, high) in ranges {
        if let (Some(from), Some(low)) = (end, low) {
            holes.push(Interval::new(from, Bound::Excluded(low)));
        }
        end = high.map(Bound::Excluded);
    }
    holes.extend(end.map(|from| Interval::new(from, Bound::Unbounded)));
    Numbers::within(kind, holes)
}
