//! Values: what can be worked out from answers of which not all are known to the number.
//!
//! The numbers of a value are cut into cells by the tests on it, and for each box of cells of its
//! questions interval arithmetic (Moore 1966) tells which of them it can come to lie in. The value has
//! a variable of its own, which picks one of them: where each question is used once and takes every
//! number between its ends, each combination is a case that exists, so nothing has to be excluded.
//! Where that is not so there are cases too many, never too few: verdicts stay sound, and what is
//! told says that it is not exact.

mod boxes;
mod cuts;
mod fixed_point;
mod hitting;
mod knowing;
mod realizing;
pub(crate) mod span;
mod worked;
mod working;

pub(crate) use boxes::{OwnBox, Part, mixed};
pub(crate) use cuts::Cuts;
pub(crate) use fixed_point::{FixedPoint, fixed};
pub(crate) use realizing::Numbered;
pub(crate) use worked::{Taking, Worked, WorkedValues};
pub(crate) use working::{Step, Working};
