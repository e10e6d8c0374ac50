//! `coach score`: a verdict for every row of a table.

mod arguments;
mod beside;
mod drafting;
mod earlier;
mod opening;
mod rejects;
mod rows;
mod sink;

use anyhow::{Context, bail};

use super::Exit;
use super::inputs::load_playbook;
use super::output::Notes;
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::table::map::{self, TableMap};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::read_file;
pub(super) use arguments::ScoreArguments;
use rows::Scoring;

pub(super) fn run(arguments: &ScoreArguments, notes: Notes) -> anyhow::Result<Exit> {
    if let (Some(table), Some(named)) = (&arguments.init, &arguments.playbook) {
        return drafting::run(table, named, arguments, notes);
    }
    let (playbook, map) = load_map(arguments, notes)?;
    let engine = Engine::new(&playbook);
    let scoring = Scoring { engine: &engine, map: &map, arguments, notes };
    let left_out = scoring.run()?;
    if left_out <= arguments.max_rejects {
        return Ok(Exit::Done);
    }
    Ok(Exit::CheckFailed)
}

/// The map, and the playbook that it names.
fn load_map(arguments: &ScoreArguments, notes: Notes) -> anyhow::Result<(Playbook, TableMap)> {
    let Some(path) = &arguments.map else { bail!("a map is missing: --map") };
    let unread = map::open(read_file(path)?)?;
    let library = arguments.library.library_of_here(notes)?;
    let named = unread.playbook().to_owned();
    let playbook = load_playbook(&library, &named, Some(folder_of(path))).with_context(|| {
        let (map, named) = (quoted_path(path), quoted(&named));
        format!("{map} is for the playbook {named}, which can't be used")
    })?;
    let map = unread.read(&playbook)?;
    Ok((playbook, map))
}
