//! YAML for programs: what an independent reader finds in it is what JSON says.

use coach::report::brief::{json, yaml};
use coach::report::pipeline_log::{Syntax, WithoutCommands};
use coach::text::characters::hidden_in_words;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use crate::desk::{ACME, Desk, Run};
use crate::effort::config;

/// The documents of a text, each as JSON would have it.
fn documents(text: &str) -> Vec<Value> {
    let documents = serde_yaml::Deserializer::from_str(text);
    documents.map(|document| Value::deserialize(document).unwrap()).collect()
}

/// A run in the log of a pipeline.
fn in_pipeline(desk: &Desk, arguments: &[&str]) -> Run {
    Run::of(desk.command(arguments).env("GITHUB_ACTIONS", "true").output().unwrap())
}

/// Whether a pipeline would take something of a text for a command.
fn has_command(text: &str) -> bool {
    let mut safe = WithoutCommands::new(Vec::new(), Syntax::Text);
    std::io::Write::write_all(&mut safe, text.as_bytes()).unwrap();
    safe.into_inner() != text.as_bytes()
}

#[test]
fn a_brief_says_the_same_as_in_json() {
    let desk = Desk::with_acme();
    let yaml = desk.coach(&["brief", "acme", "-f", "yaml"]).succeeded();
    let json = desk.json(&["brief", "acme", "-f", "json"]);
    assert_eq!(documents(&yaml.stdout), std::slice::from_ref(&json));
    assert!(yaml.stdout.starts_with("format: 1\ndeal: Acme Clinics\n"), "{}", yaml.stdout);
    let keys = |text: &str| text.find("verdict").unwrap() < text.find("because").unwrap();
    assert!(keys(&yaml.stdout), "the keys stand in their order:\n{}", yaml.stdout);
    assert_eq!(in_pipeline(&desk, &["brief", "acme", "-f", "yaml"]).stdout, yaml.stdout);
    let start = ["start", "--no-input", "-p", "clinic-scheduling", "-a", "users=30", "-f"];
    let yaml = desk.coach(&[&start[..], &["yaml"]].concat()).succeeded();
    assert_eq!(documents(&yaml.stdout), [desk.json(&[&start[..], &["json"]].concat())]);
}

#[test]
fn several_deals_are_a_document_each() {
    let desk = Desk::with_acme();
    desk.write("other.deal.yaml", &ACME.replace("Acme Clinics", "Other"));
    desk.write("wrong.deal.yaml", "format: 1\ndael: x\n");
    let run = desk.coach(&["brief", "acme", "other", "wrong", "-f", "yaml"]).ended_with(2);
    let found = documents(&run.stdout);
    assert_eq!(found[0]["deal"], "Acme Clinics");
    assert_eq!(found[1]["deal"], "Other");
    assert!(found[2]["error"].as_str().unwrap().contains("dael"), "{found:?}");
    assert!(run.stdout.starts_with("---\n"), "{}", run.stdout);
    assert_eq!(run.stdout.lines().filter(|line| *line == "---").count(), 3, "{}", run.stdout);
}

#[test]
fn a_playbook_says_the_same_as_in_json() {
    let desk = Desk::empty();
    desk.write("every.yaml", include_str!("../data/every-type.yaml"));
    let listed = desk.json(&["playbook", "list", "--json"]);
    let shipped = listed["playbooks"].as_array().unwrap().iter();
    let shipped = shipped.map(|playbook| playbook["id"].as_str().unwrap());
    for playbook in shipped.chain(["./every.yaml"]) {
        let yaml = desk.coach(&["playbook", "show", playbook, "-f", "yaml"]).succeeded();
        let json = desk.json(&["playbook", "show", playbook, "-f", "json"]);
        assert_eq!(documents(&yaml.stdout), [json]);
        let in_log = in_pipeline(&desk, &["playbook", "show", playbook, "-f", "yaml"]);
        assert_eq!(documents(&in_log.stdout), documents(&yaml.stdout));
        assert!(!yaml.stdout.trim_start().starts_with('{'), "{}", yaml.stdout);
    }
}

