//! A table under a map: what a statement says of its rows is what `coach score` says of them.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::warehouses::Warehouse;

const PLAYBOOK: &str = "\
format: 1
id: leads
title: Leads
summary: Whether a lead is worth a call.
offer: { name: N, solves: S }
stages:
  - id: first
    title: First
    buyer_asks: Why?
    questions:
      - { id: works, ask: What do they do?, type: choice, options: { working: Working, student: Student } }
      - { id: minutes, ask: How long were they there?, type: number, min: 0, max: 10000 }
      - { id: consent, ask: May we call?, type: yes_no }
      - { id: needs, ask: What for?, type: choices, options: { sms: Short, billing: Billing, mail: Mail } }
      - { id: words, ask: In their words?, type: text }
      - { id: guess, ask: How keen are they?, type: choice, options: { high: High, low: Low } }
fit:
  disqualifiers: [{ id: refused, when: { consent: no }, because: They said no. }, { id: cold, when: { guess: low }, because: Cold. }]
  must_haves: [{ id: stayed, when: { minutes: { at_least: 10 } }, because: They left at once. }]
  holds: [{ id: only_mail, when: { needs: { excludes: [sms, billing] } }, because: Mail alone., until: More. }]
  signals: [{ id: earns, when: { works: working }, weight: 2, because: They earn. }]
  threshold: 1
";

const MAP: &str = r#"format: 1
playbook: ./leads.yaml
table: { id: Lead No }
unknown: [Select, N/A]
questions:
  works: { column: Job, values: { Employed: working, At school: student, Retired: unknown }, otherwise: student }
  minutes: { column: Time, thousands: '.', decimal: ',' }
  consent: { column: 'Call "us"', values: { J: yes, N: no } }
  needs: { column: Needs, split: '|', complete: yes, values: { Text: sms } }
  words: { column: Remark }
  guess: { column: Guess, source: assumption }
"#;

const TABLE: &str = r#"Lead No,Job,Time,"Call ""us""",Needs,Remark,Guess
1,Employed,"1.012,5",J,Text|billing,x,low
2,at school,"9,9",j,sms,,
3,Select,40,yes,mail,,high
4,Retired,,N,N/A,,
5,Sailor,12,J,Mail,,
6,working,11,,,,
7,,,,,,
"#;

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("leads.yaml", PLAYBOOK), ("leads.map.yaml", MAP), ("leads.csv", TABLE)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn coach(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
    command.args(arguments).current_dir(folder.path()).output().unwrap()
}

const STATEMENT: [&str; 9] = [
    "playbook",
    "sql",
    "./leads.yaml",
    "--dialect",
    "sqlite",
    "--table",
    "leads",
    "-m",
    "leads.map.yaml",
];

#[test]
fn a_statement_under_a_map_says_what_score_says() {
    if Command::new("sqlite3").arg("-version").output().is_err() {
        eprintln!("skipped: there is no `sqlite3`");
        return;
    }
    let folder = folder();
    let columns = "id,verdict,at_least,at_most";
    let scored =
        coach(&folder, &["score", "leads.csv", "-m", "leads.map.yaml", "--columns", columns]);
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let scored = String::from_utf8(scored.stdout).unwrap();
    let statement = coach(&folder, &STATEMENT);
    assert!(statement.status.success(), "{}", String::from_utf8_lossy(&statement.stderr));
    fs::write(folder.path().join("leads.sql"), statement.stdout).unwrap();
    // An empty cell is an empty text in one warehouse and NULL in another.
    let columns = ["Job", "Time", "Call \"\"us\"\"", "Needs", "Remark", "Guess"];
    let nulls =
        columns.map(|name| format!("update leads set \"{name}\" = nullif(\"{name}\", '');"));
    for nulls in [String::new(), nulls.join("\n")] {
        let judged = in_sqlite(&folder, &nulls);
        assert_eq!(sorted(&judged), sorted(&scored), "{nulls}");
    }
    assert!(scored.contains("1,undecided,2,2") && scored.contains("5,no-fit,0,0"), "{scored}");
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// What the statement says of the table in SQLite, once something was done to it there.
fn in_sqlite(folder: &TempDir, done: &str) -> String {
    let script =
        format!(".mode csv\n.import leads.csv leads\n{done}\n.headers on\n.read leads.sql\n");
    fs::write(folder.path().join("script"), script).unwrap();
    let script = fs::File::open(folder.path().join("script")).unwrap();
    let mut command = Command::new("sqlite3");
    let run = command.arg(":memory:").stdin(script).current_dir(folder.path()).output().unwrap();
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().replace('\r', "")
}

#[test]
fn what_no_statement_can_do_is_refused_with_the_reason() {
    let wrong = [
        ("table: { id: Lead No }\n", "", "the map names no `id`"),
        ("Text: sms", "Text: '+sms'", "has a word that leaves choices open"),
        ("split: '|',", "split: '|', otherwise: unknown,", "says what other words are"),
        ("./leads.yaml", "renewal", "is for the playbook `renewal`"),
    ];
    for (before, after, reason) in wrong {
        let folder = folder();
        fs::write(folder.path().join("leads.map.yaml"), MAP.replace(before, after)).unwrap();
        let refused = coach(&folder, &STATEMENT);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && told.contains(reason), "{reason}: {told}");
    }
}

