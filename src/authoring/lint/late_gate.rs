//! `late-gate`: a question that waits for a later stage.
#![doc = include_str!("late-gate.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "late-gate",
    severity: Severity::Warning,
    summary: "a question waits for an answer of a later stage",
    can_be_waived: true,
    documentation: include_str!("late-gate.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let late = view.proofs.late_gates().into_iter();
    late.map(|late| {
        let [question, named] = [late.question, late.named].map(|one| view.playbook.question(one));
        let stage = &view.playbook.stage(named.stage).id;
        let message = format!(
            "`{}` waits for `{}`, which is asked later, in `{stage}`",
            question.id, named.id
        );
        let place = view.places.question(view.playbook, late.question, &["when"]).at_key();
        found(&RULE, place, message).help("move one of the two questions")
    })
    .collect()
}
