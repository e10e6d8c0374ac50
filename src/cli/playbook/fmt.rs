//! `coach playbook fmt`: playbooks in their canonical layout.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use similar::TextDiff;

use crate::cli::check::paths::Paths;
use crate::cli::output::{Notes, to_stdout};
use crate::cli::playbook::check::playbooks_in;
use crate::cli::{Exit, failure};
use crate::playbook::canonical::{CanonicalError, canonical};
use crate::report::plain::clean;
use crate::text::characters::{escaped, quoted_path};
use crate::text::saving;
use crate::text::source::{
    ReadError, STANDARD_INPUT, SourceFile, read_file, read_standard_input, read_within,
};

const EXAMPLES: &str = "\
Examples:
  coach playbook fmt                every playbook in ./playbooks
  coach playbook fmt clinic.yaml    one that you write
  coach playbook fmt --check        for CI: lists those that are laid out otherwise
  coach playbook fmt --diff         shows what would change, and changes nothing
  coach playbook fmt - < a.yaml     for editors: from standard input to standard output

Exit status: 0 done, 1 with --check or --diff where something would change, 2 a file can't be read.";

/// Lay playbooks out in one way, whoever wrote them
///
/// Keys come in one order, long texts are folded at 100 columns, quotes stand only where YAML needs
/// them. Comments stay with what they are about, and nothing changes in meaning: that is checked
/// before a file is written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FmtArguments {
    /// Playbooks: files or folders; `-` for standard input
    #[arg(value_name = "FILE", default_value = "playbooks")]
    paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change
    #[arg(long)]
    check: bool,
    /// Write nothing; show as a unified diff what would change
    #[arg(long)]
    diff: bool,
}

/// A playbook's file.
struct Input {
    path: PathBuf,
    /// The folder that was looked through, where nobody named the file.
    found_in: Option<PathBuf>,
}

/// A playbook's text, and how it is to be laid out.
struct LaidOut {
    before: SourceFile,
    after: String,
}

pub(super) fn run(arguments: &FmtArguments, notes: Notes) -> anyhow::Result<Exit> {
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        return from_stdin(arguments);
    }
    let paths = Paths::from_here();
    let mut results = Vec::new();
    let (mut changed, mut wrong) = (0, 0);
    for input in inputs(&arguments.paths) {
        match input.and_then(|input| lay_out(arguments, &input, &paths, &mut results)) {
            Ok(false) => {}
            Ok(true) => changed += 1,
            // The others are laid out all the same.
            Err(error) => {
                wrong += 1;
                failure::report(&error);
            }
        }
    }
    to_stdout(|out| out.write_all(&results))?;
    let writes_nothing = arguments.check || arguments.diff;
    let verb = if writes_nothing { "would change" } else { "changed" };
    notes.say(&format!("{} {verb}", playbooks(changed)));
    Ok(match (wrong, changed) {
        (1.., _) => Exit::Wrong,
        (_, 1..) if writes_nothing => Exit::CheckFailed,
        _ => Exit::Done,
    })
}

/// The files that are named, and those in the folders that are, or why there is none.
fn inputs(named: &[PathBuf]) -> Vec<anyhow::Result<Input>> {
    let mut inputs = Vec::new();
    for path in named {
        match path.is_dir().then(|| files_in(path)) {
            None => inputs.push(Ok(Input { path: path.clone(), found_in: None })),
            Some(Ok(found)) => inputs.extend(
                found
                    .into_iter()
                    .map(|file| Ok(Input { path: file, found_in: Some(path.clone()) })),
            ),
            Some(Err(error)) => inputs.push(Err(error)),
        }
    }
    inputs
}

fn files_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let found = playbooks_in(folder)?;
    if found.is_empty() {
        bail!("there is no playbook in the folder {}; name a file", quoted_path(folder));
    }
    Ok(found)
}

/// Writes a playbook in its new layout, or only tells about it. `false` where nothing changes.
fn lay_out(
    arguments: &FmtArguments,
    input: &Input,
    paths: &Paths,
    results: &mut Vec<u8>,
) -> anyhow::Result<bool> {
    let before = input.read()?;
    let after = laid_out(&before)?;
    if before.text == after {
        return Ok(false);
    }
    let laid_out = LaidOut { before, after };
    if !arguments.check && !arguments.diff {
        saving::rewrite(&laid_out.before, &input.path, laid_out.after.as_bytes())?;
    }
    let shown = escaped(&paths.shown(&input.path.to_string_lossy()));
    if arguments.diff {
        laid_out.write_diff(&shown, results)?;
    } else {
        writeln!(results, "{shown}")?;
    }
    Ok(true)
}

fn laid_out(file: &SourceFile) -> anyhow::Result<String> {
    canonical(file).map_err(|error| match error {
        CanonicalError::Rejected(rejected) => rejected.into(),
        other => {
            anyhow::Error::new(other).context(format!("cannot lay out {}", quoted_path(&file.name)))
        }
    })
}

impl Input {
    fn read(&self) -> Result<SourceFile, ReadError> {
        match &self.found_in {
            Some(folder) => read_within(folder, &self.path),
            None => read_file(&self.path),
        }
    }
}

impl LaidOut {
    fn write_diff(&self, shown: &str, out: &mut dyn Write) -> io::Result<()> {
        let diff = TextDiff::from_lines(&*self.before.text, &self.after);
        let (before, after) = (format!("a/{shown}"), format!("b/{shown}"));
        let diff = diff.unified_diff().header(&before, &after).to_string();
        out.write_all(clean(&diff).as_bytes())
    }
}

/// Lays out what comes on standard input.
fn from_stdin(arguments: &FmtArguments) -> anyhow::Result<Exit> {
    if arguments.paths.len() > 1 {
        bail!("`-` stands for the one playbook on standard input; name it alone");
    }
    let before = read_standard_input()?;
    let after = laid_out(&before)?;
    let is_changed = before.text != after;
    let laid_out = LaidOut { before, after };
    if arguments.diff {
        to_stdout(|out| laid_out.write_diff("standard-input", out))?;
    } else if arguments.check {
        to_stdout(|out| if is_changed { writeln!(out, "{STANDARD_INPUT}") } else { Ok(()) })?;
    } else {
        to_stdout(|out| out.write_all(laid_out.after.as_bytes()))?;
    }
    let fails = is_changed && (arguments.check || arguments.diff);
    Ok(if fails { Exit::CheckFailed } else { Exit::Done })
}

fn playbooks(count: usize) -> String {
    if count == 1 { "1 playbook".to_owned() } else { format!("{count} playbooks") }
}
