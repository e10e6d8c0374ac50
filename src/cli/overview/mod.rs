//! `coach deals`: many deals, a line each.

mod looking;
mod selection;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::deals::{Batches, DealInput, DealInputs};
use super::failure::{self, Several};
use super::inputs::{LibraryArguments, parse_date, today};
use super::output::{Destination, Notes};
use super::team::Team;
use super::{Exit, deals};
use crate::deal::freshness::Freshness;
use crate::deal::look_back::USUALLY_AFTER;
use crate::playbook::GoodFor;
use crate::playbook::library::Library;
use crate::report::deals::{DealList, Entry, csv, json, markdown, text};
use crate::report::pipeline_log::Syntax;
use looking::Looking;
pub(super) use selection::most_urgent_first;
use selection::{Kept, SortBy};

const EXAMPLES: &str = "\
Examples:
  coach deals                              every deal below this folder
  coach deals deals/ --sort stale          what has to be asked again soon comes first
  coach deals --only not-yet,undecided     those on which something is still to be learned
  coach deals --only stale --sort heard    whom to call again
  coach deals --only look-back             whom to ask whether they are still content
  coach deals deals/ -f csv -o deals.csv   for a spreadsheet
  coach deals 'deals/2026-*/*.deal.yaml' -f json

Once the buyer has decided, there is nothing more to ask: what they chose stands in place of the
stage. Who is to be asked to look back is named below the list; `coach look-back` asks them.
Goes stale: the first day on which no evidence on a question is fresh any more, by the playbook's
`good_for` and the `max_age` of coach.yaml. Nothing of a no-fit does.
Exit status: 0 every deal is listed, 2 one can't be read, or there is none.";

/// List deals, a line each: verdict, stage, last heard, what goes stale, what to ask next
///
/// Of an undecided deal it tells which verdicts are still possible. A deal that can't be read is
/// listed with the reason, whatever `--only` says; the exit status is then 2.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DealsArguments {
    /// Deal files, folders, or patterns; `-` reads a deal from standard input
    #[arg(value_name = "PATH", default_value = deals::HERE)]
    paths: Vec<String>,
    /// What comes first
    #[arg(
        long,
        value_name = "BY",
        default_value = "name",
        help_heading = "Which, and in what order"
    )]
    sort: SortBy,
    /// Only those of which one of these is so: fit, not-yet, no-fit, undecided, stale, decided, look-back
    ///
    /// The verdicts are of deals that go on: those that the buyer has decided are `decided`, and once
    /// they are to be asked how content they are with it, `look-back`.
    #[arg(
        long,
        value_name = "KINDS",
        value_delimiter = ',',
        hide_possible_values = true,
        help_heading = "Which, and in what order"
    )]
    only: Vec<Kept>,
    /// The day on which ages are counted: 2026-11-24; otherwise today
    #[arg(
        long,
        value_name = "DATE",
        value_parser = parse_date,
        help_heading = "Which, and in what order"
    )]
    as_of: Option<Date>,
    /// How long after their decision buyers are asked to look back on it
    #[arg(
        long,
        value_name = "TIME",
        default_value = "90d",
        help_heading = "Which, and in what order"
    )]
    after: GoodFor,
    /// Judge every deal by this playbook, whichever it names: an id, or a file
    #[arg(short, long, value_name = "ID|FILE", help_heading = "Playbook")]
    playbook: Option<String>,
    #[command(flatten)]
    library: LibraryArguments,
    #[command(flatten)]
    output: ListArguments,
}

/// How the list is written, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
struct ListArguments {
    /// How the list is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A form of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// A table to read
    Text,
    /// For a page of the team's
    Markdown,
    /// For a spreadsheet
    Csv,
    /// For scripts: one object
    Json,
}

pub(super) fn run(arguments: &DealsArguments, notes: Notes) -> anyhow::Result<Exit> {
    let inputs = DealInputs::of(&arguments.paths);
    inputs.left_out().iter().for_each(|words| notes.say(words));
    refuse_nothing(&inputs.list)?;
    let team = Team::of_here(notes)?;
    let library = arguments.library.library(&team, notes);
    let freshness =
        Freshness { as_of: arguments.as_of.unwrap_or_else(today), max_age: team.settings.max_age };
    let playbook = arguments.playbook.as_deref();
    let looking = Looking::new(freshness, arguments.after);
    let mut entries = entries_of(&inputs.list, &library, playbook, &looking)?;
    let looked_at = entries.len();
    let unread = entries.iter().filter(|entry| matches!(entry, Entry::Unreadable(_))).count();
    entries.retain(|entry| Kept::keep(&arguments.only, entry));
    arguments.sort.sort(&mut entries);
    arguments.output.write(&DealList { entries, looked_at })?;
    if unread == 0 {
        return Ok(Exit::Done);
    }
    let told = format!("{unread} of {looked_at} can't be read; `coach check` shows what is wrong");
    failure::report(&anyhow!(told));
    Ok(Exit::Wrong)
}

/// What is told of deals, all of them judged by one playbook where one is named.
pub(super) fn entries(
    inputs: &[DealInput],
    library: &Library,
    playbook: Option<&str>,
    freshness: Freshness,
) -> anyhow::Result<Vec<Entry>> {
    entries_of(inputs, library, playbook, &Looking::new(freshness, USUALLY_AFTER))
}

fn entries_of(
    inputs: &[DealInput],
    library: &Library,
    playbook: Option<&str>,
    looking: &Looking,
) -> anyhow::Result<Vec<Entry>> {
    let mut batches = Batches::new(library, playbook, inputs.len())?;
    Ok(batches.read(inputs, looking, &|| ()))
}

/// Where nothing was found at all, there is no list, only the reasons.
fn refuse_nothing(inputs: &[DealInput]) -> anyhow::Result<()> {
    let reasons = inputs.iter().map(|input| match input {
        DealInput::Nothing { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    match reasons.collect::<Option<Vec<String>>>() {
        Some(reasons) => Err(Several(reasons).into()),
        None => Ok(()),
    }
}

impl ListArguments {
    fn write(&self, list: &DealList) -> anyhow::Result<()> {
        let destination = Destination::of(self.output.as_deref());
        let width = destination.width();
        destination.write(self.format.syntax(), |out| self.format.write(list, width, out))
    }
}

impl ListFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text | Self::Markdown | Self::Csv => Syntax::Text,
            Self::Json => Syntax::Json,
        }
    }

    fn write(self, list: &DealList, width: usize, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Text => text::write(list, width, out),
            Self::Markdown => markdown::write(list, out),
            Self::Csv => csv::write(list, out),
            Self::Json => json::write(list, out),
        }
    }
}
