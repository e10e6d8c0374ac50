//! Where results and notes go.

use std::io::{self, ErrorKind, Stderr, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, StripStream};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::everywhere::GlobalArguments;
use super::exit::Exit;
use crate::engine::Verdict;
use crate::report::brief::Brief;
use crate::report::brief::json::Layout;
use crate::report::brief::markdown::Pages;
use crate::report::brief::{json, markdown, text, yaml};
use crate::report::lines::DEFAULT_WIDTH;
use crate::report::pipeline_log::{Syntax, WithoutCommands};
use crate::report::plain::clean;
use crate::text::characters::quoted_path;
use crate::text::saving::{self, Outgoing, Place, Stream};
use crate::text::source::file_id::is_same_file;
use crate::text::source::files_read::standard_output_was_read;

/// How the brief is written, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArguments {
    /// How the brief is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Tell the reasons too, and all that is known; other formats than text have both
    #[arg(long)]
    why: bool,
    /// Tell the verdict in the exit status: 0 fit, 10 no-fit, 11 undecided, 12 not-yet
    #[arg(long)]
    exit_code: bool,
}

/// A form of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A page to read
    Text,
    /// For scripts
    Json,
    /// The same as YAML, a document each
    Yaml,
    /// For a CRM note or a pull request
    Markdown,
}

impl Format {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text | Self::Markdown => Syntax::Text,
            Self::Json | Self::Yaml => Syntax::Json,
        }
    }
}

/// Where results go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination<'p> {
    /// To standard output.
    StandardOutput,
    /// To a file, or to a stream that a path names.
    Path(&'p Path),
}

impl<'p> Destination<'p> {
    /// What is named, if anything is: `-`, `/dev/stdout` and whatever else leads there are standard
    /// output.
    pub(super) fn of(named: Option<&'p Path>) -> Self {
        let is_standard_output = |path: &Path| {
            path.as_os_str() == "-"
                || Place::of(path).is_ok_and(|place| place == Place::Stream(Stream::Output))
        };
        match named {
            Some(path) if !is_standard_output(path) => Self::Path(path),
            _ => Self::StandardOutput,
        }
    }

    /// The path, if it is one.
    pub(super) fn path(self) -> Option<&'p Path> {
        match self {
            Self::StandardOutput => None,
            Self::Path(path) => Some(path),
        }
    }

    /// How wide a text may be: as wide as the terminal, else as `COLUMNS` says.
    pub(super) fn width(self) -> usize {
        match self {
            Self::StandardOutput => width_of_stdout(),
            Self::Path(_) => DEFAULT_WIDTH,
        }
    }

    /// Refuses what was read so far, and what is git's own: called before anything else is written, so that nothing is
    /// done by halves. Whatever is read later is refused when this is written.
    pub(super) fn refuse_what_is_to_stay(self) -> anyhow::Result<()> {
        Ok(self.path().map_or(Ok(()), saving::refuse_what_is_to_stay)?)
    }

    /// Refuses a file that is there already; `advice` says what to do.
    pub(super) fn refuse_what_is_there(self, advice: &str) -> anyhow::Result<()> {
        match self.path() {
            Some(path) if path.is_file() => {
                bail!("there is a file {} already; {advice}", quoted_path(path))
            }
            _ => Ok(()),
        }
    }

    /// Refuses to write to the file of a deal, which may be yet to be made.
    pub(super) fn spare(self, deal: &Path) -> anyhow::Result<()> {
        match self {
            Self::Path(path) if is_same_file(path, deal) => bail!(
                "`--output` {} is the deal itself; give one of the two another name",
                quoted_path(path)
            ),
            _ => Ok(()),
        }
    }

    /// Writes what `write` writes in a syntax: to a file all of it or nothing. A reader who stops
    /// reading is no error.
    pub(super) fn write(
        self,
        syntax: Syntax,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        match self {
            Self::StandardOutput => to_stdout_in(syntax, write),
            Self::Path(path) => to_file(path, write),
        }
    }
}

impl OutputArguments {
    /// Where the brief goes.
    pub(super) fn destination(&self) -> Destination<'_> {
        Destination::of(self.output.as_deref())
    }

    /// Writes what `write` writes to where the results go.
    pub(super) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        self.destination().write(self.format.syntax(), write)
    }

    /// Writes one brief in the chosen form.
    pub(super) fn write_brief(
        &self,
        brief: &Brief,
        layout: Layout,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.format {
            Format::Text if self.why => text::write_with_reasons(brief, self.width(), out),
            Format::Text => text::write(brief, self.width(), out),
            Format::Json => json::write(brief, layout, out),
            Format::Yaml => yaml::write(brief, out),
            Format::Markdown => markdown::write(brief, out),
        }
    }

    /// Writes what stands before one of several deals: the first, or another.
    pub(super) fn write_before(&self, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Json => Ok(()),
            Format::Yaml => yaml::write_start(out),
            Format::Text | Format::Markdown if is_first => Ok(()),
            Format::Text => text::write_rule(self.width(), out),
            Format::Markdown => markdown::write_rule(out),
        }
    }

    /// The briefs of several deals, in the chosen form.
    pub(super) fn pages(&self) -> Pages {
        match self.format {
            Format::Text | Format::Json | Format::Yaml => Pages::without_end(),
            Format::Markdown => Pages::of_markdown(),
        }
    }

    /// Writes what stands for a deal that can't be read.
    pub(super) fn write_unreadable(
        &self,
        deal: &str,
        error: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.format {
            Format::Json => json::write_unreadable(deal, error, out),
            Format::Yaml => yaml::write_unreadable(deal, error, out),
            Format::Text => text::write_unreadable(deal, error, out),
            Format::Markdown => markdown::write_unreadable(deal, error, out),
        }
    }

    /// The exit status that a verdict asks for.
    pub(super) fn exit(&self, verdict: Verdict) -> Exit {
        match verdict {
            _ if !self.exit_code => Exit::Done,
            Verdict::Fit => Exit::Done,
            Verdict::NotYet => Exit::NotYet,
            Verdict::NoFit => Exit::NoFit,
            Verdict::Undecided => Exit::Undecided,
        }
    }

    /// How wide a text may be: as wide as the terminal, else as `COLUMNS` says.
    pub(super) fn width(&self) -> usize {
        self.destination().width()
    }
}

