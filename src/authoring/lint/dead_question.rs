//! `dead-question`: a question that is asked for nothing.
#![doc = include_str!("dead-question.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "dead-question",
    severity: Severity::Warning,
    summary: "nothing depends on the answer to a question",
    can_be_waived: true,
    documentation: include_str!("dead-question.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    if view.is_one_sided() {
        return Vec::new();
    }
    let questions = view.playbook.question_indexes();
    let dead = questions
        .filter(|question| view.shown(&RULE, view.proofs.dead_question(*question)).is_some());
    dead.map(|question| {
        let id = &view.playbook.question(question).id;
        let message = format!("nothing depends on the answer to `{id}`");
        let help = "use it in a rule, a gate, a verifier or `prepare`, or leave it out";
        found(&RULE, view.places.question(view.playbook, question, &[]), message).help(help)
    })
    .collect()
}
