//! Cases that were come by, each of which settles a claim.

use rustc_hash::{FxHashMap, FxHashSet};

use super::search::Cells;

/// Two cells of a variable, the lower one first.
pub(super) type CellPair = (usize, usize, usize);

/// What was come by.
#[derive(Default)]
pub(super) struct Guesses {
    /// For each term without which the event would not be the same for some case, such a case.
    pub(super) terms: FxHashMap<usize, Cells>,
    /// For each variable and two of its cells, a case with which the event turns with them.
    pub(super) turning: FxHashMap<CellPair, Cells>,
    /// Whether one outside the event and one within are among the cases.
    pub(super) seen: [bool; 2],
    /// For which variables there is a case whose verdict turns with them.
    pub(super) turning_variables: FxHashSet<usize>,
    /// A few cases, some of them within the event, some not.
    pub(super) cases: Vec<Cells>,
}

impl Guesses {
    /// Keeps what is so.
    pub(super) fn retain(&mut self, is_so: impl Fn(&Cells) -> bool) {
        self.terms.retain(|_, case| is_so(case));
        self.turning.retain(|_, case| is_so(case));
        self.cases.retain(is_so);
    }
}

/// Cases near the border, with which terms hold in them: where a small change of the rules is seen
/// first.
pub(super) struct Nearby {
    /// For each variable the terms that depend on it.
    pub(super) terms_of: Vec<Vec<usize>>,
    /// Cases, each with whether each term holds.
    pub(super) cases: Vec<(Cells, Vec<bool>)>,
}
