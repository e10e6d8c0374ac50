//! What comes out otherwise than a case says.

use super::{CASES, desk, json, messages, test};

const FIT: &str =
    "{ case: A fit, facts: { users: 20, hosting: cloud, consequence: measured }, verdict: fit }";

#[test]
fn cases_that_come_out_as_they_say_pass() {
    let desk = desk(&[
        FIT,
        "{ case: Too few, facts: { users: 19 }, verdict: no-fit, because: [size], next: none }",
        "{ case: Both, facts: { users: 1, hosting: own_servers_only }, verdict: no-fit, because: [size, own_servers] }",
        "{ case: No point, facts: { users: 20, hosting: cloud, consequence: none, deadline: open, budget: none }, verdict: no-fit, because: [below_threshold] }",
        "{ case: New, facts: {}, verdict: undecided, because: [size, felt], stage: problem }",
        "{ case: Assumed, facts: { users: { answer: 5, source: assumption } }, verdict: undecided, if_assumptions_hold: no-fit }",
        "{ case: Done, facts: { users: 30, hosting: cloud, consequence: measured, budget: approved }, verdict: fit, because: [funded], stage: none }",
    ]);
    let run = test(&desk, &[CASES]).succeeded();
    assert!(run.stdout.contains("7 cases"), "{}", run.stdout);
}

#[test]
fn each_difference_is_told_at_its_place() {
    let desk = desk(&[
        "{ case: Wrong verdict, facts: { users: 19 }, verdict: fit }",
        "{ case: Wrong rule, facts: { users: 19 }, verdict: no-fit, because: [own_servers] }",
        "{ case: Not all rules, facts: { users: 1, hosting: own_servers_only }, verdict: no-fit, because: [size] }",
        "{ case: Wrong stage, facts: {}, verdict: undecided, stage: requirements }",
        "{ case: Wrong question, facts: {}, verdict: undecided, next: none }",
        "{ case: Wrong assumption, facts: { users: { answer: 5, source: assumption } }, verdict: undecided, if_assumptions_hold: fit }",
        "{ case: Settled, facts: { users: 30 }, verdict: undecided, because: [size] }",
    ]);
    let file = json(&desk, &[]);
    assert_eq!(file["status"], "not-ready");
    let failed = messages(&file, "case-failed");
    assert_eq!(
        failed,
        [
            "`Wrong verdict`: the verdict is `no-fit`, not `fit`",
            "`Wrong rule`: `own_servers` is none that rules a fit out, and `size` rules a fit out and is not named",
            "`Not all rules`: `own_servers` rules a fit out and is not named",
            "`Wrong stage`: the stage is `problem`, not `requirements`",
            "`Wrong question`: the next question is `users`, not `none`",
            "`Wrong assumption`: the verdict if the assumptions hold is `no-fit`, not `fit`",
            "`Settled`: `size` is none that is open",
        ]
    );
    let text = desk.read(CASES);
    for (finding, words) in
        file["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "case-failed").zip(
            [
                "fit }",
                "[own_servers] }",
                "[size] }",
                "requirements }",
                "none }",
                "fit }",
                "[size] }",
            ],
        )
    {
        let line = text.lines().nth(finding["line"].as_u64().unwrap() as usize - 1).unwrap();
        let column = finding["column"].as_u64().unwrap() as usize;
        assert_eq!(&line[column - 1..], words);
    }
    test(&desk, &[]).ended_with(1);
}

#[test]
fn a_failing_case_is_drawn_with_what_came_out_and_why() {
    let desk = desk(&["{ case: Wrong verdict, facts: { users: 19 }, verdict: fit }"]);
    let run = test(&desk, &[CASES]).ended_with(1);
    for words in ["error[case-failed]", "^^^ it is `no-fit`", "a fit is ruled out by `size`"] {
        assert!(run.stdout.contains(words), "no {words:?} in\n{}", run.stdout);
    }
    assert!(run.stdout.contains("1 case, 1 failed"), "{}", run.stdout);
}

#[test]
fn skipped_cases_are_told_with_their_reason() {
    let desk = desk(&[FIT, "{ case: Later, verdict: fit, skip: Waits for the new price list. }"]);
    let run = test(&desk, &[CASES]).succeeded();
    assert!(run.stdout.contains("warning[case-skipped]: `Later` is skipped"), "{}", run.stdout);
    assert!(run.stdout.contains("Waits for the new price list."), "{}", run.stdout);
    assert!(run.stdout.contains("2 cases, 1 skipped"), "{}", run.stdout);
}

#[test]
fn only_keeps_the_others_from_being_run_and_says_so() {
    let desk = desk(&[
        "{ case: Wrong, facts: { users: 19 }, verdict: fit }",
        "{ case: Chosen, facts: { users: 19 }, verdict: no-fit, only: yes }",
    ]);
    let file = json(&desk, &[]);
    assert_eq!(messages(&file, "case-failed"), Vec::<String>::new());
    assert_eq!(messages(&file, "case-skipped"), ["only 1 of 2 cases is chosen, by `only`"]);
    assert_eq!(file["cases"]["skipped"], 1);
    assert_eq!(file["cases"]["passed"], 1);
}

#[test]
fn no_case_run_is_a_failure() {
    for cases in [&[][..], &["{ case: Later, verdict: fit, skip: Not yet. }"]] {
        let desk = desk(cases);
        assert_eq!(messages(&json(&desk, &[]), "no-case-run").len(), 1);
        test(&desk, &[]).ended_with(1);
    }
}

#[test]
fn fixtures_are_laid_over_one_another_and_facts_over_them() {
    let desk = desk(&[]);
    desk.write(
        CASES,
        "format: 1
fixtures:
  ready: { users: 40, hosting: cloud, consequence: measured }
  small: { users: 5 }
cases:
  - { case: Ready, given: [ready], verdict: fit }
  - { case: Small, given: [ready, small], verdict: no-fit, because: [size] }
  - { case: Large after all, given: [ready, small], facts: { users: 20 }, verdict: fit }
  - { case: Not known, given: [ready], facts: { users: unknown }, verdict: undecided }
",
    );
    test(&desk, &[]).succeeded();
}

#[test]
fn every_format_takes_the_findings() {
    let desk = desk(&["{ case: Wrong verdict, facts: { users: 19 }, verdict: fit }"]);
    for (format, words) in [
        ("github", "::error file="),
        ("junit", "<failure message=\"`Wrong verdict`"),
        ("sarif", "\"ruleId\": \"case-failed\""),
        ("markdown", "**case-failed**"),
        ("json", "\"coverage\": {"),
    ] {
        let run = test(&desk, &["-f", format]).ended_with(1);
        assert!(run.stdout.contains(words), "{format}: no {words:?} in\n{}", run.stdout);
    }
}
