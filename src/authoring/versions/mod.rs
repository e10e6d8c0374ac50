//! Two versions of a playbook: what they have in common, and facts carried from one to the other.

pub mod carried_facts;
pub mod conditions;
pub mod matching;

pub use carried_facts::{Carried, Misfit, carry};
pub use conditions::{is_same_condition, is_same_expression};
pub use matching::{MatchedQuestion, Matching};
