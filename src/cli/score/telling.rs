//! What is told of rows, and in which form it is handed on.

use std::path::Path;

#[cfg(feature = "parquet")]
use anyhow::Context;
use anyhow::bail;

use super::arguments::ScoreFormat;
use super::earlier::Earlier;
use super::opening::name_of;
use super::sink::Sink;
use crate::engine::{Batch, Engine};
#[cfg(feature = "parquet")]
use crate::report::tables::parquet::{ParquetFile, ParquetRows};
use crate::report::tables::{RowLine, Told, csv, json_lines};
use crate::table::reading::Table;
use crate::table::scoring::Depth;

/// What is told of rows, and how.
pub(super) struct Telling<'t> {
    pub(super) engine: &'t Engine<'t>,
    pub(super) batch: Option<Batch<'t, 't>>,
    pub(super) told: Vec<Told>,
    pub(super) format: ScoreFormat,
    pub(super) keeps: bool,
    pub(super) earlier: Option<Earlier>,
}

/// Rows that are told, and not handed on yet.
pub(super) enum RowsTold {
    Lines(Vec<u8>),
    #[cfg(feature = "parquet")]
    Columns(ParquetRows),
}

/// What all rows become part of.
pub(super) enum Form {
    Lines,
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetFile>),
}

impl Telling<'_> {
    pub(super) fn depth(&self) -> Depth {
        let is_verdict = |told: &Told| told.is_of_the_verdict();
        if self.told.iter().all(is_verdict) { Depth::Verdict } else { Depth::Reasons }
    }

    /// What the columns of the table are called beside what is told: one of the same name gets another.
    pub(super) fn kept_names(&self, header: &[String]) -> Vec<String> {
        let playbook = self.engine.playbook();
        let is_taken = |name: &String| self.told.iter().any(|told| told.name(playbook) == name);
        let name = |name: &String| match is_taken(name) {
            true => format!("table.{name}"),
            false => name.clone(),
        };
        header.iter().filter(|_| self.keeps).map(name).collect()
    }

    /// What the columns of all tables are called; those of the first, where each row says its own.
    pub(super) fn kept_of_all(&self, tables: &[(&Path, Table)]) -> anyhow::Result<Vec<String>> {
        let Some(((first, table), others)) = tables.split_first() else { return Ok(Vec::new()) };
        let kept = self.kept_names(&table.header);
        let has_others = |(_, table): &&(&Path, Table)| self.kept_names(&table.header) != kept;
        match others.iter().find(has_others) {
            Some((other, _)) if self.format != ScoreFormat::Jsonl => bail!(
                "--keep has no columns for both {} and {}, which are not called the same; score them one \
                 by one, or with `-f jsonl`",
                name_of(first),
                name_of(other)
            ),
            _ => Ok(kept),
        }
    }

    /// Begins what all rows become part of, the columns of the first table being kept.
    pub(super) fn begin(&self, kept: &[String], sink: &mut Sink) -> anyhow::Result<Form> {
        let playbook = self.engine.playbook();
        match self.format {
            ScoreFormat::Csv => {
                let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
                let mut line = Vec::new();
                csv::write_header(&self.told, &kept, playbook, &mut line)?;
                sink.put(&line)?;
                Ok(Form::Lines)
            }
            ScoreFormat::Jsonl => Ok(Form::Lines),
            #[cfg(feature = "parquet")]
            ScoreFormat::Parquet => {
                if sink.is_looked_at() {
                    bail!("Parquet is nothing to look at: name a file with --output, or a pipe");
                }
                let file = ParquetFile::new(&self.told, kept, playbook);
                Ok(Form::Parquet(Box::new(file.context(UNWRITTEN)?)))
            }
            #[cfg(not(feature = "parquet"))]
            ScoreFormat::Parquet => bail!(crate::table::reading::WITHOUT_PARQUET),
        }
    }

    /// No rows yet.
    #[cfg_attr(not(feature = "parquet"), expect(unused_variables))]
    pub(super) fn rows(&self, kept: &[String]) -> RowsTold {
        match self.format {
            #[cfg(feature = "parquet")]
            ScoreFormat::Parquet => RowsTold::Columns(ParquetRows::new(&self.told, kept.len())),
            _ => RowsTold::Lines(Vec::new()),
        }
    }

    /// Tells a row.
    pub(super) fn tell(&self, line: &RowLine, rows: &mut RowsTold) {
        let playbook = self.engine.playbook();
        match rows {
            RowsTold::Lines(lines) => {
                let written = match self.format {
                    ScoreFormat::Jsonl => json_lines::write(line, &self.told, playbook, lines),
                    _ => csv::write(line, &self.told, playbook, lines),
                };
                // Writing into memory does not fail.
                debug_assert!(written.is_ok());
            }
            #[cfg(feature = "parquet")]
            RowsTold::Columns(columns) => columns.add(line, &self.told, playbook),
        }
    }
}

/// What is said where rows can't become Parquet.
#[cfg(feature = "parquet")]
const UNWRITTEN: &str = "the verdicts can't be written as Parquet";

impl Form {
    /// Hands rows on; `false` once nobody reads them any more.
    pub(super) fn put(&mut self, rows: &mut RowsTold, sink: &mut Sink) -> anyhow::Result<bool> {
        match (self, rows) {
            (_, RowsTold::Lines(lines)) => {
                let is_read = sink.put(lines)?;
                lines.clear();
                Ok(is_read)
            }
            #[cfg(feature = "parquet")]
            (Self::Parquet(file), RowsTold::Columns(columns)) => {
                sink.put(&file.add(columns).context(UNWRITTEN)?)
            }
            #[cfg(feature = "parquet")]
            (Self::Lines, RowsTold::Columns(_)) => Ok(true),
        }
    }

    /// Hands on what comes after all rows.
    #[cfg_attr(not(feature = "parquet"), expect(unused_variables))]
    pub(super) fn end(self, sink: &mut Sink) -> anyhow::Result<()> {
        match self {
            Self::Lines => Ok(()),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => sink.put(&file.finish().context(UNWRITTEN)?).map(drop),
        }
    }
}