#[test]
fn a_text_that_is_a_command_to_a_pipeline_is_none_and_stays_what_it_is() {
    let desk = Desk::with_acme();
    let clinic = desk.read("playbooks/clinic-scheduling.yaml");
    let title = "title: \"x##[group]y\"\nsummary: \"z\\n::error::z\"\n";
    let (head, rest) = clinic.split_once("title: Clinic scheduling\n").unwrap();
    let rest = rest.split_once("offer:").unwrap().1;
    desk.write("odd.yaml", &format!("{head}{title}offer:{rest}"));
    let run = in_pipeline(&desk, &["playbook", "show", "./odd.yaml", "-f", "yaml"]).succeeded();
    assert!(!has_command(&run.stdout), "{}", run.stdout);
    let json = desk.json(&["playbook", "show", "./odd.yaml", "-f", "json"]);
    assert_eq!(json["title"], "x##[group]y");
    assert_eq!(documents(&run.stdout), [json]);
}

/// The path of a deal is not checked by any loader.
#[test]
fn a_hidden_character_comes_as_an_escape_and_stays_what_it_is() {
    let desk = Desk::empty();
    let name = "a\u{202e}b\u{200b}c\u{e0041}d\u{1b}[2Je\u{85}";
    desk.write(&format!("deals/{name}.deal.yaml"), "format: 1\n");
    desk.write("deals/other.deal.yaml", "format: 1\n");
    let yaml = desk.coach(&["brief", "deals/", "-f", "yaml"]).ended_with(2).stdout;
    let json = desk.coach(&["brief", "deals/", "-f", "json"]).ended_with(2).stdout;
    assert_eq!(hidden_in_words(&yaml), None, "{yaml}");
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents(&yaml), lines);
    let deal = lines[0]["deal"].as_str().unwrap();
    assert!(deal.contains(name), "{deal:?}");
}

/// What some reader of YAML takes for something else, for a terminal or a pipeline.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = [
        "\u{1b}[31m",
        "\u{7}",
        "\0",
        "\u{85}",
        "\u{9b}",
        "\u{ad}",
        "\u{61c}",
        "\u{200b}",
        "\u{200d}",
        "\u{200e}",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{e000}",
        "\u{fffe}",
        "\u{e0041}",
        "\u{fe0f}",
        "\u{10ffff}",
        "\r",
        "\r\n",
        "\n",
        "\t",
        " ",
        "\n\n",
        "\n ",
        "---\n",
        "...",
        "::error::",
        "::",
        "##[group]",
        "##vso[",
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
        "2001-12-14 21:59:43",
        "word",
        "ü",
        "語",
        "👩\u{200d}🚀",
    ];
    let piece = prop_oneof![
        4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config(4_000, 20_261_128))]

    #[test]
    fn any_text_is_read_as_in_json_and_steers_nothing(deal in odd_text(), error in odd_text()) {
        let mut in_json = Vec::new();
        json::write_unreadable(&deal, &error, &mut in_json).unwrap();
        let in_json: Value = serde_json::from_slice(&in_json).unwrap();
        prop_assert_eq!(&in_json["deal"], &Value::from(deal.as_str()));

        let mut in_yaml = Vec::new();
        yaml::write_unreadable(&deal, &error, &mut in_yaml).unwrap();
        let in_yaml = String::from_utf8(in_yaml).unwrap();
        prop_assert_eq!(&documents(&in_yaml), std::slice::from_ref(&in_json), "{}", in_yaml);
        prop_assert_eq!(hidden_in_words(&in_yaml), None, "{}", in_yaml);

        let mut in_log = WithoutCommands::new(Vec::new(), Syntax::Json);
        yaml::write_unreadable(&deal, &error, &mut in_log).unwrap();
        let in_log = String::from_utf8(in_log.into_inner()).unwrap();
        prop_assert!(!has_command(&in_log), "{}", in_log);
        prop_assert_eq!(&documents(&in_log), &[in_json], "{}", in_log);
    }
}
