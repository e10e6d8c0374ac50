//! The findings of checks as JUnit XML: a suite for each file, in it a test case for each rule.
//!
//! It keeps to the schema of the Jenkins xUnit plugin (`junit-10.xsd`), which is the narrowest of
//! those that are about. Nothing in it tells the time: the same findings are the same bytes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{CheckResult, CheckedFile, DealSummary, Outcome, Report, summary_phrases};
use crate::check_rule::{CheckRule, WRONG_FILE};
use crate::deal::names::without_suffix;
use crate::text::characters::escaped;
use crate::text::source::Severity;

/// Blanks for each level, as the XML of most tools has them.
const INDENT: usize = 2;

/// Writes findings as JUnit XML.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<Suite> = report.files.iter().map(|file| Suite::of(report, file)).collect();
    let total = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>().to_string();
    let mut writer = Writer::new_with_indent(&mut *out, b' ', INDENT);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .with_attribute(("name", report.command))
        .with_attribute(("tests", total(|suite| suite.cases.len()).as_str()))
        .with_attribute(("failures", total(|suite| suite.failures()).as_str()))
        .with_attribute(("errors", total(|suite| suite.errors()).as_str()))
        .write_inner_content(|writer| suites.iter().try_for_each(|suite| suite.write(writer)))?;
    writeln!(out)
}

/// A file.
struct Suite<'r> {
    report: &'r Report,
    file: &'r CheckedFile,
    cases: Vec<Case<'r>>,
}

/// What one rule found in a file.
struct Case<'r> {
    rule: &'static CheckRule,
    /// What fails the run.
    failing: Vec<&'r CheckResult>,
    /// What does not.
    passing: Vec<&'r CheckResult>,
    /// What is waived.
    waived: Vec<&'r CheckResult>,
}

impl<'r> Suite<'r> {
    fn of(report: &'r Report, file: &'r CheckedFile) -> Self {
        let rules = rules(report, file).into_iter();
        Self { report, file, cases: rules.map(|rule| Case::of(report, file, rule)).collect() }
    }

    fn failures(&self) -> usize {
        self.cases.iter().filter(|case| case.fails() && *case.rule != WRONG_FILE).count()
    }

    fn errors(&self) -> usize {
        self.cases.iter().filter(|case| case.fails() && *case.rule == WRONG_FILE).count()
    }

    fn skipped(&self) -> usize {
        self.cases.iter().filter(|case| case.is_skipped()).count()
    }

    fn write(&self, writer: &mut Writer<impl Write>) -> io::Result<()> {
        let suite = writer
            .create_element("testsuite")
            .with_attribute(("name", safe(&self.file.path).as_str()))
            .with_attribute(("tests", self.cases.len().to_string().as_str()))
            .with_attribute(("failures", self.failures().to_string().as_str()))
            .with_attribute(("errors", self.errors().to_string().as_str()))
            .with_attribute(("skipped", self.skipped().to_string().as_str()))
            .with_attribute(("file", safe(&self.file.path_in_repository).as_str()));
        suite.write_inner_content(|writer| {
            if let Some(deal) = &self.file.deal {
                self.write_properties(deal, writer)?;
            }
            self.cases.iter().try_for_each(|case| case.write(self.file, writer))
        })?;
        Ok(())
    }

    fn write_properties(
        &self,
        deal: &DealSummary,
        writer: &mut Writer<impl Write>,
    ) -> io::Result<()> {
        let properties = [
            ("deal", deal.name.as_str()),
            ("playbook", &deal.playbook),
            ("verdict", deal.verdict.name()),
            ("if_assumptions_hold", deal.if_assumptions_hold.name()),
            ("stage", summary_phrases::stage(deal)),
            ("status", self.report.outcome(self.file).name()),
        ];
        writer.create_element("properties").write_inner_content(|writer| {
            properties.iter().try_for_each(|(name, value)| {
                let property = writer.create_element("property").with_attribute(("name", *name));
                property.with_attribute(("value", safe(value).as_str())).write_empty()?;
                Ok(())
            })
        })?;
        Ok(())
    }
}

impl<'r> Case<'r> {
    fn of(report: &Report, file: &'r CheckedFile, rule: &'static CheckRule) -> Self {
        let (open, waived): (Vec<_>, Vec<_>) = (file.results.iter())
            .filter(|result| result.rule == rule)
            .partition(|result| result.waived.is_none());
        let fails = |result: &&CheckResult| match result.finding.severity {
            Severity::Error => true,
            Severity::Warning => report.warnings_fail,
            Severity::Note => false,
        };
        let (failing, passing) = open.into_iter().partition(fails);
        Self { rule, failing, passing, waived }
    }

