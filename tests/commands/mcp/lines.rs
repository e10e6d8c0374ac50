//! Whatever a line holds, a client that waits for an answer gets one, with its id where that can be read.

use serde_json::{Value, json};

use super::{hello, request};
use crate::desk::Desk;

/// What is said to one line after a handshake, and that the request behind it is served.
#[track_caller]
fn answer_to(line: &str) -> Option<Value> {
    let lines = format!("{}\n{line}\n{}\n", hello(), request(9, "ping", json!({})));
    let run = Desk::empty().serving_lines(&[], &lines).succeeded();
    assert_eq!(run.stderr, "");
    let said = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let mut said: Vec<Value> = said.collect();
    assert_eq!(said.remove(0)["id"], 1);
    assert_eq!(said.pop().unwrap(), json!({ "jsonrpc": "2.0", "id": 9, "result": {} }));
    assert!(said.len() < 2, "{said:?}");
    said.pop()
}

#[track_caller]
fn is_refused(line: &str, code: i32, id: &Value, words: &str) {
    let answer = answer_to(line).unwrap_or_else(|| panic!("no answer to {line:.200}"));
    assert_eq!(answer["jsonrpc"], "2.0", "{answer}");
    assert_eq!(answer.get("id"), Some(id), "{answer}");
    assert_eq!(answer["error"]["code"], code, "{answer}");
    let said = answer["error"]["message"].as_str().unwrap();
    assert!(said.contains(words), "no {words:?} in {said}");
}

#[test]
fn what_is_no_json_is_answered_without_an_id() {
    for line in ["{\"jsonrpc\":", "not json", "{\"id\":3,", "{'id': 3}", "\u{1b}[31m"] {
        is_refused(line, -32700, &Value::Null, "no JSON");
    }
}

#[test]
fn what_is_too_large_or_too_deep_is_answered_with_its_id_wherever_it_stands() {
    let (open, close) = ("[".repeat(5000), "]".repeat(5000));
    let long = "a".repeat(17 * 1024 * 1024);
    for (deal, code, words) in [
        (format!("{open}{close}"), -32700, "recursion limit"),
        (format!("\"{long}\""), -32600, "16 MiB"),
    ] {
        let call = format!("{{\"name\":\"next\",\"arguments\":{{\"deal\":{deal}}}}}");
        let first = format!("{{\"id\":\"x\",\"method\":\"tools/call\",\"params\":{call}}}");
        let last = format!("{{\"method\":\"tools/call\",\"params\":{call},\"id\":\"x\"}}");
        is_refused(&first, code, &json!("x"), words);
        is_refused(&last, code, &json!("x"), words);
    }
    is_refused(&long, -32600, &Value::Null, "16 MiB");
}

#[test]
fn a_batch_and_what_is_no_request_are_refused() {
    let ping = request(2, "ping", json!({}));
    for (line, words) in [
        (json!([ping, ping]), "no batch is taken"),
        (json!(5), "an object"),
        (Value::Null, "an object"),
        (json!({}), "`method`"),
        (json!({ "jsonrpc": "2.0", "id": null, "method": "ping" }), "`id`"),
        (json!({ "jsonrpc": "2.0", "id": 1.5, "method": "ping" }), "`id`"),
    ] {
        is_refused(&line.to_string(), -32600, &Value::Null, words);
    }
    let old = json!({ "jsonrpc": "1.0", "id": 4, "method": "ping" });
    is_refused(&old.to_string(), -32600, &json!(4), "`jsonrpc`");
}

#[test]
fn wrong_parameters_are_told() {
    for (parameters, words) in [
        (json!("x"), "it must be an object"),
        (json!(["x"]), "it must be an object"),
        (json!(null), "it must be an object"),
        (json!({}), "it must have `name`"),
        (json!({ "name": 5 }), "`name` must be a text"),
        (json!({ "name": "next", "arguments": [] }), "`arguments` must be an object"),
        (json!({ "name": "next", "arguments": "x" }), "`arguments` must be an object"),
    ] {
        let line = request(3, "tools/call", parameters).to_string();
        is_refused(&line, -32602, &json!(3), words);
    }
    let none = json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call" });
    is_refused(&none.to_string(), -32602, &json!(3), "wrong `params` of `tools/call`");
    let hello = request(3, "initialize", json!({}));
    is_refused(&hello.to_string(), -32602, &json!(3), "protocolVersion");
    is_refused(&request(3, "no/such", json!("x")).to_string(), -32600, &json!(3), "");
}

#[test]
fn what_asks_for_nothing_gets_no_answer() {
    for line in [
        "",
        "  \r",
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":"x"}"#,
        r#"{"jsonrpc":"2.0","method":"$/odd","params":[5]}"#,
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no JSON"}}"#,
        r#"{"jsonrpc":"2.0","id":7,"result":5}"#,
    ] {
        assert_eq!(answer_to(line), None, "{line}");
    }
}

#[test]
fn a_last_line_without_an_end_is_a_line() {
    for end in ["", "\n", "\r\n"] {
        let lines = format!("{}\n{}{end}", hello(), request(2, "ping", json!({})));
        let run = Desk::empty().serving_lines(&[], &lines).succeeded();
        let last: Value = serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap();
        assert_eq!(last, json!({ "jsonrpc": "2.0", "id": 2, "result": {} }), "{end:?}");
    }
}
