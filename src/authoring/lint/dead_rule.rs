//! `dead-rule`: a rule that never decides.
#![doc = include_str!("dead-rule.md")]

use super::playbook_view::{Found, View, found};
use crate::authoring::proofs::Idle;
use crate::check_rule::CheckRule;
use crate::playbook::{RuleIndex, RuleKind};
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "dead-rule",
    severity: Severity::Warning,
    summary: "a rule never decides",
    can_be_waived: true,
    documentation: include_str!("dead-rule.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    if view.is_one_sided() {
        return Vec::new();
    }
    let rules = (0..view.playbook.rules.len()).map(RuleIndex);
    rules
        .filter_map(|rule| {
            let why = view.shown(&RULE, view.proofs.dead_rule(rule))?;
            let place = view.places.rule(view.playbook, rule, &[]);
            let (message, help) = told(view, rule, why)?;
            Some(found(&RULE, place, message).help(help))
        })
        .collect()
}

/// `None` for what `never-true` and `always-true` tell.
fn told(view: &View<'_>, rule: RuleIndex, why: Idle) -> Option<(String, String)> {
    let rule = view.playbook.rule(rule);
    let id = &rule.id;
    let scale = match view.playbook.scale.bands() {
        [] => "the `threshold`",
        _ => "the `bands`",
    };
    Some(match why {
        Idle::Never if rule.kind == RuleKind::Points => (
            format!("`{id}` never decides: it gives no points, whatever is answered"),
            "give points other than 0 to answers that can be given, or leave it out".to_owned(),
        ),
        Idle::Never => return None,
        Idle::CoveredBy(other) => (
            format!("`{id}` never decides: `{}` covers it", view.playbook.rule(other).id),
            "leave one of the two out, or say in the condition where it alone is meant".to_owned(),
        ),
        Idle::Outweighed => (
            format!("`{id}` never decides: the other rules settle the verdict wherever it counts"),
            match rule.kind {
                RuleKind::Signal(_) => format!("change its weight or {scale}, or leave it out"),
                RuleKind::Points => format!("change its points or {scale}, or leave it out"),
                _ => "leave it out, or change what makes the others settle it".to_owned(),
            },
        ),
        Idle::Unspoken => (
            format!("the words of `{id}` are never said: it holds in no fit"),
            "make it a disqualifier, or say in the condition where it is meant".to_owned(),
        ),
    })
}
