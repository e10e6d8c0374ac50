//! `why-missing`: a question that does not say why it is asked.
#![doc = include_str!("why-missing.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "why-missing",
    severity: Severity::Warning,
    summary: "a question does not say why it is asked",
    can_be_waived: true,
    documentation: include_str!("why-missing.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let questions = view.playbook.question_indexes();
    let without = questions.filter(|index| view.playbook.question(*index).why.is_none());
    without
        .map(|index| {
            let message =
                format!("`{}` does not say why it is asked", view.playbook.question(index).id);
            let place = view.places.question(view.playbook, index, &[]);
            found(&RULE, place, message).help("write what the answer is needed for under `why:`")
        })
        .collect()
}
