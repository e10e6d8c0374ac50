//! No input makes the playbook loader panic, hang or repeat what steers a terminal.

use std::io::Write;
use std::path::Path;

use crate::effort::{cases, config};
use coach::playbook::library::Library;
use coach::playbook::load::load;
use coach::report::findings::draw;
use coach::text::source::{Findings, Rejected, SourceFile, decode, read_file, read_from};
use coach::text::yaml;
use proptest::prelude::*;

const CLINIC: &str = include_str!("../data/clinic-scheduling.yaml");
const BROKEN: &str = include_str!("../data/broken.yaml");

/// Whether a character may not be in what is printed.
fn steers(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Loads a text and draws what is wrong in it, as far as anything is.
fn drawn(text: &str) -> String {
    let drawn = match load(SourceFile::new("test.yaml", text)) {
        Ok(_) => String::new(),
        Err(rejected) => {
            assert!(!rejected.findings.is_empty());
            draw(&rejected, true);
            assert!(!rejected.to_string().contains(steers));
            draw(&rejected, false)
        }
    };
    assert!(!drawn.contains(steers), "{drawn:?}");
    drawn
}

fn rejected(text: &str) -> Rejected {
    load(SourceFile::new("test.yaml", text)).unwrap_err()
}

#[test]
fn alias_bomb() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for level in 'b'..='z' {
        let below = char::from_u32(u32::from(level) - 1).unwrap();
        let items = vec![format!("*{below}"); 9].join(", ");
        text.push_str(&format!("{level}: &{level} [{items}]\n"));
    }
    let drawn = drawn(&text);
    assert!(drawn.contains("aliases are not part of this format"), "{drawn}");
}

#[test]
fn nesting_10_000_deep() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[{a: ", "}]")] {
        let text = format!("{}x{}", open.repeat(10_000), close.repeat(10_000));
        assert!(!drawn(&text).is_empty(), "{open}");
    }
    let indented: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(drawn(&indented).contains("nested deeper than 32 levels"));
    let flow = format!("{}x{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(drawn(&flow).contains("nested deeper than 32 levels"));
}

#[test]
fn nesting_to_the_limit_and_one_beyond() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let nested = |levels: usize| {
            let findings = Findings::new();
            let text = format!("{}x{}", open.repeat(levels), close.repeat(levels));
            let tree = yaml::parse(&SourceFile::new("deep.yaml", text), &findings);
            (tree.is_some(), findings.sorted())
        };
        assert_eq!(nested(32), (true, Vec::new()), "{open}");
        let (is_read, findings) = nested(33);
        assert!(!is_read);
        assert_eq!(findings[0].message, "nested deeper than 32 levels");
        assert_eq!(findings[0].span.start, open.len() * 32, "{open}");
    }
}

#[test]
fn a_file_of_50_mib() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let line = [b'#'; 1024 * 1024];
    for _ in 0..50 {
        file.write_all(&line).unwrap();
    }
    for read in [read_file(file.path()), read_from("<stdin>", std::io::repeat(b'x'))] {
        let refused = load(read.unwrap()).unwrap_err().to_string();
        assert!(refused.contains(":1:1048577: the file is larger than 1 MiB"), "{refused}");
    }
}

#[test]
fn a_text_just_too_large_by_whatever_way_it_came() {
    let rejected = rejected(&"#\n".repeat(512 * 1024 + 1));
    assert!(
        rejected.to_string().contains(":524289:1: the file is larger than 1 MiB"),
        "{rejected}"
    );
    let whole = format!("{CLINIC}{}", "#".repeat(1024 * 1024 - CLINIC.len()));
    assert_eq!(whole.len(), 1024 * 1024);
    assert!(load(SourceFile::new("clinic.yaml", whole.clone())).is_ok());
    assert!(load(decode("clinic.yaml", whole.into_bytes())).is_ok());
}

