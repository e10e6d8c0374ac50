//! The fewest answers that make a fit in one playbook and a no-fit in the other, whatever else is
//! answered.
//!
//! Both scores are sums of parts. Parts that share a question, of either playbook, are looked at
//! together: for every choice of answers to their questions, the lowest score that the one playbook
//! can give them and the highest that the other can. A knapsack over these groups finds the fewest
//! answers that bring the one sum up to its threshold and keep the other below its own.

use super::groups::fewest;
use super::sides::{Chosen, Side, Value, narrow};
use crate::engine::SingleAnswer;
use crate::engine::cells::Domains;

/// The side that has to be a fit, and the one that must not be.
pub(super) struct Forcing<'s> {
    /// Both.
    pub(super) sides: [Side<'s>; 2],
}

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
        let is_exact = self.sides.iter().all(|side| side.decision.roots.fit.exact);
        if is_exact && let Ok(Some(found)) = fewest(&self.sides, values) {
            return (answers(&found, values), true);
        }
        // Of this one case alone it says nothing about others.
        let few = if is_exact { fewest(&self.sides, &of_case).ok().flatten() } else { None };
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
        let mut domains = [0, 1].map(|side: usize| self.sides[side].all_cells.clone());
        for (question, value) in chosen {
            narrow(&mut domains, &values[*question][*value]);
        }
        domains
    }

    fn is_forced(&self, domains: &[Domains; 2]) -> bool {
        let [fit, not] = &self.sides;
        let range =
            |side: &Side, domains| side.decision.circuit.range(side.decision.roots.fit, domains);
        range(fit, &domains[0]).0 >= fit.decision.threshold
            && range(not, &domains[1]).1 < not.decision.threshold
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
