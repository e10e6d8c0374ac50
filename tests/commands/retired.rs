//! What a playbook retires: deals with facts on it load, and it is said in all that is told of them.

use crate::desk::Desk;
use serde_json::json;

const RETIRED: &str = "retired:
  price_rise: It asked for a reservation price.
  budget.someday: Someday is no answer.
";

const FACTS: &str = "consequence: measured # theirs
price_rise: { answer: 5, by: Dana }
budget: someday
users: 40
hosting: cloud
deadline: quarter";

/// A deal that is older than its playbook.
fn desk() -> Desk {
    let desk = Desk::with_acme();
    let path = "playbooks/clinic-scheduling.yaml";
    desk.write(path, &(desk.read(path) + RETIRED));
    desk.write_deal("old", FACTS);
    desk
}

#[test]
fn the_brief_says_in_every_format_what_is_retired_and_why() {
    let desk = desk();
    let flowing = |format: &str| {
        let text = desk.coach(&["brief", "old", "--why", "-f", format]).succeeded().stdout;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = flowing("text");
    let section = "Retired, so it is set aside: price_rise: { answer: 5, by: Dana } Why: It asked for \
                   a reservation price. budget.someday: someday Why: Someday is no answer.";
    assert!(text.contains(section), "{text}");
    let markdown = flowing("markdown");
    assert!(markdown.contains("- Why: Someday is no answer."), "{markdown}");

    let object = desk.json(&["brief", "old", "-f", "json"]);
    assert_eq!(
        object["retired"],
        json!([
            { "question": "price_rise", "option": null, "was": { "answer": 5, "by": "Dana" },
              "text": "It asked for a reservation price." },
            { "question": "budget", "option": "someday", "was": "someday",
              "text": "Someday is no answer." },
        ])
    );
    // Nothing is known of it now.
    assert_eq!(object["verdict"], "fit");
    assert_eq!(object["score"]["at_most"], 7);
}

#[test]
fn the_checklist_warns_and_does_not_fail() {
    let desk = desk();
    let report = desk.json(&["check", "old", "-f", "json"]);
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let of_rule: Vec<_> = findings.iter().filter(|one| one["rule"] == "set-aside-fact").collect();
    assert_eq!(of_rule.len(), 2, "{findings:?}");
    assert_eq!(of_rule[0]["severity"], "warning");
    assert_eq!(
        of_rule[0]["message"],
        "`price_rise` is retired, so what is known of it is set aside"
    );
    assert_eq!(of_rule[0]["question"], "price_rise");
    assert_eq!(of_rule[0]["line"], 6);
    assert_eq!(of_rule[1]["question"], "budget");

    let waived =
        "waivers: [{ rule: set-aside-fact, question: price_rise, because: Kept to look back. }]\n";
    desk.write("old.deal.yaml", &(desk.read("old.deal.yaml") + waived));
    let run = desk.coach(&["check", "old"]).succeeded();
    assert!(run.stdout.contains("waived"), "{}", run.stdout);
}

#[test]
fn the_deal_keeps_it_until_the_question_is_answered_anew() {
    let desk = desk();
    let before = desk.read("old.deal.yaml");
    let start =
        |more: &[&str]| desk.coach(&[&["start", "old", "--no-input"], more].concat()).succeeded();
    start(&[]);
    assert_eq!(desk.read("old.deal.yaml"), before);
    start(&["-a", "users=50"]);
    let kept = desk.read_with_today("old.deal.yaml");
    let kept = kept.replace("users: { answer: 50, date: TODAY }", "users: 40");
    assert!(kept.starts_with(&before), "{kept}");

    let run = start(&["-a", "budget=approved"]);
    assert!(run.stderr.contains("`budget` was: `someday`; kept in `history`"), "{}", run.stderr);
    let after = desk.read_with_today("old.deal.yaml");
    assert!(after.contains("  budget: { answer: approved, date: TODAY }\n"), "{after}");
    assert!(after.contains("  price_rise: { answer: 5, by: Dana }\n"), "{after}");
    assert!(after.contains("question: budget, was: someday }"), "{after}");
    let object = desk.json(&["brief", "old", "-f", "json"]);
    assert_eq!(object["retired"].as_array().unwrap().len(), 1);
}

#[test]
fn of_several_people_only_the_one_who_named_it_is_set_aside() {
    let desk = desk();
    let people = "budget:\n  - { answer: someday, by: Kim }\n  - { answer: approved, by: Dana }";
    desk.write_deal("several", &people.replace("\n  -", "\n-"));
    let object = desk.json(&["brief", "several", "-f", "json"]);
    assert_eq!(object["retired"][0]["was"], json!({ "answer": "someday", "by": "Kim" }));
    assert_eq!(object["score"]["at_least"], 2, "Dana counts");

    // Where a file has to be laid out anew, both stay.
    let json_deal = r#"{"format": 1, "playbook": "clinic-scheduling", "facts": {
        "gone": 1, "price_rise": [1, 2], "budget": [{"answer": "someday"}, {"answer": "approved"}]}}"#;
    desk.write("several.json", &json_deal.replace("\"gone\": 1,", ""));
    desk.coach(&["start", "./several.json", "--no-input", "-a", "users=40"]).succeeded();
    let after: serde_json::Value = serde_json::from_str(&desk.read("several.json")).unwrap();
    assert_eq!(after["facts"]["price_rise"], json!([1, 2]));
    let mut budget = after["facts"]["budget"].as_array().unwrap().clone();
    budget.sort_by_key(|fact| fact["answer"] != "someday");
    assert_eq!(budget[0]["answer"], "someday");
    assert_eq!(budget.len(), 2);
}

