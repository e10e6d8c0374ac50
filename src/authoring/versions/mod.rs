//! Two versions of a playbook: what they have in common, and facts carried from one to the other.

pub mod carrying;
pub mod conditions;
pub mod matching;

pub use carrying::{Carried, Misfit, carry};
pub use conditions::is_same_condition;
pub use matching::{MatchedQuestion, Matching};
