//! What a newcomer meets: `coach` alone, its topics, a conversation that plays itself, and what is in
//! force here.

use std::fs;

use crate::desk::{ACME, Desk};

#[test]
fn coach_alone_says_in_ten_lines_what_to_do_next() {
    let run = Desk::empty().coach(&[]).succeeded();
    assert_eq!(run.stderr, "");
    assert!(run.stdout.lines().count() <= 10, "{}", run.stdout);
    for line in run.stdout.lines().filter_map(|line| line.strip_prefix("  coach ")) {
        let command = line.split_whitespace().next().filter(|command| *command != "help");
        let help: Vec<&str> = ["help"].into_iter().chain(command).collect();
        Desk::empty().coach(&help).succeeded();
    }
    // Flags alone are no question.
    Desk::empty().coach(&["-q"]).complains(&["Usage: coach"]);
}

#[test]
fn topics_are_told_and_belong_to_no_command() {
    let desk = Desk::empty();
    let codes = desk.coach(&["help", "exit-codes"]).succeeded().stdout;
    for code in ["  0  done", "  2  wrong usage", " 12  with --exit-code", "130  interrupted"] {
        assert!(codes.contains(code), "{codes}");
    }
    let formats = desk.coach(&["help", "formats"]).succeeded().stdout;
    assert!(formats.contains("NAME.map.yaml\n"), "{formats}");
    let environment = desk.coach(&["help", "environment"]).succeeded().stdout;
    assert!(environment.contains("COACH_PLAYBOOKS\n"), "{environment}");
    let assistants = desk.coach(&["help", "assistants"]).succeeded().stdout;
    assert!(assistants.contains("coach mcp --deals FOLDER\n"), "{assistants}");
    desk.coach(&["help", "exit-code"]).complains(&["'exit-code'"]);
    assert!(desk.coach(&["help", "brief"]).succeeded().stdout.contains("Usage: coach brief"));
}

#[test]
fn every_variable_that_is_looked_at_is_told() {
    let told = Desk::empty().coach(&["help", "environment"]).succeeded().stdout;
    let mut left = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        for after in
            ["var(\"", "var_os(\"", "env = \""].iter().flat_map(|call| text.split(call).skip(1))
        {
            let name = after.split('"').next().unwrap();
            assert!(told.contains(name), "{name}, of {}", path.display());
        }
    }
}

#[test]
fn a_demonstration_comes_to_a_verdict_and_leaves_nothing() {
    let desk = Desk::empty();
    let temporary = desk.path("temporary");
    fs::create_dir(&temporary).unwrap();
    let mut command = desk.command(&["demo"]);
    let run = crate::desk::Run::of(command.env("TMPDIR", &temporary).output().unwrap());
    let run = run.succeeded();
    assert!(
        run.stdout.starts_with("NOT YET — Nobody has asked for the money yet.\n"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("Your answer> none\n"), "every answer is heard: {}", run.stderr);
    assert!(run.stderr.contains("coach start\n"), "{}", run.stderr);
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "nothing is left");
    assert_eq!(desk.files(), ["temporary"]);
}

#[test]
fn the_doctor_says_what_is_in_force_here() {
    let desk = Desk::empty();
    let run = desk.coach(&["doctor"]).succeeded();
    for words in ["coach 0.", "no deals in it", "none from here upward", "consultative"] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    desk.write("acme.deal.yaml", ACME);
    desk.write("coach.yaml", "max_age: 90d\nplaybook: consultative\n");
    let run = desk.coach(&["doctor"]).succeeded();
    for words in ["a deal in it", "new deals by", "90 days"] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
}

#[test]
fn the_doctor_says_what_can_not_be_used_and_goes_on() {
    let desk = Desk::empty();
    desk.write("coach.yaml", "max_age: soon\n");
    desk.write("playbooks/mine.yaml", "format: 1\nid: mine\n");
    let run = desk.coach(&["doctor"]).ended_with(2);
    assert_eq!(run.stdout.matches("can't be used:").count(), 2, "{}", run.stdout);
    assert!(run.stdout.contains("consultative"), "{}", run.stdout);
    let run = desk.coach(&["doctor", "--playbook-dir", "gone"]).ended_with(2);
    assert!(
        run.stdout.contains("gone") && run.stdout.contains("COACH_PLAYBOOKS"),
        "{}",
        run.stdout
    );
    let desk = Desk::empty();
    desk.write("coach.yaml", "playbook: nobodys\n");
    let run = desk.coach(&["doctor"]).ended_with(2);
    assert!(run.stdout.contains("`nobodys`; can't be used: there is no"), "{}", run.stdout);
}