#[test]
fn the_wizard_says_it_before_the_first_question() {
    let run = desk().coach_reading("", &["start", "old", "--plain"]);
    let said = "`price_rise` is retired, so `{ answer: 5, by: Dana }` is set aside";
    let flowing = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains(said), "{}", run.stderr);
    assert!(flowing.contains("`budget.someday` is retired"), "{}", run.stderr);
}

#[test]
fn an_answer_to_it_is_refused_with_why() {
    let desk = desk();
    let start = ["start", "-p", "clinic-scheduling", "--no-input"];
    desk.coach(&[&start[..], &["-a", "price_rise=5", "-a", "budget=someday"]].concat()).complains(
        &[
            "`--answer price_rise=5`: `price_rise` is retired: It asked for a reservation price\n",
            "`--answer budget=someday`: `budget.someday` is retired: Someday is no answer\n",
        ],
    );
    desk.write("answers.yaml", "price_rise: 5\nbudget: { answer: someday, by: Dana }\n");
    desk.coach(&[&start[..], &["--answers", "answers.yaml"]].concat()).complains(&[
        "`price_rise` is retired: It asked for a reservation price",
        "`budget.someday` is retired: Someday is no answer",
    ]);
}

#[test]
fn what_moves_to_retired_is_told_by_diff() {
    let desk = Desk::with_acme();
    let old = desk.read("playbooks/clinic-scheduling.yaml");
    let extra =
        "      - { id: price_rise, ask: \"How much more?\", type: yes_no }\n  - id: requirements";
    let old = old
        .replace("  - id: requirements", extra)
        .replace("none: No money for it }", "none: No money for it, someday: Someday }");
    let new = desk.read("playbooks/clinic-scheduling.yaml").replace(
        "  - id: requirements",
        // The same words, and yet another question.
        "      - { id: increase, ask: \"How much more?\", type: yes_no }\n  - id: requirements",
    );
    desk.write("old.yaml", &old);
    desk.write("new.yaml", &(new + RETIRED));
    desk.write_deal("deal", "price_rise: yes\nbudget: someday");
    let run = desk.coach(&["playbook", "diff", "old.yaml", "new.yaml", "deal"]).succeeded();
    for words in [
        "question price_rise: retired (It asked for a reservation price.)",
        "question increase: added",
        "option budget.someday: retired (Someday is no answer.)",
        "`price_rise`: the question is retired, and what is known of it is set aside",
        "`budget`: the option `someday` is retired",
    ] {
        let flowing = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains(words), "no {words:?} in:\n{}", run.stdout);
    }
    let object = desk.json(&["playbook", "diff", "old.yaml", "new.yaml", "deal", "-f", "json"]);
    let retired = object["changes"].as_array().unwrap().iter();
    let retired = retired.filter(|one| one["change"] == "retired");
    assert_eq!(
        retired.map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["budget.someday", "price_rise"]
    );
    assert_eq!(object["deals"][0]["misfit_ids"][0]["fault"], "retired-question");
    assert_eq!(object["deals"][0]["misfit_ids"][1]["fault"], "retired-option");
}

#[test]
fn it_is_shown_with_the_playbook_and_known_to_editors() {
    let desk = desk();
    let run = desk.coach(&["playbook", "show", "clinic-scheduling"]).succeeded();
    let section =
        "\nNo longer asked\n  budget.someday: Someday is no answer.\n  price_rise: It asked";
    assert!(run.stdout.contains(section), "{}", run.stdout);
    let shown = desk.json(&["playbook", "show", "clinic-scheduling", "--json"]);
    assert_eq!(shown["retired"]["budget.someday"], "Someday is no answer.");
    let schema = desk.json(&["playbook", "schema", "deal", "--playbook", "clinic-scheduling"]);
    assert_eq!(schema["$defs"]["Facts"]["properties"]["price_rise"]["deprecated"], true);
    let options = &schema["$defs"]["Facts"]["properties"]["budget"]["anyOf"][0]["enum"];
    assert!(options.as_array().unwrap().contains(&json!("someday")), "{options}");
}

#[test]
fn what_stands_under_a_question_of_a_retired_option_stays_beside_a_new_answer() {
    let desk = desk();
    desk.coach(&["start", "old", "--no-input", "-a", "budget=approved"]).succeeded();
    let text = desk.read("old.deal.yaml");
    assert!(text.contains("approved") && text.contains("someday"), "{text}");
}
