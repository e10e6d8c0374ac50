//! From a table.

use serde_json::{Value, json};

use crate::desk::Desk;

const MAP: &str = "\
format: 1
playbook: clinic-scheduling
questions:
  hosting: { column: Hosting }
  budget: { column: Why lost, values: { No money: none, Signed: approved } }
outcome: { column: Status, ours: [Won], other: [Lost], stopped: [Closed] }
";

/// Rows of whom half were won, and a column that is filled in once they are.
fn desk() -> Desk {
    let desk = Desk::with_acme();
    let mut table = "Hosting,Why lost,Status\n".to_owned();
    for number in 0..50 {
        let hosting = if number % 3 == 0 { "either" } else { "cloud" };
        let (why, status) = if number % 2 == 0 { ("Signed", "won") } else { ("No money", "Lost") };
        table.push_str(&format!("{hosting},{why},{status}\n"));
    }
    table.push_str("cloud,,\ncloud,,Unknown\n");
    desk.write("closed.csv", &table);
    desk.write("closed.map.yaml", MAP);
    desk
}

#[test]
fn the_rows_of_a_table_count_by_the_words_of_its_map() {
    let told = desk().json(&["calibrate", "closed.csv", "-m", "closed.map.yaml", "-f", "json"]);
    let section = &told["playbooks"][0];
    let decided = json!({ "ours": 25, "other": 25, "stayed": 0, "stopped": 0 });
    assert_eq!(section["all"]["decided"], decided);
    // An empty cell and `unknown` are no outcome yet.
    assert_eq!(section["not_decided"], 2);
    let deadline = &section["missing"][1];
    assert_eq!((&deadline["id"], &deadline["with"]["n"]), (&json!("deadline"), &json!(50)));
}

#[test]
fn an_answer_that_tells_the_outcome_too_well_is_warned_of() {
    let desk = desk();
    let told = desk.json(&["calibrate", "closed.csv", "-m", "closed.map.yaml", "-f", "json"]);
    let leaks = told["playbooks"][0]["leaks"].as_array().unwrap();
    let known: Vec<(&Value, &Value)> =
        leaks.iter().map(|leak| (&leak["question"], &leak["option"])).collect();
    let budget = json!("budget");
    assert_eq!(known, [(&budget, &json!("approved")), (&budget, &json!("none"))]);
    let arguments = ["calibrate", "closed.csv", "-m", "closed.map.yaml", "--draft"];
    let text = desk.coach(&arguments).succeeded().stdout;
    let words = "- `budget` tells the outcome too well: where it is `approved`, 25 of 25 chose";
    assert!(text.contains(words), "{text}");
    assert!(text.contains("clinic-scheduling.yaml:49 budget\n"), "{text}");
}

#[test]
fn a_word_that_is_no_outcome_leaves_its_row_out() {
    let desk = desk();
    desk.write("closed.csv", &desk.read("closed.csv").replacen("Lost", "Lots", 1));
    let arguments = ["calibrate", "closed.csv", "-m", "closed.map.yaml", "-f", "json"];
    let run = desk.coach(&arguments).ended_with(1);
    let words = "row 3, column `Status`: `Lots`: `outcome` of the map names no such word; did you \
                 mean `Lost`?";
    assert!(run.stderr.contains(words), "{}", run.stderr);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(told["playbooks"][0]["all"]["n"], 49);
    desk.coach(&[&arguments[..], &["--max-rejects", "1"]].concat()).succeeded();
}

#[test]
fn what_is_missing_for_it_is_said() {
    let desk = desk();
    let calibrate = |table: &str, words: &str| {
        desk.coach(&["calibrate", table, "-m", "closed.map.yaml"]).complains(&[words]);
    };
    desk.write("open.csv", "Hosting,Why lost,Status\ncloud,,\n");
    calibrate("open.csv", "no row says in the column `Status` what the buyer decided");
    desk.write("other.csv", "Hosting,Why lost,Statuz\ncloud,,\n");
    calibrate("other.csv", "no column is called `Status`, did you mean `Statuz`?");
    desk.write("closed.map.yaml", &MAP.replace("[Closed]", "[LOST]"));
    calibrate("closed.csv", "`LOST` can't stand for two outcomes");
    desk.write("closed.map.yaml", MAP.split("outcome").next().unwrap());
    calibrate("closed.csv", "`closed.map.yaml` does not say where the outcome stands; add a line");
}

#[test]
fn what_is_left_out_goes_to_a_file_where_one_is_named_and_a_table_needs_its_map() {
    let desk = desk();
    desk.write("closed.csv", &desk.read("closed.csv").replacen("Lost", "Lots", 1));
    let arguments = ["calibrate", "closed.csv", "-m", "closed.map.yaml", "--rejects", "out.csv"];
    desk.coach(&arguments).ended_with(1);
    assert!(desk.read("out.csv").contains(",Lots,"), "{}", desk.read("out.csv"));
    desk.coach(&["calibrate", "closed.csv"]).complains(&["`closed.csv` is no deal", "--map MAP"]);
}
