//! Questions about our own offer: we answer them, and the buyer is not asked.

use crate::desk::Desk;
use serde_json::json;

const OURS: &str = "      - id: in_time
        ask: Can we deliver by their date?
        why: Nobody is helped by a promise.
        answered_by: us
        type: yes_no
      - id: budget
";
const RULE: &str = "  must_haves:
    - { id: in_time, when: { in_time: yes }, because: Late is of no use to them. }
";

/// The playbook of the contract with one such question, which a fit needs.
fn desk() -> Desk {
    let desk = Desk::with_acme();
    let path = "playbooks/clinic-scheduling.yaml";
    let text = desk.read(path);
    let text = text.replace("      - id: budget\n", OURS).replace("  must_haves:\n", RULE);
    desk.write(path, &text);
    desk
}

const ALL_ELSE: &str =
    "consequence: measured\ndeadline: quarter\nusers: 40\nhosting: cloud\nbudget: approved\n";

fn brief(facts: &str) -> serde_json::Value {
    let desk = desk();
    desk.write_deal("deal", &(ALL_ELSE.to_owned() + facts));
    desk.json(&["brief", "deal", "-f", "json"])
}

#[test]
fn what_we_say_of_our_own_offer_counts() {
    for facts in [
        "in_time: yes",
        "in_time: { answer: yes, source: us }",
        // The buyer may know it too.
        "in_time: { answer: yes, source: prospect }",
        "in_time: { answer: yes, source: document }",
    ] {
        assert_eq!(brief(facts)["verdict"], "fit", "{facts}");
    }
    let assumed = brief("in_time: { answer: yes, source: assumption }");
    assert_eq!(assumed["verdict"], "undecided");
    assert_eq!(assumed["assumptions"], json!(["in_time"]));
}

#[test]
fn what_we_say_of_the_buyer_is_an_assumption() {
    let desk = desk();
    let facts = ALL_ELSE.replace("users: 40", "users: { answer: 40, source: us }");
    desk.write_deal("deal", &(facts + "in_time: yes"));
    let object = desk.json(&["brief", "deal", "-f", "json"]);
    assert_eq!(object["verdict"], "undecided");
    assert_eq!(object["if_assumptions_hold"], "fit");
    assert_eq!(object["assumptions"], json!(["users"]));
    let text = desk.coach(&["brief", "deal", "--why"]).succeeded().stdout;
    assert!(text.contains("users: 40 people (assumed)"), "{text}");
    // Evidence takes its place unasked, and it never takes evidence's.
    let run = desk.coach(&["brief", "deal", "-a", "users=40", "--exit-code"]);
    run.ended_with(0);
}

#[test]
fn a_flag_is_ours_and_is_written_as_shortly_as_it_can_be() {
    let desk = desk();
    let start = ["start", "new", "-p", "clinic-scheduling", "--no-input", "-a", "in_time=no"];
    let run = desk.coach(&[&start[..], &["-a", "users=5"]].concat()).succeeded();
    let deal = desk.read_with_today("new.deal.yaml");
    assert!(deal.contains("\n  in_time: { answer: no, date: TODAY }\n"), "{deal}");
    assert!(run.stdout.contains("in_time: No (from us, "), "{}", run.stdout);

    desk.write("answers.yaml", "in_time: { answer: yes, source: prospect, by: Dana }\n");
    desk.coach(&["start", "new", "--no-input", "--answers", "answers.yaml"]).succeeded();
    let deal = desk.read_with_today("new.deal.yaml");
    let entries = ["answer: yes", "source: prospect", "by: Dana", "date: TODAY"];
    let fact = format!("  in_time:\n    {}\n", entries.join("\n    "));
    assert!(deal.contains(&fact), "{deal}");
    assert!(deal.contains("was: { answer: no, date: TODAY } }"), "{deal}");
}

