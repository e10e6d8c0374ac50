//! In which formats a report is written, and where to.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;

use crate::cli::output::{Destination, outgoing, to_stdout_in, wanted_width_of_stdout};
use crate::report::checks::{Report, github, json, junit, markdown, sarif, text};
use crate::report::markdown::MOST_BYTES;
use crate::report::pipeline_log::Syntax;
use crate::text::characters::quoted_path;
use crate::text::saving::{self, Outgoing};
use crate::text::source::file_id::is_same_file;

const NO_JOB_SUMMARY: &str = "cannot write the job summary that GITHUB_STEP_SUMMARY names";

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    /// Findings under the lines that they are about
    Text,
    /// For scripts
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// Test cases, for most CI servers
    Junit,
    /// For code scanning
    Sarif,
    /// For a comment on a pull request
    Markdown,
}

impl ReportFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text | Self::Markdown => Syntax::Text,
            Self::Json | Self::Sarif => Syntax::Json,
            Self::Junit => Syntax::Xml,
            Self::Github => Syntax::AsIs,
        }
    }
}

/// `FORMAT` or `FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct FormatTarget {
    format: ReportFormat,
    /// Standard output, where there is none.
    file: Option<PathBuf>,
}

impl FormatTarget {
    /// Reads `FORMAT` or `FORMAT=FILE`.
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((format, file)) => (format, Some(file)),
            None => (text, None),
        };
        let format = ReportFormat::from_str(format, true).map_err(|_| {
            let formats = "text, json, github, junit, sarif or markdown";
            format!("a format is {formats}, alone or as FORMAT=FILE")
        })?;
        match file {
            Some("") => Err("there is no file behind the `=`".to_owned()),
            file => {
                let destination = Destination::of(file.map(Path::new));
                Ok(Self { format, file: destination.path().map(PathBuf::from) })
            }
        }
    }
}

/// Everything that is written of a report: each format that was asked for, and on standard output
/// at least one.
pub(in crate::cli) struct Targets {
    files: Vec<(ReportFormat, PathBuf)>,
    stdout: ReportFormat,
}

impl Targets {
    /// The targets that were asked for. Standard output takes one format: `text` where none is
    /// named, in a GitHub workflow `github`.
    pub(in crate::cli) fn of(asked: &[FormatTarget]) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        let mut stdout = None;
        for target in asked {
            match &target.file {
                Some(file) => {
                    refuse_twice(&files, file)?;
                    files.push((target.format, file.clone()));
                }
                None if stdout.is_none() => stdout = Some(target.format),
                None => bail!(
                    "standard output takes one format; write the others to files, as \
                     `--format sarif=FILE`"
                ),
            }
        }
        Ok(Self { files, stdout: stdout.unwrap_or_else(usual_format) })
    }

    /// Makes sure that each file can be written, before anything else is.
    pub(in crate::cli) fn try_out(&self) -> anyhow::Result<()> {
        self.outgoing(|_, _| Ok(())).map(drop)
    }

    /// Writes the report everywhere, or nowhere. What goes to standard output comes last, so that
    /// nothing is announced that could not be written.
    pub(in crate::cli) fn write(&self, report: &Report) -> anyhow::Result<()> {
        let is_for_github = self.stdout == ReportFormat::Github;
        let summary = if is_for_github { JobSummary::of_environment()? } else { None };
        self.write_files(report)?;
        summary.map_or(Ok(()), |summary| summary.add(report))?;
        to_stdout_in(self.stdout.syntax(), |out| {
            write(report, self.stdout, wanted_width_of_stdout(), out)
        })
    }

    /// Writes the files alone.
    pub(in crate::cli) fn write_files(&self, report: &Report) -> anyhow::Result<()> {
        let outgoing = self.outgoing(|format, out| write(report, format, None, out))?;
        outgoing.into_iter().try_for_each(|outgoing| Ok(outgoing.put()?))
    }

    /// What is to be written to each file, beside it.
    fn outgoing(
        &self,
        write: impl Fn(ReportFormat, &mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<Vec<Outgoing>> {
        let files = self.files.iter();
        files.map(|(format, file)| outgoing(file, |out| write(*format, out))).collect()
    }
}

/// One file holds one format: of two, the first would be lost.
fn refuse_twice(files: &[(ReportFormat, PathBuf)], file: &Path) -> anyhow::Result<()> {
    if files.iter().any(|(_, other)| is_same_file(other, file)) {
        let file = quoted_path(file);
        bail!("two formats would be written to {file}; give each a file of its own");
    }
    Ok(())
}

fn write(
    report: &Report,
    format: ReportFormat,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => text::write(report, width, out),
        ReportFormat::Json => json::write(report, out),
        ReportFormat::Github => github::write(report, out),
        ReportFormat::Junit => junit::write(report, out),
        ReportFormat::Sarif => sarif::write(report, out),
        ReportFormat::Markdown => markdown::write(report, out),
    }
}

fn usual_format() -> ReportFormat {
    let is_true = |value: &OsStr| value == "true";
    match std::env::var_os("GITHUB_ACTIONS") {
        Some(value) if is_true(&value) => ReportFormat::Github,
        _ => ReportFormat::Text,
    }
}

/// The summary of a GitHub job, to be added to.
struct JobSummary(File);

impl JobSummary {
    /// The one that the environment names, if it does.
    fn of_environment() -> anyhow::Result<Option<Self>> {
        let named = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
        let Some(path) = named else { return Ok(None) };
        saving::refuse_what_is_to_stay(Path::new(&path))?;
        let file = File::options().create(true).append(true).open(&path);
        Ok(Some(Self(file.context(NO_JOB_SUMMARY)?)))
    }

    fn add(mut self, report: &Report) -> anyhow::Result<()> {
        self.try_to_add(report).context(NO_JOB_SUMMARY)
    }

    fn try_to_add(&mut self, report: &Report) -> io::Result<()> {
        // What other commands of the step wrote there takes room too.
        let taken = usize::try_from(self.0.metadata()?.len()).unwrap_or(usize::MAX);
        let mut text = Vec::new();
        markdown::write_within(report, MOST_BYTES.saturating_sub(taken), &mut text)?;
        self.0.write_all(&text)
    }
}
