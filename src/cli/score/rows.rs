//! Row after row through map and engine: read by one, judged by all, told in their order.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSlice;
use rustc_hash::FxHashSet;

use super::arguments::ScoreArguments;
use super::beside::Beside;
use super::earlier::{Earlier, Since, Turned, hash};
use super::opening::{name_of, next_row, none_is_wanted, open_table, reader_of};
use super::rejects::Rejects;
use super::sink::Sink;
use super::telling::{Form, RowsTold, Telling};
use crate::cli::output::Notes;
use crate::engine::{Batch, Engine};
use crate::report::tables::RowLine;
use crate::table::answers::{Reject, RowReader, Taken};
use crate::table::map::TableMap;
use crate::table::reading::{Row, Table, TableError};
use crate::table::scoring::{Depth, Scorer};
use crate::text::characters::quoted;

/// The rows that are read before they are judged together: enough for all threads, and some megabytes.
const ROWS_AT_ONCE: usize = 2048;

/// The ids that are held against each other: as many as a set of 2²⁰ places takes, in 9 MiB.
const MOST_IDS: usize = 900_000;

/// What stands in place of the verdict that a row had before, where it was left out.
const LEFT_OUT: &str = "left-out";

/// All that scoring a table takes.
pub(super) struct Scoring<'s> {
    pub(super) engine: &'s Engine<'s>,
    pub(super) map: &'s TableMap,
    pub(super) arguments: &'s ScoreArguments,
    pub(super) notes: Notes,
}

/// One who judges rows.
struct Judge<'j> {
    reader: RowReader<'j>,
    scorer: Scorer<'j, 'j>,
    telling: &'j Telling<'j>,
    /// The names of the columns of the table that are told too.
    kept: &'j [String],
    told: RowsTold,
    rejects: Vec<Reject>,
    turned: Turned,
    /// How many rows the map takes, and how many it does not.
    wanted: u64,
    unwanted: u64,
}

impl Scoring<'_> {
    /// Scores all tables; hands out how many rows were left out.
    pub(super) fn run(&self) -> anyhow::Result<u64> {
        let telling = self.telling()?;
        let tables = self.open()?;
        for (path, table) in &tables {
            reader_of(path, &table.header, self.map, telling.engine.playbook())?;
        }
        let kept = telling.kept_of_all(&tables)?;
        let mut rejects = Rejects::to(self.arguments.rejects.as_deref(), self.notes)?;
        let mut sink = Sink::to(self.arguments.output.output.as_deref())?;
        let mut form = telling.begin(&kept, &mut sink)?;
        let mut seen = Ids::default();
        let mut turned = Turned::default();
        let are_several = tables.len() > 1;
        for (path, table) in tables {
            let header = table.header.clone();
            let kept = telling.kept_names(&header);
            let mut run = Run {
                path,
                map: self.map,
                telling: &telling,
                form: &mut form,
                sink: &mut sink,
                rejects: &mut rejects,
                seen: &mut seen,
                bar: self.bar(),
                notes: self.notes,
            };
            let mut reader = reader_of(path, &header, self.map, telling.engine.playbook())?;
            if are_several {
                reader = reader.of_table(name_of(path).trim_matches('`'));
            }
            turned.add_all(&run.all(table, reader, &kept)?);
        }
        if telling.earlier.is_some() {
            let gone = telling.earlier.as_ref().map_or(0, Earlier::count) as u64;
            self.notes.say(&turned.words(gone));
        }
        form.end(&mut sink)?;
        sink.close()?;
        rejects.close()
    }

    /// What is told of each row, and in the light of what.
    fn telling(&self) -> anyhow::Result<Telling<'_>> {
        let output = &self.arguments.output;
        let batch = Batch::of(self.engine);
        let earlier = self.arguments.since.as_deref().map(|path| {
            let table = open_table(path, self.map, self.notes)?;
            let scorer = Scorer::new(self.engine, batch.as_ref(), Depth::Verdict);
            Earlier::of(path, table, self.map, scorer)
        });
        let earlier = earlier.transpose()?;
        Ok(Telling {
            engine: self.engine,
            told: output.told(self.engine.playbook(), earlier.is_some()),
            format: output.format,
            keeps: output.keep,
            earlier,
            batch,
        })
    }

    /// Opens all tables, so that nothing is told of one where another can't be read.
    fn open(&self) -> anyhow::Result<Vec<(&Path, Table)>> {
        let paths = self.arguments.tables.iter().map(PathBuf::as_path);
        let tables = paths.map(|path| (path, open_table(path, self.map, self.notes)));
        let tables = tables.filter(|(_, table)| match table {
            Err(error) if self.arguments.may_be_empty => !has_nothing_in_it(error),
            _ => true,
        });
        tables.map(|(path, table)| Ok((path, table?))).collect()
    }

    /// How far it got, on a terminal.
    fn bar(&self) -> ProgressBar {
        if self.notes.is_quiet() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::no_length();
        match ProgressStyle::with_template("{spinner} {human_pos} rows, {per_sec}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}

fn has_nothing_in_it(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(TableError::Empty))
}

/// One table on its way.
struct Run<'r> {
    path: &'r Path,
    map: &'r TableMap,
    telling: &'r Telling<'r>,
    form: &'r mut Form,
    sink: &'r mut Sink,
    rejects: &'r mut Rejects,
    seen: &'r mut Ids,
    bar: ProgressBar,
    notes: Notes,
}

