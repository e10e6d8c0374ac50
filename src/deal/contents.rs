//! What stands in a deal.

use jiff::civil::Date;

use super::facts::Facts;
use super::history::Replaced;
use super::look_back::LookBack;
use super::outcome::DealOutcome;
use super::retired::RetiredFact;
use crate::playbook::{GoodFor, Playbook};

/// What is known about one prospect, and what the seller makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Its name, for people.
    pub name: String,
    /// The playbook as the file names it: an id, or a path relative to the file.
    pub playbook: String,
    /// What is known.
    pub facts: Facts,
    /// What is on questions and options that the playbook retired, in the order of the file.
    pub retired: Vec<RetiredFact>,
    /// Free text.
    pub notes: Option<String>,
    /// The seller's own decision.
    pub pursue: Option<bool>,
    /// Findings of the checklist that are accepted for a reason.
    pub waivers: Vec<Waiver>,
    /// What later statements took the place of, newest first.
    pub history: Vec<Replaced>,
    /// The talks with the buyer, in the order of the file.
    pub calls: Vec<Call>,
    /// What the buyer decided in the end.
    pub outcome: Option<DealOutcome>,
    /// How content they are with it later, in the order of the file.
    pub look_back: Vec<LookBack>,
}

impl Deal {
    /// A deal of which nothing but these facts is known.
    pub fn begun(name: &str, playbook: &str, facts: Facts) -> Self {
        Self {
            name: name.to_owned(),
            playbook: playbook.to_owned(),
            facts,
            retired: Vec::new(),
            notes: None,
            pursue: None,
            waivers: Vec::new(),
            history: Vec::new(),
            calls: Vec::new(),
            outcome: None,
            look_back: Vec::new(),
        }
    }

    /// The day from which on the buyer is to be asked to look back, so long after they decided; `None`
    /// where they have not decided, or have looked back since that day.
    pub fn look_back_on(&self, after: GoodFor) -> Option<Date> {
        let day = after.last_day(self.outcome.as_ref()?.date);
        self.look_back.iter().all(|look_back| look_back.date < day).then_some(day)
    }

    /// The latest day of which there is a talk or a fact.
    pub fn last_heard(&self, playbook: &Playbook) -> Option<Date> {
        let facts = playbook.question_indexes().flat_map(|question| self.facts.about(question));
        let days = facts.filter_map(|fact| fact.date);
        days.chain(self.calls.iter().map(|call| call.date)).max()
    }
}

/// A talk with the buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its day.
    pub date: Date,
    /// Who of theirs was there.
    pub with: Vec<String>,
    /// What is to be kept of it beside the answers.
    pub note: Option<String>,
}

/// A finding of the checklist that is accepted for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule that found it.
    pub rule: String,
    /// The question that it is about; every one, where absent.
    pub question: Option<String>,
    /// The reason.
    pub because: String,
    /// Who accepted it.
    pub by: Option<String>,
    /// The last day on which it counts.
    pub until: Option<Date>,
}
