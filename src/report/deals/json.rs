//! The list of deals as one JSON object, format 1: fields may be added, never changed.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use super::{AskFirst, DealLine, DealList, Entry, Unreadable};
use crate::report::safe_json;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes the list.
///
/// # Errors
/// Where it can't be written.
pub fn write(list: &DealList, out: &mut dyn Write) -> io::Result<()> {
    let deals = list.entries.iter().map(EntryObject::of).collect();
    safe_json::write(&ListObject { format: FORMAT, deals }, PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct ListObject<'l> {
    format: u32,
    deals: Vec<EntryObject<'l>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum EntryObject<'l> {
    Deal(DealObject<'l>),
    Unreadable(UnreadableObject<'l>),
}

#[derive(Serialize)]
struct DealObject<'l> {
    name: &'l str,
    path: &'l str,
    playbook: &'l str,
    verdict: &'static str,
    possible: Vec<&'static str>,
    stage: Option<&'l str>,
    last_heard: Option<Date>,
    stale_on: Option<Date>,
    stale_question: Option<&'l str>,
    next: Option<NextObject<'l>>,
    outcome: Option<&'static str>,
    outcome_on: Option<Date>,
    look_back_on: Option<Date>,
}

#[derive(Serialize)]
struct NextObject<'l> {
    question: &'l str,
    ask: &'l str,
}

#[derive(Serialize)]
struct UnreadableObject<'l> {
    path: &'l str,
    error: &'l str,
}

impl<'l> EntryObject<'l> {
    fn of(entry: &'l Entry) -> Self {
        match entry {
            Entry::Deal(deal) => Self::Deal(DealObject::of(deal)),
            Entry::Unreadable(Unreadable { path, error, .. }) => {
                Self::Unreadable(UnreadableObject { path, error })
            }
        }
    }
}

impl<'l> DealObject<'l> {
    fn of(deal: &'l DealLine) -> Self {
        let stale = deal.stale.as_ref();
        Self {
            name: &deal.name,
            path: &deal.path,
            playbook: &deal.playbook,
            verdict: deal.verdict.name(),
            possible: deal.possible.iter().map(|verdict| verdict.name()).collect(),
            stage: deal.stage.as_ref().map(|stage| stage.id.as_str()),
            last_heard: deal.last_heard,
            stale_on: stale.map(|stale| stale.on),
            stale_question: stale.map(|stale| stale.question.as_str()),
            next: deal.next.as_ref().map(|AskFirst { question, ask }| NextObject { question, ask }),
            outcome: deal.outcome.as_ref().map(|outcome| outcome.decided.name()),
            outcome_on: deal.outcome.as_ref().map(|outcome| outcome.date),
            look_back_on: deal.look_back.map(|look_back| look_back.on),
        }
    }
}
