//! Lines that stand in a table's file and are no rows of it: footers as reports have them.

use crate::table::answers::{IN_MARKS, Look, Reject, RowReader};
use crate::table::reading::Row;

/// Sorts out lines that are no rows. As long as no row follows they are a footer, which begins with a
/// line that is too short to be a row, or behind an empty one.
#[derive(Debug, Default)]
pub(in crate::cli) struct Beside {
    waiting: Vec<Waiting>,
    is_below_nothing: bool,
}

/// A line that may be one of a footer.
#[derive(Debug)]
struct Waiting {
    row: u64,
    is_in_marks: bool,
}

impl Waiting {
    fn reject(self) -> Reject {
        let reason = match self.is_in_marks {
            true => IN_MARKS,
            false => "it has something in one cell alone, and rows follow it",
        };
        Reject {
            row: self.row,
            column: String::new(),
            value: String::new(),
            reason: reason.to_owned(),
            nearest: None,
        }
    }
}

impl Beside {
    /// Whether a line is none of the rows, as far as it tells itself.
    pub(in crate::cli) fn takes(&mut self, row: &Row, reader: &RowReader) -> bool {
        let is_below = self.is_below_nothing || !self.waiting.is_empty();
        match reader.look(row) {
            Look::Empty => {
                self.is_below_nothing = true;
                true
            }
            look if look == Look::Note || (look == Look::NoteOrRow && is_below) => {
                let is_in_marks = reader.is_in_marks(row);
                self.waiting.push(Waiting { row: row.number, is_in_marks });
                true
            }
            _ => {
                self.is_below_nothing = false;
                false
            }
        }
    }

    /// A row follows: what stands before it was no footer.
    pub(in crate::cli) fn take_rejects(&mut self) -> Vec<Reject> {
        self.waiting.drain(..).map(Waiting::reject).collect()
    }

    /// The footer, if there is one, to be told.
    pub(in crate::cli) fn footer(&self, table: &str) -> Option<String> {
        let (first, last) = (self.waiting.first()?.row, self.waiting.last()?.row);
        let rows = match first == last {
            true => format!("row {first} at its end is"),
            false => format!("rows {first} to {last} at its end are"),
        };
        Some(format!("note: {table}: {rows} taken for a footer, not for rows"))
    }
}
