//! What a deal is held to beside its playbook.

use jiff::civil::Date;

use super::levels::Levels;
use crate::engine::Verdict;
use crate::playbook::GoodFor;

/// What a deal is held to beside its playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The day on which ages are counted, and up to which waivers count.
    pub as_of: Date,
    /// How old evidence may be at most, whatever its question says.
    pub max_age: Option<GoodFor>,
    /// The verdict that is asked for, if one is.
    pub require: Option<RequiredVerdict>,
    /// How much the findings of a rule count, where that is not left to the rule.
    pub levels: Levels,
}

/// The verdict that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequiredVerdict {
    /// Only a fit will do.
    Fit,
    /// A fit, a not-yet or a no-fit; only `undecided` won't do.
    Decided,
}

impl RequiredVerdict {
    /// `fit` or `decided`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Decided => "decided",
        }
    }

    pub(super) fn is_met_by(self, verdict: Verdict) -> bool {
        match self {
            Self::Fit => verdict == Verdict::Fit,
            Self::Decided => verdict != Verdict::Undecided,
        }
    }
}
