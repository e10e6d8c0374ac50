//! A playbook's rules the other way round, one at a time, to see which of them decide.

use std::cell::OnceCell;

use crate::deal::Facts;
use crate::engine::{Effect, Engine, Outcome, Verdict};
use crate::playbook::{Condition, Playbook, Rule, RuleIndex, RuleKind};

/// For each rule of a playbook, the playbook with that rule's condition turned the other way round.
#[derive(Debug)]
pub struct TurnedPlaybooks(Vec<Playbook>);

impl TurnedPlaybooks {
    /// Turns each rule of a playbook.
    pub fn of(playbook: &Playbook) -> Self {
        let turned = |rule: usize| {
            let mut turned = playbook.clone();
            let when = &mut turned.rules[rule].when;
            *when = negated(when);
            turned
        };
        Self((0..playbook.rules.len()).map(turned).collect())
    }
}

/// Tells which rules decide. An engine with a rule turned is made once, when it is first needed.
#[derive(Debug)]
pub struct Deciders<'t> {
    playbooks: &'t TurnedPlaybooks,
    engines: Vec<OnceCell<Engine<'t>>>,
}

impl<'t> Deciders<'t> {
    /// For a playbook's turned rules.
    pub fn new(playbooks: &'t TurnedPlaybooks) -> Self {
        let engines = playbooks.0.iter().map(|_| OnceCell::new()).collect();
        Self { playbooks, engines }
    }

    /// Whether a rule decides: with its condition turned the other way round and all else as it
    /// is, the verdict would not be what it is. A signal of weight 0 can't; of it, whether its
    /// condition is settled. `outcome` is what these facts come to.
    pub fn decides(&self, rule: RuleIndex, facts: &Facts, outcome: &Outcome) -> bool {
        let effect = outcome.rules[rule.0];
        match (self.playbooks.0[rule.0].rule(rule).kind, effect) {
            (_, Effect::Open) => false,
            (RuleKind::Signal(0), _) => true,
            // Turned, these two rule a fit out.
            (RuleKind::Disqualifier, Effect::Fails) | (RuleKind::MustHave, Effect::Holds) => {
                outcome.verdict != Verdict::NoFit
            }
            _ => self.engine(rule).verdict(facts) != outcome.verdict,
        }
    }

    /// The engine in which a rule is turned.
    pub(super) fn engine(&self, rule: RuleIndex) -> &Engine<'t> {
        self.engines[rule.0].get_or_init(|| Engine::new(&self.playbooks.0[rule.0]))
    }
}

/// A condition that holds where this one does not.
pub(super) fn negated(condition: &Condition) -> Condition {
    match condition {
        Condition::Not(inner) => (**inner).clone(),
        condition => Condition::Not(Box::new(condition.clone())),
    }
}

/// A playbook with the questions of another whose fits are the prospects of whom something holds.
#[derive(Debug)]
pub(super) struct Demand(Playbook);

impl Demand {
    /// All of these conditions hold.
    pub(super) fn of(playbook: &Playbook, conditions: Vec<Condition>) -> Self {
        let mut demand = Playbook { rules: Vec::new(), threshold: 0, ..playbook.clone() };
        demand.rules = conditions.into_iter().map(must_have).collect();
        Self(demand)
    }

    /// The playbook says fit, and the condition holds.
    pub(super) fn fit_where(playbook: &Playbook, condition: Condition) -> Self {
        let mut demand = playbook.clone();
        demand.rules.push(must_have(condition));
        Self(demand)
    }

    /// It says fit of exactly those prospects.
    pub(super) fn playbook(&self) -> &Playbook {
        &self.0
    }
}

fn must_have(when: Condition) -> Rule {
    Rule {
        id: String::new(),
        kind: RuleKind::MustHave,
        when,
        because: String::new(),
        say: None,
        instead: None,
    }
}
