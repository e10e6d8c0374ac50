//! `coach playbook path`: the file of a playbook.

use anyhow::bail;
use clap::Args;

use crate::cli::Exit;
use crate::cli::inputs::LibraryArguments;
use crate::cli::output::{Notes, to_stdout};
use crate::playbook::library::Origin;
use crate::report::plain::clean;

const EXAMPLES: &str = "\
Examples:
  coach playbook path clinic-scheduling
  $EDITOR \"$(coach playbook path clinic-scheduling)\"";

/// Print the path of the file that an id stands for
///
/// A shipped playbook has no file; `coach playbook copy` makes one.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PathArguments {
    /// The playbook's id
    #[arg(value_name = "ID")]
    playbook: String,
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &PathArguments, notes: Notes) -> anyhow::Result<Exit> {
    let id = &arguments.playbook;
    let library = arguments.library.library_of_here(notes)?;
    let file = library.find(id, None)?;
    if library.origins(id).first() == Some(&Origin::Shipped) {
        bail!(
            "playbook `{id}` is shipped with coach and has no file; to have one to edit: coach playbook copy {id}"
        );
    }
    to_stdout(|out| writeln!(out, "{}", clean(&file.name)))?;
    Ok(Exit::Done)
}
