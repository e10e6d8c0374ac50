//! From deals.

use serde_json::{Value, json};

use super::{FIT, NO_FIT, decided, sixty_deals, write_deal};
use crate::desk::Desk;

#[test]
fn sixty_deals_come_to_what_was_worked_out_by_hand() {
    let told = sixty_deals().coach(&["calibrate", "deals"]).succeeded().stdout;
    for words in [
        "60 buyers have decided: 32 chose us, 53 % (41–65 %).\n",
        "Advice taken: of 36 with fit 12 chose us, of 24 with no-fit 3 stopped looking;\n\
         who stops after an honest no has been advised well",
        "with fit fewer choose us, with\nno-fit more choose us. That is against the advice.\n",
        "Hard rules that outcomes contradict\n\
         - `own_servers` rules out a fit where it holds: of these 20 of 24 chose us, 83 %\n  \
         (64–93 %); of the others 12 of 36 chose us, 33 % (20–50 %).\n",
        "fit                                      36     12   33 %   20–50 %  fewer\n",
        "no-fit                                   24     20   83 %   64–93 %  more\n",
        "own_servers holds                        24     20   83 %   64–93 %  more\n",
        "  does not hold                          36     12   33 %   20–50 %\n",
        "size holds                               60     32   53 %   41–65 %  too few\n",
        "deadline missing                         60     32   53 %   41–65 %  too few\n",
    ] {
        assert!(told.contains(words), "no {words:?} in:\n{told}");
    }
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
}

#[test]
fn the_json_has_all_figures() {
    let told = sixty_deals().json(&["calibrate", "deals", "-f", "json"]);
    let section = &told["playbooks"][0];
    assert_eq!((&told["format"], &told["at_least"]), (&json!(1), &json!(20)));
    assert_eq!(section["playbook"]["id"], "clinic-scheduling");
    let decided = json!({ "ours": 32, "other": 21, "stayed": 4, "stopped": 3 });
    assert_eq!(section["all"]["decided"], decided);
    let advice = json!([
        { "verdict": "fit", "n": 36, "taken": 12 },
        { "verdict": "no-fit", "n": 24, "taken": 3 },
    ]);
    assert_eq!(section["advice"], advice);
    assert_eq!(section["verdict_is_related"], true);
    let rule = &section["rules"][0];
    assert_eq!((&rule["id"], &rule["kind"]), (&json!("own_servers"), &json!("disqualifiers")));
    assert_eq!((&rule["says"], &rule["clash"]), (&json!("more"), &json!("contradicted")));
    let low = rule["with"]["at_least"].as_f64().unwrap();
    assert!((low - 0.6415).abs() < 1e-4, "{low}");
    assert_eq!(section.get("draft"), None);
}

#[test]
fn the_draft_names_the_lines_of_the_playbook_and_changes_none() {
    let desk = sixty_deals();
    let file = "playbooks/clinic-scheduling.yaml";
    let before = desk.read(file);
    let line = before.lines().position(|line| line.contains("when: { hosting: own")).unwrap() + 1;
    let told = desk.json(&["calibrate", "deals", "--draft", "-f", "json"]);
    let draft = &told["playbooks"][0]["draft"][0];
    assert_eq!(draft["id"], "own_servers");
    assert!(draft["file"].as_str().unwrap().ends_with(file), "{draft}");
    assert_eq!(draft["line"], line);
    assert_eq!(draft["text"], "when: { hosting: own_servers_only }");
    let text = desk.coach(&["calibrate", "deals", "--draft"]).succeeded().stdout;
    assert!(text.contains(&format!("{file}:{line} own_servers\n")), "{text}");
    let page = desk.coach(&["calibrate", "deals", "--draft", "-f", "markdown"]).succeeded().stdout;
    assert!(page.contains("### Lines to look at"), "{page}");
    assert!(page.contains("| own_servers holds | 24 | 20 | 83 % | 64–93 % | – | more |"), "{page}");
    assert_eq!(desk.read(file), before);
}

#[test]
fn a_must_have_is_contradicted_by_those_who_fail_it() {
    let desk = Desk::with_acme();
    let small = "{ hosting: cloud, users: 5, consequence: measured }";
    for number in 0..30 {
        let what = if number < 27 { "ours" } else { "other" };
        write_deal(&desk, &format!("small-{number}"), small, &decided(what));
        let what = if number < 9 { "ours" } else { "other" };
        write_deal(&desk, &format!("fit-{number}"), FIT, &decided(what));
    }
    let told = desk.coach(&["calibrate", "deals"]).succeeded().stdout;
    let words = "- `size` rules out a fit where it does not hold: of these 27 of 30 chose us";
    assert!(told.contains(words), "{told}");
    // The other way round it does what it should, and is no news.
    let told = sixty_deals().coach(&["calibrate", "deals"]).succeeded().stdout;
    assert!(!told.contains("`size`"), "{told}");
}

