//! A tool: what it is called, what it takes, and what it does.

use std::sync::Arc;

use anyhow::{Context, anyhow};
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::cli::mcp::folder::DealsFolder;

/// A tool.
pub(in crate::cli::mcp) struct Tool {
    /// What it is called.
    pub(in crate::cli::mcp) name: &'static str,
    /// What it does, for an assistant.
    pub(super) does: &'static str,
    /// Whether it may write a deal.
    pub(super) writes: bool,
    /// Its arguments, as the properties of a JSON Schema.
    pub(super) properties: fn() -> Value,
    /// Those that it can't do without.
    pub(super) required: &'static [&'static str],
    pub(super) run: fn(&DealsFolder, JsonObject) -> anyhow::Result<String>,
}

impl Tool {
    /// The tool as a client lists it. The schema is plain: objects, lists, texts and truths, with no
    /// `format`, no reference, and nothing that may be null, which strict clients refuse.
    pub(in crate::cli::mcp) fn description(&self) -> Described {
        let schema = json!({
            "type": "object",
            "properties": (self.properties)(),
            "required": self.required,
            "additionalProperties": false,
        });
        let schema = schema.as_object().cloned().unwrap_or_else(Map::new);
        let hints = ToolAnnotations::new().read_only(!self.writes).open_world(false);
        let hints = if self.writes { hints.destructive(false) } else { hints };
        Described::new(self.name, self.does, Arc::new(schema)).with_annotations(hints)
    }

    /// What it gives for these arguments.
    ///
    /// # Errors
    /// What the assistant can mend, and how.
    pub(in crate::cli::mcp) fn call(
        &self,
        folder: &DealsFolder,
        arguments: JsonObject,
    ) -> anyhow::Result<String> {
        (self.run)(folder, arguments)
    }
}

/// Arguments as a tool takes them.
pub(super) fn taken<T: DeserializeOwned>(arguments: JsonObject) -> anyhow::Result<T> {
    let taken = serde_json::from_value(Value::Object(arguments));
    taken.map_err(|error| anyhow!("{error}")).context("these are no arguments of this tool")
}
