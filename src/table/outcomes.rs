//! What the buyer decided, in a cell of a table.

use rustc_hash::FxHashMap;

use super::answers::{MissingColumns, Reject, find_column};
use super::map::{OutcomeColumn, TableMap};
use super::reading::Row;
use crate::deal::Decided;
use crate::deal::answers::UNKNOWN;
use crate::deal::option_names::folded;
use crate::text::source::nearest;

/// Reads what buyers decided off rows.
#[derive(Debug, Clone)]
pub struct OutcomeReader<'m> {
    column: &'m OutcomeColumn,
    place: usize,
    /// For a word what it stands for; nothing of one that says that they have not decided yet.
    words: FxHashMap<String, Option<Decided>>,
}

impl<'m> OutcomeReader<'m> {
    /// A reader of the rows of a table with this header.
    ///
    /// # Errors
    /// The table has no such column.
    pub fn new(
        map: &TableMap,
        column: &'m OutcomeColumn,
        header: &[String],
    ) -> Result<Self, MissingColumns> {
        let place = find_column(header, &column.column)?;
        let mut words: FxHashMap<String, Option<Decided>> = FxHashMap::default();
        for (decided, named) in Decided::ALL.into_iter().zip(&column.words) {
            for word in named {
                words.entry(folded(word)).or_insert(Some(decided));
            }
        }
        let unknown = map.unknown.iter().map(|word| folded(word));
        for word in unknown.chain([String::new(), UNKNOWN.to_owned()]) {
            words.entry(word).or_insert(None);
        }
        // The words of a deal need no entry.
        for decided in Decided::ALL {
            words.entry(decided.name().to_owned()).or_insert(Some(decided));
        }
        Ok(Self { column, place, words })
    }

    /// What a row says; nothing where they have not decided yet.
    ///
    /// # Errors
    /// A word that nothing names.
    pub fn read(&self, row: &Row) -> Result<Option<Decided>, Reject> {
        let cell = row.text(self.place);
        if let Some(decided) = self.words.get(&folded(&cell)) {
            return Ok(*decided);
        }
        let named = self.column.words.iter().flatten().map(String::as_str);
        let near = nearest(cell.trim(), named);
        let hint = match near {
            Some(_) => "",
            None => "; a word for not decided yet belongs to `unknown`",
        };
        Err(Reject {
            row: row.number,
            column: self.column.column.clone(),
            value: cell.clone().into_owned(),
            reason: format!("`outcome` of the map names no such word{hint}"),
            nearest: near.map(str::to_owned),
        })
    }
}
