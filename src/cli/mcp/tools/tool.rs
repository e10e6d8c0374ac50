//! A tool: what it is called, what it takes, and what it does.

use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::cli::mcp::folder::DealsFolder;
use crate::text::characters::quoted;

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
        mut arguments: JsonObject,
    ) -> anyhow::Result<String> {
        // Some clients send all arguments, with nothing in those that they leave out.
        arguments.retain(|name, value| !value.is_null() || self.required.contains(&name.as_str()));
        match self.fault_of(&arguments) {
            Some(fault) => bail!("these are no arguments of this tool: {fault}"),
            None => (self.run)(folder, arguments),
        }
    }

    /// What is wrong about arguments, by the name of the first at fault.
    fn fault_of(&self, arguments: &JsonObject) -> Option<String> {
        let properties = (self.properties)();
        let known = properties.as_object()?;
        let missing = self.required.iter().find(|name| !arguments.contains_key(**name));
        let wrong = arguments.iter().find_map(|(name, value)| match known.get(name) {
            Some(property) => fault_of_value(&format!("`{name}`"), property, value),
            None => {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                Some(format!("there is no {}; there are {}", quoted(name), names.join(", ")))
            }
        });
        wrong.or_else(|| missing.map(|name| format!("`{name}` is missing")))
    }
}

/// What is wrong about a value, of which its schema says what it is.
fn fault_of_value(name: &str, schema: &Value, value: &Value) -> Option<String> {
    let (is_right, wanted) = match schema["type"].as_str()? {
        "string" => (value.is_string(), "a text"),
        "boolean" => (value.is_boolean(), "true or false"),
        "array" => (value.is_array(), "a list"),
        _ => (value.is_object(), "an object"),
    };
    if !is_right {
        return Some(format!("{name} must be {wanted}"));
    }
    let mut items = value.as_array().into_iter().flatten().enumerate();
    items.find_map(|(place, item)| {
        fault_of_value(&format!("item {} of {name}", place + 1), &schema["items"], item)
    })
}

/// Arguments as a tool takes them.
pub(super) fn taken<T: DeserializeOwned>(arguments: JsonObject) -> anyhow::Result<T> {
    let taken = serde_json::from_value(Value::Object(arguments));
    taken.map_err(|error| anyhow!("{error}")).context("these are no arguments of this tool")
}
