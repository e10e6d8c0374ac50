//! From a transcript to the brief with no assistant at all: a script stands in for one, and proposes
//! what is true and what is not.

use std::fs;
use std::path::Path;

use coach::hearing::Transcript;
use serde_json::{Value, json};

use crate::desk::Desk;

/// What stands in for an assistant. It reads the transcript as any program would, and proposes one true
/// fact for each lie.
fn propose(transcript: &Transcript) -> Vec<(Value, &'static str)> {
    let said = |words: &str| {
        let turn = transcript.turns.iter().find(|turn| turn.text.contains(words)).unwrap();
        turn.text.trim().to_owned()
    };
    let fact = |question: &str, answer: Value, quote: String| json!({ "question": question, "answer": answer, "quote": quote });
    let deadline = said("first of March");
    let (signs, board) = (said("Up to 20,000"), said("budget line"));
    vec![
        (fact("deadline", json!("fixed"), deadline.clone()), "heard"),
        (fact("owner", json!("named"), said("I answer for it").to_uppercase()), "heard"),
        (fact("deciders", json!(3), said("three of us").replace(':', " –")), "heard"),
        (fact("money", json!("route"), board.replace('\n', " ")), "heard"),
        // A number that is not there, the seller's words, a denial left out, two halves, no quote.
        (fact("deciders", json!(2), said("three of us")), "assumed"),
        (fact("capacity", json!("named"), said("live by Christmas")), "assumed"),
        (
            fact(
                "money",
                json!("agreed"),
                board.replace("I don't have", "I have").replace('\n', " "),
            ),
            "assumed",
        ),
        (fact("payback", json!(9), format!("{} {}", &deadline[..20], &signs[20..])), "assumed"),
        (json!({ "question": "path", "answer": true }), "assumed"),
        (fact("sum", json!("plenty"), deadline), "wrong"),
        (fact("budget_owner", json!("Paul"), signs), "wrong"),
    ]
}