/// What stands in cells of choices, in columns of one choice, and in a column that says which rows to
/// take.
const CELLS: [&[&str]; 4] = [
    &[
        "",
        ";",
        "sms",
        "Short",
        "SMS; mail",
        "mail;;sms ",
        "mail",
        "Text",
        "text;mail",
        "N/A",
        "n/a;sms",
        "fax",
        "fax;sms",
        "sms|mail",
        "Text|mail",
        "mail|N/A",
        "Nothing|sms",
        "Billing|sms|mail",
        "unknown",
        "a;b",
        "sms;a|b",
    ],
    &["x", "1", "0", "No", "", "N/A", "perhaps", "TRUE"],
    &["", "false", "X", "unknown", "yes"],
    &["Won", "LOST ", "Öffen", "öFFEN", "ÖFFEN", "", "Open"],
];

/// Rows with all pairs of choices and marks, and with any of the rest.
fn rows() -> Vec<[&'static str; 8]> {
    let [needs, sms, billing, status] = CELLS;
    let mut rows = Vec::new();
    for (place, cell) in needs.iter().enumerate() {
        for (mark, sms) in sms.iter().enumerate() {
            for (other, billing) in billing.iter().enumerate() {
                let status = status[(place + mark * 3 + other) % status.len()];
                let job = ["working", "student", ""][(place + mark) % 3];
                rows.push([*cell, sms, billing, status, job, "20", "yes", "high"]);
            }
        }
    }
    rows
}

/// Maps of that table, all but their head.
const NEEDS: [&str; 11] = [
    "needs: { column: Needs, split: ;, complete: yes }",
    "needs: { column: Needs, split: ;, complete: yes, values: { Text: sms, Nothing: unknown } }",
    "needs: { column: Needs, split: ;, values: { Text: sms, Nothing: unknown } }",
    "needs: { column: Needs, split: '|', values: { Text: sms, 'a;b': mail } }",
    "needs: { column: Needs, split: '|', complete: yes, values: { 'a;b': mail, Nothing: unknown } }",
    "needs: { column: Needs, values: { fax: billing } }",
    "needs: { column: Needs, complete: yes, values: { Text: unknown } }",
    "needs: { columns: { sms: S, billing: B } }",
    "needs: { columns: { sms: S, billing: B }, checked: [x, '1', 'yes'] }",
    "needs: { columns: { sms: S, billing: B }, checked: [x, '1'], complete: yes }",
    "needs: { columns: { mail: S }, checked: [x, 'N/A'], complete: yes }",
];
const WHERE: [&str; 4] = [
    "",
    "where: { Status: [won, Lost, öffen] }\n",
    "where: { Status: [''], Job: [WORKING, student] }\n",
    "where: { Status: [Gone] }\n",
];

