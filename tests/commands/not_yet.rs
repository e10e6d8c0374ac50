//! A hold: enough speaks for it, and something has to be done or said first.

use crate::desk::Desk;

/// The deal of a buyer of whom all is well but the money, in a playbook that holds for that.
const READY: &str = "consequence: measured\nusers: 40\nhosting: cloud\ndeadline: quarter\n";

fn desk() -> Desk {
    let desk = Desk::with_acme();
    let name = "playbooks/clinic-scheduling.yaml";
    let holds = "  holds:
    - id: no_route_to_money
      when: { budget: none }
      because: Nobody knows yet how this would be paid for.
      until: Somebody who may sign has said how it is paid.
      say: Shall we first find out how this could be paid for?
  signals:
";
    let playbook = desk.read(name);
    assert_eq!(playbook.matches("  signals:\n").count(), 1);
    desk.write(name, &playbook.replace("  signals:\n", holds));
    desk.write_deal("Delta", &format!("{READY}budget: none"));
    desk
}

#[test]
fn a_brief_says_what_holds_it_up_until_when_and_what_to_say() {
    let run = desk().coach(&["brief", "Delta", "--why"]).succeeded();
    insta::assert_snapshot!("not_yet_80", run.stdout);
    let run = desk().coach(&["brief", "Delta", "-f", "markdown"]).succeeded();
    insta::assert_snapshot!("not_yet_markdown", run.stdout);
}

#[test]
fn the_json_of_a_brief_has_the_holds_and_what_is_possible() {
    let run = desk().coach(&["brief", "Delta", "-f", "json"]).succeeded();
    let brief: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(brief["verdict"], "not-yet");
    assert_eq!(brief["possible"], serde_json::json!(["not-yet"]));
    assert_eq!(brief["say"], "Shall we first find out how this could be paid for?");
    let hold = serde_json::json!([{
        "rule": "no_route_to_money",
        "effect": "holds",
        "text": "Nobody knows yet how this would be paid for.",
        "until": "Somebody who may sign has said how it is paid."
    }]);
    assert_eq!(brief["holds"], hold);
    let kinds = brief["because"].as_array().unwrap().iter().map(|one| one["kind"].clone());
    assert_eq!(kinds.filter(|kind| kind == "hold").count(), 1);
    let first = &brief["would_change"][0];
    assert_eq!(first, &serde_json::json!({ "facts": { "budget": "approved" }, "verdict": "fit" }));
}

#[test]
fn while_it_is_open_the_brief_says_what_is_still_possible() {
    let desk = desk();
    desk.write_deal("Beta", READY);
    let run = desk.coach(&["brief", "Beta", "--why"]).succeeded();
    assert!(run.stdout.starts_with("UNDECIDED"), "{}", run.stdout);
    assert!(run.stdout.contains("Still possible: a fit or not yet a fit."), "{}", run.stdout);
    assert!(run.stdout.contains("not yet if"), "{}", run.stdout);
    let run = desk.coach(&["brief", "Beta", "-f", "json"]).succeeded();
    let brief: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(brief["possible"], serde_json::json!(["fit", "not-yet"]));
    assert_eq!(brief["can_still_change"], serde_json::json!(["budget"]));
}

#[test]
fn what_is_only_assumed_holds_nothing_up() {
    let desk = desk();
    desk.write_deal("Beta", &format!("{READY}budget: {{ answer: none, source: assumption }}"));
    let run = desk.coach(&["brief", "Beta", "-f", "json"]).succeeded();
    let brief: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(brief["verdict"], "undecided");
    assert_eq!(brief["if_assumptions_hold"], "not-yet");
}

#[test]
fn a_hard_rule_stands_above_a_hold() {
    let desk = desk();
    let facts = READY.replace("hosting: cloud", "hosting: own_servers_only");
    desk.write_deal("Beta", &format!("{facts}budget: none"));
    let run = desk.coach(&["brief", "Beta", "--exit-code"]);
    assert_eq!(run.code, 10, "{}", run.stdout);
    assert!(run.stdout.starts_with("NOT A FIT"), "{}", run.stdout);
}

#[test]
fn the_exit_code_of_a_not_yet_is_twelve_and_the_last_of_several() {
    let desk = desk();
    desk.write_deal("Fit", &format!("{READY}budget: approved"));
    desk.write_deal("Open", READY);
    assert_eq!(desk.coach(&["brief", "Delta", "--exit-code"]).code, 12);
    assert_eq!(desk.coach(&["brief", "Delta", "--why"]).code, 0);
    assert_eq!(desk.coach(&["brief", "Fit", "Delta", "--exit-code"]).code, 12);
    assert_eq!(desk.coach(&["brief", "Delta", "Open", "--exit-code"]).code, 11);
    let all = ["start", "--no-input", "-p", "clinic-scheduling", "-a", "consequence=measured"];
    let facts = ["-a", "users=40", "-a", "hosting=cloud", "-a", "budget=none", "--exit-code"];
    assert_eq!(desk.coach(&[&all[..], &facts].concat()).code, 12);
}

#[test]
fn a_deal_that_is_pursued_all_the_same_is_too_soon() {
    let desk = desk();
    let deal = desk.read("Delta.deal.yaml");
    let check = |more: &str, arguments: &[&str]| {
        desk.write("Delta.deal.yaml", &format!("{deal}{more}"));
        desk.coach(&[&["check", "Delta", "--as-of", "2026-11-28"], arguments].concat())
    };
    assert_eq!(check("", &[]).code, 0);
    let run = check("pursue: yes\n", &[]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    let words = "this deal is pursued, but it is not yet a fit: Nobody knows yet how this would be";
    assert!(run.stdout.contains(words), "{}", run.stdout);
    assert!(run.stdout.contains("too-soon"), "{}", run.stdout);
    let waived = "pursue: yes\nwaivers: [{ rule: too-soon, because: They sign on Monday. }]\n";
    assert_eq!(check(waived, &[]).code, 0);
    assert_eq!(check("", &["--require", "decided"]).code, 0);
    assert_eq!(check("", &["--require", "fit"]).code, 1);
}

#[test]
fn a_hold_says_until_when_it_holds() {
    let desk = desk();
    let name = "playbooks/clinic-scheduling.yaml";
    let playbook = desk.read(name);
    let until = "      until: Somebody who may sign has said how it is paid.\n";
    desk.write(name, &playbook.replace(until, ""));
    let run = desk.coach(&["brief", "Delta", "--why"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("until"), "{}", run.stderr);
}
