//! Tables as Parquet, read and written, where that is built in.

use crate::desk::{Desk, Run};

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
      - { id: works, ask: What do they do?, type: choice, options: { working: Working Professional, student: Student } }
      - { id: needs, ask: What for?, type: choices, options: { sms: Short messages, billing: Billing, mail: Mail } }
      - { id: minutes, ask: How long did they read?, type: number, min: 0, max: 5000, whole: true }
      - { id: budget, ask: How much?, type: number, min: -100000, max: 100000 }
      - { id: call, ask: May we call?, type: yes_no }
fit:
  must_haves: [{ id: needed, when: { needs: { includes_any: [sms, billing] } }, because: Mail alone. }]
  signals:
    - { id: earns, when: { works: working }, weight: 2, because: They earn. }
    - { id: calls, when: { call: yes }, weight: 1, because: They want it., say: We will call. }
  threshold: 1
";

const MAP: &str = "\
format: 1
playbook: ./leads.yaml
table: { id: Lead }
questions:
  works: { column: Occupation, date: Modified }
  needs: { column: Needs, complete: yes, date: Seen }
  minutes: { column: Minutes, date: Logged }
  budget: { column: Budget }
  call: { column: Call }
";

/// Written by pyarrow 26.0.1: five rows in groups of three, columns packed with snappy, gzip, zstd, lz4
/// and not at all. Cells are NULL in row `c`, and here and there; `b` needs nothing, which is a list
/// without items.
const LEADS: &[u8] = include_bytes!("../data/parquet/leads.parquet");

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("leads.yaml", PLAYBOOK);
    desk.write("leads.map.yaml", MAP);
    std::fs::write(desk.path("leads.parquet"), LEADS).unwrap();
    desk
}

fn score(desk: &Desk, flags: &[&str]) -> Run {
    desk.coach(&[&["score", "-m", "leads.map.yaml"], flags].concat())
}

#[cfg(not(feature = "parquet"))]
#[test]
fn where_it_is_not_built_in_that_is_said() {
    let desk = desk();
    let without = "this `coach` was built without Parquet: build it with `--features parquet`";
    let run = score(&desk, &["leads.parquet"]).ended_with(2);
    run.complains(&["`leads.parquet` can't be read", "it is Parquet, and", without, "into CSV"]);
    desk.write("leads.csv", "Lead,Occupation,Needs,Minutes,Budget,Call,Modified,Seen,Logged\n");
    let run = score(&desk, &["leads.csv", "-f", "parquet", "-o", "out.parquet"]).ended_with(2);
    run.complains(&[without]);
    assert!(!desk.path("out.parquet").exists());
}

#[cfg(feature = "parquet")]
mod built_in {
    use std::fs::File;
    use std::process::Command;

    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    /// The same rows as JSON lines.
    const LINES: &str = r#"
{"Lead":"a","Occupation":"working","Minutes":90,"Pages":2.5,"Budget":40000.5,"Call":true,"Needs":["sms","billing"],"Seen":"2026-11-03","Modified":"2026-11-03T10:20:30.5","Logged":"2026-11-03T10:20:30Z","Big":"18446744073709551615","Half":0.5}
{"Lead":"b","Occupation":"Student","Minutes":12,"Pages":null,"Budget":null,"Call":false,"Needs":[],"Seen":null,"Modified":"2026-11-03","Logged":"2026-11-03T10:20:30Z","Big":0,"Half":-2}
{"Lead":"c","Occupation":null,"Minutes":null,"Pages":0.3,"Budget":-1.1,"Call":null,"Needs":null,"Seen":"1969-12-31","Modified":null,"Logged":"2026-11-03T10:20:30Z","Big":null,"Half":null}
{"Lead":"d","Occupation":"Working Professional","Minutes":1250,"Pages":1000,"Budget":20,"Call":true,"Needs":["mail"],"Seen":"2026-01-01","Modified":"1969-07-20T20:17:00","Logged":"2026-11-03T10:20:30Z","Big":"9007199254740993","Half":65504}
{"Lead":"é","Occupation":"student","Minutes":0,"Pages":7,"Budget":0.05,"Call":false,"Needs":["sms",null],"Seen":"2026-06-30","Modified":"2026-01-01","Logged":null,"Big":1,"Half":0}
"#;

