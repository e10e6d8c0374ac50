//! The cases that are missing.

use super::{CASES, desk, json, test};
use crate::desk::Desk;

#[test]
fn what_is_suggested_passes_and_covers_everything() {
    let desk = desk(&[]);
    std::fs::remove_file(desk.path(CASES)).unwrap();
    let run = test(&desk, &["--suggest", "--write"]).succeeded();
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.contains("cases into `playbooks/clinic-scheduling.test.yaml`"),
        "{}",
        run.stderr
    );
    let run = test(&desk, &["--fail-under", "100"]).succeeded();
    assert!(run.stdout.contains("options 12/12, stages 2/2: 100 %"), "{}", run.stdout);
    let run = test(&desk, &["--suggest"]).succeeded();
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("no case is missing"), "{}", run.stderr);
}

#[test]
fn a_rule_is_shown_by_a_pair_one_answer_apart() {
    let desk = desk(&[
        "{ case: Twenty, facts: { users: 20, hosting: cloud, consequence: measured, deadline: year, budget: none }, verdict: fit }",
    ]);
    let run = test(&desk, &["--suggest"]).succeeded();
    let suggested = &run.stdout;
    assert!(
        suggested.contains("# One answer from “Twenty”: users is now 0 people."),
        "{suggested}"
    );
    assert!(suggested.contains("    verdict: no-fit\n    because: [size]\n"), "{suggested}");
}

#[test]
fn what_stands_in_the_file_stays_as_it_is() {
    for (before, kept) in [
        (
            "# Ours.\nformat: 1\ncases:\n  # Few.\n  - case: Few   # so\n    facts: { users: 19 }\n    verdict: no-fit\n  # The end.\n",
            true,
        ),
        (
            "format: 1\ncases:\n- { case: Few, facts: { users: 19 }, verdict: no-fit }\nfixtures:\n  a: { users: 1 }\n",
            true,
        ),
        (
            "format: 1\r\ncases:\r\n  - { case: Few, facts: { users: 19 }, verdict: no-fit }\r\n",
            true,
        ),
        ("format: 1\ncases:\n  - { case: Few, facts: { users: 19 }, verdict: no-fit }", true),
        ("format: 1\ncases: []\nfixtures: {}\n", false),
        ("format: 1\ncases:\n", false),
    ] {
        let desk = desk(&[]);
        desk.write(CASES, before);
        test(&desk, &["--suggest", "--write"]).succeeded();
        let after = desk.read(CASES);
        for line in before.lines().filter(|line| kept || !line.starts_with("cases:")) {
            assert!(after.contains(line), "no {line:?} in\n{after}");
        }
        assert!(!after.contains("\n\n"), "{after:?}");
        let file = json(&desk, &["--fail-under", "100"]);
        assert_eq!(file["status"], "ready", "{file}\n{after}");
    }
}

#[test]
fn a_layout_that_is_not_understood_is_left_alone() {
    let desk = desk(&[]);
    let before = "format: 1\ncases: [{ case: Few, facts: { users: 19 }, verdict: no-fit }]\n";
    desk.write(CASES, before);
    let run = test(&desk, &["--suggest", "--write"]).ended_with(2);
    assert!(run.stderr.contains("laid out in a way that can't be added to"), "{}", run.stderr);
    assert_eq!(desk.read(CASES), before);
}

#[test]
fn what_no_case_can_show_is_said() {
    let desk = desk(&[]);
    let playbook = desk.read("playbooks/clinic-scheduling.yaml");
    let dead = "when: { users: { at_least: 20 }, any: [{ hosting: cloud }, { hosting: either }, { hosting: own_servers_only }] }";
    let playbook = playbook
        .replace("threshold: 3", "threshold: -5")
        .replace("when: { users: { at_least: 20 } }", dead);
    assert!(playbook.contains(dead));
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    let run = test(&desk, &["--suggest", "--write"]).succeeded();
    for words in ["no case can show `felt` holding", "no case can show `felt` failing"] {
        assert!(run.stderr.contains(words), "no {words:?} in\n{}", run.stderr);
    }
    test(&desk, &["--fail-under", "100"]).ended_with(1);
}

