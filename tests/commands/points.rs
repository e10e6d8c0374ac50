//! Points, groups and bands as people and programs meet them: in briefs, the wizard, checks, cases,
//! and what is told of a playbook.

use crate::desk::{Desk, Run};
use serde_json::{Value, json};

/// A fit in the highest band.
const STRONG: &str = "cost: known, days: 12, champion: tested, signatures: 2, hurts: [audit]";
/// Not yet a fit, by the score alone.
const NURTURE: &str = "cost: guessed, days: 3, champion: named, signatures: 2, hurts: [audit]";
/// No fit, by the score alone.
const COLD: &str = "cost: unknown_to_them, days: 3, champion: named, signatures: 4, hurts: []";
/// A high score, and a hold.
const HELD_UP: &str = "cost: known, days: 12, champion: none, signatures: 1, hurts: [audit]";
/// Two bands are left, of two verdicts.
const OPEN: &str = "cost: guessed, days: 4, champion: named, signatures: 2";

/// A folder with the playbook and a deal of these facts, which need nobody's own servers.
fn desk(facts: &str) -> Desk {
    let desk = Desk::empty();
    desk.write("qualification.yaml", include_str!("../data/qualification.yaml"));
    desk.write("acme.deal.yaml", &deal(facts));
    desk
}

fn deal(facts: &str) -> String {
    format!(
        "format: 1\ndeal: Acme\nplaybook: ./qualification.yaml\nfacts: {{ {facts}, own_servers: no }}\n"
    )
}

fn brief(facts: &str, arguments: &[&str]) -> Run {
    desk(facts).coach(&[&["brief", "acme"], arguments].concat()).succeeded()
}

fn object(facts: &str) -> Value {
    serde_json::from_str(&brief(facts, &["-f", "json"]).stdout).unwrap()
}

#[test]
fn a_brief_shows_points_with_their_answers_and_each_part_of_the_score() {
    for (name, facts) in [("strong", STRONG), ("nurture", NURTURE), ("cold", COLD), ("open", OPEN)]
    {
        insta::assert_snapshot!(format!("points_{name}_80"), brief(facts, &["--why"]).stdout);
    }
    insta::assert_snapshot!("points_open_markdown", brief(OPEN, &["-f", "markdown"]).stdout);
    let desk = desk(OPEN);
    let mut command = desk.command(&["brief", "acme"]);
    let narrow = Run::of(command.env("COLUMNS", "50").output().unwrap()).stdout;
    assert!(narrow.lines().all(|line| line.chars().count() <= 50), "{narrow}");
}

#[test]
fn a_high_score_that_is_held_up_is_named_without_what_to_do_about_it() {
    let run = brief(HELD_UP, &["--why"]).stdout;
    assert!(run.starts_with("NOT YET — Nobody of theirs carries it."), "{run}");
    assert!(run.contains("\nScore 7: Strong.\n") && !run.contains("Agree on a date"), "{run}");
    let ruled_out = HELD_UP.replace("cost:", "own_servers: yes, cost:");
    let desk = desk("days: 3");
    desk.write("acme.deal.yaml", &deal(&ruled_out).replace(", own_servers: no", ""));
    let run = desk.coach(&["brief", "acme"]).succeeded().stdout;
    assert!(run.starts_with("NOT A FIT — It runs only in our cloud."), "{run}");
    assert!(!run.contains("Next:"), "{run}");
}

