//! `coach history`: what was learned when, what turned the verdict, and what goes stale when.

use serde_json::{Value, json};

use crate::desk::{Desk, Run};

/// A playbook in which an answer of each question matters, and one goes stale.
const PLAYBOOK: &str = "\
format: 1
id: tiny
title: Tiny
summary: A playbook to try things on.
offer: { name: Thing, solves: A problem. }
stages:
  - id: problem
    title: Problem
    buyer_asks: Should we?
    questions:
      - { id: users, ask: How many people is it?, type: number, min: 0, max: 5000, good_for: 30d }
      - { id: hosting, ask: Where is it?, type: choice, options: { cloud: In a cloud, ours: Ours } }
      - { id: words, ask: What is it like?, type: text }
fit:
  must_haves:
    - { id: size, when: { users: { at_least: 20 } }, because: Too small. }
    - { id: place, when: { hosting: cloud }, because: Elsewhere. }
";

/// A deal of three talks.
const FACTS: &str = "\
facts:
  users: { answer: 30, by: Ola, date: 2026-03-10, note: From the payroll. }
  hosting: { answer: cloud, date: 2026-02-02 }
  words: It is *slow*.
history:
  - { date: 2026-03-10, question: users, was: { answer: 10, by: Kim, date: 2026-02-02 } }
  - { date: 2026-03-12, question: mood, was: bad }
";

fn desk_with(facts: &str) -> Desk {
    let desk = Desk::empty();
    desk.write("tiny.yaml", PLAYBOOK);
    desk.write(
        "ferry.deal.yaml",
        &format!("format: 1\ndeal: Ferry\nplaybook: ./tiny.yaml\n{facts}"),
    );
    desk
}

fn desk() -> Desk {
    desk_with(FACTS)
}

/// The history of the deal at a width.
fn page(desk: &Desk, width: usize, arguments: &[&str]) -> String {
    let arguments = [&["history", "ferry", "--as-of", "2026-04-01"], arguments].concat();
    let mut command = desk.command(&arguments);
    Run::of(command.env("COLUMNS", width.to_string()).output().unwrap()).succeeded().stdout
}

/// Each day's date, verdict, and what turned it.
fn days(history: &Value) -> Vec<Value> {
    let days = history["days"].as_array().unwrap().iter();
    days.map(|day| json!([day["date"], day["verdict"], day["turned_by"]])).collect()
}

#[test]
fn the_days_as_text() {
    insta::assert_snapshot!("history_80", page(&desk(), 80, &[]));
}

