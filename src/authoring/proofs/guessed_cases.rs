//! Cases that were come by, each of which settles a claim.

use rustc_hash::{FxHashMap, FxHashSet};

use super::search::Cells;

/// Two cells of a variable, the lower one first.
pub(super) type CellPair = (usize, usize, usize);

/// What was come by.
#[derive(Default)]
pub(super) struct Guesses {
    /// For each rule without which the verdict of some case would be another, such a case.
    pub(super) rules: FxHashMap<usize, Cells>,
    /// For each variable and two of its cells, a case whose verdict turns with them.
    pub(super) turning: FxHashMap<CellPair, Cells>,
    /// Whether a no-fit and a fit are among the cases.
    pub(super) seen: [bool; 2],
    /// For which variables there is a case whose verdict turns with them.
    pub(super) turning_variables: FxHashSet<usize>,
    /// A few cases, some of them fits, some not.
    pub(super) cases: Vec<Cells>,
}
