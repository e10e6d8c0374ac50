//! What several formats say in the same words. Nothing in it is escaped yet.

use super::{CasesSummary, CheckResult, CheckedFile, Counts, DealSummary, Outcome, Report};
use crate::authoring::cases::rules::parts;
use crate::authoring::lint::{WHAT_IS_READ, Wordings};
use crate::deal::Waiver;
use crate::engine::Verdict;
use crate::text::source::Severity;

/// `error`, `warning` or `note`.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// How a file came out: a deal is ready for the conversation or not, a playbook passes or fails.
pub(super) fn outcome(report: &Report, outcome: Outcome) -> &'static str {
    match (outcome, is_about_deals(report)) {
        (Outcome::Ready, true) => "ready",
        (Outcome::Ready, false) => "passed",
        (Outcome::NotReady, true) => "not ready",
        (Outcome::NotReady, false) => "failed",
        (Outcome::Wrong, _) => "not checked",
    }
}

/// `53 deals: 50 ready, 2 not ready, 1 could not be checked; 4 errors, 1 warning, 2 waived`.
pub(super) fn total(report: &Report) -> String {
    let noun = if is_about_deals(report) { "deal" } else { "file" };
    let files = counted(report.files.len(), noun);
    let outcomes = [Outcome::Ready, Outcome::NotReady, Outcome::Wrong].map(|outcome| {
        let words = match outcome {
            Outcome::Wrong => "could not be checked",
            _ => self::outcome(report, outcome),
        };
        (report.files_with(outcome), words)
    });
    let outcomes = outcomes.iter().filter(|(count, _)| *count > 0);
    let outcomes = outcomes.map(|(count, words)| match report.files.len() {
        1 => (*words).to_owned(),
        _ => format!("{count} {words}"),
    });
    let outcomes = outcomes.collect::<Vec<_>>().join(", ");
    let parts = [Some(outcomes).filter(|words| !words.is_empty()), counts(report.counts())];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if parts.is_empty() { files } else { format!("{files}: {parts}") }
}

/// `4 errors, 1 warning, 2 waived`; `None` where there is nothing to count. What is wrong with
/// files is told by their number.
pub(super) fn counts(counts: Counts) -> Option<String> {
    let parts = [
        (counts.errors > 0).then(|| counted(counts.errors, "error")),
        (counts.warnings > 0).then(|| counted(counts.warnings, "warning")),
        (counts.notes > 0).then(|| counted(counts.notes, "note")),
        (counts.waived > 0).then(|| format!("{} waived", counts.waived)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `2 deals`, `1 deal`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The verdict, and the one that the assumptions would make of it.
pub(super) fn verdict(deal: &DealSummary) -> String {
    let words = |verdict| match verdict {
        Verdict::Fit => "fit",
        Verdict::NotYet => "not yet",
        Verdict::NoFit => "no fit",
        Verdict::Undecided => "undecided",
    };
    let verdict = words(deal.verdict);
    if deal.if_assumptions_hold == deal.verdict {
        return verdict.to_owned();
    }
    format!("{verdict}, {} if the assumptions hold", words(deal.if_assumptions_hold))
}

/// The title of the buyer's stage.
pub(super) fn stage(deal: &DealSummary) -> &str {
    deal.stage.as_ref().map_or("every stage verified", |stage| &stage.title)
}

/// `41 cases, 2 failed, 1 skipped · rules 14/16, options 40/44, stages 5/5: 95 % · 50 of 54 mutants
/// noticed, 3 not settled`
pub(super) fn cases(cases: &CasesSummary) -> String {
    let tally = cases.tally;
    let all = counted(tally.passed + tally.failed + tally.skipped, "case");
    let others = [(tally.failed, "failed"), (tally.skipped, "skipped")].into_iter();
    let others = others.filter(|(count, _)| *count > 0);
    let others: String = others.map(|(count, words)| format!(", {count} {words}")).collect();
    let percent = cases.coverage.total().percent();
    let mutants = cases
        .mutants
        .map(|share| format!(" · {} of {} noticed", share.covered, counted(share.all, "mutant")));
    let mutants = mutants.unwrap_or_default();
    let not_settled = match cases.mutants_not_settled {
        0 => String::new(),
        count => format!(", {count} not settled"),
    };
    format!("{all}{others} · {}: {percent} %{mutants}{not_settled}", parts(&cases.coverage))
}

/// That no rule about words found anything in a playbook, where that is so.
pub(super) fn wordings(file: &CheckedFile) -> Option<&'static str> {
    (file.wordings == Some(Wordings::NoneFound)).then_some("none of the usual wordings found")
}

/// What it means that none was found, where that is said of any file.
pub(super) fn what_is_read(report: &Report) -> Option<&'static str> {
    report.files.iter().find_map(wordings).map(|_| WHAT_IS_READ)
}

/// The lines to write, without what joins them to those around.
pub(super) fn lines_to_write(result: &CheckResult) -> Option<String> {
    let insertion = result.finding.insertion.as_ref()?;
    let is_around = |one: char| one.is_whitespace() || one == ',';
    Some(textwrap::dedent(&insertion.text).trim_matches(is_around).to_owned())
}

/// What is waived, until when, why and by whom:
/// ``missing-fact on `budget` until 2026-12-31: the CFO is away (Dana)``.
pub(super) fn waived(result: &CheckResult, waiver: &Waiver, line: usize) -> String {
    let about = match &result.question {
        Some(question) => format!("on `{}`", question.id),
        None => format!("in line {line}"),
    };
    let until = waiver.until.map(|day| format!(" until {day}")).unwrap_or_default();
    let by = waiver.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    format!("{} {about}{until}: {}{by}", result.rule.id, waiver.because)
}

/// Whether deals were checked, whose facts have an age, and not playbooks.
pub(super) fn is_about_deals(report: &Report) -> bool {
    report.as_of.is_some()
}