#[test]
fn nothing_is_said_of_fewer_than_asked_for() {
    let desk = sixty_deals();
    let told = desk.json(&["calibrate", "deals", "--at-least", "25", "-f", "json"]);
    let section = &told["playbooks"][0];
    let no_fit = &section["verdicts"][1];
    let number_alone = json!({
        "n": 24, "decided": null, "rate": null, "at_least": null, "at_most": null, "regret": null
    });
    assert_eq!(no_fit["with"], number_alone);
    assert_eq!(no_fit["says"], "too few");
    assert_eq!(section["verdict_is_related"], Value::Null);
    assert_eq!(section["advice"][1]["taken"], Value::Null);
    let told = desk.coach(&["calibrate", "deals", "--at-least", "61"]).succeeded().stdout;
    assert!(told.contains("60 buyers have decided: too few to say more, it takes 61."), "{told}");
    assert!(!told.contains('%') || !told.contains("chose us,"), "{told}");
    desk.coach(&["calibrate", "deals", "--at-least", "0"]).complains(&["--at-least"]);
}

#[test]
fn regret_is_the_mean_of_what_each_said_last() {
    let desk = sixty_deals();
    // 0 and 50; of the first an earlier day is passed over.
    let look_backs = [
        "look_back:\n  - { date: 2026-06-01, answers: [1, 5, 1, 5, 1] }\n  - { date: 2026-09-01, answers: [5, 1, 5, 1, 5] }\n",
        "look_back: [{ date: 2026-06-01, answers: [3, 3, 3, 3, 3] }]\n",
    ];
    for (number, look_back) in look_backs.iter().enumerate() {
        let rest = decided("ours") + look_back;
        write_deal(&desk, &format!("no-ours-{number}"), NO_FIT, &rest);
    }
    let told = desk.json(&["calibrate", "deals", "-f", "json"]);
    let regret = &told["playbooks"][0]["verdicts"][1]["with"]["regret"];
    assert_eq!(*regret, json!({ "n": 2, "mean": 25.0 }));
    let told = desk.coach(&["calibrate", "deals"]).succeeded().stdout;
    let row = "no-fit                       24     20   83 %   64–93 %      25 (2)  more\n";
    assert!(told.contains(row), "{told}");
}

#[test]
fn what_was_learned_after_they_decided_is_left_out() {
    let desk = Desk::with_acme();
    let late = "{ hosting: cloud, users: 30, consequence: { answer: measured, date: 2026-03-02 } }";
    write_deal(&desk, "late", late, &decided("ours"));
    let told = desk.json(&["calibrate", "deals", "-f", "json"]);
    assert_eq!(told["playbooks"][0]["verdicts"][0]["id"], "undecided");
    let run = desk.coach(&["calibrate", "deals"]).succeeded();
    let note = "note: of 1 deal what was learned after the decision is left out\n";
    assert_eq!(run.stderr, note);
    write_deal(&desk, "late", FIT, &decided("ours"));
    let run = desk.coach(&["calibrate", "deals"]).succeeded();
    assert_eq!(run.stderr, "");
}

