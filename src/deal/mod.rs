//! A deal: the facts about one prospect, for one playbook.

pub mod facts;
pub mod numbers;

pub use facts::{Answer, Fact, Facts, KnownFrom};
pub use numbers::{Interval, Numbers};
