//! The findings of checks for the terminal: each under its source line, then a line for each file
//! and one for all of them.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they
//! are not wanted. Nothing else that steers a terminal comes through.

use std::io::{self, Write};

use super::{CheckResult, CheckedFile, Outcome, Report, summary_phrases};
use crate::report::findings::{draw_by_rule, draw_without_source};
use crate::report::lines::{fitting, one_line, path_in_line, write_wrapped};
use crate::text::styles::{self, Role, styled};

/// How much room the outcomes before the files take.
const OUTCOME_WIDTH: usize = 11;

/// Writes findings as text; what is not source is wrapped where there is a width, as on a terminal.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let width = width.map_or(usize::MAX, fitting);
    for file in &report.files {
        for result in file.open() {
            writeln!(out, "{}", drawn(file, result))?;
        }
    }
    for file in &report.files {
        write_summary(report, file, width, out)?;
    }
    if report.files.len() != 1 {
        writeln!(out)?;
        write_wrapped(&summary_phrases::total(report), "", "  ", width, out)?;
    }
    match summary_phrases::what_is_read(report) {
        Some(words) => write_wrapped(&styled(words, Role::Note), "", "", width, out),
        None => Ok(()),
    }
}

fn drawn(file: &CheckedFile, result: &CheckResult) -> String {
    let (finding, rule) = (&result.finding, result.rule.id);
    match &file.source {
        Some(source) => draw_by_rule(source, finding, rule, true),
        None => draw_without_source(&file.path, finding, rule, true),
    }
}

/// Writes how a file came out, and what is waived in it.
fn write_summary(
    report: &Report,
    file: &CheckedFile,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let outcome = report.outcome(file);
    let tag = format!("{:<OUTCOME_WIDTH$}", summary_phrases::outcome(report, outcome));
    let first = format!("{}  ", styled(&tag, outcome_role(outcome)));
    let rest = " ".repeat(OUTCOME_WIDTH + 2);
    write_wrapped(&summary(file), &first, &rest, width, out)?;
    let below = format!("{rest}  ");
    for (result, waiver) in file.waived() {
        let waived = summary_phrases::waived(result, waiver, file.place(result).line);
        let waived = format!("{} {}", styled("waived:", Role::Note), one_line(&waived));
        write_wrapped(&waived, &rest, &below, width, out)?;
    }
    Ok(())
}

/// A file, the deal or the cases in it, and what was counted.
fn summary(file: &CheckedFile) -> String {
    let deal = file.deal.as_ref();
    let deal = deal.map(|deal| {
        format!(
            "{} · {} · {}",
            deal.name,
            summary_phrases::verdict(deal),
            summary_phrases::stage(deal)
        )
    });
    let cases = file.cases.as_deref().map(summary_phrases::cases);
    let wordings = summary_phrases::wordings(file).map(str::to_owned);
    let counts = summary_phrases::counts(file.counts());
    let parts = [deal, cases, counts, wordings].into_iter().flatten();
    let parts: Vec<String> = parts.map(|part| one_line(&part)).collect();
    match parts.is_empty() {
        true => path_in_line(&file.path),
        false => format!("{} {}", path_in_line(&format!("{} ·", file.path)), parts.join(" · ")),
    }
}

fn outcome_role(outcome: Outcome) -> Role {
    Role::Verdict(match outcome {
        Outcome::Ready => styles::Outcome::Good,
        Outcome::NotReady | Outcome::Wrong => styles::Outcome::Bad,
    })
}
