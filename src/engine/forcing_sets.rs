//! The smallest set of facts that forces a verdict, where the rules fall apart into small parts.
//!
//! The worst score is the sum of the parts' worst scores, and which facts a part needs is its own
//! affair: for each part the worst score under every set of its facts is written down, and a
//! knapsack over the parts finds the fewest facts that bring the sum far enough.

use std::collections::BTreeSet;

use super::Verdict;
use super::cells::{Domains, Variables};
use super::circuit::{Circuit, Root};
use super::decision::Decision;
use crate::playbook::{QuestionIndex, Subject};

/// The most cells and nodes that are looked at to write down sets of facts, over all parts.
const LOOKS: usize = 2_000_000;

/// Rules that share no question with the other parts.
struct Part {
    /// The facts that it looks at, as places in the evidence, ascending.
    facts: Vec<usize>,
    /// For each set of them, a bit each, the worst score, where more is better for the verdict.
    worst: Vec<i64>,
    /// The facts that have to be in a set, a bit each.
    within: usize,
    /// The facts that have to stay out of it, a bit each.
    without: usize,
    /// For each number of facts, the best worst score that just so many can bring.
    best: Vec<Option<i64>>,
}

/// The parts of a decision.
pub(super) struct Parts {
    parts: Vec<Part>,
    /// What the worst scores must add up to.
    goal: i64,
}

impl Parts {
    /// The parts of a decision under evidence; for a fit the score has to reach the threshold, for
    /// a no-fit to stay below it. `None` where they are too large, and of a not-yet, which is both.
    pub(super) fn of(
        decision: &Decision,
        variables: &Variables,
        domains: &Domains,
        evidence: &[QuestionIndex],
        verdict: Verdict,
    ) -> Option<Self> {
        let root = match verdict {
            Verdict::Fit => decision.roots.fit,
            Verdict::NoFit => decision.roots.at_least_not_yet,
            Verdict::NotYet | Verdict::Undecided => return None,
        };
        let is_fit = verdict == Verdict::Fit;
        let groups = groups(decision.circuit, root, variables);
        let all_cells = variables.all_cells();
        let mut looks_left = LOOKS;
        let mut bounds = vec![(0, 0); decision.circuit.nodes(root).len()];
        let mut parts = Vec::with_capacity(groups.len());
        for (subjects, nodes) in groups {
            let is_of = |place: &usize| subjects.contains(&Subject::Question(evidence[*place]));
            let facts: Vec<usize> = (0..evidence.len()).filter(is_of).collect();
            let below = decision.circuit.below(&nodes);
            let sets = 1_usize.checked_shl(facts.len() as u32)?;
            let looks = sets.checked_mul(below.len() + all_cells.len())?;
            looks_left = looks_left.checked_sub(looks)?;
            let worst = (0..sets).map(|set| {
                let kept = narrowed(&all_cells, domains, variables, evidence, &facts, set);
                decision.circuit.fill_bounds(&below, &kept, &mut bounds);
                let of_nodes = nodes.iter().map(|node| bounds[*node as usize]);
                of_nodes.map(|(low, high)| if is_fit { low } else { -high }).sum()
            });
            let worst = worst.collect();
            let mut part = Part { facts, worst, within: 0, without: 0, best: Vec::new() };
            part.settle();
            parts.push(part);
        }
        let (threshold, weight) = (decision.threshold, root.weight);
        let goal = if is_fit { threshold - weight } else { weight + 1 - threshold };
        Some(Self { parts, goal })
    }

    /// The first in order among the smallest sets of facts that force the verdict.
    pub(super) fn smallest_forcing_set(mut self) -> Option<Vec<usize>> {
        let mut facts: Vec<(usize, usize, usize)> = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            facts.extend(part.facts.iter().enumerate().map(|(bit, fact)| (*fact, place, bit)));
        }
        facts.sort_unstable();
        let best = self.best(facts.len());
        let size = best.iter().position(|worst| worst.is_some_and(|worst| worst >= self.goal))?;
        let mut kept = Vec::with_capacity(size);
        for (fact, place, bit) in facts {
            self.parts[place].within |= 1 << bit;
            self.parts[place].settle();
            let reached = self.best(size).get(size).copied().flatten();
            if reached.is_some_and(|worst| worst >= self.goal) {
                kept.push(fact);
            } else {
                self.parts[place].within &= !(1 << bit);
                self.parts[place].without |= 1 << bit;
                self.parts[place].settle();
            }
        }
        Some(kept)
    }

    /// For each number of facts up to `most`, the best worst score that just so many can bring.
    fn best(&self, most: usize) -> Vec<Option<i64>> {
        let mut best = vec![Some(0)];
        for part in &self.parts {
            best = sums(&best, &part.best, most);
        }
        best
    }
}

impl Part {
    /// Works out `best` from what is settled about its facts.
    fn settle(&mut self) {
        self.best.clear();
        self.best.resize(self.facts.len() + 1, None);
        for (set, worst) in self.worst.iter().enumerate() {
            if set & self.within == self.within && set & self.without == 0 {
                let best = &mut self.best[set.count_ones() as usize];
                *best = Some(best.map_or(*worst, |known| known.max(*worst)));
            }
        }
    }
}

/// The best sums of two parts, by how many facts they take together.
fn sums(one: &[Option<i64>], two: &[Option<i64>], most: usize) -> Vec<Option<i64>> {
    let mut sums = vec![None; (one.len() + two.len() - 1).min(most + 1)];
    for (first, score) in one.iter().enumerate() {
        for (second, more) in two.iter().enumerate() {
            if let (Some(score), Some(more), Some(sum)) =
                (score, more, sums.get_mut(first + second))
            {
                *sum = Some(sum.map_or(score + more, |known: i64| known.max(score + more)));
            }
        }
    }
    sums
}

/// The nodes that the decision adds up, those together that share a question or a value, with these.
fn groups(
    circuit: &Circuit,
    root: Root,
    variables: &Variables,
) -> Vec<(BTreeSet<Subject>, Vec<u32>)> {
    let mut groups: Vec<(BTreeSet<Subject>, Vec<u32>)> = Vec::new();
    for node in circuit.summands(root) {
        let tested = circuit.variables(&circuit.below(&[node]));
        let mut questions: BTreeSet<Subject> =
            tested.into_iter().map(|variable| variables.get(variable).subject).collect();
        let mut nodes = vec![node];
        groups.retain(|(others, more)| {
            let is_apart = questions.is_disjoint(others);
            if !is_apart {
                questions.extend(others);
                nodes.extend(more);
            }
            is_apart
        });
        groups.push((questions, nodes));
    }
    groups
}

/// All cells, but for the facts of a set those that the evidence leaves.
fn narrowed(
    all_cells: &Domains,
    domains: &Domains,
    variables: &Variables,
    evidence: &[QuestionIndex],
    facts: &[usize],
    set: usize,
) -> Domains {
    let mut kept = all_cells.clone();
    for (_, place) in facts.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1) {
        for variable in variables.of_question(evidence[*place]) {
            kept[variable] = domains[variable];
        }
    }
    kept
}
