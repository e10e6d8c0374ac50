//! The findings of checks as Markdown, for a comment on a pull request and the summary of a job.

use std::io::{self, Write};

use super::{CheckResult, CheckedFile, Outcome, Report, words};
use crate::report::markdown::escaped;
use crate::report::plain::clean;
use crate::text::source::capitalised;

/// The most files that are all in the table; of more, those that are ready are only counted, so
/// that the others are found, and fit into a comment.
const MOST_ROWS: usize = 50;

/// Writes findings as Markdown.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}", capitalised(&words::total(report)))?;
    if let Some(day) = report.as_of {
        writeln!(out, "\nFacts as of {day}.")?;
    }
    write_table(report, out)?;
    for file in &report.files {
        write_findings(file, out)?;
    }
    write_waived(report, out)
}

fn write_table(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let all = report.files.len() <= MOST_ROWS;
    let is_listed = |file: &&CheckedFile| all || report.outcome(file) != Outcome::Ready;
    let listed: Vec<&CheckedFile> = report.files.iter().filter(is_listed).collect();
    if listed.is_empty() {
        return Ok(());
    }
    let head = if words::is_about_deals(report) {
        "| Deal | Verdict | Buyer's stage | Status |\n| --- | --- | --- | --- |"
    } else {
        "| File | Status |\n| --- | --- |"
    };
    writeln!(out, "\n{head}")?;
    for file in &listed {
        write_row(report, file, out)?;
    }
    match report.files.len() - listed.len() {
        0 => Ok(()),
        more => writeln!(out, "\nAnd {more} more: {}.", words::outcome(report, Outcome::Ready)),
    }
}

fn write_row(report: &Report, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
    let outcome = report.outcome(file);
    let status = words::outcome(report, outcome);
    let status =
        if outcome == Outcome::Ready { status.to_owned() } else { format!("**{status}**") };
    let counts = words::counts(file.counts()).map(|counts| format!(": {counts}"));
    let counts = counts.unwrap_or_default();
    let about_deal = match &file.deal {
        Some(deal) => format!(" {} | {} |", words::verdict(deal), escaped(words::stage(deal))),
        None if words::is_about_deals(report) => " – | – |".to_owned(),
        None => String::new(),
    };
    let cases = file.cases.as_deref().map(|cases| format!(" · {}", words::cases(cases)));
    let counts = counts + &cases.unwrap_or_default();
    writeln!(out, "| {} |{about_deal} {status}{counts} |", name(file))
}

/// Writes what was found in a file and is not waived, if anything was.
fn write_findings(file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
    for (index, result) in file.open().enumerate() {
        if index == 0 {
            writeln!(out, "\n### {}\n", name(file))?;
        }
        write_finding(file, result, out)?;
    }
    Ok(())
}

fn write_finding(file: &CheckedFile, result: &CheckResult, out: &mut dyn Write) -> io::Result<()> {
    let (finding, rule) = (&result.finding, result.rule.id);
    let severity = words::severity(finding.severity);
    let place = match file.source {
        Some(_) => {
            let place = file.place(result);
            format!(" in line {}, column {}", place.line, place.column)
        }
        None => String::new(),
    };
    writeln!(out, "- {severity} **{rule}**{place}: {}", escaped(&finding.message))?;
    if let Some(help) = &finding.help {
        writeln!(out, "  - {}", escaped(&capitalised(help)))?;
    }
    if let Some(meant) = &finding.replacement {
        writeln!(out, "  - Did you mean {}?", escaped(&format!("`{meant}`")))?;
    }
    match words::lines_to_write(result) {
        Some(lines) => write_lines(&lines, out),
        None => Ok(()),
    }
}

/// Writes the lines to write so that they can be copied as they stand.
fn write_lines(lines: &str, out: &mut dyn Write) -> io::Result<()> {
    // Ticks inside end no block that starts with more of them.
    let fence = "`".repeat(longest_run_of_ticks(lines).max(2) + 1);
    writeln!(out, "  - Write:\n    {fence}yaml")?;
    lines.lines().try_for_each(|line| writeln!(out, "    {}", clean(line)))?;
    writeln!(out, "    {fence}")
}

fn longest_run_of_ticks(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

fn write_waived(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let waived = report
        .files
        .iter()
        .flat_map(|file| file.waived().map(move |(result, waiver)| (file, result, waiver)));
    for (index, (file, result, waiver)) in waived.enumerate() {
        if index == 0 {
            writeln!(out, "\n### Waived\n")?;
        }
        let words = words::waived(result, waiver, file.place(result).line);
        writeln!(out, "- {}: {}", name(file), escaped(&words))?;
    }
    Ok(())
}

/// The deal's name, and the file.
fn name(file: &CheckedFile) -> String {
    let path = escaped(&file.path);
    match &file.deal {
        Some(deal) => format!("{} ({path})", escaped(&deal.name)),
        None => path,
    }
}
