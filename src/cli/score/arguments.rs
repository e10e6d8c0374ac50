//! What can be said to `coach score`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::inputs::LibraryArguments;
use crate::playbook::{Playbook, RuleIndex};
use crate::report::tables::Told;
use crate::text::characters::escaped;
use crate::text::source::{by_nearness, listed};

const EXAMPLES: &str = "\
Examples:
  coach score --init leads.csv -p saas-subscription > leads.map.yaml   a map to be looked through
  coach score leads.csv -m leads.map.yaml > verdicts.csv
  coach score leads.xlsx -m leads.map.yaml -f jsonl --keep
  coach score - -m leads.map.yaml --columns id,verdict < leads.csv
  coach score today.csv -m leads.map.yaml --since yesterday.csv   whose verdict turned

A row with a word that is no answer is left out and told; see --rejects and --max-rejects.
Exit status: 0 done, 1 more rows were left out than --max-rejects, 2 a table or the map is wrong.";

/// Give every row of a CRM export a verdict
///
/// A table is CSV, TSV, JSON lines, a workbook or Parquet (where `coach` was built with it), told by what is in it; the map says which column
/// answers which question. Every cell is text, and what is not known stays unknown. The verdict of a
/// row is the one that `coach brief` gives for a deal with the same facts.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct ScoreArguments {
    /// The tables; `-` reads one from standard input
    #[arg(value_name = "TABLE", required_unless_present = "init")]
    pub(super) tables: Vec<PathBuf>,
    /// The map: which column answers which question of which playbook
    #[arg(short, long, value_name = "MAP", required_unless_present = "init")]
    pub(super) map: Option<PathBuf>,
    /// Draft a map from what stands in this table, for the playbook of --playbook; nothing is scored
    #[arg(
        long,
        value_name = "TABLE",
        requires = "playbook",
        conflicts_with_all = [
            "tables", "map", "since", "rejects", "max_rejects", "format", "columns", "rules", "keep",
            "may_be_empty"
        ]
    )]
    pub(super) init: Option<PathBuf>,
    /// The playbook that a map is drafted for: an id, or a file (has a `/` or ends in .yaml)
    // A flag that is required is not asked for beside one that excludes it.
    #[arg(
        short,
        long,
        value_name = "ID|FILE",
        requires = "init",
        conflicts_with_all = ["tables", "map"],
        help_heading = "Playbook"
    )]
    pub(super) playbook: Option<String>,
    /// Replace a map that is there already
    #[arg(long, requires = "init", conflicts_with_all = ["tables", "map"], help_heading = "Output")]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    /// Take what has nothing in it at all, as a part of a larger table may, for a table without rows
    #[arg(long, help_heading = "Which rows")]
    pub(super) may_be_empty: bool,
    /// Only rows that are new or were changed since this earlier export, with the verdict that they had, or
    /// left-out
    #[arg(long, value_name = "TABLE", help_heading = "Which rows")]
    pub(super) since: Option<PathBuf>,
    /// Write what was left out to this file, as CSV: table, row, column, value, reason, nearest
    #[arg(long, value_name = "FILE", help_heading = "Which rows")]
    pub(super) rejects: Option<PathBuf>,
    /// How many rows may be left out before the exit status is 1
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Which rows")]
    pub(super) max_rejects: u64,
    #[command(flatten)]
    pub(super) output: ScoreOutput,
}

/// How verdicts are written, and where to.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct ScoreOutput {
    /// How verdicts are written
    #[arg(short, long, value_name = "FORMAT", default_value = "csv")]
    pub(super) format: ScoreFormat,
    /// Write them to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Only these columns, in this order: id, verdict, possible, if_assumptions_hold, at_least, at_most,
    /// band, chance_of_fit, stage, decided_by, open, say
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = parse_column)]
    pub(super) columns: Vec<Told>,
    /// A column for each rule too: holds, fails or open
    #[arg(long)]
    pub(super) rules: bool,
    /// The columns of the table too, as they stand
    #[arg(long)]
    pub(super) keep: bool,
}

/// A form of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ScoreFormat {
    /// For spreadsheets and warehouses
    Csv,
    /// JSON lines: an object a row
    Jsonl,
    /// Parquet, for warehouses, where `coach` was built with it
    Parquet,
}

fn parse_column(name: &str) -> Result<Told, String> {
    let known = Told::USUAL.into_iter().find(|told| told.usual_name() == Some(name));
    known.ok_or_else(|| {
        let names = by_nearness(name, Told::USUAL.into_iter().filter_map(Told::usual_name));
        format!("there is no column `{}`, but {}", escaped(name), listed(&names, "and"))
    })
}

impl ScoreOutput {
    /// What is told of a row.
    pub(super) fn told(&self, playbook: &Playbook, is_since: bool) -> Vec<Told> {
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