#[test]
fn the_json_of_a_brief_has_the_band_the_parts_and_the_points() {
    let brief = object(NURTURE);
    assert_eq!(brief["verdict"], "not-yet");
    assert_eq!(brief["score"], json!({ "at_least": 2, "at_most": 2, "threshold": 4 }));
    let next = "Ask again when their year is planned.";
    assert_eq!(brief["band"], json!({ "id": "nurture", "title": "Nurture", "next": next }));
    let say = "It does not seem to press you now. Shall we talk when you plan the year?";
    assert_eq!((&brief["say"], &brief["instead"]), (&json!(say), &Value::Null));
    assert_eq!(brief["speaks_against"], json!(["many_sign"]));
    let pain = json!({
        "id": "pain", "title": "Pain", "at_least": 3, "at_most": 3, "weak": false,
        "next": "Ask what the last late close led to.",
    });
    let champion = json!({
        "id": "champion", "title": "Champion", "at_least": 1, "at_most": 1, "weak": true,
        "next": "Ask who would miss it most.",
    });
    assert_eq!(brief["groups"], json!([pain, champion]));
    let told = brief["because"].as_array().unwrap().iter().find(|one| one["rule"] == "many_sign");
    let told = told.unwrap();
    assert_eq!(told["points"], json!({ "at_least": -2, "at_most": -2 }));
    assert_eq!((&told["kind"], &told["effect"]), (&json!("signal"), &json!("holds")));
    assert_eq!(told["weight"], Value::Null);

    let open = object(OPEN);
    assert_eq!((&open["band"], &open["verdict"]), (&Value::Null, &json!("undecided")));
    assert_eq!(open["possible"], json!(["fit", "not-yet"]));
    assert_eq!(open["groups"][0]["weak"], Value::Null);
    let cold = object(COLD);
    assert_eq!(cold["say"], "From what you told me it would not pay for you.");
    assert_eq!(
        cold["instead"],
        "The ledger that you have, with a checklist for closing the month."
    );
    // Whatever holds it up, the score has its band.
    let held_up = object(HELD_UP);
    assert_eq!(
        (&held_up["band"]["id"], &held_up["verdict"]),
        (&json!("strong"), &json!("not-yet"))
    );
    assert_eq!(held_up["say"], "Shall we first find out who of you wants this?");
}

#[test]
fn the_wizard_says_what_the_score_comes_to() {
    let desk = desk("days: 3");
    let ask = |facts: &str, answers: &str| {
        desk.write("acme.deal.yaml", &deal(facts));
        let run = desk.coach_reading(answers, &["start", "--plain", "acme"]);
        run.stdout + &run.stderr
    };
    // What hurts is left to be asked; nothing of it, or both that count.
    let open = ask(OPEN, "0\n\n1\n");
    assert!(open.contains("score 1 to 4, a fit from 4, not yet one from 0."), "{open}");
    let settled = "Settled: not yet\n  The score is 1: Nurture.\n  Next: Ask again when their";
    assert!(open.contains(settled), "{open}");
    let fit = ask(OPEN, "1,3\n\n1\n");
    assert!(fit.contains("  The score is 4: Worth it.\n"), "{fit}");
    let cold = ask(&COLD.replace(", hurts: []", ""), "0\n\n1\n");
    assert!(cold.contains("Settled: no fit\n  The score is -5 to -2: Cold.\n"), "{cold}");
}

#[test]
fn who_pursues_what_the_score_says_no_to_is_told_by_the_band() {
    let desk = desk("days: 3");
    let check = |facts: &str| {
        desk.write("acme.deal.yaml", &format!("{}pursue: yes\n", deal(facts)));
        desk.coach(&["check", "acme"]).ended_with(1).stdout
    };
    let soon = check(NURTURE);
    let words = "error[too-soon]: this deal is pursued, but it is not yet a fit: Nurture\n";
    assert!(soon.starts_with(words), "{soon}");
    let next = "  = help: what to do next: Ask again when their year is planned.\n";
    assert!(soon.contains(next), "{soon}");
    let forced = check(COLD);
    let words = "error[forced-fit]: this deal is pursued, but it is no fit: Cold\n";
    assert!(forced.starts_with(words), "{forced}");
    let held_up = check(HELD_UP);
    assert!(held_up.contains("not yet a fit: Nobody of theirs carries it.\n"), "{held_up}");
    assert!(held_up.contains("help: it holds until this is so: Somebody of theirs"), "{held_up}");
}

