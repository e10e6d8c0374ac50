//! Which scores are possible under some facts, all of them and not only the lowest and the highest.
//!
//! Bounds tell whether a score can be as high or as low as something; whether it can lie between two
//! others takes the set of all scores that a node can have, from the leaves up.

use std::ops::Range;

use super::cells::Domains;
use super::circuit::{Branch, Circuit, Node, Root};
use super::score_cases::ScoreCases;
use super::scores::Scores;

/// Words of sets that may be looked at: some milliseconds.
const WORDS: usize = 5_000_000;

/// The scores of all nodes below a root.
pub(super) struct Reachable<'c> {
    circuit: &'c Circuit,
    root: Root,
    domains: &'c Domains,
    sets: Vec<Scores>,
}

impl<'c> Reachable<'c> {
    /// The scores that cases within the domains have which nothing rules out; `None` where the circuit
    /// says no more than bounds, or the sets grow too large.
    pub(super) fn of(circuit: &'c Circuit, root: Root, domains: &'c Domains) -> Option<Self> {
        let sets = vec![Scores::default(); root.place as usize + 1];
        let mut reachable = Self { circuit, root, domains, sets };
        let mut words_left = WORDS;
        for place in circuit.below(&[root.place]) {
            let set = reachable.set(place, &mut words_left)?;
            reachable.sets[place as usize] = set;
        }
        Some(reachable)
    }

    /// A case with a score within these.
    pub(super) fn case_within(&self, scores: Range<i64>) -> Option<Vec<usize>> {
        let weight = self.root.weight;
        let set = &self.sets[self.root.place as usize];
        let score = set.first_within(scores.start - weight, scores.end - 1 - weight)?;
        let first = |cells: &super::cells::CellSet| cells.iter().next().unwrap_or(0);
        let mut case: Vec<usize> = self.domains.iter().map(first).collect();
        let scores_of = |place| &self.sets[place as usize];
        let cases = ScoreCases { circuit: self.circuit, domains: self.domains, scores_of };
        cases.assign(&[self.root.place], score, &mut case);
        Some(case)
    }

    fn set(&self, place: u32, words_left: &mut usize) -> Option<Scores> {
        let mut set = Scores::default();
        match &self.circuit.nodes[place as usize] {
            Node::Zero => set = Scores::single(0),
            Node::Never => {}
            Node::Unsettled { .. } => return None,
            Node::Sum(parts) => {
                set = Scores::single(0);
                for part in parts {
                    let part = &self.sets[*part as usize];
                    let few = set.len().min(part.len());
                    let words = few * (1 + set.size().max(part.size()));
                    *words_left = words_left.checked_sub(1 + words)?;
                    set = set.plus(part);
                }
            }
            Node::Decide { .. } => {
                for branch in self.branches(place) {
                    let below = &self.sets[branch.to as usize];
                    *words_left = words_left.checked_sub(1 + below.size())?;
                    set.include(below, branch.weight);
                }
            }
        }
        Some(set)
    }

    /// The ways out of a node that the domains leave.
    fn branches(&self, place: u32) -> impl Iterator<Item = &Branch> {
        let (variable, branches) = match &self.circuit.nodes[place as usize] {
            Node::Decide { variable, branches } => (*variable, &**branches),
            _ => (0, &[][..]),
        };
        let possible = self.domains.get(variable as usize).copied().unwrap_or_default();
        branches.iter().filter(move |branch| !branch.cells.and(possible).is_empty())
    }
}
