//! Which scores the nodes of a circuit can have, all of them and not only the lowest and the
//! highest, and cases that have them.

use crate::engine::cells::Domains;
use crate::engine::circuit::{Branch, Circuit, Node, Root};

use super::budget::{Budget, OverBudget};
use crate::engine::score_cases::ScoreCases;
use crate::engine::scores::Scores;

/// What is known of one node.
pub(super) struct Tallied {
    /// Every score that some case gives it which nothing in it rules out.
    pub(super) scores: Scores,
    /// Whether some case rules a fit out in it.
    pub(super) can_rule_out: bool,
    /// The variables that it depends on, a bit each.
    variables: Box<[u64]>,
}

/// What is known of the nodes of a circuit, from the first one on. All cells are possible.
#[derive(Default)]
pub(super) struct Tally {
    nodes: Vec<Tallied>,
}

impl Tallied {
    /// Whether two nodes depend on a variable both.
    pub(super) fn shares_a_variable(&self, other: &Self) -> bool {
        self.variables.iter().zip(&other.variables).any(|(one, two)| one & two != 0)
    }
}

impl Tally {
    /// What is known of a node.
    pub(super) fn of(&self, place: u32) -> &Tallied {
        &self.nodes[place as usize]
    }

    /// Looks at the nodes that were added to the circuit.
    pub(super) fn catch_up(
        &mut self,
        circuit: &Circuit,
        cells: &Domains,
        budget: &mut Budget,
    ) -> Result<(), OverBudget> {
        for node in &circuit.nodes[self.nodes.len()..] {
            let tallied = self.tallied(node, cells.len(), budget)?;
            self.nodes.push(tallied);
        }
        Ok(())
    }

    fn tallied(
        &self,
        node: &Node,
        variables: usize,
        budget: &mut Budget,
    ) -> Result<Tallied, OverBudget> {
        let mut tallied = Tallied {
            scores: Scores::default(),
            can_rule_out: false,
            variables: vec![0; variables.div_ceil(64)].into(),
        };
        budget.spend(1 + tallied.variables.len())?;
        match node {
            Node::Zero => tallied.scores = Scores::single(0),
            Node::Never | Node::Unsettled { .. } => tallied.can_rule_out = true,
            Node::Sum(parts) => {
                tallied.scores = self.sum(parts, budget)?;
                parts.iter().for_each(|part| tallied.depends_as(self.of(*part)));
            }
            Node::Decide { variable, branches } => {
                tallied.variables[*variable as usize / 64] |= 1 << (variable % 64);
                for branch in branches {
                    let below = self.of(branch.to);
                    budget.spend(below.scores.size())?;
                    tallied.scores.include(&below.scores, branch.weight);
                    tallied.depends_as(below);
                }
            }
        }
        Ok(tallied)
    }

    /// Every score that parts which share no variable add up to.
    pub(super) fn sum(&self, parts: &[u32], budget: &mut Budget) -> Result<Scores, OverBudget> {
        let mut sum = Scores::single(0);
        for part in parts {
            sum = budget.plus(&sum, &self.of(*part).scores)?;
        }
        Ok(sum)
    }

    /// Every score of a root that nothing rules out.
    pub(super) fn scores(&self, root: Root) -> Scores {
        let mut scores = Scores::default();
        scores.include(&self.of(root.place).scores, root.weight);
        scores
    }

    /// Cases with a score, where these are all cells.
    pub(super) fn cases<'s>(
        &'s self,
        circuit: &'s Circuit,
        domains: &'s Domains,
    ) -> ScoreCases<'s, impl Fn(u32) -> &'s Scores> {
        ScoreCases { circuit, domains, scores_of: |place| &self.of(place).scores }
    }

    /// Puts cells into a case that rule a fit out in a node that can.
    pub(super) fn assign_ruled_out(&self, circuit: &Circuit, place: u32, case: &mut [usize]) {
        match &circuit.nodes[place as usize] {
            Node::Zero | Node::Never | Node::Unsettled { .. } => {}
            Node::Sum(parts) => {
                if let Some(part) = parts.iter().find(|part| self.of(**part).can_rule_out) {
                    self.assign_ruled_out(circuit, *part, case);
                }
            }
            Node::Decide { variable, branches } => {
                let rules_out = |branch: &&Branch| self.of(branch.to).can_rule_out;
                if let Some(branch) = branches.iter().find(rules_out) {
                    case[*variable as usize] = branch.cells.iter().next().unwrap_or(0);
                    self.assign_ruled_out(circuit, branch.to, case);
                }
            }
        }
    }
}

impl Tallied {
    fn depends_as(&mut self, other: &Self) {
        self.can_rule_out |= other.can_rule_out;
        self.variables.iter_mut().zip(&other.variables).for_each(|(all, of)| *all |= of);
    }
}
