//! The two buyers at the ends: to one everything is so that helps, to the other all that hurts.

use coach::playbook::{Playbook, QuestionIndex, RuleKind};

use crate::reference::cases::Case;
use crate::reference::large::Draw;
use crate::reference::values::Value;

/// What speaks for a case: how little rules it out or holds it, then its score.
type Standing = (i64, i64);

/// The buyer whom nothing rules out or holds, with the highest score that single answers lead to.
pub(crate) fn ready(playbook: &Playbook, draw: &Draw<'_>) -> Case {
    climb(playbook, draw, |standing| standing)
}

/// The buyer whom most rules out and holds, with the lowest score.
pub(crate) fn unfit(playbook: &Playbook, draw: &Draw<'_>) -> Case {
    climb(playbook, draw, |(clear, score)| (-clear, -score))
}

/// Changes one answer after the other for the better, from the most likely ones, until none does
/// better; then two at once, as a gate may hide what one alone would bring.
fn climb(playbook: &Playbook, draw: &Draw<'_>, worth: fn(Standing) -> Standing) -> Case {
    let likeliest = |values: &Vec<(Value, f64)>| {
        values.iter().rev().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap().0
    };
    let mut chosen: Vec<Value> = draw.values.iter().map(likeliest).collect();
    let case = |chosen: &[Value]| draw.complete(|question: QuestionIndex| chosen[question.0]);
    let mut best = worth(standing(playbook, &case(&chosen)));
    let single: Vec<Vec<(usize, Value)>> = (draw.values.iter().enumerate())
        .flat_map(|(place, values)| values.iter().map(move |(value, _)| vec![(place, *value)]))
        .collect();
    let pairs =
        || single.iter().flat_map(|one| single.iter().map(|other| [&one[..], other].concat()));
    loop {
        let mut take = |changes: &[(usize, Value)]| {
            let mut other = chosen.clone();
            changes.iter().for_each(|(place, value)| other[*place] = *value);
            let reached = worth(standing(playbook, &case(&other)));
            let is_better = reached > best;
            if is_better {
                (best, chosen) = (reached, other);
            }
            is_better
        };
        let is_better = single.iter().filter(|one| take(one)).count() > 0;
        if !is_better && !pairs().any(|changes| take(&changes)) {
            return case(&chosen);
        }
    }
}

fn standing(playbook: &Playbook, case: &Case) -> Standing {
    let in_the_way =
        playbook.rules.iter().zip(&case.rules).filter(|(rule, holds)| match rule.kind {
            RuleKind::Disqualifier | RuleKind::Hold => **holds,
            RuleKind::MustHave => !**holds,
            RuleKind::Signal(_) | RuleKind::Points => false,
        });
    (-(in_the_way.count() as i64), case.score)
}
