//! A playbook made ready for proofs, and what is kept between them.

use std::cell::RefCell;

use super::cases::CasePair;
use super::proof::Proof;
use super::provers::Provers;
use crate::playbook::{Playbook, QuestionIndex, RuleIndex, StageIndex, ValueIndex};

/// What an answer does: why a question or an option is not dead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// The verdict of two cases that differ in this answer is another.
    Verdict(CasePair),
    /// The verifier of a stage holds in one of two cases that differ in this answer.
    Verifier(StageIndex, CasePair),
    /// A signal of weight 0, which changes only what is said, holds in one of two cases that
    /// differ in this answer.
    Caveat(RuleIndex, CasePair),
    /// A question that has a job applies in one of two cases that differ in this answer.
    Gate(QuestionIndex, CasePair),
    /// The `prepare` of a stage names the question.
    Prepared(StageIndex),
    /// A value is worked out from it, which the brief shows.
    Value(ValueIndex),
    /// Its words are for the seller: it is of type `text`.
    Words,
}

/// For each question what is known of its jobs.
pub(super) type Living = Vec<Option<Proof<(), Job>>>;

/// Everything that can be proven about one playbook.
///
/// Making it compiles the playbook; the proofs share what they compile and one budget, so that
/// all of them together stay within about three seconds on a playbook of any size, and twice that
/// on one with holds, which is compiled for two events: past it, the rest is
/// [`Proof::NotProven`](super::Proof::NotProven). The same proofs in the same order give the same
/// answers.
pub struct Proofs<'p> {
    pub(super) provers: RefCell<Provers<'p>>,
    pub(super) living: RefCell<Living>,
}

impl<'p> Proofs<'p> {
    /// Makes a playbook ready.
    pub fn of(playbook: &'p Playbook) -> Self {
        let living = RefCell::new(vec![None; playbook.questions.len()]);
        Self { provers: RefCell::new(Provers::of(playbook)), living }
    }
}
