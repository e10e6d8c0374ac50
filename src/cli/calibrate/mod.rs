//! `coach calibrate`: advice against what happened.

mod calibrated;
mod deals;
mod table;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};

use super::Exit;
use super::inputs::LibraryArguments;
use super::output::{Destination, Notes};
use super::score::rejects::Rejects;
use crate::report::pipeline_log::Syntax;
use crate::report::tables::calibration::{Section, json, markdown, svg, text};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::is_same_file;

/// How the names of files of deals end.
const DEAL_ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

const EXAMPLES: &str = "\
Examples:
  coach calibrate deals/                           what became of all deals in a folder
  coach calibrate closed.csv -m closed.map.yaml    of the rows of a CRM's export
  coach calibrate deals/ --draft                   which lines of the playbook to look at
  coach calibrate deals/ --svg advice.svg -f markdown -o advice.md

A deal counts once it has an `outcome`, see coach look-back; of a table the map names the column. It
counts as a success where they chose us. What was learned after they decided is left out.
Exit status: 0 done, 1 more rows were left out than --max-rejects, 2 something can't be read, or
nobody has decided yet.";

/// Hold the advice of a playbook against what buyers decided in the end
///
/// For each verdict, band, rule, group and missing answer: how many decided, how many chose us, and where
/// that rate lies with 95 % confidence. Hard rules that outcomes contradict come first, then rules that
/// tell nothing. It changes no playbook.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CalibrateArguments {
    /// Deal files, folders, or patterns; with --map tables
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<String>,
    /// The map of the tables: which column answers which question, and which tells the outcome
    #[arg(short, long, value_name = "MAP")]
    map: Option<PathBuf>,
    /// Judge every deal by this playbook, whichever it names: an id, or a file
    #[arg(short, long, value_name = "ID|FILE", conflicts_with = "map", help_heading = "Playbook")]
    playbook: Option<String>,
    #[command(flatten)]
    library: LibraryArguments,
    #[command(flatten)]
    judging: JudgingArguments,
    #[command(flatten)]
    output: CalibrateOutput,
}

/// What is judged.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Judging")]
struct JudgingArguments {
    /// Say nothing of fewer buyers than these
    #[arg(
        long,
        value_name = "N",
        default_value_t = 20,
        value_parser = RangedU64ValueParser::<u64>::new().range(1..=1_000_000)
    )]
    at_least: u64,
    /// Print the lines of the playbook that are worth a look, too, and why
    #[arg(long)]
    draft: bool,
    /// Write the rows of tables that are left out to this file, as CSV
    #[arg(long, value_name = "FILE", requires = "map")]
    rejects: Option<PathBuf>,
    /// How many rows of tables may be left out before the exit status is 1
    #[arg(long, value_name = "N", default_value_t = 0, requires = "map")]
    max_rejects: u64,
}

/// How it is written, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
struct CalibrateOutput {
    /// How it is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: CalibrateFormat,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw verdicts and bands against outcomes into this file too
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// A form of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CalibrateFormat {
    /// A page to read
    Text,
    /// For a page of the team's
    Markdown,
    /// For scripts: one object
    Json,
}

pub(super) fn run(arguments: &CalibrateArguments, notes: Notes) -> anyhow::Result<Exit> {
    let output = &arguments.output;
    let library = arguments.library.library_of_here(notes)?;
    let (calibrated, exit) = match &arguments.map {
        Some(map) => {
            let JudgingArguments { max_rejects, rejects, .. } = &arguments.judging;
            let rejects = Rejects::to(rejects.as_deref(), notes)?;
            table::calibrated(&arguments.paths, map, (rejects, *max_rejects), &library, notes)?
        }
        None => {
            refuse_tables(&arguments.paths)?;
            deals::calibrated(&arguments.paths, arguments.playbook.as_deref(), &library, notes)?
        }
    };
    let at_least = arguments.judging.at_least;
    let drafts = arguments.judging.draft;
    let sections = calibrated.iter().map(|one| one.section(at_least, drafts.then_some(&library)));
    let sections: Vec<Section> = sections.collect::<anyhow::Result<_>>()?;
    let destination = Destination::of(output.output.as_deref());
    destination.refuse_what_is_to_stay()?;
    if let Some(picture) = &output.svg {
        output.draw(picture, &sections)?;
    }
    let width = destination.width();
    destination.write(output.format.syntax(), |out| output.format.write(&sections, width, out))?;
    Ok(exit)
}

/// Refuses files that are no deals by their names: a table has to have a map.
fn refuse_tables(paths: &[String]) -> anyhow::Result<()> {
    let is_table = |path: &&String| {
        let path = Path::new(path);
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        let is_of_deals = |ending| DEAL_ENDINGS.iter().any(|one| ending == *one);
        path.is_file() && !ending.is_some_and(is_of_deals)
    };
    match paths.iter().find(is_table) {
        Some(table) => bail!(
            "{} is no deal; of a table `--map MAP` says which column tells the outcome",
            quoted(table)
        ),
        None => Ok(()),
    }
}

impl CalibrateOutput {
    /// Draws the picture, where it does not stand in the way of the rest.
    fn draw(&self, picture: &Path, sections: &[Section]) -> anyhow::Result<()> {
        let destination = Destination::of(Some(picture));
        let is_taken = self.output.as_ref().is_some_and(|output| is_same_file(output, picture));
        if destination.path().is_none() || is_taken {
            bail!("`--svg` takes a file of its own, and {} is none", quoted_path(picture));
        }
        destination.write(Syntax::Xml, |out| svg::write(sections, out))
    }
}

impl CalibrateFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text | Self::Markdown => Syntax::Text,
            Self::Json => Syntax::Json,
        }
    }

    fn write(self, sections: &[Section], width: usize, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Text => text::write(sections, width, out),
            Self::Markdown => markdown::write(sections, out),
            Self::Json => json::write(sections, out),
        }
    }
}
