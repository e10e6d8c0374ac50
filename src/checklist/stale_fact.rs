//! `stale-fact`: evidence that is too old to go by, or dated in the future.
#![doc = include_str!("stale-fact.md")]

use super::deal_view::{Needed, View, about, ask};
use super::settings::Settings;
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::freshness::{Freshness, Stale};
use crate::engine::Verdict;
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "stale-fact",
    severity: Severity::Error,
    summary: "the evidence for a fact is too old, or dated in the future",
    can_be_waived: true,
    documentation: include_str!("stale-fact.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    if view.standing.verdict == Verdict::NoFit {
        return Vec::new();
    }
    let stale = view.used().into_iter().filter_map(|needed| {
        let finding = finding(view, &needed)?;
        Some(about(&RULE, needed.question, finding))
    });
    stale.chain(in_the_future(view)).collect()
}

fn finding(view: &View<'_>, needed: &Needed<'_>) -> Option<Finding> {
    let Settings { as_of, max_age, .. } = *view.settings;
    let question = needed.question;
    let freshness = Freshness { as_of, max_age };
    let Stale { place, date, limit, last_day } =
        freshness.stale(question, view.facts(needed.index))?;
    let message = format!("`{}` was learned on {date} and was good for {limit}", question.id);
    let span = view.places.date(&question.id, place);
    let finding = Finding::error(span.unwrap_or(view.answer_place(question, place)), message)
        .label(format!("fresh until {last_day}"))
        .help(format!("{}, and write the new date", ask(question)));
    Some(finding)
}

/// Statements of any kind that are dated after the day of the check.
fn in_the_future(view: &View<'_>) -> Vec<CheckResult> {
    let as_of = view.settings.as_of;
    let mut found = Vec::new();
    for index in view.playbook.question_indexes() {
        let question = view.playbook.question(index);
        for (place, fact) in view.facts(index).iter().enumerate() {
            let Some(date) = fact.date.filter(|date| *date > as_of) else { continue };
            let message = format!("`{}` is dated {date}, which is in the future", question.id);
            let span = view.places.date(&question.id, place);
            let finding =
                Finding::error(span.unwrap_or(view.answer_place(question, place)), message)
                    .help(format!("write the day on which it was learned, {as_of} at the latest"));
            found.push(about(&RULE, question, finding));
        }
    }
    found
}
