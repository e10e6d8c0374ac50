//! What the buyer decided, and how content they are with it later: read, kept, and worked out.

use crate::every_type::{HEADER, file_with, playbook, read};
use coach::deal::file::{DealFile, Layout};
use coach::deal::look_back::{USUAL_STATEMENTS, USUALLY_AFTER};
use coach::deal::{Deal, DealOutcome, Decided, LookBack, StatementAnswers, load};

const OUTCOME: &str = "outcome: { date: 2026-12-10, decided: ours, because: It did what they had \
                       hoped. } # by phone\n";
const LOOK_BACK: &str = "look_back:
  # The whole team was there.
  - date: 2027-03-12
    by: Dana
    answers: [5, 1, 5, 1, 4]
    words: We should have done it a year ago, when it began.
";

/// What is found wrong with a file.
#[track_caller]
fn found(text: &str) -> String {
    read(&format!("{HEADER}  users: 20\n{text}")).unwrap_err().to_string()
}

fn saved(text: &str, change: impl FnOnce(&mut Deal)) -> String {
    let (_folder, path) = file_with(text);
    let mut file = DealFile::open(&path).unwrap();
    let mut deal = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
    change(&mut deal);
    assert_eq!(file.save(&deal, &playbook()).unwrap(), Layout::Kept);
    std::fs::read_to_string(&path).unwrap()
}

fn look_back(day: &str, answers: [i64; 5], words: Option<&str>) -> LookBack {
    LookBack {
        date: day.parse().unwrap(),
        by: None,
        answers: StatementAnswers::of(&answers).unwrap(),
        words: words.map(str::to_owned),
    }
}

#[test]
fn the_regret_is_that_worked_out_by_hand() {
    // Beside each: the five with the first, third and fifth turned round (6 less the answer), and
    // their sum. The mean less 1, times 25, is 5 for each that the sum is above 5.
    let by_hand = [
        ([5, 1, 5, 1, 4], 5),   // 1 1 1 1 2: 6
        ([5, 1, 5, 1, 5], 0),   // 1 1 1 1 1: 5
        ([1, 5, 1, 5, 1], 100), // 5 5 5 5 5: 25
        ([3, 3, 3, 3, 3], 50),  // 3 3 3 3 3: 15
        ([1, 1, 1, 1, 1], 60),  // 5 1 5 1 5: 17
        ([5, 5, 5, 5, 5], 40),  // 1 5 1 5 1: 13
        ([4, 2, 4, 2, 4], 25),  // 2 2 2 2 2: 10
        ([2, 4, 2, 4, 2], 75),  // 4 4 4 4 4: 20
        ([4, 1, 4, 1, 4], 15),  // 2 1 2 1 2: 8
        ([5, 2, 5, 1, 5], 5),   // 1 2 1 1 1: 6
        ([5, 1, 5, 2, 5], 5),   // 1 1 1 2 1: 6
        ([4, 1, 5, 1, 5], 5),   // 2 1 1 1 1: 6
        ([5, 1, 4, 1, 5], 5),   // 1 1 2 1 1: 6
        ([3, 1, 2, 1, 4], 30),  // 3 1 4 1 2: 11
        ([4, 3, 3, 2, 4], 35),  // 2 3 3 2 2: 12
        ([2, 3, 1, 1, 3], 55),  // 4 3 5 1 3: 16
        ([1, 4, 2, 3, 1], 80),  // 5 4 4 3 5: 21
        ([5, 4, 3, 2, 1], 50),  // 1 4 3 2 5: 15
        ([1, 2, 3, 4, 5], 50),  // 5 2 3 4 1: 15
        ([1, 5, 1, 5, 2], 95),  // 5 5 5 5 4: 24
    ];
    for (answers, regret) in by_hand {
        assert_eq!(StatementAnswers::of(&answers).unwrap().regret(), regret, "{answers:?}");
    }
}

#[test]
fn there_are_five_answers_from_one_to_five() {
    for wrong in [&[][..], &[5, 1, 5, 1], &[5, 1, 5, 1, 4, 4], &[0, 1, 5, 1, 4], &[5, 1, 5, 1, 6]] {
        assert_eq!(StatementAnswers::of(wrong), None, "{wrong:?}");
    }
    assert_eq!(USUAL_STATEMENTS.len(), 5);
}

#[test]
fn the_decision_and_what_they_say_of_it_later_are_read() {
    let deal = read(&format!("{HEADER}  users: 20\n{OUTCOME}{LOOK_BACK}")).unwrap();
    let outcome = deal.outcome.unwrap();
    assert_eq!((outcome.decided, outcome.date.to_string().as_str()), (Decided::Ours, "2026-12-10"));
    assert_eq!(outcome.because.as_deref(), Some("It did what they had hoped."));
    let [said] = deal.look_back.as_slice() else { panic!("{:?}", deal.look_back) };
    assert_eq!((said.by.as_deref(), said.answers.each()), (Some("Dana"), [5, 1, 5, 1, 4]));
    assert_eq!(said.words.as_deref(), Some("We should have done it a year ago, when it began."));
}

