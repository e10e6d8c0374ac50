//! Reports as runs of checks leave them: a typical one, and one full of texts that mean harm.

use coach::check_rule::{CheckRule, WRONG_FILE};
use coach::deal::Waiver;
use coach::engine::Verdict;
use coach::report::checks::{
    AskedQuestion, CheckResult, CheckedFile, DealSummary, Report, StageName,
};
use coach::text::source::{Finding, Insertion, Severity, SourceFile};
use jiff::civil::date;

pub(crate) static MISSING: CheckRule = rule("missing-fact", Severity::Error);
pub(crate) static ASSUMED: CheckRule = rule("assumed-fact", Severity::Error);
pub(crate) static SET_ASIDE: CheckRule = rule("set-aside-fact", Severity::Warning);

const fn rule(id: &'static str, severity: Severity) -> CheckRule {
    CheckRule { id, severity, summary: "", can_be_waived: true, documentation: "" }
}

/// The text of a deal.
const ACME: &str = "format: 1
deal: Acme Clinics
playbook: clinic-scheduling
facts:
  users: 40
  hosting: { answer: cloud, source: assumption }
  reminders: yes
";

/// What breaks one format or another: markup, separators, quotes, line ends, escape sequences,
/// bidirectional overrides, characters that XML does not have, and other scripts.
pub(crate) const NASTY: &str = "50% | `a` <b> & \"c\" 'd' ]]> *e* \
     ::error::\r\nü 語\t\u{1b}[31mred\u{7}\u{0}\u{9b}\u{202e}\u{fffe}";

/// Two deals that are not ready, one of them only if warnings count, one that is, and two files
/// that can't be checked.
pub(crate) fn typical() -> Report {
    report(vec![acme(), beta(), gamma(), misspelt(), unreadable()])
}

/// A report on some files.
pub(crate) fn report(files: Vec<CheckedFile>) -> Report {
    Report {
        command: "coach check",
        as_of: Some(date(2026, 11, 24)),
        rules: vec![&WRONG_FILE, &MISSING, &ASSUMED, &SET_ASIDE],
        files,
        warnings_fail: false,
    }
}

/// A report on a playbook with one warning.
pub(crate) fn of_a_playbook() -> Report {
    let path = "playbooks/clinic-scheduling.yaml";
    let finding = Finding::warning(11..17, "`deadline` is asked, but no rule uses it");
    let result = result(&SET_ASIDE, None, finding.help("use it, or ask less"));
    let file = CheckedFile { deal: None, ..file(path, "format: 1\nid: clinic\n", vec![result]) };
    Report { command: "coach playbook check", as_of: None, ..report(vec![file]) }
}

/// A report in which every text that comes from files is [`NASTY`].
pub(crate) fn nasty() -> Report {
    full_of(NASTY)
}

/// A report in which every text that comes from files is this one.
pub(crate) fn full_of(text: &str) -> Report {
    let finding = Finding::error(0..3, text)
        .label(text)
        .help(text)
        .did_you_mean(Some(text))
        .insertion(Insertion { at: 0, text: format!("{text}\n") });
    let waiver = Waiver {
        rule: MISSING.id.to_owned(),
        question: None,
        because: text.to_owned(),
        by: Some(text.to_owned()),
        until: None,
    };
    let results = vec![
        result(&MISSING, Some(question(text, text)), finding.clone()),
        waived(result(&MISSING, Some(question(text, text)), finding.clone()), waiver),
        result(&SET_ASIDE, None, Finding { severity: Severity::Warning, ..finding.clone() }),
    ];
    let stage = StageName { id: "problem".to_owned(), title: text.to_owned() };
    let deal = DealSummary {
        name: text.to_owned(),
        playbook: text.to_owned(),
        stage: Some(stage),
        ..deal("", Verdict::Undecided, None)
    };
    let wrong = CheckedFile {
        source: None,
        deal: None,
        ..file(text, "", vec![result(&WRONG_FILE, None, Finding::error(0..0, text))])
    };
    report(vec![CheckedFile { deal: Some(deal), ..file(text, text, results) }, wrong])
}

