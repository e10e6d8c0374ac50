//! The fewest answers that make one verdict in one playbook and another in the other, whatever else
//! is answered.
//!
//! A verdict is that a score reaches its threshold, that one stays below it, or of a not-yet both, of
//! two scores. Every score is a sum of parts. Parts that share a question, of either playbook, are
//! looked at together: for every choice of answers to their questions, the lowest sum of each score
//! that has to reach its threshold and the highest of each that has to miss it. A knapsack over these
//! groups finds the fewest answers that make sure of all of them.

use super::groups::fewest;
use super::sides::{Chosen, Forcing, Value, narrow};
use crate::engine::SingleAnswer;
use crate::engine::cells::Domains;

impl Forcing<'_> {
    /// The fewest answers, and whether no fewer would do. `case` has for each question its value in
    /// a case that makes both verdicts, `values` all values; neither has any where no condition
    /// looks at a question.
    pub(super) fn fewest(
        &self,
        case: &[Option<Value>],
        values: &[Vec<Value>],
    ) -> (Vec<(usize, SingleAnswer)>, bool) {
        let of_case: Vec<Vec<Value>> =
            case.iter().map(|one| one.iter().cloned().collect()).collect();
        let is_exact = self.sides.iter().all(|side| side.root.exact);
        if is_exact && let Ok(Some(found)) = fewest(self, values) {
            return (answers(&found, values), true);
        }
        // Of this one case alone it says nothing about others.
        let few = if is_exact { fewest(self, &of_case).ok().flatten() } else { None };
        (answers(&few.unwrap_or_else(|| self.shrunk(&of_case)), &of_case), false)
    }

    /// A case's answers, without those that can be left out one after another.
    fn shrunk(&self, values: &[Vec<Value>]) -> Chosen {
        let mut kept: Chosen =
            (0..values.len()).filter(|one| !values[*one].is_empty()).map(|one| (one, 0)).collect();
        for place in (0..kept.len()).rev() {
            let dropped = kept.remove(place);
            if !self.is_forced(&self.domains(&kept, values)) {
                kept.insert(place, dropped);
            }
        }
        kept
    }

    fn domains(&self, chosen: &[(usize, usize)], values: &[Vec<Value>]) -> [Domains; 2] {
        let mut domains = self.all_cells.clone();
        for (question, value) in chosen {
            narrow(&mut domains, &values[*question][*value]);
        }
        domains
    }

    fn is_forced(&self, domains: &[Domains; 2]) -> bool {
        self.sides.iter().all(|side| side.is_sure(domains))
    }
}

fn answers(chosen: &[(usize, usize)], values: &[Vec<Value>]) -> Vec<(usize, SingleAnswer)> {
    let mut answers: Vec<(usize, SingleAnswer)> = chosen
        .iter()
        .map(|(question, value)| (*question, values[*question][*value].answer.clone()))
        .collect();
    answers.sort_by_key(|(question, _)| *question);
    answers
}
