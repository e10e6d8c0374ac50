//! `coach playbook show`: a playbook to read.

use clap::{Args, ValueEnum};

use crate::cli::Exit;
use crate::cli::inputs::{LibraryArguments, load_playbook, misnamed};
use crate::cli::output::{Notes, to_stdout_in, width_of_stdout};
use crate::report::authoring::playbook::{json, markdown, text, yaml};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach playbook show consultative              by stage, conditions in words
  coach playbook show ./clinic.yaml             one that you write
  coach playbook show consultative -f json      for programs
  coach playbook show consultative -f markdown  for a wiki
  coach playbook show consultative | less";

/// Show a playbook to read: by stage, its questions and rules in words
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArguments {
    /// The playbook: an id, or a file (has a `/` or ends in .yaml)
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    /// How it is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    library: LibraryArguments,
}

/// A form of a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// By stage, conditions in words
    Text,
    /// For programs
    Json,
    /// The same as YAML
    Yaml,
    /// The page as Markdown, for a wiki or a pull request
    Markdown,
}

pub(super) fn run(arguments: &ShowArguments, notes: Notes) -> anyhow::Result<Exit> {
    let library = arguments.library.library_of_here(notes)?;
    let playbook = load_playbook(&library, &arguments.playbook, None)?;
    misnamed(&arguments.playbook, &playbook).iter().for_each(|note| notes.say(note));
    let format = if arguments.json { Format::Json } else { arguments.format };
    let syntax = match format {
        Format::Text | Format::Markdown => Syntax::Text,
        Format::Json | Format::Yaml => Syntax::Json,
    };
    to_stdout_in(syntax, |out| match format {
        Format::Text => text::write(&playbook, width_of_stdout(), out),
        Format::Json => json::write(&playbook, out),
        Format::Yaml => yaml::write(&playbook, out),
        Format::Markdown => markdown::write(&playbook, out),
    })?;
    Ok(Exit::Done)
}
