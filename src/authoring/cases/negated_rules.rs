//! A playbook's rules the other way round, one at a time, to see which of them decide.

use std::cell::OnceCell;

use crate::authoring::proofs::{Counting, Revision, Revisions};
use crate::deal::Facts;
use crate::engine::{Effect, Outcome, Verdict};
use crate::playbook::{Condition, Playbook, RuleIndex, RuleKind};

/// How a rule's condition turns out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It holds; of points, some are given.
    Holding,
    /// It fails; of points, fewer than the most are given.
    Failing,
}

/// Tells which rules decide. What is needed for it is made once, when it is first needed.
pub struct Deciders<'p> {
    playbook: &'p Playbook,
    /// For each rule, that its condition is turned; of points, that there are none.
    turned: Vec<Revision>,
    revisions: OnceCell<Option<Revisions<'p>>>,
}

impl<'p> Deciders<'p> {
    /// For a playbook's rules.
    pub fn of(playbook: &'p Playbook) -> Self {
        let rules = playbook.rules.iter().enumerate();
        let turned = rules.map(|(place, rule)| match rule.kind {
            RuleKind::Points => Revision::Without(RuleIndex(place)),
            _ => Revision::When(RuleIndex(place), negated(&rule.when)),
        });
        Self { playbook, turned: turned.collect(), revisions: OnceCell::new() }
    }

    /// Whether a rule decides: with its condition turned the other way round and all else as it
    /// is, the verdict would not be what it is. A signal of weight 0 can't; of it, whether its
    /// condition is settled. Points decide that are given where without them the verdict would be
    /// another, and fewer than the most where with the most it would. `outcome` is what these facts
    /// come to. What takes too long to say is no decision.
    pub fn decides(&self, rule: RuleIndex, way: Way, facts: &Facts, outcome: &Outcome) -> bool {
        let effect = outcome.rules[rule.0];
        if self.playbook.rule(rule).kind == RuleKind::Points {
            let revision = match (way, effect) {
                (_, Effect::Open) | (Way::Holding, Effect::Fails) => return false,
                (Way::Holding, Effect::Holds) => &self.turned[rule.0],
                (Way::Failing, _) => &Revision::Most(rule),
            };
            return self.turns(revision, facts, outcome);
        }
        match (way, effect) {
            (Way::Holding, Effect::Holds) | (Way::Failing, Effect::Fails) => {}
            _ => return false,
        }
        match (self.playbook.rule(rule).kind, effect) {
            (_, Effect::Open) => false,
            (RuleKind::Signal(0), _) => true,
            // Turned, these two rule a fit out.
            (RuleKind::Disqualifier, Effect::Fails) | (RuleKind::MustHave, Effect::Holds) => {
                outcome.verdict != Verdict::NoFit
            }
            _ => self.turns(&self.turned[rule.0], facts, outcome),
        }
    }

    /// Whether the verdict is another one under a revision.
    fn turns(&self, revision: &Revision, facts: &Facts, outcome: &Outcome) -> bool {
        let turned = self
            .revisions()
            .and_then(|revisions| revisions.verdict(Some(revision), facts, Counting::Evidence));
        turned.is_some_and(|verdict| verdict != outcome.verdict)
    }

    /// The playbook, made ready for the turning of its rules.
    pub(super) fn revisions(&self) -> Option<&Revisions<'p>> {
        let revisions =
            self.revisions.get_or_init(|| Revisions::of(self.playbook, self.turned.iter()));
        revisions.as_ref()
    }
}

/// A condition that holds where this one does not.
pub(super) fn negated(condition: &Condition) -> Condition {
    match condition {
        Condition::Not(inner) => (**inner).clone(),
        condition => Condition::Not(Box::new(condition.clone())),
    }
}
