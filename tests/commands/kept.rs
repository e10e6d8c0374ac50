//! What `coach start` and `check --fix` say of what they change in a deal's file, and what they keep.

use crate::desk::Desk;

/// A playbook that has lost the option `on_site` of `hosting` and the question `mood`.
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
    prepare: [users]
    questions:
      - { id: users, ask: How many people is it?, type: number, min: 0, max: 5000 }
      - { id: hosting, ask: Where is it?, type: choice, options: { cloud: In a cloud, either: Either } }
      - { id: owner, ask: Who has it?, type: choice, options: { named: One person, shared: Several } }
fit:
  must_haves:
    - { id: size, when: { users: { at_least: 20 } }, because: Too small. }
    - { id: place, when: { hosting: cloud }, because: Elsewhere. }
";

fn desk(facts: &str) -> Desk {
    let desk = Desk::empty();
    desk.write("tiny.yaml", PLAYBOOK);
    let head = "format: 1\ndeal: Ferry\nplaybook: ./tiny.yaml\n";
    desk.write("ferry.deal.yaml", &format!("{head}{facts}"));
    desk
}

#[test]
fn a_richer_statement_is_told_and_kept_when_a_newer_one_takes_its_place() {
    let facts =
        "facts:\n  owner: { answer: named, by: Ola, date: 2026-10-02, note: Call before 10. }\n";
    let desk = desk(facts);
    let run = desk.coach(&["start", "ferry", "--no-input", "-a", "owner=shared"]).succeeded();
    assert_eq!(
        run.stderr,
        "saved `ferry.deal.yaml`\n`owner` was: One person from Ola, 2026-10-02, with a note; kept in \
         `history`\n"
    );
    let file = desk.read_with_today("ferry.deal.yaml");
    let kept = "question: owner\n    was: { answer: named, by: Ola, date: 2026-10-02, note: Call before 10. }\n";
    let owner = "  owner: { answer: shared, date: TODAY }\n";
    assert!(file.contains(owner) && file.contains(kept), "{file}");
    desk.coach(&["brief", "ferry"]).succeeded();
    // The same again changes nothing.
    let run = desk.coach(&["start", "ferry", "--no-input", "-a", "owner=shared"]).succeeded();
    assert_eq!((run.stderr.as_str(), desk.read_with_today("ferry.deal.yaml")), ("", file));
}

#[test]
fn the_same_answer_again_keeps_who_said_it() {
    let facts = "facts:\n  owner: { answer: named, by: Ola, note: Call before 10. }\n";
    let desk = desk(facts);
    let run = desk.coach(&["start", "ferry", "--no-input", "-a", "owner=named"]).succeeded();
    assert_eq!(run.stderr, "");
    assert!(desk.read("ferry.deal.yaml").ends_with(facts));
}

#[test]
fn a_lost_layout_is_told() {
    let desk = desk("? facts\n: ? owner # Ola\n  : named\n");
    let anew =
        "it could not be changed in place, so it is laid out anew; its comments stand at the end";
    let run = desk.coach(&["start", "ferry", "--no-input", "-a", "users=30"]).succeeded();
    assert_eq!(run.stderr, format!("saved `ferry.deal.yaml`\n{anew}\n"));
    assert!(desk.read("ferry.deal.yaml").ends_with("  owner: named\n# Ola\n"));
    desk.write(
        "ferry.deal.yaml",
        "format: 1\nplaybook: ./tiny.yaml\n? facts\n: ? owner # Ola\n  : named\n",
    );
    let run = desk.coach(&["check", "ferry.deal.yaml", "--fix"]);
    assert!(run.stderr.contains(&format!("`ferry.deal.yaml`: {anew}")), "{}", run.stderr);
    assert!(desk.read("ferry.deal.yaml").ends_with("# Ola\n"));
}

#[test]
fn a_fact_that_fits_no_more_is_told_unless_it_is_answered_anew() {
    let facts = "facts:\n  users: 30\n  hosting: on_site   # they said\n";
    let desk = desk(facts);
    desk.coach(&["brief", "ferry"]).ended_with(2).complains(&["on_site", "ferry.deal.yaml:6:12"]);
    desk.coach(&["start", "ferry", "--no-input"]).ended_with(2).complains(&["on_site"]);
    assert!(desk.read("ferry.deal.yaml").ends_with(facts));
    let run = desk.coach(&["start", "ferry", "--no-input", "-a", "hosting=cloud"]).succeeded();
    assert!(run.stderr.contains("`hosting` was: `on_site`; kept in `history`"), "{}", run.stderr);
    let file = desk.read_with_today("ferry.deal.yaml");
    let hosting = "  hosting: { answer: cloud, date: TODAY }\n";
    assert!(file.contains(hosting) && file.contains("# they said\n"), "{file}");
    assert!(file.contains("question: hosting, was: on_site }"), "{file}");
    desk.coach(&["brief", "ferry"]).succeeded();
}

#[test]
fn each_fact_that_fits_no_more_has_to_be_answered_anew() {
    let facts = "facts:\n  hosting: on_site\n  owner: nobody\n";
    let desk = desk(facts);
    for one in ["hosting=cloud", "owner=named"] {
        desk.coach(&["start", "ferry", "--no-input", "-a", one]).complains(&["ferry.deal.yaml"]);
        assert!(desk.read("ferry.deal.yaml").ends_with(facts), "{one}");
    }
    let both = ["start", "ferry", "--no-input", "-a", "hosting=cloud", "-a", "owner=named"];
    desk.coach(&both).succeeded();
    let file = desk.read("ferry.deal.yaml");
    assert!(file.contains("was: on_site }") && file.contains("was: nobody }"), "{file}");
}

#[test]
fn of_facts_that_fit_no_more_only_those_are_told_that_are_not_answered_anew() {
    let facts = "facts:\n  gone: 5\n  hosting: on_site\n  owner: nobody\n";
    let desk = desk(facts);
    for (answers, told, silent) in [
        (&["hosting=cloud", "owner=named"][..], &["gone"][..], &["on_site", "nobody"][..]),
        (&["hosting=cloud"], &["gone", "nobody"], &["on_site"]),
        (&[], &["gone", "nobody", "on_site"], &[]),
    ] {
        let mut start = vec!["start", "ferry", "--no-input"];
        start.extend(answers.iter().flat_map(|answer| ["-a", answer]));
        let run = desk.coach(&start).complains(told);
        assert_eq!(run.stderr.matches("error: ").count(), told.len(), "{}", run.stderr);
        for words in silent {
            assert!(!run.stderr.contains(words), "{words}: {}", run.stderr);
        }
        assert!(desk.read("ferry.deal.yaml").ends_with(facts));
    }
}

#[test]
fn answers_in_json_are_read_by_its_rules() {
    let desk = desk("facts:\n  users: 1\n");
    desk.write(
        "crm.json",
        "{\r\n  \"users\": 3.0E1,\r\n  \"hosting\": null, \"owner\": \"nam\\u0065d\"\r\n}",
    );
    let flags = ["brief", "ferry", "--answers", "crm.json", "-f", "json"];
    let brief = desk.json(&flags);
    assert_eq!(brief["can_still_change"][0], "hosting");
}
