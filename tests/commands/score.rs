//! `coach score`: a verdict for every row of a table, whatever it is written in.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::desk::{Desk, ODD_TEXTS, Run};

/// A playbook with a question of every type and a hold.
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
      - { id: minutes, ask: How long were they there?, type: number, min: 0, max: 10000 }
      - { id: consent, ask: May we call?, type: yes_no }
      - { id: needs, ask: What for?, type: choices, options: { sms: Short messages, billing: Billing, mail: Mail } }
      - { id: words, ask: In their words?, type: text }
fit:
  disqualifiers: [{ id: refused, when: { consent: no }, because: They said no., say: We will not call. }]
  must_haves: [{ id: stayed, when: { minutes: { at_least: 10 } }, because: They left at once. }]
  holds: [{ id: only_mail, when: { needs: { excludes: [sms, billing] } }, because: Mail alone., until: More. }]
  signals: [{ id: earns, when: { works: working }, weight: 2, because: They earn. }]
  threshold: 1
";

const MAP: &str = "\
format: 1
playbook: ./leads.yaml
table: { id: Lead }
unknown: [Select, N/A]
questions:
  works: { column: Occupation }
  minutes: { column: Time }
  consent: { column: Call }
  needs: { column: Needs, split: ';', complete: yes }
  words: { column: Remark }
";

const TABLE: &str = "\
Lead,Occupation,Time,Call,Needs,Remark
a,Working Professional,12,Yes,SMS;Billing,Fine
b,STUDENT,12.5,yes,sms,
c,Select,40,TRUE,mail,
d,working,,No,N/A,
e,,9,,,
f,Working professional,11,yes,mail,\"Zoë, said „no“\"
";

/// What is told of it: id, verdict, lowest and highest score.
const TOLD: &str = "\
id,verdict,at_least,at_most
a,fit,2,2
b,no-fit,0,0
c,undecided,0,2
d,no-fit,2,2
e,no-fit,0,2
f,not-yet,2,2
";

const COLUMNS: &str = "id,verdict,at_least,at_most";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("leads.yaml", PLAYBOOK);
    desk.write("leads.map.yaml", MAP);
    desk.write("leads.csv", TABLE);
    desk
}

fn score(desk: &Desk, table: &str, flags: &[&str]) -> Run {
    desk.coach(&[&["score", table, "-m", "leads.map.yaml", "--columns", COLUMNS], flags].concat())
}

/// Scores a table with this map.
fn with_map(map: &str, table: &str) -> Run {
    let desk = desk();
    desk.write("leads.map.yaml", map);
    desk.write("leads.csv", table);
    score(&desk, "leads.csv", &[])
}

