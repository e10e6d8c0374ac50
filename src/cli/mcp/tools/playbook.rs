//! The tool `playbook`: which playbooks there are, and all that is needed to propose facts for one.

use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::tool::{Tool, taken};
use crate::cli::failure::in_one_line;
use crate::cli::mcp::folder::DealsFolder;
use crate::cli::playbook::pack::pack;
use crate::report::lines::one_line;

pub(super) const TOOL: Tool = Tool {
    name: "playbook",
    does: "What to listen for in a talk, and how to propose facts: for a `deal`, or a playbook by `id`. \
           Without either: the playbooks that there are.",
    writes: false,
    properties,
    required: &[],
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    id: Option<String>,
    deal: Option<String>,
}

fn properties() -> Value {
    json!({
        "id": { "type": "string", "description": "Id of a playbook" },
        "deal": { "type": "string", "description": "Name of a deal, as `acme`" },
    })
}

fn run(folder: &DealsFolder, arguments: JsonObject) -> anyhow::Result<String> {
    match taken(arguments)? {
        Arguments { id: None, deal: None } => list(folder),
        Arguments { id: Some(id), deal: None } => {
            let fresh = folder.chosen()?.freshness();
            Ok(pack(&folder.playbook(&id)?, None, fresh))
        }
        Arguments { deal: Some(deal), .. } => {
            let open = folder.deal(&deal)?;
            Ok(pack(&open.playbook, Some(&open.deal), open.chosen.freshness()))
        }
    }
}

fn list(folder: &DealsFolder) -> anyhow::Result<String> {
    let names = folder.chosen()?.library().names();
    let line = |id: String| match folder.playbook(&id) {
        Ok(playbook) => format!("- {id}: {}", one_line(&playbook.title)),
        Err(error) => format!("- {id}: can't be used: {}", in_one_line(&error)),
    };
    Ok(names.into_iter().map(line).collect::<Vec<_>>().join("\n"))
}
