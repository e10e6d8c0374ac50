//! What a test of a playbook reports, as findings of rules.

use super::coverage::Coverage;
use super::mutants::{Survey, Survivor};
use super::running::Run;
use super::{Case, Cases};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::lines_of_facts;
use crate::playbook::Playbook;
use crate::playbook::places::Places;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Severity};

/// A case comes out otherwise than it says.
pub static CASE_FAILED: CheckRule = CheckRule {
    id: "case-failed",
    severity: Severity::Error,
    summary: "a case of a playbook comes out otherwise than it says",
    can_be_waived: false,
    documentation: include_str!("case-failed.md"),
};

/// A case is not run.
pub static CASE_SKIPPED: CheckRule = CheckRule {
    id: "case-skipped",
    severity: Severity::Warning,
    summary: "a case of a playbook is not run",
    can_be_waived: false,
    documentation: include_str!("case-skipped.md"),
};

/// No case of a file is run.
pub static NO_CASE_RUN: CheckRule = CheckRule {
    id: "no-case-run",
    severity: Severity::Error,
    summary: "no case of a cases file is run, so nothing is shown",
    can_be_waived: false,
    documentation: include_str!("no-case-run.md"),
};

/// The cases leave something of the playbook out.
pub static UNCOVERED: CheckRule = CheckRule {
    id: "uncovered",
    severity: Severity::Warning,
    summary: "a rule, an option or a stage of a playbook shows in no case",
    can_be_waived: false,
    documentation: include_str!("uncovered.md"),
};

/// A change of the playbook that no case notices.
pub static SURVIVING_MUTANT: CheckRule = CheckRule {
    id: "surviving-mutant",
    severity: Severity::Warning,
    summary: "a rule can be changed, and no case notices",
    can_be_waived: false,
    documentation: include_str!("surviving-mutant.md"),
};

/// Every rule of the test, in the order in which they are listed.
pub static RULES: [&CheckRule; 5] =
    [&CASE_FAILED, &CASE_SKIPPED, &NO_CASE_RUN, &UNCOVERED, &SURVIVING_MUTANT];

/// How many cases came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// As expected.
    pub passed: usize,
    /// Otherwise.
    pub failed: usize,
    /// Not run.
    pub skipped: usize,
}

impl Tally {
    /// Counts runs.
    pub fn of(runs: &[Run]) -> Self {
        let mut tally = Self::default();
        for run in runs {
            match run {
                Run::Skipped => tally.skipped += 1,
                Run::Ran { differences, .. } if differences.is_empty() => tally.passed += 1,
                Run::Ran { .. } => tally.failed += 1,
            }
        }
        tally
    }
}

/// What is to be said of the cases of a file, in the order of their places.
pub fn of_runs(cases: &Cases, runs: &[Run]) -> Vec<CheckResult> {
    let mut results = Vec::new();
    if !runs.iter().any(|run| matches!(run, Run::Ran { .. })) {
        let finding = Finding::error(cases.key.clone(), "no case is run, so nothing is shown");
        let help = match cases.list.is_empty() {
            true => "write a case; `--suggest` writes those that are missing",
            false => "take `skip` away from a case",
        };
        results.push(result(&NO_CASE_RUN, finding.help(help)));
    }
    results.extend(only(cases));
    for (case, run) in cases.list.iter().zip(runs) {
        results.extend(skipped(case));
        if let Run::Ran { differences, .. } = run {
            let failed = differences.iter().cloned();
            results.extend(failed.map(|finding| result(&CASE_FAILED, finding)));
        }
    }
    results.sort_by_key(|result| (result.finding.span.start, result.finding.span.end));
    results
}

/// What the cases do not show, as one finding at the list of cases; an error where less than
/// `least` percent are shown.
pub fn of_coverage(
    cases: &Cases,
    playbook: &Playbook,
    coverage: &Coverage,
    least: Option<usize>,
) -> Option<CheckResult> {
    let total = coverage.total();
    let missing = coverage.missing();
    if missing.is_empty() {
        return None;
    }
    let is_too_little = least.is_some_and(|least| total.covered * 100 < least * total.all);
    let demanded = match least {
        Some(least) if is_too_little => format!(", less than {least} %"),
        _ => String::new(),
    };
    let message = format!("the cases cover {} %{demanded}: {}", total.percent(), parts(coverage));
    let words: Vec<String> = missing.iter().map(|target| target.in_words(playbook)).collect();
    let finding = if is_too_little {
        Finding::error(cases.key.clone(), message)
    } else {
        Finding::warning(cases.key.clone(), message)
    };
    let help = format!("no case shows {}; `--suggest` writes cases that do", words.join(", "));
    Some(result(&UNCOVERED, finding.help(help)))
}

/// What is to be said of the mutants that no case notices, in the playbook's own text; errors where
/// that is asked.
pub fn of_survivors(
    survey: &Survey,
    playbook: &Playbook,
    places: &Places,
    severity: Severity,
) -> Vec<CheckResult> {
    let told = |survivor: &Survivor| {
        let place = match survivor.mutant.revision.rule() {
            Some(rule) => places.rule(playbook, rule, &["when"]),
            None => places.value(&["fit", "threshold"]),
        };
        let message = format!("no case notices that {}", survivor.mutant.change);
        let finding = Finding { severity, ..Finding::warning(place.span, message) };
        let facts = lines_of_facts("", playbook, &survivor.witness).join(", ");
        let help = format!("this would tell: {{ {facts} }}");
        result(&SURVIVING_MUTANT, finding.help(help))
    };
    survey.survivors.iter().map(told).collect()
}

/// `rules 14/16, options 40/44, stages 5/5`
pub fn parts(coverage: &Coverage) -> String {
    let (rules, options, stages) = (coverage.rules(), coverage.options(), coverage.stages());
    format!(
        "rules {}/{}, options {}/{}, stages {}/{}",
        rules.covered, rules.all, options.covered, options.all, stages.covered, stages.all
    )
}

/// A finding of a rule.
pub(super) fn result(rule: &'static CheckRule, finding: Finding) -> CheckResult {
    CheckResult::of(rule, finding)
}

/// A case that is not run for its own reason.
fn skipped(case: &Case) -> Option<CheckResult> {
    let reason = case.skip.as_ref()?;
    let message = format!("{} is skipped", quoted(&case.name));
    let finding = Finding::warning(case.places.skip.clone(), message);
    Some(result(&CASE_SKIPPED, finding.label(reason.replace('\n', " "))))
}

/// That some cases keep others from being run, at the first that does.
fn only(cases: &Cases) -> Option<CheckResult> {
    let first = cases.list.iter().find(|case| case.only)?;
    let chosen = cases.list.iter().filter(|case| case.only).count();
    let message = format!(
        "only {chosen} of {} cases {}, by `only`",
        cases.list.len(),
        if chosen == 1 { "is chosen" } else { "are chosen" }
    );
    let finding = Finding::warning(first.places.only.clone(), message);
    Some(result(&CASE_SKIPPED, finding.help("take `only` away once you are done")))
}