#[test]
fn every_row_gets_its_verdict_and_what_is_not_known_stays_unknown() {
    let run = score(&desk(), "leads.csv", &[]).succeeded();
    assert_eq!(run.stdout, TOLD);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_row_of_a_table_is_told_what_the_same_deal_in_a_file_is() {
    let desk = desk();
    let rows = desk.coach(&["score", "leads.csv", "-m", "leads.map.yaml", "-f", "jsonl"]);
    let facts = [
        "works: working, minutes: 12, consent: yes, needs: [sms, billing], words: Fine",
        "works: student, minutes: 12.5, consent: yes, needs: [sms]",
        "minutes: 40, consent: yes, needs: [mail]",
        "works: working, consent: no",
        "minutes: 9",
        "works: working, minutes: 11, consent: yes, needs: [mail], words: Zoë",
    ];
    let rows = rows.succeeded().stdout;
    assert_eq!(rows.lines().count(), facts.len());
    for (row, facts) in rows.lines().zip(facts) {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let deal = format!("format: 1\nplaybook: ./leads.yaml\nfacts: {{ {facts} }}\n");
        desk.write("one.deal.yaml", &deal);
        let brief = desk.json(&["brief", "one", "-f", "json"]);
        for field in ["verdict", "possible", "if_assumptions_hold"] {
            assert_eq!(row[field], brief[field], "{field}: {row} {brief}");
        }
        assert_eq!(row["at_least"], brief["score"]["at_least"], "{row}");
        assert_eq!(row["open"], brief["can_still_change"], "{row}");
        assert_eq!(row["say"], brief["say"], "{row}");
    }
}

#[test]
fn what_a_table_is_written_in_is_told_by_what_is_in_it() {
    let desk = desk();
    let semicolons =
        TABLE.replace("SMS;Billing", "SMS|Billing").replace("\"Zoë, said", "\"Zoë; said");
    let semicolons = semicolons.replace(',', ";").replace("Zoë;", "Zoë,");
    let map = MAP.replace("split: ';'", "split: '|'");
    desk.write("pipes.map.yaml", &map);
    desk.write("semicolons.txt", &semicolons);
    desk.write("tabs.csv", &TABLE.replace("\"Zoë, said „no“\"", "Zoë").replace(',', "\t"));
    desk.write("bom.csv", &format!("\u{feff}{}", TABLE.replace('\n', "\r\n")));
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&semicolons);
    fs::write(desk.path("latin.csv"), latin).unwrap();
    let wide: Vec<u8> = "\u{feff}"
        .chars()
        .chain(TABLE.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(desk.path("wide.csv"), wide).unwrap();
    workbook(&desk, "sheet.csv", TABLE, 0);
    desk.write("lines.data", &json_lines());
    for table in [
        "semicolons.txt",
        "tabs.csv",
        "bom.csv",
        "latin.csv",
        "wide.csv",
        "sheet.csv",
        "lines.data",
    ] {
        let map = match table {
            "semicolons.txt" | "latin.csv" => "pipes.map.yaml",
            _ => "leads.map.yaml",
        };
        let run = desk.coach(&["score", table, "-m", map, "--columns", COLUMNS]).succeeded();
        assert_eq!(run.stdout, TOLD, "{table}");
        let is_guessed = run.stderr.contains("not UTF-8, read as windows-1252, cells apart by `;`");
        assert_eq!(is_guessed, table == "latin.csv", "{table}: {}", run.stderr);
    }
    let piped =
        desk.coach_reading(TABLE, &["score", "-", "-m", "leads.map.yaml", "--columns", COLUMNS]);
    assert_eq!(piped.succeeded().stdout, TOLD);
}

/// The table as a workbook, with so many rows above it.
fn workbook(desk: &Desk, name: &str, table: &str, above: u32) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut rows =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
    for (row, record) in rows.records().enumerate() {
        for (column, cell) in record.unwrap().iter().enumerate() {
            let (row, column) = (row as u32 + above, column as u16);
            match (cell, cell.parse::<f64>()) {
                ("", _) => {}
                ("TRUE", _) => drop(sheet.write_boolean(row, column, true).unwrap()),
                (_, Ok(number)) => drop(sheet.write_number(row, column, number).unwrap()),
                (text, _) => drop(sheet.write_string(row, column, text).unwrap()),
            }
        }
    }
    fs::write(desk.path(name), workbook.save_to_buffer().unwrap()).unwrap();
}

/// The table as JSON lines: numbers and `true` as such, choices as a list, nothing as `null`.
fn json_lines() -> String {
    let mut rows = csv::Reader::from_reader(TABLE.as_bytes());
    let names = rows.headers().unwrap().clone();
    let mut lines = String::new();
    for record in rows.records() {
        let record = record.unwrap();
        let cells = names.iter().zip(&record).map(|(name, cell)| {
            let value = match (name, cell) {
                (_, "") => serde_json::Value::Null,
                ("Needs", choices) => choices.split(';').collect(),
                (_, "TRUE") => true.into(),
                (_, cell) => cell.parse::<f64>().map_or(cell.into(), Into::into),
            };
            (name.to_owned(), value)
        });
        let object: serde_json::Map<_, _> = cells.collect();
        lines += &format!("{}\n", serde_json::Value::Object(object));
    }
    lines
}