#[test]
fn failing_cases_are_told_and_fail_the_run() {
    let desk = desk(&["{ case: Few, facts: { users: 19 }, verdict: fit }"]);
    let run = test(&desk, &["--suggest"]).ended_with(1);
    assert!(run.stderr.contains("come out otherwise than they say"), "{}", run.stderr);
    assert!(run.stdout.contains("- case: "), "{}", run.stdout);
    desk.write("broken.test.yaml", "format: 1\nplaybook: clinic-scheduling\ncases: 3\n");
    let run = test(&desk, &["broken.test.yaml", "--suggest"]).ended_with(2);
    assert!(run.stderr.contains("broken.test.yaml:3:8"), "{}", run.stderr);
}

/// A playbook of which a whole number and one answer decide.
const WHOLE: &str = "format: 1\nid: whole\ntitle: Whole\nsummary: So.\n\
    offer: { name: Thing, solves: Much., not_for: Some. }\nstages:\n  - id: s\n    title: S\n    \
    buyer_asks: Should we?\n    questions:\n      \
    - { id: size, ask: How many?, type: number, whole: true, min: 0 }\n      \
    - { id: other, ask: And?, type: yes_no }\nfit:\n  must_haves:\n    - { id: few, when: \
    { any: [{ size: { less_than: 1.5 } }, { other: yes }] }, because: Few it has to be. }\n";

#[test]
fn between_two_whole_numbers_there_is_none_to_be_named() {
    let desk = Desk::with_acme();
    desk.write("whole.yaml", WHOLE);
    test(&desk, &["whole.yaml", "--suggest", "--write"]).succeeded();
    let cases = desk.read("whole.test.yaml");
    assert!(cases.contains("size: 2\n") && !cases.contains("size:\n"), "{cases}");
    test(&desk, &["whole.yaml", "--fail-under", "100"]).succeeded();
    desk.write(
        "whole.test.yaml",
        "format: 1\ncases:\n  - { case: Two, facts: { size: 2, other: no }, verdict: no-fit }\n",
    );
    let run = test(&desk, &["whole.yaml", "--mutants"]).succeeded();
    // 2.5 lets 2 in, which a case notices; 0.5 keeps 1 out.
    assert!(run.stdout.contains("`size` with 0.5 in place of 1.5"), "{}", run.stdout);
    assert!(run.stdout.contains("this would tell: { size: 1, other: no }"), "{}", run.stdout);
    assert!(!run.stdout.contains("`size` with 2.5"), "{}", run.stdout);
}

#[test]
fn a_stage_that_waits_for_one_answer_alone_is_shown() {
    let desk = Desk::with_acme();
    // The first stage is done by an answer that the second asks for.
    let playbook = "format: 1\nid: waits\ntitle: Waits\nsummary: So.\n\
        offer: { name: Thing, solves: Much., not_for: Some. }\nstages:\n  \
        - id: first\n    title: First\n    buyer_asks: Should we?\n    \
        verified_when: { told: { is_not: yes } }\n    questions:\n      \
        - { id: size, ask: How many?, type: number, whole: true, min: 0, max: 9 }\n  \
        - id: second\n    title: Second\n    buyer_asks: What?\n    questions:\n      \
        - { id: told, ask: Was it told?, type: yes_no }\n      \
        - { id: how, ask: How?, type: choice, options: { so: So, other: Otherwise } }\nfit:\n  \
        signals:\n    - { id: s, when: { told: yes, size: 1 }, weight: 1, because: It is. }\n  \
        threshold: 1\n";
    desk.write("waits.yaml", playbook);
    let run = test(&desk, &["waits.yaml", "--suggest"]);
    assert!(run.stdout.contains("    stage: second\n"), "{}\n{}", run.stdout, run.stderr);
    assert!(!run.stderr.contains("stage `second`"), "{}", run.stderr);
}
