//! Findings of checks as GitHub's workflow commands: what GitHub shows of them, and that no text
//! from a file becomes a command.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod findings_of_checks;

use std::collections::BTreeMap;

use coach::report::checks::{CheckResult, Report, github};
use coach::source::{Finding, Insertion};
use findings_of_checks::{
    DEAL, MISSING_FACT, SET_ASIDE, asking, file, found, report, typical, unreadable, waived,
};

fn written(report: &Report) -> String {
    let mut out = Vec::new();
    github::write(report, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text")
}

/// What the runner makes of a line.
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// Reads a line with the steps that GitHub's runner takes.
fn as_the_runner_reads(line: &str) -> Option<Command> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (command, data) = rest.split_once("::")?;
    let (name, properties) = command.split_once(' ').unwrap_or((command, ""));
    let pairs = properties.trim().split(',').filter_map(|pair| pair.split_once('='));
    let decoded = |text: &str, codes: &[(&str, &str)]| {
        codes.iter().fold(text.to_owned(), |text, (code, plain)| text.replace(code, plain))
    };
    let in_data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    let in_property = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    let pairs = pairs.map(|(key, value)| (key.to_owned(), decoded(value, &in_property)));
    let message = decoded(data, &in_data);
    Some(Command { name: name.to_owned(), properties: pairs.collect(), message })
}

