//! Saving deals: only what changed is written, as a person would write it.

use std::path::Path;

use crate::every_type::{HEADER, file_with, known, names_beside, playbook, question, read};
use coach::deal::answers::parse_answer;
use coach::deal::file::SaveError::{NotReadBack, NotWritten};
use coach::deal::file::{DealFile, Layout, OpenError};
use coach::deal::{Deal, Fact, KnownFrom, load};
use coach::text::saving::SaveError::{ChangedOnDisk, Exists, NoFolder, ReadOnly};

/// A fact as the command line states it.
fn fact(id: &str, text: &str, source: KnownFrom) -> Fact {
    Fact::new(parse_answer(question(&playbook(), id), text).unwrap(), source)
}

fn set(deal: &mut Deal, id: &str, facts: Vec<Fact>) {
    deal.facts.set(playbook().find_question(id).unwrap(), facts);
}

/// Sets the answer to a question, said by the prospect.
fn answer(deal: &mut Deal, id: &str, text: &str) {
    set(deal, id, vec![fact(id, text, KnownFrom::Prospect)]);
}

fn opened(path: &Path) -> (DealFile, Deal) {
    let file = DealFile::open(path).unwrap();
    let deal = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
    (file, deal)
}

/// The text of a file once a deal in it was changed and saved.
fn saved(text: &str, change: impl FnOnce(&mut Deal)) -> String {
    let (written, layout) = saved_in(text, change);
    assert_eq!(layout, Layout::Kept, "{text}");
    written
}

/// The same, and what became of the layout.
fn saved_in(text: &str, change: impl FnOnce(&mut Deal)) -> (String, Layout) {
    let (_folder, path) = file_with(text);
    let (mut file, mut deal) = opened(&path);
    change(&mut deal);
    let layout = file.save(&deal, &playbook()).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(read(&written).unwrap(), deal, "{written}");
    assert_eq!(names_beside(&path), ["acme.deal.yaml"], "nothing is left behind");
    (written, layout)
}

fn saved_facts(facts: &str, change: impl FnOnce(&mut Deal)) -> String {
    let written = saved(&format!("{HEADER}{facts}"), change);
    written.strip_prefix(HEADER).unwrap().to_owned()
}

#[test]
fn nothing_changed_is_nothing_written() {
    let text = "# ours\nformat:   1\nplaybook: 'every-type'\nfacts: {users: 20} # yes\n\n\n";
    assert_eq!(saved(text, |_| {}), text);
}

#[test]
fn an_answer_is_changed_in_place() {
    let facts = "  # asked twice
  users:   20..50   # about thirty, she says
  hosting: [cloud, either]

  # money
  price: { less_than: 20 }
  # the end
";
    let changed = saved_facts(facts, |deal| {
        answer(deal, "users", "30");
        answer(deal, "price", "..15");
    });
    assert_eq!(
        changed,
        "  # asked twice
  users:   30   # about thirty, she says
  hosting: [cloud, either]

  # money
  price: ..15
  # the end
"
    );
}

#[test]
fn a_new_answer_goes_after_its_nearest_predecessor() {
    let facts = "  price: 5 # a guess\n  # why?\n  hosting: cloud\n";
    let added = saved_facts(facts, |deal| {
        answer(deal, "users", "30");
        answer(deal, "agreed", "yes");
        answer(deal, "remark", "They asked: why? #2");
    });
    assert_eq!(
        added,
        "  agreed: yes\n  price: 5 # a guess\n  remark: 'They asked: why? #2'\n  # why?\n  hosting: cloud\n  users: 30\n"
    );
}

#[test]
fn forms_are_as_short_as_they_can_be() {
    let written = saved_facts("", |deal| {
        answer(deal, "agreed", "yes|no");
        answer(deal, "hosting", "either|cloud");
        answer(deal, "needs", "+sms,-reports");
        answer(deal, "users", "20..");
        answer(deal, "price", "<20");
        answer(deal, "remark", "yes");
    });
    assert_eq!(
        written,
        "  agreed: [yes, no]
  hosting: [cloud, either]
  needs: { includes: [sms], excludes: [reports] }
  users: 20..
  price: { less_than: 20 }
  remark: 'yes'
"
    );
    let written = saved_facts("  users: 20\n", |deal| {
        answer(deal, "needs", "");
        answer(deal, "users", "10|30..40");
        answer(deal, "price", "<5|>10,<=20|30");
        answer(deal, "remark", "unknown");
    });
    assert_eq!(
        written,
        "  needs: []\n  users: [10, 30..40]\n  price: ['<5', '>10,<=20', 30]\n  remark: unknown\n"
    );
}

