//! The verdict and what stands right under it.

use super::score::{bands, next, score};
use crate::engine::Verdict;
use crate::playbook::{BandVerdict, RuleKind, Scale};
use crate::report::brief::{Brief, amounts};
use crate::report::looking_back::words::outcome_words;
use crate::text::source::{capitalised, listed};

/// The verdict as a heading.
pub(in crate::report) fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fit => "FIT",
        Verdict::NotYet => "NOT YET",
        Verdict::NoFit => "NOT A FIT",
        Verdict::Undecided => "UNDECIDED",
    }
}

/// The one sentence that says why.
pub(super) fn reason(brief: &Brief) -> String {
    match brief.verdict {
        Verdict::Undecided => match brief.can_still_change.len() {
            1 => "One answer can still change it.".to_owned(),
            count => format!("{count} answers can still change it."),
        },
        Verdict::NotYet => not_yet_reason(brief),
        Verdict::NoFit => no_fit_reason(brief),
        Verdict::Fit => fit_reason(brief),
    }
}

/// The lines under the verdict of a call sheet: whose it is, what is possible, and the values.
pub(super) fn of_call_sheet(brief: &Brief) -> Vec<String> {
    let mut lines = vec![whose(brief)];
    lines.extend(brief.outcome.map(|outcome| capitalised(&outcome_words(outcome))));
    lines.extend(lifted_when(brief));
    lines.extend(possible(brief));
    lines.extend(next(brief));
    lines.extend(values(brief));
    lines.extend(if_assumptions_hold(brief));
    lines.extend(pursued(brief));
    lines
}

/// What the reasons begin with, below the call sheet: the score, and how sure all of it is.
pub(super) fn of_reasons(brief: &Brief) -> Vec<String> {
    let inexact = (!brief.exact).then(|| inexact(brief));
    score(brief).into_iter().chain(inexact).collect()
}

/// The buyer's acts that lift the holds of a not-yet.
fn lifted_when(brief: &Brief) -> impl Iterator<Item = String> {
    let is_held = brief.verdict == Verdict::NotYet;
    let holding = brief.because.iter().filter(move |reason| is_held && reason.holds_up());
    let until = holding.filter_map(|reason| reason.rule.until.as_ref());
    until.map(|until| format!("It is lifted when this is so: {until}"))
}

/// `Ferry Line · Considered purchase`
fn whose(brief: &Brief) -> String {
    match brief.deal {
        Some(deal) => format!("{deal} · {}", brief.playbook.title),
        None => brief.playbook.title.clone(),
    }
}

fn values(brief: &Brief) -> impl Iterator<Item = String> {
    let begun = brief.values.iter().filter(|worked| worked.is_begun);
    begun.map(|worked| amounts::line(worked.value, worked.range, &worked.missing))
}

/// What is still possible; without a not-yet, nothing but both are while it is undecided.
fn possible(brief: &Brief) -> Option<String> {
    let is_told = brief.playbook.knows_not_yet() && brief.verdict == Verdict::Undecided;
    let possible: Vec<&str> = brief.possible.iter().copied().map(in_a_sentence).collect();
    is_told.then(|| format!("Still possible: {}.", listed(&possible, "or")))
}

fn if_assumptions_hold(brief: &Brief) -> Option<String> {
    let verdict = in_a_sentence(brief.if_assumptions_hold);
    (brief.if_assumptions_hold != brief.verdict).then(|| {
        format!(
            "If everything that you assume holds, it is {verdict}. Assumptions are not counted: \
             verify them first."
        )
    })
}

/// What the facts say to a deal that is pursued against them.
fn pursued(brief: &Brief) -> Option<String> {
    let pursued = match brief.verdict {
        Verdict::NoFit => Some("The facts say no."),
        Verdict::NotYet => Some("The facts say not yet."),
        Verdict::Fit | Verdict::Undecided => None,
    };
    let facts = pursued.filter(|_| brief.pursue == Some(true))?;
    Some(format!("The deal says that you pursue it all the same. {facts}"))
}

fn not_yet_reason(brief: &Brief) -> String {
    match brief.because.iter().find(|reason| reason.holds_up()) {
        Some(reason) => reason.rule.because.clone(),
        None if is_not_yet_by_score(brief) => {
            format!("Not enough speaks for it yet: {}.", bands(brief))
        }
        None => "Together, the rules leave something that holds a fit up.".to_owned(),
    }
}

/// Whether no score that is left is enough for a fit, and some is for a not-yet.
fn is_not_yet_by_score(brief: &Brief) -> bool {
    let mut verdicts = brief.bands.iter().map(|band| band.verdict);
    verdicts.clone().any(|one| one == BandVerdict::NotYet)
        && verdicts.all(|one| one != BandVerdict::Fit)
}

fn no_fit_reason(brief: &Brief) -> String {
    if let Some(reason) = brief.because.iter().find(|reason| reason.rules_out()) {
        return reason.rule.because.clone();
    }
    if !brief.score.is_too_low {
        return "Together, the rules leave no way to a fit.".to_owned();
    }
    match &brief.playbook.scale {
        Scale::Threshold { below: Some(words), .. } => words.because.clone(),
        Scale::Threshold { from, below: None } => {
            format!("Too little speaks for it: a fit needs a score of {from}.")
        }
        Scale::Bands(_) => format!("Too little speaks for it: {}.", bands(brief)),
    }
}

fn fit_reason(brief: &Brief) -> String {
    let has = |kind: fn(RuleKind) -> bool| brief.playbook.rules.iter().any(|rule| kind(rule.kind));
    let mut parts = Vec::new();
    if has(|kind| kind == RuleKind::MustHave) {
        parts.push("every must-have is met".to_owned());
    }
    if has(|kind| kind == RuleKind::Disqualifier) {
        parts.push("nothing rules it out".to_owned());
    }
    if has(|kind| kind == RuleKind::Hold) {
        parts.push("nothing holds it up".to_owned());
    }
    if has(RuleKind::is_signal) || parts.is_empty() {
        parts.push("enough speaks for it".to_owned());
    }
    capitalised(&format!("{}.", listed(&parts, "and")))
}

/// The verdict as part of a sentence.
pub(in crate::report) fn in_a_sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fit => "a fit",
        Verdict::NotYet => "not yet a fit",
        Verdict::NoFit => "not a fit",
        Verdict::Undecided => "undecided",
    }
}

fn inexact(brief: &Brief) -> String {
    let why = match brief.values.is_empty() {
        true => "This playbook is too large to be worked out in full",
        false => "Not all that can be worked out from what is known so far is",
    };
    let verdict = match brief.verdict {
        Verdict::Undecided if !brief.is_settled => "the verdict may be settled already, and",
        Verdict::Undecided => "the verdict is open for sure, but",
        _ => "the verdict is certain, but",
    };
    format!("{why}: {verdict} what stands below may name too much.")
}
