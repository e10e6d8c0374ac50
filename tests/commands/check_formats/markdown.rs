//! For a pull request and the summary of a job, as a reader of CommonMark with tables sees it.

use coach::report::checks::{CheckedFile, Report, markdown};
use coach::text::source::{Finding, Insertion};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::effort::is_full;

use super::fixture::{self, MISSING, steers, written};

fn text_of(report: &Report) -> String {
    written(|out| markdown::write(report, out))
}

fn events(markdown: &str) -> Vec<Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect()
}

/// What is neither text nor of the kinds that a report is made of.
pub(crate) fn markup_in(markdown: &str) -> Vec<Event<'_>> {
    let is_expected = |event: &Event| match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::End(_) => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Strong
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
        ),
        _ => false,
    };
    events(markdown).into_iter().filter(|event| !is_expected(event)).collect()
}

/// The elements, in the order in which they start.
pub(crate) fn outline(markdown: &str) -> Vec<Tag<'_>> {
    let tag = |event| match event {
        Event::Start(tag) => Some(tag),
        _ => None,
    };
    events(markdown).into_iter().filter_map(tag).collect()
}

/// The words of each block that a reader sees.
fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for event in events(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => blocks.last_mut().unwrap().push_str(&text),
            Event::Start(Tag::Item | Tag::Heading { .. } | Tag::TableCell | Tag::CodeBlock(_)) => {
                blocks.push(String::new());
            }
            _ => {}
        }
    }
    blocks
}

/// What stands in the blocks of code.
fn code(markdown: &str) -> Vec<String> {
    let mut code: Vec<String> = Vec::new();
    let mut inside = false;
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                inside = true;
                code.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => code.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    code
}

#[test]
fn a_table_of_deals_stands_before_what_was_found() {
    insta::assert_snapshot!(text_of(&fixture::typical()), @r"
    ## 5 deals: 2 ready, 1 not ready, 2 could not be checked; 2 errors, 2 warnings, 1 waived

    Facts as of 2026-11-24.

    | Deal | Verdict | Buyer's stage | Status |
    | --- | --- | --- | --- |
    | Acme Clinics (deals/acme.deal.yaml) | undecided, fit if the assumptions hold | Requirements | **not ready**: 2 errors, 1 warning, 1 waived |
    | Beta (deals/beta.deal.yaml) | no fit | Problem | ready: 1 warning |
    | Gamma (deals/gamma.deal.yaml) | fit | every stage verified | ready |
    | deals/misspelt.deal.yaml | – | – | **not checked** |
    | deals/unreadable.deal.yaml | – | – | **not checked** |

    ### Acme Clinics (deals/acme.deal.yaml)

    - error **assumed-fact** in line 6, column 37: \`hosting\` is only assumed
      - Ask: “Where may your patients' records live?”
    - error **missing-fact** in line 7, column 1: \`budget\` is not known
      - Ask: “How would this be paid for, and who has agreed to that?”
      - Write:
        ```yaml
        budget: unknown   # approved | requested | none
        ```
    - warning **set-aside-fact** in line 7, column 3: \`reminders\` does not apply
      - Take it out, or mend the facts that it depends on

    ### Beta (deals/beta.deal.yaml)

    - warning **set-aside-fact** in line 5, column 3: \`users\` does not apply
      - Take it out

    ### deals/misspelt.deal.yaml

    - error **wrong-file** in line 1, column 1: \`playbook\` is missing
    - error **wrong-file** in line 2, column 1: unknown key \`dael\`
      - Did you mean \`deal\`?

    ### deals/unreadable.deal.yaml

    - error **wrong-file**: cannot read this file: permission denied

    ### Waived

    - Acme Clinics (deals/acme.deal.yaml): missing-fact on \`deadline\` until 2026-12-31: The board meets in December. (Dana)
    ");
}

#[test]
fn playbooks_have_neither_verdict_nor_stage() {
    insta::assert_snapshot!(text_of(&fixture::of_a_playbook()), @r"
    ## 1 file: passed; 1 warning

    | File | Status |
    | --- | --- |
    | playbooks/clinic-scheduling.yaml | passed: 1 warning |

    ### playbooks/clinic-scheduling.yaml

    - warning **set-aside-fact** in line 2, column 2: \`deadline\` is asked, but no rule uses it
      - Use it, or ask less
    ");
}

#[test]
fn where_nothing_was_found_there_is_but_the_table() {
    let gamma = fixture::typical().files.remove(2);
    insta::assert_snapshot!(text_of(&fixture::report(vec![gamma])), @r"
    ## 1 deal: ready

    Facts as of 2026-11-24.

    | Deal | Verdict | Buyer's stage | Status |
    | --- | --- | --- | --- |
    | Gamma (deals/gamma.deal.yaml) | fit | every stage verified | ready |
    ");
    assert_eq!(text_of(&fixture::report(Vec::new())), "## 0 deals\n\nFacts as of 2026-11-24.\n");
}

#[test]
fn of_many_deals_those_that_are_ready_are_counted() {
    let files = fixture::typical().files;
    let many = |ready: usize, others: &[CheckedFile]| {
        let files = std::iter::repeat_n(files[2].clone(), ready).chain(others.iter().cloned());
        text_of(&fixture::report(files.collect()))
    };
    let fifty = many(49, &files[..1]);
    assert_eq!(fifty.matches("| Gamma").count(), 49);
    let more = many(50, &files[..1]);
    assert!(!more.contains("Gamma"), "{more}");
    assert!(more.contains("| Acme Clinics"), "{more}");
    assert!(more.contains("\n\nAnd 50 more: ready.\n\n"), "{more}");
    assert_eq!(many(60, &[]), "## 60 deals: 60 ready\n\nFacts as of 2026-11-24.\n");
}

#[test]
fn no_text_becomes_markup() {
    let text = text_of(&fixture::nasty());
    assert!(!text.contains(steers), "{text:?}");
    assert_eq!(markup_in(&text), []);
    let shown =
        r#"50% | `a` <b> & "c" 'd' ]]> *e* ::error:: ü 語 \u{1b}[31mred\u{7}\u{0}\u{9b}\u{202e}"#;
    let name = format!("{shown}\\u{{fffe}} ({shown}\\u{{fffe}})");
    let blocks = blocks(&text);
    assert_eq!(blocks.iter().filter(|block| **block == name).count(), 2, "{blocks:#?}");
    let rows = events(&text).iter().filter(|event| **event == Event::Start(Tag::TableRow)).count();
    assert_eq!(rows, 2);
}

#[test]
fn lines_to_write_can_be_copied() {
    let lines = "facts:\n  budget: unknown   # approved | `requested`\n  ```: <b>\n";
    let insertion = Insertion { at: 0, text: lines.to_owned() };
    let finding = Finding::error(0..0, "missing").insertion(insertion);
    let result = fixture::result(&MISSING, None, finding);
    let file = fixture::file("a.deal.yaml", "", vec![result.clone(), result]);
    let text = text_of(&fixture::report(vec![file]));
    assert_eq!(code(&text), [lines, lines]);
}

/// What is text and not code, the pieces of each block that stand beside each other together: what
/// GitHub and GitLab look through for mentions, references and the like.
fn outside_code(markdown: &str) -> Vec<String> {
    let (mut pieces, mut in_block) = (vec![String::new()], false);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Text(text) if !in_block => pieces.last_mut().unwrap().push_str(&text),
            _ => pieces.push(String::new()),
        }
    }
    pieces
}

