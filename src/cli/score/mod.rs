//! `coach score`: a verdict for every row of a table.

mod beside;
mod earlier;
mod rejects;
mod rows;
mod sink;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::Exit;
use super::inputs::{LibraryArguments, load_playbook};
use super::output::Notes;
use crate::engine::Engine;
use crate::playbook::{Playbook, RuleIndex};
use crate::report::tables::Told;
use crate::table::map::{self, TableMap};
use crate::table::reading::{self, Table};
use crate::text::characters::{escaped, quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::files_read::{note_read, note_standard_input_read};
use crate::text::source::{ReadError, read_file};
use rows::Scoring;

const EXAMPLES: &str = "\
Examples:
  coach score leads.csv -m leads.map.yaml > verdicts.csv
  coach score leads.xlsx -m leads.map.yaml -f jsonl --keep
  coach score - -m leads.map.yaml --columns id,verdict < leads.csv
  coach score today.csv -m leads.map.yaml --since yesterday.csv   whose verdict turned

A row with a word that is no answer is left out and told; see --rejects and --max-rejects.
Exit status: 0 done, 1 more rows were left out than --max-rejects, 2 a table or the map is wrong.";

/// Give every row of a CRM export a verdict
///
/// A table is CSV, TSV, JSON lines or a workbook, told by what is in it; the map says which column
/// answers which question. Every cell is text, and what is not known stays unknown. The verdict of a
/// row is the one that `coach brief` gives for a deal with the same facts.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ScoreArguments {
    /// The tables; `-` reads one from standard input
    #[arg(value_name = "TABLE", required = true)]
    tables: Vec<PathBuf>,
    /// The map: which column answers which question of which playbook
    #[arg(short, long, value_name = "MAP", required = true)]
    map: PathBuf,
    #[command(flatten)]
    library: LibraryArguments,
    /// Only rows that are new or were changed since this earlier export, with the verdict that they had
    #[arg(long, value_name = "TABLE", help_heading = "Which rows")]
    since: Option<PathBuf>,
    /// Write what was left out to this file, as CSV: table, row, column, value, reason, nearest
    #[arg(long, value_name = "FILE", help_heading = "Which rows")]
    rejects: Option<PathBuf>,
    /// How many rows may be left out before the exit status is 1
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Which rows")]
    max_rejects: u64,
    #[command(flatten)]
    output: ScoreOutput,
}

/// How verdicts are written, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
struct ScoreOutput {
    /// How verdicts are written
    #[arg(short, long, value_name = "FORMAT", default_value = "csv")]
    format: ScoreFormat,
    /// Write them to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only these columns, in this order: id, verdict, possible, if_assumptions_hold, at_least, at_most,
    /// band, chance_of_fit, stage, decided_by, open, say
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = parse_column)]
    columns: Vec<Told>,
    /// A column for each rule too: holds, fails or open
    #[arg(long)]
    rules: bool,
    /// The columns of the table too, as they stand
    #[arg(long)]
    keep: bool,
}

/// A form of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ScoreFormat {
    /// For spreadsheets and warehouses
    Csv,
    /// JSON lines: an object a row
    Jsonl,
}

fn parse_column(name: &str) -> Result<Told, String> {
    let known = Told::USUAL.into_iter().find(|told| told.usual_name() == Some(name));
    known.ok_or_else(|| format!("there is no column `{}`", escaped(name)))
}

impl ScoreOutput {
    /// What is told of a row.
    fn told(&self, playbook: &Playbook, is_since: bool) -> Vec<Told> {
        let usual = if self.columns.is_empty() { &Told::USUAL[..] } else { &self.columns };
        let mut told = usual.to_vec();
        if is_since {
            told.insert(told.len().min(1), Told::Before);
        }
        if self.rules {
            told.extend((0..playbook.rules.len()).map(|rule| Told::Rule(RuleIndex(rule))));
        }
        told
    }
}

pub(super) fn run(arguments: &ScoreArguments, notes: Notes) -> anyhow::Result<Exit> {
    let (playbook, map) = load_map(arguments, notes)?;
    let engine = Engine::new(&playbook);
    let scoring = Scoring { engine: &engine, map: &map, arguments, notes };
    let left_out = scoring.run()?;
    if left_out <= arguments.max_rejects {
        return Ok(Exit::Done);
    }
    Ok(Exit::CheckFailed)
}

/// The map, and the playbook that it names.
fn load_map(arguments: &ScoreArguments, notes: Notes) -> anyhow::Result<(Playbook, TableMap)> {
    let unread = map::open(read_file(&arguments.map)?)?;
    let library = arguments.library.library_of_here(notes)?;
    let named = unread.playbook().to_owned();
    let playbook =
        load_playbook(&library, &named, Some(folder_of(&arguments.map))).with_context(|| {
            let (map, named) = (quoted_path(&arguments.map), quoted(&named));
            format!("{map} is for the playbook {named}, which can't be used")
        })?;
    let map = unread.read(&playbook)?;
    Ok((playbook, map))
}

/// Opens a table, and says how it was read where that is not sure.
fn open_table(path: &Path, map: &TableMap, notes: Notes) -> anyhow::Result<Table> {
    let source: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        note_standard_input_read();
        Box::new(io::stdin())
    } else {
        note_read(path);
        Box::new(open_file(path)?)
    };
    let name = name_of(path);
    let table =
        reading::open(source, &map.table).with_context(|| format!("{name} can't be read"))?;
    let found = format!("{name}: {}", table.found);
    match table.is_guessed {
        true => notes.say(&format!("note: {found}; `encoding` in the map says otherwise")),
        false => notes.detail(&found),
    }
    Ok(table)
}

fn open_file(path: &Path) -> anyhow::Result<File> {
    if path.is_dir() {
        bail!("{} is a folder; name a table in it", quoted_path(path));
    }
    let name = path.to_string_lossy().into_owned();
    File::open(path).map_err(|error| ReadError::of_system(name, error).into())
}

/// What a table is called in messages.
fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { quoted_path(path) }
}
