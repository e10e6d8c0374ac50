//! Cases that have a score, put together from the sets of scores that the nodes of a circuit can have.

use super::cells::Domains;
use super::circuit::{Branch, Circuit, Node};
use super::scores::Scores;

/// What a case with a score is put together from. The scores of a node are those of the cases within
/// the domains.
pub(crate) struct ScoreCases<'s, S> {
    /// The circuit.
    pub(crate) circuit: &'s Circuit,
    /// The cells that may be put into a case.
    pub(crate) domains: &'s Domains,
    /// The scores that each node can have.
    pub(crate) scores_of: S,
}

impl<'s, S: Fn(u32) -> &'s Scores> ScoreCases<'s, S> {
    /// Puts cells into a case that give parts which share no variable this score together; it has to
    /// be among their sums.
    pub(crate) fn assign(&self, parts: &[u32], score: i64, case: &mut [usize]) {
        let mut sums = vec![Scores::single(0)];
        for part in parts {
            sums.extend(sums.last().map(|sum| sum.plus((self.scores_of)(*part))));
        }
        let mut score = score;
        for (part, before) in parts.iter().zip(&sums).rev() {
            let mut of_part = (self.scores_of)(*part).iter();
            let of_part = of_part.find(|of_part| before.contains(score - of_part));
            let of_part = of_part.unwrap_or_default();
            self.assign_node(*part, of_part, case);
            score -= of_part;
        }
    }

    fn assign_node(&self, place: u32, score: i64, case: &mut [usize]) {
        match &self.circuit.nodes[place as usize] {
            Node::Zero | Node::Never | Node::Unsettled { .. } => {}
            Node::Sum(parts) => self.assign(parts, score, case),
            Node::Decide { variable, branches } => {
                let possible = self.domains[*variable as usize];
                let leads_there = |branch: &&Branch| {
                    !branch.cells.and(possible).is_empty()
                        && (self.scores_of)(branch.to).contains(score - branch.weight)
                };
                if let Some(branch) = branches.iter().find(leads_there) {
                    let cells = branch.cells.and(possible);
                    case[*variable as usize] = cells.iter().next().unwrap_or(0);
                    self.assign_node(branch.to, score - branch.weight, case);
                }
            }
        }
    }
}
