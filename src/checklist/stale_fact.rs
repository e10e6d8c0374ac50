//! `stale-fact`: evidence that is too old to go by, or dated in the future.
#![doc = include_str!("stale-fact.md")]

use jiff::civil::Date;

use super::deal_view::{Needed, View, about, ask};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::Fact;
use crate::engine::Verdict;
use crate::playbook::{GoodFor, Question};
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

/// Where no fresh evidence is left, the freshest that there is.
fn finding(view: &View<'_>, needed: &Needed<'_>) -> Option<Finding> {
    let limits = [needed.question.good_for, view.settings.max_age];
    let facts = view.facts(needed.index).iter().enumerate();
    let mut freshest: Option<Stale> = None;
    for (place, fact) in facts.filter(|(_, fact)| fact.is_evidence_on(needed.question)) {
        let stale = stale(fact, place, &limits, view.settings.as_of)?;
        if freshest.as_ref().is_none_or(|other| other.date < stale.date) {
            freshest = Some(stale);
        }
    }
    freshest.map(|stale| stale.finding(view, needed.question))
}

/// A statement that is too old.
struct Stale {
    place: usize,
    date: Date,
    limit: GoodFor,
    last_day: Date,
}

/// How a statement is too old; one without a date never is.
fn stale(fact: &Fact, place: usize, limits: &[Option<GoodFor>], as_of: Date) -> Option<Stale> {
    let date = fact.date?;
    let ends = limits.iter().flatten().map(|limit| (limit.last_day(date), *limit));
    let (last_day, limit) = ends.min_by_key(|(last_day, _)| *last_day)?;
    (last_day < as_of).then_some(Stale { place, date, limit, last_day })
}

impl Stale {
    fn finding(&self, view: &View<'_>, question: &Question) -> Finding {
        let Self { place, date, limit, last_day } = self;
        let message = format!("`{}` was learned on {date} and was good for {limit}", question.id);
        let span = view.places.date(&question.id, *place);
        Finding::error(span.unwrap_or(view.answer_place(question, *place)), message)
            .label(format!("fresh until {last_day}"))
            .help(format!("{}, and write the new date", ask(question)))
    }
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
