//! Whether cases come out as expected.

use std::collections::BTreeSet;

use super::{BELOW_THRESHOLD, Because, Case, Cases, Expected, NONE};
use crate::deal::Facts;
use crate::engine::{Effect, Engine, Outcome, Verdict, rules_out};
use crate::playbook::{Playbook, QuestionIndex, RuleKind, StageIndex};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Span};
use crate::text::yaml::fields::quoted_list;

/// How a case came out.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// It was not run, for its own reason or since another says `only`.
    Skipped,
    /// It was run.
    Ran {
        /// What its facts come to.
        outcome: Box<Outcome>,
        /// What differs from what was expected, each at its place; none where it passed.
        differences: Vec<Finding>,
    },
}

impl Run {
    /// Whether it was run, and came out as it says.
    pub fn passed(&self) -> bool {
        matches!(self, Self::Ran { differences, .. } if differences.is_empty())
    }
}

/// Runs the cases of a file, each in its place.
pub fn run(cases: &Cases, engine: &Engine<'_>) -> Vec<Run> {
    let has_only = cases.has_only();
    let run = |case: &Case| {
        if case.skip.is_some() || (has_only && !case.only) {
            return Run::Skipped;
        }
        let outcome = engine.outcome(&case.facts);
        let differences = differences(case, engine, &outcome);
        Run::Ran { outcome: Box::new(outcome), differences }
    };
    cases.list.iter().map(run).collect()
}

/// What of a case comes out otherwise than expected; `outcome` is what its facts come to.
pub(super) fn differences(case: &Case, engine: &Engine<'_>, outcome: &Outcome) -> Vec<Finding> {
    let (expected, places) = (&case.expected, &case.places);
    let playbook = engine.playbook();
    let told = |place: &Span, what: &str, wanted: &str, found: &str| {
        let message = format!("{}: {what} is {found}, not {wanted}", quoted(&case.name));
        Finding::error(place.clone(), message).label(format!("it is {found}"))
    };
    let mut differences = Vec::new();
    if !outcome.settled {
        let wanted = word(expected.verdict.name());
        let found = "not settled, the playbook being too large";
        differences.push(told(&places.verdict, "the verdict", &wanted, found));
    } else if outcome.verdict != expected.verdict {
        let (wanted, found) = (word(expected.verdict.name()), word(outcome.verdict.name()));
        let finding = told(&places.verdict, "the verdict", &wanted, &found);
        differences.push(finding.help(grounds(playbook, outcome)));
    } else if let Some(because) = &expected.because {
        differences.extend(reasons_differ(case, because, playbook, outcome));
    }
    if let Some(wanted) = expected.if_assumptions_hold
        && wanted != outcome.if_assumptions_hold
    {
        let (wanted, found) = (word(wanted.name()), word(outcome.if_assumptions_hold.name()));
        let what = "the verdict if the assumptions hold";
        differences.push(told(&places.if_assumptions_hold, what, &wanted, &found));
    }
    if let Some(wanted) = expected.stage
        && wanted != outcome.stage
    {
        let id = |stage: Option<StageIndex>| {
            word(stage.map_or(NONE, |stage| playbook.stage(stage).id.as_str()))
        };
        differences.push(told(&places.stage, "the stage", &id(wanted), &id(outcome.stage)));
    }
    differences.extend(next_differs(expected, &case.facts, engine, outcome).map(|found| {
        let id = |question: Option<QuestionIndex>| {
            word(question.map_or(NONE, |question| playbook.question(question).id.as_str()))
        };
        let wanted = id(expected.next.flatten());
        told(&places.next, "the next question", &wanted, &id(found))
    }));
    differences
}

fn word(id: &str) -> String {
    format!("`{id}`")
}

/// The question that is asked first, where another is expected.
pub(super) fn next_differs(
    expected: &Expected,
    facts: &Facts,
    engine: &Engine<'_>,
    outcome: &Outcome,
) -> Option<Option<QuestionIndex>> {
    let wanted = expected.next?;
    let found = match outcome.verdict {
        Verdict::Undecided => engine.first_question(facts),
        Verdict::Fit | Verdict::NotYet | Verdict::NoFit => None,
    };
    (found != wanted).then_some(found)
}

