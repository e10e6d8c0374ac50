//! Cases files that can't be used: everything that is wrong in one is told, at once.

use super::{CASES, desk, test};

fn complaints(text: &str) -> String {
    let desk = desk(&[]);
    desk.write(CASES, text);
    test(&desk, &[CASES]).ended_with(2).stdout
}

#[test]
fn every_error_is_told_at_once_with_what_was_meant() {
    let told = complaints(
        "format: 1
fixtures:
  ready: { user: 40 }
cases:
  - case: One
    given: [raedy]
    facts: { hosting: clod }
    verdict: nofit
    because: [sise]
    stage: requirement
    next: consequenze
    skipp: Later.
  - case: One
    verdict: fit
    only: maybe
  - case: Three
",
    );
    for (place, words) in [
        ("3:12", "playbook `clinic-scheduling` has no question `user`"),
        ("6:13", "there is no fixture `raedy`"),
        ("7:23", "clod"),
        ("8:14", "there is no verdict `nofit`"),
        ("9:15", "there is no rule `sise`"),
        ("10:12", "there is no stage `requirement`"),
        ("11:11", "there is no question `consequenze`"),
        ("12:5", "unknown key `skipp` in a case"),
        ("13:11", "there are two cases `One`"),
        ("15:11", "`only` must be `yes` or `no`, not `maybe`"),
        ("16:5", "the key `verdict` is missing in a case"),
    ] {
        assert!(told.contains(words), "no {words:?} in\n{told}");
        assert!(told.contains(&format!("{CASES}:{place}")), "no {place} in\n{told}");
    }
    for meant in
        ["users", "ready", "cloud", "no-fit", "size", "requirements", "consequence", "skip"]
    {
        assert!(
            told.contains(&format!("did you mean `{meant}`?")) || told.contains(meant),
            "no {meant} in\n{told}"
        );
    }
}

#[test]
fn other_kinds_of_files_are_named() {
    assert!(complaints("").contains("the file is empty"));
    assert!(complaints("format: 1\nstages: []\n").contains("this is a playbook, not a cases file"));
    assert!(complaints("format: 1\ndeal: Acme\n").contains("this is a deal, not a cases file"));
    assert!(complaints("format: 2\ncases: []\n").contains("reads cases of format 1, not `2`"));
    assert!(complaints("format: 1\n").contains("the key `cases` is missing"));
}

#[test]
fn a_playbook_that_cannot_be_used_is_told_at_its_name() {
    let told = complaints("format: 1\nplaybook: clinic-sheduling\ncases: []\n");
    assert!(told.contains("there is no playbook `clinic-sheduling`"), "{told}");
    assert!(told.contains("did you mean") || told.contains("clinic-scheduling"), "{told}");
    let desk = desk(&[]);
    desk.write("loose.yaml", "format: 1\ncases: []\n");
    let told = test(&desk, &["loose.yaml"]).ended_with(2).stdout;
    assert!(told.contains("does not say of which playbook its cases are"), "{told}");
}

#[test]
fn what_steers_a_terminal_never_comes_through() {
    let told =
        complaints("format: 1\ncases:\n  - { case: \"a\\e[31mb\", verdict: \"\\e[2Jfit\" }\n");
    assert!(!told.contains('\u{1b}'), "{told:?}");
}
