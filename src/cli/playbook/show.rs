//! `coach playbook show`: a playbook to read.

use clap::Args;

use crate::cli::Exit;
use crate::cli::inputs::{LibraryArguments, load_playbook, misnamed};
use crate::cli::output::{Notes, to_stdout_in, width_of_stdout};
use crate::report::authoring::playbook::{json, text};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach playbook show consultative             by stage, conditions in words
  coach playbook show ./clinic.yaml            one that you write
  coach playbook show consultative --json      for programs
  coach playbook show consultative | less";

/// Show a playbook to read: by stage, its questions and rules in words
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArguments {
    /// The playbook: an id, or a file (has a `/` or ends in .yaml)
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &ShowArguments, notes: Notes) -> anyhow::Result<Exit> {
    let library = arguments.library.library_of_here(notes)?;
    let playbook = load_playbook(&library, &arguments.playbook, None)?;
    misnamed(&arguments.playbook, &playbook).iter().for_each(|note| notes.say(note));
    let syntax = if arguments.json { Syntax::Json } else { Syntax::Text };
    to_stdout_in(syntax, |out| match arguments.json {
        true => json::write(&playbook, out),
        false => text::write(&playbook, width_of_stdout(), out),
    })?;
    Ok(Exit::Done)
}
