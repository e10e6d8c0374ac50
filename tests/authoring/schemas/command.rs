//! `coach playbook schema`.

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn each_kind_of_file_has_a_schema_of_2020_12() {
    let desk = Desk::empty();
    for (arguments, title) in [
        (&[][..], "Playbook of coach"),
        (&["playbook"], "Playbook of coach"),
        (&["deal"], "Deal of coach"),
        (&["cases"], "Cases of a playbook of coach"),
    ] {
        let schema = desk.json(&[&["playbook", "schema"], arguments].concat());
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].as_str().unwrap().starts_with(title), "{}", schema["title"]);
        jsonschema::meta::validate(&schema).unwrap();
        assert!(!schema.to_string().contains("\"null\"]"), "a key may not be without a value");
    }
}

/// Whether a schema says what each of its keys means.
fn is_described(schema: &Value) -> bool {
    let properties = schema["properties"].as_object().unwrap();
    properties.values().all(|property| property["description"].is_string())
}

#[test]
fn an_editor_can_tell_what_every_key_means() {
    let desk = Desk::empty();
    for kind in ["playbook", "deal", "cases"] {
        let schema = desk.json(&["playbook", "schema", kind]);
        assert!(is_described(&schema), "{kind}");
        let definitions = schema["$defs"].as_object().unwrap();
        let with_keys = definitions.iter().filter(|(_, one)| one["properties"].is_object());
        for (name, definition) in with_keys.filter(|(name, _)| *name != "Condition") {
            assert!(is_described(definition), "{kind}: {name}");
        }
    }
}

#[test]
fn the_schema_of_a_playbook_s_deals_knows_its_questions_and_options() {
    let desk = Desk::with_acme();
    let arguments = ["playbook", "schema", "deal", "--playbook", "clinic-scheduling"];
    let schema = desk.json(&arguments);
    let hosting = &schema["$defs"]["Facts"]["properties"]["hosting"];
    assert_eq!(hosting["description"], "Where may your patients' records live?");
    let options = serde_json::json!(["cloud", "either", "own_servers_only", "unknown"]);
    assert_eq!(hosting["anyOf"][0]["enum"], options);
}

#[test]
fn another_kind_of_file_is_refused() {
    let desk = Desk::empty();
    desk.coach(&["playbook", "schema", "deals"]).complains(&["'deals'", "deal", "cases"]);
    desk.coach(&["playbook", "schema", "deal", "-p", "nil"]).complains(&["no playbook `nil`"]);
}
