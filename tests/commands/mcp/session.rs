//! Sessions as a client had them: `tests/data/sessions` holds what the library `mcp` of PyPI (2.3.0) said,
//! with a handshake and without, and what it was told.
//!
//! `SESSION=update cargo test --test commands mcp::session` puts what is told now into them; look at the
//! difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::skill::CALL;

/// A session: each message with who sent it, in their order.
struct Session {
    path: PathBuf,
    messages: Vec<(bool, Value)>,
}

impl Session {
    fn read(name: &str) -> Self {
        let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sessions");
        let path = sessions.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let message = |line: &str| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            match line["client"].take() {
                Value::Null => (false, line["server"].take()),
                said => (true, said),
            }
        };
        Self { path, messages: text.lines().map(message).collect() }
    }

    fn said(&self, by_client: bool) -> Vec<Value> {
        let said = self.messages.iter().filter(|(is_clients, _)| *is_clients == by_client);
        said.map(|(_, message)| message.clone()).collect()
    }

    fn rewrite(&self, answers: &[Value]) {
        let mut answers = answers.iter();
        let line = |(is_clients, message): &(bool, Value)| match is_clients {
            true => format!("{}\n", json!({ "client": message })),
            false => format!("{}\n", json!({ "server": answers.next().unwrap() })),
        };
        fs::write(&self.path, self.messages.iter().map(line).collect::<String>()).unwrap();
    }
}

/// The same without the version, which is another with each release.
fn without_version(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            let is_ours = map.get("name").is_some_and(|name| name == "coach");
            if let Some(version) = map.get_mut("version").filter(|_| is_ours) {
                *version = json!("*");
            }
            map.values_mut().for_each(|one| *one = without_version(one.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|one| *one = without_version(one.take())),
        _ => {}
    }
    value
}

fn is_as_it_was(name: &str) {
    let desk = Desk::with_acme();
    desk.write("calls/monday.vtt", CALL);
    let session = Session::read(name);
    let now = desk.serving(&[], &session.said(true));
    let now: Vec<Value> = now.into_iter().map(without_version).collect();
    if std::env::var_os("SESSION").is_some_and(|value| value == "update") {
        return session.rewrite(&now);
    }
    let then = session.said(false);
    for (then, now) in then.iter().zip(&now) {
        assert_eq!(then, now, "{}", session.path.display());
    }
    assert_eq!(then.len(), now.len());
    let brief = desk.json(&["brief", "acme", "-f", "json"]);
    assert_eq!(brief["verdict"], "fit", "what was heard counts: {brief}");
    let facts = brief["facts"].as_array().unwrap();
    let quoted = facts.iter().filter(|fact| !fact["quote"].is_null());
    assert_eq!(quoted.count(), 1, "one of three was heard, and nothing else is kept");
}

#[test]
fn a_session_with_a_handshake_is_as_it_was() {
    is_as_it_was("handshake.jsonl");
}

#[test]
fn a_session_without_one_is_as_it_was() {
    is_as_it_was("stateless.jsonl");
}
