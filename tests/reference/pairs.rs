//! Random playbooks, each with the facts of a deal, for properties to be tried on.

use std::fmt;

use coach::deal::Facts;
use coach::playbook::Playbook;
use proptest::prelude::*;

use super::judge::Judge;
use super::tape::Tape;
use super::{deals, playbooks};

/// Pairs with more complete cases than this are too slow to judge; hardly any has as many.
const MOST_CASES: usize = 3_000;

/// As many numbers as the largest pair may draw.
pub(crate) const ROW: usize = 400;

/// A random playbook and deal.
pub(crate) struct Pair {
    /// The playbook as written.
    pub(crate) text: String,
    /// The playbook.
    pub(crate) playbook: Playbook,
    /// What is known.
    pub(crate) facts: Facts,
}

impl Pair {
    /// The pair that is drawn from a row of numbers.
    pub(crate) fn of(numbers: &[u16]) -> Self {
        let tape = &mut Tape::new(numbers);
        let text = playbooks::write(tape, playbooks::SMALL);
        let playbook = playbooks::loaded(&text);
        let facts = deals::facts(tape, &playbook);
        Self { text, playbook, facts }
    }

    /// The judge of it, unless there are too many cases.
    pub(crate) fn judge(&self) -> Option<Judge<'_>> {
        Judge::of(&self.playbook, &self.facts, MOST_CASES)
    }
}

impl fmt::Debug for Pair {
    /// The two files, so that what fails can be looked at.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{}---\n{}", self.text, deals::text(&self.playbook, &self.facts))
    }
}

/// Any pair; shrinking the numbers shrinks it.
pub(crate) fn pairs() -> impl Strategy<Value = Pair> {
    prop::collection::vec(any::<u16>(), ROW).prop_map(|numbers| Pair::of(&numbers))
}
