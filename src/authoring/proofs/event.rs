//! The two events that a verdict is read off.
//!
//! A fit is a case that nothing rules out or holds up and whose score is enough; without the holds,
//! and with a score that is enough for that, it is at least a not-yet. To either event a playbook is
//! one of the kind without holds and with one threshold: to the first a hold rules out as a
//! disqualifier does, to the second it says nothing. Two cases, or two playbooks over one case, have
//! different verdicts just where one of the events tells them apart. Where one score is enough for
//! both, what tells apart where a rule other than a hold is changed, the second event always does.

use crate::engine::borders::Borders;
use crate::engine::model::RuleTerms;
use crate::playbook::{Playbook, RuleKind, Scale};

/// An event of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// A fit.
    Fit,
    /// What is at least a not-yet.
    AtLeastNotYet,
}

impl Event {
    /// What the rules do to it, from what they do to a fit.
    pub(super) fn terms(self, playbook: &Playbook, of_fit: RuleTerms) -> RuleTerms {
        of_fit.keeping(|rule| self.counts(playbook.rules[rule].kind))
    }

    /// The score from which on it comes about.
    pub(super) fn threshold(self, scale: &Scale) -> i64 {
        let borders = Borders::of(scale);
        match self {
            Self::Fit => borders.fit,
            Self::AtLeastNotYet => borders.not_yet,
        }
    }

    /// Whether rules of a kind have a part in it.
    pub(super) fn counts(self, kind: RuleKind) -> bool {
        self == Self::Fit || kind != RuleKind::Hold
    }
}
