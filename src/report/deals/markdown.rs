//! The list of deals as a table in Markdown, for a page of the team's.

use std::io::{self, Write};

use super::{DealLine, DealList, Entry, NOTHING};
use crate::report::markdown::{escaped, write_shortened};

/// Writes the list, and of one that is too long for a page its beginning.
///
/// # Errors
/// Where it can't be written.
pub fn write(list: &DealList, out: &mut dyn Write) -> io::Result<()> {
    write_shortened(out, |out| {
        if !list.entries.is_empty() {
            writeln!(out, "| Deal | Verdict | Stage | Last heard | Goes stale | Ask next |")?;
            writeln!(out, "| --- | --- | --- | --- | --- | --- |")?;
        }
        list.entries.iter().try_for_each(|entry| writeln!(out, "| {} |", row(entry)))?;
        let blank = if list.entries.is_empty() { "" } else { "\n" };
        let due = list.look_back_due().map(|due| escaped(&due));
        let below = due.into_iter().chain(list.share());
        below.into_iter().try_for_each(|line| writeln!(out, "{blank}{line}"))
    })
}

fn row(entry: &Entry) -> String {
    let cells = match entry {
        Entry::Deal(deal) => cells(deal),
        Entry::Unreadable(unreadable) => {
            let error = format!("**not read:** {}", escaped(&unreadable.in_one_line));
            let nothing = || NOTHING.to_owned();
            [escaped(&unreadable.path), error, nothing(), nothing(), nothing(), nothing()]
        }
    };
    cells.join(" | ")
}

fn cells(deal: &DealLine) -> [String; 6] {
    let nothing = || NOTHING.to_owned();
    let stale = deal.stale.as_ref().map(|stale| {
        let words = escaped(&stale.words());
        if stale.is_past { format!("**{words}**") } else { words }
    });
    [
        escaped(&deal.name),
        deal.verdict_words(),
        escaped(deal.stage_words()),
        deal.heard_words(),
        stale.unwrap_or_else(nothing),
        deal.next.as_ref().map_or_else(nothing, |next| escaped(&next.ask)),
    ]
}