impl Run<'_> {
    fn all(
        &mut self,
        mut table: Table,
        reader: RowReader,
        kept: &[String],
    ) -> anyhow::Result<Turned> {
        let mut judges: Vec<Judge> = (0..rayon::current_num_threads())
            .map(|_| Judge::new(reader.clone(), self.telling, kept))
            .collect();
        let mut beside = Beside::default();
        let (mut rows, mut next) = (Vec::new(), Vec::new());
        let mut is_more = self.read(&mut table, &reader, &mut beside, &mut rows)?;
        while !rows.is_empty() {
            let mut read = Ok(false);
            let share = rows.len().div_ceil(judges.len());
            rayon::join(
                || {
                    if is_more {
                        read = self.read(&mut table, &reader, &mut beside, &mut next);
                    } else {
                        next.clear();
                    }
                },
                || {
                    let shares = rows.par_chunks(share);
                    judges.par_iter_mut().zip(shares).for_each(|(judge, rows)| judge.all(rows));
                },
            );
            is_more = read?;
            self.bar.inc(rows.len() as u64);
            if !self.tell(&mut judges)? {
                break;
            }
            std::mem::swap(&mut rows, &mut next);
        }
        self.bar.finish_and_clear();
        beside.footer(&name_of(self.path)).iter().for_each(|footer| self.notes.say(footer));
        if judges.iter().all(|judge| judge.wanted == 0) && judges.iter().any(|one| one.unwanted > 0)
        {
            self.notes.say(&none_is_wanted(self.path, self.map));
        }
        let mut turned = Turned::default();
        judges.iter().for_each(|judge| turned.add_all(&judge.turned));
        Ok(turned)
    }

    /// Reads the next rows in place of these; whether there may be more.
    fn read(
        &mut self,
        table: &mut Table,
        reader: &RowReader,
        beside: &mut Beside,
        rows: &mut Vec<Row>,
    ) -> anyhow::Result<bool> {
        let mut count = 0;
        while count < ROWS_AT_ONCE {
            if rows.len() == count {
                rows.push(Row::default());
            }
            let row = &mut rows[count];
            if !next_row(self.path, table, row)? {
                rows.truncate(count);
                return Ok(false);
            }
            if beside.takes(row, reader) {
                continue;
            }
            let before = beside.take_rejects();
            let twin = self.seen.twin(row, reader);
            let rejects: Vec<Reject> = before.into_iter().chain(twin.clone()).collect();
            if !rejects.is_empty() {
                self.rejects.add(&name_of(self.path), &rejects)?;
            }
            count += usize::from(twin.is_none());
        }
        Ok(true)
    }

    /// Hands on what was found; `false` once nobody reads it any more.
    fn tell(&mut self, judges: &mut [Judge]) -> anyhow::Result<bool> {
        for judge in judges {
            let is_read = self.form.put(&mut judge.told, self.sink)?;
            self.rejects.add(&name_of(self.path), &judge.rejects)?;
            judge.rejects.clear();
            if !is_read {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The ids that rows had so far.
#[derive(Debug, Default)]
pub(in crate::cli) struct Ids(FxHashSet<u64>);

impl Ids {
    /// Why a row is left out whose id another one has.
    pub(in crate::cli) fn twin(&mut self, row: &Row, reader: &RowReader) -> Option<Reject> {
        if !reader.has_id(row) || self.0.len() >= MOST_IDS {
            return None;
        }
        let id = reader.id(row);
        if id.is_empty() || self.0.insert(hash(&id)) {
            return None;
        }
        Some(Reject {
            row: row.number,
            column: String::new(),
            value: id.clone().into_owned(),
            reason: format!("an earlier row has the id {} too", quoted(&id)),
            nearest: None,
        })
    }
}

impl<'j> Judge<'j> {
    fn new(reader: RowReader<'j>, telling: &'j Telling<'j>, kept: &'j [String]) -> Self {
        Self {
            reader,
            scorer: Scorer::new(telling.engine, telling.batch.as_ref(), telling.depth()),
            telling,
            kept,
            told: telling.rows(kept),
            rejects: Vec::new(),
            turned: Turned::default(),
            wanted: 0,
            unwanted: 0,
        }
    }

    fn all(&mut self, rows: &[Row]) {
        rows.iter().for_each(|row| self.one(row));
    }

    fn one(&mut self, row: &Row) {
        if self.reader.is_full() {
            self.reader.forget();
            self.scorer.forget();
        }
        let taken = self.reader.take(row);
        match taken {
            Taken::Unwanted => self.unwanted += 1,
            _ => self.wanted += 1,
        }
        let answers = match taken {
            Taken::Answers(answers) => answers,
            Taken::Unwanted => return,
            Taken::Rejected(rejects) => return self.leave_out(row, rejects),
        };
        let id = self.reader.id(row);
        let earlier = self.telling.earlier.as_ref();
        let since = earlier.map(|earlier| earlier.since(&id, self.reader.fingerprint(row)));
        if since == Some(Since::Alike) {
            self.turned.alike += 1;
            return;
        }
        let standing = self.scorer.standing(&self.reader, &answers);
        let before = match since {
            Some(Since::Changed(before)) => Some(before.name()),
            Some(Since::LeftOut) => Some(LEFT_OUT),
            _ => None,
        };
        since.iter().for_each(|since| self.turned.add(*since, standing.verdict));
        let cells: Vec<String> = match self.telling.keeps {
            true => (0..row.cells.len()).map(|place| row.text(place).into_owned()).collect(),
            false => Vec::new(),
        };
        let kept = self.kept.iter().map(String::as_str).zip(cells.iter().map(String::as_str));
        let kept: Vec<(&str, &str)> = kept.collect();
        let line = RowLine { id: &id, before, standing: &standing, kept: &kept };
        self.telling.tell(&line, &mut self.told);
    }

    fn leave_out(&mut self, row: &Row, rejects: Vec<Reject>) {
        let earlier = self.telling.earlier.as_ref();
        if let Some(had_one) =
            earlier.and_then(|earlier| earlier.had_a_verdict(&self.reader.id(row)))
        {
            self.turned.add_left_out(had_one);
        }
        self.rejects.extend(rejects);
    }
}