#[test]
fn true_facts_become_evidence_and_false_ones_never_reach_the_verdict() {
    let desk = Desk::empty();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let talk = fs::read_to_string(examples.join("lakeside.vtt")).unwrap();
    desk.write("calls/2026-11-03.vtt", &talk);
    let proposed = propose(&Transcript::read("lakeside.vtt", talk.as_bytes()).unwrap());
    let facts: Vec<&Value> = proposed.iter().map(|(fact, _)| fact).collect();
    desk.write("facts.json", &serde_json::to_string(&facts).unwrap());
    let hear = [
        "hear",
        "calls/2026-11-03.vtt",
        "--deal",
        "lakeside",
        "--buyer",
        "Nora Lind",
        "--buyer",
        "Paul Abara",
        "--facts",
        "facts.json",
    ];
    let shown = desk.coach(&hear).succeeded();
    assert!(shown.stderr.contains("nothing is written"), "{}", shown.stderr);
    assert!(!desk.path("lakeside.deal.yaml").exists());

    let heard = desk.json(&[hear.as_slice(), &["--yes", "-f", "json"]].concat());
    let rulings: Vec<&str> = heard["proposals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["ruling"].as_str().unwrap())
        .collect();
    let wanted: Vec<&str> = proposed.iter().map(|(_, ruling)| *ruling).collect();
    assert_eq!(rulings, wanted, "{heard:#}");

    let brief = desk.json(&["brief", "lakeside", "-f", "json"]);
    let evidence: Vec<&str> = brief["facts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|fact| fact["source"] == "prospect")
        .map(|fact| fact["question"].as_str().unwrap())
        .collect();
    assert_eq!(evidence, ["owner", "deadline", "money", "deciders"]);
    let sheet = desk.coach(&["brief", "lakeside"]).succeeded().stdout;
    assert!(sheet.contains("Last talk 2026-11-03 with Nora Lind and Paul Abara."), "{sheet}");

    // What was heard stands, and keeps standing only as long as the source says so.
    let quotes = |code| {
        let found = desk.coach(&["check", "lakeside", "-f", "json"]).ended_with(code).stdout;
        found.matches("\"unheard-quote\"").count()
    };
    let described = quotes(1);
    desk.write("calls/2026-11-03.vtt", &talk.replace("the first of March", "the first of May"));
    assert_eq!(quotes(1), described + 1);
    fs::remove_file(desk.path("calls/2026-11-03.vtt")).unwrap();
    assert_eq!(quotes(1), described + 4);
}

#[test]
fn what_was_known_goes_to_the_history_and_nothing_is_overwritten_unsaid() {
    let desk = Desk::empty();
    desk.write("talk.txt", "Dana: It is set aside, and I sign it.\n\nKim: There is none.\n");
    desk.write(
        "acme.deal.yaml",
        "format: 1\ndeal: Acme\nplaybook: consultative\nfacts:\n  # asked twice\n  money: { answer: route, by: Dana, date: 2026-10-01 }\n",
    );
    let facts = r#"[{"question": "money", "answer": "agreed", "quote": "It is set aside"},
                    {"question": "money", "answer": "ruled_out", "quote": "There is none"},
                    {"question": "money", "answer": "no_route"}]"#;
    let hear = [
        "hear", "talk.txt", "--deal", "acme", "--buyer", "Dana", "--buyer", "Kim", "--facts", "-",
        "--yes",
    ];
    let run = desk
        .coach_reading(facts, &[hear.as_slice(), &["--date", "2026-11-03"]].concat())
        .succeeded();
    assert!(
        run.stdout.contains("in place of: Not set aside, but who decides and when is known (Dana)"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("kept in `history`"), "{}", run.stderr);
    let deal = desk.read("acme.deal.yaml");
    assert!(deal.contains("# asked twice"), "{deal}");
    assert!(deal.contains("    was: { answer: route, by: Dana, date: 2026-10-01 }\n"), "{deal}");
    for by in ["by: Dana", "by: Kim", "source: assumption"] {
        assert!(deal.contains(by), "{deal}");
    }
}

#[test]
fn strict_refuses_and_says_so_to_scripts() {
    let desk = Desk::empty();
    desk.write("talk.txt", "Dana: It is set aside.\n");
    let hear = [
        "hear", "talk.txt", "--deal", "acme", "--buyer", "Dana", "--facts", "-", "--strict",
        "--yes",
    ];
    let facts = r#"[{"question": "money", "answer": "agreed", "quote": "It is set aside"}, {"question": "owner", "answer": "named"}]"#;
    let run = desk.coach_reading(facts, &hear).ended_with(1);
    assert!(run.stdout.contains("Refused (1)"), "{}", run.stdout);
    assert!(!desk.read("acme.deal.yaml").contains("assumption"));
    desk.coach_reading("[{\"quest\": \"money\", \"answer\": 1}]", &hear)
        .complains(&["unknown key `quest`", "question"]);
    desk.coach_reading("{\"money\": 1}", &hear).complains(&["the proposals are a map, not a list"]);
    desk.coach_reading("[{", &hear).complains(&["not JSON"]);
}

#[test]
fn in_lines_each_is_looked_over_and_kept_at_once() {
    let desk = Desk::empty();
    desk.write("talk.txt", "Dana: It is set aside.\n\nDana: I answer for it.\n");
    desk.write(
        "facts.json",
        r#"[{"question": "money", "answer": "agreed", "quote": "It is set aside"},
            {"question": "owner", "answer": "named", "quote": "I answer for it"},
            {"question": "deciders", "answer": 3}]"#,
    );
    let hear = [
        "hear",
        "talk.txt",
        "--deal",
        "acme",
        "--buyer",
        "Dana",
        "--facts",
        "facts.json",
        "--plain",
    ];
    let run = desk.coach_reading("2\n1\n2\n", &hear).succeeded();
    let deal = desk.read("acme.deal.yaml");
    assert!(
        deal.contains("owner:") && !deal.contains("money:") && !deal.contains("deciders:"),
        "{deal}"
    );
    assert!(run.stderr.contains("What you took is kept."), "{}", run.stderr);
    assert_eq!(run.stdout.matches("left out").count(), 2, "{}", run.stdout);
}

#[test]
fn every_report_tells_a_quote_that_is_gone() {
    let desk = Desk::empty();
    desk.write("talk.txt", "Dana: It is set aside.\n");
    let money = "money: { answer: agreed, by: Dana, quote: It is approved, at: talk.txt#L1 }";
    desk.write(
        "acme.deal.yaml",
        &format!("format: 1\nplaybook: consultative\nfacts:\n  {money}\n"),
    );
    for format in ["text", "json", "github", "junit", "sarif", "markdown"] {
        let report = desk.coach(&["check", "acme", "-f", format]).ended_with(1).stdout;
        assert!(report.contains("unheard-quote"), "{format}: {report}");
        assert!(report.contains("does not stand in"), "{format}: {report}");
    }
    let explained = desk.coach(&["explain", "unheard-quote"]).succeeded().stdout;
    assert!(explained.contains("coach hear"), "{explained}");
}

#[test]
fn what_is_left_out_begins_no_deal_and_what_can_t_be_reported_is_not_kept() {
    let desk = Desk::empty();
    desk.write("talk.txt", "Dana: We have it.\n");
    desk.write(
        "facts.json",
        r#"[{"question": "money", "answer": "agreed", "quote": "We have it"}]"#,
    );
    let hear = ["hear", "talk.txt", "--deal", "acme", "--buyer", "Dana", "--facts", "facts.json"];
    let plain = [hear.as_slice(), &["--plain"]].concat();
    desk.coach_reading("2\n", &plain).succeeded();
    assert!(!desk.path("acme.deal.yaml").exists());
    let over_itself = [hear.as_slice(), &["--yes", "-o", "facts.json"]].concat();
    desk.coach(&over_itself).complains(&["`facts.json` is one of the files that are read here"]);
    assert!(!desk.path("acme.deal.yaml").exists());
    desk.coach_reading("1\n", &plain).succeeded();
    assert!(desk.path("acme.deal.yaml").exists());
}
