//! `coach check`: the prep checklist, for CI and before a talk.

mod checking;
mod fixing;
pub(super) mod formats;
pub(super) mod paths;
mod quoting;

use anyhow::bail;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::deals::{Batches, DealInput, DealInputs};
use super::inputs::{FailOn, LibraryArguments, parse_date, today};
use super::output::{Notes, to_stdout, to_stdout_in};
use super::team::Team;
use super::{Exit, failure};
use crate::check_rule::WRONG_FILE;
use crate::checklist::{self, RequiredVerdict, Settings};
use crate::deal::file::LAID_OUT_ANEW;
use crate::playbook::GoodFor;
use crate::report::checks::{CheckedFile, Report, json};
use crate::report::pipeline_log::Syntax;
use crate::text::characters::quoted_path;
use checking::Checking;
use fixing::{Fixes, fix};
use formats::{FormatTarget, Targets};

const EXAMPLES: &str = "\
Examples:
  coach check acme                        is Acme ready for the next talk?
  coach check deals/                      every *.deal.yaml below a folder
  coach check 'deals/2026-*/*.deal.yaml'  those that a pattern matches
  coach check deals/ --require decided    also fails where the verdict is open
  coach check deals/ --fix                writes what is missing into the deals as `unknown`
  coach check deals/ --format sarif=coach.sarif --format junit=coach.xml
  coach check - < acme.deal.yaml          a deal from standard input

What a rule means, and how to waive it: coach explain RULE
Exit status: 0 every deal is ready, 1 one is not, 2 one can't be checked.";

/// Check that every fact that the buyer's stage calls for is known, evidenced and fresh
///
/// Looks at the buyer's current stage and at every earlier one. An honest no-fit never fails by
/// itself. A file that can't be read is reported in its place, and the others are still checked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    /// Deal files, folders, or patterns; `-` reads a deal from standard input
    #[arg(required_unless_present = "schema", value_name = "DEAL")]
    deals: Vec<String>,
    #[command(flatten)]
    limits: LimitArguments,
    /// Hold every deal to this playbook, whichever it names: an id, or a file
    #[arg(short, long, value_name = "ID|FILE", help_heading = "Playbook")]
    playbook: Option<String>,
    #[command(flatten)]
    library: LibraryArguments,
    #[command(flatten)]
    fixing: FixArguments,
    #[command(flatten)]
    output: ReportArguments,
}

/// What fails the check.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "What fails")]
struct LimitArguments {
    /// Also ask for a verdict
    #[arg(long, value_name = "VERDICT")]
    require: Option<Required>,
    /// What makes the exit status 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
    /// How old evidence may be at most: 90d, 12w, 6m, 1y; otherwise as coach.yaml says
    ///
    /// `good_for` in a playbook may ask for less.
    #[arg(long, value_name = "TIME")]
    max_age: Option<GoodFor>,
    /// The day on which ages are counted: 2026-11-24; otherwise today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
}

/// What is done about missing facts.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Missing facts")]
struct FixArguments {
    /// Write them into the deals as `unknown`, to be filled in
    #[arg(long)]
    fix: bool,
    /// Print the change as a diff in place of the report; without --fix nothing is written
    #[arg(long)]
    diff: bool,
}

/// How the report is written, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
struct ReportArguments {
    /// text, json, github, junit, sarif or markdown; FORMAT=FILE writes to a file. Repeatable
    ///
    /// Standard output takes one format: text, or github in a GitHub workflow, unless you name it.
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = FormatTarget::parse)]
    format: Vec<FormatTarget>,
    /// Print the JSON Schema of `--format json` and end
    #[arg(long)]
    schema: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Required {
    /// Only a fit will do
    Fit,
    /// A fit or a no-fit
    Decided,
}

pub(super) fn run(arguments: &CheckArguments, notes: Notes) -> anyhow::Result<Exit> {
    if arguments.output.schema {
        to_stdout_in(Syntax::Json, |out| out.write_all(json::schema().as_bytes()))?;
        return Ok(Exit::Done);
    }
    let targets = Targets::of(&arguments.output.format)?;
    let inputs = DealInputs::of(&arguments.deals);
    inputs.left_out().iter().for_each(|words| notes.say(words));
    let inputs = inputs.list;
    arguments.fixing.refuse_standard_input(&inputs)?;
    let team = Team::of_here(notes)?;
    let library = arguments.library.library(&team, notes);
    let settings = arguments.limits.settings(&team);
    let as_of = settings.as_of;
    let batches = Batches::new(&library, arguments.playbook.as_deref(), inputs.len())?;
    let mut checking = Checking::new(batches, settings);
    let mut files = checking.check_all(&inputs, !notes.is_quiet());
    targets.try_out()?;
    let fixes = arguments.fixing.apply(&mut checking, &inputs, &mut files, notes);
    let report = Report {
        command: "coach check",
        as_of: Some(as_of),
        rules: checklist::RULES.into_iter().chain([&WRONG_FILE]).collect(),
        files,
        warnings_fail: arguments.limits.fail_on == FailOn::Warning,
    }
    .shortened();
    if arguments.fixing.diff {
        targets.write_files(&report)?;
        to_stdout(|out| fixes.done.iter().try_for_each(|fix| fix.write_diff(out)))?;
    } else {
        targets.write(&report)?;
    }
    Ok(if fixes.some_failed { Exit::Wrong } else { report.worst().into() })
}

impl LimitArguments {
    /// What deals are held to: what is said here, else by the team.
    fn settings(&self, team: &Team) -> Settings {
        Settings {
            as_of: self.as_of.unwrap_or_else(today),
            max_age: self.max_age.or(team.settings.max_age),
            require: self.require.map(|required| match required {
                Required::Fit => RequiredVerdict::Fit,
                Required::Decided => RequiredVerdict::Decided,
            }),
            levels: team.settings.levels.clone(),
        }
    }
}

impl FixArguments {
    fn refuse_standard_input(self, inputs: &[DealInput]) -> anyhow::Result<()> {
        if (self.fix || self.diff) && inputs.contains(&DealInput::StandardInput) {
            bail!("`--fix` and `--diff` are for files; a deal from standard input is none");
        }
        Ok(())
    }

    /// Writes what is missing where that is asked for, and checks what was written again. A deal
    /// that can't be written is told, and the others are still done.
    fn apply(
        self,
        checking: &mut Checking<'_>,
        inputs: &[DealInput],
        files: &mut [CheckedFile],
        notes: Notes,
    ) -> Fixes {
        let mut fixes = Fixes::default();
        if !self.fix && !self.diff {
            return fixes;
        }
        for (input, file) in inputs.iter().zip(files) {
            match fix(checking, input, file, self.fix) {
                Ok(None) => continue,
                Ok(Some(done)) => {
                    if done.is_anew {
                        notes.say(&format!("{}: {LAID_OUT_ANEW}", quoted_path(&file.path)));
                    }
                    fixes.done.push(done);
                }
                Err(error) => {
                    failure::report(&error);
                    fixes.some_failed = true;
                    continue;
                }
            }
            if self.fix {
                notes.say(&format!("wrote what is missing into {}", quoted_path(&file.path)));
                let again = checking.check_all(std::slice::from_ref(input), false);
                again.into_iter().for_each(|again| *file = again);
            }
        }
        fixes
    }
}