#[test]
fn each_playbook_has_a_section_of_its_own() {
    let desk = sixty_deals();
    let other = "format: 1\nplaybook: consultative\nfacts: { consequence: measured }\n";
    desk.write("deals/other.deal.yaml", &format!("{other}{}", decided("ours")));
    desk.write("deals/open.deal.yaml", other);
    let told = desk.json(&["calibrate", "deals", "-f", "json"]);
    let ids: Vec<&Value> = told["playbooks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| &section["playbook"]["id"])
        .collect();
    assert_eq!(ids, ["clinic-scheduling", "consultative"]);
    assert_eq!(told["playbooks"][1]["all"]["n"], 1);
    assert_eq!(told["playbooks"][1]["not_decided"], 1);
    let text = desk.coach(&["calibrate", "deals"]).succeeded().stdout;
    assert!(text.contains("(clinic-scheduling)") && text.contains("(consultative)"), "{text}");
}

#[test]
fn the_picture_stands_alone_and_shows_each_verdict() {
    let desk = sixty_deals();
    desk.coach(&["calibrate", "deals", "--svg", "advice.svg"]).succeeded();
    let picture = desk.read("advice.svg");
    let document = roxmltree::Document::parse(&picture).unwrap();
    let texts: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
    for words in ["fit", "no-fit", "83 % (64–93 %), n 24", "33 % (20–50 %), n 36", "all 53 %"] {
        assert!(texts.contains(&words), "no {words:?} in {texts:?}");
    }
    let points = document.descendants().filter(|node| node.has_tag_name("circle"));
    assert_eq!(points.count(), 2);
    let names = document.descendants().filter(|node| node.is_element());
    let foreign = names.filter(|node| {
        ["script", "image", "foreignObject", "a", "use"].contains(&node.tag_name().name())
    });
    assert_eq!(foreign.count(), 0);
    let words = "`--svg` takes a file of its own";
    desk.coach(&["calibrate", "deals", "--svg", "-"]).complains(&[words]);
    let same = ["calibrate", "deals", "--svg", "advice.svg", "-o", "./advice.svg"];
    desk.coach(&same).complains(&[words]);
}

#[test]
fn where_nobody_has_decided_it_is_said_what_is_missing() {
    let desk = Desk::with_acme();
    let words = "the deal does not say what the buyer decided; `coach look-back DEAL` keeps it";
    desk.coach(&["calibrate", "acme"]).complains(&[words]);
    write_deal(&desk, "open", FIT, "");
    desk.coach(&["calibrate", "acme", "deals"]).complains(&["none of 2 deals says"]);
    desk.coach(&["calibrate", "nowhere/"]).complains(&["there is no folder `nowhere/`"]);
    desk.coach(&["calibrate", "nobody"]).complains(&["there is no file `nobody.deal.yaml`"]);
}

#[test]
fn a_deal_that_cannot_be_read_is_told_and_the_others_count() {
    let desk = sixty_deals();
    desk.write("deals/wrong.deal.yaml", "format: 1\nplaybook: clinic-scheduling\nfacts: 5\n");
    let run = desk.coach(&["calibrate", "deals"]).ended_with(2);
    assert!(run.stdout.contains("60 buyers have decided"), "{}", run.stdout);
    assert!(run.stderr.contains("deals/wrong.deal.yaml"), "{}", run.stderr);
    assert!(run.stderr.contains("1 of 61 deals can't be read"), "{}", run.stderr);
}

#[test]
fn a_hard_rule_that_is_right_tells_nothing_too_well() {
    let desk = Desk::with_acme();
    for number in 0..30 {
        // Who is told no goes elsewhere, and none of the others stays away for the answer's sake.
        let what = if number % 2 == 0 { "stopped" } else { "other" };
        write_deal(&desk, &format!("no-{number}"), NO_FIT, &decided(what));
        let what = if number % 3 > 0 { "ours" } else { "stayed" };
        write_deal(&desk, &format!("fit-{number}"), FIT, &decided(what));
    }
    let told = desk.json(&["calibrate", "deals", "-f", "json"]);
    let section = &told["playbooks"][0];
    assert_eq!(section["leaks"], json!([]));
    assert_eq!(section["rules"][0]["says"], "fewer");
    assert_eq!(section["rules"][0].get("clash"), None);
}

#[test]
fn a_signal_that_counts_the_wrong_way_and_one_that_tells_nothing_are_named() {
    let desk = Desk::with_acme();
    for number in 0..80 {
        let (felt, funded) = (number % 2 == 0, number % 4 < 2);
        let consequence = if felt { "measured" } else { "none" };
        let budget = if funded { "approved" } else { "requested" };
        let facts = format!("{{ consequence: {consequence}, budget: {budget} }}");
        // Of those who have felt it one in five chooses us, of the others four; the money is all one.
        let is_ours = (number / 4 % 5 == 0) == felt;
        let what = if is_ours { "ours" } else { "stayed" };
        write_deal(&desk, &format!("d{number}"), &facts, &decided(what));
    }
    let told = desk.coach(&["calibrate", "deals"]).succeeded().stdout;
    let reversed = "Rules that count the wrong way round\n\
                    - `felt` counts +3 where it holds: of these 8 of 40 chose us, 20 %";
    assert!(told.contains(reversed), "{told}");
    let nothing = "Rules that tell nothing\n- `funded`: 20 of 40 chose us, 50 %";
    assert!(told.contains(nothing), "{told}");
    let silent = "No relation:";
    assert!(!told.contains(silent), "one verdict alone has no others: {told}");
}

#[test]
fn bands_and_groups_are_told_where_a_playbook_has_them() {
    let desk = Desk::empty();
    desk.write("playbooks/books.yaml", include_str!("../../data/qualification.yaml"));
    let strong = "{ cost: known, days: 12, hurts: { includes: [audit], excludes: [errors, overtime] }, \
                  champion: tested, signatures: 1, own_servers: no }";
    let cold = "{ cost: unknown_to_them, days: 2, hurts: [], champion: none, signatures: 6, \
                own_servers: no }";
    for number in 0..50 {
        let (facts, ours) = if number < 25 { (strong, 20) } else { (cold, 5) };
        let what = if number % 25 < ours { "ours" } else { "stayed" };
        let head = "format: 1\nplaybook: ./playbooks/books.yaml\n";
        let deal = format!("{head}facts: {facts}\n{}", decided(what));
        desk.write(&format!("d{number}.deal.yaml"), &deal);
    }
    let told = desk.coach(&["calibrate", ".", "--draft"]).succeeded().stdout;
    for words in [
        "The band tells something, beyond chance: with strong more choose us, with cold fewer\n",
        "strong                                   25     20   80 %   61–91 %  more\n",
        "cold                                     25      5   20 %    9–39 %  fewer\n",
        "champion weak                            25      5   20 %    9–39 %  fewer\n",
        "  not weak                               25     20   80 %   61–91 %\n",
    ] {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let flat = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&words), "no {words:?} in:\n{told}");
    }
}
