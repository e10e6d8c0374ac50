//! Changes of the playbook that no case notices.

use std::io::{self, Write};

use coach::authoring::cases::coverage::{Coverage, Share};
use coach::authoring::cases::rules::{RULES, Tally};
use coach::playbook::load::load;
use coach::report::checks::{CasesSummary, CheckedFile, Report, json, markdown, text};
use coach::text::source::SourceFile;

use super::{CASES, desk, test};
use crate::desk::Desk;
use crate::effort::is_full;
use crate::riddle;

/// What the run says of survivors.
fn survivors(stdout: &str) -> Vec<&str> {
    let lines = stdout.lines().filter_map(|line| line.strip_prefix("warning[surviving-mutant]: "));
    lines.collect()
}

#[test]
fn what_no_case_notices_is_named_in_the_playbook_with_a_prospect_who_tells() {
    let desk = desk(&[]);
    std::fs::remove_file(desk.path(CASES)).unwrap();
    test(&desk, &["--suggest", "--write"]).succeeded();
    let run = test(&desk, &["--mutants"]).succeeded();
    // The cases name 20 people and 0, so that 19 is as good as 20, but 21 is not.
    let named = "no case notices that `size` compares `users` with 19 in place of 20";
    assert!(survivors(&run.stdout).contains(&named), "{}", run.stdout);
    assert!(!run.stdout.contains("`users` with 21"), "{}", run.stdout);
    for words in [
        "clinic-scheduling.yaml:",
        "when: { users: { at_least: 20 } }",
        "this would tell: {",
        "users: 19",
    ] {
        assert!(run.stdout.contains(words), "no {words:?} in\n{}", run.stdout);
    }
    assert!(
        run.stdout.contains("mutants noticed") || run.stdout.contains("mutants\n"),
        "{}",
        run.stdout
    );
    test(&desk, &["--mutants", "--fail-on-mutants"]).ended_with(1);
}

#[test]
fn a_case_that_tells_silences_the_mutant() {
    let desk = desk(&[]);
    std::fs::remove_file(desk.path(CASES)).unwrap();
    test(&desk, &["--suggest", "--write"]).succeeded();
    let cases =
        desk.read(CASES) + "  - { case: Just too few, facts: { users: 19 }, verdict: no-fit }\n";
    desk.write(CASES, &cases);
    let run = test(&desk, &["--mutants"]).succeeded();
    assert!(!run.stdout.contains("`users` with 19"), "{}", run.stdout);
}

#[test]
fn a_mutant_that_no_prospect_tells_from_the_playbook_is_left_out() {
    let desk = desk(&[]);
    std::fs::remove_file(desk.path(CASES)).unwrap();
    // Nobody has a score below -5 or above 7, so that one point more or less is no matter.
    let playbook =
        desk.read("playbooks/clinic-scheduling.yaml").replace("threshold: 3", "threshold: -5");
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    desk.write(
        CASES,
        "format: 1\ncases:\n  - { case: Few, facts: { users: 19 }, verdict: no-fit }\n",
    );
    let run = test(&desk, &["--mutants"]).succeeded();
    assert!(!run.stdout.contains("the threshold is"), "{}", run.stdout);
    assert!(!run.stdout.contains("`felt` is dropped"), "{}", run.stdout);
    assert!(run.stdout.contains("`own_servers` is dropped"), "{}", run.stdout);
}

#[test]
fn cases_that_fail_notice_nothing() {
    let desk = desk(&["{ case: Few, facts: { users: 19 }, verdict: fit }"]);
    let run = test(&desk, &["--mutants"]).ended_with(1);
    assert!(run.stdout.contains("`size` is dropped"), "{}", run.stdout);
}

#[test]
fn the_count_stands_in_the_json() {
    let desk = desk(&["{ case: Few, facts: { users: 19 }, verdict: no-fit, because: [size] }"]);
    let run = test(&desk, &["--mutants", "-f", "json"]).succeeded();
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let mutants = &report["files"][0]["cases"]["mutants"];
    let survivors = report["files"][1]["findings"].as_array().unwrap().len() as u64;
    assert_eq!(mutants["all"].as_u64().unwrap() - mutants["covered"].as_u64().unwrap(), survivors);
    assert!(mutants["covered"].as_u64().unwrap() >= 2, "dropped, and turned the other way round");
}

/// A report on cases that left so many mutants open, in a format.
fn report_with(not_settled: usize, write: fn(&Report, &mut dyn Write) -> io::Result<()>) -> String {
    let playbook = include_str!("../../data/clinic-scheduling.yaml");
    let playbook = load(SourceFile::new("clinic.yaml", playbook)).unwrap();
    let cases = CasesSummary {
        playbook: playbook.id.clone(),
        tally: Tally { passed: 1, ..Tally::default() },
        coverage: Coverage::none(&playbook),
        missing: Vec::new(),
        mutants: Some(Share { covered: 2, all: 5 }),
        mutants_not_settled: not_settled,
    };
    let file = CheckedFile {
        path: "clinic.test.yaml".to_owned(),
        path_in_repository: "clinic.test.yaml".to_owned(),
        source: None,
        deal: None,
        cases: Some(Box::new(cases)),
        wordings: None,
        results: Vec::new(),
    };
    let report = Report {
        command: "coach playbook test",
        as_of: None,
        rules: RULES.to_vec(),
        files: vec![file],
        warnings_fail: false,
    };
    let mut out = Vec::new();
    write(&report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn what_the_budget_did_not_let_settle_is_counted_apart() {
    let in_text = |report: &Report, out: &mut dyn Write| text::write(report, None, out);
    for write in [in_text, markdown::write] {
        let told = report_with(3, write);
        assert!(told.contains("2 of 5 mutants noticed, 3 not settled"), "{told}");
        let told = report_with(0, write);
        assert!(!told.contains("settled"), "nothing is left open: {told}");
    }
    let told: serde_json::Value = serde_json::from_str(&report_with(3, json::write)).unwrap();
    assert_eq!(told["files"][0]["cases"]["mutants_not_settled"], 3);
}

#[test]
fn a_playbook_that_is_too_much_for_the_budget_leaves_mutants_open() {
    // It takes all of several budgets: too long to be waited for each time.
    if !is_full() {
        return;
    }
    let desk = Desk::empty();
    desk.write("riddle.yaml", &riddle::playbook());
    desk.write("riddle.test.yaml", riddle::CASES);
    let run = test(&desk, &["riddle.yaml", "--mutants"]);
    assert!(run.stdout.contains("mutants noticed, 3 not settled"), "{}", run.stdout);
}
