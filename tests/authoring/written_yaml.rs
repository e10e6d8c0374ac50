//! Playbooks and cases that are written, by a reader of YAML that is not ours.

use coach::playbook::canonical::canonical;
use coach::text::source::SourceFile;
use proptest::prelude::*;
use serde_yaml::Value;

use crate::desk::{Desk, ODD_TEXTS};
use crate::effort::config;

fn read(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

/// A playbook with these texts in every place for one, each as JSON has it. Where a text must stand on
/// one line it has its lines there side by side.
fn with_texts(texts: &[String]) -> String {
    let template = "\
fit:
  must_haves:
    - because: TEXT
      when: { users: { at_least: 20 } }
      id: told
      say: TEXT
      instead: TEXT
stages:
  - id: only
    buyer_asks: TEXT
    title: LINE
    advice: TEXT
    questions:
      - { id: remark, ask: TEXT, type: text, why: TEXT, listen_for: [TEXT, TEXT] }
      - id: hosting
        type: choice
        ask: TEXT
        listen_for:
        - TEXT
        - TEXT
        options: { cloud: LINE, either: LINE }
      - id: users
        ask: TEXT
        type: number
        unit: LINE
offer: { name: LINE, solves: TEXT, not_for: TEXT }
summary: TEXT
title: LINE
id: odd
format: 1
";
    let mut texts = texts.iter().cycle();
    let mut playbook = String::new();
    let mut rest = template;
    while let Some(place) = rest.find(['T', 'L']) {
        let (before, from_here) = rest.split_at(place);
        let text = texts.next().unwrap();
        let text =
            if from_here.starts_with('L') { text.replace(['\n', '\t'], " ") } else { text.clone() };
        playbook.push_str(before);
        playbook.push_str(&serde_json::Value::from(text).to_string());
        rest = &from_here["TEXT".len()..];
    }
    playbook + rest
}

/// Lays a playbook out, and holds what another reader finds in it against what it found before.
fn stays_the_same_to_others(playbook: &str) {
    let laid_out = canonical(&SourceFile::new("odd.yaml", playbook));
    let laid_out = laid_out.unwrap_or_else(|error| panic!("{error} in\n{playbook}"));
    assert_eq!(read(&laid_out), read(playbook), "\n{playbook}\nlaid out:\n{laid_out}");
}

#[test]
fn fmt_changes_no_text_to_any_reader() {
    let all: Vec<String> = ODD_TEXTS.iter().map(|text| (*text).to_owned()).collect();
    for first in 0..all.len() {
        let mut texts = all.clone();
        texts.rotate_left(first);
        stays_the_same_to_others(&with_texts(&texts));
    }
}

#[test]
fn fmt_changes_nothing_of_what_is_shipped() {
    let desk = Desk::empty();
    let listed = desk.json(&["playbook", "list", "--json"]);
    for playbook in listed["playbooks"].as_array().unwrap() {
        let id = playbook["id"].as_str().unwrap();
        let shipped = format!("{}/playbooks/{id}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(shipped).unwrap();
        // Of another layout, so that there is something to do.
        let text = text.replace("\n  - id: ", "\n\n\n  - id: ");
        desk.write("shipped.yaml", &text);
        desk.coach(&["playbook", "fmt", "shipped.yaml"]).succeeded();
        let laid_out = desk.read("shipped.yaml");
        assert_ne!(laid_out, text, "{id}");
        assert_eq!(read(&laid_out), read(&text), "{id}");
    }
}

#[test]
fn a_new_playbook_says_to_every_reader_what_was_said() {
    for words in ODD_TEXTS.iter().filter(|words| !words.contains('|')) {
        let desk = Desk::empty();
        let limit = format!("{words}?|{words}|{words}|{words}");
        let flags = [
            format!("--offer={words}"),
            format!("--solves={words}"),
            format!("--not-for={words}"),
            format!("--title={words}"),
            format!("--limit={limit}"),
            format!("--hold=Is it so|yes|{words}|{words}|{words}"),
        ];
        let new = ["playbook", "new", "playbooks/mine.yaml", "--no-input"];
        desk.coach(&[&new[..], &flags.each_ref().map(String::as_str)].concat()).succeeded();
        let playbook = read(&desk.read("playbooks/mine.yaml"));
        for (place, told) in [
            ("title", &playbook["title"]),
            ("name", &playbook["offer"]["name"]),
            ("solves", &playbook["offer"]["solves"]),
            ("not_for", &playbook["offer"]["not_for"]),
        ] {
            assert_eq!(told, words, "{place}");
        }
        let rules = playbook["fit"]["disqualifiers"].as_sequence().unwrap();
        // The first is whom it is not for.
        for key in ["because", "say", "instead"] {
            assert_eq!(rules[1][key], **words, "{key}");
        }
        let holds = playbook["fit"]["holds"].as_sequence().unwrap();
        for key in ["because", "until", "say"] {
            assert_eq!(holds[0][key], **words, "{key}");
        }
        let cases = read(&desk.read("playbooks/mine.test.yaml"));
        for case in cases["cases"].as_sequence().unwrap() {
            assert!(case["case"].is_string(), "{case:?}");
            assert!(case["verdict"].is_string(), "{case:?}");
        }
    }
}

#[test]
fn an_id_is_an_id_to_every_reader_whatever_it_is() {
    let desk = Desk::empty();
    let offer = ["--offer", "No", "--solves", "It.", "--not-for", "You."];
    let new = ["playbook", "new", "null.yaml", "--no-input", "--stage", "True|Is it?"];
    desk.coach(&[&new[..], &offer].concat()).succeeded();
    assert_eq!(read(&desk.read("null.yaml"))["id"], "null");
    assert!(read(&desk.read("null.yaml"))["stages"][0]["id"].is_string());
    for from in ["./null.yaml", "bant"] {
        desk.coach(&["playbook", "copy", from, "true"]).succeeded();
        assert_eq!(read(&desk.read("playbooks/true.yaml"))["id"], "true");
        let new = ["playbook", "new", "no.yaml", "--no-input", "--from", from];
        desk.coach(&[&new[..], &offer].concat()).succeeded();
        assert_eq!(read(&desk.read("no.yaml"))["id"], "no");
        for file in ["no.yaml", "no.test.yaml", "playbooks/true.yaml", "playbooks/true.test.yaml"] {
            let _ = std::fs::remove_file(desk.path(file));
        }
    }
}

#[test]
fn a_copy_of_a_playbook_in_json_is_in_json() {
    let desk = Desk::empty();
    let mut playbook = read(&with_texts(&["text".to_owned()]));
    playbook["offer"].as_mapping_mut().unwrap().remove("not_for");
    desk.write("odd.yaml", &serde_json::to_string_pretty(&playbook).unwrap());
    let cases = r#"{ "format": 1, "playbook": "./odd.yaml", "cases": [] }"#;
    desk.write("odd.test.yaml", cases);
    let json =
        |file: &str| -> serde_json::Value { serde_json::from_str(&desk.read(file)).unwrap() };
    desk.coach(&["playbook", "copy", "./odd.yaml", "of-odd"]).succeeded();
    assert_eq!(json("playbooks/of-odd.yaml")["id"], "of-odd");
    assert_eq!(json("playbooks/of-odd.test.yaml")["playbook"], "./of-odd.yaml");
    let offer = ["--offer", "It's", "--solves", "\"It\"", "--not-for", "You: nobody."];
    let new = ["playbook", "new", "new.yaml", "--no-input", "--from", "./odd.yaml"];
    desk.coach(&[&new[..], &offer].concat()).succeeded();
    let wanted =
        serde_json::json!({ "name": "It's", "solves": "\"It\"", "not_for": "You: nobody." });
    assert_eq!(json("new.yaml")["offer"], wanted);
}

#[test]
fn suggested_cases_say_the_same_to_every_reader() {
    for words in ODD_TEXTS {
        let desk = Desk::empty();
        desk.write("odd.yaml", &with_texts(&[words.to_owned()]));
        let mut before = format!("format: 1\ncases:\n  - case: {}\n", serde_json::json!(words));
        before.push_str("    facts: { users: 30 }\n    verdict: fit\n");
        desk.write("odd.test.yaml", &before);
        desk.coach(&["playbook", "test", "odd.yaml", "--suggest", "--write"]).succeeded();
        let after = read(&desk.read("odd.test.yaml"));
        let cases = after["cases"].as_sequence().unwrap();
        assert_eq!(cases[0], read(&before)["cases"][0]);
        assert!(cases.len() > 1, "{words}");
        for case in cases {
            assert!(case["case"].is_string(), "{case:?}");
            assert!(case["facts"].is_mapping(), "{case:?}");
            assert!(["fit", "no-fit", "undecided"].contains(&case["verdict"].as_str().unwrap()));
        }
    }
}

/// A text as a loader takes it: with something to see at both ends.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = [
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n  ",
        "\t",
        "#",
        " #",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "'",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "~",
        "=",
        "<<",
        "yes",
        "no",
        "null",
        "1.0",
        "12:30",
        "1e3",
        "0x1F",
        "2001-12-14",
        "word",
        "many words in a row",
        "ü",
        "語",
        "---",
        "\n---\n",
        "...",
        "\n# a\n",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..12)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("a text says something", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(config(1_000, 20_261_128))]

    #[test]
    fn fmt_changes_no_text_at_all(texts in prop::collection::vec(odd_text(), 5)) {
        stays_the_same_to_others(&with_texts(&texts));
    }
}
