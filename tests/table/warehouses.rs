//! The programs that statements are run in, as far as they are there.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use coach::table::sql::Dialect;

/// Runs scripts in DuckDB, which has no program of its own, and prints the rows of each one's last
/// statement.
const DUCKDB: &str = "
import sys, duckdb
connection = duckdb.connect()
connection.execute('SET threads = 1')
for script in open(sys.argv[1], encoding='utf-8').read().split('-- script\\n'):
    for row in connection.execute(script).fetchall() if script.strip() else []:
        print('|'.join('' if cell is None else str(cell) for cell in row))
";

/// The same in Spark, statement by statement; rows have five cells.
const SPARK: &str = "
import sys
from pyspark.sql import SparkSession
builder = SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false')
spark = builder.config('spark.sql.codegen.wholeStage', 'false').getOrCreate()
for script in open(sys.argv[1], encoding='utf-8').read().split('-- script\\n'):
    for statement in filter(str.strip, script.split(';\\n')):
        rows = spark.sql(statement).collect()
    for row in rows:
        cells = ['' if cell is None else str(cell) for cell in row]
        print('|'.join((cells + [''])[:5]))
";

/// A program that runs SQL.
pub(crate) struct Warehouse {
    pub(crate) dialect: Dialect,
    command: Vec<String>,
}

impl Warehouse {
    /// SQLite, where its program is installed.
    pub(crate) fn sqlite() -> Option<Self> {
        let command = ["sqlite3", "-bail", ":memory:"].map(str::to_owned).to_vec();
        let is_there = Command::new("sqlite3").arg("-version").output().is_ok();
        told(is_there, "SQLite: there is no `sqlite3`");
        is_there.then_some(Self { dialect: Dialect::Sqlite, command })
    }

    /// DuckDB, where `.ci/warehouses` says which Python has it.
    pub(crate) fn duckdb() -> Option<Self> {
        let python = variable("COACH_DUCKDB")?;
        let command = vec![python, "-c".to_owned(), DUCKDB.to_owned()];
        Some(Self { dialect: Dialect::Duckdb, command })
    }

    /// PostgreSQL, where `.ci/warehouses` has started it.
    pub(crate) fn postgres() -> Option<Self> {
        let server = variable("COACH_POSTGRES")?;
        let options = ["-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-f"].map(str::to_owned);
        let command = ["psql".to_owned(), server].into_iter().chain(options).collect();
        Some(Self { dialect: Dialect::Postgres, command })
    }

    /// Spark, where `.ci/spark` says which Python has it.
    pub(crate) fn spark() -> Option<Self> {
        let python = variable("COACH_SPARK")?;
        let command = vec![python, "-c".to_owned(), SPARK.to_owned()];
        Some(Self { dialect: Dialect::Spark, command })
    }

    /// The lines that scripts print, `|` between cells and nothing for NULL.
    pub(crate) fn run(&self, scripts: &[String]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("scripts.sql");
        fs::write(&path, scripts.join("-- script\n")).unwrap();
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]);
        match self.dialect {
            Dialect::Sqlite => command.stdin(Stdio::from(File::open(&path).unwrap())),
            _ => command.arg(&path).env("PGOPTIONS", "-c client_min_messages=error"),
        };
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{:?}: {told}", self.dialect);
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }
}

fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok();
    told(value.is_some(), &format!("{name} is not set, see .ci/warehouses"));
    value
}

/// Says aloud what is left out.
fn told(is_there: bool, why: &str) {
    if !is_there {
        eprintln!("left out: {why}");
    }
}
