//! Whatever stands in a deal, an answers file or a flag: an answer or an error, never a panic or
//! a hang, and nothing in a message that steers a terminal.

use crate::effort::config;
use crate::every_type::{
    HEADER, file_with, known, names_beside, playbook, question, read, with_facts, wrong,
};
use coach::deal::answers::parse_answer;
use coach::deal::file::DealFile;
use coach::deal::layers::{AnswerFlag, Layers, apply};
use coach::deal::load::{self, parse_answers_file};
use coach::deal::names::deal_path;
use coach::deal::{Fact, Facts, KnownFrom};
use coach::text::source::{SourceFile, decode, read_file};
use proptest::prelude::*;

const DEAL: &str = "\
format: 1
deal: Acme Clinics   # ours
playbook: every-type
facts:
  agreed: yes
  hosting: [cloud, either]  # asked twice
  needs: { includes: [sms], excludes: [billing] }
  users:
    - { answer: 20..50, by: Dana }
    - answer: 30
      source: assumption
  price: { less_than: 20.5 }
  # the last word
  remark: |
    some
    words
notes: >-
  free text
pursue: yes
waivers: []
";

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = HEADER.to_owned() + "  a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for level in 1..30 {
        let one = format!("*a{}", level - 1);
        text += &format!("  a{level}: &a{level} [{}]\n", [one.as_str(); 9].join(", "));
    }
    assert!(wrong(&text)[0].contains("anchors are not part of this format"), "{:?}", wrong(&text));
}

