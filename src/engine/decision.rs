//! The verdict: a circuit, a threshold, and the cells still possible.

use super::Verdict;
use super::cells::Domains;
use super::circuit::{Circuit, Root};

/// Verdicts that one explanation may try.
const TRIES: usize = 20_000;
/// Nodes that it may look at in doing so.
const NODES: usize = 30_000_000;

/// The decision of a playbook.
#[derive(Clone, Copy)]
pub(crate) struct Decision<'c> {
    /// The scores.
    pub(crate) circuit: &'c Circuit,
    /// The one that counts.
    pub(crate) root: Root,
    /// From here on it is a fit.
    pub(crate) threshold: i64,
}

impl Decision<'_> {
    /// The verdict over all cases within the domains.
    pub(crate) fn verdict(&self, domains: &Domains) -> Verdict {
        let (low, high) = self.circuit.range(self.root, domains);
        if low >= self.threshold {
            Verdict::Fit
        } else if high < self.threshold {
            Verdict::NoFit
        } else {
            Verdict::Undecided
        }
    }

    /// Whether a verdict over the cases within the domains is more than the bounds of a circuit that
    /// grew too large: decided, or open for sure.
    pub(crate) fn is_settled(&self, verdict: Verdict, domains: &Domains) -> bool {
        if verdict != Verdict::Undecided || self.root.exact {
            return true;
        }
        let [no_fit, fit] = self.opposite_cases(domains);
        self.circuit.score(self.root, &no_fit).1 < self.threshold
            && self.circuit.score(self.root, &fit).0 >= self.threshold
    }

    /// Whether a complete case is a fit.
    pub(crate) fn is_fit(&self, case: &[usize]) -> bool {
        self.circuit.score(self.root, case).0 >= self.threshold
    }

    /// How many verdicts one explanation may try.
    pub(crate) fn tries(&self) -> usize {
        TRIES.min(NODES / self.circuit.nodes(self.root).len())
    }

    /// Whether some case within the domains surely has a verdict.
    pub(crate) fn is_possible(&self, verdict: Verdict, domains: &Domains) -> bool {
        let found = self.verdict(domains);
        if found != Verdict::Undecided || self.root.exact {
            return found == verdict || found == Verdict::Undecided;
        }
        let cases = self.opposite_cases(domains);
        let [(_, lowest), (highest, _)] =
            [&cases[0], &cases[1]].map(|case| self.circuit.score(self.root, case));
        match verdict {
            Verdict::Fit => highest >= self.threshold,
            Verdict::NoFit => lowest < self.threshold,
            Verdict::Undecided => true,
        }
    }

    /// A case that is no fit and one that is, of an undecided deal.
    pub(crate) fn opposite_cases(&self, domains: &Domains) -> [Vec<usize>; 2] {
        self.circuit.extreme_cases(self.root, domains)
    }

    /// Whether these cases, as far as is known, are a no-fit and a fit.
    pub(crate) fn are_opposite(&self, cases: &[Vec<usize>; 2]) -> bool {
        let [(lowest, _), (_, highest)] =
            [&cases[0], &cases[1]].map(|case| self.circuit.score(self.root, case));
        lowest < self.threshold && highest >= self.threshold
    }
}
