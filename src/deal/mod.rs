//! A deal: the facts about one prospect, for one playbook.

pub mod answers;
mod edit;
pub mod facts;
pub mod file;
mod form;
pub mod history;
pub mod layers;
pub mod load;
pub mod names;
pub mod number_text;
pub mod numbers;
pub mod places;
mod statements;

use jiff::civil::Date;

pub use facts::{Answer, Fact, Facts, KnownFrom};
pub use form::{lines_of_facts, text_on_a_line};
pub use history::{Replaced, Was};
pub use numbers::{Interval, Numbers};
pub use statements::date_of;

/// What is known about one prospect, and what the seller makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Its name, for people.
    pub name: String,
    /// The playbook as the file names it: an id, or a path relative to the file.
    pub playbook: String,
    /// What is known.
    pub facts: Facts,
    /// Free text.
    pub notes: Option<String>,
    /// The seller's own decision.
    pub pursue: Option<bool>,
    /// Findings of the checklist that are accepted for a reason.
    pub waivers: Vec<Waiver>,
    /// What later statements took the place of, newest first.
    pub history: Vec<Replaced>,
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
