//! What was heard in a talk, what was not, and why.

pub mod json;
pub mod text;

use jiff::civil::Date;

use crate::deal::answers::describe;
use crate::hearing::{Heard, Ruling};
use crate::playbook::{Playbook, Question};

/// What became of what was proposed to have been heard.
#[derive(Debug, Clone, PartialEq)]
pub struct Hearing<'h> {
    /// The deal's name.
    pub deal: &'h str,
    /// The source, as seen from the deal's folder.
    pub source: &'h str,
    /// What kind of file it is.
    pub format: &'static str,
    /// The day of the talk.
    pub date: Date,
    /// Who speaks in it, and whether they are the buyer's.
    pub speakers: Vec<(String, bool)>,
    /// What was proposed, in its order.
    pub items: Vec<HeardItem<'h>>,
    /// The lines of notes that answer nothing, with their numbers.
    pub left: &'h [(usize, String)],
    /// Whether something was written.
    pub is_written: bool,
}

/// What was proposed, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct HeardItem<'h> {
    /// What it says of which question, as it was written.
    pub question: &'h str,
    /// The words that were given for it.
    pub quote: Option<&'h str>,
    /// What became of it.
    pub heard: &'h Heard,
    /// The question, where the playbook asks it.
    pub asked: Option<&'h Question>,
    /// What it takes the place of.
    pub replaces: Vec<String>,
    /// Whether it is kept.
    pub is_kept: bool,
}

impl<'h> HeardItem<'h> {
    /// One, before it is decided whether it is kept.
    pub fn of(
        playbook: &'h Playbook,
        (question, quote): (&'h str, Option<&'h str>),
        heard: &'h Heard,
        replaces: Vec<String>,
    ) -> Self {
        let asked = heard.question.map(|index| playbook.question(index));
        Self { question, quote, heard, asked, replaces, is_kept: false }
    }

    /// `money: It is agreed`
    pub fn title(&self) -> String {
        let id = self.asked.map_or(self.question, |question| &question.id);
        match (self.asked, &self.heard.answer) {
            (Some(question), Some(answer)) => format!("{id}: {}", describe(question, answer)),
            _ => id.to_owned(),
        }
    }

    /// The words, who said them, and where: all that is known of how it was said.
    pub fn words(&self) -> Option<String> {
        match &self.heard.ruling {
            Ruling::Heard(fact) | Ruling::Assumed(fact) if fact.at.is_some() => {
                let quote = fact.quote.as_ref().map(|quote| format!("“{quote}”"));
                let at = fact.at.as_ref().map(|at| at.as_written().to_owned());
                let parts: Vec<String> =
                    [quote, fact.by.clone(), at].into_iter().flatten().collect();
                Some(parts.join(" – "))
            }
            _ => self.quote.map(|quote| format!("“{quote}”")),
        }
    }

    /// Whether it could have been kept, and is not.
    pub fn is_left_out(&self) -> bool {
        let may_be_kept = matches!(self.heard.ruling, Ruling::Heard(_) | Ruling::Assumed(_));
        may_be_kept && !self.is_kept
    }

    /// Why it is not taken for what the buyer said.
    pub fn why(&self) -> Option<String> {
        self.heard.why.as_ref().map(ToString::to_string)
    }
}

/// What becomes of a proposal, in one word.
pub(super) fn ruling_word(ruling: &Ruling) -> &'static str {
    match ruling {
        Ruling::Heard(_) => "heard",
        Ruling::Assumed(_) => "assumed",
        Ruling::Refused => "refused",
        Ruling::Wrong => "wrong",
    }
}