#[test]
fn nobody_is_notified_and_nothing_becomes_a_link_a_formula_or_a_picture() {
    let live = [
        "@team",
        "(@acme/sales)",
        "ask @dana.",
        "#1",
        "see acme/deals#12",
        "GH-7",
        "gh-7",
        "!3",
        "&4",
        "a5c3785",
        "1234567890123456789012345678901234567890",
        "acme/deals@a5c3785d",
        "https://evil.example/?a=b",
        "ftp://x",
        "www.evil.example",
        "(WWW.evil.example)",
        "dana@acme.example",
        "mailto:dana@acme.example",
        "$x$",
        "$a + b$",
        "$`x`$",
        ":+1:",
        "a:smile:b",
        "xmpp:a@b.c",
        "`@team`",
        "@a|@b",
        "@a`@b",
        "@a\\",
    ];
    for words in live {
        let page = text_of(&fixture::full_of(words));
        for piece in outside_code(&page) {
            for sign in ["@", "://", "$", "www.", "WWW.", ":+1:", ":smile:"] {
                assert!(!piece.contains(sign), "{words}: {piece} in {page}");
            }
            let number = |sign: &str| {
                piece.to_lowercase().match_indices(sign).any(|(at, _)| {
                    piece[at + sign.len()..].starts_with(|one: char| one.is_ascii_digit())
                })
            };
            assert!(!["#", "gh-", "!", "&"].into_iter().any(number), "{words}: {piece}");
            assert!(
                !piece.contains("a5c3785") && !piece.contains("1234567890"),
                "{words}: {piece}"
            );
        }
        assert_eq!(markup_in(&page), []);
        let shown = format!("{words} ({words})");
        assert!(blocks(&page).contains(&shown), "{words}: {page}");
    }
    for harmless in
        ["50 %", "ISO-9001", "C# and F#", "10:30", "a & b", "1000000", "decade", "really!"]
    {
        let page = text_of(&fixture::full_of(harmless));
        assert!(!events(&page).iter().any(|event| matches!(event, Event::Code(_))), "{harmless}");
    }
}

#[test]
fn what_there_is_no_room_for_is_counted() {
    const MOST: usize = 1024 * 1024;
    let acme = fixture::typical().files.remove(0);
    let few = text_of(&fixture::report(vec![acme.clone(); 60]));
    assert!(!few.contains("no room"));
    let all = if is_full() { 20_000 } else { 4_000 };
    let findings = acme.open().count();
    let page = text_of(&fixture::report(vec![acme; all]));
    assert!(page.len() < MOST && page.len() > MOST / 2, "{}", page.len());
    let (page, end) = page.split_once("\nThere is no room here for ").unwrap();
    let rows = page.matches("\n| Acme").count();
    let told = page.matches("\n- error").count() + page.matches("\n- warning").count();
    let expected = format!(
        "{} rows of the table, {} findings and {all} findings that are waived.\n",
        all - rows,
        findings * all - told
    );
    assert_eq!(end, expected);
    let mut short = Vec::new();
    markdown::write_within(&fixture::typical(), 0, &mut short).unwrap();
    assert!(short.len() < 1024);
}
