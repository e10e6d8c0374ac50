//! The two events that a verdict is read off.
//!
//! A fit is a case that nothing rules out or holds up and whose score is enough; without the holds it
//! is at least a not-yet. To either event a playbook is one of the kind without holds: to the first
//! a hold rules out as a disqualifier does, to the second it says nothing. Two cases, or two playbooks
//! over one case, have different verdicts just where one of the events tells them apart; and what
//! tells apart where a rule other than a hold is changed, the second event always does.

use crate::engine::circuit::Term;
use crate::engine::formula::Formula;
use crate::playbook::{Playbook, RuleKind};

/// An event of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// A fit.
    Fit,
    /// What is at least a not-yet.
    AtLeastNotYet,
}

impl Event {
    /// What the rules do to it, from what they do to a fit, each in its place.
    pub(super) fn terms(self, playbook: &Playbook, mut of_fit: Vec<Term>) -> Vec<Term> {
        for (rule, term) in playbook.rules.iter().zip(&mut of_fit) {
            if !self.counts(rule.kind) {
                *term = (Formula::FALSE, 0);
            }
        }
        of_fit
    }

    /// Whether rules of a kind have a part in it.
    pub(super) fn counts(self, kind: RuleKind) -> bool {
        self == Self::Fit || kind != RuleKind::Hold
    }
}
