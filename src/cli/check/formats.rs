//! In which formats a report is written, and where to.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;

use crate::cli::output::{Destination, to_stdout_in, wanted_width_of_stdout};
use crate::report::checks::{Report, github, json, junit, markdown, sarif, text};
use crate::report::markdown::MOST_BYTES;
use crate::report::pipeline_log::Syntax;
use crate::text::characters::quoted_path;
use crate::text::saving;
use crate::text::source::file_id::is_same_file;

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

    /// Refuses files that were read so far, and those of git, before anything is written.
    pub(in crate::cli) fn refuse_what_is_to_stay(&self) -> anyhow::Result<()> {
        self.files.iter().try_for_each(|(_, file)| Ok(saving::refuse_what_is_to_stay(file)?))
    }

    /// Writes the report everywhere. What goes to standard output comes last, so that nothing is
    /// announced that could not be written.
    pub(in crate::cli) fn write(&self, report: &Report) -> anyhow::Result<()> {
        self.write_files(report)?;
        if self.stdout == ReportFormat::Github {
            add_job_summary(report)?;
        }
        to_stdout_in(self.stdout.syntax(), |out| {
            write(report, self.stdout, wanted_width_of_stdout(), out)
        })
    }

    /// Writes the files alone.
    pub(in crate::cli) fn write_files(&self, report: &Report) -> anyhow::Result<()> {
        self.refuse_what_is_to_stay()?;
        for (format, file) in &self.files {
            let destination = Destination::Path(file);
            destination.write(Syntax::AsIs, |out| write(report, *format, None, out))?;
        }
        Ok(())
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

/// Adds the report to the summary of a GitHub job, where there is one.
fn add_job_summary(report: &Report) -> anyhow::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    saving::refuse_what_is_to_stay(Path::new(&path))?;
    let file = File::options().create(true).append(true).open(&path);
    let added = file.and_then(|mut file| {
        // What other commands of the step wrote there takes room too.
        let taken = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        let mut text = Vec::new();
        markdown::write_within(report, MOST_BYTES.saturating_sub(taken), &mut text)?;
        file.write_all(&text)
    });
    added.context("cannot write the job summary that GITHUB_STEP_SUMMARY names")
}
