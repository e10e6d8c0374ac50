//! Findings as workflow commands, which GitHub shows as annotations beside the lines that they
//! are about.
//!
//! What a command looks like and how it is escaped: GitHub, "Workflow commands for GitHub
//! Actions", and `packages/core/src/command.ts` of its toolkit.

use std::io::{self, Write};

use crate::text::characters::{push_escape, with_hidden};
use crate::text::source::Severity;

use super::advice::advice;
use super::{CheckResult, CheckedFile, Place, Report, summary_phrases};

/// The most annotations of a severity that GitHub shows for a step.
const MOST_SHOWN: usize = 10;
/// What is encoded in a command's message.
const IN_DATA: &[char] = &['%', '\r', '\n'];
/// What is encoded in a command's properties.
const IN_PROPERTY: &[char] = &['%', '\r', '\n', ':', ','];

/// Writes the errors, the warnings and the notes, a command each, how many more of them there are, and
/// a last line that counts. What is waived is in the count alone.
///
/// Whatever stands in a deal, it neither starts a command of its own nor steers a terminal: lines
/// that are no command hold no text from files.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_severity(report, Severity::Error, out)?;
    write_severity(report, Severity::Warning, out)?;
    write_severity(report, Severity::Note, out)?;
    writeln!(out, "{}", summary_phrases::total(report))
}

fn write_severity(report: &Report, severity: Severity, out: &mut dyn Write) -> io::Result<()> {
    let mut found = report.files.iter().flat_map(|file| {
        let open = file.open().filter(|result| result.finding.severity == severity);
        open.map(move |result| (file, result))
    });
    for (file, result) in found.by_ref().take(MOST_SHOWN) {
        writeln!(out, "{}", command(file, result))?;
    }
    let noun = format!("more {}", summary_phrases::severity(severity));
    match found.map(|(_, result)| result.stands_for).sum() {
        0 => Ok(()),
        more => {
            writeln!(out, "+{} that GitHub has no room for", summary_phrases::counted(more, &noun))
        }
    }
}

fn command(file: &CheckedFile, result: &CheckResult) -> String {
    let path = encoded(&file.path_in_repository, IN_PROPERTY);
    let place = place(file.place(result));
    let title = encoded(result.rule.id, IN_PROPERTY);
    let mut lines = vec![result.finding.message.clone()];
    lines.extend(advice(result));
    let message = encoded(&lines.join("\n"), IN_DATA);
    let command = match result.finding.severity {
        Severity::Note => "notice",
        severity => summary_phrases::severity(severity),
    };
    format!("::{command} file={path},{place},title={title}::{message}")
}

/// A place as properties. GitHub takes columns only where they are on one line.
fn place(place: Place) -> String {
    let Place { line, column, end_line, end_column } = place;
    match line == end_line {
        true => format!("line={line},col={column},endLine={end_line},endColumn={end_column}"),
        false => format!("line={line},endLine={end_line}"),
    }
}

/// A text with what means something in a command as `%` and two digits, and with what steers a
/// terminal as visible escapes.
fn encoded(text: &str, special: &[char]) -> String {
    let shown = with_hidden(text, |shown, hidden| match hidden {
        '\t' => shown.push(' '),
        line_end if special.contains(&line_end) => shown.push(line_end),
        other => push_escape(shown, other),
    });
    let mut safe = String::with_capacity(shown.len());
    for character in shown.chars() {
        match special.contains(&character) {
            true => safe.push_str(&format!("%{:02X}", u32::from(character))),
            false => safe.push(character),
        }
    }
    safe
}
