//! The findings of checks as Markdown, for a comment on a pull request and the summary of a job.

use std::io::{self, Write};

use super::{CheckResult, CheckedFile, Outcome, Report, summary_phrases};
use crate::report::markdown::{MOST_BYTES, Room, escaped};
use crate::report::plain::clean;
use crate::text::source::{capitalised, listed};

/// The most files that are all in the table; of more, those that are ready are only counted, so
/// that the others are found, and fit into a comment.
const MOST_ROWS: usize = 50;

/// Writes findings as Markdown, at most [`MOST_BYTES`]; what there is no room for is counted.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_within(report, MOST_BYTES, out)
}

/// The same in at most as many bytes.
///
/// # Errors
/// Where it can't be written.
pub fn write_within(report: &Report, bytes: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { room: Room::of(bytes), left_out: LeftOut::default(), out };
    let mut head = format!("## {}\n", capitalised(&summary_phrases::total(report)));
    if let Some(day) = report.as_of {
        head.push_str(&format!("\nFacts as of {day}.\n"));
    }
    if let Some(words) = summary_phrases::what_is_read(report) {
        head.push_str(&format!("\n{words}\n"));
    }
    page.room.write(head.as_bytes(), page.out)?;
    page.write_table(report)?;
    report.files.iter().try_for_each(|file| page.write_findings(file))?;
    page.write_waived(report)?;
    match page.left_out.in_words() {
        Some(words) => writeln!(page.out, "\nThere is no room here for {words}."),
        None => Ok(()),
    }
}

/// A page under way.
struct Page<'o> {
    room: Room,
    left_out: LeftOut,
    out: &'o mut dyn Write,
}

/// How much of what there was no room for.
#[derive(Debug, Default)]
struct LeftOut {
    rows: usize,
    findings: usize,
    waived: usize,
}

impl LeftOut {
    fn in_words(&self) -> Option<String> {
        let parts = [
            (self.rows > 0).then(|| summary_phrases::counted(self.rows, "row") + " of the table"),
            (self.findings > 0).then(|| summary_phrases::counted(self.findings, "finding")),
            (self.waived > 0)
                .then(|| summary_phrases::counted(self.waived, "finding") + " that are waived"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| listed(&parts, "and"))
    }
}

impl Page<'_> {
    fn write_table(&mut self, report: &Report) -> io::Result<()> {
        let all = report.files.len() <= MOST_ROWS;
        let is_listed = |file: &&CheckedFile| all || report.outcome(file) != Outcome::Ready;
        let listed: Vec<&CheckedFile> = report.files.iter().filter(is_listed).collect();
        if listed.is_empty() {
            return Ok(());
        }
        // What was found has room too, however many rows there are.
        let mut room = self.room.half();
        let head = if summary_phrases::is_about_deals(report) {
            "| Deal | Verdict | Buyer's stage | Status |\n| --- | --- | --- | --- |"
        } else {
            "| File | Status |\n| --- | --- |"
        };
        room.write(format!("\n{head}\n").as_bytes(), self.out)?;
        for file in &listed {
            let mut row = Vec::new();
            write_row(report, file, &mut row)?;
            if !room.write(&row, self.out)? {
                self.left_out.rows += 1;
            }
        }
        self.room.take_back(room);
        match report.files.len() - listed.len() {
            0 => Ok(()),
            more => {
                let ready = summary_phrases::outcome(report, Outcome::Ready);
                writeln!(self.out, "\nAnd {more} more: {ready}.")
            }
        }
    }

    /// Writes what was found in a file and is not waived, if anything was.
    fn write_findings(&mut self, file: &CheckedFile) -> io::Result<()> {
        for (index, result) in file.open().enumerate() {
            let mut part = Vec::new();
            if index == 0 {
                writeln!(part, "\n### {}\n", name(file))?;
            }
            write_finding(file, result, &mut part)?;
            if !self.room.write(&part, self.out)? {
                self.left_out.findings += result.stands_for;
            }
        }
        Ok(())
    }

    fn write_waived(&mut self, report: &Report) -> io::Result<()> {
        let files = report.files.iter();
        let waived = files
            .flat_map(|file| file.waived().map(move |(result, waiver)| (file, result, waiver)));
        for (index, (file, result, waiver)) in waived.enumerate() {
            let heading = if index == 0 { "\n### Waived\n\n" } else { "" };
            let words = summary_phrases::waived(result, waiver, file.place(result).line);
            let part = format!("{heading}- {}: {}\n", name(file), escaped(&words));
            if !self.room.write(part.as_bytes(), self.out)? {
                self.left_out.waived += result.stands_for;
            }
        }
        Ok(())
    }
}

fn write_row(report: &Report, file: &CheckedFile, out: &mut dyn Write) -> io::Result<()> {
    let outcome = report.outcome(file);
    let status = summary_phrases::outcome(report, outcome);
    let status =
        if outcome == Outcome::Ready { status.to_owned() } else { format!("**{status}**") };
    let counts = summary_phrases::counts(file.counts()).map(|counts| format!(": {counts}"));
    let counts = counts.unwrap_or_default();
    let about_deal = match &file.deal {
        Some(deal) => format!(
            " {} | {} |",
            summary_phrases::verdict(deal),
            escaped(summary_phrases::stage(deal))
        ),
        None if summary_phrases::is_about_deals(report) => " – | – |".to_owned(),
        None => String::new(),
    };
    let cases = file.cases.as_deref().map(|cases| format!(" · {}", summary_phrases::cases(cases)));
    let wordings = summary_phrases::wordings(file).map(|words| format!(" · {words}"));
    let counts = counts + &cases.unwrap_or_default() + &wordings.unwrap_or_default();
    writeln!(out, "| {} |{about_deal} {status}{counts} |", name(file))
}

fn write_finding(file: &CheckedFile, result: &CheckResult, out: &mut dyn Write) -> io::Result<()> {
    let (finding, rule) = (&result.finding, result.rule.id);
    let severity = summary_phrases::severity(finding.severity);
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
    match summary_phrases::lines_to_write(result) {
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

/// The deal's name, and the file.
fn name(file: &CheckedFile) -> String {
    let path = escaped(&file.path);
    match &file.deal {
        Some(deal) => format!("{} ({path})", escaped(&deal.name)),
        None => path,
    }
}
