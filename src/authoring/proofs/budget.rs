//! How much may be looked at.

use crate::engine::scores::Scores;

/// What is left to be looked at, in words of sets of scores.
pub(super) struct Budget(usize);

/// It is used up.
#[derive(Debug)]
pub(super) struct OverBudget;

impl Budget {
    /// So many words.
    pub(super) fn of(words: usize) -> Self {
        Self(words)
    }

    /// Takes so many words.
    pub(super) fn spend(&mut self, words: usize) -> Result<(), OverBudget> {
        self.0 = self.0.checked_sub(words).ok_or(OverBudget)?;
        Ok(())
    }

    /// At most so many words of it, to be used apart.
    pub(super) fn split_off(&mut self, words: usize) -> Self {
        let words = words.min(self.0);
        self.0 -= words;
        Self(words)
    }

    /// Takes back what was not used.
    pub(super) fn give_back(&mut self, rest: Self) {
        self.0 += rest.0;
    }

    /// The sums of two sets of scores.
    pub(super) fn plus(&mut self, one: &Scores, two: &Scores) -> Result<Scores, OverBudget> {
        let (few, many) = if one.len() <= two.len() { (one, two) } else { (two, one) };
        self.spend(1 + few.len() * (1 + many.size()))?;
        Ok(one.plus(two))
    }
}
