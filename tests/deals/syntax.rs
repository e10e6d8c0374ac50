//! What people write that is not YAML: each fault is told where its cause stands, with what to write.

use coach::text::source::{Finding, Findings, SourceFile};
use coach::text::yaml::{self, MAX_DEPTH, Node};

fn parsed(text: &str) -> (Option<Node>, Vec<Finding>) {
    let findings = Findings::new();
    let tree = yaml::parse(&SourceFile::new("x.yaml", text), &findings);
    (tree, findings.sorted())
}

/// The place of the one finding, its message, and the text as it was meant.
fn told(text: &str) -> (String, String, Option<String>) {
    let (_, findings) = parsed(text);
    let [finding] = findings.as_slice() else { panic!("{text:?}: {findings:?}") };
    let file = SourceFile::new("x.yaml", text);
    let (line, column) = file.line_and_column(finding.span.start);
    let right = finding.replacement.as_ref().map(|meant| {
        let mut right = text.to_owned();
        right.replace_range(finding.span.clone(), meant);
        right
    });
    let advice = finding.help.is_some() || right.is_some() || finding.related.is_some();
    assert!(advice || finding.message.contains("needs quotes"), "no advice: {finding:?}");
    (format!("{line}:{column}"), finding.message.clone(), right)
}

#[test]
fn what_was_meant_is_written_out_where_that_is_clear() {
    let faults = [
        ("users: >=20\nb: 1\n", "1:8", "users: '>=20'\nb: 1\n"),
        ("users: >20  # a comment\n", "1:8", "users: '>20'  # a comment\n"),
        ("users: |20\n", "1:8", "users: '|20'\n"),
        ("users:\t50\n", "1:1", "users: 50\n"),
        ("a:\n  users:\t\t50 # Dana\n", "2:3", "a:\n  users: 50 # Dana\n"),
        ("note: 'It's fine'\n", "1:7", "note: 'It''s fine'\n"),
        ("note: 'It's Kim''s'\n", "1:7", "note: 'It''s Kim''s'\n"),
        ("note: \"He said \"no\" to it\"\n", "1:7", "note: \"He said \\\"no\\\" to it\"\n"),
        ("a: 1\nusers:50\nb: 2\n", "2:1", "a: 1\nusers: 50\nb: 2\n"),
        ("users:50\nb: 2\n", "1:1", "users: 50\nb: 2\n"),
        ("note: Note: this\n", "1:7", "note: 'Note: this'\n"),
        ("a: @team\n", "1:4", "a: '@team'\n"),
        ("a: `x`\n", "1:4", "a: '`x`'\n"),
        ("a: %x\n", "1:4", "a: '%x'\n"),
        ("a: *x\n", "1:4", "a: '*x'\n"),
        ("a: & b\n", "1:4", "a: '& b'\n"),
        ("a: ? b\n", "1:4", "a: '? b'\n"),
        ("a: ,b\n", "1:4", "a: ',b'\n"),
        ("a:\n  - b\n  -c\n", "3:3", "a:\n  - b\n  - c\n"),
        ("a: [1, 2}\n", "1:9", "a: [1, 2]\n"),
        ("a: \"b\"# c\n", "1:7", "a: \"b\" # c\n"),
    ];
    for (wrong, place, right) in faults {
        let (at, message, meant) = told(wrong);
        assert_eq!((at.as_str(), meant.as_deref()), (place, Some(right)), "{wrong:?}: {message}");
        let (tree, findings) = parsed(right);
        assert!(tree.is_some() && findings.is_empty(), "{right:?}: {findings:?}");
    }
}