#[test]
fn cases_name_no_rule_where_the_band_decides() {
    let desk = desk("days: 3");
    let tested = |facts: &str, verdict: &str, because: &str| {
        let case = format!(
            "format: 1\nplaybook: ./qualification.yaml\ncases:\n  - case: One\n    \
             facts: {{ {facts}, own_servers: no }}\n    verdict: {verdict}\n    because: {because}\n"
        );
        desk.write("qualification.test.yaml", &case);
        desk.coach(&["playbook", "test", "qualification.yaml"])
    };
    tested(NURTURE, "not-yet", "[]").succeeded();
    tested(COLD, "no-fit", "[]").succeeded();
    tested(HELD_UP, "not-yet", "[nobody_carries_it]").succeeded();
    tested(HELD_UP, "not-yet", "[]").ended_with(1);
    let run = tested(NURTURE, "fit", "[]").ended_with(1);
    assert!(run.stdout.contains("the score is 2, in the band `nurture`"), "{}", run.stdout);
    let run = tested(NURTURE, "not-yet", "[nobody_carries_it]").ended_with(1);
    assert!(run.stdout.contains("nobody_carries_it"), "{}", run.stdout);
    let run = tested(COLD, "no-fit", "[below_threshold]");
    run.ended_with(1);
}

#[test]
fn a_playbook_is_shown_with_what_each_answer_gives() {
    let desk = desk("days: 3");
    let run = desk.coach(&["playbook", "show", "qualification.yaml"]).succeeded().stdout;
    let from = run.find("What speaks for it, or against it").unwrap();
    insta::assert_snapshot!("points_show_80", &run[from..]);
    let shown = desk.json(&["playbook", "show", "qualification.yaml", "-f", "json"]);
    let fit = &shown["fit"];
    assert_eq!(fit["threshold"], Value::Null);
    let cold = &fit["bands"][3];
    assert_eq!((&cold["id"], &cold["from"]), (&json!("cold"), &Value::Null));
    let rule =
        |id: &str| fit["rules"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    let carried = json!({
        "question": "champion",
        "given": [{ "answer": "tested", "points": 3 }, { "answer": "named", "points": 1 }],
    });
    assert_eq!(rule("carried")["points"], carried);
    assert_eq!(rule("carried")["group"], "champion");
    assert_eq!(rule("many_sign")["points"], json!({ "question": "signatures", "each": -1 }));
    let slow = &rule("slow")["points"]["given"][2];
    assert_eq!(slow, &json!({ "answer": "10..", "points": 3 }));
}

#[test]
fn a_change_of_points_groups_or_bands_is_told_with_who_it_turns() {
    let desk = desk("days: 3");
    let changed = include_str!("../data/qualification.yaml")
        .replace("from: 4, verdict: fit, title: Worth it", "from: 5, verdict: fit, title: A try")
        .replace("{ tested: 3, named: 1 }", "{ tested: 2, named: 1 }")
        .replace("weak_below: 3", "weak_below: 4");
    desk.write("new.yaml", &changed);
    let run = desk.coach(&["playbook", "diff", "qualification.yaml", "new.yaml", "-v"]);
    let told = run.succeeded().stdout;
    for words in [
        "STRICTER — some get a lower verdict than before; none a higher one\n",
        "A fit that is not yet one now\n  before fit · score 4: Worth it\n",
        "  rule carried: points changed: champion: tested +3, named +1 → champion: tested\n    +2, named +1\n",
        "  group pain: weak_below changed: 3 → 4\n",
        "  band worth_it: from changed: 4 → 5\n",
        "  band worth_it: title: “Worth it” → “A try”\n",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let threshold = changed.split("  bands:\n").next().unwrap().to_owned() + "  threshold: 5\n";
    desk.write("old.yaml", &threshold);
    let run = desk.coach(&["playbook", "diff", "old.yaml", "new.yaml"]).succeeded();
    let told = run.stdout;
    for words in [
        "LOOSER — some get a higher verdict than before; none a lower one\n",
        "threshold changed: 5 → nothing\n",
        "  band nurture: added (from 0: not-yet) — Nurture\n",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn a_graph_says_what_each_band_comes_to() {
    let desk = desk("days: 3");
    let run = desk.coach(&["playbook", "graph", "qualification.yaml"]).succeeded();
    for words in [
        "r_slow(\"<b>slow</b> (0 to #43;3)<br/>days: 1..3 0, 4..9 #43;1, 10.. #43;3\"):::signal_for",
        "r_what_hurts(\"<b>what_hurts</b> (0 to #43;3)",
        "v_score -->|\"Strong: 7 or more\"| v_fit",
        "v_score -->|\"Nurture: 0 or more\"| v_not_yet",
        "v_score -->|\"Cold: below that\"| v_no_fit",
    ] {
        assert!(run.stdout.contains(words), "{words}\n{}", run.stdout);
    }
}
