//! Rules that never decide.

use crate::engine::circuit::NEVER;
use crate::playbook::{RuleIndex, RuleKind};

use super::cases::Case;
use super::playbook_proofs::Proofs;
use super::proof::Proof;
use super::prover::Prover;
use super::search::Search;

/// Why a rule never decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// A disqualifier, hold or signal that holds in no case, or a must-have that holds in every one.
    Never,
    /// Wherever it counts, this disqualifier or must-have rules a fit out anyway, or of a hold, this
    /// other one holds it up; the first one in playbook order. Two rules can cover each other: of those only one may go.
    CoveredBy(RuleIndex),
    /// The other rules together settle the verdict wherever it counts.
    Outweighed,
    /// A caveat (a signal of weight 0 with words) that holds in no fit, so its words are never
    /// said.
    Unspoken,
}

impl Proofs<'_> {
    /// `dead-rule`: without this rule, and with all others as they are, every complete case would
    /// have the same verdict. A refutation is a case that would have another one: for a disqualifier
    /// or a must-have, a no-fit that is one for this reason alone, and for a hold such a not-yet.
    ///
    /// A signal of weight 0 decides nothing by design. It is dead where it holds in no case or,
    /// with words to say (`say`, `instead`), in no fit; the refutation is a case in which it holds
    /// or is said.
    ///
    /// In a playbook that is [`rigged`](Self::rigged) or [`hopeless`](Self::hopeless) most rules
    /// are dead, and it is that which has to be told.
    pub fn dead_rule(&self, rule: RuleIndex) -> Proof<Idle, Case> {
        let mut provers = self.provers.borrow_mut();
        if provers.playbook().rule(rule).kind == RuleKind::Signal(0) {
            // Its words stand beside a fit.
            return provers.fit().dead_caveat(rule);
        }
        let mut found = Search::None;
        for prover in provers.telling(Some(rule)) {
            found = found.or_else(|| prover.decided_by(rule.0).map(|case| prover.case(&case)));
        }
        match found {
            Search::Found(case) => Proof::Refuted(case),
            Search::Unsettled => Proof::NotProven,
            Search::None => {
                let mut telling = provers.telling(Some(rule));
                telling
                    .first_mut()
                    .map_or(Proof::NotProven, |prover| Proof::Shown(prover.why_idle(rule.0)))
            }
        }
    }
}

impl Prover<'_> {
    /// A case that would have another verdict without a rule, which has a part in the event.
    fn decided_by(&mut self, rule: usize) -> Search {
        let others = self.without(rule);
        match *self.terms_of(rule) {
            [(formula, NEVER)] => {
                if let Some(case) = self.guesses.terms.get(&self.terms_of[rule].start) {
                    return Search::Found(case.clone());
                }
                let spared = self.formulas().not(formula);
                self.fit_under([others, vec![(spared, NEVER)]].concat())
            }
            // Of points, the answer that a case gives may be one of several that count.
            [_] => match self.guesses.terms.get(&self.terms_of[rule].start) {
                Some(case) => Search::Found(case.clone()),
                None => self.apart(self.verdict.clone(), others),
            },
            _ => self.apart(self.verdict.clone(), others),
        }
    }

    fn dead_caveat(&mut self, rule: RuleIndex) -> Proof<Idle, Case> {
        let about = self.playbook.rule(rule);
        let holds = self.rules[rule.0];
        let case = match self.satisfying(holds) {
            Search::Found(case) => case,
            Search::None => return Proof::Shown(Idle::Never),
            Search::Unsettled => return Proof::NotProven,
        };
        if about.say.is_none() && about.instead.is_none() {
            return Proof::Refuted(self.case(&case));
        }
        let fails = self.formulas().not(holds);
        let mut terms = self.verdict.clone();
        terms.push((fails, NEVER));
        match self.fit_under(terms) {
            Search::Found(case) => Proof::Refuted(self.case(&case)),
            Search::None => Proof::Shown(Idle::Unspoken),
            Search::Unsettled => Proof::NotProven,
        }
    }

    fn why_idle(&mut self, rule: usize) -> Idle {
        let counts = self.terms_of(rule).iter().map(|(formula, _)| *formula).collect();
        let counts = self.formulas().any(counts);
        if self.satisfying(counts) == Search::None {
            return Idle::Never;
        }
        let hard = |other: usize| match self.terms_of(other) {
            [(covering, NEVER)] if other != rule => Some((other, *covering)),
            _ => None,
        };
        let hard: Vec<_> = (0..self.terms_of.len()).filter_map(hard).collect();
        for (other, covering) in hard {
            let spared = {
                let formulas = self.formulas();
                let spared = formulas.not(covering);
                formulas.all(vec![counts, spared])
            };
            if self.satisfying(spared) == Search::None {
                return Idle::CoveredBy(RuleIndex(other));
            }
        }
        Idle::Outweighed
    }
}
