//! What a decided verdict rests on, and what would turn it.

use std::ops::ControlFlow;

use super::Verdict;
use super::cells::{Domains, Variables};
use super::decision::Decision;
use super::forcing_sets::Parts;
use super::hitting_sets::visit_hitting_sets;
use crate::playbook::QuestionIndex;

/// Elements that one search for a smallest set may look at.
const LOOKS: usize = 10_000_000;

/// A decided verdict and the evidence behind it.
pub(crate) struct Explanation<'c> {
    decision: Decision<'c>,
    variables: &'c Variables,
    verdict: Verdict,
    domains: &'c Domains,
    /// Questions whose evidence leaves out some cell, in playbook order.
    evidence: Vec<QuestionIndex>,
    tries_left: usize,
    /// The smallest search was not cut short.
    pub(crate) exact: bool,
}

impl<'c> Explanation<'c> {
    /// To explain the verdict of `decision` under `domains`.
    pub(crate) fn new(
        decision: Decision<'c>,
        variables: &'c Variables,
        domains: &'c Domains,
        verdict: Verdict,
    ) -> Self {
        let narrowed = |variable: &usize| domains[*variable] != variables.get(*variable).cells;
        let mut evidence: Vec<QuestionIndex> = (0..variables.len())
            .filter(narrowed)
            .filter_map(|variable| variables.get(variable).question())
            .collect();
        evidence.dedup();
        let tries_left = decision.tries();
        Self { decision, variables, verdict, domains, evidence, tries_left, exact: true }
    }

    /// A smallest set of questions whose facts force the verdict, the first in playbook order
    /// among equals.
    pub(crate) fn smallest_forcing_set(&mut self) -> Vec<QuestionIndex> {
        let (variables, domains) = (self.variables, self.domains);
        let parts = Parts::of(&self.decision, variables, domains, &self.evidence, self.verdict);
        match parts.and_then(|parts| parts.smallest_forcing_set()) {
            Some(kept) => self.questions(&kept),
            None => self.smallest_forcing_set_by_search(),
        }
    }

    /// The same where the rules hang together too much to be taken apart.
    ///
    /// Implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva 2015: smallest MUS
    /// extraction with minimal hitting set dualization): a set forces the verdict just if it
    /// hits every set of facts without which the verdict is open.
    fn smallest_forcing_set_by_search(&mut self) -> Vec<QuestionIndex> {
        let mut needed: Vec<Vec<usize>> = Vec::new();
        let mut size = 0;
        let mut looks = LOOKS;
        while size <= self.evidence.len() && self.tries_left > 0 {
            let mut candidate = None;
            let searched = visit_hitting_sets(&needed, size, &mut looks, &mut |set| {
                candidate = Some(set.to_vec());
                ControlFlow::Break(())
            });
            match candidate {
                Some(kept) if self.forces(&kept) => return self.questions(&kept),
                Some(kept) => needed.push(self.without_a_largest_open_set(kept)),
                None if searched.is_break() => break,
                None => size += 1,
            }
        }
        self.exact = false;
        let everything = (0..self.evidence.len()).collect();
        let kept = self.shrink(everything, Self::forces);
        self.questions(&kept)
    }

    /// The smallest sets of questions such that other answers to them could give another verdict,
    /// at most `limit`, first in playbook order first; each hits every set that leaves it out.
    pub(crate) fn smallest_turning_sets(
        &mut self,
        forcing: &[QuestionIndex],
        other: Verdict,
        limit: usize,
    ) -> Vec<Vec<QuestionIndex>> {
        let first = self.places(forcing);
        if first.is_empty() || self.excludes(other, &[]) == Some(true) {
            return Vec::new();
        }
        let mut forcing = vec![first];
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut size = 1;
        let mut looks = LOOKS;
        while size <= self.evidence.len() && self.tries_left > 0 && found.len() < limit {
            let mut candidate = None;
            let searched = visit_hitting_sets(&forcing, size, &mut looks, &mut |set| {
                if found.iter().any(|known| known == set) {
                    return ControlFlow::Continue(());
                }
                candidate = Some(set.to_vec());
                ControlFlow::Break(())
            });
            match candidate {
                Some(freed) => {
                    let kept: Vec<usize> = self.all_but(&freed);
                    let excluded = self.excludes(other, &kept);
                    if excluded == Some(true) {
                        let is_left_out =
                            |it: &mut Self, kept: &[usize]| it.excludes(other, kept) == Some(true);
                        forcing.push(self.shrink(kept, is_left_out));
                    } else {
                        self.exact &= excluded.is_some();
                        found.push(freed);
                    }
                }
                None if searched.is_break() => {
                    self.exact = false;
                    break;
                }
                None if found.is_empty() => size += 1,
                None => break,
            }
        }
        self.exact &= self.tries_left > 0;
        found.iter().map(|set| self.questions(set)).collect()
    }

    /// Whether the facts on these questions alone give the verdict.
    fn forces(&mut self, kept: &[usize]) -> bool {
        let domains = self.domains_of(kept);
        self.decision.verdict(&domains) == self.verdict
    }

    /// Whether the facts on these questions alone leave no way to a verdict; `None` where
    /// that is not settled.
    fn excludes(&mut self, verdict: Verdict, kept: &[usize]) -> Option<bool> {
        let domains = self.domains_of(kept);
        self.decision.excludes(verdict, &domains)
    }

    /// The cells that the facts on these questions alone leave, for one try.
    fn domains_of(&mut self, kept: &[usize]) -> Domains {
        self.tries_left = self.tries_left.saturating_sub(1);
        let mut domains = self.variables.all_cells();
        for place in kept {
            for variable in self.variables.of_question(self.evidence[*place]) {
                domains[variable] = self.domains[variable];
            }
        }
        domains
    }

    /// Adds facts as long as the verdict stays open; hands out the facts that are left out.
    fn without_a_largest_open_set(&mut self, mut open: Vec<usize>) -> Vec<usize> {
        for place in 0..self.evidence.len() {
            if !open.contains(&place) {
                open.push(place);
                if self.forces(&open) {
                    open.pop();
                }
            }
        }
        self.all_but(&open)
    }

    /// Drops facts as long as something holds of those that are left, the later ones first.
    fn shrink(
        &mut self,
        mut kept: Vec<usize>,
        holds: impl Fn(&mut Self, &[usize]) -> bool,
    ) -> Vec<usize> {
        for place in (0..kept.len()).rev() {
            if self.tries_left == 0 {
                break;
            }
            let dropped = kept.remove(place);
            if !holds(self, &kept) {
                kept.insert(place, dropped);
            }
        }
        kept
    }

    fn all_but(&self, places: &[usize]) -> Vec<usize> {
        (0..self.evidence.len()).filter(|place| !places.contains(place)).collect()
    }

    fn questions(&self, places: &[usize]) -> Vec<QuestionIndex> {
        places.iter().map(|place| self.evidence[*place]).collect()
    }

    fn places(&self, questions: &[QuestionIndex]) -> Vec<usize> {
        (0..self.evidence.len())
            .filter(|place| questions.contains(&self.evidence[*place]))
            .collect()
    }
}
