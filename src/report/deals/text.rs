//! The list of deals for the terminal: a table as wide as it may be, or where that is too narrow two
//! lines a deal.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they are
//! not wanted.

use std::io::{self, Write};

use super::{DealLine, DealList, Entry, GoesStale, NOTHING, Unreadable};
use crate::report::lines::{cut, display_width, fitting, one_line, write_wrapped};
use crate::report::verdicts::verdict_role;
use crate::text::styles::{Outcome, Role, styled};

/// As many as the headings; side by side they fit a terminal of 80 columns.
const COLUMNS: usize = 6;
/// What stands above them.
const HEADINGS: [&str; COLUMNS] = ["Deal", "Verdict", "Stage", "Heard", "Goes stale", "Ask next"];
/// How narrow a column may become by cutting what stands in it: a name and a stage can be told by
/// their beginnings, and behind a day (10) stands the begin of a question's id. `None`: it is whole.
const NARROWEST: [Option<usize>; COLUMNS] = [Some(12), None, Some(8), None, Some(17), Some(8)];
/// What is between two columns.
const GAP: &str = "  ";
/// Writes the list in lines that are no longer than a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(list: &DealList, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Row> = list.entries.iter().map(Row::of).collect();
    let widths = widths(&rows, width);
    if let Some(widths) = &widths
        && rows.iter().any(|row| matches!(row, Row::Deal(..)))
    {
        write_row(&HEADINGS.map(str::to_owned), &[Role::Heading; COLUMNS], widths, out)?;
    }
    for row in &rows {
        match (row, &widths) {
            (Row::Unreadable(unreadable), _) => write_unreadable(unreadable, width, out)?,
            (Row::Deal(deal, cells), Some(widths)) => write_row(cells, &roles(deal), widths, out)?,
            (Row::Deal(deal, cells), None) => write_in_two(deal, cells, width, out)?,
        }
    }
    if let Some(due) = list.look_back_due() {
        write_wrapped(&styled(&due, Role::Open), "", GAP, fitting(width), out)?;
    }
    match list.share() {
        Some(share) => writeln!(out, "{}", styled(&share, Role::Note)),
        None => Ok(()),
    }
}

/// A line, as far as it is the same at every width.
enum Row<'l> {
    Deal(&'l DealLine, [String; COLUMNS]),
    Unreadable(&'l Unreadable),
}

impl<'l> Row<'l> {
    fn of(entry: &'l Entry) -> Self {
        match entry {
            Entry::Deal(deal) => Self::Deal(deal, cells(deal)),
            Entry::Unreadable(unreadable) => Self::Unreadable(unreadable),
        }
    }
}

fn cells(deal: &DealLine) -> [String; COLUMNS] {
    let stale = deal.stale.as_ref().map(GoesStale::words);
    [
        one_line(&deal.name),
        deal.verdict_words(),
        one_line(deal.stage_words()),
        deal.heard_words(),
        stale.unwrap_or_else(|| NOTHING.to_owned()),
        deal.next.as_ref().map_or(NOTHING, |next| &next.question).to_owned(),
    ]
}

fn roles(deal: &DealLine) -> [Role; COLUMNS] {
    [
        Role::Name,
        verdict_role(deal.verdict),
        Role::Plain,
        Role::Plain,
        stale_role(deal),
        Role::Plain,
    ]
}

fn stale_role(deal: &DealLine) -> Role {
    match &deal.stale {
        Some(stale) if stale.is_past => Role::Open,
        _ => Role::Plain,
    }
}

/// How wide the columns are: as what stands in them, or where that is too much narrower, the widest
/// first. `None` where they don't fit side by side.
fn widths(rows: &[Row], width: usize) -> Option<[usize; COLUMNS]> {
    let mut widths = HEADINGS.map(display_width);
    for row in rows {
        if let Row::Deal(_, cells) = row {
            let pairs = widths.iter_mut().zip(cells);
            pairs.for_each(|(width, cell)| *width = display_width(cell).max(*width));
        }
    }
    let room = width.checked_sub(GAP.len() * (COLUMNS - 1))?;
    let mut excess = widths.iter().sum::<usize>().saturating_sub(room);
    while excess > 0 {
        let pairs = widths.iter_mut().zip(NARROWEST);
        let giving = pairs.filter(|(width, least)| least.is_some_and(|least| **width > least));
        let (widest, _) = giving.max_by_key(|(width, _)| **width)?;
        *widest -= 1;
        excess -= 1;
    }
    Some(widths)
}

fn write_row(
    cells: &[String; COLUMNS],
    roles: &[Role; COLUMNS],
    widths: &[usize; COLUMNS],
    out: &mut dyn Write,
) -> io::Result<()> {
    // Nothing is filled up behind the last.
    for place in 0..COLUMNS - 1 {
        write!(out, "{}{GAP}", styled_cell(&cells[place], roles[place], widths[place]))?;
    }
    let last = COLUMNS - 1;
    writeln!(out, "{}", styled(&cut(&cells[last], widths[last]), roles[last]))
}

/// A text in its role, cut or filled up to a width.
fn styled_cell(text: &str, role: Role, width: usize) -> String {
    let shown = cut(text, width);
    let blanks = width.saturating_sub(display_width(&shown));
    format!("{}{:blanks$}", styled(&shown, role), "")
}

/// Writes the name with the verdict, and below it all else.
fn write_in_two(
    deal: &DealLine,
    [name, verdict, stage, heard, stale, next]: &[String; COLUMNS],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = fitting(width);
    let room = width.saturating_sub(display_width(verdict) + GAP.len());
    let verdict = styled(verdict, verdict_role(deal.verdict));
    writeln!(out, "{}{GAP}{verdict}", styled_cell(name, Role::Name, room))?;
    let told = |words: &str, cell: &str, role| {
        (cell != NOTHING).then(|| format!("{words} {}", styled(cell, role)))
    };
    let is_past = deal.stale.as_ref().is_some_and(|stale| stale.is_past);
    let parts = [
        Some(stage.clone()),
        told("heard", heard, Role::Plain),
        told(if is_past { "stale" } else { "goes stale" }, stale, stale_role(deal)),
        told("ask", next, Role::Plain),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    write_wrapped(&parts.join(" · "), GAP, GAP, width, out)
}

fn write_unreadable(unreadable: &Unreadable, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let tag = styled("not read", Role::Verdict(Outcome::Bad));
    let error = one_line(&unreadable.in_one_line);
    write_wrapped(&error, &format!("{tag}{GAP}"), GAP, fitting(width), out)
}
