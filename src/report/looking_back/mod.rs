//! What became of a deal: what the buyer decided, and how content they are with it later.

pub mod json;
pub mod text;
pub(crate) mod words;

use jiff::civil::Date;

use crate::deal::look_back::USUALLY_AFTER;
use crate::deal::{Deal, Decided};
use crate::engine::Verdict;

/// What became of a deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LookingBack<'d> {
    /// The deal.
    pub deal: &'d Deal,
    /// Whether the facts said no or not yet, and the buyer stopped.
    pub stopped_after_a_no: bool,
    /// The day from which on they are to be asked to look back.
    pub look_back_on: Option<Date>,
}

impl<'d> LookingBack<'d> {
    /// What became of a deal of this verdict.
    pub fn of(deal: &'d Deal, verdict: Verdict) -> Self {
        let has_stopped =
            deal.outcome.as_ref().is_some_and(|outcome| outcome.decided == Decided::Stopped);
        let is_a_no = matches!(verdict, Verdict::NoFit | Verdict::NotYet);
        Self {
            deal,
            stopped_after_a_no: has_stopped && is_a_no,
            look_back_on: deal.look_back_on(USUALLY_AFTER),
        }
    }
}
