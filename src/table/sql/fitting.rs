//! How many digits of each number are read: as many as leave room to work out what is worked out from
//! it.

use std::ops::Bound;

use crate::deal::Numbers;
use crate::engine::cells::{CellValues, Variables};
use crate::engine::values::Worked;
use crate::engine::values::span::power_of_ten;
use crate::playbook::{Kind, NumberKind, Playbook, QuestionIndex, ValueIndex};

use super::scales::{Scale, Scales};
use super::steps::largest;

/// The digits of a number of 64 bits that are all there is to be used of.
const DIGITS: u32 = 18;
/// The decimal places that are tried, most first: millionths down to cents.
const PLACES: [u32; 4] = [6, 4, 3, 2];
/// Before the point so many digits are worth more than places behind it.
const ENOUGH_DIGITS: u32 = 9;

/// Those with which values can be worked out in so many digits; the place of one with which they
/// can't otherwise.
pub(super) fn fitted(
    playbook: &Playbook,
    variables: &Variables,
    exact_digits: u32,
) -> Result<Scales, ValueIndex> {
    let mut scales = Scales::default();
    for question in playbook.question_indexes() {
        if let Kind::Number(kind) = &playbook.question(question).kind {
            let scale = scale(needed(kind, variables, question), kind, PLACES[0], DIGITS);
            scales.set(question, scale);
        }
    }
    for worked in variables.worked.iter() {
        let fit = fit(&scales, playbook, variables, worked, exact_digits);
        scales = fit.ok_or(worked.value)?;
    }
    Ok(scales)
}

/// Makes the scales of a value's questions so small that it has no more digits than these.
fn fit(
    scales: &Scales,
    playbook: &Playbook,
    variables: &Variables,
    worked: &Worked,
    exact_digits: u32,
) -> Option<Scales> {
    let enough = PLACES
        .iter()
        .flat_map(|places| (ENOUGH_DIGITS..=DIGITS).rev().map(move |digits| (*places, digits)));
    let fewer = (1..ENOUGH_DIGITS).rev().map(|digits| (PLACES[PLACES.len() - 1], digits));
    let most = power_of_ten(exact_digits);
    for (places, digits) in enough.chain(fewer) {
        let mut tried = scales.clone();
        for question in worked.questions() {
            let Kind::Number(kind) = &playbook.question(*question).kind else { continue };
            let new = scale(needed(kind, variables, *question), kind, places, digits);
            let old = scales.of(*question);
            let both =
                Scale { digits: old.digits.min(new.digits), places: old.places.min(new.places) };
            tried.set(*question, both);
        }
        if largest(playbook, worked, &tried).is_some_and(|largest| largest < most) {
            return Some(tried);
        }
    }
    None
}

/// The scale of a question with so many places, and digits before them.
fn scale(needed: u32, kind: &NumberKind, places: u32, digits: u32) -> Scale {
    let places = if kind.whole { needed } else { needed.max(places) };
    Scale { digits: digits.min(DIGITS.saturating_sub(places)), places }
}

/// The decimal places of the numbers that the cells of a question begin and end with.
fn needed(kind: &NumberKind, variables: &Variables, question: QuestionIndex) -> u32 {
    let all = [Numbers::of(kind)];
    let cells = variables.of_question(question).next().map(|one| &variables.get(one).values);
    let cells = match cells {
        Some(CellValues::Numbers { cells, .. }) => cells.as_slice(),
        _ => &all,
    };
    let ends = cells.iter().flat_map(Numbers::intervals).flat_map(|one| [one.low, one.high]);
    let places = ends.map(|end| match end {
        Bound::Included(number) | Bound::Excluded(number) => number.normalize().scale(),
        Bound::Unbounded => 0,
    });
    places.max().unwrap_or_default()
}
