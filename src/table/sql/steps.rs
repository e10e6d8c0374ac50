//! What the steps of a value are worked out in: whole numbers, each with the unit that one of it is
//! worth, and how large they get.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::engine::values::span::{Exact, power_of_ten};
use crate::engine::values::{Step, Worked};
use crate::playbook::{Choosing, Kind, Operation, Playbook};

use super::scales::Scales;

/// A step, as far as it is known before any number is.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    /// What 1 of its column is worth; above 0.
    pub(super) unit: Exact,
    /// Its column is never further from 0.
    pub(super) largest: BigInt,
    /// The number that it is whatever the answers are.
    pub(super) constant: Option<Exact>,
    /// The places of the inputs that go in.
    pub(super) inputs: BTreeSet<usize>,
    /// Whether it never is below 0.
    pub(super) is_from_zero: bool,
}

/// Whether a value divides by something other than a number that stands in the playbook.
pub(super) fn divides(worked: &Worked) -> bool {
    worked.has_undefined()
}

/// Plans the steps of a value; `None` where it divides by what may be 0.
pub(super) fn planned(
    playbook: &Playbook,
    worked: &Worked,
    scales: &Scales,
) -> Option<Vec<Planned>> {
    let working = worked.working();
    let mut planned: Vec<Planned> = Vec::with_capacity(working.steps.len());
    for step in &working.steps {
        let next = match step {
            Step::Number(number) => constant(number.clone()),
            Step::Input(input) => of_input(playbook, worked, *input, scales),
            Step::Negated(part) => negated(&planned[*part]),
            Step::Two(Operation::Plus | Operation::Minus, one, two) => {
                let is_plus = matches!(step, Step::Two(Operation::Plus, ..));
                sum(&planned[*one], &planned[*two], is_plus)
            }
            Step::Two(Operation::Times, one, two) => product(&planned[*one], &planned[*two]),
            Step::Two(Operation::Over, one, two) => {
                let by = planned[*two].constant.as_ref().filter(|by| !by.is_zero())?;
                product(&planned[*one], &constant(by.recip()))
            }
            Step::Of(choosing, one, two) => chosen(&planned[*one], &planned[*two], *choosing),
        };
        planned.push(next);
    }
    Some(planned)
}

/// The greatest number that working out a value comes by.
pub(super) fn largest(playbook: &Playbook, worked: &Worked, scales: &Scales) -> Option<BigInt> {
    planned(playbook, worked, scales)?.into_iter().map(|step| step.largest).max()
}

/// How often two units contain the greatest one that both are whole numbers of.
pub(super) fn common(one: &Exact, two: &Exact) -> (Exact, BigInt, BigInt) {
    let over = one.denom() * two.denom();
    let (first, second) = (one.numer() * two.denom(), two.numer() * one.denom());
    // What is left of the first where both are brought down is the first over what they share.
    let left = BigRational::new(first.clone(), second).numer().clone();
    let unit = BigRational::new(first / left, over);
    let times = |of: &Exact| (of / &unit).to_integer();
    let both = (times(one), times(two));
    (unit, both.0, both.1)
}

fn constant(number: Exact) -> Planned {
    Planned {
        unit: BigRational::new(BigInt::one(), number.denom().clone()),
        largest: number.numer().abs(),
        is_from_zero: !number.is_negative(),
        inputs: BTreeSet::new(),
        constant: Some(number),
    }
}

fn of_input(playbook: &Playbook, worked: &Worked, input: usize, scales: &Scales) -> Planned {
    let question = worked.questions()[input];
    let is_from_zero = match &playbook.question(question).kind {
        Kind::Number(kind) => kind.min.is_some_and(|min| !min.is_sign_negative() || min.is_zero()),
        _ => false,
    };
    Planned {
        unit: BigRational::new(BigInt::one(), power_of_ten(scales.of(question).places)),
        largest: scales.greatest(playbook, question),
        constant: None,
        inputs: BTreeSet::from([input]),
        is_from_zero,
    }
}

fn negated(part: &Planned) -> Planned {
    match &part.constant {
        Some(number) => constant(-number),
        None => Planned { is_from_zero: false, ..part.clone() },
    }
}

fn sum(one: &Planned, two: &Planned, is_plus: bool) -> Planned {
    let (unit, first, second) = common(&one.unit, &two.unit);
    Planned {
        unit,
        largest: &one.largest * first + &two.largest * second,
        constant: None,
        inputs: &one.inputs | &two.inputs,
        is_from_zero: is_plus && one.is_from_zero && two.is_from_zero,
    }
}

fn product(one: &Planned, two: &Planned) -> Planned {
    match (&one.constant, &two.constant) {
        (Some(one), Some(two)) => constant(one * two),
        (Some(number), None) | (None, Some(number)) if number.is_zero() => constant(number.clone()),
        (Some(number), None) => multiple(two, number),
        (None, Some(number)) => multiple(one, number),
        (None, None) => Planned {
            unit: &one.unit * &two.unit,
            largest: &one.largest * &two.largest,
            constant: None,
            inputs: &one.inputs | &two.inputs,
            is_from_zero: one.is_from_zero && two.is_from_zero,
        },
    }
}

/// So many times something: its unit alone changes.
fn multiple(of: &Planned, number: &Exact) -> Planned {
    Planned {
        unit: &of.unit * number.abs(),
        is_from_zero: of.is_from_zero && number.is_positive(),
        ..of.clone()
    }
}

fn chosen(one: &Planned, two: &Planned, choosing: Choosing) -> Planned {
    let (unit, first, second) = common(&one.unit, &two.unit);
    Planned {
        unit,
        largest: (&one.largest * first).max(&two.largest * second),
        constant: None,
        inputs: &one.inputs | &two.inputs,
        is_from_zero: match choosing {
            Choosing::Lowest => one.is_from_zero && two.is_from_zero,
            Choosing::Highest => one.is_from_zero || two.is_from_zero,
        },
    }
}
