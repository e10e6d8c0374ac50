//! `coach mcp`: the tools of `coach` for assistants, over standard input and output.

mod folder;
mod line;
mod open_deal;
mod server;
mod tools;
mod wire;

use std::io::{IsTerminal, stdin};
use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::output::Notes;
use folder::DealsFolder;

const EXAMPLES: &str = "\
Examples:
  coach mcp --deals deals/                             for one folder of deals
  coach mcp --deals deals/ --playbook-dir playbooks/   with your own playbooks, which lie beside it

An assistant starts it by itself, from its settings:
  { \"mcpServers\": { \"coach\": { \"command\": \"coach\", \"args\": [\"mcp\", \"--deals\", \"/home/me/deals\"] } } }";

/// Serve assistants over standard input and output (MCP), tied to one folder of deals
///
/// Four tools: `playbook` and `next` tell what is to be learned, `hear` tries what the assistant
/// proposes against the buyer's words, `brief` tells where the deal stands. Nothing outside the folder
/// is read or written but the playbooks that you name here, and nothing sets a verdict. Speaks the
/// stateless protocol of 2026-07-28 and those before it; ends with its input.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct McpArguments {
    /// The folder of deals, with their transcripts in it or below
    #[arg(long, value_name = "FOLDER")]
    deals: PathBuf,
    /// Read playbooks in this folder too, beside those of `playbooks` in the folder and coach's own
    #[arg(long, value_name = "FOLDER")]
    playbook_dir: Vec<PathBuf>,
}

pub(super) fn run(arguments: &McpArguments, notes: Notes) -> anyhow::Result<Exit> {
    let folder = DealsFolder::open(&arguments.deals, &arguments.playbook_dir)?;
    if stdin().is_terminal() {
        notes.say("serving; this is for assistants, which start it by themselves. Ctrl-C ends it");
    }
    server::serve(folder)?;
    Ok(Exit::Done)
}
