//! The decisions of two playbooks side by side, and values that both may ask for.

use std::collections::BTreeSet;

use crate::engine::SingleAnswer;
use crate::engine::cells::{CellSet, Domains, Variables};
use crate::engine::decision::Decision;
use crate::playbook::QuestionIndex;

/// One value of a question.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// The value.
    pub(super) answer: SingleAnswer,
    /// For each side the variables that it settles, with the cells that are left.
    pub(super) left: [Vec<(usize, CellSet)>; 2],
}

/// A playbook's decision.
pub(super) struct Side<'s> {
    /// The decision.
    pub(super) decision: Decision<'s>,
    /// All cells of its variables.
    pub(super) all_cells: Domains,
    /// What the score is the sum of, each with the questions that it looks at.
    pub(super) parts: Vec<(BTreeSet<usize>, u32)>,
}

/// Answers: questions and places in their lists of values.
pub(super) type Chosen = Vec<(usize, usize)>;

impl Value {
    /// The same with the sides in another order.
    pub(super) fn with_sides(&self, order: [usize; 2]) -> Self {
        Self { answer: self.answer.clone(), left: order.map(|side| self.left[side].clone()) }
    }
}

impl<'s> Side<'s> {
    /// A decision over variables, each with its question in the space.
    pub(super) fn of(
        decision: Decision<'s>,
        variables: &Variables,
        owner: impl Fn(QuestionIndex) -> usize,
    ) -> Self {
        let questions = |summand: u32| -> BTreeSet<usize> {
            let tested = decision.circuit.variables(&decision.circuit.below(&[summand]));
            tested.into_iter().map(|variable| owner(variables.get(variable).question)).collect()
        };
        let summands = decision.circuit.summands(decision.roots.fit).into_iter();
        let parts = summands.map(|summand| (questions(summand), summand)).collect();
        Self { decision, all_cells: variables.all_cells(), parts }
    }
}

/// Leaves the cells that a value leaves.
pub(super) fn narrow(domains: &mut [Domains; 2], value: &Value) {
    for (domains, left) in domains.iter_mut().zip(&value.left) {
        left.iter().for_each(|(variable, cells)| domains[*variable] = *cells);
    }
}
