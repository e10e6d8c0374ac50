//! What of the statements about a question is evidence, and what of them would be lost.

use crate::deal::Fact;
use crate::playbook::Question;

/// Whether something would be lost if a statement came in place of these: several statements,
/// evidence for an assumption or for nothing, or who said it.
pub(super) fn would_lose(question: &Question, known: &[Fact], new: &Fact) -> bool {
    match known {
        [] => false,
        [only] if only.answer == new.answer => false,
        [only] => {
            let is_weaker = !new.is_evidence_on(question);
            let has_words = [&only.by, &only.note, &only.quote].iter().any(|one| one.is_some());
            has_words || (has_evidence(question, known) && is_weaker)
        }
        _ => true,
    }
}

/// Whether anything but an assumption is known.
pub(super) fn has_evidence(question: &Question, facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.is_evidence_on(question))
}
