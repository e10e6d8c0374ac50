//! Answers that tell the outcome too well: mostly they are known only afterwards.

use super::tally::Sides;
use crate::playbook::QuestionIndex;

/// How near to 0 or to 1 a rate is that is too good to be foreseen: what buyers decide has many causes,
/// and what is asked before they do so leaves hardly ever one in twenty.
const NEARLY: f64 = 0.05;

/// Something known of a question that tells the outcome too well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leak {
    /// The question.
    pub question: QuestionIndex,
    /// What is known.
    pub known: Telling,
    /// Of whom it is so, and of whom it is not, without those who stopped after an honest no.
    pub sides: Sides,
}

/// What may tell too well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// That an option is the answer, or in it.
    Option(usize),
    /// That there is no answer.
    Missing,
    /// That there is one.
    Given,
}

/// Whether one side decides nearly always alike, and the other surely does not.
pub(super) fn tells_too_well(sides: &Sides, at_least: u64) -> bool {
    let is_nearly_sure = |rate: f64| rate <= NEARLY || rate >= 1.0 - NEARLY;
    sides.are_at_least(at_least)
        && sides.with.rate().is_some_and(is_nearly_sure)
        && match (sides.with.interval(), sides.without.interval()) {
            (Some(with), Some(without)) => !with.meets(without),
            _ => false,
        }
}
