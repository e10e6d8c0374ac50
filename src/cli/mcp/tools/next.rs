//! The tool `next`: which deals there are, and what is to be asked next for one.

use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::tool::{Tool, taken};
use crate::cli::failure::in_one_line;
use crate::cli::mcp::folder::DealsFolder;
use crate::report::pack::next;

/// The most deals that are listed: an assistant pays for each line.
const MOST_DEALS: usize = 100;

pub(super) const TOOL: Tool = Tool {
    name: "next",
    does: "What to ask the buyer of a `deal` next, most telling first. Without it: the deals that there are.",
    writes: false,
    properties,
    required: &[],
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    deal: Option<String>,
}

fn properties() -> Value {
    json!({ "deal": { "type": "string", "description": "Name of a deal, as `acme`" } })
}

fn run(folder: &DealsFolder, arguments: JsonObject) -> anyhow::Result<String> {
    match taken(arguments)? {
        Arguments { deal: Some(deal) } => Ok(folder.deal(&deal)?.with_brief(next::text)),
        Arguments { deal: None } => Ok(list(folder)),
    }
}

fn list(folder: &DealsFolder) -> String {
    let names = folder.names();
    let line = |name: &String| match folder.deal(name) {
        Ok(open) => next::line(name, &open.deal.name, &open.playbook.id),
        Err(error) => format!("- {name}: can't be read: {}", in_one_line(&error)),
    };
    let mut lines: Vec<String> = names.iter().take(MOST_DEALS).map(line).collect();
    if let Some(more) = names.len().checked_sub(MOST_DEALS).filter(|more| *more > 0) {
        lines.push(format!("and {more} more; ask for one by its name"));
    }
    if lines.is_empty() {
        return "There is no deal yet; the seller begins one with `coach start NAME`.".to_owned();
    }
    folder.without_root(&lines.join("\n"))
}
