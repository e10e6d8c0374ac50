//! Mutants of points: an answer with other points, a range that ends elsewhere.

use rust_decimal::Decimal;

use super::mutant::{Mutant, changed, step};
use crate::authoring::proofs::Revision;
use crate::playbook::condition_words::answer_as_written;
use crate::playbook::{Playbook, Points, RuleIndex, Scored};
use crate::text::yaml::numbers::written;

/// The rule with the points of each answer in turn the other way round, and with each end of a range
/// one step higher, and one lower.
pub(super) fn of(playbook: &Playbook, rule: RuleIndex, points: &Points) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    if let Some(each) = points.each {
        let mut other = points.clone();
        other.each = Some(-each);
        other.given.iter_mut().for_each(|given| given.points = -given.points);
        let change = format!("gives {} for each one in place of {each}", -each);
        mutants.push(changed(playbook, rule, &change, Revision::Points(rule, other)));
        return mutants;
    }
    let question = playbook.question(points.question);
    for (place, given) in points.given.iter().enumerate().filter(|(_, given)| given.points != 0) {
        let mut other = points.clone();
        other.given[place].points = -given.points;
        let answer = answer_as_written(question, given.answer);
        let change = format!("gives {} for {answer} in place of {}", -given.points, given.points);
        mutants.push(changed(playbook, rule, &change, Revision::Points(rule, other)));
    }
    for end in ends(points) {
        for sign in [Decimal::NEGATIVE_ONE, Decimal::ONE] {
            let moved = end + sign * step(&question.kind, end);
            let Some(other) = with_end(points, end, moved) else { continue };
            let (from, to) = (written(end), written(moved));
            let change = format!("parts its ranges at {to} in place of {from}");
            mutants.push(changed(playbook, rule, &change, Revision::Points(rule, other)));
        }
    }
    mutants
}

/// The numbers at which one answer's points end and others begin: the lower end of each range, and
/// the upper one where no range follows on it.
fn ends(points: &Points) -> Vec<Decimal> {
    let ranges = || {
        points.given.iter().filter_map(|given| match given.answer {
            Scored::Range { low, high, .. } => Some((low, high)),
            Scored::Option(_) | Scored::Member(_) => None,
        })
    };
    let lows: Vec<Decimal> = ranges().filter_map(|(low, _)| low).collect();
    let is_followed =
        |high: Decimal| lows.iter().any(|low| *low == high || *low == high + Decimal::ONE);
    let highs = ranges().filter_map(|(_, high)| high).filter(|high| !is_followed(*high));
    lows.iter().copied().chain(highs).collect()
}

/// The points with an end moved, and with it that of the range next to it; `None` where that leaves
/// a range without numbers.
fn with_end(points: &Points, end: Decimal, moved: Decimal) -> Option<Points> {
    let mut other = points.clone();
    for given in &mut other.given {
        let Scored::Range { low, high, includes_high } = &mut given.answer else { continue };
        if *low == Some(end) {
            *low = Some(moved);
        }
        if *high == Some(end) {
            *high = Some(moved);
        } else if *high == Some(end - Decimal::ONE) && *includes_high {
            *high = Some(moved - Decimal::ONE);
        }
        if low.zip(*high).is_some_and(|(low, high)| low > high) {
            return None;
        }
    }
    Some(other)
}
