//! `contradiction`: two must-haves of which no buyer has both.
#![doc = include_str!("contradiction.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::playbook::{RuleIndex, RuleKind};
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "contradiction",
    severity: Severity::Error,
    summary: "two must-haves exclude each other",
    can_be_waived: false,
    documentation: include_str!("contradiction.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let rules = view.playbook.rules.iter().enumerate();
    let must_haves: Vec<usize> =
        rules.filter(|(_, rule)| rule.kind == RuleKind::MustHave).map(|(place, _)| place).collect();
    let pairs = must_haves.iter().enumerate().flat_map(|(place, other)| {
        must_haves[..place].iter().map(|one| (RuleIndex(*one), RuleIndex(*other)))
    });
    pairs.filter_map(|(one, other)| contradiction(view, one, other)).collect()
}

fn contradiction(view: &View<'_>, one: RuleIndex, other: RuleIndex) -> Option<Found> {
    let [with_one, with_other] = view.shown(&RULE, view.proofs.contradiction(one, other))?;
    let [first, second] = [one, other].map(|rule| &view.playbook.rule(rule).id);
    let message = format!("no buyer has both `{second}` and `{first}`, so nobody is a fit");
    let help = format!(
        "`{first}` alone holds with {}; `{second}` alone with {}",
        view.words(&with_one),
        view.words(&with_other)
    );
    let place = view.places.rule(view.playbook, other, &["when"]).at_key();
    Some(found(&RULE, place, message).help(help))
}