#[test]
fn the_days_as_text_in_fifty_columns() {
    let example = include_str!("../../examples/sable-ferries.deal.yaml");
    let desk = Desk::empty();
    desk.write("ferry.deal.yaml", example);
    let text = page(&desk, 50, &[]);
    assert!(text.lines().all(|line| line.chars().count() <= 50), "{text}");
    assert!(page(&desk, 80, &[]).lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!("history_50", text);
}

#[test]
fn the_days_as_markdown() {
    insta::assert_snapshot!("history_markdown", page(&desk(), 80, &["-f", "markdown"]));
}

#[test]
fn the_days_as_json() {
    let desk = desk();
    let history = desk.json(&["history", "ferry", "-f", "json", "--as-of", "2026-04-01"]);
    assert_eq!((&history["format"], &history["deal"]), (&json!(1), &json!("Ferry")));
    assert_eq!(history["playbook"], json!({ "id": "tiny", "title": "Tiny" }));
    assert_eq!(
        days(&history),
        [
            json!([null, "undecided", null]),
            json!(["2026-02-02", "no-fit", ["users"]]),
            json!(["2026-03-10", "fit", ["users"]]),
            json!(["2026-03-12", "fit", null]),
        ]
    );
    let day = &history["days"][2];
    assert_eq!(day["smallest"], true);
    let brief = desk.json(&["brief", "ferry", "-f", "json"]);
    let mut learned = brief["facts"][0].clone();
    learned["was"] = json!({
        "answer": 10, "source": "prospect", "by": "Kim", "date": "2026-02-02",
        "note": null, "quote": null, "at": null,
    });
    assert_eq!(day["learned"], json!([learned]));
    let dropped = &history["days"][3]["dropped"];
    assert_eq!(*dropped, json!([{ "question": "mood", "was": "bad" }]));
    assert_eq!(history["lapses"], json!([{ "question": "users", "stale_on": "2026-04-10" }]));
    let end = (&history["verdict"], &history["verdict_since"], &history["before"]);
    assert_eq!(end, (&json!("fit"), &json!("2026-03-10"), &Value::Null));
}

#[test]
fn since_a_day_tells_what_came_after_it_and_sums_up_the_rest() {
    let desk = desk();
    for (since, known, verdict, left) in [
        ("2026-02-01", 1, "undecided", 3),
        ("2026-02-02", 3, "no-fit", 2),
        ("2026-03-11", 3, "fit", 1),
        ("2027-01-01", 3, "fit", 0),
    ] {
        let history = desk.json(&["history", "ferry", "-f", "json", "--since", since]);
        let before = json!({ "date": since, "known": known, "verdict": verdict });
        assert_eq!(history["before"], before);
        assert_eq!(history["days"].as_array().unwrap().len(), left, "{since}");
        assert_eq!(history["verdict"], "fit");
    }
    let text = page(&desk, 80, &["--since", "2026-02-02"]);
    assert!(text.contains("\nUntil 2026-02-02: 3 questions answered, not a fit.\n"), "{text}");
    assert!(!text.contains("In a cloud") && text.contains("Before: 10"), "{text}");
    let text = page(&desk, 80, &["--since", "2027-01-01"]);
    assert!(text.contains("Nothing was learned since."), "{text}");
}

#[test]
fn before_the_first_day_nothing_was_known() {
    let desk = desk_with("facts:\n  users: { answer: 5, date: 2026-02-02 }\n");
    let since = ["history", "ferry", "-f", "json", "--since", "2026-02-01"];
    let before = json!({ "date": "2026-02-01", "known": 0, "verdict": "undecided" });
    assert_eq!(desk.json(&since)["before"], before);
    assert!(
        page(&desk, 80, &[]).starts_with("NOT A FIT — since 2026-02-02; `users` is stale since")
    );
}

#[test]
fn what_is_stale_depends_on_the_day() {
    let desk = desk();
    for (day, words) in
        [("2026-04-09", "goes stale on 2026-04-10"), ("2026-04-10", "is stale since 2026-04-10")]
    {
        let text = desk.coach(&["history", "ferry", "--as-of", day]).succeeded().stdout;
        let first = format!("FIT — since 2026-03-10; `users` {words}.\n");
        assert!(text.starts_with(&first), "{text}");
        assert!(text.ends_with(&format!("\nWhat goes stale\n  users: {words}\n")), "{text}");
    }
}

#[test]
fn a_statement_without_a_day_is_of_the_day_on_which_it_replaced_another() {
    // As a file says it that an earlier version wrote.
    let was = "{ answer: 10, date: 2026-02-02 }";
    let desk = desk_with(&format!(
        "facts:\n  users: 30\n  hosting: cloud\nhistory:\n  - {{ date: 2026-03-01, question: users, was: {was} }}\n"
    ));
    let history = desk.json(&["history", "ferry", "-f", "json"]);
    let told = days(&history);
    assert_eq!(told.len(), 3, "{history}");
    assert_eq!(told[1], json!(["2026-02-02", "no-fit", ["users"]]));
    assert_eq!((&told[2][1], &told[2][2]), (&json!("fit"), &json!(["users"])));
    assert_eq!(history["days"][2]["learned"][0]["date"], Value::Null);
}

#[test]
fn a_deal_without_facts_has_no_days() {
    let desk = desk_with("");
    let history = desk.json(&["history", "ferry", "-f", "json"]);
    assert_eq!((&history["days"], &history["lapses"]), (&json!([]), &json!([])));
    let text = page(&desk, 80, &[]);
    assert_eq!(text, "UNDECIDED — from the beginning.\nFerry · Tiny\n");
}

#[test]
fn nothing_in_a_deal_steers_the_terminal_or_the_page() {
    let desk = desk_with(
        "facts:\n  words: { answer: '# @team <b>', by: \"\\e[31mKim\", date: 2026-02-02 }\nhistory:\n  - { date: 2026-02-02, question: \"a\\e[2J\", was: \"b\\e[2J\" }\n",
    );
    for format in ["text", "markdown", "json"] {
        let run = desk.coach(&["history", "ferry", "-f", format]);
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{}", run.stdout);
    }
}

#[test]
fn a_deal_is_named_as_for_a_brief() {
    let desk = desk();
    let by_name = desk.coach(&["history", "ferry"]).succeeded().stdout;
    assert_eq!(desk.coach(&["history", "ferry.deal.yaml"]).succeeded().stdout, by_name);
    let text = desk.read("ferry.deal.yaml");
    assert_eq!(desk.coach_reading(&text, &["history", "-"]).succeeded().stdout, by_name);
    let elsewhere = text.replace("./tiny.yaml", "./gone.yaml");
    let found = desk.coach_reading(&elsewhere, &["history", "-", "-p", "./tiny.yaml"]);
    assert_eq!(found.succeeded().stdout, by_name);
    desk.coach(&["history", "ferry", "-o", "history.txt"]).succeeded();
    assert_eq!(desk.read("history.txt"), by_name);
}

#[test]
fn what_cannot_be_told_is_refused() {
    let desk = desk();
    desk.write("deals/one.deal.yaml", "format: 1\nplaybook: ../tiny.yaml\n");
    desk.coach(&["history", "deals"]).complains(&["`deals` may be several deals; name just one"]);
    desk.coach(&["history", "*.deal.yaml"]).complains(&["may be several deals"]);
    desk.coach(&["history", "gone"]).complains(&["gone.deal.yaml"]);
    desk.coach(&["history", "ferry", "--since", "soon"]).complains(&["as 2026-11-24"]);
    desk.coach(&["history", "ferry", "-o", "ferry.deal.yaml"]).complains(&["ferry.deal.yaml"]);
    assert!(desk.read("ferry.deal.yaml").ends_with(FACTS));
}
