//! `coach score --init`: a map drafted from a table.

use std::path::Path;

use anyhow::bail;

use super::arguments::ScoreArguments;
use super::opening::{name_of, open_table};
use crate::cli::Exit;
use crate::cli::inputs::{load_playbook, path_from};
use crate::cli::output::{Destination, Notes};
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
    let mut table = open_table(path, &TableMap::default(), notes)?;
    let from_map = match &arguments.output.output {
        Some(map) if is_path(named) => path_from(folder_of(map), Path::new(named)),
        _ => named.to_owned(),
    };
    let DraftMap { text, found, left, doubts } = draft(&mut table, &playbook, &from_map)?;
    if found == 0 {
        bail!(
            "no column of {} is like a question of `{}`; is its header in another row?",
            name_of(path),
            playbook.id
        );
    }
    let destination = Destination::of(arguments.output.output.as_deref());
    destination.refuse_what_is_to_stay()?;
    destination.write(Syntax::Text, |out| out.write_all(text.as_bytes()))?;
    notes.say(&format!(
        "{}: {found} questions have a column, {left} have none; {doubts} doubts are marked `# ?`",
        name_of(path)
    ));
    Ok(Exit::Done)
}
