//! What became of a deal as JSON, format 1: fields may be added, never changed.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use super::LookingBack;
use crate::deal::{DealOutcome, LookBack};
use crate::format::limits::STATEMENTS;
use crate::report::safe_json;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes what became of a deal as one object and ends the line.
///
/// # Errors
/// Where it can't be written.
pub fn write(looking_back: &LookingBack, out: &mut dyn Write) -> io::Result<()> {
    let deal = looking_back.deal;
    let object = LookingBackObject {
        format: FORMAT,
        deal: &deal.name,
        outcome: deal.outcome.as_ref().map(OutcomeObject::of),
        stopped_after_a_no: looking_back.stopped_after_a_no,
        look_back: deal.look_back.iter().map(LookBackObject::of).collect(),
        look_back_on: looking_back.look_back_on,
    };
    safe_json::write(&object, PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct LookingBackObject<'d> {
    format: u32,
    deal: &'d str,
    outcome: Option<OutcomeObject<'d>>,
    stopped_after_a_no: bool,
    look_back: Vec<LookBackObject<'d>>,
    look_back_on: Option<Date>,
}

/// What the buyer decided.
#[derive(Serialize)]
pub(in crate::report) struct OutcomeObject<'d> {
    date: Date,
    decided: &'static str,
    because: Option<&'d str>,
}

/// What they said of it later.
#[derive(Serialize)]
pub(in crate::report) struct LookBackObject<'d> {
    date: Date,
    by: Option<&'d str>,
    answers: [i64; STATEMENTS],
    words: Option<&'d str>,
    regret: i64,
}

impl<'d> OutcomeObject<'d> {
    pub(in crate::report) fn of(outcome: &'d DealOutcome) -> Self {
        let because = outcome.because.as_deref();
        Self { date: outcome.date, decided: outcome.decided.name(), because }
    }
}

impl<'d> LookBackObject<'d> {
    pub(in crate::report) fn of(look_back: &'d LookBack) -> Self {
        Self {
            date: look_back.date,
            by: look_back.by.as_deref(),
            answers: look_back.answers.each(),
            words: look_back.words.as_deref(),
            regret: look_back.answers.regret(),
        }
    }
}