    /// Rows as objects, whose keys have no order.
    fn objects(run: Run) -> Vec<serde_json::Value> {
        let lines = run.succeeded().stdout;
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn every_cell_says_what_the_same_cell_of_another_table_says() {
        let desk = desk();
        desk.write("leads.jsonl", LINES);
        let flags = ["-f", "jsonl", "--keep", "--rules"];
        let lines = objects(score(&desk, &[&["leads.jsonl"], &flags[..]].concat()));
        let read = objects(score(&desk, &[&["leads.parquet"], &flags[..]].concat()));
        assert_eq!(read.len(), 5);
        assert_eq!(read, lines);
        let verdicts: Vec<_> = read.iter().map(|row| row["verdict"].as_str().unwrap()).collect();
        assert_eq!(verdicts, ["fit", "no-fit", "undecided", "no-fit", "no-fit"]);
    }

    #[test]
    fn it_is_read_from_standard_input_and_drafted_from() {
        let desk = desk();
        let flags = ["score", "-", "-m", "leads.map.yaml", "--columns", "id,verdict", "-v"];
        let run = desk.coach_reading(LEADS, &flags).succeeded();
        assert_eq!(run.stdout, "id,verdict\na,fit\nb,no-fit\nc,undecided\nd,no-fit\né,no-fit\n");
        assert!(run.stderr.contains("standard input: Parquet\n"), "{}", run.stderr);
        let run = desk.coach(&["score", "--init", "leads.parquet", "-p", "./leads.yaml"]);
        let map = run.succeeded().stdout;
        for wanted in ["id: Lead", "column: Occupation", "column: Needs", "column: Minutes"] {
            assert!(map.contains(wanted), "no {wanted} in {map}");
        }
    }

    #[test]
    fn what_can_be_no_table_is_refused() {
        let desk = desk();
        let nested = include_bytes!("../data/parquet/nested.parquet");
        std::fs::write(desk.path("nested.parquet"), nested).unwrap();
        let run = score(&desk, &["nested.parquet"]).ended_with(2);
        run.complains(&["the column `Company` has columns, or lists, of its own"]);
        // Forty columns in each other; the program would not survive some thousands.
        let deep = include_bytes!("../data/parquet/deep.parquet");
        std::fs::write(desk.path("deep.parquet"), deep).unwrap();
        score(&desk, &["deep.parquet"]).ended_with(2).complains(&["too deep in each other"]);
        for (name, bytes) in [("cut", &LEADS[..LEADS.len() - 9]), ("begun", &LEADS[..4])] {
            std::fs::write(desk.path(name), bytes).unwrap();
            let run = score(&desk, &[name]).ended_with(2);
            run.complains(&["the Parquet file can't be read"]);
        }
        let mut too_much = LEADS[..100].to_vec();
        too_much.resize((64 << 20) + 1, 0);
        let run = desk.coach_reading(too_much, &["score", "-", "-m", "leads.map.yaml"]);
        run.ended_with(2).complains(&["Parquet of more than 64 MiB", "name the file"]);
        let sheet = MAP.replace("{ id: Lead }", "{ id: Lead, sheet: Leads }");
        desk.write("leads.map.yaml", &sheet);
        let run = score(&desk, &["leads.parquet"]).succeeded();
        let note = "`leads.parquet` is Parquet: `sheet` in the map means nothing";
        assert!(run.stderr.contains(note), "{}", run.stderr);
    }

    /// What is written, row by row, as a reader that is not `coach`'s has it.
    fn cells(desk: &Desk, file: &str) -> Vec<String> {
        let reader = SerializedFileReader::new(File::open(desk.path(file)).unwrap()).unwrap();
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect()
    }

    #[test]
    fn verdicts_are_written_with_texts_numbers_and_what_is_not_known() {
        let desk = desk();
        let columns = "id,verdict,possible,at_least,chance_of_fit,decided_by,open,say";
        let flags = ["-f", "parquet", "-o", "out.parquet", "--columns", columns, "--rules"];
        let run = score(&desk, &[&["leads.parquet"], &flags[..]].concat()).succeeded();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
        let rows = cells(&desk, "out.parquet");
        assert_eq!(rows.len(), 5);
        assert_eq!(
            rows[2],
            "{id: \"c\", verdict: \"undecided\", possible: \"fit;no-fit\", at_least: 0, \
             chance_of_fit: 0.5625, decided_by: \"\", open: \"works;needs;call\", say: null, \
             needed: \"open\", earns: \"open\", calls: \"open\"}"
        );
        // No row is a table, too.
        let flags = ["leads.parquet", "-f", "parquet", "-o", "none.parquet", "--keep"];
        let nobody = MAP.replace("questions:", "where: { Lead: [nobody] }\nquestions:");
        desk.write("leads.map.yaml", &nobody);
        score(&desk, &flags).succeeded();
        assert!(cells(&desk, "none.parquet").is_empty());
    }

    #[test]
    fn many_rows_are_written_in_order_and_read_again() {
        let desk = desk();
        let line = |row: u32| format!("{{\"Lead\":\"{row}\",\"Occupation\":\"student\"}}\n");
        desk.write("many.jsonl", &(0..70_000).map(line).collect::<String>());
        let map = "format: 1\nplaybook: ./leads.yaml\ntable: { id: id }\n";
        let old = map.replace("id: id", "id: Lead");
        let works = "questions: { works: { column: Occupation } }\n";
        desk.write("leads.map.yaml", &format!("{old}{works}"));
        let flags = ["many.jsonl", "-f", "parquet", "-o", "many.parquet", "--keep"];
        score(&desk, &flags).succeeded();
        desk.write("leads.map.yaml", &format!("{map}{works}"));
        let told = score(&desk, &["many.parquet", "--columns", "id,verdict"]).succeeded().stdout;
        let wanted: String = (0..70_000).map(|row| format!("{row},undecided\n")).collect();
        assert_eq!(told, format!("id,verdict\n{wanted}"));
    }

    #[test]
    fn a_warehouse_reads_what_is_written() {
        let Ok(python) = std::env::var("COACH_DUCKDB") else {
            eprintln!("left out: COACH_DUCKDB is not set, see .ci/warehouses");
            return;
        };
        let desk = desk();
        let flags = ["leads.parquet", "-f", "parquet", "-o", "out.parquet", "--keep"];
        score(&desk, &flags).succeeded();
        let script = "
import duckdb
rows = duckdb.sql('select id, verdict, at_least + 0, chance_of_fit, say, \"Needs\", \"Budget\" from \"out.parquet\"')
print([str(kind) for kind in rows.types], *rows.fetchall(), sep='\\n')
";
        let output =
            Command::new(python).args(["-c", script]).current_dir(desk.path(".")).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            told,
            "['VARCHAR', 'VARCHAR', 'BIGINT', 'DOUBLE', 'VARCHAR', 'VARCHAR', 'VARCHAR']\n\
             ('a', 'fit', 3, 1.0, None, 'sms;billing', '40000.5')\n\
             ('b', 'no-fit', 0, 0.0, None, ';', None)\n\
             ('c', 'undecided', 0, 0.5625, None, None, '-1.1')\n\
             ('d', 'no-fit', 3, 0.0, None, 'mail', '20')\n\
             ('é', 'no-fit', 0, 0.0, None, 'sms;', '0.05')\n",
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
