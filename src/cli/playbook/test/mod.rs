//! `coach playbook test`: whether playbooks do what their cases say, and what the cases show.

mod subjects;
mod suggesting;
mod testing;

use clap::Args;

use crate::authoring::cases::rules;
use crate::check_rule::WRONG_FILE;
use crate::cli::Exit;
use crate::cli::check::formats::{FormatTarget, Targets};
use crate::cli::inputs::LibraryArguments;
use crate::cli::output::Notes;
use crate::playbook::library::Library;
use crate::report::checks::{CheckedFile, Report};
use crate::text::source::SourceFile;
pub(super) use subjects::cases_beside;
use suggesting::Suggested;
use testing::{Settings, Tested, Testing};

const EXAMPLES: &str = "\
Examples:
  coach playbook test                          the cases of every playbook in ./playbooks
  coach playbook test clinic.yaml              those in clinic.test.yaml beside it
  coach playbook test consultative             those of a shipped playbook
  coach playbook test --fail-under 100         also fails where something shows in no case
  coach playbook test -f junit=cases.xml -f markdown
  coach playbook test clinic.yaml --suggest    prints the cases that are missing
  coach playbook test clinic.yaml --suggest --write
  coach playbook test --mutants                which changes would no case notice?

What is covered, and what a rule means: coach explain uncovered
Exit status: 0 every case came out as it says, 1 one did not, none was run, too little is covered,
or (--fail-on-mutants) a mutant survived, 2 a file can't be used; the others are still run.";

/// Run the cases of playbooks, and see what they cover
///
/// A case is a prospect with the verdict that is right for them. A cases file, NAME.test.yaml, stands
/// beside the playbook NAME.yaml.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    /// Cases files, playbooks with their cases beside them, or folders of both
    #[arg(value_name = "FILE", default_value = "playbooks")]
    files: Vec<String>,
    #[command(flatten)]
    library: LibraryArguments,
    #[command(flatten)]
    limits: LimitArguments,
    #[command(flatten)]
    suggesting: SuggestArguments,
    /// Also change each rule of the playbook in turn, and name the changes that no case notices
    #[arg(long, conflicts_with = "suggest", help_heading = "Mutants")]
    mutants: bool,
    /// text, json, github, junit, sarif or markdown; FORMAT=FILE writes to a file. Repeatable
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = FormatTarget::parse, help_heading = "Output")]
    format: Vec<FormatTarget>,
}

/// What fails the test beside a case that comes out otherwise.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "What fails")]
struct LimitArguments {
    /// How much of its playbook each cases file has to cover: 0 to 100, never rounded up
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(..=100))]
    fail_under: Option<u8>,
    /// Fail on a mutant that no case notices
    #[arg(long, requires = "mutants")]
    fail_on_mutants: bool,
}

/// The cases that are missing.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Missing cases")]
struct SuggestArguments {
    /// Print the cases that are missing, as they stand in a cases file, in place of the report
    ///
    /// For each rule that no case shows to decide, a prospect of whom it does; where it can be, one
    /// answer from a prospect of whom it decides the other way.
    #[arg(long, conflicts_with = "format")]
    suggest: bool,
    /// Write them into the cases files instead; what stands there stays as it is
    #[arg(long, requires = "suggest")]
    write: bool,
}

pub(super) fn run(arguments: &TestArguments, notes: Notes) -> anyhow::Result<Exit> {
    let targets = Targets::of(&arguments.format)?;
    let settings = Settings {
        fail_under: arguments.limits.fail_under.map(usize::from),
        mutants: arguments.mutants,
        fail_on_mutants: arguments.limits.fail_on_mutants,
        suggest: arguments.suggesting.suggest,
    };
    let library = arguments.library.library_of_here(notes)?;
    let testing = Testing::new(&library, settings, notes);
    let subjects = subjects::listed(&arguments.files, &library);
    notes.detail(&format!("{} cases files", subjects.len()));
    let tested: Vec<Tested> = subjects.into_iter().map(|subject| testing.test(subject)).collect();
    let (files, suggested): (Vec<_>, Vec<_>) =
        tested.into_iter().map(|tested| (tested.files, tested.suggested)).unzip();
    let report = report(files.into_iter().flatten().collect());
    if settings.suggest {
        let suggested: Vec<Suggested> = suggested.into_iter().flatten().collect();
        return suggesting::tell(&report, &suggested, arguments.suggesting.write, notes);
    }
    targets.write(&report)?;
    Ok(report.worst().into())
}

/// The report on the cases that stand beside a playbook.
pub(super) fn tested(playbook: SourceFile, library: &Library, notes: Notes) -> Report {
    let settings =
        Settings { fail_under: None, mutants: false, fail_on_mutants: false, suggest: false };
    let tested = Testing::new(library, settings, notes).test(subjects::of_playbook(playbook));
    report(tested.files)
}

fn report(files: Vec<CheckedFile>) -> Report {
    Report {
        command: "coach playbook test",
        as_of: None,
        rules: rules::RULES.into_iter().chain([&WRONG_FILE]).collect(),
        files,
        warnings_fail: false,
    }
    .shortened()
}
