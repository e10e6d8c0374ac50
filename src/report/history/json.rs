//! The history as JSON, format 1: what scripts rely on. Fields may be added, never changed.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use super::{Before, Day, Dropped, History, Lapse};
use crate::report::brief::json::PlaybookObject;
use crate::report::brief::json::statements::{FactObject, WasObject};
use crate::report::looking_back::json::{LookBackObject, OutcomeObject};
use crate::report::safe_json;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes a history as one object and ends the line.
///
/// # Errors
/// Where it can't be written.
pub fn write(history: &History, out: &mut dyn Write) -> io::Result<()> {
    safe_json::write(&HistoryObject::of(history), PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct HistoryObject<'h> {
    format: u32,
    deal: &'h str,
    playbook: PlaybookObject<'h>,
    before: Option<BeforeObject>,
    days: Vec<DayObject<'h>>,
    lapses: Vec<LapseObject<'h>>,
    verdict: &'static str,
    verdict_since: Option<Date>,
    outcome: Option<OutcomeObject<'h>>,
    look_back: Vec<LookBackObject<'h>>,
}

#[derive(Serialize)]
struct BeforeObject {
    date: Date,
    known: usize,
    verdict: &'static str,
}

#[derive(Serialize)]
struct DayObject<'h> {
    date: Option<Date>,
    learned: Vec<FactObject<'h>>,
    dropped: Vec<DroppedObject<'h>>,
    verdict: &'static str,
    turned_by: Option<Vec<&'h str>>,
    smallest: Option<bool>,
}

#[derive(Serialize)]
struct DroppedObject<'h> {
    question: &'h str,
    was: Option<WasObject<'h>>,
}

#[derive(Serialize)]
struct LapseObject<'h> {
    question: &'h str,
    stale_on: Date,
}

impl<'h> HistoryObject<'h> {
    fn of(history: &History<'h>) -> Self {
        Self {
            format: FORMAT,
            deal: history.deal,
            playbook: PlaybookObject::of(history.playbook),
            before: history.before.map(BeforeObject::of),
            days: history.days.iter().map(DayObject::of).collect(),
            lapses: history.lapses.iter().map(LapseObject::of).collect(),
            verdict: history.verdict.name(),
            verdict_since: history.verdict_since,
            outcome: history.outcome.map(OutcomeObject::of),
            look_back: history.look_back.iter().map(|said| LookBackObject::of(said)).collect(),
        }
    }
}

impl BeforeObject {
    fn of(before: Before) -> Self {
        Self { date: before.date, known: before.known, verdict: before.verdict.name() }
    }
}

impl<'h> DayObject<'h> {
    fn of(day: &Day<'h>) -> Self {
        let ids = |turn: &super::TurnedBy<'h>| {
            turn.questions.iter().map(|question| question.id.as_str()).collect()
        };
        Self {
            date: day.date,
            learned: day.learned.iter().map(FactObject::learned).collect(),
            dropped: day.dropped.iter().map(DroppedObject::of).collect(),
            verdict: day.verdict.name(),
            turned_by: day.turn.as_ref().map(ids),
            smallest: day.turn.as_ref().map(|turn| turn.is_smallest),
        }
    }
}

impl<'h> DroppedObject<'h> {
    fn of(dropped: &Dropped<'h>) -> Self {
        let was = WasObject::of(dropped.question, &dropped.item.was);
        Self { question: &dropped.item.question, was }
    }
}

impl<'h> LapseObject<'h> {
    fn of(lapse: &Lapse<'h>) -> Self {
        Self { question: &lapse.question.id, stale_on: lapse.stale_on }
    }
}
