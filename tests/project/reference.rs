//! The pages of `docs/reference` are written from what the program itself goes by: the keys of each
//! format, and the rules of the checks.
//!
//! `README=update cargo test --test project reference` writes them anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use coach::authoring::{cases, lint};
use coach::check_rule::{CheckRule, WRONG_FILE};
use coach::checklist;
use coach::format::{self, Format, Key, Map, Need, Shape};
use coach::text::source::Severity;

const DO_NOT_EDIT: &str =
    "<!-- Written by `README=update cargo test --test project reference`. -->\n\n";

#[test]
fn the_page_of_keys_is_what_the_formats_say() {
    let formats = [
        &format::playbook::FORMAT,
        &format::deal::FORMAT,
        &format::map::FORMAT,
        &format::team::FORMAT,
        &format::cases::FORMAT,
    ];
    let mut page = format!(
        "# Keys of the files\n\n{DO_NOT_EDIT}Every key of every file that people write. `coach playbook \
         schema` prints the same for editors.\n"
    );
    for format in formats {
        add_format(format, &mut page);
    }
    holds("keys.md", &page);
}

#[test]
fn the_page_of_rules_is_what_coach_explains() {
    let mut page = format!(
        "# Rules of the checks\n\n{DO_NOT_EDIT}What `coach explain RULE` prints, for all of them.\n"
    );
    let kinds = [
        ("Of deals: `coach check`", &checklist::RULES[..]),
        ("Of playbooks: `coach playbook check`", &lint::RULES[..]),
        ("Of cases: `coach playbook test`", &cases::rules::RULES[..]),
        ("Of any file", &[&WRONG_FILE][..]),
    ];
    for (title, rules) in kinds {
        write!(page, "\n## {title}\n").unwrap();
        rules.iter().for_each(|rule| add_rule(rule, &mut page));
    }
    holds("rules.md", &page);
}

fn holds(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference").join(name);
    if std::env::var_os("README").is_some_and(|value| value == "update") {
        return fs::write(path, page).unwrap();
    }
    let now = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(now, page, "{}: `README=update cargo test --test project`", path.display());
}

fn add_rule(rule: &CheckRule, page: &mut String) {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let CheckRule { id, summary, documentation, .. } = rule;
    write!(page, "\n### {id}\n\n*{severity}*: {summary}.\n\n{}\n", documentation.trim()).unwrap();
}

fn add_format(format: &'static Format, page: &mut String) {
    write!(page, "\n## {}\n", format.title).unwrap();
    let mut told = BTreeSet::new();
    let mut open = vec![format.root];
    while let Some(map) = open.pop() {
        if told.insert(map.name) {
            add_map(map, page);
            open.extend(map.keys.iter().rev().flat_map(|key| maps_of(&key.shape)));
        }
    }
}

fn add_map(map: &Map, page: &mut String) {
    let called = map.called.trim_start_matches("a ").trim_start_matches("an ");
    write!(
        page,
        "\n### {called}\n\n{}\n\n| key | what stands there | meaning |\n| --- | --- | --- |\n",
        map.about
    )
    .unwrap();
    for key in map.keys {
        let needed = match key.need {
            Need::Required if key.types.is_empty() => " (needed)",
            Need::Required => " (needed, where its type has it)",
            Need::AllButLast => " (needed, but of the last)",
            Need::Optional | Need::MayBeEmpty => "",
        };
        let Key { name, about, shape, .. } = key;
        let stands = stands(shape).replace('|', "\\|");
        writeln!(page, "| `{name}`{needed} | {stands} | {} |", about.replace('|', "\\|")).unwrap();
    }
}

/// The maps that stand in a shape.
fn maps_of(shape: &Shape) -> Vec<&'static Map> {
    match shape {
        Shape::Map(map) => vec![map],
        Shape::List(item) | Shape::OneOrList(item) => maps_of(item),
        Shape::Entries(_, value) => maps_of(value),
        _ => Vec::new(),
    }
}

fn stands(shape: &Shape) -> String {
    match shape {
        Shape::Version { .. } => "`1`".to_owned(),
        Shape::Text => "text".to_owned(),
        Shape::Line => "a line".to_owned(),
        Shape::Cell => "a cell of a table".to_owned(),
        Shape::YesNo => "`yes` or `no`".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Share => "a number of 0 or more".to_owned(),
        Shape::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Shape::Time => "a time, such as `90d`".to_owned(),
        Shape::Date => "a day, such as `2026-11-03`".to_owned(),
        Shape::Passage => "a file beside this one, and a place in it".to_owned(),
        Shape::Language => "a language, such as `en`".to_owned(),
        Shape::Id(_) => "an id".to_owned(),
        Shape::Name(named) => format!("the id of a {}", format!("{named:?}").to_lowercase()),
        Shape::Word(words) => {
            words.words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        }
        Shape::CheckRule { .. } => "a rule of the checks".to_owned(),
        Shape::Scored => "an option, a range of numbers, or `each`".to_owned(),
        Shape::Expression => "an expression".to_owned(),
        Shape::Condition => "a condition".to_owned(),
        Shape::Value => "a value".to_owned(),
        Shape::Answer => "what is known".to_owned(),
        Shape::Facts => "what is known, by questions".to_owned(),
        Shape::Was => "what was known".to_owned(),
        Shape::Map(map) => format!("a map: {}", map.called.trim_start_matches("a ")),
        Shape::List(item) => format!("a list; each {}", stands(item)),
        Shape::OneOrList(item) => format!("{}, or a list of such", stands(item)),
        Shape::Entries(key, value) => format!("a map; of {} to {}", stands(key), stands(value)),
    }
}
