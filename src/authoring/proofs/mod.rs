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
//! | the events that a verdict is read off | `event`, `provers` |
//! | formulas and circuit of one of them, cases come by | `prover`, `random_walks`, `nearby` |
//! | what changes between two versions of a playbook | [`difference`] |
//! | a playbook with one change | `revisions` |
//! | cases that show a rule, a question or a stage | `showing` |
//! | all scores of a circuit, two decisions side by side | `reachable_scores`, `comparison`, `gaps` |
//!
//! All claims are about complete cases as [`playbook`](crate::playbook) defines them: every
//! question that applies has one value, and a test on one that does not apply is false.

mod budget;
mod cases;
mod comparison;
mod conditions;
pub mod difference;
mod event;
mod gaps;
mod guessed_cases;
mod length;
mod nearby;
mod playbook_proofs;
mod proof;
mod prover;
mod provers;
mod questions;
mod random_walks;
mod reachable_scores;
mod revisions;
mod rules;
mod search;
mod showing;
mod verdicts;

pub use cases::{Case, CasePair};
pub use conditions::{ConditionOf, LateGate, Unreachable};
pub use length::LongInterview;
pub use playbook_proofs::{Job, Proofs};
pub use proof::Proof;
pub use revisions::{Counting, Revision, Revisions};
pub use rules::Idle;
pub use showing::AtStage;
pub use verdicts::{NoExit, ScoreIdle};

#[cfg(doc)]
use crate::engine::Engine;