#[test]
fn they_are_kept_with_their_comments_where_something_else_changes() {
    let text = format!("{HEADER}  users: 20\n{OUTCOME}{LOOK_BACK}");
    assert_eq!(saved(&text, |_| {}), text);
    let again = saved(&text, |deal| {
        deal.look_back.insert(0, look_back("2027-09-01", [5, 1, 5, 2, 5], None));
    });
    let first = "look_back:\n  - { date: 2027-09-01, answers: [5, 1, 5, 2, 5] }\n";
    assert!(again.contains(first), "{again}");
    for kept in ["# by phone\n", "# The whole team was there.\n"] {
        assert!(again.contains(kept), "no {kept}: {again}");
    }
}

#[test]
fn they_are_written_on_a_line_where_there_is_room() {
    let written = saved(&format!("{HEADER}  users: 20 # hm\n"), |deal| {
        let date = "2026-12-10".parse().unwrap();
        deal.outcome = Some(DealOutcome { date, decided: Decided::Stopped, because: None });
        deal.look_back = vec![look_back("2027-03-12", [4, 2, 4, 2, 4], Some("Short.\nAnd so."))];
    });
    let new = "outcome: { date: 2026-12-10, decided: stopped }
look_back:
  - date: 2027-03-12
    answers: [4, 2, 4, 2, 4]
    words: |
      Short.
      And so.
";
    assert_eq!(written, format!("{HEADER}  users: 20 # hm\n{new}"));
    let because = "They had hoped for it, and in the end it did what they had hoped for, and more.";
    let written = saved(&written, |deal| {
        deal.outcome.as_mut().unwrap().because = Some(because.to_owned());
    });
    let long = format!("outcome:\n  date: 2026-12-10\n  decided: stopped\n  because: {because}\n");
    assert!(written.contains(&long), "{written}");
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let wrong = [
        ("outcome: { decided: ours }", "the key `date` is missing in an outcome"),
        ("outcome: { date: soon, decided: ours }", "`date` must be a date, not `soon`"),
        ("outcome: { date: 2026-12-10, decided: stay }", "did you mean `stayed`?"),
        ("outcome: { date: 2026-12-10, decided: ours, why: x }", "unknown key `why` in an outcome"),
        ("look_back: [{ date: 2027-03-12 }]", "the key `answers` is missing in an item"),
        ("look_back: [{ date: 2027-03-12, answers: [5, 1, 5, 1] }]", "holds 4 answers, not 5"),
        (
            "look_back: [{ date: 2027-03-12, answers: [5, 1, 5, 0, 4] }]",
            "an answer must be a whole number from 1 to 5, not `0`",
        ),
        (
            "look_back: [{ date: 2027-03-12, answers: [5, 1, 5, 1, 6] }]",
            "an answer must be a whole number from 1 to 5, not `6`",
        ),
        ("look_back: [{ date: 2027-03-12, answers: 5 }]", "`answers`"),
    ];
    for (text, told) in wrong {
        let found = found(text);
        assert!(found.contains(told), "no {told}: {found}");
    }
    let before = "outcome: { date: 2026-12-10, decided: ours }\nlook_back: [{ date: 2026-12-09, \
                  answers: [5, 1, 5, 1, 4] }]\n";
    let found = found(before);
    let told = "they can't look back on 2026-12-09 on what they decided on 2026-12-10";
    assert!(found.contains(told), "{found}");
}

#[test]
fn they_are_to_look_back_ninety_days_after_the_decision_and_once() {
    let day = |days: &[&str], outcome: bool| {
        let mut deal = read(&format!("{HEADER}  users: 20\n")).unwrap();
        let date = "2026-12-10".parse().unwrap();
        deal.outcome =
            outcome.then_some(DealOutcome { date, decided: Decided::Other, because: None });
        let answers = [3; 5];
        deal.look_back = days.iter().map(|day| look_back(day, answers, None)).collect();
        deal.look_back_on(USUALLY_AFTER).map(|day| day.to_string())
    };
    assert_eq!(day(&[], true).as_deref(), Some("2027-03-10"));
    assert_eq!(day(&["2027-03-09"], true).as_deref(), Some("2027-03-10"), "that was too soon");
    assert_eq!(day(&["2027-03-10", "2027-01-01"], true), None);
    assert_eq!(day(&[], false), None);
}
