//! A table under a map: what a statement says of its rows is what `coach score` says of them.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

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
    let script =
        [".mode csv", ".import leads.csv leads", ".headers on", ".read leads.sql"].join("\n");
    fs::write(folder.path().join("script"), script).unwrap();
    let script = fs::File::open(folder.path().join("script")).unwrap();
    let run = Command::new("sqlite3")
        .arg(":memory:")
        .stdin(script)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let judged = String::from_utf8(run.stdout).unwrap().replace('\r', "");
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&judged), sorted(&scored), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(scored.contains("1,undecided,2,2") && scored.contains("5,no-fit,0,0"), "{scored}");
}

#[test]
fn what_no_statement_can_do_is_refused_with_the_reason() {
    let wrong = [
        ("table: { id: Lead No }\n", "", "the map names no `id`"),
        ("complete: yes", "complete: no", "the column of `needs` does not have all its choices"),
        ("column: Needs, split: '|'", "columns: { sms: Needs }", "has choices in several columns"),
        ("unknown:", "where: { Job: [Sailor] }\nunknown:", "takes rows by `where`"),
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
