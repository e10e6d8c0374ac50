//! `coach playbook fmt`: one layout for every playbook, in which nothing is lost.

use std::fs;
use std::path::Path;

use crate::desk::Desk;
use crate::effort::{cases, is_full};
use crate::reference::playbooks::{SMALL, write};
use crate::reference::tape::{Tape, row};
use coach::playbook::Playbook;
use coach::playbook::canonical::canonical;
use coach::playbook::load::load;
use coach::text::source::SourceFile;

/// A playbook as nobody should write it.
const MESSY: &str = r#"
---
# What heads the file.

# About the id.
id: "messy"   # the id
format:    1
title: 'Messy'
offer: {name: Thing,   not_for: "Nobody: at all", solves: 'Something' }   # the offer
summary: "It's one long line that goes on and on, further than any line in a playbook should ever go, until it ends."
fit:
    signals:
    - weight: 3
      id: felt   # the id of felt
      # About because.
      because: >
        They have
        said so.
      when: {likes: yes}
      # Commented out:
      # what: else
    threshold: 3
    must_haves: [{ id: size, when: { users: { at_least: 2,   # two
        less_than: 20 } }, because: Small. }]
stages:
- id: only
  title: "Only"
  questions:
  - ask: |
      Line one # no comment
      line two
    id: likes
    type: yes_no


    # About likely.
    likely: { yes: 3,
              no: 1 }
  - # Before an id.
    id: users   # the users
    type: number
    ask: How many?
    listen_for: ["10", 'a: b', "it's", - no, '']
  buyer_asks: What?
# The end.
"#;

const TIDY: &str = r#"# What heads the file.

format: 1
# About the id.
id: messy   # the id
title: Messy
summary: >-
  It's one long line that goes on and on, further than any line in a playbook should ever go, until
  it ends.
offer: { name: Thing, solves: Something, not_for: 'Nobody: at all' }   # the offer

stages:
  - id: only
    title: Only
    buyer_asks: What?
    questions:
      - id: likes
        ask: |-
          Line one # no comment
          line two
        type: yes_no

        # About likely.
        likely: { yes: 3, no: 1 }
      # Before an id.
      - id: users   # the users
        ask: How many?
        listen_for: ['10', 'a: b', it's, '- no']
        type: number

fit:
  must_haves:
    - id: size
      when:
        users:
          at_least: 2   # two
          less_than: 20
      because: Small.

  signals:
    - id: felt   # the id of felt
      when: { likes: yes }
      weight: 3
      # About because.
      because: They have said so.
      # Commented out:
      # what: else

  threshold: 3
# The end.
"#;

fn messy() -> String {
    MESSY.trim_start().replace(", - no, ''", ", '- no'")
}

fn read(text: &str) -> Option<Playbook> {
    load(SourceFile::new("playbook.yaml", text)).ok()
}

#[track_caller]
fn laid_out(text: &str) -> String {
    match canonical(&SourceFile::new("playbook.yaml", text)) {
        Ok(text) => text,
        Err(error) => panic!("{error}\n{text}"),
    }
}

fn shipped() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| !path.to_string_lossy().ends_with(".test.yaml"));
    paths.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn a_messy_playbook_becomes_a_tidy_one() {
    assert_eq!(laid_out(&messy()), TIDY);
    assert_eq!(laid_out(TIDY), TIDY);
}

#[test]
fn shipped_playbooks_are_laid_out_so() {
    for (name, text) in shipped() {
        assert!(laid_out(&text) == text, "{name}: run `coach playbook fmt`");
    }
}

#[test]
fn line_breaks_of_windows_stay() {
    let windows = messy().replace('\n', "\r\n");
    assert_eq!(laid_out(&windows), TIDY.replace('\n', "\r\n"));
}

#[test]
fn random_playbooks_keep_their_meaning_and_every_comment() {
    for seed in 0..cases(80) {
        let numbers = row(seed, 6000);
        let mut tape = Tape::new(&numbers);
        let plain = write(&mut tape, SMALL);
        let text = with_tricky_texts(&mut tape, &plain);
        assert_lays_out(&mut tape, &text, 24);
    }
}

#[test]
fn shipped_playbooks_keep_their_meaning_and_every_comment() {
    for (name, text) in shipped() {
        for seed in 0..cases(2) {
            let numbers = row(1000 + seed, 4000);
            println!("{name} {seed}");
            assert_lays_out(&mut Tape::new(&numbers), &text, if is_full() { 15 } else { 5 });
        }
    }
}