#[test]
fn choices_however_they_stand_and_rows_that_are_taken_are_judged_as_score_judges_them() {
    let folder = folder();
    let head = "format: 1\nplaybook: ./leads.yaml\ntable: { id: Id }\nunknown: [N/A]\n";
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["Id", "Needs", "S", "B", "Status", "Job", "Time", "Call", "Guess"]).unwrap();
    let mut inserted = Vec::new();
    for (place, row) in rows().into_iter().enumerate() {
        let id = place.to_string();
        csv.write_record([id.as_str()].into_iter().chain(row)).unwrap();
        // Nothing in a cell is NULL in every other row.
        let cells = row.map(|cell| match cell {
            "" if place % 2 == 0 => "NULL".to_owned(),
            cell => format!("'{cell}'"),
        });
        inserted.push(format!("('{id}', {})", cells.join(", ")));
    }
    fs::write(folder.path().join("leads.csv"), csv.into_inner().unwrap()).unwrap();
    let names = ["Id", "Needs", "S", "B", "Status", "Job", "Time", "Call", "Guess"]
        .map(|name| format!("\"{name}\" VARCHAR(99)"));
    let table = format!(
        "DROP TABLE IF EXISTS leads;\nCREATE TABLE leads ({});\nINSERT INTO leads VALUES {};\n",
        names.join(", "),
        inserted.join(",\n")
    );
    let mut seen = std::collections::BTreeSet::new();
    let warehouses = [Warehouse::sqlite(), Warehouse::duckdb(), Warehouse::postgres()];
    for warehouse in warehouses.into_iter().flatten() {
        let dialect = format!("{:?}", warehouse.dialect).to_lowercase();
        for (needs, rows) in NEEDS.iter().flat_map(|needs| WHERE.map(|rows| (*needs, rows))) {
            let map = format!(
                "{head}{rows}questions:\n  {needs}\n  works: {{ column: Job }}\n  \
                 minutes: {{ column: Time }}\n  consent: {{ column: Call }}\n  guess: {{ column: Guess }}\n"
            );
            fs::write(folder.path().join("leads.map.yaml"), map).unwrap();
            let told = format!("{dialect}: {needs} {rows}");
            let (verdicts, count) = scored(&folder);
            let mut statement = STATEMENT;
            statement[4] = &dialect;
            let printed = coach(&folder, &statement);
            assert!(
                printed.status.success(),
                "{told}: {}",
                String::from_utf8_lossy(&printed.stderr)
            );
            let script = table.clone() + &String::from_utf8(printed.stdout).unwrap();
            let judged = warehouse.run(&[script]);
            let is_judged = |line: &String| !line.ends_with("|||");
            let (judged, left_out): (Vec<String>, Vec<String>) =
                judged.into_iter().partition(is_judged);
            let sorted = |mut lines: Vec<String>| {
                lines.sort();
                lines
            };
            assert_eq!(sorted(judged), sorted(verdicts.clone()), "{told}");
            assert_eq!(left_out.len(), count, "{told}");
            seen.extend(
                verdicts.iter().filter_map(|line| line.split('|').nth(1)).map(str::to_owned),
            );
        }
    }
    let wanted = ["fit", "not-yet", "undecided", "no-fit"].map(str::to_owned);
    assert!(seen.is_empty() || wanted.iter().all(|verdict| seen.contains(verdict)), "{seen:?}");
}

/// What score says of the rows, a line each, and how many it leaves out.
fn scored(folder: &TempDir) -> (Vec<String>, usize) {
    let flags = ["--columns", "id,verdict,at_least,at_most", "--max-rejects", "100000"];
    let rejects = ["--rejects", "rejects.csv"];
    let score = ["score", "leads.csv", "-m", "leads.map.yaml"];
    let run = coach(folder, &[&score[..], &flags, &rejects].concat());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let lines = String::from_utf8(run.stdout).unwrap();
    let lines = lines.lines().skip(1).map(|line| line.replace(',', "|")).collect();
    let mut reader = csv::Reader::from_path(folder.path().join("rejects.csv")).unwrap();
    let mut left: Vec<String> =
        reader.records().map(|record| record.unwrap().get(1).unwrap().to_owned()).collect();
    left.dedup();
    (lines, left.len())
}
