//! YAML for programs: what an independent reader finds in it is what JSON says.

use serde_json::Value;

use crate::desk::{ACME, Desk};

/// The documents of a text, each as JSON would have it.
fn documents(text: &str) -> Vec<Value> {
    let read = |document: &str| serde_yaml::from_str::<Value>(document).unwrap();
    text.split("---\n").map(read).collect()
}

#[test]
fn a_brief_says_the_same_as_in_json() {
    let desk = Desk::with_acme();
    let yaml = desk.coach(&["brief", "acme", "-f", "yaml"]).succeeded();
    let json = desk.json(&["brief", "acme", "-f", "json"]);
    assert_eq!(documents(&yaml.stdout), std::slice::from_ref(&json));
    let keys = |text: &str| text.find("verdict").unwrap() < text.find("because").unwrap();
    assert!(keys(&yaml.stdout), "the keys stand in their order:\n{}", yaml.stdout);
    let in_log =
        desk.command(&["brief", "acme", "-f", "yaml"]).env("GITHUB_ACTIONS", "true").output();
    let in_log = String::from_utf8(in_log.unwrap().stdout).unwrap();
    assert_eq!(documents(&in_log), [json]);
}

#[test]
fn several_deals_are_a_document_each() {
    let desk = Desk::with_acme();
    desk.write("other.deal.yaml", &ACME.replace("Acme Clinics", "Other"));
    desk.write("wrong.deal.yaml", "format: 1\ndael: x\n");
    let run = desk.coach(&["brief", "acme", "other", "wrong", "-f", "yaml"]).ended_with(2);
    let found = documents(&run.stdout);
    assert_eq!(found[0]["deal"], "Acme Clinics");
    assert_eq!(found[1]["deal"], "Other");
    assert!(found[2]["error"].as_str().unwrap().contains("dael"), "{found:?}");
}

#[test]
fn a_playbook_says_the_same_as_in_json() {
    let desk = Desk::empty();
    let yaml = desk.coach(&["playbook", "show", "subscription-billing", "-f", "yaml"]).succeeded();
    let json = desk.json(&["playbook", "show", "subscription-billing", "-f", "json"]);
    assert_eq!(documents(&yaml.stdout), [json]);
}
