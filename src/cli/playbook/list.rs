//! `coach playbook list`: which playbooks there are, and where each comes from.

use clap::Args;

use crate::cli::Exit;
use crate::cli::failure::in_one_line;
use crate::cli::inputs::{LibraryArguments, load_playbook};
use crate::cli::output::{Notes, to_stdout_in, width_of_stdout};
use crate::playbook::library::Library;
use crate::report::authoring::playbook::list::{Listed, write_json, write_text};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach playbook list                      those here, your own, and the shipped ones
  coach playbook list --json               for programs
  coach playbook list --playbook-dir team  also those in the folder team";

/// List the playbooks that there are, and where each comes from
///
/// Of several with the same id the first one found is used: from --playbook-dir, then ./playbooks,
/// then your own folder, then the shipped ones. The list says which others it hides.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArguments {
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &ListArguments, notes: Notes) -> anyhow::Result<Exit> {
    let library = arguments.library.library_of_here(notes)?;
    library.check_named_folders()?;
    let list = listed(&library);
    let syntax = if arguments.json { Syntax::Json } else { Syntax::Text };
    to_stdout_in(syntax, |out| match arguments.json {
        true => write_json(&list, out),
        false => write_text(&list, width_of_stdout(), out),
    })?;
    Ok(Exit::Done)
}

/// Every playbook of a library, with what is wrong with it.
pub(in crate::cli) fn listed(library: &Library) -> Vec<Listed> {
    let listed = library.names().into_iter().filter_map(|id| {
        let mut origins = library.origins(&id).into_iter();
        let origin = origins.next()?;
        let loaded = load_playbook(library, &id, None);
        let title = loaded.map(|playbook| playbook.title).map_err(|error| in_one_line(&error));
        Some(Listed { id, title, origin, hidden: origins.collect() })
    });
    listed.collect()
}