/// The rules that decide a verdict, as far as one has to be exact about them: of a no-fit all that
/// rule a fit out, or the score; of a not-yet the holds that hold; of a fit the must-haves and signals that hold, of which a case
/// names some; of an undecided case the rules that are open, likewise.
pub(super) fn reasons(playbook: &Playbook, outcome: &Outcome) -> Vec<Because> {
    let rules = playbook.rules.iter().zip(&outcome.rules);
    let speaks = |kind: RuleKind, effect: Effect| match outcome.verdict {
        Verdict::NoFit => rules_out(kind, effect),
        Verdict::NotYet => kind == RuleKind::Hold && effect == Effect::Holds,
        Verdict::Fit => {
            !matches!(kind, RuleKind::Disqualifier | RuleKind::Hold) && effect == Effect::Holds
        }
        Verdict::Undecided => effect == Effect::Open,
    };
    let deciding = rules.filter(|(rule, effect)| speaks(rule.kind, **effect));
    let mut reasons: Vec<Because> =
        deciding.map(|(rule, _)| Because::Rule(rule.id.clone())).collect();
    let is_too_low = outcome.score.is_too_low;
    let has_threshold = playbook.scale.bands().is_empty();
    if reasons.is_empty() && outcome.verdict == Verdict::NoFit && is_too_low && has_threshold {
        reasons.push(Because::BelowThreshold);
    }
    reasons
}

/// Of the rules that decide, those that a case does not name or names without a reason.
pub(super) fn reasons_differ(
    case: &Case,
    expected: &[Because],
    playbook: &Playbook,
    outcome: &Outcome,
) -> Option<Finding> {
    let found = reasons(playbook, outcome);
    let (wanted_set, found_set): (BTreeSet<_>, BTreeSet<_>) =
        (expected.iter().collect(), found.iter().collect());
    let unfounded: Vec<&str> = wanted_set.difference(&found_set).map(|one| one.id()).collect();
    let left_out: Vec<&str> = match outcome.verdict {
        Verdict::NotYet | Verdict::NoFit => {
            found_set.difference(&wanted_set).map(|one| one.id()).collect()
        }
        Verdict::Fit | Verdict::Undecided => Vec::new(),
    };
    let what = match outcome.verdict {
        Verdict::NoFit => "rules a fit out",
        Verdict::NotYet => "holds a fit up",
        Verdict::Fit => "speaks for the fit",
        Verdict::Undecided => "is open",
    };
    let mut parts = Vec::new();
    if !unfounded.is_empty() {
        parts.push(format!("{} is none that {what}", quoted_list(&unfounded, "and")));
    }
    if !left_out.is_empty() {
        parts.push(format!("{} {what} and is not named", quoted_list(&left_out, "and")));
    }
    if parts.is_empty() {
        return None;
    }
    let ids: Vec<&str> = found.iter().map(Because::id).collect();
    let message = format!("{}: {}", quoted(&case.name), parts.join(", and "));
    let finding = Finding::error(case.places.because.clone(), message);
    Some(finding.label(format!("it is [{}]", ids.join(", "))))
}

/// Why the verdict is what it is, in a line.
fn grounds(playbook: &Playbook, outcome: &Outcome) -> String {
    let reasons = reasons(playbook, outcome);
    let ids: Vec<&str> = reasons.iter().map(Because::id).collect();
    let score = &outcome.score;
    let points = if score.at_least == score.at_most {
        format!("the score is {}", score.at_least)
    } else {
        format!("the score is from {} to {}", score.at_least, score.at_most)
    };
    let band = outcome.band.and_then(|band| playbook.scale.bands().get(band));
    let points = match (band, score.threshold) {
        (Some(band), _) => format!("{points}, in the band `{}`", band.id),
        (None, Some(threshold)) => format!("{points}, the threshold {threshold}"),
        (None, None) => points,
    };
    match (outcome.verdict, ids.as_slice()) {
        (Verdict::NotYet, []) => points,
        (Verdict::NoFit, [] | [BELOW_THRESHOLD]) => points,
        (Verdict::NoFit, ids) => format!("a fit is ruled out by {}", quoted_list(ids, "and")),
        (Verdict::NotYet, ids) => {
            format!("a fit is held up by {}; {points}", quoted_list(ids, "and"))
        }
        (Verdict::Fit, _) => format!("no rule rules a fit out; {points}"),
        (Verdict::Undecided, []) => points,
        (Verdict::Undecided, ids) => format!("open are {}; {points}", quoted_list(ids, "and")),
    }
}
