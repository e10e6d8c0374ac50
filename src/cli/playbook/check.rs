//! `coach playbook check`: whether a playbook is honest, and speaks the buyer's language.

use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::ProgressBar;

use crate::authoring::cases::is_cases_file;
use crate::authoring::lint::{self, Settings, Wordings};
use crate::check_rule::WRONG_FILE;
use crate::checklist::Levels;
use crate::cli::Exit;
use crate::cli::check::formats::{FormatTarget, Targets};
use crate::cli::check::paths::Paths;
use crate::cli::failure::Unusable;
use crate::cli::inputs::{FailOn, LibraryArguments};
use crate::cli::output::Notes;
use crate::cli::team::Team;
use crate::deal::names::is_deal_file;
use crate::playbook::library::{Library, is_path};
use crate::playbook::load::load_with_places;
use crate::report::checks::{CheckedFile, Report};
use crate::text::source::{FolderError, SourceFile, entries_of, read_within};

const EXAMPLES: &str = "\
Examples:
  coach playbook check                    every playbook in ./playbooks
  coach playbook check clinic.yaml        one that you write
  coach playbook check consultative       one that is shipped
  coach playbook check -f sarif=out.sarif --fail-on warning

What a rule means, and how to excuse a finding: coach explain RULE
Exit status: 0 nothing that counts was found, 1 something was, 2 a file can't be checked.";

/// Prove that a playbook is honest, and check its language
///
/// Every claim is proven over all complete cases, and comes with a prospect that shows it. What a
/// budget did not let prove is told as not proven, never as fine.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    /// Playbooks: files, folders, or ids
    #[arg(value_name = "FILE", default_value = "playbooks")]
    playbooks: Vec<String>,
    #[command(flatten)]
    library: LibraryArguments,
    /// What makes the exit status 1
    #[arg(long, value_name = "SEVERITY", default_value = "error", help_heading = "What fails")]
    fail_on: FailOn,
    /// The most questions that a conversation may take until it is settled
    #[arg(long, value_name = "N", default_value_t = lint::MOST_QUESTIONS, help_heading = "What fails")]
    most_questions: usize,
    /// text, json, github, junit, sarif or markdown; FORMAT=FILE writes to a file. Repeatable
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = FormatTarget::parse, help_heading = "Output")]
    format: Vec<FormatTarget>,
}

pub(super) fn run(arguments: &CheckArguments, notes: Notes) -> anyhow::Result<Exit> {
    let targets = Targets::of(&arguments.format)?;
    let team = Team::of_here(notes)?;
    let library = arguments.library.library(&team, notes);
    let checking = Checking::new(library, &team, arguments.most_questions, notes);
    let named = arguments.playbooks.iter();
    // What a shell makes of `*.yaml` has the cases files among it.
    let named = named.filter(|named| arguments.playbooks.len() == 1 || !is_cases_file(named));
    let files: Vec<CheckedFile> = named.flat_map(|named| checking.named(named)).collect();
    checking.bar.finish_and_clear();
    notes.detail(&format!("{} playbooks", files.len()));
    let report = report(files, arguments.fail_on);
    targets.write(&report)?;
    Ok(report.worst().into())
}

/// The report on one playbook.
pub(super) fn checked(named: &str, library: &Library, team: &Team, notes: Notes) -> Report {
    let checking = Checking::new(library.clone(), team, lint::MOST_QUESTIONS, notes);
    let files = checking.named(named);
    checking.bar.finish_and_clear();
    report(files, FailOn::Error)
}

fn report(files: Vec<CheckedFile>, fail_on: FailOn) -> Report {
    Report {
        command: "coach playbook check",
        as_of: None,
        rules: lint::RULES.into_iter().chain([&WRONG_FILE]).collect(),
        files,
        warnings_fail: fail_on == FailOn::Warning,
    }
    .shortened()
}

/// What playbooks are checked with.
struct Checking {
    library: Library,
    settings: Settings,
    levels: Levels,
    paths: Paths,
    bar: ProgressBar,
}

impl Checking {
    fn new(library: Library, team: &Team, most_questions: usize, notes: Notes) -> Self {
        Self {
            library,
            levels: team.settings.levels.clone(),
            settings: Settings { most_questions },
            paths: Paths::from_here(),
            bar: notes.spinner("proving playbooks"),
        }
    }

    /// The playbooks that an argument names.
    fn named(&self, named: &str) -> Vec<CheckedFile> {
        let path = Path::new(named);
        if !path.is_dir() {
            return vec![self.one(named)];
        }
        match playbooks_in(path) {
            Ok(found) if found.is_empty() => {
                let reason = "there is no playbook in this folder";
                vec![self.paths.unreadable(named, Unusable::because(reason).at(0..0))]
            }
            Ok(found) => found.iter().map(|file| self.in_folder(path, file)).collect(),
            Err(error) => {
                let reason = error.to_string();
                vec![self.paths.unreadable(named, Unusable::because(&reason).at(0..0))]
            }
        }
    }

    fn one(&self, named: &str) -> CheckedFile {
        let is_file = is_path(named) || Path::new(named).is_file();
        let name = if is_file && !is_path(named) { format!("./{named}") } else { named.to_owned() };
        match self.library.find(&name, None) {
            Ok(file) => self.check(file),
            Err(error) => self.paths.unreadable(named, Unusable::of(named, &error.into()).at(0..0)),
        }
    }

    fn in_folder(&self, folder: &Path, path: &Path) -> CheckedFile {
        match read_within(folder, path) {
            Ok(file) => self.check(file),
            Err(error) => {
                let named = path.to_string_lossy();
                self.paths.unreadable(&named, Unusable::of(&named, &error.into()).at(0..0))
            }
        }
    }

    fn check(&self, file: SourceFile) -> CheckedFile {
        match load_with_places(file) {
            Ok((playbook, places)) => {
                self.bar.tick();
                let results = lint::lint(&playbook, &places, &self.settings);
                let wordings = Some(Wordings::of(&playbook, &results));
                let results = self.levels.applied_to(results);
                CheckedFile { wordings, ..self.paths.file(places.into_file(), results) }
            }
            Err(rejected) => self.paths.rejected(rejected),
        }
    }
}

/// The playbooks in a folder, by their names; their cases files are none.
pub(super) fn playbooks_in(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let mut found = Vec::new();
    for path in entries_of(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
        let is_playbook = is_yaml && !is_cases_file(&name) && !is_deal_file(&path);
        if is_playbook && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
