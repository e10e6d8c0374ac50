//! Findings as a SARIF 2.1.0 log, for code scanning and editors.
//!
//! [SARIF](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), the Static Analysis
//! Results Interchange Format, is an OASIS standard. The same findings make the same bytes: the
//! log tells no time, nor where the repository lies on this machine.

mod fingerprint;
mod log;
mod uri;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::PrettyFormatter;

use crate::check_rule::{CheckRule, WRONG_FILE};
use crate::deal::Waiver;
use crate::report::plain::clean;
use crate::report::safe_json;
use crate::text::source::{Severity, Span, capitalised};
use crate::text::yaml::correction;

use super::advice::advice;
use super::{CheckResult, CheckedFile, Outcome, Report, summary_phrases};
use fingerprint::{Fingerprint, fingerprints};
use log::{
    ArtifactChange, ArtifactLocation, Configuration, Content, Driver, Finding, Fix, Invocation,
    Location, Log, Notification, PhysicalLocation, Region, Replacement, Rule, RuleReference, Run,
    Suppression, Text, Tool, UriBase,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to. Code scanning knows where its checkout is.
const REPOSITORY_ROOT: &str = "%SRCROOT%";
/// The name of the fingerprints; another version means that they are made in another way.
const FINGERPRINT: &str = "coachFinding/v1";

/// Writes all findings as one log with one run.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let run = Run {
        tool: Tool { driver: driver(report) },
        invocations: [invocation(report)],
        original_uri_base_ids: uri_bases(),
        column_kind: "unicodeCodePoints",
        results: Results { report, fingerprints: fingerprints(report) },
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    safe_json::write(&log, PrettyFormatter::new(), out)
}

fn driver(report: &Report) -> Driver {
    let version = env!("CARGO_PKG_VERSION");
    let rules = report.rules.iter().map(|rule| described(rule)).collect();
    Driver { name: "coach", version, semantic_version: version, rules }
}

fn described(rule: &'static CheckRule) -> Rule {
    let documentation = rule.documentation;
    Rule {
        id: rule.id,
        short_description: Text::plain(format!("{}.", capitalised(rule.summary))),
        full_description: Text::plain(first_paragraph(documentation)),
        help: Text { text: documentation.into(), markdown: Some(documentation) },
        default_configuration: Configuration { level: summary_phrases::severity(rule.severity) },
    }
}

fn first_paragraph(documentation: &str) -> String {
    let lines: Vec<&str> =
        documentation.trim_start().lines().take_while(|line| !line.trim().is_empty()).collect();
    lines.join(" ")
}

/// Whether everything could be checked, and what could not.
fn invocation(report: &Report) -> Invocation {
    let wrong = report.files.iter().filter(|file| report.outcome(file) == Outcome::Wrong);
    let notifications: Vec<Notification> = wrong.map(not_checked).collect();
    Invocation {
        execution_successful: notifications.is_empty(),
        tool_execution_notifications: notifications,
    }
}

fn not_checked(file: &CheckedFile) -> Notification {
    let first = file.results.iter().find(|result| *result.rule == WRONG_FILE);
    let span = first.map_or(0..0, |result| result.finding.span.clone());
    Notification {
        level: summary_phrases::severity(Severity::Error),
        message: Text::plain(message_text(&format!(
            "{} can't be checked.",
            file.path_in_repository
        ))),
        locations: [location(file, &span)],
        associated_rule: RuleReference { id: WRONG_FILE.id },
    }
}

fn uri_bases() -> BTreeMap<&'static str, UriBase> {
    let description = Text::plain("The root of the repository, or else the working folder.");
    BTreeMap::from([(REPOSITORY_ROOT, UriBase { description })])
}

/// All findings, each made into what is written only when its turn comes.
struct Results<'r> {
    report: &'r Report,
    fingerprints: Vec<Fingerprint>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let files = self.report.files.iter();
        let results = files.flat_map(|file| file.results.iter().map(move |one| (file, one)));
        let findings = results.zip(&self.fingerprints).map(|((file, result), fingerprint)| {
            let index = self.report.rules.iter().position(|rule| rule.id == result.rule.id);
            finding(file, result, index, *fingerprint)
        });
        serializer.collect_seq(findings)
    }
}

