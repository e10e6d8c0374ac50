//! The scores from which on better verdicts are possible.

use super::circuit::Term;
use super::formula::Formula;
use crate::playbook::{BandVerdict, Reach, Scale};

/// A score beyond all that the rules of a playbook come to (1000 rules with up to 2000 tests, each of
/// weight 1000 at most), and far above what rules a fit out.
const OUT_OF_REACH: i64 = 1 << 36;

/// The scores from which on better verdicts are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Borders {
    /// From here on a fit.
    pub(crate) fit: i64,
    /// From here on a not-yet at least; not above the other one.
    pub(crate) not_yet: i64,
}

impl Borders {
    /// Those of a scale.
    pub(crate) fn of(scale: &Scale) -> Self {
        let border = |verdict| match scale.reach(verdict) {
            Reach::Always => -OUT_OF_REACH,
            Reach::Never => OUT_OF_REACH,
            Reach::From(score) => score.clamp(-OUT_OF_REACH, OUT_OF_REACH),
        };
        Self { fit: border(BandVerdict::Fit), not_yet: border(BandVerdict::NotYet) }
    }

    /// What is added to the score of what is at least a not-yet, if anything.
    pub(crate) fn head_start(self) -> Option<Term> {
        let head_start = self.fit - self.not_yet;
        (head_start != 0).then_some((Formula::TRUE, head_start))
    }
}
