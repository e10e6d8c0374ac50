//! What became of the rows of tables.

use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use rustc_hash::FxHashMap;

use super::calibrated::{Calibrated, is_nobody};
use crate::cli::Exit;
use crate::cli::output::Notes;
use crate::cli::score::beside::Beside;
use crate::cli::score::opening::{
    load_map, name_of, next_row, none_is_wanted, open_table, reader_of,
};
use crate::cli::score::rejects::Rejects;
use crate::cli::score::rows::Ids;
use crate::engine::Engine;
use crate::playbook::library::{Library, is_path};
use crate::table::answers::{RowReader, Taken};
use crate::table::calibration::case::Judged;
use crate::table::map::{OutcomeColumn, TableMap};
use crate::table::outcomes::OutcomeReader;
use crate::table::reading::Row;
use crate::table::scoring::facts;
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::folder_of;

/// The different rows of which it is remembered what is said of them: tables with few columns have few.
const MOST_REMEMBERED: usize = 4096;

/// What becomes of one table after the other.
struct Counting<'c> {
    engine: &'c Engine<'c>,
    map: &'c TableMap,
    outcome: &'c OutcomeColumn,
    notes: Notes,
    rejects: Rejects,
    seen: Ids,
    calibrated: Calibrated,
    /// How many rows of the table the map takes, and how many it does not.
    wanted: u64,
    unwanted: u64,
}

/// What is said of rows that have these answers.
#[derive(Default)]
struct Remembered(FxHashMap<Vec<u32>, Judged>);

/// What became of all rows of tables, by the map at a path.
pub(super) fn calibrated(
    tables: &[String],
    path: &Path,
    (rejects, max_rejects): (Rejects, u64),
    library: &Library,
    notes: Notes,
) -> anyhow::Result<(Vec<Calibrated>, Exit)> {
    let (playbook, named, map) = load_map(path, library, notes)?;
    let Some(outcome) = &map.outcome else {
        bail!(
            "{} does not say where the outcome stands; add a line as `outcome: {{ column: Status, \
             ours: [Won], other: [Lost] }}`",
            quoted_path(path)
        );
    };
    let folder = is_path(&named).then(|| folder_of(path));
    let playbook = Arc::new(playbook);
    let engine = Engine::new(&playbook);
    let mut counting = Counting {
        engine: &engine,
        map: &map,
        outcome,
        notes,
        rejects,
        seen: Ids::default(),
        calibrated: Calibrated::new(Arc::clone(&playbook), &named, folder),
        wanted: 0,
        unwanted: 0,
    };
    tables.iter().try_for_each(|table| counting.table(Path::new(table)))?;
    let left_out = counting.rejects.close()?;
    let calibrated = vec![counting.calibrated];
    if is_nobody(&calibrated) {
        bail!("no row says in the column {} what the buyer decided", quoted(&outcome.column));
    }
    let is_fine = left_out <= max_rejects;
    Ok((calibrated, if is_fine { Exit::Done } else { Exit::CheckFailed }))
}

impl Counting<'_> {
    fn table(&mut self, path: &Path) -> anyhow::Result<()> {
        let mut table = open_table(path, self.map, self.notes)?;
        let header = table.header.clone();
        let name = name_of(path);
        let mut reader = reader_of(path, &header, self.map, self.engine.playbook())?;
        let outcomes = OutcomeReader::new(self.map, self.outcome, &header);
        let outcomes = outcomes.map_err(|missing| anyhow!("{name}: {missing}"))?;
        (self.wanted, self.unwanted) = (0, 0);
        let (mut beside, mut row) = (Beside::default(), Row::default());
        let mut remembered = Remembered::default();
        while next_row(path, &mut table, &mut row)? {
            if beside.takes(&row, &reader) {
                continue;
            }
            self.rejects.add(&name, &beside.take_rejects())?;
            if let Some(twin) = self.seen.twin(&row, &reader) {
                self.rejects.add(&name, &[twin])?;
                continue;
            }
            self.row(&name, &row, (&mut reader, &outcomes), &mut remembered)?;
        }
        beside.footer(&name).iter().for_each(|footer| self.notes.say(footer));
        if self.wanted == 0 && self.unwanted > 0 {
            self.notes.say(&none_is_wanted(path, self.map));
        }
        Ok(())
    }

    fn row(
        &mut self,
        name: &str,
        row: &Row,
        (reader, outcomes): (&mut RowReader, &OutcomeReader),
        remembered: &mut Remembered,
    ) -> anyhow::Result<()> {
        if reader.is_full() {
            reader.forget();
            remembered.0.clear();
        }
        let taken = reader.take(row);
        match taken {
            Taken::Unwanted => self.unwanted += 1,
            _ => self.wanted += 1,
        }
        let answers = match taken {
            Taken::Answers(answers) => answers,
            Taken::Unwanted => return Ok(()),
            Taken::Rejected(rejects) => return self.rejects.add(name, &rejects),
        };
        match outcomes.read(row) {
            Ok(None) => self.calibrated.counts.add_open(),
            Ok(Some(decided)) => {
                let judged = remembered.judged(self.engine, reader, answers);
                self.calibrated.counts.add(judged, decided, None);
            }
            Err(reject) => self.rejects.add(name, &[reject])?,
        }
        Ok(())
    }
}

impl Remembered {
    fn judged(&mut self, engine: &Engine, reader: &RowReader, answers: Vec<u32>) -> &Judged {
        if self.0.len() >= MOST_REMEMBERED {
            self.0.clear();
        }
        match self.0.entry(answers) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let judged = Judged::of(engine, &facts(reader, place.key()));
                place.insert(judged)
            }
        }
    }
}
