//! `unknown-waiver`: a waiver that waives nothing.
#![doc = include_str!("unknown-waiver.md")]

use super::view::{View, about_deal};
use super::{RULES, expired_waiver};
use crate::check_rule::{CheckResult, CheckRule};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Severity, nearest};

pub(super) static RULE: CheckRule = CheckRule {
    id: "unknown-waiver",
    severity: Severity::Error,
    summary: "a waiver names nothing that is found",
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

/// Whether a waiver may name this rule.
pub fn can_be_waived(rule: &str) -> bool {
    RULES.iter().any(|known| known.id == rule) && !is_about_waivers(rule)
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
    if can_be_waived(rule) {
        return None;
    }
    let span = view.places.waiver(place, "rule");
    let finding = if is_about_waivers(rule) {
        let message = format!("what {} finds can't be waived", quoted(rule));
        Finding::error(span, message).help("mend the waiver that it is about, or take it out")
    } else {
        let known = RULES.iter().map(|rule| rule.id).filter(|rule| can_be_waived(rule));
        let meant = nearest(rule, known);
        let finding = Finding::error(span, format!("there is no rule {}", quoted(rule)));
        finding.help("`coach explain` lists the rules").did_you_mean(meant)
    };
    Some(about_deal(&RULE, finding))
}

fn unknown_question(view: &View<'_>, place: usize, id: &str) -> Option<CheckResult> {
    if view.playbook.find_question(id).is_some() {
        return None;
    }
    let meant = nearest(id, view.playbook.questions.iter().map(|question| question.id.as_str()));
    let message = format!("playbook `{}` has no question {}", view.playbook.id, quoted(id));
    let finding = Finding::error(view.places.waiver(place, "question"), message);
    Some(about_deal(&RULE, finding.did_you_mean(meant)))
}

fn is_about_waivers(rule: &str) -> bool {
    [RULE.id, expired_waiver::RULE.id].contains(&rule)
}
