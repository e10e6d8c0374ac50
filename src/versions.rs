//! Two versions of a playbook: what they have in common, and facts carried from one to the other.

pub mod carrying;
pub mod matching;

pub use carrying::{Carried, Misfit, carry};
pub use matching::{MatchedQuestion, Matching};
