//! `no-honest-words`: a no that leaves the seller without words.
#![doc = include_str!("no-honest-words.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::playbook::{RuleIndex, RuleKind};
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "no-honest-words",
    severity: Severity::Warning,
    summary: "a disqualifier or a must-have without `say` or `instead`",
    can_be_waived: true,
    documentation: include_str!("no-honest-words.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let rules = view.playbook.rules.iter().enumerate();
    // A hold ends no conversation: what lifts it, it has to say.
    let ends = |kind| matches!(kind, RuleKind::Disqualifier | RuleKind::MustHave);
    let hard = rules.filter(|(_, rule)| ends(rule.kind));
    hard.filter_map(|(place, rule)| {
        let missing = match (&rule.say, &rule.instead) {
            (None, None) => "`say` and no `instead`",
            (None, Some(_)) => "`say`",
            (Some(_), None) => "`instead`",
            (Some(_), Some(_)) => return None,
        };
        let message = format!("`{}` can end a conversation, and has no {missing}", rule.id);
        let help =
            "write what to tell the buyer (`say`), and what would serve them better (`instead`)";
        let place = view.places.rule(view.playbook, RuleIndex(place), &[]);
        Some(found(&RULE, place, message).help(help))
    })
    .collect()
}
