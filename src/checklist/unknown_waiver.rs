//! `unknown-waiver`: a waiver that waives nothing.
#![doc = include_str!("unknown-waiver.md")]

use super::deal_view::{View, about_deal};
use crate::check_rule::{CheckResult, CheckRule};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Severity, nearest};

pub(super) static RULE: CheckRule = CheckRule {
    id: "unknown-waiver",
    severity: Severity::Error,
    summary: "a waiver names nothing that is found",
    can_be_waived: false,
    documentation: include_str!("unknown-waiver.md"),
};

/// Waivers whose names mean nothing.
pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let waivers = view.deal.waivers.iter().enumerate();
    waivers
        .flat_map(|(place, waiver)| {
            let rule = unknown_rule(view, place, &waiver.rule);
            let question = waiver.question.as_deref();
            let question = question.and_then(|id| unknown_question(view, place, id));
            rule.into_iter().chain(question)
        })
        .collect()
}

/// A waiver that was not needed.
pub(super) fn unneeded(view: &View<'_>, place: usize) -> CheckResult {
    let finding = Finding::warning(
        view.places.waiver(place, "rule"),
        "this waiver is no longer needed: there is nothing to waive",
    );
    about_deal(&RULE, finding.help("take it out"))
}

fn unknown_rule(view: &View<'_>, place: usize, rule: &str) -> Option<CheckResult> {
    if view.can_be_waived(rule) {
        return None;
    }
    let span = view.places.waiver(place, "rule");
    let finding = if CheckRule::find(view.rules, rule).is_some() {
        let message = format!("what {} finds can't be waived", quoted(rule));
        Finding::error(span, message).help("mend the waiver that it is about, or take it out")
    } else {
        let meant = nearest(rule, view.waivable().map(|rule| rule.id));
        let finding = Finding::error(span, format!("there is no rule {}", quoted(rule)));
        finding.help("`coach explain` lists the rules").did_you_mean(meant)
    };
    Some(about_deal(&RULE, finding))
}

fn unknown_question(view: &View<'_>, place: usize, id: &str) -> Option<CheckResult> {
    if view.knows_question(id) {
        return None;
    }
    let meant = nearest(id, view.playbook.questions.iter().map(|question| question.id.as_str()));
    let message = format!("playbook `{}` has no question {}", view.playbook.id, quoted(id));
    let finding = Finding::error(view.places.waiver(place, "question"), message);
    Some(about_deal(&RULE, finding.did_you_mean(meant)))
}