#[test]
fn evidence_and_people_take_the_long_form() {
    let assumed = Fact {
        by: Some("Dana, CFO".to_owned()),
        date: Some("2026-11-03".parse().unwrap()),
        note: Some("She sounded sure.".to_owned()),
        ..fact("users", "20..50", KnownFrom::Assumption)
    };
    let said = |text: &str, by: &str| Fact {
        by: Some(by.to_owned()),
        ..fact("hosting", text, KnownFrom::Prospect)
    };
    let lengthy = Fact { note: Some("It is long. ".repeat(9)), ..said("either", "Kim: IT") };
    let written = saved_facts("  users: 20 # hm\n", |deal| {
        set(deal, "users", vec![assumed]);
        set(deal, "hosting", vec![said("cloud", "Dana, CFO"), lengthy.clone()]);
        deal.notes = Some("First line\n\n  second: line".to_owned());
        let trimmed = lengthy.note.as_deref().map(|note| note.trim().to_owned());
        set(
            deal,
            "hosting",
            vec![said("cloud", "Dana, CFO"), Fact { note: trimmed, ..lengthy.clone() }],
        );
    });
    assert_eq!(
        written,
        format!(
            "  hosting:
    - {{ answer: cloud, by: 'Dana, CFO' }}
    - answer: either
      by: 'Kim: IT'
      note: {}
  users: # hm
    answer: 20..50
    source: assumption
    by: Dana, CFO
    date: 2026-11-03
    note: She sounded sure.
notes: |
  First line

    second: line
",
            "It is long. ".repeat(9).trim()
        )
    );
}

#[test]
fn a_long_form_gives_way_to_a_short_one() {
    let facts = "  users: # from the call
    answer: 20..50
    # not sure
    by: Kim
  hosting:
  - { answer: cloud }
  - { answer: either }
  # the rest
  remark: |
    some
    words

  price: 5
";
    let written = saved_facts(facts, |deal| {
        answer(deal, "users", "30");
        answer(deal, "hosting", "cloud");
        answer(deal, "remark", "none");
    });
    assert_eq!(
        written,
        "  # not sure\n  users: 30 # from the call\n  hosting: cloud\n  # the rest\n  remark: none\n\n  price: 5\n"
    );
}

#[test]
fn an_answer_can_be_taken_back() {
    let facts = "  # first\n  users: 20\n  hosting:\n    answer: cloud\n    by: Kim\n  price: 5\n";
    let written = saved_facts(facts, |deal| set(deal, "hosting", Vec::new()));
    assert_eq!(written, "  # first\n  users: 20\n  price: 5\n");
    let text = format!("{HEADER}  users: 20\nnotes: some\npursue: no\n");
    let written = saved(&text, |deal| {
        set(deal, "users", Vec::new());
        deal.notes = None;
        deal.pursue = Some(true);
    });
    assert_eq!(written, format!("{HEADER}pursue: yes\n"));
}

#[test]
fn a_map_in_braces_stays_one() {
    let head = "format: 1\nplaybook: every-type\n";
    let flow = |facts: &str, change: &dyn Fn(&mut Deal)| {
        let written = saved(&format!("{head}facts: {facts} # all\npursue: yes\n"), change);
        let (_, rest) = written.split_once("facts: ").unwrap();
        rest.split_once(" # all").unwrap().0.to_owned()
    };
    let both = |deal: &mut Deal| {
        answer(deal, "hosting", "cloud");
        answer(deal, "remark", "a, b");
    };
    assert_eq!(flow("{users: 20}", &both), "{hosting: cloud, users: 20, remark: 'a, b'}");
    assert_eq!(
        flow("{\n  users: 20,\n  price: 5\n}", &both),
        "{\n  hosting: cloud,\n  users: 20,\n  price: 5,\n  remark: 'a, b'\n}"
    );
    let none = |deal: &mut Deal| set(deal, "users", Vec::new());
    assert_eq!(flow("{users: 20, price: 5}", &none), "{price: 5}");
    assert_eq!(flow("{price: 5, users: 20}", &none), "{price: 5}");
    assert_eq!(flow("{users: 20}", &none), "{}");
    let other = |deal: &mut Deal| answer(deal, "users", "30..40");
    assert_eq!(flow("{users: {answer: 20, by: Kim}}", &other), "{users: 30..40}");
    let whole = "{format: 1, playbook: every-type}\n";
    assert_eq!(
        saved(whole, other),
        "{format: 1, playbook: every-type, facts: { users: 30..40 }}\n"
    );
}

