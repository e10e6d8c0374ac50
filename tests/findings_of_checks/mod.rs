//! Reports of checks to be written in a format.

#![allow(dead_code)]

use coach::check_rule::{CheckRule, WRONG_FILE};
use coach::deal::Waiver;
use coach::engine::Verdict;
use coach::report::checks::{
    AskedQuestion, CheckResult, CheckedFile, DealSummary, Report, StageName,
};
use coach::source::{Finding, Insertion, Severity, SourceFile};

pub(crate) static MISSING_FACT: CheckRule = CheckRule {
    id: "missing-fact",
    severity: Severity::Error,
    summary: "a fact that the buyer's stage calls for is not known",
    documentation: "What the stage calls for is to be known\nbefore the call.\n\n    budget: unknown\n",
};

pub(crate) static SET_ASIDE: CheckRule = CheckRule {
    id: "set-aside-fact",
    severity: Severity::Warning,
    summary: "a fact answers a question that does not apply",
    documentation: "What does not apply is not counted.\n",
};

pub(crate) const DEAL: &str = "\
format: 1
deal: Brightwater
playbook: clinic-scheduling
facts:
  consequence: stated
  hosting: [cloud, either]   # für später
";

/// A run that found something of each kind.
pub(crate) fn typical() -> Report {
    let missing = Finding::error(66..66, "`deadline` is not known, and the problem stage needs it")
        .insertion(Insertion {
            at: DEAL.find("  hosting").expect("the line"),
            text: "  deadline: unknown   # quarter | year | open\n".to_owned(),
        });
    let missing = at(missing, "  hosting", 0);
    let missing = asking(found(&MISSING_FACT, missing), "deadline", "By when, and who says so?");
    let aside = at(Finding::warning(0..0, "`hosting` does not apply"), "hosting", 7)
        .help("take it out, or correct `consequence`");
    let aside = asking(found(&SET_ASIDE, aside), "hosting", "Where may the records live?");
    let accepted = at(Finding::error(0..0, "`consequence` is only assumed"), "consequence", 11);
    let accepted = waived(found(&MISSING_FACT, accepted), "they sign on Friday");
    let typo = at(Finding::error(0..0, "there is no question `hosting`"), "hosting", 7)
        .related(0..9, "by this format")
        .did_you_mean(Some("housing"));
    let mut wrong = file("deals/typo.deal.yaml", vec![found(&WRONG_FILE, typo)]);
    wrong.deal = None;
    report(vec![
        file("deals/brightwater.deal.yaml", vec![accepted, missing, aside]),
        wrong,
        unreadable("deals/gone.deal.yaml", "the file is not there"),
        file("deals/acme.deal.yaml", vec![]),
    ])
}

/// A report of `coach check`.
pub(crate) fn report(files: Vec<CheckedFile>) -> Report {
    Report {
        command: "coach check",
        as_of: Some(jiff::civil::date(2026, 11, 24)),
        rules: vec![&MISSING_FACT, &SET_ASIDE, &WRONG_FILE],
        files,
        warnings_fail: false,
    }
}

/// A deal that was checked.
pub(crate) fn file(path: &str, results: Vec<CheckResult>) -> CheckedFile {
    let stage = StageName { id: "problem".to_owned(), title: "Problem".to_owned() };
    let deal = DealSummary {
        name: "Brightwater".to_owned(),
        playbook: "clinic-scheduling".to_owned(),
        verdict: Verdict::Undecided,
        if_assumptions_hold: Verdict::Fit,
        stage: Some(stage),
    };
    CheckedFile {
        path: format!("../{path}"),
        path_in_repository: path.to_owned(),
        source: Some(SourceFile::new(path, DEAL)),
        deal: Some(deal),
        results,
    }
}

/// A file without a text.
pub(crate) fn unreadable(path: &str, reason: &str) -> CheckedFile {
    let result = found(&WRONG_FILE, Finding::error(0..0, reason));
    CheckedFile { source: None, deal: None, ..file(path, vec![result]) }
}

/// What a rule found.
pub(crate) fn found(rule: &'static CheckRule, finding: Finding) -> CheckResult {
    CheckResult { rule, question: None, finding, waived: None }
}

/// The same about a question.
pub(crate) fn asking(result: CheckResult, id: &str, ask: &str) -> CheckResult {
    let question = AskedQuestion { id: id.to_owned(), ask: ask.to_owned() };
    CheckResult { question: Some(question), ..result }
}

/// The same, accepted for a reason.
pub(crate) fn waived(result: CheckResult, because: &str) -> CheckResult {
    let waiver = Waiver {
        rule: result.rule.id.to_owned(),
        question: None,
        because: because.to_owned(),
        by: Some("Dana".to_owned()),
        until: Some(jiff::civil::date(2026, 12, 31)),
    };
    CheckResult { waived: Some(waiver), ..result }
}

/// A finding at the first place in [`DEAL`] where some words stand.
fn at(finding: Finding, words: &str, length: usize) -> Finding {
    let start = DEAL.find(words).expect("the words");
    Finding { span: start..start + length, ..finding }
}
