//! What is searched for, and what came of it.

/// A complete case: for each variable its cell.
pub(super) type Cells = Vec<usize>;

/// What came of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Search<T = Cells> {
    /// It is this.
    Found(T),
    /// There surely is none.
    None,
    /// The budget was used up before.
    Unsettled,
}

impl<T> Search<T> {
    /// The first of several that is found.
    pub(super) fn or_else(self, next: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Found(_) => self,
            Self::None => next(),
            Self::Unsettled => match next() {
                Self::None => Self::Unsettled,
                other => other,
            },
        }
    }

    /// What comes of what is found.
    pub(super) fn and_then<U>(self, next: impl FnOnce(T) -> Search<U>) -> Search<U> {
        match self {
            Self::Found(found) => next(found),
            Self::None => Search::None,
            Self::Unsettled => Search::Unsettled,
        }
    }

    /// What is found, as something else.
    pub(super) fn map<U>(self, other: impl FnOnce(T) -> U) -> Search<U> {
        match self {
            Self::Found(found) => Search::Found(other(found)),
            Self::None => Search::None,
            Self::Unsettled => Search::Unsettled,
        }
    }
}