#[test]
fn an_empty_place_for_facts_is_filled() {
    let add = |deal: &mut Deal| answer(deal, "users", "30");
    for (before, after) in [
        ("facts:\n", "facts:\n  users: 30\n"),
        ("facts: # none yet\npursue: yes\n", "facts: # none yet\n  users: 30\npursue: yes\n"),
        ("facts: {} # none yet\n", "facts: # none yet\n  users: 30\n"),
        ("facts: ~\n", "facts:\n  users: 30\n"),
        ("facts:\n  # none yet\nnotes: x\n", "facts:\n  users: 30\n  # none yet\nnotes: x\n"),
        ("notes: x\n", "facts:\n  users: 30\nnotes: x\n"),
        ("", "facts:\n  users: 30\n"),
        ("facts:", "facts:\n  users: 30"),
    ] {
        let head = "format: 1\nplaybook: every-type\n";
        assert_eq!(saved(&format!("{head}{before}"), add), format!("{head}{after}"), "{before}");
    }
}

#[test]
fn line_breaks_and_the_lack_of_a_last_one_are_kept() {
    let text = format!("{HEADER}  users: 20 # so\n  price: 5").replace('\n', "\r\n");
    let written = saved(&text, |deal| {
        answer(deal, "users", "30");
        answer(deal, "remark", "one\ntwo");
    });
    let expected = format!("{HEADER}  users: 30 # so\n  price: 5\n  remark: |\n    one\n    two");
    assert_eq!(written, expected.replace('\n', "\r\n"));
    let marked = format!("\u{feff}{HEADER}  users: 20\n");
    let written = saved(&marked, |deal| answer(deal, "users", "30"));
    assert_eq!(written, format!("\u{feff}{HEADER}  users: 30\n"));
}

#[test]
fn unusual_layouts_are_kept() {
    for text in [
        "? format\n: 1\nplaybook: every-type\n? facts\n:\n  ? users\n  : 20\n",
        "  format: 1\n  playbook: every-type\n  facts:\n      users: 20\n",
        "---\nformat: 1\nplaybook: every-type\nfacts:\n  \"users\": \"20\"\n...\n",
        "\"format\":\n  1\nplaybook:\n  every-type\nfacts:\n  users:\n    20\n",
        "format: 1\nplaybook: every-type\nfacts: {\"users\":20}\n",
        "format: 1\nplaybook: every-type\nfacts: {users: 20,}\n",
        "format: 1\nplaybook: every-type\nfacts:\n  remark: >-\n    some words\n\n    and more\n\n\n  users: 20\n",
        "format: 1\nplaybook: every-type\nfacts:\n  remark: some\n    words: no\n  users: 20\n"
            .replace(": no", "")
            .as_str(),
    ] {
        for change in ["users=30", "remark=new: words", "price=>5", "users=unknown"] {
            let (id, value) = change.split_once('=').unwrap();
            saved(text, |deal| answer(deal, id, value));
        }
        saved(text, |deal| set(deal, "users", Vec::new()));
    }
}

#[test]
fn what_cannot_be_changed_in_place_keeps_its_comments_and_is_told() {
    let text = "# ours\n? format\n: 1\nplaybook: every-type # of all\n? facts\n: ? users # about\n  : 20 # some\n";
    let (written, layout) = saved_in(text, |deal| answer(deal, "users", "30"));
    assert_eq!(layout, Layout::Anew);
    assert_eq!(
        written,
        "format: 1\ndeal: Acme\nplaybook: every-type\nfacts:\n  users: 30\n# ours\n# of all\n# about\n# some\n"
    );
}

