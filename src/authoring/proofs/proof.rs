//! What came of a claim about a playbook.

use super::search::Search;

/// Whether a claim about a playbook is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof<S = (), R = ()> {
    /// It is, and this shows it; a claim about all cases has nothing more to show.
    Shown(S),
    /// It is not, and this refutes it.
    Refuted(R),
    /// It could not be settled within the budget.
    NotProven,
}

impl<S, R> Proof<S, R> {
    /// What shows the claim.
    pub fn shown(self) -> Option<S> {
        match self {
            Self::Shown(shown) => Some(shown),
            Self::Refuted(_) | Self::NotProven => None,
        }
    }

    /// What refutes the claim.
    pub fn refuted(self) -> Option<R> {
        match self {
            Self::Refuted(refuted) => Some(refuted),
            Self::Shown(_) | Self::NotProven => None,
        }
    }

    /// Whether the claim is true for sure.
    pub fn is_shown(&self) -> bool {
        matches!(self, Self::Shown(_))
    }

    /// Whether the claim could not be settled.
    pub fn is_not_proven(&self) -> bool {
        matches!(self, Self::NotProven)
    }
}

impl<R> Proof<(), R> {
    /// That there is none, from a search for one that refutes it.
    pub(super) fn that_none(search: Search<R>) -> Self {
        match search {
            Search::Found(found) => Self::Refuted(found),
            Search::None => Self::Shown(()),
            Search::Unsettled => Self::NotProven,
        }
    }
}
