//! What those who write playbooks are told of holds, and of the verdict between a fit and none.

use crate::desk::Desk;
use serde_json::{Value, json};

const PLAYBOOK: &str = "\
format: 1
id: held
title: Held
summary: For the tests of holds.
offer: { name: Paperlight, solves: Papers that nobody finds., not_for: Papers that stay. }
stages:
  - id: need
    title: Need
    buyer_asks: Should we do anything about this?
    verified_when: { waits: yes }
    questions:
      - { id: waits, ask: Who waits for this?, why: W., type: yes_no }
      - { id: money, ask: How is it paid?, why: W., type: choice, options: { agreed: A, asked: B, nobody: C } }
      - { id: cloud, ask: May it run in a cloud?, why: W., type: yes_no }
fit:
  disqualifiers:
    - { id: own, when: { cloud: no }, because: Cloud only., say: S., instead: I. }
  holds:
    - { id: unpaid, when: { money: nobody }, because: Nobody pays., until: They have said how it is paid. }
  signals:
    - { id: felt, when: { waits: yes }, weight: 2, because: B. }
  threshold: 1
";

const HOLD: &str = "    - { id: unpaid, when: { money: nobody }, because: Nobody pays., \
                    until: They have said how it is paid. }\n";

fn changed(from: &str, to: &str) -> String {
    assert!(PLAYBOOK.contains(from), "{from}");
    PLAYBOOK.replacen(from, to, 1)
}

