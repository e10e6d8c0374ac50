//! What was said, as objects.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::deal::answers::describe;
use crate::deal::{Call, Fact, Was, json_of_answer};
use crate::playbook::Question;
use crate::report::brief::{Learned, Statement};
use crate::report::looking_back::json::{LookBackObject, OutcomeObject};

/// A statement about a question.
#[derive(Serialize)]
pub(in crate::report) struct FactObject<'b> {
    question: &'b str,
    ask: &'b str,
    #[serde(flatten)]
    said: SaidObject<'b>,
    words: String,
    stale_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Option<WasObject<'b>>>,
}

/// What was said, and how it is known.
#[derive(Serialize)]
pub(in crate::report) struct SaidObject<'b> {
    answer: Option<Box<RawValue>>,
    source: &'static str,
    by: Option<&'b str>,
    date: Option<Date>,
    note: Option<&'b str>,
    quote: Option<&'b str>,
    at: Option<&'b str>,
}

/// What a statement took the place of.
#[derive(Serialize)]
#[serde(untagged)]
pub(in crate::report) enum WasObject<'b> {
    Fact(SaidObject<'b>),
    Facts(Vec<SaidObject<'b>>),
    Written(Option<Box<RawValue>>),
    Outcome(OutcomeObject<'b>),
    LookBack(LookBackObject<'b>),
}

/// A talk.
#[derive(Serialize)]
pub(super) struct CallObject<'b> {
    date: Date,
    with: &'b [String],
    note: Option<&'b str>,
}

impl<'b> FactObject<'b> {
    pub(super) fn of(statement: &Statement<'b>) -> Self {
        let Statement { question, fact, stale_on } = *statement;
        Self {
            question: &question.id,
            ask: &question.ask,
            said: SaidObject::of(question, fact),
            words: describe(question, &fact.answer),
            stale_on,
            was: None,
        }
    }

    pub(in crate::report) fn learned(learned: &Learned<'b>) -> Self {
        let question = learned.statement.question;
        let was = learned.was.and_then(|was| WasObject::of(Some(question), was));
        Self { was: Some(was), ..Self::of(&learned.statement) }
    }
}

impl<'b> SaidObject<'b> {
    fn of(question: &Question, fact: &'b Fact) -> Self {
        Self {
            answer: RawValue::from_string(json_of_answer(question, &fact.answer)).ok(),
            source: fact.source.name(),
            by: fact.by.as_deref(),
            date: fact.date,
            note: fact.note.as_deref(),
            quote: fact.quote.as_deref(),
            at: fact.at.as_ref().map(|at| at.as_written()),
        }
    }
}

impl<'b> WasObject<'b> {
    /// What was said of a question; of one that the playbook has lost nothing but what was written.
    pub(in crate::report) fn of(question: Option<&Question>, was: &'b Was) -> Option<Self> {
        let facts = match was {
            Was::Written(written) => {
                return Some(Self::Written(RawValue::from_string(written.json()).ok()));
            }
            Was::Outcome(outcome) => return Some(Self::Outcome(OutcomeObject::of(outcome))),
            Was::LookBack(look_back) => return Some(Self::LookBack(LookBackObject::of(look_back))),
            Was::Facts(facts) => facts,
        };
        let question = question?;
        Some(match facts.as_slice() {
            [fact] => Self::Fact(SaidObject::of(question, fact)),
            several => {
                Self::Facts(several.iter().map(|fact| SaidObject::of(question, fact)).collect())
            }
        })
    }
}

impl<'b> CallObject<'b> {
    pub(super) fn of(call: &'b Call) -> Self {
        Self { date: call.date, with: &call.with, note: call.note.as_deref() }
    }
}
