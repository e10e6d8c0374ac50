//! What later statements took the place of: read, written, kept.

use coach::deal::file::DealFile;
use coach::deal::history::replaced_by;
use coach::deal::{Answer, Deal, Fact, KnownFrom, Replaced, Was, load};
use coach::text::source::SourceFile;
use jiff::civil::Date;

use crate::every_type::{HEADER, file_with, known, playbook, read, wrong};

const ITEMS: &str = "history:
  - { date: 2026-11-20, question: price, was: { answer: 8, by: Dana, date: 2026-10-02 } }   # first
  - { date: 2026-10-02, question: hosting, was: [{ answer: cloud, by: Dana }, { answer: either }] }
  - { date: 2026-09-01, question: hosting, was: { answer: on_the_moon, by: 'Kim, CTO' } }
  - { date: 2026-09-01, question: dropped, was: a, b }
";

fn today() -> Date {
    "2026-11-28".parse().unwrap()
}

fn with_history() -> Deal {
    read(&format!("{HEADER}  price: 5\n{}", ITEMS.replace("a, b", "'a, b'"))).unwrap()
}

#[test]
fn a_history_is_read_whatever_the_playbook_has_lost_since() {
    let deal = with_history();
    let was: Vec<String> = deal
        .history
        .iter()
        .map(|item| match &item.was {
            Was::Facts(facts) => format!("{} {} facts", item.question, facts.len()),
            Was::Written(written) => format!("{} {written}", item.question),
            other => format!("{} {other:?}", item.question),
        })
        .collect();
    assert_eq!(
        was,
        [
            "price 1 facts",
            "hosting 2 facts",
            "hosting { answer: on_the_moon, by: 'Kim, CTO' }",
            "dropped 'a, b'"
        ]
    );
    assert_eq!(deal.history[0].date.to_string(), "2026-11-20");
}

#[test]
fn what_a_lost_question_said_is_written_so_that_it_can_be_read_in_one_line() {
    for (said, written) in [
        ("a, b", "'a, b'"),
        ("{ a: 'b' }", "{ a: b }"),
        ("\n    a: b, c\n    d: '#1'", "{ a: 'b, c', d: '#1' }"),
        ("a #1", "a"),
        ("a#1", "a#1"),
        ("[ a,\n      b ]", "[a, b]"),
        ("'[a]'", "'[a]'"),
        ("'5'", "'5'"),
        ("5", "5"),
        ("'yes'", "'yes'"),
        ("yes", "yes"),
    ] {
        let text = format!("{HEADER}  dropped: {said}\n");
        let unread = load::open(SourceFile::new("acme.deal.yaml", text)).unwrap();
        let fitting = unread.read_fitting(&playbook()).unwrap();
        assert_eq!(fitting.set_aside[0].was.to_string(), written, "{said}");
        let item = "history:\n  - { date: 2026-09-01, question: dropped, was: ";
        let deal = read(&format!("{HEADER}  price: 5\n{item}{written} }}\n")).unwrap();
        let [Replaced { was: Was::Written(again), .. }] = deal.history.as_slice() else { panic!() };
        assert_eq!(again.to_string(), written);
    }
}

#[test]
fn what_is_wrong_in_a_history_is_told() {
    let items = "history:\n  - { date: soon, question: price, was: 5 }\n  - { question: price, by: me }\n  - 5\n";
    assert_eq!(
        wrong(&format!("{HEADER}{items}")),
        [
            "6:13: `date` must be a date, not `soon`",
            "7:5: the key `date` is missing in an item of `history`",
            "7:5: the key `was` is missing in an item of `history`",
            "7:24: unknown key `by` in an item of `history`",
            "8:5: an item of `history` must be a map, not `5`",
        ]
    );
}

#[test]
fn the_newest_item_comes_first_and_the_others_stay_as_they_are() {
    let items = ITEMS.replace("a, b", "'a, b'");
    for (text, indent) in [
        (format!("{HEADER}  price: 5\n{items}"), "  "),
        (format!("{HEADER}  price: 5\n{}", items.replace("\n  -", "\n-")), ""),
    ] {
        let (_folder, path) = file_with(&text);
        let mut file = DealFile::open(&path).unwrap();
        let before = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
        let mut deal = before.clone();
        let seven = read(&format!("{HEADER}  price: {{ answer: 7, date: 2026-11-27 }}\n")).unwrap();
        deal.facts = seven.facts;
        let replaced = replaced_by(&deal.facts, &before.facts, &playbook(), today());
        deal.history = [replaced, before.history.clone()].concat();
        let _ = file.save(&deal, &playbook()).unwrap();
        let written = std::fs::read_to_string(&path).unwrap();
        let new = format!("history:\n{indent}- {{ date: 2026-11-27, question: price, was: 5 }}\n");
        let expected = text
            .replace("price: 5", "price: { answer: 7, date: 2026-11-27 }")
            .replace("history:\n", &new);
        assert_eq!(written, expected);
        // A correction in the same sitting takes it back.
        let _ = file.save(&before, &playbook()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn all_that_is_replaced_is_kept_with_who_said_it_and_the_note() {
    let facts = "  agreed: unknown
  hosting: { answer: unknown, note: Ask Kim. }
  users: { answer: 8, note: Call only before 10. }
  price: { answer: 5, by: Dana }
  remark:
    - { answer: a, by: Dana }
    - { answer: b, by: Kim }
";
    let before = read(&format!("{HEADER}{facts}")).unwrap();
    let after = read(&format!(
        "{HEADER}  agreed: yes\n  hosting: cloud\n  users: 9\n  price: {{ answer: 5, by: Dana }}\n  remark: {{ answer: b, by: Kim }}\n"
    ))
    .unwrap();
    let replaced = replaced_by(&after.facts, &before.facts, &playbook(), today());
    let kept: Vec<(&str, &Was)> =
        replaced.iter().map(|one| (one.question.as_str(), &one.was)).collect();
    let about = |id: &str, place: usize| {
        let facts = before.facts.about(playbook().find_question(id).unwrap());
        Was::Facts(vec![facts[place].clone()])
    };
    let (hosting, users, remark) = (about("hosting", 0), about("users", 0), about("remark", 0));
    assert_eq!(kept, [("hosting", &hosting), ("users", &users), ("remark", &remark)]);
    assert!(replaced.iter().all(|one| one.date == today()));
}

#[test]
fn an_explicit_null_is_unknown_and_an_empty_place_is_told() {
    let deal = read(&format!(
        "{HEADER}  users: null\n  price: {{ answer: null, by: Dana }}\n  remark: {{ answer: x, by: null, date: null }}\n"
    ))
    .unwrap();
    let about = |id: &str| deal.facts.about(playbook().find_question(id).unwrap());
    assert_eq!(about("users"), [Fact::new(Answer::Unknown, KnownFrom::Prospect)]);
    assert_eq!(about("price")[0].by.as_deref(), Some("Dana"));
    assert_eq!(known(&deal, "remark"), ["x"]);
    assert_eq!(wrong(&format!("{HEADER}  users:\n")), ["5:3: `users` has no answer"]);
}
