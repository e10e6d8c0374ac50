//! What can be proven about a playbook, over all its complete cases. Pure.
//!
//! A playbook has finitely many cells, so every claim about it is true or false, and is decided
//! exactly unless it takes too long. [`Proofs`] states the claims that an author wants to know of;
//! each answer is a [`Proof`]: shown, refuted, or not proven, and carries a concrete [`Case`]
//! wherever a case says why. Each case can be put to [`Engine::assess`] by [`Case::facts`].
//!
//! | what | where |
//! | --- | --- |
//! | can it say no, can it say yes, does the score decide, is there an exit from every stage | `verdicts` |
//! | conditions that hold always or never, must-haves and verifiers that exclude each other | `conditions` |
//! | questions and options that nothing depends on | `questions` |
//! | rules that never decide | `rules` |
//! | how long an interview can become | `length` |
//! | formulas and circuit, cases come by | `workshop`, `guesses`, `nearby` |
//! | what changes between two versions of a playbook | [`difference`] |
//! | a playbook with one change | `revisions` |
//! | cases that show a rule, a question or a stage | `showing` |
//! | all scores of a circuit, two decisions side by side | `tally`, `scores`, `comparison`, `gaps` |
//!
//! All claims are about complete cases as [`playbook`](crate::playbook) defines them: every
//! question that applies has one value, and a test on one that does not apply is false.

mod budget;
mod cases;
mod comparison;
mod conditions;
pub mod difference;
mod gaps;
mod guesses;
mod length;
mod nearby;
mod questions;
mod revisions;
mod rules;
mod scores;
mod showing;
mod tally;
mod verdicts;
mod workshop;

use std::cell::RefCell;

pub use cases::{Case, CasePair};
pub use conditions::{ConditionOf, LateGate, Unreachable};
pub use length::LongInterview;
pub use questions::Job;
pub use revisions::{Counting, Revision, Revisions};
pub use rules::Idle;
pub use showing::AtStage;
pub use verdicts::{NoExit, ScoreIdle};

use crate::playbook::Playbook;
use questions::Living;
use workshop::{Search, Workshop};

#[cfg(doc)]
use crate::engine::Engine;

/// Whether a claim about a playbook is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof<S = (), R = ()> {
    /// It is, and this shows it; a claim about all cases has nothing more to show.
    Shown(S),
    /// It is not, and this refutes it.
    Refuted(R),
    /// It could not be settled within the budget.
    NotProven,
}

impl<S, R> Proof<S, R> {
    /// What shows the claim.
    pub fn shown(self) -> Option<S> {
        match self {
            Self::Shown(shown) => Some(shown),
            Self::Refuted(_) | Self::NotProven => None,
        }
    }

    /// What refutes the claim.
    pub fn refuted(self) -> Option<R> {
        match self {
            Self::Refuted(refuted) => Some(refuted),
            Self::Shown(_) | Self::NotProven => None,
        }
    }

    /// Whether the claim is true for sure.
    pub fn is_shown(&self) -> bool {
        matches!(self, Self::Shown(_))
    }

    /// Whether the claim could not be settled.
    pub fn is_not_proven(&self) -> bool {
        matches!(self, Self::NotProven)
    }
}

impl<R> Proof<(), R> {
    /// That there is none, from a search for one that refutes it.
    fn that_none(search: Search<R>) -> Self {
        match search {
            Search::Found(found) => Self::Refuted(found),
            Search::None => Self::Shown(()),
            Search::Unsettled => Self::NotProven,
        }
    }
}

/// Everything that can be proven about one playbook.
///
/// Making it compiles the playbook; the proofs share what they compile and one budget, so that
/// all of them together stay within about three seconds on a playbook of any size: past it, the
/// rest is [`Proof::NotProven`]. The same proofs in the same order give the same answers.
pub struct Proofs<'p> {
    workshop: RefCell<Workshop<'p>>,
    living: RefCell<Living>,
}

impl<'p> Proofs<'p> {
    /// Makes a playbook ready.
    pub fn of(playbook: &'p Playbook) -> Self {
        let living = RefCell::new(vec![None; playbook.questions.len()]);
        Self { workshop: RefCell::new(Workshop::of(playbook)), living }
    }
}
