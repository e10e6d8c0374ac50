//! Tables, maps and flags of `coach score` that are not as they should be: right, or said aloud.

use std::fs;

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
fit:
  must_haves: [{ id: needed, when: { needs: { includes_any: [sms, billing] } }, because: Mail alone. }]
  signals: [{ id: earns, when: { works: working }, weight: 2, because: They earn. }]
  threshold: 1
";

const MAP: &str = "\
format: 1
playbook: ./leads.yaml
table: { id: Lead }
questions: { works: { column: Occupation } }
";

const TABLE: &str = "Lead;Occupation;Status\na;working;Won\nb;student;Lost\n";

const TOLD: &str = "id,verdict\na,undecided\nb,no-fit\n";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("leads.yaml", PLAYBOOK);
    desk.write("leads.map.yaml", MAP);
    desk.write("leads.csv", TABLE);
    desk
}

fn score(desk: &Desk, flags: &[&str]) -> Run {
    desk.coach(&[&["score", "-m", "leads.map.yaml", "--columns", "id,verdict"], flags].concat())
}

#[test]
fn a_first_line_that_says_what_stands_between_cells_is_believed() {
    let desk = desk();
    let pipes = TABLE.replace(';', "|").replace("working", "\"Working Professional\"");
    let first_lines = ["sep=|\n", "\u{feff}sep=|\r\n", "\"sep=|\"\n", "SEP=||\n"];
    for first in first_lines {
        desk.write("leads.csv", &format!("{first}{pipes}"));
        assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout, TOLD, "{first:?}");
        let drafted = desk.coach(&["score", "--init", "leads.csv", "-p", "./leads.yaml"]);
        assert!(drafted.succeeded().stdout.contains("column: Occupation"), "{first:?}");
    }
    // Who counts rows as a spreadsheet shows them counts without that line.
    desk.write("leads.map.yaml", &MAP.replace("{ id: Lead }", "{ id: Lead, header_row: 1 }"));
    assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout, TOLD);
    let wide: Vec<u8> =
        format!("\u{feff}sep=|\n{pipes}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(desk.path("leads.csv"), wide).unwrap();
    assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout, TOLD);
}

#[test]
fn a_title_above_the_names_of_columns_is_found_and_said() {
    let desk = desk();
    desk.write("leads.csv", &format!("Leads of this year\n{TABLE}"));
    let run = score(&desk, &["leads.csv"]).ended_with(2);
    let run = run.complains(&[
        "no column is called `Lead`",
        "row 2 looks like the one with the names",
        "under `table`: `header_row: 2`",
    ]);
    assert_eq!(run.stdout, "");
    desk.write("leads.map.yaml", &MAP.replace("{ id: Lead }", "{ id: Lead, header_row: 3 }"));
    score(&desk, &["leads.csv"]).complains(&["row 2 looks like the one with the names"]);
    desk.write("leads.map.yaml", &MAP.replace("{ id: Lead }", "{ id: Lead, header_row: 2 }"));
    assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout, TOLD);
    let run = desk.coach(&["score", "--init", "leads.csv", "-p", "./leads.yaml"]).succeeded();
    assert!(run.stdout.contains("header_row: 2 }   # ?\n"), "{}", run.stdout);
    assert!(run.stderr.contains("row 2 is taken for the names of columns"), "{}", run.stderr);
}

#[test]
fn rows_of_several_tables_without_ids_are_told_apart_by_the_tables() {
    let desk = desk();
    desk.write("leads.map.yaml", &MAP.replace("table: { id: Lead }\n", ""));
    desk.write("more.csv", TABLE);
    let told = "id,verdict\nleads.csv:2,undecided\nleads.csv:3,no-fit\nmore.csv:2,undecided\nmore.csv:3,no-fit\n";
    assert_eq!(score(&desk, &["leads.csv", "more.csv"]).succeeded().stdout, told);
    let told = "id,verdict\n2,undecided\n3,no-fit\n";
    assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout, told);
}

