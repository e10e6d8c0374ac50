//! For whatever reads the results of tests, as `quick-junit` reads it.

use coach::report::checks::{CheckedFile, Report, junit};
use coach::text::source::Finding;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::fixture::{self, MISSING, SET_ASIDE, steers, written};

fn text_of(report: &Report) -> String {
    written(|out| junit::write(report, out))
}

fn read(report: &Report) -> quick_junit::Report {
    quick_junit::Report::deserialize_from_str(&text_of(report)).unwrap()
}

/// What became of each rule in a file.
fn outcomes(suite: &TestSuite) -> Vec<(&str, &str)> {
    suite.test_cases.iter().map(|case| (case.name.as_str(), outcome(case))).collect()
}

fn outcome(case: &TestCase) -> &'static str {
    match case.status {
        TestCaseStatus::Success { .. } => "passed",
        TestCaseStatus::Skipped { .. } => "skipped",
        TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. } => "failed",
        TestCaseStatus::NonSuccess { kind: NonSuccessKind::Error, .. } => "error",
    }
}

/// What is said of a case that failed or was skipped: in a line, and in full.
fn said(case: &TestCase) -> (&str, &str) {
    match &case.status {
        TestCaseStatus::NonSuccess { message, description, .. }
        | TestCaseStatus::Skipped { message, description, .. } => {
            (message.as_deref().unwrap_or(""), description.as_deref().unwrap_or(""))
        }
        TestCaseStatus::Success { .. } => ("", ""),
    }
}

