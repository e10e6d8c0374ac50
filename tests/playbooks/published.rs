//! Two published checklists as playbooks: a scorecard of letters with points and bands, and a matrix
//! for tenders with what ends it at once.

use std::path::Path;

use crate::desk::Desk;
use serde_json::Value;

/// A folder with a checklist and its cases.
fn desk(name: &str) -> Desk {
    let desk = Desk::empty();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for file in [format!("{name}.yaml"), format!("{name}.test.yaml")] {
        desk.write(&file, &std::fs::read_to_string(data.join(&file)).unwrap());
    }
    desk
}

fn brief(name: &str, answers: &[&str]) -> Value {
    let playbook = format!("{name}.yaml");
    let mut arguments = vec!["start", "--no-input", "-f", "json", "-p", &playbook];
    for answer in answers {
        arguments.extend(["-a", answer]);
    }
    desk(name).json(&arguments)
}

#[test]
fn nothing_is_found_in_them_and_every_change_is_noticed() {
    for name in ["scorecard", "tender-matrix"] {
        let desk = desk(name);
        let playbook = format!("{name}.yaml");
        desk.coach(&["playbook", "check", &playbook, "--fail-on", "warning"]).succeeded();
        let strictly = ["--fail-under", "100", "--mutants", "--fail-on-mutants"];
        let run = desk.coach(&[&["playbook", "test", &playbook], &strictly[..]].concat());
        run.succeeded();
        let laid_out = desk.coach(&["playbook", "fmt", "--check", &playbook]);
        laid_out.succeeded();
    }
}

#[test]
fn one_rule_stands_for_all_the_points_of_a_question() {
    for name in ["scorecard", "tender-matrix"] {
        let desk = desk(name);
        let shown = desk.json(&["playbook", "show", &format!("{name}.yaml"), "-f", "json"]);
        let rules = shown["fit"]["rules"].as_array().unwrap();
        let signals = rules.iter().filter(|rule| rule["kind"] == "signal");
        let given = signals.clone().map(|rule| rule["points"]["given"].as_array().unwrap().len());
        assert!((7..=8).contains(&signals.count()), "{name}");
        assert!(given.sum::<usize>() >= 15, "{name}");
    }
}

#[test]
fn each_letter_of_the_scorecard_is_shown_with_what_to_do_about_it() {
    let letters = [
        "pain=used",
        "metrics=confirmed",
        "champion=used",
        "economic_buyer=used",
        "criteria=used",
        "process=confirmed",
        "paper=named",
        "competition=named",
    ];
    let told = brief("scorecard", &letters);
    assert_eq!((&told["verdict"], &told["band"]["id"]), (&"fit".into(), &"proposal".into()));
    let weak = told["groups"].as_array().unwrap().iter().filter(|group| group["weak"] == true);
    let weak: Vec<&str> = weak.map(|group| group["title"].as_str().unwrap()).collect();
    assert_eq!(weak, ["Paper process", "Competition"]);
    // A letter that a proposal can't do without outweighs the sum.
    let without = letters.map(|one| if one == "pain=used" { "pain=confirmed" } else { one });
    let without = without.map(|one| if one == "paper=named" { "paper=used" } else { one });
    let told = brief("scorecard", &without);
    assert_eq!((&told["verdict"], &told["band"]["id"]), (&"not-yet".into(), &"proposal".into()));
    assert_eq!(told["holds"][0]["effect"], "holds");
}

#[test]
fn what_ends_a_tender_ends_it_whatever_the_score() {
    let all = [
        "strategy=core",
        "chance=likely",
        "margin=12",
        "risk=little",
        "bid_days=8",
        "terms=fair",
        "known=worked",
    ];
    let may = ["eligible=yes", "conflict=no", "can_staff=yes"];
    let told = brief("tender-matrix", &[&may[..], &all].concat());
    assert_eq!((&told["verdict"], &told["score"]["at_least"]), (&"fit".into(), &100.into()));
    let killed = ["eligible=no", "conflict=no", "can_staff=yes"];
    let told = brief("tender-matrix", &[&killed[..], &all].concat());
    assert_eq!((&told["verdict"], &told["band"]["id"]), (&"no-fit".into(), &"bid".into()));
    assert_eq!(told["say"], "We don't meet one of your requirements, so we leave this to others.");
    // An end that two ranges share belongs to the upper one.
    let at = |margin: &str| {
        let rest = all.map(|one| if one == "margin=12" { margin } else { one });
        brief("tender-matrix", &[&may[..], &rest].concat())["score"]["at_least"].clone()
    };
    assert_eq!([at("margin=2.9"), at("margin=3"), at("margin=8")], [80, 90, 100].map(Value::from));
}