#[test]
fn columns_of_several_tables_are_kept_where_they_are_the_same() {
    let desk = desk();
    desk.write("more.csv", TABLE);
    let flags = ["leads.csv", "more.csv", "--keep"];
    let run = score(&desk, &flags).ended_with(1);
    assert!(
        run.stdout.starts_with("id,verdict,Lead,Occupation,Status\na,undecided,a,working,Won\n")
    );
    desk.write("more.csv", &TABLE.replace("Occupation;Status", "Status;Occupation"));
    let run = score(&desk, &flags).ended_with(2);
    assert_eq!(run.stdout, "");
    run.complains(&["--keep has no columns for both `leads.csv` and `more.csv`"]);
    let lines = score(&desk, &[&flags[..], &["-f", "jsonl", "--max-rejects", "2"]].concat());
    assert!(lines.succeeded().stdout.contains("\"Status\":\"Won\""));
}

#[test]
fn since_an_earlier_export_rows_that_were_left_out_are_told_as_that() {
    let desk = desk();
    desk.write("before.csv", &TABLE.replace("working", "wrking"));
    let flags = ["leads.csv", "--since", "before.csv"];
    let run = score(&desk, &flags).succeeded();
    assert_eq!(run.stdout, "id,before,verdict\na,left-out,undecided\n");
    let counts = "0 new, 0 changed, 1 left out before and not any more, 1 alike, 0 gone";
    assert!(run.stderr.contains(counts), "{}", run.stderr);
    let flags = ["before.csv", "--since", "leads.csv"];
    let run = score(&desk, &flags).ended_with(1);
    let counts = "0 new, 0 changed, 1 left out now and not before, 1 alike, 0 gone";
    assert!(run.stderr.contains(counts), "{}", run.stderr);
}

