//! What later statements took the place of: kept in the deal, never dropped unsaid.

use jiff::civil::Date;

use super::facts::{Answer, Fact, Facts};
use super::layout::Form;
use super::look_back::LookBack;
use super::outcome::DealOutcome;
use crate::playbook::{Playbook, QuestionIndex};

/// Statements about a question in whose place a later one came.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// The day of the later one.
    pub date: Date,
    /// The question's id; the playbook may have lost it since. Of what they decided, and of how content
    /// they were with it, the key under which that stands in a deal.
    pub question: String,
    /// What was known until then.
    pub was: Was,
}

/// What was known.
#[derive(Debug, Clone, PartialEq)]
pub enum Was {
    /// One statement or several.
    Facts(Vec<Fact>),
    /// What answers no question of the playbook as it is now, as it was written.
    Written(Written),
    /// What they had decided.
    Outcome(DealOutcome),
    /// How content they were with it.
    LookBack(LookBack),
}

/// Under which key a deal has what they decided.
pub const OUTCOME: &str = "outcome";
/// Under which it has how content they are with it later.
pub const LOOK_BACK: &str = "look_back";

impl Replaced {
    /// Whether it is about a question of this id.
    pub fn is_about(&self, question: &str) -> bool {
        let is_of_a_question = matches!(self.was, Was::Facts(_) | Was::Written(_));
        is_of_a_question && self.question == question
    }
}

/// A value of a deal file that the playbook gives no meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written(pub(super) Form);

impl Written {
    /// The value as JSON, on one line.
    pub fn json(&self) -> String {
        self.0.json()
    }
}

impl std::fmt::Display for Written {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.flow())
    }
}

/// What these facts take the place of, in playbook order. A statement that still stands,
/// and an `unknown` of which nothing else is said, have nothing to keep.
pub fn replaced_by(
    facts: &Facts,
    earlier: &Facts,
    playbook: &Playbook,
    today: Date,
) -> Vec<Replaced> {
    let of_question = |index: QuestionIndex| {
        let (before, after) = (earlier.about(index), facts.about(index));
        let nothing = Fact::bare(playbook.question(index), Answer::Unknown);
        let gone = before.iter().filter(|fact| !after.contains(fact) && **fact != nothing);
        let gone: Vec<Fact> = gone.cloned().collect();
        (!gone.is_empty()).then(|| Replaced {
            date: day_of_the_later(after, before).unwrap_or(today),
            question: playbook.question(index).id.clone(),
            was: Was::Facts(gone),
        })
    };
    playbook.question_indexes().filter_map(of_question).collect()
}

/// What was said after the decision and is said otherwise now: what they decided, and what the same
/// person said of it on the same day.
pub fn replaced_afterwards(
    (outcome, look_back): (Option<&DealOutcome>, &[LookBack]),
    (outcome_before, look_back_before): (Option<&DealOutcome>, &[LookBack]),
    today: Date,
) -> Vec<Replaced> {
    let replaced = |date, key: &str, was| Replaced { date, question: key.to_owned(), was };
    let decided = outcome_before.filter(|before| Some(*before) != outcome).map(|before| {
        let date = outcome.map_or(today, |outcome| outcome.date);
        replaced(date, OUTCOME, Was::Outcome(before.clone()))
    });
    let said = look_back_before.iter().filter(|before| !look_back.contains(before));
    let said = said.map(|before| replaced(before.date, LOOK_BACK, Was::LookBack(before.clone())));
    decided.into_iter().chain(said).collect()
}

/// The day of the statements that are not among the earlier ones, where one has a day.
pub fn day_of_the_later(statements: &[Fact], earlier: &[Fact]) -> Option<Date> {
    statements.iter().filter(|fact| !earlier.contains(fact)).find_map(|fact| fact.date)
}
