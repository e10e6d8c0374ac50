//! `coach playbook diff`: what is told of a change, in every format, and what fails.

use crate::desk::{Desk, Run};
use serde_json::json;

/// The playbook of the contract as it was and as it is, with three deals.
fn desk(changes: &[[&str; 2]]) -> Desk {
    let desk = Desk::with_acme();
    let old = desk.read("playbooks/clinic-scheduling.yaml");
    let new = changes.iter().fold(old.clone(), |text, [from, to]| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    desk.write("old.yaml", &old);
    desk.write("new.yaml", &new);
    desk
}

const CHANGES: [[&str; 2]; 6] = [
    ["at_least: 20", "at_least: 50"],
    ["id: deadline", "id: due"],
    ["{ deadline: quarter }", "{ due: quarter }"],
    ["none: No money for it }", "none: No money for it, frozen: Frozen until next year }"],
    ["What happens if nothing changes for a year?", "What if nothing changes for a year?"],
    ["max: 5000", "max: 9000"],
];

fn changed() -> Desk {
    let desk = desk(&CHANGES);
    desk.write_deal("small", "consequence: measured\nusers: 30\nhosting: cloud\ndeadline: year");
    desk.write_deal("own", "hosting: own_servers_only");
    desk
}

fn diff(desk: &Desk, more: &[&str]) -> Run {
    let arguments = ["playbook", "diff", "old.yaml", "new.yaml"];
    desk.coach(&arguments.iter().chain(more).copied().collect::<Vec<_>>())
}

fn difference(desk: &Desk) -> serde_json::Value {
    desk.json(&["playbook", "diff", "old.yaml", "new.yaml", "-f", "json"])
}

#[test]
fn a_stricter_playbook_reads_well_at_80_and_50_columns() {
    let desk = changed();
    let text = diff(&desk, &["small", "own"]).succeeded().stdout;
    insta::assert_snapshot!("playbook_diff_80", text);
    let arguments = ["playbook", "diff", "old.yaml", "new.yaml", "small", "own"];
    let narrow = desk.command(&arguments).env("COLUMNS", "50").output().unwrap();
    let narrow = Run::of(narrow).succeeded().stdout;
    assert!(narrow.lines().all(|line| line.chars().count() <= 50), "{narrow}");
    insta::assert_snapshot!("playbook_diff_50", narrow);
}

#[test]
fn markdown_pastes_into_a_pull_request() {
    let markdown = diff(&changed(), &["small", "own", "-f", "markdown"]).succeeded().stdout;
    insta::assert_snapshot!("playbook_diff_markdown", markdown);
}

#[test]
fn json_has_the_relation_the_witness_and_the_deals() {
    let desk = changed();
    let json = desk.json(&["playbook", "diff", "old.yaml", "new.yaml", "small", "-f", "json"]);
    assert_eq!(json["format"], 1);
    assert_eq!(json["relation"], "stricter");
    assert_eq!(json["looser"]["proven"], true);
    assert!(json["looser"]["witness"].is_null());
    let witness = &json["stricter"]["witness"];
    assert_eq!(witness["old"]["verdict"], "fit");
    assert_eq!(witness["new"]["because"][0]["rule"], "size");
    let answer = &witness["answers"][0];
    assert_eq!((&answer["question"], &answer["value"]), (&json!("users"), &json!(20)));
    assert_eq!(answer["answer"], "20 people");
    assert_eq!(json["deals"][0]["flips"], true);
    let misfit = json["deals"][0]["misfits"][0].as_str().unwrap();
    assert!(misfit.contains("`deadline`") && misfit.contains("`due`"), "{misfit}");
    let ids = json!({
        "fault": "renamed-question", "question": "deadline", "option": null, "now": "due",
    });
    assert_eq!(json["deals"][0]["misfit_ids"][0], ids);
    let renamed = json["changes"].as_array().unwrap().iter().find(|one| one["change"] == "renamed");
    assert_eq!(renamed.unwrap()["after"], "due");
}

#[test]
fn what_fails_is_what_is_asked_for() {
    let desk = changed();
    for (change, code) in [("stricter", 1), ("looser", 0), ("any", 1), ("flip", 0)] {
        diff(&desk, &["--fail-on", change]).ended_with(code);
    }
    diff(&desk, &["own", "--fail-on", "flip"]).ended_with(0);
    diff(&desk, &["small", "--fail-on", "flip"]).ended_with(1);
}

#[test]
fn the_same_playbook_is_equivalent() {
    let desk = desk(&[]);
    let run = diff(&desk, &["acme", "--fail-on", "any"]).succeeded();
    assert!(run.stdout.starts_with("EQUIVALENT"), "{}", run.stdout);
    assert!(run.stdout.contains("same Acme Clinics: undecided"), "{}", run.stdout);
    assert!(!run.stdout.contains("Changes"), "{}", run.stdout);
}

#[test]
fn an_answer_that_only_one_takes_counts_as_any_change() {
    let desk = desk(&[[
        "own_servers_only: On our own servers only }",
        "own_servers_only: On our own servers only, ship: At sea }",
    ]]);
    let run = diff(&desk, &["--fail-on", "any"]).ended_with(1);
    assert!(run.stdout.starts_with("EQUIVALENT"), "{}", run.stdout);
    assert!(run.stdout.contains("hosting: ship: only the new one takes it"), "{}", run.stdout);
    diff(&desk, &["--fail-on", "stricter"]).ended_with(0);
}

#[test]
fn a_deal_of_the_new_playbook_is_judged_by_both() {
    let desk = changed();
    desk.write_deal("late", "due: year\nconsequence: measured");
    let run = diff(&desk, &["late"]).succeeded();
    assert!(run.stdout.contains("did not fit the old one: `due`"), "{}", run.stdout);
}

#[test]
fn deals_for_other_playbooks_are_counted_and_wrong_files_are_told() {
    let desk = changed();
    desk.write("other.deal.yaml", "format: 1\ndeal: Other\nplaybook: bant\nfacts: {}\n");
    let run = diff(&desk, &["other"]).succeeded();
    assert!(run.stdout.contains("1 deal for other playbooks left out"), "{}", run.stdout);
    desk.write_deal("typo", "hostin: cloud");
    let run = diff(&desk, &["typo", "own"]).ended_with(2);
    assert!(run.stdout.contains("did you mean `hosting`?"), "{}", run.stdout);
    assert!(run.stdout.contains("same own"), "{}", run.stdout);
    desk.write("new.yaml", "format: 1\n");
    diff(&desk, &[]).complains(&["new.yaml"]);
    desk.coach(&["playbook", "diff", "old.yaml", "nowhere.yaml"]).complains(&["nowhere.yaml"]);
}

#[test]
fn it_never_writes_over_what_it_reads() {
    let desk = changed();
    for file in ["old.yaml", "new.yaml", "small.deal.yaml"] {
        let before = desk.read(file);
        diff(&desk, &["small", "-o", file]).complains(&["is one of the files that are read"]);
        assert_eq!(desk.read(file), before);
    }
    diff(&desk, &["-f", "markdown", "-o", "note.md"]).succeeded();
    assert!(desk.read("note.md").starts_with("## Stricter"));
}

#[test]
fn words_of_a_playbook_stay_words_in_markdown() {
    let desk = desk(&[
        ["at_least: 20", "at_least: 50"],
        ["because: Below twenty people", "because: <b>Below</b> | *twenty* [people](x)"],
    ]);
    let markdown = diff(&desk, &["-f", "markdown"]).succeeded().stdout;
    let escaped = r"size: \<b\>Below\</b\> \| \*twenty\* \[people\](x)";
    assert!(markdown.contains(escaped), "{markdown}");
}

/// A playbook that compares one question with many numbers, all to no effect.
fn of_many_numbers(numbers: impl Iterator<Item = usize>, hard: &str) -> String {
    let signals = numbers.map(|number| {
        format!("    - {{ id: s{number}, when: {{ q: {{ at_least: {number} }} }}, weight: 0, because: B. }}\n")
    });
    format!(
        "format: 1\nid: many\ntitle: Many\nsummary: So.\n\
         offer: {{ name: Thing, solves: Much., not_for: Some. }}\nstages:\n  - id: s\n    title: S\n    \
         buyer_asks: Should we?\n    questions:\n      \
         - {{ id: q, ask: How many?, type: number, min: 0, max: 1000 }}\nfit:\n{hard}  signals:\n{}",
        signals.collect::<String>()
    )
}

#[test]
fn two_playbooks_that_are_within_the_limits_each_are_compared_beyond_them() {
    let desk = Desk::with_acme();
    let hard =
        "  disqualifiers:\n    - { id: many, when: { q: { more_than: 690 } }, because: B. }\n";
    desk.write("old.yaml", &of_many_numbers((0..60).map(|step| 1 + 2 * step), ""));
    desk.write("new.yaml", &of_many_numbers((0..59).map(|step| 100 + 10 * step), hard));
    let json = desk.json(&["playbook", "diff", "old.yaml", "new.yaml", "-f", "json"]);
    assert_eq!(json["relation"], "stricter", "{json}");
    let answer = json["stricter"]["witness"]["answers"][0]["value"].as_f64().unwrap();
    assert!(answer > 690.0, "{answer}");
}

#[test]
fn stages_in_another_order_are_told() {
    let desk = Desk::with_acme();
    let text = desk.read("playbooks/clinic-scheduling.yaml");
    let stages = text.find("  - id: problem").unwrap();
    let second = text.find("  - id: requirements").unwrap();
    let end = text.find("fit:").unwrap();
    let [before, first, last, after] =
        [&text[..stages], &text[stages..second], &text[second..end], &text[end..]];
    desk.write("old.yaml", &text);
    desk.write("new.yaml", &[before, last, first, after].concat());
    let told = difference(&desk);
    let change = told["changes"].as_array().unwrap().iter().find(|one| one["key"] == "stages");
    let change = change.unwrap_or_else(|| panic!("{told}"));
    assert_eq!(change["before"], "problem, requirements");
    assert_eq!(change["after"], "requirements, problem");
}

#[test]
fn a_value_that_stays_as_it_is_changes_nothing() {
    let desk = Desk::with_acme();
    let worth = std::fs::read_to_string("tests/data/worth.yaml").unwrap();
    desk.write("old.yaml", &worth);
    desk.write("new.yaml", &worth);
    let told = difference(&desk);
    assert_eq!(told["changes"], json!([]), "{told}");
    desk.write("new.yaml", &worth.replace("seats * price", "seats / price"));
    let told = difference(&desk);
    assert_eq!(told["changes"].as_array().unwrap().len(), 1, "{told}");
}

#[test]
fn what_is_retired_just_now_is_told_once() {
    let desk = Desk::with_acme();
    let text = desk.read("playbooks/clinic-scheduling.yaml");
    desk.write("old.yaml", &text);
    let retired = "retired: { deadline: Nobody can say it. }\n";
    let (first, last) =
        (text.find("      - id: deadline").unwrap(), text.find("  - id: req").unwrap());
    let without = [&text[..first], &text[last..]].concat();
    let without = without.replace("{ deadline: quarter }", "{ consequence: stated }");
    desk.write("new.yaml", &(without + retired));
    let told = difference(&desk);
    let changes = told["changes"].as_array().unwrap().iter();
    assert_eq!(changes.filter(|one| one["id"] == "deadline").count(), 1, "{told}");
}