/// The playbook with texts that need care, in all the ways in which YAML writes them.
fn with_tricky_texts(tape: &mut Tape<'_>, text: &str) -> String {
    let long = "word ".repeat(40).trim_end().to_owned();
    let texts = [
        "'What: this?'".to_owned(),
        "\"# it's\"".to_owned(),
        "'it''s \"so\" # really'".to_owned(),
        "\"a \\\"b\\\" \\\\ c\\nd\"".to_owned(),
        "\"yes\"".to_owned(),
        "'12'".to_owned(),
        "- # no comment\n".replace("- ", ">-\n          ") + "          and more",
        "|\n          line one\n\n            # line two\n          three".to_owned(),
        format!("{long} end"),
        format!("'{long}: end'"),
        format!("\"{long} two  spaces {long}\""),
        format!(">\n          {long}\n          {long}\n\n          more"),
        "x".repeat(120),
        "What of\n          it".to_owned(),
        "@ \u{e9}\u{2026}".replace('@', "a"),
    ];
    let mut parts = text.split("What of it?");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        text.push_str(tape.pick::<String>(&texts));
        text.push_str(part);
    }
    text
}

/// Sprinkles comments and blank lines over a playbook and lays it out.
fn assert_lays_out(tape: &mut Tape<'_>, text: &str, comments: usize) {
    let playbook = read(text).unwrap();
    let mut text = text.to_owned();
    let mut sprinkled = Vec::new();
    for number in 0..comments {
        let comment = format!("# comment {number}");
        let moved = mangle(tape, &text);
        if read(&moved).as_ref() == Some(&playbook) {
            text = moved;
        }
        let changed = sprinkle(tape, &text, &comment);
        // What became part of a text, or broke it, is no comment.
        if changed != text && read(&changed).as_ref() == Some(&playbook) {
            text = changed;
            sprinkled.push(comment);
        }
    }
    let tidy = laid_out(&text);
    assert_eq!(read(&tidy).as_ref(), Some(&playbook), "{text}\n=>\n{tidy}");
    assert_eq!(laid_out(&tidy), tidy, "{text}");
    for comment in sprinkled {
        let with_end = format!("{comment}\n");
        assert_eq!(tidy.matches(&with_end).count(), 1, "{comment}\n{text}\n=>\n{tidy}");
    }
    for line in tidy.lines() {
        assert_eq!(line.trim_end(), line, "{tidy}");
    }
}

/// A comment put somewhere: on a line of its own, behind a line, or within brackets.
fn sprinkle(tape: &mut Tape<'_>, text: &str, comment: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = tape.below(lines.len());
    let depth = lines[place].len() - lines[place].trim_start().len();
    let form = if lines[place].contains('#') { tape.below(4) } else { tape.below(8) };
    match form {
        0 => lines.insert(place, comment.to_owned()),
        1 => lines.insert(place, format!("{}{comment}", " ".repeat(depth))),
        2 => lines.insert(place, format!("\n{}{comment}\n", " ".repeat(tape.below(12)))),
        3 => lines.insert(place, format!("{}{comment}", " ".repeat(depth + 2))),
        4 | 5 => lines[place].push_str(&format!("{}{comment}", " ".repeat(1 + tape.below(9)))),
        _ => {
            let signs: Vec<usize> =
                lines[place].match_indices([',', '{', '[', '}', ']']).map(|(at, _)| at).collect();
            if !signs.is_empty() {
                let at = *tape.pick(&signs) + tape.below(2);
                let (before, after) = lines[place].split_at(at);
                let indent = " ".repeat(depth + 4);
                lines[place] = format!("{before} {comment}\n{indent}{after}");
            }
        }
    }
    lines.join("\n") + "\n"
}

