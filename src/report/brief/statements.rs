//! What was said, statement by statement, and what of it is new.

use jiff::civil::Date;

use crate::deal::freshness::Freshness;
use crate::deal::{Call, Fact, Facts, Replaced, Was};
use crate::playbook::{Playbook, Question, QuestionIndex, Stage};

/// One statement about one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement<'b> {
    /// The question.
    pub question: &'b Question,
    /// What was said.
    pub fact: &'b Fact,
    /// The first day on which it is too old to go by; `None` where it never is.
    pub stale_on: Option<Date>,
}

/// A statement that was learned lately.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learned<'b> {
    /// The statement.
    pub statement: Statement<'b>,
    /// What it took the place of.
    pub was: Option<&'b Was>,
}

/// Every statement, in playbook order.
pub(super) fn all<'b>(
    playbook: &'b Playbook,
    facts: &'b Facts,
    freshness: Option<Freshness>,
) -> Vec<Statement<'b>> {
    let statements = playbook.question_indexes().flat_map(|index| {
        let question = playbook.question(index);
        facts.about(index).iter().map(move |fact| {
            let stale_on = freshness.and_then(|freshness| freshness.stale_on(question, fact));
            Statement { question, fact, stale_on }
        })
    });
    statements.collect()
}

/// What was learned after a day; everything, without one.
pub(super) fn since<'b>(
    statements: &[Statement<'b>],
    day: Option<Date>,
    history: &'b [Replaced],
) -> Vec<Learned<'b>> {
    let is_new = |statement: &&Statement| match day {
        Some(day) => statement.fact.date.is_some_and(|date| date > day),
        None => true,
    };
    let learned = statements.iter().filter(is_new);
    learned
        .map(|statement| Learned { statement: *statement, was: was(statement, history) })
        .collect()
}

/// The day of the latest call but one.
pub(super) fn call_before_the_latest(calls: &[Call]) -> Option<Date> {
    let mut days: Vec<Date> = calls.iter().map(|call| call.date).collect();
    days.sort_unstable();
    days.dedup();
    days.len().checked_sub(2).map(|place| days[place])
}

/// What a statement took the place of, as the history has it of its day.
fn was<'b>(statement: &Statement<'_>, history: &'b [Replaced]) -> Option<&'b Was> {
    let is_of_it = |item: &&Replaced| {
        item.is_about(&statement.question.id) && Some(item.date) == statement.fact.date
    };
    history.iter().find(is_of_it).map(|item| &item.was)
}

/// Since when the buyer is at a stage, as far as dates tell: the last day on which something was
/// learned that shows the stages before it to be done.
pub(super) fn at_stage_since(playbook: &Playbook, facts: &Facts, stage: &Stage) -> Option<Date> {
    let before = playbook.stages.iter().take_while(|one| one.id != stage.id);
    let verifiers = before.filter_map(|one| one.verified_when.as_ref());
    let questions = verifiers.flat_map(|when| when.questions(&playbook.values));
    questions.filter_map(|index| last_learned(playbook, facts, index)).max()
}

fn last_learned(playbook: &Playbook, facts: &Facts, index: QuestionIndex) -> Option<Date> {
    let question = playbook.question(index);
    let evidence = facts.about(index).iter().filter(|fact| fact.is_evidence_on(question));
    evidence.filter_map(|fact| fact.date).max()
}