#[test]
fn a_word_that_is_no_answer_leaves_its_row_out_and_is_told_with_what_was_meant() {
    let desk = desk();
    let table = TABLE.replace("STUDENT", "Studnet").replace("a,Working", "a,Wroking");
    desk.write("leads.csv", &table);
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert_eq!(run.stdout, TOLD.replace("a,fit,2,2\nb,no-fit,0,0\n", ""));
    let told = "left out: `leads.csv`, row 3, column `Occupation`: `Studnet`: it takes `working` or `student`; did you mean `Student`?\n";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    score(&desk, "leads.csv", &["--max-rejects", "2"]).succeeded();
    score(&desk, "leads.csv", &["--max-rejects", "1", "--rejects", "left.csv"]).ended_with(1);
    let left = desk.read("left.csv");
    let lines: Vec<&str> = left.lines().collect();
    assert_eq!(lines[0], "table,row,column,value,reason,nearest");
    assert_eq!(lines[2], "leads.csv,3,Occupation,Studnet,it takes `working` or `student`,Student");
    let table = TABLE.replace("12.5", "12.500");
    desk.write("leads.csv", &table);
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert!(run.stderr.contains("12.500"), "{}", run.stderr);
    desk.write("leads.map.yaml", &MAP.replace("column: Time", "column: Time, decimal: ."));
    assert_eq!(score(&desk, "leads.csv", &[]).succeeded().stdout, TOLD);
}

#[test]
fn rows_that_are_none_are_told_apart_from_a_footer() {
    let desk = desk();
    let footer =
        "\n\n\"Grand Totals (6 records)\"\n\"Confidential Information - Do Not Distribute\"\n";
    desk.write("leads.csv", &format!("{TABLE}{footer}"));
    let run = score(&desk, "leads.csv", &[]).succeeded();
    assert_eq!(run.stdout, TOLD);
    assert!(run.stderr.contains("rows 8 to 9 at its end are taken for a footer"), "{}", run.stderr);
    workbook(
        &desk,
        "leads.xlsx",
        &format!("{TABLE},,,,,\nCopyright (c) 2026 example.com,,,,,\n"),
        2,
    );
    desk.write("leads.map.yaml", &MAP.replace("{ id: Lead }", "{ id: Lead, header_row: 3 }"));
    let run = score(&desk, "leads.xlsx", &[]).succeeded();
    assert_eq!(run.stdout, TOLD);
    assert!(
        run.stderr.contains("row 11 at its end is taken")
            || run.stderr.contains("row 11 at its end"),
        "{}",
        run.stderr
    );
    desk.write("leads.map.yaml", MAP);
    desk.write("leads.csv", &TABLE.replace("c,Select", "Sub total\nc,Select"));
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert_eq!(run.stdout, TOLD);
    assert!(run.stderr.contains("row 4: it has something in one cell alone"), "{}", run.stderr);
}

#[test]
fn what_is_wrong_with_a_table_is_told_and_no_row_is_made_up() {
    let desk = desk();
    desk.write("leads.csv", "Lead,Occupation,Time,Call,Needs,Remark\n");
    assert_eq!(score(&desk, "leads.csv", &[]).succeeded().stdout, "id,verdict,at_least,at_most\n");
    desk.write("leads.csv", "");
    score(&desk, "leads.csv", &[]).ended_with(2).complains(&["there are no rows in it"]);
    desk.write("leads.csv", &TABLE.replace("Occupation", "Occupaton"));
    let run = score(&desk, "leads.csv", &[]).ended_with(2);
    let run = run.complains(&["no column is called `Occupation`, did you mean `Occupaton`?"]);
    assert_eq!(run.stdout, "");
    desk.write("leads.csv", &TABLE.replace("\nc,", "\na,"));
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert!(run.stderr.contains("row 4: an earlier row has the id `a` too"), "{}", run.stderr);
    assert_eq!(run.stdout, TOLD.replace("c,undecided,0,2\n", ""));
    desk.write("leads.csv", &TABLE.replace("e,,9,,,", "e,,9"));
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert!(
        run.stderr.contains("row 6: it has 3 cells, and there are 6 columns"),
        "{}",
        run.stderr
    );
    desk.write("leads.csv", &TABLE.replace("Time,Call", "Time,Time"));
    score(&desk, "leads.csv", &[]).ended_with(2).complains(&["two columns are called `Time`"]);
    desk.write("leads.csv", &format!("{TABLE}g,\"{}", "never closed\n".repeat(100_000)));
    let run = score(&desk, "leads.csv", &[]).ended_with(2);
    assert!(run.stderr.contains("row 8 is longer than 1 MiB"), "{}", run.stderr);
    fs::write(desk.path("leads.csv"), [TABLE.as_bytes(), &b"g,".repeat(70_000), b"\xff"].concat())
        .unwrap();
    score(&desk, "leads.csv", &[]).ended_with(1);
    score(&desk, "gone.csv", &[]).ended_with(2).complains(&["there is no file `gone.csv`"]);
    score(&desk, ".", &[]).ended_with(2).complains(&["`.` is a folder"]);
    desk.write("lines.jsonl", "{\"Lead\": \"a\"}\n{\"Lead\": \"b\"\n");
    let map = "format: 1\nplaybook: ./leads.yaml\nquestions: { words: { column: Lead } }\n";
    desk.write("leads.map.yaml", map);
    let run = score(&desk, "lines.jsonl", &[]).ended_with(2);
    assert!(run.stderr.contains("line 2 is no JSON object"), "{}", run.stderr);
}

