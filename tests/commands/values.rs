//! Values: what a brief says of them, and that they decide as any number does.

use serde_json::{Value, json};

use crate::desk::Desk;

/// All that bears on `worth` of `tests/data/worth.yaml` but the hours.
const BUT_HOURS: &str = "rate: 40\nseats: 10\nprice: 90\nowner: yes\n";

fn desk() -> Desk {
    let desk = Desk::with_acme();
    desk.write("playbooks/worth.yaml", include_str!("../data/worth.yaml"));
    desk
}

/// The brief of a deal with these facts, as JSON.
fn brief(facts: &str) -> Value {
    let run = told(facts, "json");
    serde_json::from_str(&run).unwrap()
}

fn told(facts: &str, format: &str) -> String {
    let desk = desk();
    let facts = facts.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let deal = format!("format: 1\ndeal: Delta\nplaybook: playbooks/worth.yaml\nfacts:\n{facts}");
    desk.write("Delta.deal.yaml", &deal);
    desk.coach(&["brief", "Delta", "-f", format]).succeeded().stdout
}

#[test]
fn the_range_of_a_value_stands_with_its_unit() {
    let page = told(&format!("hours: 20..60\n{BUT_HOURS}"), "text");
    let line = "What it saves them in a month, less what it costs: −100 to 1,500 EUR a month";
    assert!(page.contains(line), "{page}");
    assert!(told(&format!("hours: 20..60\n{BUT_HOURS}"), "markdown").contains(line));
    let of_one = told(&format!("hours: 22.525\n{BUT_HOURS}"), "text");
    assert!(of_one.contains("less what it costs: 1 EUR a month\n"), "{of_one}");
}

#[test]
fn a_part_that_nobody_has_answered_is_named_in_place_of_the_most_that_it_takes() {
    let some = "hours: 20..60\nseats: 10\nprice: 90\nowner: yes";
    let page = told(some, "text");
    assert!(page.contains("−900 EUR a month or more; not\nknown yet: rate\n"), "{page}");
    let known = told(&format!("{some}\nrate: 40"), "text");
    assert!(!known.contains("not known yet"), "{known}");
    let at_most = &brief(some)["values"][0]["at_most"];
    assert!(at_most.is_number(), "JSON keeps the bound of all cases: {at_most}");
}

#[test]
fn a_fit_does_not_ask_for_a_part_that_its_value_can_do_without() {
    let desk = desk();
    let playbook = desk.read("playbooks/worth.yaml");
    let playbook = playbook.replace("        min: 0\n        max: 500\n", "        min: 20\n");
    let open = "verified_when: { worth: { more_than: 0 }, seats: { at_least: 20 } }";
    let playbook = playbook.replace("verified_when: { worth: { more_than: 0 } }", open);
    desk.write("playbooks/worth.yaml", &playbook);
    let facts = "{ hours: 60, seats: 10, price: 90, owner: yes }";
    let deal = format!("format: 1\ndeal: Delta\nplaybook: playbooks/worth.yaml\nfacts: {facts}\n");
    desk.write("Delta.deal.yaml", &deal);
    let page = desk.coach(&["brief", "Delta"]).succeeded().stdout;
    assert!(page.starts_with("FIT") && page.contains("At Offer"), "{page}");
    assert!(page.contains("300 EUR a month or more; not\nknown yet: rate\n"), "{page}");
    assert!(!page.contains("Ask\n"), "{page}");
}

#[test]
fn a_range_turns_the_verdict_where_it_crosses() {
    let brief = brief(&format!("hours: 20..60\n{BUT_HOURS}"));
    assert_eq!(brief["verdict"], "undecided");
    assert_eq!(brief["exact"], true);
    assert_eq!(brief["possible"], json!(["fit", "not-yet"]));
    assert_eq!(brief["can_still_change"], json!(["hours"]));
    let value = json!([{
        "id": "worth",
        "title": "What it saves them in a month, less what it costs",
        "at_least": -100,
        "at_most": 1500,
        "unit": "EUR a month"
    }]);
    assert_eq!(brief["values"], value);
    for change in brief["would_change"].as_array().unwrap() {
        let hours = change["facts"]["hours"].as_f64().unwrap();
        let verdict = if hours * 40.0 > 900.0 { "fit" } else { "not-yet" };
        assert_eq!(change["verdict"], verdict, "{change}");
    }
}

#[test]
fn single_answers_give_a_number_and_a_verdict() {
    let at_the_border = brief(&format!("hours: 22.5\n{BUT_HOURS}"));
    assert_eq!(at_the_border["verdict"], "not-yet");
    assert_eq!(at_the_border["exact"], true);
    assert_eq!(at_the_border["values"][0]["at_least"], json!(0));
    assert_eq!(at_the_border["values"][0]["at_most"], json!(0));
    assert_eq!(brief(&format!("hours: 22.51\n{BUT_HOURS}"))["verdict"], "fit");
}

#[test]
fn a_reason_names_the_questions_of_its_value() {
    let brief = brief("owner: yes");
    let reasons = brief["because"].as_array().unwrap();
    let sum = reasons.iter().find(|reason| reason["rule"] == "no_sum").unwrap();
    assert_eq!(sum["facts"], json!(["hours", "rate", "seats", "price"]));
}

#[test]
fn what_a_decided_brief_would_change_does_change_it() {
    let decided = brief(&format!("hours: 60\n{BUT_HOURS}"));
    assert_eq!(decided["verdict"], "fit");
    let changes = decided["would_change"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["verdict"] == "not-yet"), "{changes:?}");
    for change in changes {
        let facts = change["facts"].as_object().unwrap();
        let mut changed = format!("hours: 60\n{BUT_HOURS}");
        for (question, answer) in facts {
            let answer = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
            let others = changed.lines().filter(|line| !line.starts_with(&format!("{question}:")));
            changed = others.map(|line| format!("{line}\n")).collect::<String>();
            changed += &format!("{question}: {answer}\n");
        }
        assert_eq!(brief(&changed)["verdict"], change["verdict"], "{change}");
    }
}
