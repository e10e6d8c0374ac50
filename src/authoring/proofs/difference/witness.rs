//! A prospect on whom two versions of a playbook differ.

use crate::authoring::proofs::cases::Case;

/// Answers that give one verdict in the old playbook and another in the new one, whatever else a
/// prospect answers. None of them can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Those that the old playbook asks for.
    pub old: Case,
    /// Those that the new one asks for.
    pub new: Case,
    /// To how many questions; a question of both counts once.
    pub questions: usize,
    /// Whether no fewer questions would do for these two verdicts; else it was not settled within the budget.
    pub is_smallest: bool,
}
