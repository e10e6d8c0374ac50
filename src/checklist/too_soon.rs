//! `too-soon`: a deal that is pursued while something holds a fit up.
#![doc = include_str!("too-soon.md")]

use super::deal_view::{View, about_deal};
use crate::check_rule::{CheckResult, CheckRule};
use crate::engine::{Effect, Verdict};
use crate::playbook::{BandVerdict, Rule, RuleKind};
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "too-soon",
    severity: Severity::Error,
    summary: "the deal is pursued although it is not yet a fit",
    can_be_waived: true,
    documentation: include_str!("too-soon.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let is_too_soon = view.deal.pursue == Some(true) && view.standing.verdict == Verdict::NotYet;
    if !is_too_soon {
        return Vec::new();
    }
    let hold = first_hold(view);
    let band = view.standing.band.and_then(|band| view.playbook.scale.bands().get(band));
    let band = band.filter(|band| band.verdict == BandVerdict::NotYet);
    let by_score = band.map_or("the rules together leave a hold", |band| band.title.as_str());
    let reason = hold.map_or(by_score, |hold| hold.because.as_str());
    let message = format!("this deal is pursued, but it is not yet a fit: {reason}");
    let until = hold.and_then(|hold| hold.until.as_deref());
    let next = band.and_then(|band| band.next.as_deref());
    let help = match (until, next) {
        (Some(until), _) => format!("it holds until this is so: {until}"),
        (None, Some(next)) if hold.is_none() => format!("what to do next: {next}"),
        _ => "`coach brief` says what holds it up".to_owned(),
    };
    let finding = Finding::error(view.places.key("pursue"), message).help(help);
    vec![about_deal(&RULE, finding)]
}

fn first_hold<'v>(view: &View<'v>) -> Option<&'v Rule> {
    let mut rules = view.standing.because.iter();
    rules.find_map(|told| {
        let rule = view.playbook.rule(told.rule);
        (rule.kind == RuleKind::Hold && told.effect == Effect::Holds).then_some(rule)
    })
}