#[test]
fn choices_stand_in_one_cell_or_in_columns_and_say_how_much_they_leave() {
    let map = |needs: &str| {
        format!(
            "format: 1\nplaybook: ./leads.yaml\nquestions:\n  needs: {{ {needs} }}\n  works: {{ column: W }}\n  minutes: {{ column: M }}\n  consent: {{ column: C }}\n"
        )
    };
    let verdicts = |needs: &str, table: &str| {
        let run = with_map(&map(needs), table).succeeded();
        let verdicts =
            run.stdout.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned());
        verdicts.collect::<Vec<_>>().join(" ")
    };
    let rest = ",working,20,yes\n";
    let cells = |cells: &[&str]| {
        cells.iter().fold("N,W,M,C\n".to_owned(), |table, cell| format!("{table}{cell}{rest}"))
    };
    // Of what is not the whole set the rest may be among them too.
    assert_eq!(
        verdicts("column: N, split: ;", &cells(&["sms", "mail", "mail;Billing", ""])),
        "fit undecided fit undecided"
    );
    assert_eq!(
        verdicts("column: N, split: ;, complete: yes", &cells(&["sms", "mail"])),
        "fit not-yet"
    );
    assert_eq!(
        verdicts("column: N, values: { Text: sms }", &cells(&["text", "mail"])),
        "fit undecided"
    );
    assert_eq!(verdicts("column: N, otherwise: unknown", &cells(&["odd", "sms"])), "undecided fit");
    let columns = |rows: &[&str]| {
        rows.iter().fold("S,B,W,M,C\n".to_owned(), |table, row| format!("{table}{row}{rest}"))
    };
    let needs = "columns: { sms: S, billing: B }, checked: [x, \"1\"]";
    assert_eq!(
        verdicts(needs, &columns(&["x,", "1,0", "0,no", ",", "0,"])),
        "fit fit not-yet undecided undecided"
    );
    let run = with_map(&map(needs), &columns(&["maybe,0"])).ended_with(1);
    assert!(run.stderr.contains("column `S`: `maybe`: it says neither"), "{}", run.stderr);
}

#[test]
fn what_is_assumed_counts_as_an_assumption_and_rows_are_taken_as_the_map_says() {
    let map = MAP.replace("column: Call", "column: Call, source: assumption")
        + "where: { Occupation: [working professional, Select] }\n";
    let desk = desk();
    desk.write("leads.map.yaml", &map);
    let run = desk.coach(&[
        "score",
        "leads.csv",
        "-m",
        "leads.map.yaml",
        "--columns",
        "id,verdict,if_assumptions_hold",
    ]);
    let told = "id,verdict,if_assumptions_hold\na,undecided,fit\nc,undecided,undecided\nf,undecided,not-yet\n";
    assert_eq!(run.succeeded().stdout, told);
}

