//! The cases that are missing.

use super::{CASES, desk, json, test};

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