#[test]
fn words_are_quoted_where_yaml_needs_it() {
    for words in [
        "plain",
        "a: b",
        "a #b",
        "# a",
        "- a",
        "null",
        "~",
        "1e3",
        "12",
        "2026-01-01",
        "'",
        "\"",
        "it's",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "? a",
        "a:",
        ":a",
        "...",
        "---",
        "Ünïcode €",
        "tab\there",
        "two\nlines",
        "a\n\nb",
        "a\u{a0}",
        "back\\slash",
        "a,b",
        "=",
        "yes",
        "C:\\path",
        "two\n# lines",
        "two\n  deep",
        "\u{1f600}",
    ] {
        for facts in ["facts:\n", "facts: {agreed: yes}\n"] {
            let text = format!("format: 1\nplaybook: every-type\n{facts}");
            saved(&text, |deal| {
                let by = if words.contains(['\n', '\t']) { "Kim" } else { words.trim() };
                let said = fact("remark", words, KnownFrom::Document);
                set(deal, "remark", vec![Fact { by: Some(by.to_owned()), ..said }]);
                deal.notes = Some(words.trim_matches([' ', '\n', '\t']).to_owned());
            });
        }
    }
}

#[test]
fn a_new_file_reads_like_a_deal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.deal.yaml");
    let mut deal = read(HEADER).unwrap();
    answer(&mut deal, "users", "20..50");
    let file = DealFile::create(&path, &deal, &playbook()).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, format!("{HEADER}  users: 20..50\n"));
    assert_eq!(file.source().text, text);
    drop(file);
    let again = DealFile::create(&path, &deal, &playbook()).unwrap_err();
    assert!(matches!(again, NotWritten(Exists { .. })), "{again}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
}

#[test]
fn a_second_coach_is_kept_out_until_the_first_is_done() {
    let (_folder, path) = file_with(&format!("{HEADER}  users: 20\n"));
    let (mut first, mut deal) = opened(&path);
    let refused = || DealFile::open(&path).unwrap_err();
    assert!(matches!(refused(), OpenError::InUse { .. }));
    answer(&mut deal, "users", "30");
    let _ = first.save(&deal, &playbook()).unwrap();
    let message = refused().to_string();
    assert!(message.starts_with("another `coach` is working on `"), "{message}");
    drop(first);
    assert_eq!(known(&opened(&path).1, "users"), ["30 people"]);
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
}

#[test]
fn a_file_that_changed_on_disk_is_not_overwritten() {
    let (_folder, path) = file_with(&format!("{HEADER}  users: 20\n"));
    let (mut file, mut deal) = opened(&path);
    answer(&mut deal, "users", "30");
    let theirs = format!("{HEADER}  users: 25\n");
    std::fs::write(&path, &theirs).unwrap();
    let refused = file.save(&deal, &playbook()).unwrap_err();
    assert!(matches!(refused, NotWritten(ChangedOnDisk { .. })), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(file.save(&deal, &playbook()), Err(NotWritten(ChangedOnDisk { .. }))));
    assert!(names_beside(&path).is_empty(), "a removed file is not brought back unseen");
}

