//! `coach playbook sql`: a playbook as a statement for a data warehouse.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::cli::Exit;
use crate::cli::inputs::{LibraryArguments, load_playbook};
use crate::cli::output::{Destination, Notes};
use crate::playbook::Playbook;
use crate::playbook::library::{Library, is_path};
use crate::report::pipeline_log::Syntax;
use crate::table::map;
use crate::table::sql::{Columns, Dialect, Request, With, self_check, statement};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::read_file;

const EXAMPLES: &str = "\
Examples:
  coach playbook sql renewal --dialect duckdb --table renewals
  coach playbook sql renewal --dialect postgres --table crm.renewals --as view --name renewal_fit
  coach playbook sql renewal --dialect duckdb --table renewals --with score,rules,unmapped
  coach playbook sql renewal --dialect snowflake --self-check   rows to try it on";

/// Print a playbook as SQL: the verdict of every row of a table, in your warehouse
///
/// The table has a column `id`, and one for each question, named as the question is: an option's id or
/// label, yes or no, a plain number; of a set its options with `;` between. NULL and nothing are
/// unknown, and `;` alone is a set without options. A row with any other word has no verdict.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SqlArguments {
    /// The playbook: an id, or a file (has a `/` or ends in .yaml)
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    /// What the statement is written for
    #[arg(long, value_name = "DIALECT")]
    dialect: DialectName,
    /// The table to read; a point before its name separates it from its schema
    #[arg(
        long,
        value_name = "TABLE",
        value_parser = parse_path,
        required_unless_present = "self_check"
    )]
    table: Option<String>,
    /// The map of the table, as of `coach score`; without it, columns are named as questions
    #[arg(short, long, value_name = "MAP", conflicts_with = "self_check")]
    map: Option<PathBuf>,
    /// Columns beside the verdict and the score, with `,` between
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "Output")]
    with: Vec<Columned>,
    /// What the statement does
    #[arg(
        long = "as",
        value_name = "STATEMENT",
        default_value = "select",
        help_heading = "Output"
    )]
    form: Form,
    /// The name of the view; without it, the playbook's id
    #[arg(long, value_name = "NAME", value_parser = parse_path, help_heading = "Output")]
    name: Option<String>,
    /// Print a statement with 200 rows of its own instead, which hands out those that it gets wrong
    #[arg(long, conflicts_with_all = ["table", "with", "form", "name"], help_heading = "Output")]
    self_check: bool,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    library: LibraryArguments,
}

/// A dialect of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DialectName {
    /// DuckDB
    Duckdb,
    /// PostgreSQL
    Postgres,
    /// Spark
    Spark,
    /// SQLite
    Sqlite,
    /// Snowflake, not run by the authors of coach
    Snowflake,
    /// BigQuery, not run by the authors of coach
    Bigquery,
}

/// Columns that may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Columned {
    /// The band, and the scores of the groups
    Score,
    /// A column for each rule
    Rules,
    /// Which cell is no answer
    Unmapped,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// It hands out the rows
    Select,
    /// It makes a view
    View,
}

/// A name, or several with points between; one that holds a point stands in double quotes, as a whole.
fn parse_path(path: &str) -> Result<String, String> {
    let mut rest = path;
    loop {
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let (name, after) =
            quoted.unwrap_or_else(|| rest.split_at(rest.find('.').unwrap_or(rest.len())));
        if name.is_empty() || name.contains('"') {
            return Err("a name is missing, or a quotation mark stands within one".to_owned());
        }
        match after.strip_prefix('.') {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(path.to_owned()),
            None => return Err("a point is missing behind a name in quotation marks".to_owned()),
        }
    }
}

pub(super) fn run(arguments: &SqlArguments, notes: Notes) -> anyhow::Result<Exit> {
    let destination = Destination::of(arguments.output.as_deref());
    let library = arguments.library.library_of_here(notes)?;
    let playbook = load_playbook(&library, &arguments.playbook, None)?;
    destination.refuse_what_is_to_stay()?;
    let written = arguments.statement(&playbook, &library).with_context(|| {
        format!("there is no such statement for the playbook `{}`", playbook.id)
    })?;
    destination.write(Syntax::Text, |out| out.write_all(written.as_bytes()))?;
    Ok(Exit::Done)
}

impl SqlArguments {
    fn statement(&self, playbook: &Playbook, library: &Library) -> anyhow::Result<String> {
        let dialect = self.dialect.dialect();
        let Some(table) = &self.table else { return Ok(self_check(playbook, dialect)?) };
        let asked = |columns| self.with.contains(&columns);
        let request = Request {
            dialect,
            table,
            view: match self.form {
                Form::Select => None,
                Form::View => Some(self.name.as_deref().unwrap_or(&playbook.id)),
            },
            with: With {
                score: asked(Columned::Score),
                rules: asked(Columned::Rules),
                unmapped: asked(Columned::Unmapped),
            },
        };
        let columns = match &self.map {
            None => Columns::named_as_questions(playbook, dialect),
            Some(path) => {
                let unread = map::open(read_file(path)?)?;
                refuse_map_of_another(path, unread.playbook(), playbook, library)?;
                Columns::under(&unread.read(playbook)?, playbook, dialect)?
            }
        };
        Ok(statement(playbook, &columns, &request)?)
    }
}

/// A map is of the playbook that it names, be it by its id or its file.
fn refuse_map_of_another(
    path: &Path,
    named: &str,
    playbook: &Playbook,
    library: &Library,
) -> anyhow::Result<()> {
    let (map, called) = (quoted_path(path), quoted(named));
    let id = match is_path(named) {
        false => named.to_owned(),
        true => {
            let of_map = load_playbook(library, named, Some(folder_of(path)));
            let of_map = of_map.with_context(|| {
                format!("{map} is for the playbook {called}, which can't be used")
            })?;
            of_map.id
        }
    };
    if id != playbook.id {
        bail!("{map} is for the playbook {called}, not for `{}`", playbook.id);
    }
    Ok(())
}

impl DialectName {
    fn dialect(self) -> Dialect {
        match self {
            Self::Duckdb => Dialect::Duckdb,
            Self::Postgres => Dialect::Postgres,
            Self::Spark => Dialect::Spark,
            Self::Sqlite => Dialect::Sqlite,
            Self::Snowflake => Dialect::Snowflake,
            Self::Bigquery => Dialect::Bigquery,
        }
    }
}
