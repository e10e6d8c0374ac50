//! What was heard in a talk as JSON, format 1: fields may be added, never changed.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::value::RawValue;

use super::{HeardItem, Hearing, ruling_word};
use crate::deal::answers::describe;
use crate::deal::{Fact, json_of_answer};
use crate::hearing::{Remark, Ruling};
use crate::report::safe_json;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes what was heard as one object and ends the line.
///
/// # Errors
/// Where it can't be written.
pub fn write(hearing: &Hearing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let speakers = hearing.speakers.iter();
    let object = HearingObject {
        format: FORMAT,
        deal: hearing.deal,
        source: hearing.source,
        source_format: hearing.format,
        date: hearing.date,
        written: hearing.is_written,
        speakers: speakers
            .map(|(name, is_buyer)| SpeakerObject { name, buyer: *is_buyer })
            .collect(),
        proposals: hearing.items.iter().map(ProposalObject::of).collect(),
        left: hearing.left.iter().map(|(line, text)| LeftObject { line: *line, text }).collect(),
    };
    safe_json::write(&object, PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct HearingObject<'h> {
    format: u32,
    deal: &'h str,
    source: &'h str,
    source_format: &'static str,
    date: Date,
    written: bool,
    speakers: Vec<SpeakerObject<'h>>,
    proposals: Vec<ProposalObject<'h>>,
    left: Vec<LeftObject<'h>>,
}

#[derive(Serialize)]
struct SpeakerObject<'h> {
    name: &'h str,
    buyer: bool,
}

#[derive(Serialize)]
struct LeftObject<'h> {
    line: usize,
    text: &'h str,
}

#[derive(Serialize)]
struct ProposalObject<'h> {
    question: &'h str,
    answer: Option<Box<RawValue>>,
    words: Option<String>,
    ruling: &'static str,
    why: Option<String>,
    look_again: Vec<&'static str>,
    in_place_of: &'h [String],
    kept: bool,
    source: Option<&'static str>,
    by: Option<&'h str>,
    quote: Option<&'h str>,
    at: Option<&'h str>,
}

impl<'h> ProposalObject<'h> {
    fn of(item: &'h HeardItem<'h>) -> Self {
        let fact: Option<&Fact> = match &item.heard.ruling {
            Ruling::Heard(fact) | Ruling::Assumed(fact) => Some(fact),
            Ruling::Refused | Ruling::Wrong => None,
        };
        let answered = item.asked.zip(item.heard.answer.as_ref());
        let raw = |json: String| RawValue::from_string(json).ok();
        Self {
            question: item.asked.map_or(item.question, |question| &question.id),
            answer: answered.and_then(|(question, answer)| raw(json_of_answer(question, answer))),
            words: answered.map(|(question, answer)| describe(question, answer)),
            ruling: ruling_word(&item.heard.ruling),
            why: item.why(),
            look_again: item.heard.remarks.iter().copied().map(Remark::words).collect(),
            in_place_of: &item.replaces,
            kept: item.is_kept,
            source: fact.map(|fact| fact.source.name()),
            by: fact.and_then(|fact| fact.by.as_deref()),
            quote: fact.and_then(|fact| fact.quote.as_deref()).or(item.quote),
            at: fact.and_then(|fact| Some(fact.at.as_ref()?.as_written())),
        }
    }
}
