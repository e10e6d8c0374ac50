//! In which order the brief says to ask: `opening`, `effort`, `--opening`, the buyer's problem in their
//! words, and what the talk calls for.

use crate::desk::Desk;
use serde_json::json;

/// Of the first stage little hangs on the answers; of the second one all does.
const PLAYBOOK: &str = "\
format: 1
id: order
title: Order
summary: What is asked first.
offer: { name: Thing, solves: Something }
stages:
  - id: problem
    title: Problem
    buyer_asks: Should we do anything?
    verified_when: { pain: yes }
    prepare: [story, pain]
    questions:
      - { id: story, ask: What goes wrong?, type: text, who_knows: Whoever does the work }
      - { id: pain, ask: Does it hurt?, type: yes_no, likely: { yes: 9, no: 1 } }
      - { id: seen, ask: Who has seen it?, when: { pain: yes }, type: yes_no, likely: { yes: 9, no: 1 } }
  - id: money
    title: Money
    buyer_asks: What may it cost?
    verified_when: { paid: yes, approved: yes }
    prepare: [approved, date, pain]
    questions:
      - { id: paid, ask: Can it be paid for?, type: yes_no, good_for: 30d }
      - { id: approved, ask: Who has agreed?, type: yes_no, good_for: 30d }
      - { id: date, ask: By when?, type: text }
fit:
  disqualifiers:
    - { id: no_money, when: { paid: no }, because: Nobody can pay for it. }
    - { id: no_yes, when: { approved: no }, because: Nobody has agreed. }
  signals:
    - { id: hurts, when: { pain: yes }, weight: 1, because: It hurts. }
    - { id: was_seen, when: { seen: yes }, weight: 1, because: Somebody has seen it. }
  threshold: 2
";

