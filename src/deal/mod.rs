//! A deal: the facts about one prospect, for one playbook.

pub mod answers;
pub mod facts;
pub mod layers;
pub mod number_text;
pub mod numbers;

pub use facts::{Answer, Fact, Facts, KnownFrom};
pub use numbers::{Interval, Numbers};
