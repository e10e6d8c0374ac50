//! What was left out of a table, and where that is told.

use std::path::Path;

use csv::Writer;

use super::sink::Sink;
use crate::cli::output::Notes;
use crate::table::answers::Reject;
use crate::text::characters::quoted;

/// The rejects that are told on standard error: a screenful.
const MOST_TOLD: u64 = 10;

/// Tells what is left out.
pub(in crate::cli) struct Rejects {
    sink: Option<Sink>,
    notes: Notes,
    told: u64,
    /// How many rows were left out.
    pub(super) rows: u64,
}

impl Rejects {
    /// To this file, else on standard error.
    pub(in crate::cli) fn to(path: Option<&Path>, notes: Notes) -> anyhow::Result<Self> {
        let mut sink = path.map(|path| Sink::to(Some(path))).transpose()?;
        if let Some(sink) = &mut sink {
            sink.put(b"table,row,column,value,reason,nearest\n")?;
        }
        Ok(Self { sink, notes, told: 0, rows: 0 })
    }

    /// Tells what is wrong with rows of a table.
    pub(in crate::cli) fn add(&mut self, table: &str, rejects: &[Reject]) -> anyhow::Result<()> {
        for (place, reject) in rejects.iter().enumerate() {
            let is_same_row =
                place.checked_sub(1).is_some_and(|one| rejects[one].row == reject.row);
            self.rows += u64::from(!is_same_row);
            match &mut self.sink {
                Some(sink) => {
                    sink.put(&line(table, reject)?)?;
                }
                None if self.told < MOST_TOLD => {
                    self.notes.say(&words(table, reject));
                    self.told += 1;
                }
                None => self.told += 1,
            }
        }
        Ok(())
    }

    /// Tells how much was left out.
    pub(in crate::cli) fn close(self) -> anyhow::Result<u64> {
        if self.told > MOST_TOLD {
            let more = self.told - MOST_TOLD;
            self.notes.say(&format!("and {more} more; --rejects FILE writes all of them"));
        }
        if self.sink.is_some() && self.rows > 0 {
            let rows = if self.rows == 1 { "row was" } else { "rows were" };
            self.notes.say(&format!("{} {rows} left out; --rejects has the reasons", self.rows));
        }
        self.sink.map_or(Ok(()), Sink::close)?;
        Ok(self.rows)
    }
}

fn line(table: &str, reject: &Reject) -> anyhow::Result<Vec<u8>> {
    let Reject { row, column, value, reason, nearest } = reject;
    let mut line = Writer::from_writer(Vec::new());
    let row = row.to_string();
    // In a file a name needs no marks around it.
    let table = table.trim_matches('`');
    line.write_record([table, &row, column, value, reason, nearest.as_deref().unwrap_or("")])?;
    line.into_inner().map_err(|error| anyhow::anyhow!("{error}"))
}

/// `leads.csv, row 7, column "Status": "Wno" …`
fn words(table: &str, reject: &Reject) -> String {
    let Reject { row, column, value, reason, nearest } = reject;
    let place = match column.is_empty() {
        true => format!("{table}, row {row}: "),
        false => format!("{table}, row {row}, column {}: {}: ", quoted(column), quoted(value)),
    };
    let meant = nearest.as_ref().map(|meant| format!("; did you mean {}?", quoted(meant)));
    format!("left out: {place}{reason}{}", meant.unwrap_or_default())
}