#[test]
fn a_deal_that_would_not_read_back_is_not_written() {
    let text = format!("{HEADER}  users: 20\n");
    let (_folder, path) = file_with(&text);
    let (mut file, mut deal) = opened(&path);
    deal.notes = Some("a\u{1b}[31mb".to_owned());
    let refused = file.save(&deal, &playbook()).unwrap_err();
    assert!(matches!(refused, NotReadBack { .. }), "{refused}");
    assert!(refused.to_string().contains("the hidden character U+001B"), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let message = |path: &Path| DealFile::open(path).unwrap_err().to_string();
    let missing = folder.path().join("acme.deal.yaml");
    assert_eq!(message(&missing), format!("there is no file `{}`", missing.display()));
    assert_eq!(
        message(folder.path()),
        format!("`{}` is a folder; name a file in it", folder.path().display())
    );
    let bytes = folder.path().join("bytes.yaml");
    std::fs::write(&bytes, b"format: 1\n\xff\n").unwrap();
    let opened = DealFile::open(&bytes).unwrap();
    assert!(opened.source().fault().unwrap().message.contains("the byte 0xff stands here"));
}

#[test]
fn a_deal_in_a_missing_folder_is_not_created() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deals").join("acme.deal.yaml");
    let refused = DealFile::create(&path, &read(HEADER).unwrap(), &playbook()).unwrap_err();
    assert!(matches!(refused, NotWritten(NoFolder { .. })), "{refused}");
    assert!(refused.to_string().ends_with("/acme.deal.yaml`; create it first"), "{refused}");
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    use super::*;

    #[test]
    fn permissions_and_links_are_kept() {
        let (folder, path) = file_with(&format!("{HEADER}  users: 20\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let link = elsewhere.path().join("link.yaml");
        symlink(&path, &link).unwrap();
        let (mut file, mut deal) = opened(&link);
        answer(&mut deal, "users", "30");
        let _ = file.save(&deal, &playbook()).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(known(&opened_after(file, &path), "users"), ["30 people"]);
        drop(folder);
    }

    fn opened_after(file: DealFile, path: &Path) -> Deal {
        drop(file);
        opened(path).1
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let (_folder, path) = file_with(&format!("{HEADER}  users: 20\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
        let (mut file, mut deal) = opened(&path);
        answer(&mut deal, "users", "30");
        let refused = file.save(&deal, &playbook()).unwrap_err();
        assert!(matches!(refused, NotWritten(ReadOnly { .. })), "{refused}");
        assert!(std::fs::read_to_string(&path).unwrap().ends_with("users: 20\n"));
    }

    #[test]
    fn a_new_file_has_the_usual_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let usual = folder.path().join("usual");
        std::fs::write(&usual, "").unwrap();
        let path = folder.path().join("acme.deal.yaml");
        DealFile::create(&path, &read(HEADER).unwrap(), &playbook()).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&usual));
    }

    #[test]
    fn what_belongs_to_a_file_belongs_to_its_new_text() {
        let (_folder, path) = file_with(&format!("{HEADER}  users: 20\n"));
        // Not every disk knows attributes, and only root can give files away.
        let has_attribute = xattr::set(&path, "user.note", b"theirs").is_ok();
        let is_given_away = chown(&path, Some(12_345), Some(12_346)).is_ok();
        let (mut file, mut deal) = opened(&path);
        answer(&mut deal, "users", "30");
        assert_eq!(file.save(&deal, &playbook()).unwrap(), Layout::Kept);
        if has_attribute {
            assert_eq!(xattr::get(&path, "user.note").unwrap().unwrap(), b"theirs");
        }
        if is_given_away {
            let metadata = path.metadata().unwrap();
            assert_eq!((metadata.uid(), metadata.gid()), (12_345, 12_346));
        }
        assert_eq!(known(&opened_after(file, &path), "users"), ["30 people"]);
    }

    #[test]
    fn a_file_with_two_names_has_one_text() {
        let (folder, path) = file_with(&format!("{HEADER}  users: 20\nnotes: long\n"));
        let elsewhere = tempfile::tempdir_in(folder.path()).unwrap();
        let other = elsewhere.path().join("other.yaml");
        std::fs::hard_link(&path, &other).unwrap();
        let (mut file, mut deal) = opened(&path);
        for users in ["30", "40"] {
            answer(&mut deal, "users", users);
            deal.notes = None;
            assert_eq!(file.save(&deal, &playbook()).unwrap(), Layout::Kept);
            let text = std::fs::read_to_string(&other).unwrap();
            assert_eq!(text, format!("{HEADER}  users: {users}\n"));
        }
        let refused = DealFile::open(&path).unwrap_err();
        assert!(matches!(refused, OpenError::InUse { .. }), "the lock is still held");
        assert_eq!(names_beside(&path).len(), 2, "{:?}", names_beside(&path));
    }

    #[test]
    fn a_device_is_no_deal() {
        let refused = DealFile::open(Path::new("/dev/null")).unwrap_err();
        assert!(matches!(refused, OpenError::NotAFile { .. }), "{refused}");
    }
}
