//! The verdict and what stands right under it.

use super::score::{bands, next, score};
use crate::engine::Verdict;
use crate::playbook::{BandVerdict, RuleKind, Scale};
use crate::report::brief::{Brief, amounts};
use crate::text::source::{capitalised, listed};

/// The verdict as a heading.
pub(super) fn verdict_words(verdict: Verdict) -> &'static str {
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

/// The lines under the verdict: whose it is, the score, the values, what is possible, and how sure that is.
pub(super) fn opening(brief: &Brief) -> Vec<String> {
    let mut lines = vec![match brief.deal {
        Some(deal) => format!("{deal} · {}", brief.playbook.title),
        None => brief.playbook.title.clone(),
    }];
    lines.extend(score(brief));
    lines.extend(next(brief));
    let begun = brief.values.iter().filter(|worked| worked.is_begun);
    lines.extend(begun.map(|worked| amounts::line(worked.value, worked.range)));
    // Without a not-yet, nothing but both are possible while it is undecided.
    if brief.playbook.knows_not_yet() && brief.verdict == Verdict::Undecided {
        let possible: Vec<&str> = brief.possible.iter().copied().map(in_a_sentence).collect();
        lines.push(format!("Still possible: {}.", listed(&possible, "or")));
    }
    if brief.if_assumptions_hold != brief.verdict {
        let verdict = in_a_sentence(brief.if_assumptions_hold);
        lines.push(format!(
            "If everything that you assume holds, it is {verdict}. Assumptions are not counted: \
             verify them first."
        ));
    }
    if !brief.exact {
        lines.push(inexact(brief));
    }
    let pursued = match brief.verdict {
        Verdict::NoFit => Some("The facts say no."),
        Verdict::NotYet => Some("The facts say not yet."),
        Verdict::Fit | Verdict::Undecided => None,
    };
    if let Some(facts) = pursued.filter(|_| brief.pursue == Some(true)) {
        lines.push(format!("The deal says that you pursue it all the same. {facts}"));
    }
    lines
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

fn in_a_sentence(verdict: Verdict) -> &'static str {
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