/// A deal with an error of two kinds, a warning, and something waived.
fn acme() -> CheckedFile {
    let ask = "How would this be paid for, and who has agreed to that?";
    let at = place("  reminders").start;
    let missing = Finding::error(at..at, "`budget` is not known")
        .help(format!("ask: “{ask}”"))
        .insertion(Insertion {
            at,
            text: "  budget: unknown   # approved | requested | none\n".to_owned(),
        });
    let assumed = Finding::error(place("assumption"), "`hosting` is only assumed");
    let hosting = question("hosting", "Where may your patients' records live?");
    let set_aside = Finding::warning(place("reminders"), "`reminders` does not apply");
    let deadline = Finding::error(ACME.len()..ACME.len(), "`deadline` is not known");
    let waiver = Waiver {
        rule: MISSING.id.to_owned(),
        question: Some("deadline".to_owned()),
        because: "The board meets in December.".to_owned(),
        by: Some("Dana".to_owned()),
        until: Some(date(2026, 12, 31)),
    };
    let results = vec![
        result(
            &ASSUMED,
            Some(hosting),
            assumed
                .label("nobody has said so")
                .help("ask: “Where may your patients' records live?”"),
        ),
        result(&MISSING, Some(question("budget", ask)), missing),
        result(
            &SET_ASIDE,
            Some(question("reminders", "Do you send reminders?")),
            set_aside.help("take it out, or mend the facts that it depends on"),
        ),
        waived(result(&MISSING, Some(question("deadline", "By when?")), deadline), waiver),
    ];
    let acme = deal("Acme Clinics", Verdict::Undecided, Some("Requirements"));
    let deal = DealSummary { if_assumptions_hold: Verdict::Fit, ..acme };
    CheckedFile { deal: Some(deal), ..file("deals/acme.deal.yaml", ACME, results) }
}

/// A deal with a warning alone.
fn beta() -> CheckedFile {
    let finding = Finding::warning(place("users"), "`users` does not apply").help("take it out");
    let users = question("users", "How many people book appointments?");
    let results = vec![result(&SET_ASIDE, Some(users), finding)];
    let deal = deal("Beta", Verdict::NoFit, Some("Problem"));
    CheckedFile { deal: Some(deal), ..file("deals/beta.deal.yaml", ACME, results) }
}

/// A deal in which nothing was found.
fn gamma() -> CheckedFile {
    let deal = deal("Gamma", Verdict::Fit, None);
    CheckedFile { deal: Some(deal), ..file("deals/gamma.deal.yaml", ACME, Vec::new()) }
}

/// A file with a key that nobody knows.
fn misspelt() -> CheckedFile {
    let text = "format: 1\ndael: Delta\n";
    let unknown = Finding::error(10..14, "unknown key `dael`").did_you_mean(Some("deal"));
    let missing = Finding::error(0..9, "`playbook` is missing");
    let results =
        [missing, unknown].map(|finding| result(&WRONG_FILE, None, finding)).into_iter().collect();
    CheckedFile { deal: None, ..file("deals/misspelt.deal.yaml", text, results) }
}

/// A file that can't be read.
fn unreadable() -> CheckedFile {
    let finding = Finding::error(0..0, "cannot read this file: permission denied");
    let results = vec![result(&WRONG_FILE, None, finding)];
    CheckedFile { source: None, deal: None, ..file("deals/unreadable.deal.yaml", "", results) }
}

/// Where a text stands in [`ACME`], for the first time.
fn place(text: &str) -> std::ops::Range<usize> {
    let start = ACME.find(text).unwrap();
    start..start + text.len()
}

pub(crate) fn file(path: &str, text: &str, results: Vec<CheckResult>) -> CheckedFile {
    CheckedFile {
        path: path.to_owned(),
        path_in_repository: path.to_owned(),
        cases: None,
        wordings: None,
        source: Some(SourceFile::new(path, text)),
        deal: Some(deal("Acme Clinics", Verdict::Fit, None)),
        results,
    }
}

pub(crate) fn deal(name: &str, verdict: Verdict, stage: Option<&str>) -> DealSummary {
    let stage = stage.map(|title| StageName { id: title.to_lowercase(), title: title.to_owned() });
    DealSummary {
        name: name.to_owned(),
        playbook: "clinic-scheduling".to_owned(),
        verdict,
        if_assumptions_hold: verdict,
        stage,
    }
}

pub(crate) fn result(
    rule: &'static CheckRule,
    question: Option<AskedQuestion>,
    finding: Finding,
) -> CheckResult {
    CheckResult { question, ..CheckResult::of(rule, finding) }
}

pub(crate) fn waived(result: CheckResult, waiver: Waiver) -> CheckResult {
    CheckResult { waived: Some(waiver), ..result }
}

pub(crate) fn question(id: &str, ask: &str) -> AskedQuestion {
    AskedQuestion { id: id.to_owned(), ask: Some(ask.to_owned()) }
}

/// What a format writes.
pub(crate) fn written(
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> String {
    let mut text = Vec::new();
    write(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// Whether a character steers a terminal or hides what stands there.
pub(crate) fn steers(character: char) -> bool {
    character != '\n' && coach::text::characters::is_hidden(character)
}
