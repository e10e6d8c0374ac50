use std::process::Stdio;

use super::{READY, desk};
use crate::desk::Run;

#[test]
fn formats_go_to_files_and_one_to_standard_output() {
    let desk = desk();
    desk.write_deal("a", "users: 40");
    let run = desk
        .coach(&["check", "a", "--format", "sarif=a.sarif", "-f", "junit=a.xml", "-f", "markdown"])
        .ended_with(1);
    assert!(desk.read("a.sarif").contains("\"2.1.0\""));
    assert!(desk.read("a.xml").contains("<testsuites"));
    assert!(run.stdout.contains("missing-fact"), "{}", run.stdout);
    let run = desk.coach(&["check", "a", "-f", "json=a.json"]).ended_with(1);
    assert!(run.stdout.contains("error[missing-fact]"), "text is printed all the same");
}

#[test]
fn a_wrong_format_or_place_is_told() {
    let desk = desk();
    desk.write_deal("a", READY);
    let before = desk.read("a.deal.yaml");
    desk.coach(&["check", "a", "-f", "text", "-f", "json"])
        .complains(&["standard output takes one"]);
    desk.coach(&["check", "a", "-f", "xml"]).complains(&["text, json, github, junit, sarif"]);
    desk.coach(&["check", "a", "-f", "json="]).complains(&["no file behind the `=`"]);
    desk.coach(&["check", "a", "-f", "json=./a.deal.yaml"])
        .complains(&["is one of the files that are read"]);
    desk.coach(&["check", "a", "-f", "json=none/a.json"]).complains(&["there is no folder `none`"]);
    assert_eq!(desk.read("a.deal.yaml"), before);
}

#[test]
fn a_report_is_written_everywhere_or_nowhere() {
    let desk = desk();
    desk.write_deal("a", "users: 40");
    desk.write("old.json", "old");
    let before = (desk.read("a.deal.yaml"), desk.files());
    for wrong in ["junit=none/x", "junit=a.deal.yaml", "junit=."] {
        let formats = ["-f", "json=old.json", "-f", wrong, "-f", "sarif=new.sarif"];
        for check in [&["check", "a"][..], &["check", "a", "--fix"], &["check", "a", "--diff"]] {
            desk.coach(&[check, &formats].concat()).complains(&["error: "]);
            assert_eq!(desk.read("old.json"), "old");
            assert_eq!((desk.read("a.deal.yaml"), desk.files()), before, "{check:?} {wrong}");
        }
    }
    let mut command = desk.command(&["check", "a", "-f", "json=old.json", "-f", "github"]);
    command.env("GITHUB_STEP_SUMMARY", desk.path("none/summary.md"));
    Run::of(command.output().unwrap()).complains(&["cannot write the job summary"]);
    assert_eq!(desk.read("old.json"), "old");
}

#[test]
fn in_a_github_workflow_findings_are_annotations_and_the_job_gets_a_summary() {
    let desk = desk();
    desk.write_deal("a", "users: 40");
    desk.write("summary.md", "# Before\n");
    let in_workflow = |arguments: &[&str]| {
        let mut command = desk.command(&[&["check", "a"], arguments].concat());
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", desk.path("summary.md"));
        Run::of(command.output().unwrap())
    };
    let run = in_workflow(&[]).ended_with(1);
    assert!(run.stdout.starts_with("::error file=a.deal.yaml,line=5,"), "{}", run.stdout);
    let summary = desk.read("summary.md");
    assert!(summary.starts_with("# Before\n"), "{summary}");
    assert!(summary.contains("missing-fact"), "{summary}");
    let run = in_workflow(&["--format", "text"]).ended_with(1);
    assert!(run.stdout.contains("error[missing-fact]"), "{}", run.stdout);
    assert_eq!(desk.read("summary.md"), summary, "the summary goes with the annotations");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let desk = desk();
    for number in 0..40 {
        desk.write_deal(
            &format!("deals/d{number}"),
            if number % 3 == 0 { "users: 40" } else { READY },
        );
    }
    for format in ["text", "json", "github", "junit", "sarif", "markdown"] {
        let run = || desk.coach(&["check", "deals", "--as-of", "2026-11-24", "-f", format]).stdout;
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn the_json_fits_the_schema_that_is_printed() {
    let desk = desk();
    desk.write_deal("a", "users: 40");
    desk.write("b.deal.yaml", "format: 2\n");
    let schema = desk.json(&["check", "--schema"]);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = super::report(&desk, &["a", "b", "missing"]);
    let faults: Vec<String> =
        validator.iter_errors(&report).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_reader_who_stops_reading_is_no_error() {
    let desk = desk();
    desk.write_deal("a", READY);
    let mut command = desk.command(&["check", "a"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().unwrap()).succeeded();
    assert_eq!(run.stderr, "");
}
