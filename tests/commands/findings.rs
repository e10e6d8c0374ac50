//! How findings look under the source, and that nothing in them steers a terminal.

use coach::report::findings::{draw, draw_by_rule, draw_without_source};
use coach::text::source::{Finding, Insertion, Rejected, SourceFile};

fn rejected(text: &str, findings: Vec<Finding>) -> Rejected {
    Rejected { file: SourceFile::new("file.yaml", text), findings }
}

#[test]
fn a_finding_stands_under_its_line() {
    let finding = Finding::error(7..12, "unknown key `titel`")
        .label("in here")
        .related(0..5, "beside this one")
        .help("mend it")
        .did_you_mean(Some("title"));
    insta::assert_snapshot!(draw(&rejected("id: a\r\ntitel: b\r\n", vec![finding]), false), @r"
    error: unknown key `titel`
     --> file.yaml:2:1
      |
    1 | id: a
      | ----- beside this one
    2 | titel: b
      | ^^^^^ in here
      |
      = help: mend it
    help: did you mean `title`?
      |
    2 - titel: b
    2 + title: b
      |
    ");
}

#[test]
fn a_quoted_word_keeps_its_quotes_and_a_number_needs_none() {
    let text = r#"{"usrs": "1e3", 'a': 1}"#;
    let shown = |span, meant| {
        let finding = Finding::error(span, "wrong").did_you_mean(Some(meant));
        draw(&rejected(text, vec![finding]), false)
    };
    let key = shown(1..7, "users");
    assert!(key.contains(r#" {"users": "1e3", 'a': 1}"#), "{key}");
    let number = shown(9..14, "1000");
    assert!(number.contains(r#"+ {"usrs": 1000, 'a': 1}"#), "{number}");
    let single = shown(16..19, "b");
    assert!(single.contains(r#" {"usrs": "1e3", 'b': 1}"#), "{single}");
}

#[test]
fn a_place_far_away_is_shown_apart() {
    let text = format!("a: 1\n{}a: 2\n", "# filler\n".repeat(20));
    let finding =
        Finding::error(text.len() - 5..text.len() - 4, "a second time").related(0..1, "first here");
    insta::assert_snapshot!(draw(&rejected(&text, vec![finding]), false), @r"
    error: a second time
      --> file.yaml:22:1
       |
    22 | a: 2
       | ^
       |
      ::: file.yaml:1:1
       |
     1 | a: 1
       | - first here
    ");
}

#[test]
fn of_a_long_line_the_surroundings_are_shown_and_the_true_column() {
    let text = format!("{} WRONG {}", "x".repeat(5000), "y".repeat(5000));
    let finding = Finding::error(5001..5006, "not this").did_you_mean(Some("right"));
    let drawn = draw(&rejected(&text, vec![finding]), false);
    assert!(drawn.contains("--> file.yaml:1:5002"), "{drawn}");
    assert!(drawn.lines().all(|line| line.chars().count() < 160), "{drawn}");
    assert!(drawn.contains("xxx right yyy"), "{drawn}");
}

#[test]
fn places_outside_the_text_or_within_a_character_are_drawn_all_the_same() {
    for (start, end) in [(0, 0), (1, 2), (3, 900), (900, 901), (4, 2)] {
        let finding = Finding::error(start..end, "here").related(end..start, "and there");
        draw(&rejected("é\nü\n", vec![finding.clone()]), false);
        draw(&rejected("", vec![finding]), true);
    }
}

#[test]
fn nothing_in_a_finding_steers_the_terminal() {
    let text = "a\u{1b}[31mb\u{202e}c\u{7f}\u{9b}d\te\r";
    let finding = Finding::error(0..1, text)
        .label(text)
        .related(3..4, text)
        .help(text)
        .did_you_mean(Some(text));
    let file = SourceFile::new(text, format!("{text}\n{text}\n"));
    let drawn = draw(&Rejected { file, findings: vec![finding] }, false);
    let steers =
        |character: char| character != '\n' && (character.is_control() || character == '\u{202e}');
    assert!(!drawn.contains(steers), "{drawn:?}");
    assert!(drawn.contains(r"a\u{1b}[31mb\u{202e}c"), "{drawn}");
}

#[test]
fn without_colour_there_is_no_style_and_with_it_there_is() {
    let rejected = rejected("a: 1\n", vec![Finding::error(0..1, "wrong")]);
    assert!(!draw(&rejected, false).contains('\u{1b}'));
    assert!(draw(&rejected, true).contains('\u{1b}'));
}

#[test]
fn a_line_to_write_is_shown_where_it_goes() {
    let text = "facts:\n  a: yes\n  c: no\n";
    let missing = |at: usize, line: &str| {
        Finding::error(at..at, "`b` is not known")
            .help("ask: “How about b?”")
            .insertion(Insertion { at, text: line.to_owned() })
    };
    let file = SourceFile::new("file.yaml", text);
    let drawn =
        draw_by_rule(&file, &missing(16, "  b: unknown   # x | y\n"), "missing-fact", false);
    insta::assert_snapshot!(drawn, @r"
    error[missing-fact]: `b` is not known
     --> file.yaml:3:1
      = help: ask: “How about b?”
    help: write it here
      |
    3 +   b: unknown   # x | y
      |
    ");
    let drawn = draw_by_rule(&file, &missing(text.len(), "  d: unknown\n"), "missing-fact", false);
    insta::assert_snapshot!(drawn, @r"
    error[missing-fact]: `b` is not known
     --> file.yaml:4:1
      = help: ask: “How about b?”
    help: write it here
      |
    4 +   d: unknown
      |
    ");
    let file = SourceFile::new("file.yaml", "facts: { a: yes }");
    let drawn = draw_by_rule(&file, &missing(15, ", b: unknown"), "missing-fact", false);
    insta::assert_snapshot!(drawn, @r"
    error[missing-fact]: `b` is not known
     --> file.yaml:1:16
      = help: ask: “How about b?”
    help: write it here
      |
    1 | facts: { a: yes, b: unknown }
      |                ++++++++++++
    ");
    let file = SourceFile::new("file.yaml", "facts:\n  a: yes");
    let drawn = draw_by_rule(&file, &missing(15, "\n  b: unknown"), "missing-fact", false);
    insta::assert_snapshot!(drawn, @r"
    error[missing-fact]: `b` is not known
     --> file.yaml:2:9
      = help: ask: “How about b?”
    help: write it here
      |
    3 +   b: unknown
      |
    ");
}

#[test]
fn a_file_without_a_text_is_told_by_its_path() {
    let finding = Finding::error(0..0, "cannot read this").help("look\u{7} at it");
    let drawn = draw_without_source("a/\u{1b}[31mb.yaml", &finding, "wrong-file", false);
    insta::assert_snapshot!(drawn, @r"
    error[wrong-file]: cannot read this
     --> a/\u{1b}[31mb.yaml
      = help: look\u{7} at it
    ");
}
