//! `coach score`: a verdict for every row of a table.

mod arguments;
pub(super) mod beside;
mod drafting;
mod earlier;
pub(super) mod opening;
pub(super) mod rejects;
pub(super) mod rows;
mod sink;

use anyhow::bail;

use super::Exit;
use super::output::Notes;
use crate::engine::Engine;
pub(super) use arguments::ScoreArguments;
use opening::load_map;
use rows::Scoring;

pub(super) fn run(arguments: &ScoreArguments, notes: Notes) -> anyhow::Result<Exit> {
    if let (Some(table), Some(named)) = (&arguments.init, &arguments.playbook) {
        return drafting::run(table, named, arguments, notes);
    }
    let Some(path) = &arguments.map else { bail!("a map is missing: --map") };
    let library = arguments.library.library_of_here(notes)?;
    let (playbook, _, map) = load_map(path, &library)?;
    let engine = Engine::new(&playbook);
    let scoring = Scoring { engine: &engine, map: &map, arguments, notes };
    let left_out = scoring.run()?;
    if left_out <= arguments.max_rejects {
        return Ok(Exit::Done);
    }
    Ok(Exit::CheckFailed)
}
