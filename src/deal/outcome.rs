//! What the buyer decided in the end.

use jiff::civil::Date;

/// What the buyer decided in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealOutcome {
    /// The day of it.
    pub date: Date,
    /// What it was.
    pub decided: Decided,
    /// Why, in their words.
    pub because: Option<String>,
}

/// What a buyer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// They chose us.
    Ours,
    /// They chose another.
    Other,
    /// They leave things as they are.
    Stayed,
    /// They stopped looking, or we advised against it.
    Stopped,
}

impl Decided {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Ours, Self::Other, Self::Stayed, Self::Stopped];

    /// As it stands in a deal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Other => "other",
            Self::Stayed => "stayed",
            Self::Stopped => "stopped",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decided| decided.name() == name)
    }

    /// In words, of the buyer: `chose us`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Ours => "chose us",
            Self::Other => "chose another",
            Self::Stayed => "left things as they are",
            Self::Stopped => "stopped looking",
        }
    }
}