#[test]
fn where_it_is_not_the_place_and_the_way_are_told() {
    let faults = [
        ("note: 'open\nb: 1\n", "1:7", "the text that this `'` begins has no end"),
        ("a: {b: \"x}\n", "1:8", "the text that this `\"` begins has no end"),
        ("a: 'b' c\n", "1:8", "a text goes on behind its quotes"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1", "a tab indents this line"),
        ("a: >-\n\tb\n", "2:1", "a tab indents this line"),
        ("a: [1, 2\nb: 3\n", "1:4", "this `[` is never closed"),
        ("a: {x: 1\nb: [3]\n", "1:4", "this `{` is never closed"),
        ("a: [it's, \"]\", 2 # ]\nb: 3\n", "1:4", "this `[` is never closed"),
        ("a: ['C:\\'}\n", "1:10", "`}` closes what `[` opens"),
        ("a: [\"x\\\\\"}\n", "1:10", "`}` closes what `[` opens"),
        ("a: [\"x\\\"]}\"}\n", "1:12", "`}` closes what `[` opens"),
        ("a: ]\n", "1:4", "this `]` closes nothing"),
        ("{a: 1}}\n", "1:7", "this `}` closes nothing"),
        ("a: [1,,2]\n", "1:7", "nothing stands before this comma or bracket"),
        ("a: 1\n  b: 2\n", "2:3", "this line is indented as if it stood below the one above"),
        ("a: 1\n  b: 12:30\n", "2:3", "this line is indented as if it stood below the one above"),
        ("a:b: c\n  d: e\n", "2:3", "this line is indented as if it stood below the one above"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "this line begins in a column in which none above does"),
        ("a:\n  - b\n  c: 1\n", "3:3", "a key stands among the items of a list"),
        ("a: 1\n- b\n", "2:1", "an item of a list stands among keys"),
        ("a: - b\n", "1:4", "a list begins on the line below its key"),
        ("a: 1\nb\nc: 2\n", "2:1", "`b` is no key with a value"),
        ("a: |2\n b\n", "2:2", "this line is indented less than the text"),
        ("a: \"C:\\path\"\n", "1:7", "a backslash in double quotes begins an escape"),
        ("a: \"ok \\n \\x4\"\n", "1:11", "a backslash in double quotes begins an escape"),
        ("a: \"\\x41 \\u00e9 \\q\"\n", "1:17", "a backslash in double quotes begins an escape"),
        ("a: [b] c\n", "1:8", "nothing can stand here"),
        ("%x: 1\n", "1:1", "a key or a text that begins with `%` needs quotes"),
        ("a: !x\n", "1:4", "tags are not part of this format"),
    ];
    for (wrong, place, words) in faults {
        let (at, message, _) = told(wrong);
        assert_eq!(at, place, "{wrong:?}: {message}");
        assert!(message.starts_with(words), "{wrong:?}: {message}");
    }
}

#[test]
fn both_languages_nest_as_deep_and_no_deeper() {
    for (inside, key) in [("", "\"a\""), ("1", "\"a\""), ("", "a"), ("1", "a")] {
        let nested = |levels: usize| {
            format!("{{{key}: {}{inside}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1))
        };
        let (tree, findings) = parsed(&nested(MAX_DEPTH));
        assert!(tree.is_some() && findings.is_empty(), "{findings:?}");
        let (tree, findings) = parsed(&nested(MAX_DEPTH + 1));
        assert!(tree.is_none(), "{key} {inside}");
        assert_eq!(findings[0].message, "nested deeper than 32 levels");
        assert_eq!(findings[0].span.start, format!("{{{key}: ").len() + MAX_DEPTH - 1);
    }
}

#[test]
fn every_kind_of_line_end_counts() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["format: 1", "facts:", "  users:50", "  b: 1", ""].join(end);
        assert_eq!(told(&text).0, "3:3", "{end:?}");
        let hidden = ["format: 1", "deal: 'A'", "notes: |", "  a", "  b\u{200b}c", ""].join(end);
        let (at, message, _) = told(&hidden);
        assert_eq!(
            (at.as_str(), message.as_str()),
            ("5:4", "the hidden character U+200B stands here")
        );
    }
}

#[test]
fn hidden_characters_are_refused_where_they_stand() {
    for hidden in [
        '\u{2800}',
        '\u{16fe4}',
        '\u{1d159}',
        '\u{61c}',
        '\u{115f}',
        '\u{180e}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{202e}',
        '\u{2060}',
        '\u{2064}',
        '\u{2069}',
        '\u{3164}',
        '\u{e000}',
        '\u{fe0f}',
        '\u{fffa}',
        '\u{e0041}',
        '\u{e0100}',
        '\u{10ffff}',
        '\u{378}',
    ] {
        for text in [
            format!("a: b\nnote: so{hidden}me\n"),
            format!("a: b\n\"no{hidden}\": 1\n"),
            format!("a: b\nc: [x, 'y{hidden}']\n"),
        ] {
            let (at, message, _) = told(&text);
            let code = format!("the hidden character U+{:04X} stands here", u32::from(hidden));
            let before =
                text.lines().nth(1).unwrap().chars().position(|one| one == hidden).unwrap();
            assert_eq!((at, message), (format!("2:{}", before + 1), code), "{text:?}");
        }
        let (at, message, _) = told(&format!("a: \"b\\U{:08x}\"\n", u32::from(hidden)));
        assert_eq!(at, "1:4");
        assert!(message.ends_with("is written here as an escape"), "{message}");
    }
    for seen in ["👩\u{200d}🚀 ❤\u{fe0f}", "می\u{200c}خواهم", "a\u{a0}b\u{2009}c", "葛\u{e0100}"]
    {
        assert_eq!(parsed(&format!("a: {seen}\n")).1, Vec::new(), "{seen}");
    }
    assert_eq!(parsed("a: b # a\u{200b}comment\n").1, Vec::new(), "comments are nobody's text");
    assert_eq!(parsed("\u{feff}a: b\n").1, Vec::new());
}

#[test]
fn a_hidden_character_is_told_where_it_stands() {
    let (place, message, _) = told("a: 1\nsaid: It is ab\u{200e}cd\n");
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("2:15", "the hidden character U+200E stands here")
    );
}

#[test]
fn a_bracket_behind_a_comment_is_told_too() {
    let (place, message, _) = told("# a note [as it is\na: 1\nb: [x, y\nc: 2\n");
    assert!(place.starts_with("3:4"), "{place}: {message}");
}
