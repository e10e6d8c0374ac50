//! `coach playbook schema`: what an editor needs to complete and check the files.

use clap::{Args, ValueEnum};

use crate::authoring::schema::{self, FileKind};
use crate::cli::Exit;
use crate::cli::inputs::{LibraryArguments, load_playbook};
use crate::cli::output::{Notes, to_stdout_in};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach playbook schema > playbook.schema.json
  coach playbook schema deal --playbook clinic-scheduling > deals/deal.schema.json

An editor with a YAML language server takes a schema that stands beside the file from its first line:
  # yaml-language-server: $schema=deal.schema.json
`coach playbook new` and `coach playbook copy` write that line, and the schema that it names.";

/// Print the JSON Schema of playbooks, deals, cases, maps or coach.yaml
///
/// With it, an editor completes keys, types and operators, and flags mistakes while they are made.
/// With --playbook it knows that playbook's stages, questions, options and rules as well: best for
/// deals and cases, while questions are still being added to a playbook it would be out of date.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SchemaArguments {
    /// The kind of file
    #[arg(value_name = "FILE", default_value = "playbook")]
    kind: Kind,
    /// For files about this playbook: an id, or a file (has a `/` or ends in .yaml)
    #[arg(short, long, value_name = "ID|FILE", help_heading = "Playbook")]
    playbook: Option<String>,
    #[command(flatten)]
    library: LibraryArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A playbook
    Playbook,
    /// A deal
    Deal,
    /// The cases of a playbook
    Cases,
    /// A team's coach.yaml
    Team,
    /// A map of a table
    Map,
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Playbook => Self::Playbook,
            Kind::Deal => Self::Deal,
            Kind::Cases => Self::Cases,
            Kind::Team => Self::Team,
            Kind::Map => Self::Map,
        }
    }
}

pub(super) fn run(arguments: &SchemaArguments, notes: Notes) -> anyhow::Result<Exit> {
    let kind = arguments.kind.into();
    let schema = match &arguments.playbook {
        Some(named) => {
            let library = arguments.library.library_of_here(notes)?;
            schema::schema_for(kind, &load_playbook(&library, named, None)?)
        }
        None => schema::schema(kind),
    };
    to_stdout_in(Syntax::Json, |out| out.write_all(schema::text(&schema).as_bytes()))?;
    Ok(Exit::Done)
}