#[test]
fn nesting_10_000_deep_is_refused() {
    let flow = format!("{HEADER}  users: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    assert!(wrong(&flow)[0].contains("nested deeper than 32 levels"), "{:?}", wrong(&flow));
    let maps = format!("{HEADER}  users: {}\n", "{a: ".repeat(10_000));
    assert!(wrong(&maps)[0].contains("nested deeper than 32 levels"), "{:?}", wrong(&maps));
    let block = format!("{HEADER}  users: {}\n", "- ".repeat(10_000));
    assert!(!wrong(&block).is_empty());
}

#[test]
fn fifty_mebibytes_are_refused() {
    let (_folder, path) = file_with(&"a: b\n".repeat(10 * 1024 * 1024));
    for file in [read_file(&path).unwrap(), DealFile::open(&path).unwrap().source().clone()] {
        let refused = load::open(file).unwrap_err().to_string();
        assert!(refused.contains(":209716:2: the file is larger than 1 MiB"), "{refused}");
    }
}

#[test]
fn a_mebibyte_of_mistakes_is_told_in_time() {
    let unknown: String = (0..60_000).map(|key| format!("  usrs{key}: 20\n")).collect();
    assert!(wrong(&format!("{HEADER}{unknown}")).len() <= 200);
    let options = "clod, ".repeat(150_000);
    assert!(wrong(&format!("{HEADER}  needs: [{options}]\n")).len() <= 200);
    let numbers = "1.5, ".repeat(200_000);
    assert_eq!(wrong(&format!("{HEADER}  price: [{numbers}]\n")).len(), 1);
    let people = "{answer: 1}, ".repeat(70_000);
    assert_eq!(wrong(&format!("{HEADER}  price: [{people}]\n")).len(), 1);
    let digits = "9".repeat(1_000_000);
    assert_eq!(wrong(&format!("{HEADER}  price: {digits}\n")).len(), 1);
}

#[test]
fn a_nul_byte_is_refused() {
    assert_eq!(
        wrong(&format!("{HEADER}  remark: a\0b\n")),
        ["5:12: the file holds a NUL byte, so it is not text"]
    );
}

#[test]
fn invalid_utf_8_is_refused() {
    let bytes = b"format: 1\ndeal: \xc3\x28\n".to_vec();
    let refused = load::open(decode("acme.deal.yaml", bytes)).unwrap_err();
    let told = "acme.deal.yaml:2:7: not UTF-8 text: the byte 0xc3 stands here";
    assert_eq!(refused.to_string(), told);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(read(&format!("\u{feff}{DEAL}")), read(DEAL));
}

#[test]
fn line_breaks_of_windows_are_line_breaks() {
    assert_eq!(read(&DEAL.replace('\n', "\r\n")), read(DEAL));
}

#[test]
fn duplicate_keys_are_refused_at_every_level() {
    for (text, message) in [
        ("format: 1\nformat: 1\nplaybook: every-type\n".to_owned(), "2:1: the key `format`"),
        (format!("{HEADER}  users: 1\n  price: 2\n  users: 3\n"), "7:3: the key `users`"),
        (format!("{HEADER}  users: {{answer: 1, answer: 2}}\n"), "5:22: the key `answer`"),
        (format!("{HEADER}  price: {{is: 1, is: 2}}\n"), "5:18: the key `is`"),
    ] {
        assert_eq!(wrong(&text), [format!("{message} stands here a second time")]);
    }
}

#[test]
fn escape_sequences_in_any_text_are_refused_and_never_repeated() {
    let escape = "\"a\\e[31mb\"";
    for text in [
        format!("format: 1\nplaybook: every-type\ndeal: {escape}\n"),
        format!("format: 1\nplaybook: {escape}\n"),
        format!("{HEADER}  {escape}: 20\n"),
        format!("{HEADER}  hosting: {escape}\n"),
        format!("{HEADER}  needs: [{escape}]\n"),
        format!("{HEADER}  users: {escape}\n"),
        format!("{HEADER}  price: {{ {escape}: 1 }}\n"),
        format!("{HEADER}  price: {{ is: {escape} }}\n"),
        format!("{HEADER}  remark: {escape}\n"),
        format!("{HEADER}  remark: {{ answer: a, source: {escape} }}\n"),
        format!("{HEADER}  remark: {{ answer: a, by: {escape} }}\n"),
        format!("{HEADER}  remark: {{ answer: a, date: {escape} }}\n"),
        format!("{HEADER}  remark: {{ answer: a, note: {escape} }}\n"),
        format!("{HEADER}notes: {escape}\n"),
        format!("{HEADER}pursue: {escape}\n"),
        format!("{HEADER}waivers: [{{ rule: {escape}, because: a }}]\n"),
        format!("{HEADER}waivers: [{{ rule: a, because: {escape} }}]\n"),
        format!("{HEADER}waivers: [{{ rule: a, because: b, question: {escape} }}]\n"),
        format!("{HEADER}waivers: [{{ rule: a, because: b, by: {escape} }}]\n"),
        format!("{HEADER}waivers: [{{ rule: a, because: b, until: {escape} }}]\n"),
        format!("{HEADER}{escape}: a\n"),
    ] {
        let rejected = read(&text).expect_err(&text);
        assert!(!rejected.to_string().contains('\u{1b}'), "{text}");
        for finding in rejected.findings {
            let words = [Some(finding.message), finding.help, finding.replacement];
            assert!(words.iter().flatten().all(|word| !word.contains('\u{1b}')), "{text}");
        }
    }
    // Written into the file as they are, they are not even YAML.
    assert!(!wrong(&format!("{HEADER}notes: a\u{1b}[31mb\n")).is_empty());
    let hidden = format!("{HEADER}notes: a\u{202e}b\n");
    assert!(wrong(&hidden)[0].contains("U+202E"), "{:?}", wrong(&hidden));
}

#[test]
fn a_name_with_dots_and_slashes_is_only_a_name() {
    let text = "format: 1\ndeal: ../../elsewhere\nplaybook: every-type\n";
    let (_folder, path) = file_with(text);
    let mut file = DealFile::open(&path).unwrap();
    let mut deal = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
    assert_eq!(deal.name, "../../elsewhere");
    deal.pursue = Some(false);
    let _ = file.save(&deal, &playbook()).unwrap();
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
    assert!(deal_path("..").is_err() && deal_path("deals/..").is_err() && deal_path("a/").is_err());
    let refused = read("format: 1\nplaybook: every-type\nfacts:\n  ../users: 20\n").unwrap_err();
    assert!(refused.to_string().contains("no question `../users`"), "{refused}");
}

/// The text with some of its parts replaced by what is likely to hurt.
fn mutated(text: &'static str) -> impl Strategy<Value = String> {
    let snippets = [
        "", " ", "\n", "\t", ":", ": ", "- ", "#", "[", "]", "{", "}", ",", "'", "\"", "|", ">",
        "&a ", "*a", "!t ", "?", "~", "..", "é", "\u{1b}", "\0", "\r\n", "0", "-1", "unknown",
        "---\n", "...\n", "answer: ", "\\", "%", "facts: ", "users: ", "\u{feff}", "{}", "[]",
        "\n\n", "  ",
    ];
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    let edit = (prop::sample::select(places), 0..4_usize, prop::sample::select(snippets.to_vec()));
    prop::collection::vec(edit, 1..4).prop_map(move |mut edits| {
        edits.sort_by_key(|(place, ..)| std::cmp::Reverse(*place));
        let mut text = text.to_owned();
        for (place, length, snippet) in edits {
            let end = (place + length).min(text.len());
            if text.is_char_boundary(end) {
                text.replace_range(place..end, snippet);
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(config(2_000, 20_261_103))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let file = decode("bytes", bytes);
        let playbook = playbook();
        let _ = parse_answers_file(file.clone(), &playbook);
        let _ = load::open(file).and_then(|deal| deal.read(&playbook));
    }

    #[test]
    fn any_mutation_of_a_deal_is_read_or_refused_with_a_place(text in mutated(DEAL)) {
        if let Err(rejected) = read(&text) {
            prop_assert!(!rejected.findings.is_empty());
            for finding in &rejected.findings {
                let text = rejected.file.text.get(finding.span.clone());
                prop_assert!(text.is_some(), "{:?}", finding);
                prop_assert!(!finding.message.contains(char::is_control));
            }
        }
    }

    #[test]
    fn any_answer_is_read_or_refused(text in "\\PC{0,40}|[-+|,.<>=0-9a-z ]{0,40}|(\\PC|\\pC){0,20}") {
        let playbook = playbook();
        for question in &playbook.questions {
            if let Err(error) = parse_answer(question, &text) {
                prop_assert!(!error.to_string().contains(char::is_control));
            }
            let flags = vec![AnswerFlag::answer(format!("{}={text}", question.id)), AnswerFlag::assume(&text)];
            let layers = Layers { flags, ..Layers::default() };
            for error in apply(&mut Facts::none(&playbook), &playbook, &layers).err().unwrap_or_default() {
                prop_assert!(!error.to_string().contains(char::is_control));
            }
        }
    }
}

proptest! {
    #![proptest_config(config(400, 20_261_103))]

    /// However a valid deal is laid out, saving changes what was meant and nothing else.
    #[test]
    fn any_deal_that_reads_can_be_saved(text in mutated(DEAL), change in 0..6_usize) {
        let Ok(deal) = read(&text) else { return Ok(()) };
        let (_folder, path) = file_with(&text);
        let playbook = playbook();
        let mut file = DealFile::open(&path).unwrap();
        let mut changed = deal.clone();
        let (id, value) = [
            ("agreed", "no"), ("hosting", "cloud"), ("needs", ""), ("users", "..40"),
            ("price", "<5|7"), ("remark", "new: 'words'\nand # more"),
        ][change];
        let answer = parse_answer(question(&playbook, id), value).unwrap();
        let said = Fact::new(answer, KnownFrom::Document);
        changed.facts.set(playbook.find_question(id).unwrap(), vec![said]);
        let _ = file.save(&changed, &playbook).unwrap();
        drop(file);
        let written = std::fs::read_to_string(&path).unwrap();
        prop_assert_eq!(read(&written).unwrap(), changed, "{}\n->\n{}", text, written);
    }
}

#[test]
fn the_deal_that_is_mutated_reads() {
    assert_eq!(known(&read(DEAL).unwrap(), "users"), ["20 to 50 people", "30 people (assumption)"]);
    assert_eq!(known(&with_facts("  remark: fine\n"), "remark"), ["fine"]);
    let empty = SourceFile::new("answers", "{}");
    assert_eq!(parse_answers_file(empty, &playbook()), Ok(Facts::none(&playbook())));
}
