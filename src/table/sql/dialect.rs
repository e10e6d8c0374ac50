//! The dialects of SQL that a statement can be written in, and how names and texts stand in them.

use super::bigquery::BIGQUERY;
use super::duckdb::DUCKDB;
use super::postgres::POSTGRES;
use super::snowflake::SNOWFLAKE;
use super::spark::SPARK;
use super::sqlite::SQLITE;
use super::syntax::Syntax;

/// A dialect of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    Duckdb,
    /// PostgreSQL.
    Postgres,
    /// Spark.
    Spark,
    /// SQLite.
    Sqlite,
    /// Snowflake.
    Snowflake,
    /// BigQuery.
    Bigquery,
}

impl Dialect {
    /// How it says what others say differently.
    pub(super) fn syntax(self) -> &'static Syntax {
        match self {
            Self::Duckdb => &DUCKDB,
            Self::Postgres => &POSTGRES,
            Self::Spark => &SPARK,
            Self::Sqlite => &SQLITE,
            Self::Snowflake => &SNOWFLAKE,
            Self::Bigquery => &BIGQUERY,
        }
    }

    /// A name as it stands in a statement, whatever characters it has.
    pub fn name(self, name: &str) -> String {
        let quote = self.syntax().quote;
        let doubled = match self {
            // A backslash takes the meaning of what follows it there.
            Self::Bigquery => name.replace('\\', "\\\\").replace(quote, "\\`"),
            _ => name.replace(quote, &format!("{quote}{quote}")),
        };
        format!("{quote}{doubled}{quote}")
    }

    /// The name of a table or a view, perhaps with those of what it lies in before it and a point
    /// between them; a point between double quotes belongs to a name.
    pub fn path(self, path: &str) -> String {
        let parts: Vec<String> = parts(path).iter().map(|part| self.name(part)).collect();
        parts.join(".")
    }

    /// A text as it stands in a statement, whatever characters it has.
    pub fn text(self, text: &str) -> String {
        (self.syntax().text)(text)
    }
}

/// The names that a path consists of.
pub(super) fn parts(path: &str) -> Vec<String> {
    let (mut parts, mut is_quoted) = (vec![String::new()], false);
    for character in path.chars() {
        match (character, parts.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            ('.', _) if !is_quoted => parts.push(String::new()),
            (character, Some(part)) => part.push(character),
            (_, None) => {}
        }
    }
    parts
}
