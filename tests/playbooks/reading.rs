//! `coach playbook list`, `show` and `path`: finding a playbook, and reading it.

use crate::desk::Desk;
use serde_json::Value;

/// A playbook with this id and title.
fn playbook(id: &str, title: &str) -> String {
    let text = include_str!("../data/every-type.yaml");
    text.replace("id: every-type", &format!("id: {id}"))
        .replace("title: Every type", &format!("title: {title}"))
}

fn listed(desk: &Desk, arguments: &[&str], id: &str) -> Value {
    let list = desk.json(&[&["playbook", "list", "--json"], arguments].concat());
    let playbooks = list["playbooks"].as_array().unwrap();
    playbooks.iter().find(|listed| listed["id"] == id).unwrap_or(&Value::Null).clone()
}

#[test]
fn every_playbook_is_listed_with_its_place() {
    let desk = Desk::with_acme();
    let run = desk.coach(&["playbook", "list"]).succeeded();
    assert!(run.stdout.contains("clinic-scheduling  Clinic scheduling\n    playbooks"));
    assert!(run.stdout.contains("consultative  Considered purchase\n    shipped with coach"));
    let listed = listed(&desk, &[], "clinic-scheduling");
    assert_eq!(listed["from"], "file");
    assert_eq!(listed["path"], "playbooks/clinic-scheduling.yaml");
    assert_eq!(listed["title"], "Clinic scheduling");
}

#[test]
fn of_several_with_one_id_the_list_tells_which_are_hidden() {
    let desk = Desk::empty();
    desk.write("team/consultative.yaml", &playbook("consultative", "The team's"));
    desk.write("playbooks/consultative.yaml", &playbook("consultative", "Mine"));
    let run = desk.coach(&["playbook", "list", "--playbook-dir", "team"]).succeeded();
    let line =
        "team/consultative.yaml; hides playbooks/consultative.yaml and the shipped\n    one\n";
    assert!(run.stdout.contains("consultative  The team's\n"), "{}", run.stdout);
    assert!(run.stdout.contains(line), "{}", run.stdout);
    let listed = listed(&desk, &["--playbook-dir", "team"], "consultative");
    assert_eq!(listed["hides"][0]["path"], "playbooks/consultative.yaml");
    assert_eq!(listed["hides"][1]["from"], "shipped");
}

#[test]
fn a_folder_named_twice_hides_nothing_of_itself() {
    let desk = Desk::with_acme();
    let listed = listed(&desk, &["--playbook-dir", "playbooks"], "clinic-scheduling");
    assert_eq!(listed["hides"], serde_json::json!([]));
}

#[test]
fn the_folders_of_a_team_are_looked_through() {
    let desk = Desk::empty();
    desk.write("coach.yaml", "playbooks: [team]\n");
    desk.write("team/deal-desk.yaml", &playbook("deal-desk", "The team's"));
    let path = listed(&desk, &[], "deal-desk")["path"].as_str().unwrap().to_owned();
    assert!(path.ends_with("team/deal-desk.yaml"), "{path}");
    let run = desk.coach(&["playbook", "path", "deal-desk"]).succeeded();
    assert_eq!(run.stdout.trim_end(), path);
}

#[test]
fn a_playbook_that_is_wrong_is_listed_as_that() {
    let desk = Desk::empty();
    desk.write("playbooks/torn.yaml", "format: 1\n");
    let run = desk.coach(&["playbook", "list"]).succeeded();
    assert!(run.stdout.contains("torn  can't be used: "), "{}", run.stdout);
    let listed = listed(&desk, &[], "torn");
    assert_eq!(listed["title"], Value::Null);
    assert!(listed["error"].as_str().unwrap().contains("playbooks/torn.yaml:1:1"), "{listed}");
}

#[test]
fn what_stands_in_a_playbook_is_shown_in_words() {
    let desk = Desk::with_acme();
    let run = desk.coach(&["playbook", "show", "clinic-scheduling"]).succeeded();
    for words in [
        "Clinic scheduling (clinic-scheduling)\n",
        "\n1. Problem (problem)\n  The buyer asks: “Should we do anything about this?”\n",
        "  consequence: “What happens if nothing changes for a year?”\n    Why: A problem without",
        "      measured — They gave a figure and how they got to it\n",
        "    Listen for: a number they worked out themselves\n",
        "    Answer: a whole number from 0 to 5000, in people\n",
        "  own_servers: hosting is “On our own servers only”\n",
        "    Say: Our product cannot run on your servers",
        "    Instead: A scheduler that they can host themselves.\n",
        "  size: users is at least 20 people\n",
        "  felt: +3, consequence is",
        "weights of 3 or more",
    ] {
        assert!(run.stdout.contains(words), "no {words:?} in:\n{}", run.stdout);
    }
}

