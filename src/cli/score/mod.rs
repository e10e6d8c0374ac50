//! `coach score`: a verdict for every row of a table.

mod arguments;
pub(super) mod beside;
mod drafting;
mod earlier;
pub(super) mod opening;
pub(super) mod rejects;
pub(super) mod rows;
mod sink;
mod telling;

use std::path::PathBuf;

use anyhow::bail;

use super::Exit;
use super::output::Notes;
use crate::engine::Engine;
use crate::table::map::TableMap;
use crate::text::source::file_id::{folder_of, is_same_file};
pub(super) use arguments::ScoreArguments;
use opening::load_map;
use rows::Scoring;

pub(super) fn run(arguments: &ScoreArguments, notes: Notes) -> anyhow::Result<Exit> {
    if let (Some(table), Some(named)) = (&arguments.init, &arguments.playbook) {
        return drafting::run(table, named, arguments, notes);
    }
    let Some(path) = &arguments.map else { bail!("a map is missing: --map") };
    let library = arguments.library.library_of_here(notes)?;
    let (playbook, _, map) = load_map(path, &library, notes)?;
    refuse_what_means_nothing(arguments, &map)?;
    let engine = Engine::new(&playbook);
    let scoring = Scoring { engine: &engine, map: &map, arguments, notes };
    let left_out = scoring.run()?;
    if left_out <= arguments.max_rejects {
        return Ok(Exit::Done);
    }
    Ok(Exit::CheckFailed)
}

/// Refuses what could not be told apart.
fn refuse_what_means_nothing(arguments: &ScoreArguments, map: &TableMap) -> anyhow::Result<()> {
    if arguments.since.is_some() && map.table.id.is_none() {
        bail!("--since needs a column that names rows: `table: {{ id: … }}` in the map");
    }
    let place = |path: &PathBuf| {
        let folder = folder_of(path).canonicalize().unwrap_or_default();
        folder.join(path.file_name().unwrap_or_default())
    };
    if let (Some(output), Some(rejects)) = (&arguments.output.output, &arguments.rejects)
        && (place(output) == place(rejects) || is_same_file(output, rejects))
    {
        bail!("--output and --rejects are the same file; give one of them another name");
    }
    Ok(())
}
