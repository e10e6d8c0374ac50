//! The tool `brief`: where a deal stands.

use anstream::adapter::strip_bytes;
use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::tool::{Tool, taken};
use crate::cli::mcp::folder::DealsFolder;
use crate::report::brief::text;
use crate::report::lines::DEFAULT_WIDTH;

pub(super) const TOOL: Tool = Tool {
    name: "brief",
    does: "Where a deal stands: verdict, what the buyer said, what to ask and verify, honest words. \
           With `why` the reasons and all facts. Report the verdict as it is.",
    writes: false,
    properties,
    required: &["deal"],
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    deal: String,
    #[serde(default)]
    why: bool,
}

fn properties() -> Value {
    json!({
        "deal": { "type": "string", "description": "Name of a deal, as `acme`" },
        "why": { "type": "boolean" },
    })
}

fn run(folder: &DealsFolder, arguments: JsonObject) -> anyhow::Result<String> {
    let Arguments { deal, why } = taken(arguments)?;
    let mut page = Vec::new();
    folder.deal(&deal)?.with_brief(|brief| match why {
        true => text::write_with_reasons(brief, DEFAULT_WIDTH, &mut page),
        false => text::write(brief, DEFAULT_WIDTH, &mut page),
    })?;
    // Nobody sees colours here.
    Ok(String::from_utf8_lossy(&strip_bytes(&page).into_vec()).into_owned())
}
