//! What the documents for those who carry on name is there, and what has to be named is.

use std::fs;
use std::path::{Path, PathBuf};

/// The documents, each of which leads to the others.
const DOCUMENTS: [&str; 4] = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/decisions.md"];

/// What a path in a document ends with, where it has no folder before it.
const ENDS: [&str; 7] = [".md", ".rs", ".toml", ".yaml", ".yml", ".json", ".py"];

#[test]
fn every_library_has_its_reason() {
    let decisions = read("docs/decisions.md");
    let manifest = read("Cargo.toml");
    let mut section = "";
    let mut count = 0;
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some((name, version)) = line.split_once(" = ")
            && section.ends_with("dependencies")
        {
            let package = version.split_once("package = \"").map(|(_, package)| package);
            let package = package.and_then(|package| package.split('"').next());
            for name in [Some(name), package].into_iter().flatten() {
                assert!(decisions.contains(&format!("`{name}`")), "why `{name}` is taken");
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn every_path_is_there() {
    let mut count = 0;
    for document in &DOCUMENTS[1..] {
        for path in spans(&read(document)).into_iter().filter(|text| is_path(text)) {
            assert!(root().join(&path).exists(), "`{path}` in {document}");
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn every_constant_is_where_it_is_said_to_be_and_what() {
    let decisions = read("docs/decisions.md");
    let mut count = 0;
    for row in decisions.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [constants, places, ..] = cells[..] else { continue };
        let places = spans(places).into_iter().filter(|place| place.ends_with(".rs"));
        let places: String = places.map(|place| read(&place)).collect();
        for constant in constants.split(", ").filter(|one| one.trim().starts_with('`')) {
            let (name, said) = constant.trim().trim_start_matches('`').split_once('`').unwrap();
            if !is_constant(name) {
                continue;
            }
            let value = places.split_once(&format!("const {name}: "));
            let value = value.unwrap_or_else(|| panic!("`{name}`: {row}")).1;
            let value = value.split_once(" = ").unwrap().1.split(';').next().unwrap();
            let (value, said) = (value.replace('_', ""), said.trim().replace(',', ""));
            if let (Ok(value), Ok(said)) = (value.parse::<f64>(), said.parse::<f64>()) {
                assert!(value.total_cmp(&said).is_eq(), "`{name}` is {value}, not {said}");
            }
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn every_test_that_holds_something_is_one() {
    let mut count = 0;
    for command in spans(&read("CONTRIBUTING.md")) {
        let Some((_, test)) = command.split_once("cargo test --test ") else { continue };
        let mut words = test.split(' ');
        let suite = root().join("tests").join(words.next().unwrap());
        let mut rust = Vec::new();
        gather(&suite, &mut rust);
        for module in words.next().unwrap_or_default().split("::").filter(|name| !name.is_empty()) {
            let names = |path: &PathBuf| path.iter().any(|part| is_module(part, module));
            assert!(rust.iter().any(names), "{command}");
        }
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn each_document_leads_to_the_others() {
    for document in DOCUMENTS {
        let text = read(document);
        let folder = Path::new(document).parent().unwrap();
        let up = if folder == Path::new("") { "" } else { "../" };
        let links = text.split("](").skip(1).map(|after| after.split(')').next().unwrap());
        let links: Vec<&str> = links.filter(|link| !link.contains("://")).collect();
        for other in DOCUMENTS.into_iter().filter(|other| *other != document) {
            let link = format!("{up}{other}");
            assert!(links.contains(&&*link), "{document} leads to {other}");
        }
        for link in links.iter().filter(|link| !link.starts_with('#')) {
            assert!(root().join(folder).join(link).exists(), "`{link}` in {document}");
        }
    }
}

#[test]
fn llms_txt_is_as_its_form_has_it_and_leads_somewhere() {
    let text = read("llms.txt");
    let mut lines = text.lines().filter(|line| !line.is_empty());
    assert_eq!(lines.next(), Some("# coach"), "the name of the project");
    assert!(lines.next().is_some_and(|line| line.starts_with("> ")), "what it is");
    let mut count = 0;
    for section in text.split("\n## ").skip(1) {
        for line in section.lines().skip(1).filter(|line| !line.is_empty()) {
            let item = line.strip_prefix("- [").and_then(|rest| rest.split_once("]("));
            let (_, rest) = item.unwrap_or_else(|| panic!("no link: {line}"));
            let (target, note) = rest.split_once(')').unwrap();
            assert!(root().join(target).is_file(), "`{target}`");
            assert!(note.starts_with(": "), "{line}");
            count += 1;
        }
    }
    assert!(count > 5, "{count}");
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1);
}

#[test]
fn nothing_speaks_to_a_network_or_starts_a_program() {
    let mut rust = Vec::new();
    gather(&root().join("src"), &mut rust);
    assert!(rust.len() > 200, "{}", rust.len());
    for path in rust {
        let text = fs::read_to_string(&path).unwrap();
        for banned in ["std::net", "tokio::net", "process::Command", "TcpStream", "UdpSocket"] {
            assert!(!text.contains(banned), "`{banned}` in {}", path.display());
        }
    }
}

/// Whether a part of a path is the file or the folder of a module.
fn is_module(part: &std::ffi::OsStr, module: &str) -> bool {
    part == module || part.to_str().is_some_and(|part| part.strip_suffix(".rs") == Some(module))
}

/// Whether a text in backticks names something in the repository. What has `<…>` in it is to be
/// filled in.
fn is_path(text: &str) -> bool {
    let is_of_path = |one: char| one.is_alphanumeric() || "/._-".contains(one);
    let has_folder = text.contains('/') && !text.starts_with("./");
    text.chars().all(is_of_path) && (has_folder || ENDS.iter().any(|end| text.ends_with(end)))
}

fn is_constant(text: &str) -> bool {
    text.chars().all(|one| one.is_ascii_uppercase() || one == '_')
}

/// What stands in backticks.
fn spans(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn gather(folder: &Path, rust: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|_| panic!("{}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, rust);
        } else if path.extension().is_some_and(|end| end == "rs") {
            rust.push(path);
        }
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