/// The rule and the words of each finding of `coach playbook check`.
fn found(text: &str) -> Vec<String> {
    let desk = Desk::empty();
    desk.write("held.yaml", text);
    let run = desk.coach(&["playbook", "check", "held.yaml", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let files = report["files"].as_array().unwrap().iter();
    let findings = files.flat_map(|file| file["findings"].as_array().unwrap());
    let warned = findings.filter(|finding| finding["severity"] != "note");
    let words = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    warned.map(|one| format!("{}: {}", words(one, "rule"), words(one, "message"))).collect()
}

#[test]
fn a_hold_that_decides_is_no_finding_with_or_without_words_to_say() {
    assert_eq!(found(PLAYBOOK), [""; 0]);
}

#[test]
fn a_hold_that_never_decides_is_told() {
    let other =
        "    - { id: own_too, when: { cloud: no, waits: yes }, because: B., until: They move. }\n";
    assert_eq!(
        found(&changed(HOLD, &format!("{HOLD}{other}"))),
        ["dead-rule: `own_too` never decides: `own` covers it"]
    );
}

#[test]
fn what_lifts_a_hold_is_an_act_of_the_buyer() {
    assert_eq!(
        found(&changed("They have said how it is paid.", "We sent them a proposal.")),
        ["seller-activity: `We sent them` is done by the seller"]
    );
}

#[test]
fn a_hold_makes_no_no() {
    let text = changed("threshold: 1", "threshold: 0");
    let own =
        "    - { id: own, when: { cloud: no }, because: Cloud only., say: S., instead: I. }\n";
    let text = text.replace(&format!("  disqualifiers:\n{own}"), "");
    let rigged = "rigged: whatever the buyer answers, this is a fit or not yet one: the playbook can \
                  never say no";
    assert!(found(&text).contains(&rigged.to_owned()), "{:?}", found(&text));
}

#[test]
fn holds_that_always_hold_leave_no_yes() {
    let text = changed("{ money: nobody }", "{ money: [agreed, asked, nobody] }");
    let hopeless = "hopeless: whatever the buyer answers, this is no fit or not yet one: the \
                    playbook can never say yes";
    assert!(found(&text).contains(&hopeless.to_owned()), "{:?}", found(&text));
}

/// The relation, the two verdicts of each witness, and what the text says of them.
fn diff(old: &str, new: &str) -> (Value, String) {
    let desk = Desk::empty();
    desk.write("old.yaml", old);
    desk.write("new.yaml", new);
    let arguments = ["playbook", "diff", "old.yaml", "new.yaml"];
    let json = desk.coach(&[&arguments[..], &["-f", "json"]].concat()).succeeded().stdout;
    let report: Value = serde_json::from_str(&json).unwrap();
    let turn = |way: &str| {
        let witness = &report[way]["witness"];
        json!([witness["old"]["verdict"], witness["new"]["verdict"]])
    };
    let told = json!([report["relation"], turn("stricter"), turn("looser")]);
    (told, desk.coach(&arguments).succeeded().stdout)
}

#[test]
fn a_fit_that_is_not_yet_one_is_stricter() {
    let (told, text) = diff(&changed(&format!("  holds:\n{HOLD}"), ""), PLAYBOOK);
    assert_eq!(told, json!(["stricter", ["fit", "not-yet"], [null, null]]));
    assert!(text.contains("some get a lower verdict than before; none a higher one"), "{text}");
    assert!(text.contains("A fit that is not yet one now"), "{text}");
    assert!(text.contains("not yet · unpaid: Nobody pays."), "{text}");
}

#[test]
fn what_was_not_yet_a_fit_may_become_one_or_none() {
    let always = changed("{ money: nobody }", "{ money: [agreed, asked, nobody] }");
    let (told, text) = diff(&always, PLAYBOOK);
    assert_eq!(told, json!(["looser", [null, null], ["not-yet", "fit"]]));
    assert!(text.contains("Not yet a fit, and one now"), "{text}");
    let (told, text) = diff(&always, &always.replace("{ cloud: no }", "{ waits: yes }"));
    assert_eq!(told, json!(["stricter", ["not-yet", "no-fit"], [null, null]]));
    assert!(text.contains("Not yet a fit, and none at all now"), "{text}");
}

#[test]
fn one_verdict_may_fall_where_another_rises() {
    let (told, _) = diff(PLAYBOOK, &changed("{ money: nobody }", "{ money: asked }"));
    assert_eq!(told, json!(["incomparable", ["fit", "not-yet"], ["not-yet", "fit"]]));
}

#[test]
fn another_until_is_told_and_judges_alike() {
    let (told, text) = diff(PLAYBOOK, &changed("They have said how", "They tell us how"));
    assert_eq!(told, json!(["equivalent", [null, null], [null, null]]));
    assert!(text.contains("1 text changed too"), "{text}");
}

#[test]
fn cases_of_a_hold_are_suggested_with_all_holds_that_hold() {
    let desk = Desk::empty();
    desk.write("held.yaml", PLAYBOOK);
    let cases = desk.coach(&["playbook", "test", "held.yaml", "--suggest"]).stdout;
    let case = "    verdict: not-yet\n    because: [unpaid]\n";
    assert!(cases.contains(case), "{cases}");
    desk.write("held.test.yaml", &cases);
    let run = desk.coach(&["playbook", "test", "held.yaml", "--fail-under", "100"]).succeeded();
    assert!(run.stdout.contains("100 %"), "{}", run.stdout);
    let without: String = cases.replace("because: [unpaid]", "because: []");
    desk.write("held.test.yaml", &without);
    let run = desk.coach(&["playbook", "test", "held.yaml"]);
    assert!(run.stdout.contains("`unpaid` holds a fit up and is not named"), "{}", run.stdout);
}

#[test]
fn pictures_have_looks_for_holds_where_there_are_any() {
    let desk = Desk::empty();
    desk.write("held.yaml", PLAYBOOK);
    desk.write("free.yaml", &changed(&format!("  holds:\n{HOLD}"), ""));
    let looks = [("mermaid", "classDef not_yet"), ("svg", ".bar.not_yet"), ("dot", "v_not_yet [")];
    for (format, look) in looks {
        let drawn = |file: &str| {
            desk.coach(&["playbook", "graph", file, "--format", format]).succeeded().stdout
        };
        assert!(drawn("held.yaml").contains(look), "{format}");
        assert!(!drawn("free.yaml").contains(look), "{format}");
    }
}
