//! What the tools give, and what they say where something is wrong.

use serde_json::json;

use super::{Told, hello, request};
use crate::desk::Desk;

#[test]
fn playbook_lists_those_that_there_are_and_packs_one() {
    let desk = Desk::with_acme();
    let list = desk.tool("playbook", json!({}));
    list.gives(&["- clinic-scheduling: Clinic scheduling", "- consultative: Considered purchase"]);
    let pack = desk.tool("playbook", json!({ "id": "clinic-scheduling" }));
    let printed = desk.coach(&["playbook", "pack", "clinic-scheduling"]).succeeded().stdout;
    assert_eq!(pack.text, printed);
    let pack = desk.tool("playbook", json!({ "deal": "acme" }));
    let arguments = ["playbook", "pack", "clinic-scheduling", "--deal", "acme"];
    assert_eq!(pack.text, desk.coach(&arguments).succeeded().stdout);
    desk.tool("playbook", json!({ "id": "clinic" })).refuses(&["did you mean"]);
}

#[test]
fn next_tells_what_to_ask_or_which_deals_there_are() {
    let desk = Desk::with_acme();
    let next = desk.tool("next", json!({ "deal": "acme" }));
    next.gives(&["deal: Acme Clinics", "Ask next", "- budget: How would this be paid for"]);
    desk.write("2026/globex.deal.yaml", &desk.read("acme.deal.yaml").replace("Acme", "Globex"));
    desk.write(".hidden/x.deal.yaml", "");
    desk.write("broken.deal.yaml", "format: [");
    let list = desk.tool("next", json!({}));
    let lines: Vec<&str> = list.text.lines().collect();
    assert_eq!(lines[0], "- 2026/globex: Globex Clinics (playbook clinic-scheduling)");
    assert_eq!(lines[1], "- acme: Acme Clinics (playbook clinic-scheduling)");
    assert!(lines[2].starts_with("- broken: can't be read: "), "{}", list.text);
    assert_eq!(lines.len(), 3, "{}", list.text);
    Desk::empty().tool("next", json!({})).gives(&["There is no deal yet"]);
}

#[test]
fn brief_is_the_call_sheet_and_with_why_the_reasons() {
    let desk = Desk::with_acme();
    let brief = desk.tool("brief", json!({ "deal": "acme" }));
    assert_eq!(brief.text, desk.coach(&["brief", "acme"]).succeeded().stdout);
    let why = desk.tool("brief", json!({ "deal": "acme", "why": true }));
    assert_eq!(why.text, desk.coach(&["brief", "acme", "--why"]).succeeded().stdout);
    // It is the same whoever asks: nothing that an assistant sends goes into it.
    let before = desk.read("acme.deal.yaml");
    desk.tool("brief", json!({ "deal": "acme", "verdict": "fit" }))
        .refuses(&["there is no `verdict`"]);
    assert_eq!(desk.read("acme.deal.yaml"), before);
}

#[test]
fn what_is_wrong_comes_back_with_what_to_do() {
    let desk = Desk::with_acme();
    desk.tool("brief", json!({ "deal": "acmee" })).refuses(&["did you mean the deal `acme`?"]);
    desk.tool("brief", json!({ "deal": "zzz" })).refuses(&["`next` without `deal` lists"]);
    desk.tool("brief", json!({})).refuses(&["no arguments of this tool", "`deal`"]);
    desk.tool("brief", json!({ "deal": 7 })).refuses(&["`deal` must be a text"]);
    desk.tool("brief", json!({ "deal": null })).refuses(&["`deal` must be a text"]);
    desk.tool("brief", json!({ "deal": "acme", "why": 1 }))
        .refuses(&["`why` must be true or false"]);
    desk.tool("next", json!({ "dael": "acme" })).refuses(&["there is no `dael`; there are deal"]);
    desk.tool("next", json!({ "deal": null })).gives(&["- acme: Acme Clinics"]);
    let whole = desk.path("acme.deal.yaml");
    desk.tool("brief", json!({ "deal": whole.to_str() })).refuses(&["a name is relative to it"]);
    let call = json!({ "name": "set_verdict", "arguments": {} });
    let said = desk.serving(&[], &[hello(), request(2, "tools/call", call)]);
    assert_eq!(said[1]["error"]["code"], -32602);
    assert!(said[1]["error"]["message"].as_str().unwrap().contains("playbook, next, hear, brief"));
}

#[test]
fn what_is_no_message_ends_nothing() {
    let desk = Desk::with_acme();
    let call = json!({ "name": "brief", "arguments": { "deal": "acme" } });
    let lines = format!(
        "{}\nnonsense\n{{\"jsonrpc\":\"2.0\"}}\n[]\n\n{}\n",
        hello(),
        request(2, "tools/call", call)
    );
    let run = desk.serving_lines(&[], &lines).succeeded();
    let last: serde_json::Value = serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap();
    Told::of(&last).gives(&["Acme Clinics"]);
    assert_eq!(run.stderr, "");
    // Who says nothing is served nothing.
    let run = desk.serving_lines(&[], "").succeeded();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    // Who speaks something else is told.
    let run =
        desk.serving_lines(&[], "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
    run.complains(&["the client speaks no protocol that is known here"]);
}

#[test]
fn texts_of_files_steer_nothing() {
    let desk = Desk::with_acme();
    let long = format!("deal: \"{}\"", "x".repeat(300));
    desk.write("long.deal.yaml", &desk.read("acme.deal.yaml").replace("deal: Acme Clinics", &long));
    desk.write("esc\u{1b}[31m.deal.yaml", &desk.read("acme.deal.yaml"));
    let list = desk.tool("next", json!({}));
    assert!(!list.text.contains('\u{1b}'), "{:?}", list.text);
    list.gives(&["esc\\u{1b}[31m"]);
}