#[test]
fn a_file_is_a_suite_and_a_rule_a_case() {
    let files = fixture::typical().files;
    insta::assert_snapshot!(text_of(&fixture::report(vec![files[0].clone(), files[4].clone()])), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="coach check" tests="5" failures="2" errors="1">
      <testsuite name="deals/acme.deal.yaml" tests="4" failures="2" errors="0" skipped="0" file="deals/acme.deal.yaml">
        <properties>
          <property name="deal" value="Acme Clinics"/>
          <property name="playbook" value="clinic-scheduling"/>
          <property name="verdict" value="undecided"/>
          <property name="if_assumptions_hold" value="fit"/>
          <property name="stage" value="Requirements"/>
          <property name="status" value="not-ready"/>
        </properties>
        <testcase name="wrong-file" classname="deals/acme"/>
        <testcase name="missing-fact" classname="deals/acme">
          <failure message="`budget` is not known" type="error">deals/acme.deal.yaml:7:1: error: `budget` is not known
      ask: “How would this be paid for, and who has agreed to that?”
      write:
        budget: unknown   # approved | requested | none</failure>
          <system-out>waived: missing-fact on `deadline` until 2026-12-31: The board meets in December. (Dana)</system-out>
        </testcase>
        <testcase name="assumed-fact" classname="deals/acme">
          <failure message="`hosting` is only assumed" type="error">deals/acme.deal.yaml:6:37: error: `hosting` is only assumed
      ask: “Where may your patients&apos; records live?”</failure>
        </testcase>
        <testcase name="set-aside-fact" classname="deals/acme">
          <system-out>deals/acme.deal.yaml:7:3: warning: `reminders` does not apply
      take it out, or mend the facts that it depends on</system-out>
        </testcase>
      </testsuite>
      <testsuite name="deals/unreadable.deal.yaml" tests="1" failures="0" errors="1" skipped="0" file="deals/unreadable.deal.yaml">
        <testcase name="wrong-file" classname="deals/unreadable">
          <error message="cannot read this file: permission denied" type="error">deals/unreadable.deal.yaml:1:1: error: cannot read this file: permission denied</error>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn errors_fail_and_warnings_only_where_they_count() {
    let lenient = read(&fixture::typical());
    let [acme, beta, gamma, misspelt, unreadable] = lenient.test_suites.as_slice() else {
        panic!("a suite for each file")
    };
    let [wrong, missing, assumed, set_aside] =
        ["wrong-file", "missing-fact", "assumed-fact", "set-aside-fact"];
    let passed =
        [(wrong, "passed"), (missing, "passed"), (assumed, "passed"), (set_aside, "passed")];
    let failed =
        [(wrong, "passed"), (missing, "failed"), (assumed, "failed"), (set_aside, "passed")];
    assert_eq!(outcomes(acme), failed);
    assert_eq!(outcomes(beta), passed);
    assert_eq!(outcomes(gamma), passed);
    assert_eq!(outcomes(misspelt), [(wrong, "error")]);
    assert_eq!(outcomes(unreadable), [(wrong, "error")]);
    let warned = beta.test_cases[3].system_out.as_deref().unwrap();
    assert_eq!(warned, "deals/beta.deal.yaml:5:3: warning: `users` does not apply\n  take it out");

    let strict = read(&Report { warnings_fail: true, ..fixture::typical() });
    let case = &strict.test_suites[1].test_cases[3];
    assert_eq!((outcome(case), said(case)), ("failed", ("`users` does not apply", warned)));
}

#[test]
fn the_numbers_are_those_of_the_cases() {
    for warnings_fail in [false, true] {
        let report = read(&Report { warnings_fail, ..fixture::typical() });
        let cases = |suite: &TestSuite, wanted: &str| {
            suite.test_cases.iter().filter(|case| outcome(case) == wanted).count()
        };
        for suite in &report.test_suites {
            assert_eq!(suite.tests, suite.test_cases.len());
            assert_eq!(suite.failures, cases(suite, "failed"));
            assert_eq!(suite.errors, cases(suite, "error"));
            assert_eq!(suite.skipped, cases(suite, "skipped"));
        }
        let total =
            |count: fn(&TestSuite) -> usize| report.test_suites.iter().map(count).sum::<usize>();
        assert_eq!(report.tests, total(|suite| suite.tests));
        assert_eq!(report.failures, total(|suite| suite.failures));
        assert_eq!(report.errors, total(|suite| suite.errors));
    }
}

#[test]
fn what_is_waived_is_skipped_with_the_reason() {
    let mut acme = fixture::typical().files.remove(0);
    acme.results.retain(|result| result.waived.is_some());
    let report = read(&fixture::report(vec![acme]));
    let case = &report.test_suites[0].test_cases[1];
    let reason =
        "waived: missing-fact on `deadline` until 2026-12-31: The board meets in December. (Dana)";
    assert_eq!((outcome(case), said(case)), ("skipped", (reason, "")));
    // Beside what fails, it is told all the same.
    let report = read(&fixture::typical());
    let case = &report.test_suites[0].test_cases[1];
    assert_eq!(case.system_out.as_deref().unwrap(), reason);
}

#[test]
fn several_findings_of_a_rule_are_one_failure() {
    let missing = |what: &str| fixture::result(&MISSING, None, Finding::error(0..0, what));
    let results = vec![missing("`a` is not known"), missing("`b` is not known")];
    let file = fixture::file("deals/a.deal.yaml", "", results);
    let report = read(&fixture::report(vec![file]));
    let text = "deals/a.deal.yaml:1:1: error: `a` is not known\n\
                deals/a.deal.yaml:1:1: error: `b` is not known";
    let case = &report.test_suites[0].test_cases[1];
    assert_eq!(said(case), ("`a` is not known (and 1 more)", text));
}

#[test]
fn a_rule_that_was_not_announced_is_not_lost() {
    let result = fixture::result(&SET_ASIDE, None, Finding::error(0..0, "told"));
    let file = fixture::file("a.deal.yaml", "", vec![result]);
    let report = read(&Report { rules: vec![&MISSING], ..fixture::report(vec![file]) });
    let expected = [("missing-fact", "passed"), ("set-aside-fact", "failed")];
    assert_eq!(outcomes(&report.test_suites[0]), expected);
}

#[test]
fn no_text_breaks_the_xml() {
    let text = text_of(&fixture::nasty());
    assert!(!text.contains(steers), "{text:?}");
    assert!(!text.contains(['\u{fffe}', '\u{ffff}']), "{text:?}");
    let shown = r#"50% | `a` <b> & "c" 'd' ]]> *e* ::error::\r\nü 語\t\u{1b}[31mred\u{7}\u{0}\u{9b}\u{202e}\u{fffe}"#;
    let document = roxmltree::Document::parse(&text).unwrap();
    let attribute = |element: &str, name: &str| {
        let mut nodes = document.descendants();
        nodes.find(|node| node.has_tag_name(element)).unwrap().attribute(name).unwrap().to_owned()
    };
    assert_eq!(attribute("testsuite", "name"), shown);
    assert_eq!(attribute("property", "value"), shown);
    assert_eq!(attribute("failure", "message"), shown);
    assert_eq!(attribute("error", "message"), shown);
}

#[test]
fn a_run_without_files_is_empty() {
    let report = read(&fixture::report(Vec::<CheckedFile>::new()));
    assert_eq!((report.tests, report.test_suites.len()), (0, 0));
}