/// How wide a text on standard output may be.
pub(super) fn width_of_stdout() -> usize {
    wanted_width_of_stdout().unwrap_or(DEFAULT_WIDTH)
}

/// How wide standard output is, where it is a terminal, or else where `COLUMNS` says so.
pub(super) fn wanted_width_of_stdout() -> Option<usize> {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|width| *width > 0);
    terminal.map(|(width, _)| usize::from(width.0)).or_else(columns)
}

/// Writes to a file, all of it or nothing, without colour.
fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    Ok(outgoing(path, write)?.put()?)
}

/// The same up to where something would change.
pub(super) fn outgoing(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<Outgoing> {
    let mut content = StripStream::new(Vec::new());
    write(&mut content)?;
    Ok(Outgoing::to(path, content.into_inner())?)
}

/// Writes to standard output, with colour where it is wanted. A reader who stops reading is no
/// error.
pub(super) fn to_stdout(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    to_stdout_in(Syntax::Text, write)
}

/// The same for what is in a syntax.
pub(super) fn to_stdout_in(
    syntax: Syntax,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    put_to_stdout(syntax, write).map(drop)
}

/// The same, and whether anybody still reads it.
pub(super) fn to_stdout_if_read(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<bool> {
    put_to_stdout(Syntax::Text, write)
}

fn put_to_stdout(
    syntax: Syntax,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<bool> {
    if standard_output_was_read() {
        bail!("standard output goes to a file that is read here; write to another one");
    }
    let mut results = Results::new(syntax);
    match write(&mut results).and_then(|()| results.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true).context("cannot write to standard output"),
    }
}

/// Standard error, with colour where it is wanted: for errors, notes and questions.
pub(super) fn standard_error() -> WithoutCommands<AutoStream<Stderr>> {
    WithoutCommands::new(anstream::stderr(), in_log(Syntax::Text))
}

/// What has to be done to a text in a syntax, so that it is safe in the log that we write to.
fn in_log(syntax: Syntax) -> Syntax {
    if is_in_pipeline() { syntax } else { Syntax::AsIs }
}

/// Whether what is printed is read by GitHub's runner, Azure's or TeamCity's.
pub(super) fn is_in_pipeline() -> bool {
    let names = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"];
    names.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// What goes to standard output at one go, with colour only where it is wanted.
struct Results {
    out: WithoutCommands<AutoStream<Vec<u8>>>,
    syntax: Syntax,
}

impl Results {
    fn new(syntax: Syntax) -> Self {
        let out = AutoStream::new(Vec::new(), AutoStream::choice(&io::stdout()));
        Self { out: WithoutCommands::new(out, in_log(syntax)), syntax }
    }
}

impl Write for Results {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = std::mem::replace(self, Self::new(self.syntax)).out.into_inner().into_inner();
        let mut out = io::stdout().lock();
        out.write_all(&written)?;
        out.flush()
    }
}

/// What is said beside the results, on standard error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notes {
    quiet: bool,
    verbose: bool,
}

impl Notes {
    pub(super) fn of(global: &GlobalArguments) -> Self {
        Self { quiet: global.quiet, verbose: global.verbose }
    }

    /// For where nobody is to be told anything.
    pub(super) fn none() -> Self {
        Self { quiet: true, verbose: false }
    }

    /// Says something, unless `--quiet`.
    pub(super) fn say(self, note: &str) {
        if !self.quiet {
            print_note(note);
        }
    }

    /// Whether nothing but results and errors is wanted.
    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether more is wanted than usual.
    pub(super) fn is_verbose(self) -> bool {
        self.verbose
    }

    /// A sign on a terminal that something takes time, which turns with each step that is done, and
    /// says that a budget bounds it.
    pub(super) fn spinner(self, doing: &'static str) -> ProgressBar {
        let bar = if self.quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        let bar = bar.with_message(format!("{doing}, within a budget of work"));
        // Cut where a terminal is too narrow; else a word would go on in the next line.
        match ProgressStyle::with_template("{spinner} {wide_msg}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    /// Says something with `--verbose` only.
    pub(super) fn detail(self, note: &str) {
        if self.verbose {
            print_note(note);
        }
    }
}

fn print_note(note: &str) {
    // Where standard error is closed, nobody is there to be told.
    let _ = writeln!(standard_error(), "{}", clean(note));
}