#[test]
fn it_is_not_among_what_to_ask_the_buyer() {
    let desk = desk();
    desk.write_deal("deal", &ALL_ELSE.replace("budget: approved\n", "budget: unknown"));
    let text = desk.coach(&["brief", "deal", "--why"]).succeeded().stdout;
    let asked = text.split("\nAsk next\n").nth(1);
    assert!(asked.is_none(), "only ours is open: {text}");
    let ours = text.split("\nFor you to find out\n").nth(1).unwrap();
    assert!(ours.starts_with("  1. “Can we deliver by their date?”\n"), "{text}");
    assert!(ours.contains("Why: Nobody is helped by a promise."), "{text}");

    desk.write_deal("open", "consequence: measured\nin_time: unknown");
    let markdown = desk.coach(&["brief", "open", "-f", "markdown"]).succeeded().stdout;
    let (asked, rest) = markdown.split_once("### Ask next").unwrap().1.split_once("###").unwrap();
    assert!(asked.contains("How many people book") && !asked.contains("in_time"), "{markdown}");
    assert!(!asked.contains("Can we deliver"), "{markdown}");
    assert!(rest.starts_with(" For you to find out\n\n1. “Can we"), "{markdown}");

    let object = desk.json(&["brief", "open", "-f", "json"]);
    let asks = object["ask_next"].as_array().unwrap();
    for asked in asks {
        let whom = if asked["question"] == "in_time" { "us" } else { "buyer" };
        assert_eq!(asked["answered_by"], whom, "{asked}");
    }
    assert!(asks.iter().any(|asked| asked["question"] == "in_time"), "{asks:?}");
}

#[test]
fn the_wizard_puts_it_to_the_seller_and_does_not_ask_how_they_know() {
    let desk = desk();
    desk.write_deal("deal", ALL_ELSE);
    let run = desk.coach_reading("y\n1\n", &["start", "deal", "--plain"]).succeeded();
    let said = &run.stderr;
    assert!(said.contains("For you: Can we deliver by their date?"), "{said}");
    assert!(!said.contains("How do you know?"), "{said}");
    assert!(said.contains("Noted: Yes · we know it ourselves"), "{said}");
    let deal = desk.read_with_today("deal.deal.yaml");
    assert!(deal.contains("\n  in_time: { answer: yes, date: TODAY }\n"), "{deal}");

    // Not known yet, it is something to find out, beside what to ask.
    desk.write_deal("open", &ALL_ELSE.replace("users: 40\n", ""));
    let run = desk.coach_reading("unknown\nunknown\n1\n", &["start", "open", "--plain"]);
    let said = run.succeeded().stderr;
    assert!(said.contains("For you to find out:\n  · Can we deliver"), "{said}");
    assert!(said.contains("To find out on the next call:\n  · How many people"), "{said}");
    assert!(said.contains("Not known yet · something to find out"), "{said}");
}

#[test]
fn the_checklist_does_not_send_anybody_to_the_buyer_for_it() {
    let desk = desk();
    desk.write_deal("deal", ALL_ELSE);
    let run = desk.coach(&["check", "deal"]).ended_with(1);
    assert!(run.stdout.contains("find out for yourselves: “Can we deliver"), "{}", run.stdout);
}

#[test]
fn it_is_shown_and_a_wrong_word_is_refused() {
    let desk = desk();
    let run = desk.coach(&["playbook", "show", "clinic-scheduling"]).succeeded();
    assert!(run.stdout.contains("    Answered by: us; the buyer is not asked\n"), "{}", run.stdout);
    let shown = desk.json(&["playbook", "show", "clinic-scheduling", "--json"]);
    let questions = &shown["stages"][1]["questions"];
    assert_eq!(
        (&questions[1]["answered_by"], &questions[2]["answered_by"]),
        (&json!("buyer"), &json!("us"))
    );
    let path = "playbooks/clinic-scheduling.yaml";
    desk.write(path, &desk.read(path).replace("answered_by: us", "answered_by: su"));
    desk.coach(&["playbook", "show", "clinic-scheduling"])
        .complains(&["nobody is called `su` here", "answered by `buyer` or `us`"]);
}

#[test]
fn its_words_need_not_be_fit_for_the_buyer() {
    let desk = desk();
    let path = "playbooks/clinic-scheduling.yaml";
    let leading =
        desk.read(path).replace("Can we deliver by", "Don't you agree that our SLA covers");
    let found = |text: &str| {
        desk.write(path, text);
        let run = desk.coach(&["playbook", "check", "-f", "json", path]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let findings = report["files"][0]["findings"].as_array().unwrap().clone();
        findings.iter().filter(|one| one["rule"] == "leading-question").count()
    };
    assert_eq!(found(&leading), 0);
    assert_eq!(found(&leading.replace("        answered_by: us\n", "")), 1);
}
