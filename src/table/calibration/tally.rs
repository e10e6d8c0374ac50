//! How many buyers decided what, and how content they are with it.

use super::interval::Interval;
use crate::deal::Decided;

/// How many buyers decided what, and how content they are with it later.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// As [`Decided::ALL`] lists them.
    decided: [u64; Decided::ALL.len()],
    regret: i64,
    looked_back: u64,
}

/// Deals of which something is so, and those of which it is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sides {
    /// Those of which it is so.
    pub with: Tally,
    /// The others.
    pub without: Tally,
}

impl Tally {
    /// Counts a buyer who decided this, and who later regrets it so much, if they have looked back.
    pub fn add(&mut self, decided: Decided, regret: Option<i64>) {
        self.decided[decided as usize] += 1;
        self.regret += regret.unwrap_or_default();
        self.looked_back += u64::from(regret.is_some());
    }

    /// Both together.
    pub fn and(mut self, other: &Self) -> Self {
        for (one, other) in self.decided.iter_mut().zip(other.decided) {
            *one += other;
        }
        self.regret += other.regret;
        self.looked_back += other.looked_back;
        self
    }

    /// How many decided.
    pub fn n(&self) -> u64 {
        self.decided.iter().sum()
    }

    /// How many decided this.
    pub fn of(&self, decided: Decided) -> u64 {
        self.decided[decided as usize]
    }

    /// How many chose us.
    pub fn ours(&self) -> u64 {
        self.of(Decided::Ours)
    }

    /// The share of those who chose us; `None` of nobody.
    pub fn rate(&self) -> Option<f64> {
        (self.n() > 0).then(|| self.ours() as f64 / self.n() as f64)
    }

    /// Where that rate lies.
    pub fn interval(&self) -> Option<Interval> {
        Interval::of(self.ours(), self.n())
    }

    /// How many have looked back.
    pub fn looked_back(&self) -> u64 {
        self.looked_back
    }

    /// The mean of what they regret, 0 to 100; `None` where nobody has looked back.
    pub fn mean_regret(&self) -> Option<f64> {
        (self.looked_back > 0).then(|| self.regret as f64 / self.looked_back as f64)
    }
}

impl Sides {
    /// Counts on one of both.
    pub fn add(&mut self, is_with: bool, decided: Decided, regret: Option<i64>) {
        let side = if is_with { &mut self.with } else { &mut self.without };
        side.add(decided, regret);
    }

    /// Whether there are so many on both.
    pub fn are_at_least(&self, least: u64) -> bool {
        self.with.n() >= least && self.without.n() >= least
    }

    /// The other way round.
    pub fn turned(self) -> Self {
        Self { with: self.without, without: self.with }
    }
}