#[test]
fn nul() {
    let drawn = drawn(&CLINIC.replacen("Problem", "Pro\0blem", 1));
    assert!(drawn.contains("the file holds a NUL byte"), "{drawn}");
}

#[test]
fn invalid_utf8() {
    let mut bytes = CLINIC.as_bytes().to_vec();
    let place = CLINIC.find("Problem").unwrap();
    bytes[place] = 0xff;
    let refused = load(decode("clinic.yaml", bytes)).unwrap_err();
    let line = CLINIC[..place].matches('\n').count() + 1;
    let column = place - CLINIC[..place].rfind('\n').unwrap();
    assert_eq!(
        refused.to_string(),
        format!("clinic.yaml:{line}:{column}: not UTF-8 text: the byte 0xff stands here")
    );
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(CLINIC.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let refused = load(decode("clinic.yaml", utf16)).unwrap_err();
    assert!(refused.to_string().contains(":1:1: not UTF-8 text: a byte-order mark of UTF-16"));
}

#[test]
fn byte_order_mark() {
    let file = decode("clinic.yaml", format!("\u{feff}{CLINIC}").into_bytes());
    assert!(load(file).is_ok());
    let drawn = drawn(&format!("{CLINIC}\u{feff}x: 1\n"));
    assert!(!drawn.is_empty());
}

#[test]
fn crlf() {
    assert!(load(SourceFile::new("clinic.yaml", CLINIC.replace('\n', "\r\n"))).is_ok());
    let places = |text: &str| {
        let rejected = rejected(text).to_string();
        rejected.lines().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect()
    };
    let (unix, windows): (Vec<String>, Vec<String>) =
        (places(BROKEN), places(&BROKEN.replace('\n', "\r\n")));
    assert_eq!(unix, windows);
}

#[test]
fn duplicate_keys() {
    let drawn = drawn(&format!("{CLINIC}title: Again\nfit: {{}}\nfit: {{}}\n"));
    assert!(drawn.contains("the key `title` stands here a second time"), "{drawn}");
    assert_eq!(drawn.matches("the key `fit` stands here a second time").count(), 2, "{drawn}");
    let option = CLINIC.replacen("{ quarter:", "{ year: Once, quarter:", 1);
    assert!(rejected(&option).to_string().contains("the key `year` stands here a second time"));
    // Other errors are told along with them.
    let both = format!("{}title: Again\n", CLINIC.replacen("summary:", "sumary:", 1));
    assert_eq!(rejected(&both).findings.len(), 2, "{}", rejected(&both));
}

#[test]
fn very_many_keys() {
    let text: String = (0..cases(90_000)).map(|key| format!("k{key}: 1\n")).collect();
    assert!(drawn(&text).contains("unknown key"));
    let text: String = (0..cases(200_000)).map(|_| "k: 1\n").collect();
    assert!(drawn(&text).contains("a second time"));
    let text: String = (0..cases(130_000)).map(|_| "? a\n? b\n").collect();
    assert!(drawn(&text).contains("a second time"));
}

#[test]
fn terminal_escapes_in_every_text_field() {
    // Every value that is a text for people, as the file of the contract has them, and ids.
    let lines: Vec<&str> = CLINIC.lines().collect();
    for escape in [r"\e[31m", r"\u202e", r"\a", r"\x9b2J", r"\e]0;title\a", r"\u2028"] {
        let mut tried = 0;
        for (place, line) in lines.iter().enumerate() {
            let Some((key, value)) = line.split_once(": ") else { continue };
            let value = value.split("  #").next().unwrap_or("").trim();
            if value.starts_with(['{', '[']) || value.contains('"') {
                continue;
            }
            let mut changed = lines.clone();
            let line = format!("{key}: \"{value}{escape}\"");
            changed[place] = &line;
            let drawn = drawn(&changed.join("\n"));
            assert!(!drawn.is_empty(), "{line}");
            tried += 1;
        }
        assert!(tried > 40, "{tried}");
    }
}

#[test]
fn terminal_escapes_in_lists_labels_and_keys() {
    for (good, bad) in [
        ("[a number they worked out themselves]", r#"["\e[31m"]"#),
        ("measured: They gave", r#"measured: "\e[31m" # "#),
        ("- id: hosting", "\"\\e[31m\": 1\n      - id: hosting"),
        ("quarter: Within", r#""\e[31m": Within"#),
        ("prepare: [consequence]", r#"prepare: ["\e[31m"]"#),
        ("when: { hosting:", r#"when: { "\e[31m":"#),
        ("when: { hosting: own_servers_only }", r#"when: { hosting: "\e[31m" }"#),
        ("when: { hosting: own_servers_only }", r#"when: { hosting: { "\e[31m": cloud } }"#),
        ("unit: people", r#"unit: "\e[31m""#),
        ("max: 5000", r#"max: "\e[31m""#),
        ("whole: true", r#"whole: "\e[31m""#),
        ("format: 1", r#"format: "\e[31m""#),
    ] {
        assert!(CLINIC.contains(good), "{good}");
        let drawn = drawn(&CLINIC.replacen(good, bad, 1));
        assert!(!drawn.is_empty(), "{bad}");
        // As they are, without YAML's own escapes.
        let raw = bad.replace(r"\e", "\u{1b}");
        assert!(!self::drawn(&CLINIC.replacen(good, &raw, 1)).is_empty(), "{raw:?}");
    }
}

#[test]
fn ids_and_names_with_dots_and_slashes() {
    for id in ["../clinic", "..", "a/b", "/etc/passwd", "..\\\\clinic", "a.b"] {
        let text = CLINIC.replacen("id: clinic-scheduling", &format!("id: \"{id}\""), 1);
        assert!(drawn(&text).contains("is no id"), "{id}");
        let text = CLINIC.replacen("- id: hosting", &format!("- id: \"{id}\""), 1);
        assert!(drawn(&text).contains("is no id"), "{id}");
    }
    let temp = tempfile::tempdir().unwrap();
    std::fs::write(temp.path().join("secret.yaml"), CLINIC).unwrap();
    let library = Library::new(vec![temp.path().join("playbooks")]);
    assert!(library.find("../secret", Some(Path::new("/nowhere"))).is_err());
    assert!(library.find("..", None).is_err());
}

#[test]
fn huge_numbers() {
    let digits = "9".repeat(100_000);
    for number in [&digits, "1e999999999", "-1e-999999999", "0.1e400", &format!("0.{digits}")] {
        for (good, key) in [
            ("max: 5000", "max"),
            ("weight: 3", "weight"),
            ("threshold: 3", "threshold"),
            ("format: 1", "format"),
        ] {
            let drawn = drawn(&CLINIC.replacen(good, &format!("{key}: {number}"), 1));
            assert!(drawn.contains(&format!("`{key}`")), "{drawn}");
        }
        let text = CLINIC.replacen("at_least: 20", &format!("at_least: {number}"), 1);
        assert!(drawn(&text).contains("`at_least`"));
        let text = CLINIC.replacen("whole: true", &format!("good_for: {number}d"), 1);
        assert!(drawn(&text).contains("`good_for`"));
    }
}

#[test]
fn one_very_long_line() {
    let flow: String = (0..100_000).map(|key| format!("k{key}: 1, ")).collect();
    drawn(&format!("{{ {flow} }}"));
    drawn(&format!("format: 1\nid: {}\n", "x".repeat(900_000)));
    drawn(&format!("'{}': 1\n", "x".repeat(900_000)));
    drawn(&format!("{}: 1\n", "x".repeat(900_000)));
}

#[test]
fn shapes_of_all_kinds_everywhere() {
    // Every value of the good file, replaced by one of every other shape.
    let values: Vec<(usize, usize)> = value_places();
    for shape in ["", "~", "[]", "{}", "[1, [2]]", "{ a: b }", "''", "-1", "1.5", "\"\\e\"", "*a"] {
        for (start, end) in &values {
            let mut text = CLINIC.to_owned();
            text.replace_range(start..end, shape);
            drawn(&text);
        }
    }
}

/// The places of all scalars in the good file that follow a colon, roughly.
fn value_places() -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (colon, _) in CLINIC.match_indices(": ") {
        let start = colon + 2;
        let rest = &CLINIC[start..];
        let end = rest.find(['\n', ',', '}', ']']).unwrap_or(rest.len());
        places.push((start, start + end));
    }
    places
}

/// What YAML is made of, and some of what it should not be.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    "? ",
    ",",
    "\n",
    "\r\n",
    "  ",
    "\n  ",
    "\n    ",
    "\t",
    "#",
    "'",
    "\"",
    "|",
    ">",
    "&a ",
    "*a",
    "!t ",
    "%",
    "@",
    "---\n",
    "...\n",
    "<<: ",
    "~",
    "\\",
    "é",
    "\u{202e}",
    "\u{feff}",
    "\u{1b}[31m",
    "\0",
    "1e9",
    "-",
    "0",
    "all: ",
    "any: ",
    "not: ",
    "when: ",
    "yes",
    "null",
    "a",
    "b",
    "a: ",
    "b: ",
];

/// A change of one place of a text, in bytes, so that it may break anything.
#[derive(Debug, Clone)]
enum Mutation {
    Insert(usize, Vec<u8>),
    Delete(usize, usize),
    Repeat(usize, usize, usize),
    Move(usize, usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = prop_oneof![
        prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop_oneof![
        (any::<usize>(), piece).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        (any::<usize>(), 1..60_usize).prop_map(|(at, length)| Mutation::Delete(at, length)),
        (any::<usize>(), 1..200_usize, 1..5_usize)
            .prop_map(|(at, length, times)| Mutation::Repeat(at, length, times)),
        (any::<usize>(), 1..200_usize, any::<usize>())
            .prop_map(|(at, length, to)| Mutation::Move(at, length, to)),
    ]
}

fn apply(bytes: &mut Vec<u8>, mutation: Mutation) {
    let place = |at: usize, bytes: &[u8]| at % (bytes.len() + 1);
    match mutation {
        Mutation::Insert(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..at, piece);
        }
        Mutation::Delete(at, length) => {
            let at = place(at, bytes);
            let end = (at + length).min(bytes.len());
            bytes.drain(at..end);
        }
        Mutation::Repeat(at, length, times) => {
            let at = place(at, bytes);
            let end = (at + length).min(bytes.len());
            let piece = bytes[at..end].repeat(times);
            bytes.splice(at..at, piece);
        }
        Mutation::Move(at, length, to) => {
            let at = place(at, bytes);
            let end = (at + length).min(bytes.len());
            let piece: Vec<u8> = bytes.drain(at..end).collect();
            let to = place(to, bytes);
            bytes.splice(to..to, piece);
        }
    }
}

/// Takes bytes the way a file comes in.
fn take(bytes: Vec<u8>) {
    if let Err(rejected) = load(decode("test.yaml", bytes)) {
        assert!(!draw(&rejected, false).contains(steers));
        assert!(!rejected.to_string().contains(steers));
    }
}

proptest! {
    #![proptest_config(config(400, 20_261_103))]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        take(bytes);
    }

    #[test]
    fn arbitrary_text(text in "\\PC{0,300}") {
        take(text.into_bytes());
    }

    #[test]
    fn yaml_of_sorts(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        take(pieces.concat().into_bytes());
    }

    #[test]
    fn mutated_files(
        broken in any::<bool>(),
        mutations in prop::collection::vec(mutation(), 1..8),
    ) {
        let mut bytes = if broken { BROKEN } else { CLINIC }.as_bytes().to_vec();
        for mutation in mutations {
            apply(&mut bytes, mutation);
        }
        take(bytes);
    }
}