/// The same in another layout, or something else.
fn mangle(tape: &mut Tape<'_>, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = tape.below(lines.len() - 1);
    match tape.below(4) {
        0 => lines.swap(place, place + 1),
        1 => lines[place].push_str("  "),
        2 => {
            if let Some((key, value)) = lines[place].clone().split_once(": ") {
                lines[place] = format!("{key}:   \"{value}\"");
            }
        }
        _ => {
            if let Some((key, value)) = lines[place].clone().split_once(": ") {
                let depth = key.len() - key.trim_start().len();
                lines[place] = format!("{key}:\n{}{value}", " ".repeat(depth + 6));
            }
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn it_writes_only_what_changes_and_says_so() {
    let desk = Desk::empty();
    desk.write("playbooks/messy.yaml", &messy());
    desk.write("playbooks/messy.test.yaml", "cases:   []\n");
    let run = desk.coach(&["playbook", "fmt", "--check"]).ended_with(1);
    assert_eq!(run.stdout, "playbooks/messy.yaml\n");
    assert_eq!(run.stderr, "1 playbook would change\n");
    let run = desk.coach(&["playbook", "fmt", "--diff"]).ended_with(1);
    assert!(run.stdout.starts_with("--- a/playbooks/messy.yaml\n+++ b/playbooks/messy.yaml\n@@"));
    assert!(run.stdout.contains("\n-title: 'Messy'\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\n+title: Messy\n"), "{}", run.stdout);
    assert_eq!(desk.read("playbooks/messy.yaml"), messy());
    let run = desk.coach(&["playbook", "fmt"]).succeeded();
    assert_eq!(run.stdout, "playbooks/messy.yaml\n");
    assert_eq!(desk.read("playbooks/messy.yaml"), TIDY);
    let run = desk.coach(&["playbook", "fmt", "--check"]).succeeded();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", "0 playbooks would change\n"));
    assert_eq!(desk.read("playbooks/messy.test.yaml"), "cases:   []\n");
}

#[test]
fn a_wrong_file_is_told_and_left_alone_while_others_are_laid_out() {
    let desk = Desk::empty();
    let wrong = messy().replace("type: number", "type: nmber");
    desk.write("wrong.yaml", &wrong);
    desk.write("right.yaml", &messy());
    let run = desk.coach(&["playbook", "fmt", "wrong.yaml", "right.yaml"]).ended_with(2);
    assert!(run.stderr.contains("wrong.yaml:") && run.stderr.contains("nmber"), "{}", run.stderr);
    assert_eq!(desk.read("wrong.yaml"), wrong);
    assert_eq!(desk.read("right.yaml"), TIDY);
    desk.coach(&["playbook", "fmt"]).complains(&["there is no file `playbooks`"]);
    desk.write("empty/readme.md", "");
    desk.coach(&["playbook", "fmt", "empty"]).complains(&["there is no playbook in the folder"]);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let desk = Desk::empty();
    let run = desk.coach_reading(messy(), &["playbook", "fmt", "-"]).succeeded();
    assert_eq!(run.stdout, TIDY);
    desk.coach_reading(messy(), &["playbook", "fmt", "--check", "-"]).ended_with(1);
    desk.coach_reading(TIDY, &["playbook", "fmt", "--check", "-"]).succeeded();
    desk.coach_reading(TIDY, &["playbook", "fmt", "-", "a.yaml"]).complains(&["name it alone"]);
}

#[test]
fn a_sign_in_a_text_is_no_comment_wherever_the_text_stands() {
    let long = "\"We lose it\" is what they say when they speak of invoices, and the ticket is #123, or so";
    let text = SMALL_WORDS.replace("WORDS", &format!("'{long}'"));
    let laid_out = canonical(&SourceFile::new("playbook.yaml", text.clone())).unwrap();
    assert!(laid_out.contains("- >-\n") && laid_out.contains("#123"), "{laid_out}");
    let again = canonical(&SourceFile::new("playbook.yaml", laid_out.clone())).unwrap();
    assert_eq!(again, laid_out);
    // With a comment behind the sign of the block, and one below it.
    let block = format!("|-  # one\n            {long}\n            # no comment\n          # two");
    let text = SMALL_WORDS.replace("WORDS", &block);
    let laid_out = canonical(&SourceFile::new("playbook.yaml", text)).unwrap();
    for words in ["# one", "# two", "# no comment"] {
        assert_eq!(laid_out.matches(words).count(), 1, "{laid_out}");
    }
}

/// A playbook with room for words that a seller listens for.
const SMALL_WORDS: &str = "\
format: 1
id: small
title: Small
summary: S
offer: { name: N, solves: S }
stages:
  - id: only
    title: Only
    buyer_asks: Q?
    questions:
      - id: likes
        ask: Do they?
        listen_for:
          - WORDS
        type: yes_no
fit:
  must_haves:
    - { id: m, when: { likes: yes }, because: B }   # why
";

#[test]
fn every_end_of_a_line_is_laid_out_and_kept() {
    let expected = canonical(&SourceFile::new("playbook.yaml", messy())).unwrap();
    for line_break in ["\r\n", "\r"] {
        let text = messy().replace('\n', line_break);
        let laid_out = canonical(&SourceFile::new("playbook.yaml", text)).unwrap();
        assert_eq!(laid_out, expected.replace('\n', line_break));
    }
}

#[test]
fn a_playbook_in_json_stays_as_it_is() {
    let desk = Desk::empty();
    let json = r#"{"format": 1, "id": "j", "title": "J", "summary": "S", "offer": {"name": "N", "solves": "S"},
 "stages": [{"id": "s", "title": "S", "buyer_asks": "Q?", "questions": [{"id": "q", "ask": "A?", "type": "yes_no"}]}],
 "fit": {"must_haves": [{"id": "m", "when": {"q": true}, "because": "B"}]}}"#;
    desk.write("j.yaml", json);
    desk.coach(&["playbook", "fmt", "j.yaml"]).ended_with(2).complains(&["it is JSON"]);
    assert_eq!(desk.read("j.yaml"), json);
    desk.coach(&["playbook", "show", "./j.yaml"]).succeeded();
}
