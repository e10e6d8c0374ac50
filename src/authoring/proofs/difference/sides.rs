//! What answers have to make sure of in two playbooks side by side, and values that both may ask for.

use std::collections::BTreeSet;

use super::joint::Version;
use crate::engine::SingleAnswer;
use crate::engine::cells::{CellSet, Domains, Variables};
use crate::engine::circuit::Root;
use crate::engine::decision::Decision;
use crate::playbook::QuestionIndex;

/// One value of a question.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// The value.
    pub(super) answer: SingleAnswer,
    /// For each playbook the variables that it settles, with the cells that are left.
    pub(super) left: [Vec<(usize, CellSet)>; 2],
}

/// What a score has to come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The threshold at least.
    Reached,
    /// Less than the threshold.
    Missed,
}

/// One score of a playbook, and what it has to come to, whatever else is answered.
pub(super) struct Side<'s> {
    /// Which playbook's.
    pub(super) version: Version,
    /// The playbook's decision.
    pub(super) decision: Decision<'s>,
    /// The score.
    pub(super) root: Root,
    /// What it has to come to.
    pub(super) wanted: Wanted,
    /// What it is the sum of, each with the questions that it looks at.
    pub(super) parts: Vec<(BTreeSet<usize>, u32)>,
}

/// What has to be made sure of.
pub(super) struct Forcing<'s> {
    /// Of the playbook with the higher verdict that its score reaches the threshold, of the other that
    /// it does not, and where one of them is a not-yet, the other thing about that.
    pub(super) sides: Vec<Side<'s>>,
    /// All cells of the old playbook's variables, and of the new one's.
    pub(super) all_cells: [Domains; 2],
}

/// Answers: questions and places in their lists of values.
pub(super) type Chosen = Vec<(usize, usize)>;

impl<'s> Side<'s> {
    /// A score of a decision over variables, each with its question in the space.
    pub(super) fn of(
        version: Version,
        decision: Decision<'s>,
        (root, wanted): (Root, Wanted),
        variables: &Variables,
        owner: impl Fn(QuestionIndex) -> usize,
    ) -> Self {
        let questions = |summand: u32| -> BTreeSet<usize> {
            let tested = decision.circuit.variables(&decision.circuit.below(&[summand]));
            let asked = tested.into_iter().flat_map(|variable| variables.questions_of(variable));
            asked.map(&owner).collect()
        };
        let summands = decision.circuit.summands(root).into_iter();
        let parts = summands.map(|summand| (questions(summand), summand)).collect();
        Self { version, decision, root, wanted, parts }
    }

    /// Whether it comes to what it has to in every case within the domains of its playbook.
    pub(super) fn is_sure(&self, domains: &[Domains; 2]) -> bool {
        let (low, high) = self.decision.circuit.range(self.root, &domains[self.version as usize]);
        self.wanted.is_met(
            match self.wanted {
                Wanted::Reached => low,
                Wanted::Missed => high,
            },
            self.decision.threshold,
        )
    }
}

impl Wanted {
    /// Whether a bound is enough: the lowest score of one that has to reach the threshold, the highest
    /// of one that has to miss it.
    pub(super) fn is_met(self, bound: i64, threshold: i64) -> bool {
        match self {
            Self::Reached => bound >= threshold,
            Self::Missed => bound < threshold,
        }
    }

    /// Whether a bound does all that another one does.
    pub(super) fn is_as_good(self, bound: i64, other: i64) -> bool {
        match self {
            Self::Reached => bound >= other,
            Self::Missed => bound <= other,
        }
    }
}

/// Leaves the cells that a value leaves.
pub(super) fn narrow(domains: &mut [Domains; 2], value: &Value) {
    for (domains, left) in domains.iter_mut().zip(&value.left) {
        left.iter().for_each(|(variable, cells)| domains[*variable] = *cells);
    }
}
