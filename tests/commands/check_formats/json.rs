//! For scripts.

use coach::engine::Verdict;
use coach::report::checks::{Report, json};
use coach::text::source::{Finding, Insertion};
use serde_json::{Value, json};

use super::fixture::{self, MISSING, NASTY, steers, written};

fn text_of(report: &Report) -> String {
    written(|out| json::write(report, out))
}

fn read(report: &Report) -> Value {
    serde_json::from_str(&text_of(report)).unwrap()
}

/// What is wrong with a value, as the schema that `coach` prints sees it.
fn against_the_schema(value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::options().should_validate_formats(true);
    let errors = validator.build(&schema).unwrap();
    errors.iter_errors(value).map(|error| error.to_string()).collect()
}

#[test]
fn one_object_has_everything() {
    let typical = fixture::typical();
    let files = [0, 3].map(|place| typical.files[place].clone()).to_vec();
    insta::assert_snapshot!(text_of(&fixture::report(files)), @r#"
    {
      "format": 1,
      "command": "coach check",
      "as_of": "2026-11-24",
      "files": [
        {
          "file": "deals/acme.deal.yaml",
          "status": "not-ready",
          "deal": {
            "name": "Acme Clinics",
            "playbook": "clinic-scheduling",
            "verdict": "undecided",
            "if_assumptions_hold": "fit",
            "stage": "requirements"
          },
          "cases": null,
          "wordings": null,
          "findings": [
            {
              "rule": "assumed-fact",
              "severity": "error",
              "message": "`hosting` is only assumed",
              "line": 6,
              "column": 37,
              "end_line": 6,
              "end_column": 47,
              "question": "hosting",
              "ask": "Where may your patients' records live?",
              "help": "ask: “Where may your patients' records live?”",
              "write": null,
              "did_you_mean": null,
              "waived": null
            },
            {
              "rule": "missing-fact",
              "severity": "error",
              "message": "`budget` is not known",
              "line": 7,
              "column": 1,
              "end_line": 7,
              "end_column": 1,
              "question": "budget",
              "ask": "How would this be paid for, and who has agreed to that?",
              "help": "ask: “How would this be paid for, and who has agreed to that?”",
              "write": "budget: unknown   # approved | requested | none",
              "did_you_mean": null,
              "waived": null
            },
            {
              "rule": "set-aside-fact",
              "severity": "warning",
              "message": "`reminders` does not apply",
              "line": 7,
              "column": 3,
              "end_line": 7,
              "end_column": 12,
              "question": "reminders",
              "ask": "Do you send reminders?",
              "help": "take it out, or mend the facts that it depends on",
              "write": null,
              "did_you_mean": null,
              "waived": null
            },
            {
              "rule": "missing-fact",
              "severity": "error",
              "message": "`deadline` is not known",
              "line": 8,
              "column": 1,
              "end_line": 8,
              "end_column": 1,
              "question": "deadline",
              "ask": "By when?",
              "help": null,
              "write": null,
              "did_you_mean": null,
              "waived": {
                "because": "The board meets in December.",
                "by": "Dana",
                "until": "2026-12-31"
              }
            }
          ]
        },
        {
          "file": "deals/misspelt.deal.yaml",
          "status": "wrong",
          "deal": null,
          "cases": null,
          "wordings": null,
          "findings": [
            {
              "rule": "wrong-file",
              "severity": "error",
              "message": "`playbook` is missing",
              "line": 1,
              "column": 1,
              "end_line": 1,
              "end_column": 10,
              "question": null,
              "ask": null,
              "help": null,
              "write": null,
              "did_you_mean": null,
              "waived": null
            },
            {
              "rule": "wrong-file",
              "severity": "error",
              "message": "unknown key `dael`",
              "line": 2,
              "column": 1,
              "end_line": 2,
              "end_column": 5,
              "question": null,
              "ask": null,
              "help": null,
              "write": null,
              "did_you_mean": "deal",
              "waived": null
            }
          ]
        }
      ],
      "summary": {
        "files": 2,
        "ready": 0,
        "not_ready": 1,
        "wrong": 1,
        "errors": 2,
        "warnings": 1,
        "notes": 0,
        "waived": 1
      }
    }
    "#);
}

#[test]
fn what_is_written_keeps_to_the_schema() {
    let reports = [
        fixture::typical(),
        Report { warnings_fail: true, ..fixture::typical() },
        fixture::of_a_playbook(),
        fixture::nasty(),
        fixture::report(Vec::new()),
    ];
    for report in reports {
        assert_eq!(against_the_schema(&read(&report)), Vec::<String>::new());
    }
}

#[test]
fn the_schema_is_tight_where_it_can_be_and_lets_fields_be_added() {
    let good = read(&fixture::typical());
    let spoils: [(&str, Value); 12] = [
        ("/format", json!(2)),
        ("/as_of", json!("24.11.2026")),
        ("/command", Value::Null),
        ("/files/0/status", json!("fine")),
        ("/files/0/deal/verdict", json!("no_fit")),
        ("/files/0/deal", json!({ "name": "Acme" })),
        ("/files/0/findings/0/severity", json!("hint")),
        ("/files/0/findings/0/line", json!(0)),
        ("/files/0/findings/0/rule", json!("Missing fact")),
        ("/files/0/findings/0/help", json!(["ask"])),
        ("/files/0/findings/3/waived/until", json!("soon")),
        ("/summary/errors", json!(-1)),
    ];
    for (place, bad) in spoils {
        let mut spoilt = good.clone();
        *spoilt.pointer_mut(place).unwrap() = bad;
        assert_eq!(against_the_schema(&spoilt).len(), 1, "{place}");
    }
    for place in ["", "/files/0", "/files/0/deal", "/files/0/findings/0", "/summary"] {
        let mut more = good.clone();
        more.pointer_mut(place).unwrap()["more"] = json!("later");
        assert_eq!(against_the_schema(&more), Vec::<String>::new(), "{place}");
    }
}

#[test]
fn every_field_is_always_there() {
    let good = read(&fixture::typical());
    for place in [
        "",
        "/files/0",
        "/files/0/deal",
        "/files/0/findings/0",
        "/files/0/findings/3/waived",
        "/summary",
    ] {
        for key in good.pointer(place).unwrap().as_object().unwrap().keys() {
            let mut less = good.clone();
            less.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
            assert_eq!(against_the_schema(&less).len(), 1, "{place}/{key}");
        }
    }
}

#[test]
fn words_are_the_same_as_everywhere() {
    for verdict in [Verdict::Fit, Verdict::NoFit, Verdict::Undecided] {
        let mut report = fixture::typical();
        report.files.truncate(1);
        report.files[0].deal = Some(fixture::deal("Acme", verdict, None));
        let read = read(&report);
        assert_eq!(read.pointer("/files/0/deal/verdict").unwrap(), verdict.name());
    }
    for warnings_fail in [false, true] {
        let report = Report { warnings_fail, ..fixture::typical() };
        let read = read(&report);
        for (file, told) in report.files.iter().zip(read["files"].as_array().unwrap()) {
            assert_eq!(told["status"], report.outcome(file).name());
        }
    }
}

#[test]
fn the_line_to_write_stands_without_what_is_around_it() {
    let write = |text: &str| {
        let insertion = Insertion { at: 0, text: text.to_owned() };
        let finding = Finding::error(0..0, "missing").insertion(insertion);
        let result = fixture::result(&MISSING, None, finding);
        let report = fixture::report(vec![fixture::file("a.deal.yaml", "", vec![result])]);
        read(&report).pointer("/files/0/findings/0/write").unwrap().as_str().unwrap().to_owned()
    };
    assert_eq!(write("  budget: unknown   # approved\n"), "budget: unknown   # approved");
    assert_eq!(write(", budget: unknown"), "budget: unknown");
    assert_eq!(write("\nfacts:\n  budget: unknown\n"), "facts:\n  budget: unknown");
    assert_eq!(write("  a: unknown\n  b: unknown\n"), "a: unknown\nb: unknown");
}

#[test]
fn texts_come_back_as_they_were_and_steer_nothing_on_the_way() {
    let text = text_of(&fixture::nasty());
    assert!(!text.contains(steers), "{text:?}");
    let read = read(&fixture::nasty());
    for place in [
        "/files/0/file",
        "/files/0/deal/name",
        "/files/0/findings/0/message",
        "/files/0/findings/0/ask",
        "/files/0/findings/0/did_you_mean",
        "/files/0/findings/1/waived/because",
    ] {
        assert_eq!(read.pointer(place).unwrap(), NASTY, "{place}");
    }
}