fn desk(changes: &[[&str; 2]]) -> Desk {
    let desk = Desk::empty();
    let text = changes.iter().fold(PLAYBOOK.to_owned(), |text, [from, to]| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    desk.write("playbooks/order.yaml", &text);
    desk
}

/// What is to be asked where this is known.
fn asked(desk: &Desk, facts: &str, flags: &[&str]) -> Vec<String> {
    let facts: String = facts.lines().map(|line| format!("  {line}\n")).collect();
    let facts =
        if facts.is_empty() { "facts: {}\n".to_owned() } else { format!("facts:\n{facts}") };
    desk.write("deal.deal.yaml", &format!("format: 1\ndeal: One\nplaybook: order\n{facts}"));
    let brief = desk.json(&[&["brief", "deal", "-f", "json"][..], flags].concat());
    let started = desk.json(&[&["start", "deal", "--no-input", "-f", "json"][..], flags].concat());
    assert_eq!(brief["ask_next"], started["ask_next"]);
    let entries = brief["ask_next"].as_array().unwrap().iter();
    entries.map(|entry| entry["question"].as_str().unwrap().to_owned()).collect()
}

const HEARD: &str = "story: It breaks every Monday.\n";

#[test]
fn the_problem_in_their_words_comes_first_while_it_is_unknown() {
    let desk = desk(&[]);
    assert_eq!(asked(&desk, "", &[])[0], "story");
    assert_eq!(asked(&desk, "", &["--opening", "0"])[0], "story");
    assert_eq!(asked(&desk, "story: unknown", &[])[0], "story");
    assert_ne!(asked(&desk, HEARD, &[])[0], "story");
    // What is assumed is known, but nobody has said it: the talk still calls for it.
    let assumed = asked(&desk, "story: { answer: It breaks., source: assumption }", &[]);
    assert_ne!(assumed[0], "story");
    assert_eq!(assumed.last().unwrap(), "story");
    // A text of another stage is no problem in their words.
    assert!(!asked(&desk, "", &[]).contains(&"date".to_owned()));
    let brief = desk.json(&["brief", "deal", "-f", "json"]);
    let first = json!({
        "question": "story", "ask": "What goes wrong?", "why": null, "stage": "problem",
        "who_knows": "Whoever does the work", "answered_by": "buyer",
    });
    assert_eq!(brief["ask_next"][0], first);
}

#[test]
fn a_text_whose_gate_is_open_waits_for_it() {
    let gated = ["type: text, who_knows: Whoever does the work", "type: text, when: { paid: yes }"];
    let asked = asked(&desk(&[gated]), "", &[]);
    let place = |id: &str| asked.iter().position(|one| one == id).unwrap();
    assert!(place("paid") < place("story"), "{asked:?}");
}

#[test]
fn in_the_opening_worth_alone_counts_and_after_it_the_stage_comes_first() {
    let desk = desk(&[]);
    let by_worth = ["paid", "approved", "pain", "seen"];
    let by_stage = ["pain", "seen", "paid", "approved"];
    assert_eq!(asked(&desk, HEARD, &[]), by_worth);
    assert_eq!(asked(&desk, HEARD, &["--opening", "0"]), by_stage);
    // The words count as one question of which there is evidence; what is assumed or unknown doesn't.
    assert_eq!(asked(&desk, HEARD, &["--opening", "1"]), by_stage);
    assert_eq!(asked(&desk, HEARD, &["--opening", "2"]), by_worth);
    let assumed = format!("{HEARD}seen: {{ answer: yes, source: assumption }}\npaid: unknown");
    assert_eq!(asked(&desk, &assumed, &["--opening", "2"]), by_worth);
}

#[test]
fn the_flag_goes_over_what_the_playbook_says() {
    let desk = desk(&[["stages:\n", "opening: 0\nstages:\n"]]);
    assert_eq!(asked(&desk, HEARD, &[])[0], "pain");
    assert_eq!(asked(&desk, HEARD, &["--opening", "8"])[0], "paid");
    let refused = desk.coach(&["brief", "deal", "--opening", "101"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("101"), "{}", refused.stderr);
}

#[test]
fn what_costs_more_to_ask_comes_later() {
    let costly = |effort: u8| format!("Can it be paid for?, effort: {effort}");
    let [two, three] = [2, 3].map(costly);
    for effort in [two, three] {
        let desk = desk(&[["Can it be paid for?", &effort]]);
        let asked = asked(&desk, HEARD, &["--opening", "8"]);
        assert_eq!(asked[0], "approved", "{effort}: {asked:?}");
    }
}

#[test]
fn then_comes_what_the_talk_calls_for() {
    let desk = desk(&[]);
    // Nothing of their money is called for at the first stage; at the second it is.
    assert_eq!(
        asked(&desk, &format!("{HEARD}pain: yes"), &[]),
        ["paid", "approved", "seen", "date"]
    );
    let assumed = format!(
        "{HEARD}pain: yes\npaid: yes\nseen: yes\napproved: {{ answer: yes, source: assumption }}"
    );
    assert_eq!(asked(&desk, &assumed, &[]), ["approved", "date"]);
    let ready = format!("{HEARD}pain: yes\nseen: yes\npaid: yes\napproved: yes\ndate: In May.");
    assert!(asked(&desk, &ready, &[]).is_empty());
    let fit = format!("{HEARD}pain: yes\nseen: yes\npaid: yes\napproved: yes");
    assert_eq!(asked(&desk, &fit, &[]), ["date"]);
    assert_eq!(
        asked(&desk, "pain: yes\nseen: yes\npaid: yes\napproved: yes", &[]),
        ["story", "date"]
    );
    assert!(asked(&desk, "paid: no", &[]).is_empty());
}

#[test]
fn what_the_talk_calls_for_waits_for_its_gates_be_it_by_way_of_others() {
    let desk = desk(&[
        ["prepare: [story, pain]", "prepare: [last, first]"],
        [
            "      - { id: seen,",
            "      - { id: last, ask: And then?, when: { middle: yes }, type: yes_no }\n      \
             - { id: middle, ask: Which?, when: { first: yes }, type: yes_no }\n      \
             - { id: first, ask: Where?, type: yes_no }\n      - { id: seen,",
        ],
    ]);
    assert!(asked(&desk, HEARD, &[]).ends_with(&["first".to_owned(), "last".to_owned()]));
}

#[test]
fn what_was_said_too_long_ago_is_asked_again_where_the_talk_calls_for_it() {
    let desk = desk(&[]);
    let said = |id: &str, date: &str| format!("{id}: {{ answer: yes, date: {date} }}\n");
    let known = |paid: &str, approved: &str| {
        format!(
            "{HEARD}pain: yes\nseen: yes\ndate: In May.\n{}{}",
            said("paid", paid),
            said("approved", approved)
        )
    };
    // Dates so far apart that it doesn't matter which day it is.
    let (long_ago, far_ahead) = ("2001-01-01", "2999-01-01");
    assert!(asked(&desk, &known(far_ahead, far_ahead), &[]).is_empty());
    assert_eq!(asked(&desk, &known(far_ahead, long_ago), &[]), ["approved"]);
    // No talk prepares this one, so that `stale-fact` finds nothing of it either.
    assert!(asked(&desk, &known(long_ago, far_ahead), &[]).is_empty());
    let brief = desk.json(&["brief", "deal", "-f", "json"]);
    assert_eq!(brief["verdict"], "fit", "what is stale still counts");
}

#[test]
fn the_age_that_a_team_settles_counts_too() {
    let desk = desk(&[]);
    let known = format!(
        "{HEARD}pain: {{ answer: yes, date: 2001-01-01 }}\nseen: yes\ndate: In May.\npaid: yes\napproved: yes"
    );
    assert!(asked(&desk, &known, &[]).is_empty());
    desk.write("coach.yaml", "max_age: 1y\n");
    assert_eq!(asked(&desk, &known, &[]), ["pain"]);
}

#[test]
fn show_tells_the_opening_and_the_effort() {
    let desk = desk(&[
        ["stages:\n", "opening: 3\nstages:\n"],
        ["Does it hurt?", "Does it hurt?, effort: 3"],
    ]);
    let page = desk.coach(&["playbook", "show", "order"]).succeeded().stdout;
    assert!(page.contains("Opening: 3 questions, whatever their stage"), "{page}");
    assert!(page.contains("Effort: 3 of 3"), "{page}");
    let object = desk.json(&["playbook", "show", "order", "-f", "json"]);
    assert_eq!(object["opening"], 3);
    assert_eq!(object["stages"][0]["questions"][1]["effort"], 3);
    assert_eq!(object["stages"][0]["questions"][0]["effort"], 1);
}