#[test]
fn what_a_map_says_in_vain_is_said_aloud() {
    let desk = desk();
    let sheet = MAP.replace("{ id: Lead }", "{ id: Lead, sheet: Leads }");
    desk.write("leads.map.yaml", &format!("{sheet}where: {{ Status: [Open, New] }}\n"));
    let run = score(&desk, &["leads.csv"]).succeeded();
    assert_eq!(run.stdout, "id,verdict\n");
    for words in [
        "note: `leads.csv` is UTF-8, cells apart by `;`: `sheet` in the map means nothing",
        "no row is one that `where` of the map takes: `Status` is `Open` or `New`",
    ] {
        assert!(run.stderr.contains(words), "no {words}: {}", run.stderr);
    }
    desk.write("leads.map.yaml", &MAP.replace("{ id: Lead }", "{ id: Lead, delimiter: ';' }"));
    desk.write("lines.jsonl", "{\"Lead\": \"a\", \"Occupation\": \"working\"}\n");
    let run = score(&desk, &["lines.jsonl"]).succeeded();
    assert!(
        run.stderr.contains("is JSON lines: `delimiter` in the map means nothing"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_playbook_beside_a_map_of_another_is_refused() {
    let desk = desk();
    score(&desk, &["leads.csv", "-p", "consultative"]).complains(&["cannot be used with"]);
    desk.write("other.yaml", &PLAYBOOK.replace("id: leads", "id: other"));
    let sql = ["playbook", "sql", "./other.yaml", "--dialect", "duckdb", "--table", "t"];
    let run = desk.coach(&[&sql[..], &["-m", "leads.map.yaml"]].concat());
    run.complains(&["`leads.map.yaml` is for the playbook `./leads.yaml`, not for `other`"]);
    let run = score(&desk, &["leads.csv", "-v"]).succeeded();
    let words =
        "`leads.map.yaml`: a map for the playbook `leads` (Leads), named `./leads.yaml` in it";
    assert!(run.stderr.contains(words), "{}", run.stderr);
}

#[test]
fn what_is_no_table_is_called_what_it_is() {
    let desk = desk();
    let packed: [(&[u8], &str); 3] = [
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\xe5", "it is packed with gzip; unpack it first"),
        (b"PK\x03\x04\x14\0\0\0\0\0", "it is packed with zip; unpack it first"),
        (b"\x28\xb5\x2f\xfd\x04\0", "it is packed with zstd; unpack it first"),
    ];
    let others: [(&[u8], &str); 4] = [
        (b"%PDF-1.7\n%\xe2\xe3", "it is a PDF and no table"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is a picture and no table"),
        (b"SQLite format 3\0\x10", "it is a database of SQLite and no table"),
        (b"Lead;Occ\0upation\n", "it is neither a text nor a workbook"),
    ];
    for (bytes, words) in packed.into_iter().chain(others) {
        fs::write(desk.path("leads.csv"), bytes).unwrap();
        let run = score(&desk, &["leads.csv"]).ended_with(2);
        run.complains(&["`leads.csv` can't be read", words]);
    }
    let broken = b"PK\x03\x04\x14\0\0\0xl/workbook.xml";
    fs::write(desk.path("leads.csv"), broken).unwrap();
    score(&desk, &["leads.csv"]).complains(&["the workbook can't be read"]);
    // What is said to be UTF-16 has zeros.
    let wide: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(desk.path("leads.csv"), wide).unwrap();
    score(&desk, &["leads.csv"]).complains(&["encoding: utf-16le"]);
    desk.write("leads.map.yaml", &MAP.replace("{ id: Lead }", "{ id: Lead, encoding: utf-16le }"));
    assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout, TOLD);
}

#[test]
fn messages_name_the_table_and_what_there_is() {
    let desk = desk();
    desk.write("leads.csv", &TABLE.replace("Occupation", "What they do"));
    score(&desk, &["leads.csv"]).complains(&[
        "no column is called `Occupation`",
        "it has `Status`, `Lead`, `What they do`",
    ]);
    desk.write("leads.csv", &format!("{TABLE}c;\"{}", "never closed\n".repeat(100_000)));
    let run = score(&desk, &["leads.csv"]).ended_with(2);
    assert!(run.stderr.contains("`leads.csv` can't be read on"), "{}", run.stderr);
    assert!(run.stderr.contains("row 4 is longer than 1 MiB"), "{}", run.stderr);
    let run = desk.coach(&["score", "leads.csv", "-m", "leads.map.yaml", "--columns", "verdct"]);
    run.complains(&["there is no column `verdct`, but verdict, ", " and if_assumptions_hold"]);
}

#[test]
fn a_map_is_drafted_over_none_that_is_there_and_by_no_flags_that_mean_nothing() {
    let desk = desk();
    let init = ["score", "--init", "leads.csv", "-p", "./leads.yaml"];
    desk.write("mine.map.yaml", "# by hand\n");
    let over = [&init[..], &["-o", "mine.map.yaml"]].concat();
    desk.coach(&over).complains(&["there is a file `mine.map.yaml` already", "--force"]);
    assert_eq!(desk.read("mine.map.yaml"), "# by hand\n");
    desk.coach(&[&over[..], &["--force"]].concat()).succeeded();
    assert!(desk.read("mine.map.yaml").starts_with("# A draft"));
    let in_vain: [&[&str]; 7] = [
        &["--since", "leads.csv"],
        &["--rejects", "r.csv"],
        &["--max-rejects", "3"],
        &["-f", "jsonl"],
        &["--columns", "id"],
        &["--rules"],
        &["--keep"],
    ];
    for flags in in_vain {
        desk.coach(&[&init[..], flags].concat()).complains(&["cannot be used with"]);
    }
}

#[test]
fn choices_that_have_a_column_each_are_drafted_so() {
    let desk = desk();
    let table = "Lead,Occupation,Wants SMS,Wants Billing,Wants Sun\na,working,x,,x\nb,student,0,x,\nc,working,,0,\n";
    desk.write("leads.csv", table);
    let run = desk.coach(&["score", "--init", "leads.csv", "-p", "./leads.yaml"]).succeeded();
    let drafted = "\
  needs:
    columns:
      sms: Wants SMS   # ?
      billing: Wants Billing   # ?
    checked: [x]
    complete: no   # ? yes, where what is not ticked is not among them
# Columns that answer nothing: Wants Sun
";
    assert!(run.stdout.ends_with(drafted), "{}", run.stdout);
    desk.write("drafted.map.yaml", &run.stdout);
    let run =
        desk.coach(&["score", "leads.csv", "-m", "drafted.map.yaml", "--columns", "id,verdict"]);
    assert_eq!(run.succeeded().stdout, "id,verdict\na,fit\nb,no-fit\nc,undecided\n");
}

#[test]
fn a_row_that_is_one_cell_in_quotation_marks_is_told_as_that() {
    let desk = desk();
    let table = "Lead,Occupation,Status,A,B\na,working,Won,,\n\"b,student,\"\"Lost\"\",1,2\"\nc,student,Won,,\n";
    desk.write("leads.csv", table);
    let run = score(&desk, &["leads.csv"]).ended_with(1);
    assert_eq!(run.stdout, "id,verdict\na,undecided\nc,no-fit\n");
    let words = "row 3: all of it stands in one cell; is the whole row in quotation marks?";
    assert!(run.stderr.contains(words), "{}", run.stderr);
    desk.write("leads.csv", &table.replace("b,", "New York,"));
    let run = score(&desk, &["leads.csv"]).ended_with(1);
    assert!(run.stderr.contains(words), "{}", run.stderr);
}

#[test]
fn words_as_exports_have_them_are_drafted() {
    let desk = desk();
    let question = "      - { id: works,";
    let questions = "      - { id: product, ask: Which product?, type: choice, options: { gtx_pro: GTX Pro, gtx_plus: GTX Plus } }
      - { id: senior, ask: Are they a senior citizen?, type: yes_no }\n";
    let playbook = PLAYBOOK
        .replace(question, &format!("{questions}{question}"))
        .replace("sms: Short messages", "sms: Online security")
        .replace("billing: Billing", "billing: Tech support");
    desk.write("leads.yaml", &playbook);
    let table = "\
#,customerID,product,SeniorCitizen,OnlineSecurity,TechSupport
1,k1,GTXPro,0,Yes,No
2,k2,GTX Plus,1,No,No internet service
3,k3,GTXPro,0,No,Yes
";
    desk.write("leads.csv", table);
    let drafted = desk.coach(&["score", "--init", "leads.csv", "-p", "./leads.yaml"]).succeeded();
    for line in [
        "table: { id: customerID }\n",
        "      GTXPro: gtx_pro   # ?\n",
        "      '0': no   # ?\n      '1': yes   # ?\n",
        "      sms: OnlineSecurity   # ?\n      billing: TechSupport   # ?\n      # ? no internet service is no mark",
    ] {
        assert!(drafted.stdout.contains(line), "no {line} in {}", drafted.stdout);
    }
    // What is drafted is a map: once the third word is named as unknown, every row has a verdict.
    let map =
        drafted.stdout.replace("questions:\n", "unknown: [No internet service]\nquestions:\n");
    desk.write("leads.map.yaml", &map);
    assert_eq!(score(&desk, &["leads.csv"]).succeeded().stdout.lines().count(), 4);
    desk.write("leads.map.yaml", &map.replace("      GTXPro: gtx_pro", "      GTX: gtx_pro"));
    let run = score(&desk, &["leads.csv"]).ended_with(1);
    assert!(run.stderr.contains("did you mean `GTX Pro`?"), "{}", run.stderr);
}