    fn fails(&self) -> bool {
        !self.failing.is_empty()
    }

    fn is_skipped(&self) -> bool {
        !self.fails() && !self.waived.is_empty()
    }

    fn write(&self, file: &CheckedFile, writer: &mut Writer<impl Write>) -> io::Result<()> {
        let case = writer
            .create_element("testcase")
            .with_attribute(("name", self.rule.id))
            .with_attribute(("classname", safe(class_name(&file.path)).as_str()));
        if self.fails() || self.is_skipped() || !self.passing.is_empty() {
            case.write_inner_content(|writer| {
                self.write_outcome(file, writer)?;
                self.write_rest(file, writer)
            })?;
        } else {
            case.write_empty()?;
        }
        Ok(())
    }

    /// Writes why the case failed or was skipped, if it was.
    fn write_outcome(&self, file: &CheckedFile, writer: &mut Writer<impl Write>) -> io::Result<()> {
        if let [first, others @ ..] = self.failing.as_slice() {
            let name = if *self.rule == WRONG_FILE { "error" } else { "failure" };
            let others = others.iter().map(|one| one.stands_for).sum::<usize>();
            let message = match others {
                0 => first.finding.message.clone(),
                more => format!("{} (and {more} more)", first.finding.message),
            };
            let text = lines(self.failing.iter().map(|result| told(file, result)));
            writer
                .create_element(name)
                .with_attribute(("message", safe(&message).as_str()))
                .with_attribute(("type", summary_phrases::severity(first.finding.severity)))
                .write_text_content(BytesText::new(&text))?;
        } else if self.is_skipped() {
            let reasons: Vec<String> =
                self.waived.iter().map(|result| waived(file, result)).collect();
            let reasons = reasons.join("; ");
            let skipped = writer.create_element("skipped");
            skipped.with_attribute(("message", reasons.as_str())).write_empty()?;
        }
        Ok(())
    }

    /// Writes what does not decide the outcome.
    fn write_rest(&self, file: &CheckedFile, writer: &mut Writer<impl Write>) -> io::Result<()> {
        let passing = self.passing.iter().map(|result| told(file, result));
        let beside: &[&CheckResult] = if self.fails() { &self.waived } else { &[] };
        let text = lines(passing.chain(beside.iter().map(|result| waived(file, result))));
        if !text.is_empty() {
            let output = writer.create_element("system-out");
            output.write_text_content(BytesText::new(&text))?;
        }
        Ok(())
    }
}

/// The rules that a file was checked by: of a wrong file no more than those that found something.
fn rules(report: &Report, file: &CheckedFile) -> Vec<&'static CheckRule> {
    let is_wrong = report.outcome(file) == Outcome::Wrong;
    let mut rules = if is_wrong { Vec::new() } else { report.rules.clone() };
    for result in &file.results {
        if !rules.contains(&result.rule) {
            rules.push(result.rule);
        }
    }
    rules
}

/// A path without the ending that every file has: Jenkins cuts a name at its last full stop.
fn class_name(path: &str) -> &str {
    let of_other = || [".yaml", ".yml"].iter().find_map(|end| path.strip_suffix(end));
    without_suffix(path).or_else(of_other).unwrap_or(path)
}

/// A finding over several lines: where, how bad and what; below that what to do.
fn told(file: &CheckedFile, result: &CheckResult) -> String {
    let (finding, place) = (&result.finding, file.place(result));
    let severity = summary_phrases::severity(finding.severity);
    let origin = format!("{}:{}:{}", file.path, place.line, place.column);
    let mut text = safe(&format!("{origin}: {severity}: {}", finding.message));
    let meant = finding.replacement.iter().map(|meant| format!("did you mean `{meant}`?"));
    for line in finding.help.iter().cloned().chain(meant) {
        text.push_str(&format!("\n  {}", safe(&line)));
    }
    if let Some(lines) = summary_phrases::lines_to_write(result) {
        text.push_str("\n  write:");
        lines.lines().for_each(|line| text.push_str(&format!("\n    {}", safe(line))));
    }
    text
}

/// A finding that is waived, and why.
fn waived(file: &CheckedFile, result: &CheckResult) -> String {
    let waiver = result.waived.as_ref();
    let words =
        waiver.map(|waiver| summary_phrases::waived(result, waiver, file.place(result).line));
    safe(&format!("waived: {}", words.unwrap_or_default()))
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// A text on one line, without the characters that XML 1.0 does not have.
fn safe(text: &str) -> String {
    escaped(text).replace('\u{fffe}', r"\u{fffe}").replace('\u{ffff}', r"\u{ffff}")
}
