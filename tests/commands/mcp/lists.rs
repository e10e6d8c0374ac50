//! What a client is told at the start: it is read at every talk, and has to be short and plain.

use serde_json::{Value, json};

use super::{STATELESS, hello, request, stateless};
use crate::desk::Desk;

/// The most bytes of the list of tools: 1,500 tokens of 3.5 bytes. By `o200k_base` the list has 4.0
/// bytes a token (2,513 bytes, 627 tokens).
const MOST_BYTES: usize = 5250;

fn tools() -> Vec<Value> {
    let said = Desk::empty().serving(&[], &[hello(), request(2, "tools/list", json!({}))]);
    said[1]["result"]["tools"].as_array().unwrap().clone()
}

#[test]
fn there_are_four_tools_and_the_list_is_short() {
    let tools = tools();
    let names: Vec<&str> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["playbook", "next", "hear", "brief"]);
    let said = Desk::empty().serving(&[], &[hello(), request(2, "tools/list", json!({}))]);
    let bytes = said[1].to_string().len();
    assert!(bytes <= MOST_BYTES, "{bytes}");
}

/// Each schema within a schema.
fn each_within(schema: &Value, look: &mut impl FnMut(&Value)) {
    look(schema);
    for (_, property) in schema["properties"].as_object().into_iter().flatten() {
        each_within(property, look);
    }
    if schema["items"].is_object() {
        each_within(&schema["items"], look);
    }
}

#[test]
fn schemas_are_plain_so_that_strict_clients_take_them() {
    for tool in tools() {
        let schema = &tool["inputSchema"];
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{schema}");
        each_within(schema, &mut |part| {
            let kind = part["type"].as_str().unwrap_or_else(|| panic!("one type: {part}"));
            assert!(["object", "array", "string", "boolean"].contains(&kind), "{part}");
            for (key, _) in part.as_object().unwrap() {
                let known = [
                    "type",
                    "properties",
                    "required",
                    "additionalProperties",
                    "items",
                    "description",
                ];
                assert!(known.contains(&&**key), "`{key}` in {part}");
            }
            if kind == "object" {
                assert_eq!(part["additionalProperties"], false, "{part}");
            }
        });
    }
}

#[test]
fn a_tool_that_only_reads_says_so_and_none_sets_a_verdict() {
    for tool in tools() {
        let name = tool["name"].as_str().unwrap();
        assert_eq!(tool["annotations"]["readOnlyHint"], name != "hear", "{tool}");
        assert_eq!(tool["annotations"]["openWorldHint"], false, "{tool}");
        let schema = tool["inputSchema"].to_string();
        for word in ["verdict", "score", "pursue", "waiver", "outcome"] {
            assert!(!schema.contains(word), "`{word}` in {schema}");
        }
    }
}

#[test]
fn each_revision_of_the_protocol_is_spoken() {
    let desk = Desk::empty();
    for revision in ["2024-11-05", "2025-06-18", "2025-11-25"] {
        let mut hello = hello();
        hello["params"]["protocolVersion"] = json!(revision);
        let said = desk.serving(&[], &[hello, request(2, "tools/list", json!({}))]);
        assert_eq!(said[0]["result"]["protocolVersion"], revision);
        assert_eq!(said[0]["result"]["serverInfo"]["name"], "coach");
        assert_eq!(said[1]["result"]["tools"].as_array().unwrap().len(), 4);
    }
    // Without a handshake: each request says all of itself.
    let list = stateless(1, "tools/list", json!({}));
    let said = desk.serving(&[], &[list]);
    assert_eq!(said[0]["result"]["tools"].as_array().unwrap().len(), 4, "{}", said[0]);
    assert_eq!(said[0]["result"]["resultType"], "complete");
    let said = desk.serving(&[], &[stateless(1, "server/discover", json!({}))]);
    let known = said[0]["result"]["supportedVersions"].as_array().unwrap();
    assert!(known.contains(&json!(STATELESS)) && known.contains(&json!("2025-06-18")), "{known:?}");
    // This one asks for batches, which are not taken.
    assert!(!known.contains(&json!("2025-03-26")), "{known:?}");
}

#[test]
fn one_that_is_not_known_is_answered_with_one_that_is() {
    // Who knows that of 2025-03-26 knows the one before.
    for (revision, wanted) in [("2031-01-01", "2025-11-25"), ("2025-03-26", "2024-11-05")] {
        let mut hello = hello();
        hello["params"]["protocolVersion"] = json!(revision);
        let said = Desk::empty().serving(&[], &[hello]);
        assert_eq!(said[0]["result"]["protocolVersion"], wanted, "{revision}");
    }
}
