//! `coach score --init`: a map drafted from a table.

use std::path::Path;

use anyhow::{Context, bail};

use super::arguments::ScoreArguments;
use super::opening::{LAST_HEADER_ROW, name_of, open_table, opened_at};
use crate::cli::Exit;
use crate::cli::inputs::{load_playbook, path_from};
use crate::cli::output::{Destination, Notes};
use crate::playbook::Playbook;
use crate::playbook::library::is_path;
use crate::report::pipeline_log::Syntax;
use crate::table::draft::{DraftMap, draft};
use crate::table::map::TableMap;
use crate::text::source::file_id::folder_of;

/// Drafts a map, and tells how much of it a person has to look at.
pub(super) fn run(
    path: &Path,
    named: &str,
    arguments: &ScoreArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let library = arguments.library.library_of_here(notes)?;
    let playbook = load_playbook(&library, named, None)?;
    let destination = Destination::of(arguments.output.output.as_deref());
    if !arguments.force {
        destination.refuse_what_is_there("name another FILE, or replace it with --force")?;
    }
    destination.refuse_what_is_to_stay()?;
    let from_map = match &arguments.output.output {
        Some(map) if is_path(named) => path_from(folder_of(map), Path::new(named)),
        _ => named.to_owned(),
    };
    let DraftMap { text, found, left, doubts } = drafted(path, &playbook, &from_map, notes)?;
    if found == 0 {
        bail!(
            "no column of {} is like a question of `{}`; is its header in another row?",
            name_of(path),
            playbook.id
        );
    }
    destination.write(Syntax::Text, |out| out.write_all(text.as_bytes()))?;
    notes.say(&format!(
        "{}: {found} questions have a column, {left} have none; {doubts} doubts are marked `# ?`",
        name_of(path)
    ));
    Ok(Exit::Done)
}

/// The draft by the first row; where that has no names of columns, by the first one below that does.
fn drafted(
    path: &Path,
    playbook: &Playbook,
    named: &str,
    notes: Notes,
) -> anyhow::Result<DraftMap> {
    let usual = TableMap::default();
    let mut table = open_table(path, &usual, notes)?;
    let is_title = table.header.iter().filter(|name| !name.is_empty()).count() < 2;
    let not_read = || format!("{} can't be read on", name_of(path));
    let first = draft(&mut table, playbook, named, None).with_context(not_read)?;
    if (first.found > 0 && !is_title) || !path.is_file() {
        return Ok(first);
    }
    let below = (2..=LAST_HEADER_ROW).find_map(|row| {
        let mut table = opened_at(path, &usual, row)?;
        let below = draft(&mut table, playbook, named, Some(row)).ok()?;
        (below.found > first.found).then_some((row, below))
    });
    Ok(below.map_or(first, |(row, below)| {
        notes.say(&format!("note: {}: row {row} is taken for the names of columns", name_of(path)));
        below
    }))
}
