//! What cuts the answers that values are worked out from, beside the tests on them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::working::Working;
use crate::deal::{Answer, Interval, Numbers};
use crate::playbook::{Kind, Playbook, QuestionIndex, Test, ValueIndex};

/// The most runs of known numbers that a question is cut by; of more, their two ends do.
const MOST_RUNS: usize = 20;

/// For questions that values are worked out from, the numbers that they are cut by: those in each
/// set from all others.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Cuts(BTreeMap<QuestionIndex, Vec<Numbers>>);

impl Cuts {
    /// The cuts of these answers to questions that tested values are worked out from: within each of
    /// the cells that they leave, every number is one that they leave.
    pub(crate) fn of_answers<'a>(
        playbook: &Playbook,
        questions: impl Iterator<Item = QuestionIndex>,
        answer: impl Fn(QuestionIndex) -> Option<&'a Answer>,
    ) -> Self {
        let mut cuts = Self::default();
        for question in questions {
            let Some(Answer::Numbers(numbers)) = answer(question) else { continue };
            if !matches!(&playbook.question(question).kind, Kind::Number(kind) if *numbers == Numbers::of(kind))
            {
                cuts.add(question, at_most(numbers, MOST_RUNS));
            }
        }
        cuts
    }

    /// Cuts a question by some numbers too.
    pub(crate) fn add(&mut self, question: QuestionIndex, numbers: Numbers) {
        let cuts = self.0.entry(question).or_default();
        if !numbers.is_empty() && !cuts.contains(&numbers) {
            cuts.push(numbers);
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What cuts a question; `None` where no tested value is worked out from it.
    pub(crate) fn of(&self, question: QuestionIndex) -> Option<&[Numbers]> {
        self.0.get(&question).map(Vec::as_slice)
    }

    /// These with every question that a tested value is worked out from, and 0 as a cut of those that
    /// something is divided by.
    pub(crate) fn with_inputs_of(&self, playbook: &Playbook, tests: &[Vec<&Test>]) -> Self {
        let mut cuts = Self::default();
        let tested = tests.iter().enumerate().filter(|(_, tests)| !tests.is_empty());
        for (value, _) in tested {
            let working = Working::of(playbook, ValueIndex(value));
            for question in &working.inputs {
                cuts.0.entry(*question).or_default();
            }
            for question in working.divisors() {
                cuts.add(question, Numbers::point(Decimal::ZERO));
            }
        }
        for (question, numbers) in &self.0 {
            if cuts.0.contains_key(question) {
                numbers.iter().for_each(|numbers| cuts.add(*question, numbers.clone()));
            }
        }
        cuts
    }
}

/// Numbers of so many runs, or from the lowest to the highest of them.
fn at_most(numbers: &Numbers, most: usize) -> Numbers {
    match numbers.intervals() {
        [first, .., last] if numbers.intervals().len() > most => {
            Numbers::of_any([Interval::new(first.low, last.high)])
        }
        _ => numbers.clone(),
    }
}
