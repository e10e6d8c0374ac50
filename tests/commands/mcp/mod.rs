//! `coach mcp`: the tools for assistants, and that they reach nothing but one folder of deals.

mod folder;
mod hear;
mod lines;
mod lists;
mod session;
mod tools;

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::desk::{Desk, Run};

/// The revision of the protocol that most clients speak today.
const WITH_HANDSHAKE: &str = "2025-11-25";
/// The one without.
const STATELESS: &str = "2026-07-28";

impl Desk {
    /// What `coach mcp` says to these messages, one a line, and how it ends with its input.
    fn serving(&self, arguments: &[&str], messages: &[Value]) -> Vec<Value> {
        let lines: String = messages.iter().map(|message| format!("{message}\n")).collect();
        let run = self.serving_lines(arguments, &lines).succeeded();
        assert_eq!(run.stderr, "", "nothing is said beside the protocol");
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn serving_lines(&self, arguments: &[&str], lines: &str) -> Run {
        let mut command = self.command(&["mcp", "--deals", "."]);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        Run::of(child.wait_with_output().unwrap())
    }

    /// What a tool gives: its text, and whether it is an error.
    fn tool(&self, name: &str, arguments: Value) -> Told {
        let call = json!({ "name": name, "arguments": arguments });
        let said = self.serving(&[], &[hello(), request(2, "tools/call", call)]);
        Told::of(&said[1])
    }
}

/// What a tool gave.
#[derive(Debug)]
struct Told {
    text: String,
    is_error: bool,
}

impl Told {
    fn of(answer: &Value) -> Self {
        let result = &answer["result"];
        let text = result["content"][0]["text"].as_str();
        let text = text.unwrap_or_else(|| panic!("no text in {answer}")).to_owned();
        Self { text, is_error: result["isError"] == true }
    }

    #[track_caller]
    fn gives(&self, wanted: &[&str]) -> &Self {
        assert!(!self.is_error, "{}", self.text);
        self.says(wanted)
    }

    #[track_caller]
    fn refuses(&self, wanted: &[&str]) -> &Self {
        assert!(self.is_error, "{}", self.text);
        self.says(wanted)
    }

    #[track_caller]
    fn says(&self, wanted: &[&str]) -> &Self {
        for words in wanted {
            assert!(self.text.contains(words), "no {words:?} in:\n{}", self.text);
        }
        self
    }
}

/// The first message of a client.
fn hello() -> Value {
    let client = json!({ "name": "a test", "version": "1" });
    let about =
        json!({ "protocolVersion": WITH_HANDSHAKE, "capabilities": {}, "clientInfo": client });
    request(1, "initialize", about)
}

fn request(id: u32, method: &str, parameters: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters })
}

/// A request that says all of itself, as those of the stateless revision do.
fn stateless(id: u32, method: &str, mut parameters: Value) -> Value {
    parameters["_meta"] = json!({
        "io.modelcontextprotocol/protocolVersion": STATELESS,
        "io.modelcontextprotocol/clientInfo": { "name": "a test", "version": "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    request(id, method, parameters)
}
