//! What a verdict looks like.

use crate::engine::Verdict;
use crate::text::styles::{Outcome, Role};

/// The role of a verdict's words.
pub(super) fn verdict_role(verdict: Verdict) -> Role {
    Role::Verdict(match verdict {
        Verdict::Fit => Outcome::Good,
        Verdict::NoFit => Outcome::Bad,
        Verdict::NotYet | Verdict::Undecided => Outcome::Open,
    })
}
