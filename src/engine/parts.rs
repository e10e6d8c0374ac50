//! The smallest set of facts that forces a verdict, where the rules fall apart into small parts.
//!
//! The worst score is the sum of the parts' worst scores, and which facts a part needs is its own
//! affair: for each part the worst score under every set of its facts is written down, and a
//! knapsack over the parts finds the fewest facts that bring the sum far enough.

use std::collections::BTreeSet;

use super::cells::{Domains, Variables};
use super::decision::Decision;
use crate::playbook::QuestionIndex;

/// The most sets of facts that are written down, over all parts.
const SETS: usize = 2_000;

/// Rules that share no question with the other parts.
struct Part {
    /// The facts that it looks at, as places in the evidence, ascending.
    facts: Vec<usize>,
    /// For each set of them, a bit each, the worst score, where more is better for the verdict.
    worst: Vec<i64>,
}

/// The parts of a decision.
pub(super) struct Parts {
    parts: Vec<Part>,
    /// What the worst scores must add up to.
    goal: i64,
}

/// Facts that have to be in a set, and facts that have to stay out of it.
#[derive(Default)]
struct Fixed {
    within: BTreeSet<usize>,
    without: BTreeSet<usize>,
}

impl Parts {
    /// The parts of a decision under evidence; for a fit the score has to reach the threshold, for
    /// a no-fit to stay below it. `None` where they are too large.
    pub(super) fn of(
        decision: &Decision,
        variables: &Variables,
        domains: &Domains,
        evidence: &[QuestionIndex],
        is_fit: bool,
    ) -> Option<Self> {
        let groups = groups(decision, variables);
        let all_cells = variables.all_cells();
        let mut sets_left = SETS;
        let mut bounds = vec![(0, 0); decision.circuit.nodes(decision.root).len()];
        let mut parts = Vec::with_capacity(groups.len());
        for (questions, nodes) in groups {
            let facts: Vec<usize> =
                (0..evidence.len()).filter(|place| questions.contains(&evidence[*place])).collect();
            let sets = 1_usize.checked_shl(facts.len() as u32).filter(|sets| *sets <= sets_left)?;
            sets_left -= sets;
            let below = decision.circuit.below(&nodes);
            let worst = (0..sets).map(|set| {
                let kept = narrowed(&all_cells, domains, variables, evidence, &facts, set);
                decision.circuit.fill_bounds(&below, &kept, &mut bounds);
                let of_nodes = nodes.iter().map(|node| bounds[*node as usize]);
                of_nodes.map(|(low, high)| if is_fit { low } else { -high }).sum()
            });
            parts.push(Part { worst: worst.collect(), facts });
        }
        let (threshold, weight) = (decision.threshold, decision.root.weight);
        let goal = if is_fit { threshold - weight } else { weight + 1 - threshold };
        Some(Self { parts, goal })
    }

    /// The first in order among the smallest sets of facts that force the verdict.
    pub(super) fn smallest_forcing_set(&self) -> Option<Vec<usize>> {
        let mut facts: Vec<usize> =
            self.parts.iter().flat_map(|part| part.facts.iter().copied()).collect();
        facts.sort_unstable();
        let mut fixed = Fixed::default();
        let best = self.best(&fixed, facts.len());
        let size = best.iter().position(|worst| worst.is_some_and(|worst| worst >= self.goal))?;
        for place in facts {
            fixed.within.insert(place);
            let reaches = self.best(&fixed, size).get(size).copied().flatten();
            if reaches.is_none_or(|worst| worst < self.goal) {
                fixed.within.remove(&place);
                fixed.without.insert(place);
            }
        }
        Some(fixed.within.into_iter().collect())
    }

    /// For each number of facts up to `most`, the best worst score that just so many can bring.
    fn best(&self, fixed: &Fixed, most: usize) -> Vec<Option<i64>> {
        let mut best = vec![Some(0)];
        for part in &self.parts {
            best = sums(&best, &part.best(fixed), most);
        }
        best
    }
}

impl Part {
    /// For each number of its facts, the best worst score that just so many can bring.
    fn best(&self, fixed: &Fixed) -> Vec<Option<i64>> {
        let bits = |places: &BTreeSet<usize>| -> usize {
            let here = self.facts.iter().enumerate().filter(|(_, place)| places.contains(place));
            here.map(|(bit, _)| 1 << bit).sum()
        };
        let (within, without) = (bits(&fixed.within), bits(&fixed.without));
        let mut best = vec![None; self.facts.len() + 1];
        for (set, worst) in self.worst.iter().enumerate() {
            if set & within == within && set & without == 0 {
                let of_size: &mut Option<i64> = &mut best[set.count_ones() as usize];
                *of_size = Some(of_size.map_or(*worst, |known| known.max(*worst)));
            }
        }
        best
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

/// The nodes that the decision adds up, those together that share a question, with the questions.
fn groups(decision: &Decision, variables: &Variables) -> Vec<(BTreeSet<QuestionIndex>, Vec<u32>)> {
    let mut groups: Vec<(BTreeSet<QuestionIndex>, Vec<u32>)> = Vec::new();
    for node in decision.circuit.summands(decision.root) {
        let tested = decision.circuit.variables(&decision.circuit.below(&[node]));
        let mut questions: BTreeSet<QuestionIndex> =
            tested.into_iter().map(|variable| variables.get(variable).question).collect();
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
