//! Every key of a map of a table: read, described, and told where it is wrong. `coach` never changes one.

use coach::authoring::schema::FileKind;
use coach::format::map::MAP;
use coach::format::{Need, Shape};
use coach::playbook::{Playbook, load::load};
use coach::table::map::{TableMap, open};
use coach::text::source::SourceFile;
use serde_json::{Value, json};

use super::Forgotten;
use super::examples::{Which, written};
use super::places::{Place, all, each_smallest};
use crate::schemas::editor::{editor, flagged};

/// A playbook with the questions that the examples name, and one of choices and of numbers.
fn playbook() -> Playbook {
    let question = |id: &str, kind: &str| format!("      - {{ id: {id}, ask: And?, {kind} }}\n");
    let options = "options: { a: First, b: Second }";
    let questions = question("of_choice", &format!("type: choice, {options}"))
        + &question("of_yes_no", "type: yes_no")
        + &question("of_choices", &format!("type: choices, {options}"))
        + &question("of_number", "type: number");
    let text = format!(
        "format: 1\nid: example-1\ntitle: T\nsummary: S\noffer: {{ name: N, solves: S }}\nstages:\n  - id: first\n    title: First\n    buyer_asks: Why?\n    questions:\n{questions}fit:\n  must_haves: [{{ id: one, when: {{ of_choice: a }}, because: B. }}]\n"
    );
    load(SourceFile::new("example.yaml", text)).unwrap()
}

fn read(file: &Value) -> Result<TableMap, String> {
    let opened = open(SourceFile::new("example.map.yaml", written(file)));
    let map = opened.and_then(|unread| unread.read(&playbook()));
    map.map_err(|rejected| rejected.to_string())
}

/// The same where what is for choices or for numbers alone stands under a question of that type.
fn suited(file: &Value) -> Value {
    let mut file = file.clone();
    let Some(questions) = file["questions"].as_object_mut() else { return file };
    let Some(column) = questions.remove("of_choice") else { return file };
    let has = |keys: &[&str]| keys.iter().any(|key| column.get(key).is_some());
    let of = match () {
        () if has(&["columns", "checked", "split", "complete"]) => "of_choices",
        () if has(&["thousands", "decimal"]) => "of_number",
        () => "of_choice",
    };
    questions.insert(of.to_owned(), column);
    file
}

/// An example that means something: signs are single ones.
fn example(place: &Place, which: Which) -> Value {
    match (place.key.name, which) {
        ("thousands", Which::One) => json!(","),
        ("thousands", Which::Other) => json!("'"),
        ("decimal", Which::One) => json!("."),
        ("decimal", Which::Other) => json!("·"),
        ("delimiter", Which::One) => json!(";"),
        ("delimiter", Which::Other) => json!("tab"),
        ("encoding", Which::One) => json!("windows-1252"),
        ("encoding", Which::Other) => json!("utf-16le"),
        ("columns", Which::One) => json!({ "a": "Column A" }),
        ("columns", Which::Other) => json!({ "b": "Column B" }),
        ("values", Which::One) => json!({ "Word": "a" }),
        ("values", Which::Other) => json!({ "Word": "unknown" }),
        ("otherwise", Which::One) => json!("unknown"),
        _ => place.example(which),
    }
}

#[test]
fn every_key_of_a_map_is_known_everywhere() {
    let editor = editor(FileKind::Map);
    let is_flagged = |file: &Value| !flagged(&editor, &written(file)).is_empty();
    let mut forgotten = Forgotten::default();
    for file in each_smallest(&MAP) {
        for place in all(&MAP, &file) {
            let mut expect =
                |is_so, said: &str| forgotten.unless(is_so, place.key.name, place.called(), said);
            let misspelt = suited(&place.misspelt(&file));
            expect(read(&misspelt).is_err(), "the loader takes any key beside it");
            expect(is_flagged(&misspelt), "the schema takes any key beside it");
            if place.key.need == Need::Required {
                let without = suited(&place.without(&file));
                expect(read(&without).is_err(), "the loader does not need it");
                expect(is_flagged(&without), "the schema does not need it");
            }
            let files = [Which::One, Which::Other]
                .map(|which| suited(&place.with(&file, example(&place, which))));
            for file in &files {
                expect(!is_flagged(file), "not in the schema");
            }
            // Two versions are one, the playbook is read before the map, and what stands in a map below is
            // looked at key by key.
            if matches!(place.key.shape, Shape::Version { .. } | Shape::Map(_))
                || ["playbook", "questions"].contains(&place.key.name)
            {
                continue;
            }
            match files.map(|file| read(&file)) {
                [Ok(one), Ok(other)] => expect(one != other, "not read by the loader"),
                [one, other] => expect(false, &format!("not loaded: {:?}", one.and(other))),
            }
        }
    }
}
