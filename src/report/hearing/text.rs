//! What was heard in a talk, as lines for the terminal.

use std::io::{self, Write};

use super::{HeardItem, Hearing, ruling_word};
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::text::styles::{Role, styled};

/// The most lines of notes that are told of those that answer nothing.
const MOST_LEFT: usize = 20;

/// What becomes of proposals: the word for it, and what stands above those of which it does.
const RULINGS: [(&str, &str, Role); 4] = [
    ("heard", "Heard from the buyer", Role::Good),
    ("assumed", "Not heard, so an assumption", Role::Open),
    ("refused", "Refused", Role::Bad),
    ("wrong", "No answer to a question of the playbook", Role::Bad),
];

/// Writes what was heard, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(hearing: &Hearing<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    let Hearing { deal, source, format, date, .. } = hearing;
    writeln!(out, "{}", styled(&one_line(deal), Role::Name))?;
    write_wrapped(&one_line(&format!("{source}, {format}, {date}")), "", "  ", width, out)?;
    for (word, title, role) in RULINGS {
        let numbered = hearing.items.iter().enumerate();
        let of_word: Vec<(usize, &HeardItem)> =
            numbered.filter(|(_, item)| ruling_word(&item.heard.ruling) == word).collect();
        if of_word.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", styled(&format!("{title} ({})", of_word.len()), role))?;
        for (place, item) in of_word {
            write_item(item, place + 1, width, out)?;
            if hearing.is_written && item.is_left_out() {
                writeln!(out, "     {}", styled("left out", Role::Note))?;
            }
        }
    }
    write_left(hearing.left, width, out)
}

fn write_item(
    item: &HeardItem<'_>,
    number: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let first = format!("{number:>3}  ");
    write_wrapped(&one_line(&item.title()), &first, "     ", width, out)?;
    for line in lines_of(item) {
        write_wrapped(&one_line(&line), "     ", "       ", width, out)?;
    }
    Ok(())
}

/// What there is to know of a proposal, before it is decided on or afterwards.
pub fn lines_of(item: &HeardItem<'_>) -> Vec<String> {
    let why = item.why().map(|why| format!("why: {why}"));
    let remarks = item.heard.remarks.iter().map(|remark| format!("look again: {}", remark.words()));
    let replaces = item.replaces.iter().map(|was| format!("in place of: {was}"));
    item.words().into_iter().chain(why).chain(remarks).chain(replaces).collect()
}

fn write_left(left: &[(usize, String)], width: usize, out: &mut dyn Write) -> io::Result<()> {
    if left.is_empty() {
        return Ok(());
    }
    let title = format!("Left, as they answer no question ({})", left.len());
    writeln!(out, "\n{}", styled(&title, Role::Note))?;
    for (number, line) in left.iter().take(MOST_LEFT) {
        write_wrapped(&one_line(line), &format!("{number:>5}  "), "       ", width, out)?;
    }
    match left.len().checked_sub(MOST_LEFT) {
        Some(more @ 1..) => writeln!(out, "       and {more} more"),
        _ => Ok(()),
    }
}