#[test]
fn where_a_claim_about_buyers_comes_from_is_shown_with_it() {
    let desk = Desk::with_acme();
    let mut text = desk.read("playbooks/clinic-scheduling.yaml");
    for (after, sources) in [
        ("    advice: Help them", "    sources: [A study of stages (2020)]\n"),
        ("        why: A problem", "        sources: [A study of asking (2021), Our own calls]\n"),
        ("    - id: own_servers\n", "      sources: [A study of rules (2022)]\n"),
    ] {
        let line = text.find(after).unwrap();
        let end = line + text[line..].find('\n').unwrap() + 1;
        text.insert_str(end, sources);
    }
    desk.write("playbooks/clinic-scheduling.yaml", &text);

    let run = desk.coach(&["playbook", "show", "clinic-scheduling"]).succeeded();
    for words in [
        "\n  Sources: A study of stages (2020)\n",
        "\n    Sources: A study of asking (2021); Our own calls\n",
        "\n    Sources: A study of rules (2022)\n",
    ] {
        assert!(run.stdout.contains(words), "no {words:?} in:\n{}", run.stdout);
    }
    let shown = desk.json(&["playbook", "show", "clinic-scheduling", "--json"]);
    assert_eq!(shown["stages"][0]["sources"], serde_json::json!(["A study of stages (2020)"]));
    let asked = &shown["stages"][0]["questions"][0]["sources"];
    assert_eq!(*asked, serde_json::json!(["A study of asking (2021)", "Our own calls"]));
    assert_eq!(shown["fit"]["rules"][0]["sources"][0], "A study of rules (2022)");
    assert_eq!(shown["fit"]["rules"][1]["sources"], serde_json::json!([]));
}

#[test]
fn every_kind_of_condition_has_words() {
    let desk = Desk::empty();
    let always = "any: [{ agreed: { is_not: yes } }, { not: { needs: { excludes: sms } } }, \
                  { needs: { count_at_most: 0 }, price: { more_than: 1, less_than: 2.5 } }]";
    let text = include_str!("../data/every-type.yaml");
    desk.write(
        "mine.yaml",
        &text.replace("when: { agreed: yes }", &format!("when: {{ {always} }}")),
    );
    let run = desk.command(&["playbook", "show", "./mine.yaml"]).env("COLUMNS", "100").output();
    let run = crate::desk::Run::of(run.unwrap()).succeeded();
    let words = "agreed is no, or not (needs does not include “Text messages”), or (needs names \
                 none, and (price is more than 1 €, and price is less than 2.5 €))";
    let flowing: Vec<&str> = run.stdout.split_whitespace().collect();
    assert!(flowing.join(" ").contains(words), "{}", run.stdout);
}

#[test]
fn at_50_columns_no_line_is_wider() {
    for columns in ["50", "80"] {
        let desk = Desk::empty();
        let mut command = desk.command(&["playbook", "show", "consultative"]);
        let run =
            crate::desk::Run::of(command.env("COLUMNS", columns).output().unwrap()).succeeded();
        let widest = run.stdout.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest}");
    }
}

#[test]
fn programs_get_conditions_with_every_operator_spelt_out() {
    let desk = Desk::with_acme();
    let shown = desk.json(&["playbook", "show", "clinic-scheduling", "--json"]);
    assert_eq!(shown["format"], 1);
    assert_eq!(shown["stages"][1]["questions"][0]["max"], 5000);
    assert_eq!(shown["stages"][1]["questions"][1]["options"][0]["id"], "cloud");
    let rules = shown["fit"]["rules"].as_array().unwrap();
    assert_eq!(rules[1]["kind"], "must_have");
    assert_eq!(rules[1]["when"]["condition"], serde_json::json!({ "users": { "at_least": 20 } }));
    assert_eq!(rules[2]["weight"], 3);
    assert_eq!(shown["fit"]["threshold"], 3);
}

#[test]
fn nothing_in_a_playbook_steers_the_terminal() {
    let desk = Desk::empty();
    desk.write("playbooks/torn.yaml", "format: 1\nid: \"\\e[31mred\"\n");
    let run = desk.coach(&["playbook", "list"]).succeeded();
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
}

#[test]
fn the_path_is_that_of_the_file_in_use() {
    let desk = Desk::with_acme();
    let run = desk.coach(&["playbook", "path", "clinic-scheduling"]).succeeded();
    assert_eq!(run.stdout, "playbooks/clinic-scheduling.yaml\n");
}

#[test]
fn a_shipped_playbook_has_no_path() {
    let desk = Desk::empty();
    let wanted = "has no file; to have one to edit: coach playbook copy consultative";
    desk.coach(&["playbook", "path", "consultative"]).complains(&[wanted]);
    desk.coach(&["playbook", "path", "consultatve"]).complains(&["did you mean `consultative`?"]);
}

#[test]
fn every_command_has_help_with_examples() {
    for command in ["list", "show", "path"] {
        let run = Desk::empty().coach(&["playbook", command, "--help"]).succeeded();
        let wanted = format!("Examples:\n  coach playbook {command}");
        assert!(run.stdout.contains(&wanted), "{}", run.stdout);
    }
}