fn finding<'r>(
    file: &'r CheckedFile,
    result: &'r CheckResult,
    rule_index: Option<usize>,
    fingerprint: Fingerprint,
) -> Finding<'r> {
    let related = result.finding.related.iter();
    let related = related.map(|(span, label)| Location {
        message: Some(Text::plain(message_text(label))),
        ..location(file, span)
    });
    Finding {
        rule_id: result.rule.id,
        rule_index,
        level: summary_phrases::severity(result.finding.severity),
        message: Text::plain(message(result)),
        locations: [location(file, &result.finding.span)],
        related_locations: related.collect(),
        fixes: fixes(file, result),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint.to_string())]),
        suppressions: result.waived.iter().map(suppression).collect(),
    }
}

/// A sentence, as there may be room for no more, and what to do in lines below.
fn message(result: &CheckResult) -> String {
    let mut sentence = capitalised(&result.finding.message);
    // A message may end with words of a playbook, which have their full stop.
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    let lines: Vec<String> = std::iter::once(sentence).chain(advice(result)).collect();
    message_text(&lines.join("\n"))
}

/// A text that shows as it is: nothing in it steers a terminal or becomes an embedded link (SARIF
/// §3.11.6).
///
/// Braces stay as they are. §3.11.5 has them doubled, as `{0}` stands for an argument; but where
/// there are no arguments, editors show the text as it is, and a line to write has to be right.
fn message_text(text: &str) -> String {
    clean(text).replace("](", "\\](")
}

/// What may be done to the file, one way each.
fn fixes<'r>(file: &'r CheckedFile, result: &'r CheckResult) -> Vec<Fix<'r>> {
    let finding = &result.finding;
    let text = file.source.as_ref().map_or("", |source| &source.text);
    let replacement = correction(text, finding)
        .map(|(place, meant)| fix(file, "Write what was probably meant.", &place, meant.into()));
    let insertion = finding.insertion.as_ref();
    let insertion =
        insertion.map(|new| fix(file, "Write it here.", &(new.at..new.at), (&*new.text).into()));
    replacement.into_iter().chain(insertion).collect()
}

fn fix<'r>(
    file: &CheckedFile,
    description: &'static str,
    place: &Span,
    text: Cow<'r, str>,
) -> Fix<'r> {
    let change =
        Replacement { deleted_region: region(file, place), inserted_content: Content { text } };
    Fix {
        description: Text::plain(description),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(file),
            replacements: [change],
        }],
    }
}

fn suppression(waiver: &Waiver) -> Suppression {
    let by = waiver.by.as_ref().map(|by| format!("by {by}"));
    let until = waiver.until.map(|date| format!("until {date}"));
    let terms: Vec<String> = by.into_iter().chain(until).collect();
    let because = match terms.is_empty() {
        true => waiver.because.clone(),
        false => format!("{} ({})", waiver.because, terms.join(", ")),
    };
    Suppression { kind: "inSource", status: "accepted", justification: clean(&because) }
}

fn location(file: &CheckedFile, span: &Span) -> Location {
    let place = PhysicalLocation { artifact_location: artifact(file), region: region(file, span) };
    Location { physical_location: place, message: None }
}

fn artifact(file: &CheckedFile) -> ArtifactLocation {
    let path = &file.path_in_repository;
    let base = (!uri::is_absolute(path)).then_some(REPOSITORY_ROOT);
    ArtifactLocation { uri: uri::of_path(path), uri_base_id: base }
}

/// A place by lines and columns; the first place of a file that can't be read, as code scanning
/// shows nothing without one.
fn region(file: &CheckedFile, span: &Span) -> Region {
    let place = |byte| file.source.as_ref().map_or((1, 1), |source| source.line_and_column(byte));
    let (start_line, start_column) = place(span.start);
    let (end_line, end_column) = place(span.end.max(span.start));
    Region { start_line, start_column, end_line, end_column }
}
