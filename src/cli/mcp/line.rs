//! What a line of a client is: a message, or none, to which the answer says why. A request is never
//! left without an answer, and an answer has its id, where that can be read.

use rmcp::model::{
    CallToolRequestParams, ClientRequest, ErrorData, InitializeRequestParams, JsonRpcMessage,
};
use rmcp::service::{RoleServer, RxJsonRpcMessage};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::report::plain::clean;

/// The largest message that is taken, in MiB.
const MOST_MIB: usize = 16;
/// How much of a line is read, in bytes: more than is taken, so that the id of what is too large is found.
pub(super) const MOST_READ: usize = 4 * MOST_MIB * 1024 * 1024;
/// What the library hands on as an unknown method where the parameters are wrong.
const METHODS: [&str; 5] = ["initialize", "ping", "server/discover", "tools/call", "tools/list"];

/// What a line is.
pub(super) enum Understood {
    Message(Box<RxJsonRpcMessage<RoleServer>>),
    /// None that can be served, with the answer to it.
    Refused(Value),
    /// Nothing that waits for an answer.
    Nothing,
}

/// What a line is.
pub(super) fn understood(line: &[u8]) -> Understood {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
    if line.is_empty() {
        return Understood::Nothing;
    }
    if line.len() > MOST_MIB * 1024 * 1024 {
        let fault = format!("a message is of {MOST_MIB} MiB at most, and this one is larger");
        return refused(&id_in(line), ErrorData::invalid_request(fault, None));
    }
    match serde_json::from_slice(line) {
        Ok(value) => understood_value(value),
        Err(error) => {
            let fault = format!("this line is no JSON that can be taken: {error}");
            refused(&id_in(line), ErrorData::parse_error(fault, None))
        }
    }
}

fn understood_value(value: Value) -> Understood {
    let Value::Object(parts) = &value else {
        let fault = match value {
            Value::Array(_) => "no batch is taken; send each message on a line of its own",
            _ => "a message is an object of JSON-RPC 2.0",
        };
        return refused(&Value::Null, ErrorData::invalid_request(fault, None));
    };
    let id = parts.get("id").cloned();
    let method = parts.get("method").and_then(Value::as_str).unwrap_or_default().to_owned();
    let parameters = parts.get("params").cloned().unwrap_or_default();
    let is_answer = parts.contains_key("result") || parts.contains_key("error");
    let is_notification = id.is_none() && !method.is_empty();
    let is_request = METHODS.contains(&method.as_str())
        && is_id(id.as_ref())
        && parts.get("jsonrpc").is_some_and(|version| version == "2.0");
    let fault = match RxJsonRpcMessage::<RoleServer>::deserialize(value) {
        Ok(message) if !has_wrong_parameters(&message) => {
            return Understood::Message(Box::new(message));
        }
        // To these there is no answer, whatever they say.
        _ if is_answer || is_notification => return Understood::Nothing,
        _ if is_request => wrong_parameters(&method, parameters),
        _ => {
            let parts = "`jsonrpc` (\"2.0\"), `id` (a text or a whole number) and `method`";
            ErrorData::invalid_request(format!("a request has {parts}"), None)
        }
    };
    refused(&id.filter(|id| is_id(Some(id))).unwrap_or_default(), fault)
}

/// Whether the library took a request for one of a method that it does not know, and knows it.
fn has_wrong_parameters(message: &RxJsonRpcMessage<RoleServer>) -> bool {
    match message {
        JsonRpcMessage::Request(request) => match &request.request {
            ClientRequest::CustomRequest(custom) => METHODS.contains(&custom.method.as_str()),
            _ => false,
        },
        _ => false,
    }
}

fn wrong_parameters(method: &str, parameters: Value) -> ErrorData {
    let is_wrong = |key: &str, is_right: fn(&Value) -> bool| {
        parameters.get(key).is_some_and(|value| !is_right(value))
    };
    let is_call = method == "tools/call";
    let fault = match () {
        () if !parameters.is_object() => "it must be an object".to_owned(),
        () if is_call && parameters.get("name").is_none() => {
            "it must have `name`, which tool is called".to_owned()
        }
        () if is_call && is_wrong("name", Value::is_string) => "`name` must be a text".to_owned(),
        () if is_call && is_wrong("arguments", Value::is_object) => {
            "`arguments` must be an object, with what the tool takes".to_owned()
        }
        () => library_fault(method, parameters),
    };
    ErrorData::invalid_params(format!("wrong `params` of `{method}`: {fault}"), None)
}

/// What the library finds wrong.
fn library_fault(method: &str, parameters: Value) -> String {
    let found = match method {
        "tools/call" => serde_json::from_value::<CallToolRequestParams>(parameters).err(),
        "initialize" => serde_json::from_value::<InitializeRequestParams>(parameters).err(),
        _ => None,
    };
    found.map_or_else(|| "it has what is not taken there".to_owned(), |error| error.to_string())
}

/// The id in a line that is not taken, as far as it can be read.
fn id_in(line: &[u8]) -> Value {
    #[derive(Deserialize)]
    struct Envelope {
        id: Value,
    }
    // What is beside the id is passed over, however deep it is nested.
    let envelope = serde_json::from_slice(line).ok();
    envelope.map(|Envelope { id }| id).filter(|id| is_id(Some(id))).unwrap_or_default()
}

fn is_id(id: Option<&Value>) -> bool {
    id.is_some_and(|id| id.is_string() || id.is_i64() || id.is_u64())
}

fn refused(id: &Value, mut fault: ErrorData) -> Understood {
    fault.message = clean(&fault.message).to_string().into();
    Understood::Refused(json!({ "jsonrpc": "2.0", "id": id, "error": fault }))
}
