//! How an interview is led.

use jiff::civil::Date;

use crate::deal::KnownFrom;
use crate::engine::Order;
use crate::playbook::StageIndex;

/// How an interview is led.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// In which order questions are put.
    pub order: Order,
    /// The stage to start at, in place of the buyer's current one.
    pub from: Option<StageIndex>,
    /// Go on with what can no longer change the verdict.
    pub all: bool,
    /// The date of answers that don't stay fresh for ever.
    pub today: Date,
    /// How an answer is known, unless it is said.
    pub usual: KnownFrom,
}