#[test]
fn since_an_earlier_export_only_what_changed_is_told_and_what_turned() {
    let desk = desk();
    desk.write("before.csv", TABLE);
    let now = TABLE
        .replace("c,Select", "c,working")
        .replace("f,", "g,")
        .replace("a,Working Professional,12", "a,Working Professional,13");
    desk.write("leads.csv", &now);
    let run = score(&desk, "leads.csv", &["--since", "before.csv"]).succeeded();
    let told = "id,before,verdict,at_least,at_most\na,fit,fit,2,2\nc,undecided,not-yet,2,2\ng,,not-yet,2,2\n";
    assert_eq!(run.stdout, told);
    assert!(
        run.stderr.contains(
            "1 new, 2 changed, 3 alike, 1 gone; one verdict turned: undecided to not-yet 1"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn rules_and_the_columns_of_the_table_are_told_where_they_are_asked_for() {
    let desk = desk();
    let run = score(&desk, "leads.csv", &["--rules", "--keep"]).succeeded();
    let first: Vec<&str> = run.stdout.lines().take(2).collect();
    assert_eq!(
        first[0],
        "id,verdict,at_least,at_most,refused,stayed,only_mail,earns,Lead,Occupation,Time,Call,Needs,Remark"
    );
    assert_eq!(
        first[1],
        "a,fit,2,2,fails,holds,fails,holds,a,Working Professional,12,Yes,SMS;Billing,Fine"
    );
    score(&desk, "leads.csv", &["-o", "out.csv"]).succeeded();
    assert_eq!(desk.read("out.csv"), TOLD);
    desk.coach(&["score", "leads.csv", "-m", "leads.map.yaml", "--columns", "verdct"])
        .ended_with(2)
        .complains(&["there is no column `verdct`"]);
    let both = desk.coach(&["score", "leads.csv", "more.csv", "-m", "leads.map.yaml"]);
    both.ended_with(2).complains(&["there is no file `more.csv`"]);
}

#[test]
fn a_table_is_never_written_over() {
    let desk = desk();
    let run = score(&desk, "leads.csv", &["-o", "leads.csv"]).ended_with(2);
    assert_eq!(desk.read("leads.csv"), TABLE, "{}", run.stderr);
    let run = score(&desk, "leads.csv", &["--rejects", "leads.csv"]).ended_with(2);
    assert_eq!(desk.read("leads.csv"), TABLE, "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn what_is_scored_goes_to_a_file_as_all_files_are_written() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    desk.write("usual.txt", "");
    score(&desk, "leads.csv", &["-o", "new.csv"]).succeeded();
    assert_eq!(mode("new.csv"), mode("usual.txt"));
    fs::set_permissions(desk.path("new.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    score(&desk, "leads.csv", &["-o", "new.csv"]).succeeded();
    assert_eq!(mode("new.csv"), 0o640);
    desk.write("kept.csv", "kept");
    fs::set_permissions(desk.path("kept.csv"), fs::Permissions::from_mode(0o440)).unwrap();
    score(&desk, "leads.csv", &["-o", "kept.csv"]).ended_with(2);
    assert_eq!(desk.read("kept.csv"), "kept");
    // What can't be read to its end leaves what stood there.
    desk.write("leads.csv", &format!("{TABLE}g,\"{}", "never closed\n".repeat(100_000)));
    score(&desk, "leads.csv", &["-o", "new.csv"]).ended_with(2);
    assert_eq!(desk.read("new.csv"), TOLD);
    assert!(!desk.files().iter().any(|name| name.contains("coach-saving")), "{:?}", desk.files());
}

#[test]
fn nothing_of_a_table_steers_a_terminal() {
    let desk = desk();
    desk.write("leads.csv", &TABLE.replace("STUDENT", "\u{1b}[31mred\u{7}"));
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains('\u{7}'), "{:?}", run.stderr);
}

#[test]
fn what_is_wrong_in_a_map_is_told_with_its_place() {
    let desk = desk();
    let wrong = MAP.replace("works:", "work:").replace("split: ';'", "split: ';', thousands: ','");
    desk.write("leads.map.yaml", &wrong);
    let run = score(&desk, "leads.csv", &[]).ended_with(2);
    run.complains(&[
        "has no question `work`",
        "`works`",
        "`thousands` is for numbers, which `needs` is not",
    ]);
    desk.write("leads.map.yaml", &MAP.replace("./leads.yaml", "lead"));
    score(&desk, "leads.csv", &[])
        .ended_with(2)
        .complains(&["is for the playbook `lead`, which can't be used"]);
}

#[test]
fn a_map_is_drafted_from_what_stands_in_a_table_and_says_what_is_not_sure() {
    let desk = desk();
    let table = "Lead No,Works As,Minutes,Call Consent,Needs,Wetter\n\
                 1,Workng Professional,\"1,250\",Yes,sms;Billing,x\n\
                 2,Student,\"2,000\",no,Mail,y\n\
                 3,Select,10,yes,Letters,z\n";
    desk.write("leads.csv", table);
    let run = desk.coach(&["score", "--init", "leads.csv", "-p", "./leads.yaml"]).succeeded();
    let drafted = "\
# A draft: look through it. # ? marks what is not sure.
format: 1
playbook: ./leads.yaml
table: { id: Lead No }
unknown: [select]
questions:
  works:
    column: Works As
    values:
      Workng Professional: working   # ?
  minutes:
    column: Minutes
    thousands: ','   # ?
    decimal: '.'
  consent:
    column: Call Consent
  needs:
    column: Needs
    split: ;
    complete: no   # ? yes, where a cell names all of them
      # ? Letters (1 row) is near to no option
# No column was found for: words
# Columns that answer nothing: Wetter
";
    assert_eq!(run.stdout.replace("split: ';'", "split: ;"), drafted);
    assert!(
        run.stderr.contains("4 questions have a column, 1 have none; 4 doubts"),
        "{}",
        run.stderr
    );
    desk.write("drafted.map.yaml", &run.stdout);
    let run =
        desk.coach(&["score", "leads.csv", "-m", "drafted.map.yaml", "--columns", "id,verdict"]);
    // What nothing is near to is left for a person: until then its row is left out.
    let run = run.ended_with(1);
    assert!(run.stdout.starts_with("id,verdict\n1,fit\n2,no-fit\n"), "{}", run.stdout);
    assert!(run.stderr.contains("row 4, column `Needs`: `Letters`"), "{}", run.stderr);
}

#[test]
fn whatever_stands_in_a_table_the_draft_of_its_map_is_one() {
    let desk = desk();
    let odd = |place: usize| ODD_TEXTS[place % ODD_TEXTS.len()];
    for place in 0..ODD_TEXTS.len() {
        let head = format!("works {}", odd(place));
        let mut rows = csv::Writer::from_writer(Vec::new());
        rows.write_record([head.as_str(), "needs", "minutes", odd(place + 1)]).unwrap();
        for row in 0..4 {
            rows.write_record([
                odd(place + row),
                odd(place + row + 2),
                "12",
                "\u{1b}[2J\nfacts: x",
            ])
            .unwrap();
        }
        fs::write(desk.path("odd.csv"), rows.into_inner().unwrap()).unwrap();
        let run = desk.coach(&[
            "score",
            "--init",
            "odd.csv",
            "-p",
            "./leads.yaml",
            "-o",
            "odd.map.yaml",
            "--force",
        ]);
        run.succeeded();
        assert!(!desk.read("odd.map.yaml").contains('\u{1b}'));
        let run = desk.coach(&["score", "odd.csv", "-m", "odd.map.yaml", "--max-rejects", "9"]);
        run.succeeded();
    }
}

#[test]
fn numbers_are_taken_as_the_map_says_that_they_are_written_or_not_at_all() {
    let desk = desk();
    let map = |signs: &str| MAP.replace("column: Time", &format!("column: Time, {signs}"));
    let cases = [
        ("thousands: ., decimal: ','", ["1.200", "3.000,5", "12,5", "1200"], true),
        ("thousands: ., decimal: ','", ["12.00", "1.5", "1.2.3", "10.0000,5"], false),
        ("thousands: ., decimal: ','", ["1,200.50", ".200", "1.2000", "1,5,0"], false),
        ("thousands: ',', decimal: .", ["1,200.50", "12.5", "9,000", "10"], true),
        ("thousands: ',', decimal: .", ["1,5", ",5", "1.200,50", "1,20.00"], false),
        ("decimal: .", ["12.500", "40.000", "9999.5", "10"], true),
    ];
    for (signs, cells, are_taken) in cases {
        desk.write("leads.map.yaml", &map(signs));
        for cell in cells {
            desk.write(
                "leads.csv",
                &format!("Lead,Occupation,Time,Call,Needs,Remark\na,,\"{cell}\",,,\n"),
            );
            let run = score(&desk, "leads.csv", &[]);
            assert_eq!(run.code, i32::from(!are_taken), "{signs} {cell}: {}", run.stderr);
            assert!(
                are_taken || run.stderr.contains("as the map says"),
                "{signs} {cell}: {}",
                run.stderr
            );
        }
    }
    desk.write("leads.map.yaml", &map("thousands: ., decimal: ."));
    score(&desk, "leads.csv", &[]).ended_with(2).complains(&["are the same sign"]);
}

#[test]
fn a_number_of_a_workbook_or_of_json_is_that_number() {
    let desk = desk();
    let table =
        "Lead,Occupation,Time,Call,Needs,Remark\na,working,12.345,,sms,\nb,working,9.999,,sms,\n";
    workbook(&desk, "leads.xlsx", table, 0);
    let told = "id,verdict,at_least,at_most\na,undecided,2,2\nb,no-fit,2,2\n";
    assert_eq!(score(&desk, "leads.xlsx", &[]).succeeded().stdout, told);
    let lines = "{\"Lead\": 1, \"Time\": 12.345, \"Needs\": [], \"more\": {\"a\": 1}}\n{\"Lead\": 2, \"Occupation\": \"working\", \"Call\": true, \"Remark\": null, \"Time\": 0.30000000000000004}\n";
    desk.write("leads.jsonl", lines);
    let told = "id,verdict,at_least,at_most\n1,undecided,0,2\n2,no-fit,2,2\n";
    assert_eq!(score(&desk, "leads.jsonl", &[]).succeeded().stdout, told);
    // What is kept, drafted and held against outcomes is what the cell shows.
    let kept = score(&desk, "leads.xlsx", &["--keep"]).succeeded().stdout;
    assert!(kept.ends_with("b,no-fit,2,2,b,working,9.999,,sms,\n"), "{kept:?}");
    let lines = "{\"Lead\": 1, \"Time\": 12.5, \"Needs\": [\"sms\", \"mail\"], \"Occupation\": null, \"Call\": null, \"Remark\": null, \"Won\": 1}\n";
    desk.write("leads.jsonl", lines);
    let kept = score(&desk, "leads.jsonl", &["--keep"]).succeeded().stdout;
    assert!(kept.ends_with("1,undecided,0,2,,1,sms;mail,,,12.5,1\n"), "{kept:?}");
    let drafted = desk.coach(&["score", "--init", "leads.jsonl", "-p", "./leads.yaml"]).succeeded();
    assert!(!drafted.stdout.contains(['\u{1e}', '\u{1f}']), "{:?}", drafted.stdout);
    let map = "format: 1\nplaybook: ./leads.yaml\ntable: { id: Lead }\nquestions: { minutes: { column: Time } }\noutcome: { column: Won, ours: [\"1\"] }\n";
    desk.write("won.map.yaml", map);
    desk.coach(&["calibrate", "leads.jsonl", "-m", "won.map.yaml"]).succeeded();
}

#[test]
fn nothing_is_lost_unsaid() {
    let desk = desk();
    let same = score(&desk, "leads.csv", &["-o", "out.csv", "--rejects", "./out.csv"]);
    same.ended_with(2).complains(&["--output and --rejects are the same file"]);
    let run = score(&desk, "leads.csv", &["--rejects", "left.csv", "--since", "leads.csv"]);
    assert!(run.stderr.contains("0 new, 0 changed, 6 alike, 0 gone"), "{}", run.stderr);
    // A mark that is never closed takes in what follows it.
    let unclosed = TABLE.replace("c,Select,40,TRUE,mail,", "c,Select,40,TRUE,mail,\"Zoë");
    desk.write("leads.csv", &unclosed.replace("\"Zoë, said „no“\"", "Zoë"));
    let run = score(&desk, "leads.csv", &[]).ended_with(2);
    assert!(run.stderr.contains("row 4 goes on to the end of the table"), "{}", run.stderr);
    // Ids that are no texts are not taken for each other.
    let rows =
        [TABLE.as_bytes(), b"M\xfcl,working,12,yes,sms,\nM\xf6l,working,12,yes,sms,\n"].concat();
    let late = [&b"x,,,,,\n".repeat(20_000), rows.as_slice()].concat();
    let header = b"Lead,Occupation,Time,Call,Needs,Remark\n".as_slice();
    fs::write(desk.path("leads.csv"), [header, &late[b"x,,,,,\n".len() * 19_999..]].concat())
        .unwrap();
    let utf8 = MAP.replace("{ id: Lead }", "{ id: Lead, encoding: utf-8 }");
    desk.write("leads.map.yaml", &utf8);
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert_eq!(run.stderr.matches("its id is not UTF-8").count(), 2, "{}", run.stderr);
    // Leads of which nothing but their ids is known are no footer.
    desk.write("leads.map.yaml", MAP);
    desk.write("leads.csv", &format!("{TABLE}L-7\nL-8\n"));
    let run = score(&desk, "leads.csv", &[]).ended_with(1);
    assert!(run.stderr.contains("row 9: it has 1 cells"), "{}", run.stderr);
}

#[test]
fn what_has_nothing_in_it_is_a_table_without_rows_where_that_is_said() {
    let desk = desk();
    desk.write("nothing.csv", "");
    score(&desk, "nothing.csv", &[]).complains(&["there are no rows in it"]);
    let run = score(&desk, "nothing.csv", &["--may-be-empty"]).succeeded();
    assert_eq!(run.stdout, format!("{COLUMNS}\n"));
    let run = score(&desk, "nothing.csv", &["--may-be-empty", "-f", "jsonl"]).succeeded();
    assert_eq!(run.stdout, "");
    // What is not there is no table, whatever is said.
    score(&desk, "gone.csv", &["--may-be-empty"]).complains(&["gone.csv"]);
}

#[test]
fn a_word_that_is_an_answer_is_drafted_as_one_and_not_as_unknown() {
    let desk = desk();
    desk.write("leads.yaml", &PLAYBOOK.replace("student: Student", "none: Nobody asked"));
    desk.write("leads.csv", "Works,Minutes\nNone,n/a\nworking,4\n");
    let draft = desk.coach(&["score", "--init", "leads.csv", "-p", "./leads.yaml"]).succeeded();
    assert!(draft.stdout.contains("unknown: [n/a]\n"), "{}", draft.stdout);
}

#[test]
fn a_table_compared_with_itself_has_not_changed_whatever_is_left_out_of_it() {
    let desk = desk();
    let twice = format!("{TABLE}{}", TABLE.lines().nth(1).unwrap().replacen("12", "9", 1));
    desk.write("leads.csv", &twice);
    desk.write("before.csv", &twice);
    let run = score(&desk, "leads.csv", &["--since", "before.csv", "--max-rejects", "9"]);
    let told = run.succeeded().stderr;
    assert!(told.contains("0 changed") && told.contains("0 gone"), "{told}");
    let wrong = TABLE.replacen(",12,", ",twelve,", 1);
    assert_ne!(wrong, TABLE);
    desk.write("leads.csv", &wrong);
    desk.write("before.csv", &wrong);
    let run = score(&desk, "leads.csv", &["--since", "before.csv", "--max-rejects", "9"]);
    let told = run.succeeded().stderr;
    assert!(told.contains("1 left out before and now") && told.contains("0 gone"), "{told}");
}