#[test]
fn a_typical_run() {
    insta::assert_snapshot!(written(&typical()), @r"
    ::error file=deals/brightwater.deal.yaml,line=6,col=1,endLine=6,endColumn=1,title=missing-fact::`deadline` is not known, and the problem stage needs it%0Awrite it here: deadline: unknown   # quarter | year | open%0Athe question: By when, and who says so?
    ::error file=deals/typo.deal.yaml,line=6,col=3,endLine=6,endColumn=10,title=wrong-file::there is no question `hosting`%0Adid you mean `housing`?
    ::error file=deals/gone.deal.yaml,line=1,col=1,endLine=1,endColumn=1,title=wrong-file::the file is not there
    ::warning file=deals/brightwater.deal.yaml,line=6,col=3,endLine=6,endColumn=10,title=set-aside-fact::`hosting` does not apply%0Atake it out, or correct `consequence`%0Athe question: Where may the records live?
    coach check: 4 files, 1 ready, 1 not ready, 2 wrong; 3 errors, 1 warning, 1 waived
    ");
}

#[test]
fn a_run_that_finds_nothing_is_one_line() {
    let report = report(vec![file("deals/acme.deal.yaml", vec![])]);
    assert_eq!(written(&report), "coach check: 1 file, 1 ready; 0 errors, 0 warnings, 0 waived\n");
}

#[test]
fn what_is_special_in_a_command_arrives_as_it_was_written() {
    let text = "50% of a:b, c\r\nand %0A, %25 :: `é`";
    let path = "deals/50% off: a, b #1?/ü.deal.yaml";
    let report = report(vec![file(path, vec![found(&MISSING_FACT, Finding::error(0..6, text))])]);
    let output = written(&report);
    let line = output.lines().next().expect("a command");
    assert!(line.contains("file=deals/50%25 off%3A a%2C b #1?/ü.deal.yaml,line=1,"), "{line}");
    assert!(line.ends_with("::50%25 of a:b, c%0D%0Aand %250A, %2525 :: `é`"), "{line}");
    let command = as_the_runner_reads(line).expect("a command");
    assert_eq!((command.name.as_str(), command.message.as_str()), ("error", text));
    assert_eq!(command.properties["file"], path);
    assert_eq!(command.properties["title"], "missing-fact");
}

#[test]
fn no_text_becomes_a_command_of_its_own() {
    let nasty = "x\n::error::forged\r\n::stop-commands::token\n##[add-mask]a\r::warning file=a::b";
    let finding = Finding::error(0..1, nasty)
        .label(nasty)
        .help(nasty)
        .did_you_mean(Some(nasty))
        .insertion(Insertion { at: 0, text: nasty.to_owned() });
    let result = asking(found(&MISSING_FACT, finding), nasty, nasty);
    let output = written(&report(vec![file(nasty, vec![result])]));
    let commands: Vec<_> = output.lines().filter_map(as_the_runner_reads).collect();
    assert_eq!(commands.len(), 1, "{output}");
    assert_eq!(output.lines().count(), 2, "{output}");
    assert!(!output.contains('\r'), "{output}");
    // The older form of a command is looked for anywhere in a line that is not one of the newer.
    let mut rest = output.lines().filter(|line| as_the_runner_reads(line).is_none());
    assert!(rest.all(|line| !line.contains("##[")), "{output}");
}

#[test]
fn nothing_steers_a_terminal() {
    let nasty = "a\u{1b}[31mb\u{202e}c\u{7f}\u{9b}d\u{85}\u{2028}e\u{7}";
    let finding = Finding::warning(0..1, nasty)
        .help(nasty)
        .did_you_mean(Some(nasty))
        .insertion(Insertion { at: 0, text: nasty.to_owned() });
    let result = asking(found(&SET_ASIDE, finding), nasty, nasty);
    let output = written(&report(vec![file(nasty, vec![result])]));
    let steering = |one: &char| *one != '\n' && coach::characters::is_hidden(*one);
    assert_eq!(output.chars().find(steering), None, "{output:?}");
}

#[test]
fn ten_of_a_severity_are_shown_and_the_others_counted() {
    let errors = |count: usize| -> Vec<CheckResult> {
        (0..count).map(|_| found(&MISSING_FACT, Finding::error(0..1, "an error"))).collect()
    };
    let warnings = |count: usize| -> Vec<CheckResult> {
        (0..count).map(|_| found(&SET_ASIDE, Finding::warning(0..1, "a warning"))).collect()
    };
    let several = [errors(7), warnings(10)].concat();
    let output = written(&report(vec![file("a", several), file("b", errors(5))]));
    let lines_with = |words: &str| output.lines().filter(|line| line.starts_with(words)).count();
    assert_eq!((lines_with("::error "), lines_with("::warning ")), (10, 10));
    assert_eq!(lines_with("+2 more errors"), 1, "{output}");
    assert_eq!(lines_with("+"), 1, "{output}");

    let output = written(&report(vec![file("a", [errors(10), warnings(11)].concat())]));
    assert!(!output.contains("more error"), "{output}");
    assert!(output.lines().any(|line| line.starts_with("+1 more warning ")), "{output}");
}

#[test]
fn what_is_waived_is_counted_and_not_shown() {
    let result = waived(found(&MISSING_FACT, Finding::error(0..1, "not known")), "an old contract");
    let output = written(&report(vec![file("a", vec![result])]));
    assert_eq!(output, "coach check: 1 file, 1 ready; 0 errors, 0 warnings, 1 waived\n");
}

#[test]
fn columns_are_told_where_they_are_on_one_line() {
    let line_two = DEAL.find("deal:").expect("the key");
    let on_one = Finding::error(line_two..line_two + 4, "on one line");
    let on_two = Finding::error(0..line_two + 4, "on two lines");
    let results = vec![found(&MISSING_FACT, on_one), found(&MISSING_FACT, on_two)];
    let output = written(&report(vec![file("a", results)]));
    assert!(output.contains("file=a,line=2,col=1,endLine=2,endColumn=5,title="), "{output}");
    assert!(output.contains("file=a,line=1,endLine=2,title="), "{output}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_at_its_beginning() {
    let output = written(&report(vec![unreadable("deals/gone.deal.yaml", "no such file")]));
    insta::assert_snapshot!(output, @r"
    ::error file=deals/gone.deal.yaml,line=1,col=1,endLine=1,endColumn=1,title=wrong-file::no such file
    coach check: 1 file, 1 wrong; 1 error, 0 warnings, 0 waived
    ");
}
