//! The list of deals as CSV (RFC 4180), for spreadsheets.
//!
//! Every cell is quoted, so that one that reads at a semicolon finds the same cells. A text that a
//! spreadsheet would take for a formula has an apostrophe before it: names come from people.

use std::io::{self, Write};

use csv::{QuoteStyle, WriterBuilder};

use super::{DealLine, DealList, Entry, Unreadable};
use crate::report::lines::one_line;

/// What the columns are called; they have the names of the JSON, and the error comes last.
const COLUMNS: [&str; 15] = [
    "name",
    "path",
    "playbook",
    "verdict",
    "possible",
    "stage",
    "last_heard",
    "stale_on",
    "stale_question",
    "next_question",
    "next_ask",
    "outcome",
    "outcome_on",
    "look_back_on",
    "error",
];

/// What a cell begins with that a spreadsheet works out, the wide forms included, which some take for
/// the same.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes the list, the names of its columns first.
///
/// # Errors
/// Where it can't be written.
pub fn write(list: &DealList, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer(out);
    table.write_record(COLUMNS)?;
    for entry in &list.entries {
        let cells = match entry {
            Entry::Deal(deal) => of_deal(deal),
            Entry::Unreadable(unreadable) => of_unreadable(unreadable),
        };
        table.write_record(cells.iter().map(|text| cell(text)))?;
    }
    table.flush()
}

fn of_deal(deal: &DealLine) -> [String; COLUMNS.len()] {
    let (stale, next, outcome) = (deal.stale.as_ref(), deal.next.as_ref(), deal.outcome.as_ref());
    let possible: Vec<&str> = deal.possible.iter().map(|verdict| verdict.name()).collect();
    [
        deal.name.clone(),
        deal.path.clone(),
        deal.playbook.clone(),
        deal.verdict.name().to_owned(),
        possible.join(";"),
        deal.stage.as_ref().map(|stage| stage.id.clone()).unwrap_or_default(),
        deal.last_heard.map(|day| day.to_string()).unwrap_or_default(),
        stale.map(|stale| stale.on.to_string()).unwrap_or_default(),
        stale.map(|stale| stale.question.clone()).unwrap_or_default(),
        next.map(|next| next.question.clone()).unwrap_or_default(),
        next.map(|next| next.ask.clone()).unwrap_or_default(),
        outcome.map(|outcome| outcome.decided.name().to_owned()).unwrap_or_default(),
        outcome.map(|outcome| outcome.date.to_string()).unwrap_or_default(),
        deal.look_back.map(|look_back| look_back.on.to_string()).unwrap_or_default(),
        String::new(),
    ]
}

fn of_unreadable(unreadable: &Unreadable) -> [String; COLUMNS.len()] {
    let mut cells = [const { String::new() }; COLUMNS.len()];
    let [_, path, .., error] = &mut cells;
    *path = unreadable.path.clone();
    *error = unreadable.in_one_line.clone();
    cells
}

/// A text as a cell: on one line, with nothing hidden in it, and no formula.
fn cell(text: &str) -> String {
    let line = one_line(text);
    if line.starts_with(FORMULA_SIGNS) { format!("'{line}") } else { line }
}
