//! `forced-fit`: a deal that is pursued against the evidence.
#![doc = include_str!("forced-fit.md")]

use super::deal_view::{View, about_deal};
use crate::check_rule::{CheckResult, CheckRule};
use crate::engine::{Verdict, rules_out};
use crate::playbook::Playbook;
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "forced-fit",
    severity: Severity::Error,
    summary: "the deal is pursued although it is no fit",
    can_be_waived: true,
    documentation: include_str!("forced-fit.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let is_forced = view.deal.pursue == Some(true) && view.standing.verdict == Verdict::NoFit;
    if !is_forced {
        return Vec::new();
    }
    let message = format!("this deal is pursued, but it is no fit: {}", reason(view));
    let finding = Finding::error(view.places.key("pursue"), message)
        .help("tell them, and write `pursue: no`; `coach brief` has the words");
    vec![about_deal(&RULE, finding)]
}

/// Why it is no fit: the first rule that rules it out, else the score.
fn reason<'v>(view: &View<'v>) -> &'v str {
    let playbook: &'v Playbook = view.playbook;
    let mut rules = view.standing.because.iter();
    let ruled_out = rules.find_map(|told| {
        let rule = playbook.rule(told.rule);
        rules_out(rule.kind, told.effect).then_some(rule.because.as_str())
    });
    let by_score = || {
        let below = playbook.scale.below_threshold();
        let is_too_low = view.standing.score.is_too_low;
        let band = view.standing.band.and_then(|band| playbook.scale.bands().get(band));
        let title = band.map(|band| band.title.as_str());
        below.map(|words| words.because.as_str()).or(title).filter(|_| is_too_low)
    };
    ruled_out.or_else(by_score).unwrap_or("no open answer can make it one")
}
