//! As GitHub's workflow commands: what GitHub shows of them, and that no text from a file becomes
//! a command.

use std::collections::BTreeMap;

use coach::check_rule::CheckRule;
use coach::report::checks::{CheckResult, Report, github};
use coach::text::source::{Finding, Insertion};

use super::fixture::{self, MISSING, SET_ASIDE, file, question, report, steers, written};

/// The text of a deal.
const TEXT: &str = "format: 1\ndeal: Acme\n";

fn shown(report: &Report) -> String {
    written(|out| github::write(report, out))
}

fn found(rule: &'static CheckRule, finding: Finding) -> CheckResult {
    fixture::result(rule, None, finding)
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
    insta::assert_snapshot!(shown(&fixture::typical()), @r"
    ::error file=deals/acme.deal.yaml,line=6,col=37,endLine=6,endColumn=47,title=assumed-fact::`hosting` is only assumed%0Aask: “Where may your patients' records live?”
    ::error file=deals/acme.deal.yaml,line=7,col=1,endLine=7,endColumn=1,title=missing-fact::`budget` is not known%0Aask: “How would this be paid for, and who has agreed to that?”%0Awrite: budget: unknown   # approved | requested | none
    ::error file=deals/misspelt.deal.yaml,line=1,col=1,endLine=1,endColumn=10,title=wrong-file::`playbook` is missing
    ::error file=deals/misspelt.deal.yaml,line=2,col=1,endLine=2,endColumn=5,title=wrong-file::unknown key `dael`%0Adid you mean `deal`?
    ::error file=deals/unreadable.deal.yaml,line=1,col=1,endLine=1,endColumn=1,title=wrong-file::cannot read this file: permission denied
    ::warning file=deals/acme.deal.yaml,line=7,col=3,endLine=7,endColumn=12,title=set-aside-fact::`reminders` does not apply%0Atake it out, or mend the facts that it depends on
    ::warning file=deals/beta.deal.yaml,line=5,col=3,endLine=5,endColumn=8,title=set-aside-fact::`users` does not apply%0Atake it out
    5 deals: 2 ready, 1 not ready, 2 could not be checked; 2 errors, 2 warnings, 1 waived
    ");
}

#[test]
fn a_run_that_finds_nothing_is_one_line() {
    let report = report(vec![file("deals/acme.deal.yaml", TEXT, vec![])]);
    assert_eq!(shown(&report), "1 deal: ready\n");
}

#[test]
fn what_is_special_in_a_command_arrives_as_it_was_written() {
    let text = "50% of a:b, c\r\nand %0A, %25 :: `é`";
    let path = "deals/50% off: a, b #1?/ü.deal.yaml";
    let report = report(vec![file(path, TEXT, vec![found(&MISSING, Finding::error(0..6, text))])]);
    let output = shown(&report);
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
    let result = fixture::result(&MISSING, Some(question(nasty, nasty)), finding);
    let output = shown(&report(vec![file(nasty, TEXT, vec![result])]));
    let commands: Vec<_> = output.lines().filter_map(as_the_runner_reads).collect();
    assert_eq!(commands.len(), 1, "{output}");
    assert_eq!(output.lines().count(), 2, "{output}");
    assert!(!output.contains('\r'), "{output}");
    // The older form of a command is looked for anywhere in a line that is not one of the newer.
    let mut rest = output.lines().filter(|line| as_the_runner_reads(line).is_none());
    assert!(rest.all(|line| !line.contains("##[")), "{output}");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let output = shown(&fixture::nasty());
    assert_eq!(output.chars().find(|one| steers(*one)), None, "{output:?}");
}

#[test]
fn ten_of_a_severity_are_shown_and_the_others_counted() {
    let errors = |count: usize| -> Vec<CheckResult> {
        (0..count).map(|_| found(&MISSING, Finding::error(0..1, "an error"))).collect()
    };
    let warnings = |count: usize| -> Vec<CheckResult> {
        (0..count).map(|_| found(&SET_ASIDE, Finding::warning(0..1, "a warning"))).collect()
    };
    let several = [errors(7), warnings(10)].concat();
    let output = shown(&report(vec![file("a", TEXT, several), file("b", TEXT, errors(5))]));
    let lines_with = |words: &str| output.lines().filter(|line| line.starts_with(words)).count();
    assert_eq!((lines_with("::error "), lines_with("::warning ")), (10, 10));
    assert_eq!(lines_with("+2 more errors"), 1, "{output}");
    assert_eq!(lines_with("+"), 1, "{output}");

    let output = shown(&report(vec![file("a", TEXT, [errors(10), warnings(11)].concat())]));
    assert!(!output.contains("more error"), "{output}");
    assert!(output.lines().any(|line| line.starts_with("+1 more warning ")), "{output}");
}

#[test]
fn columns_are_told_where_they_are_on_one_line() {
    let on_one = Finding::error(10..14, "on one line");
    let on_two = Finding::error(0..14, "on two lines");
    let results = vec![found(&MISSING, on_one), found(&MISSING, on_two)];
    let output = shown(&report(vec![file("a", TEXT, results)]));
    assert!(output.contains("file=a,line=2,col=1,endLine=2,endColumn=5,title="), "{output}");
    assert!(output.contains("file=a,line=1,endLine=2,title="), "{output}");
}
