//! `coach log`: what was learned in a call, with nothing overwritten unsaid.

use crate::desk::Desk;

const DEAL: &str = "format: 1
deal: Ferry Line
playbook: consultative
facts:
  owner: { answer: named, by: Ola, date: 2026-10-02, note: Call only before 10. }
  deciders: 3 # as Ola thinks
  deadline: { answer: wished, source: assumption }
";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("ferry.deal.yaml", DEAL);
    desk
}

fn logged(desk: &Desk, arguments: &[&str]) -> String {
    let day = ["log", "ferry", "--date", "2026-11-03"];
    desk.coach(&[&day[..], arguments].concat()).succeeded();
    desk.read("ferry.deal.yaml")
}

#[test]
fn what_the_same_person_said_before_goes_to_the_history() {
    let desk = desk();
    let deal = logged(&desk, &["-a", "owner=shared", "--by", "Ola"]);
    assert!(deal.contains("  owner: { answer: shared, by: Ola, date: 2026-11-03 }\n"), "{deal}");
    let history = "history:\n  - date: 2026-11-03\n    question: owner\n    was: { answer: named, by: \
                   Ola, date: 2026-10-02, note: Call only before 10. }\n";
    assert!(deal.contains(history), "{deal}");
    assert!(deal.contains("calls:\n  - { date: 2026-11-03, with: Ola }\n"), "{deal}");
    assert!(deal.contains("  deciders: 3 # as Ola thinks\n"), "{deal}");
}

#[test]
fn what_another_person_says_stands_beside_it() {
    let desk = desk();
    let deal = logged(&desk, &["-a", "owner=shared", "--by", "Kari"]);
    let both = "  owner:
    - { answer: named, by: Ola, date: 2026-10-02, note: Call only before 10. }
    - { answer: shared, by: Kari, date: 2026-11-03 }
";
    assert!(deal.contains(both) && !deal.contains("history"), "{deal}");
    let deal = logged(&desk, &["-a", "owner=nobody"]);
    assert!(
        deal.contains(&format!("{both}    - {{ answer: nobody, date: 2026-11-03 }}\n")),
        "{deal}"
    );
    let deal = logged(&desk, &["-a", "deciders=4"]);
    assert!(
        deal.contains("question: deciders, was: 3 }"),
        "without a name it was nobody's: {deal}"
    );
}

#[test]
fn the_same_answer_again_is_learned_again() {
    let desk = desk();
    let deal = logged(&desk, &["-a", "owner=named", "--by", "Ola"]);
    assert!(deal.contains("  owner: { answer: named, by: Ola, date: 2026-11-03 }\n"), "{deal}");
    assert!(deal.contains("was: { answer: named, by: Ola, date: 2026-10-02"), "{deal}");
    let again = logged(&desk, &["-a", "owner=named", "--by", "Ola"]);
    assert_eq!(again, deal, "the same on the same day is nothing new");
}

#[test]
fn an_assumption_never_takes_the_place_of_evidence() {
    let desk = desk();
    let deal = logged(&desk, &["--assume", "deciders=9"]);
    assert!(deal.contains("- answer: 3\n") || deal.contains("- { answer: 3 }\n"), "{deal}");
    assert!(deal.contains("{ answer: 9, source: assumption, date: 2026-11-03 }"), "{deal}");
    let deal = logged(&desk, &["-a", "deadline=fixed"]);
    assert!(deal.contains("  deadline: { answer: fixed, date: 2026-11-03 }\n"), "{deal}");
    assert!(deal.contains("was: { answer: wished, source: assumption }"), "{deal}");
}

#[test]
fn a_note_alone_is_of_the_talk_and_with_answers_of_them() {
    let desk = desk();
    let deal = logged(&desk, &["--by", "Ola", "--note", "Kari joins next time."]);
    let call = "calls:\n  - { date: 2026-11-03, with: Ola, note: Kari joins next time. }\n";
    assert!(deal.ends_with(call), "{deal}");
    let deal = logged(&desk, &["-a", "owner=shared", "--by", "Kari", "--note", "She was sure."]);
    assert!(
        deal.contains("{ answer: shared, by: Kari, date: 2026-11-03, note: She was sure. }"),
        "{deal}"
    );
    assert!(
        deal.contains("  - { date: 2026-11-03, with: [Ola, Kari], note: Kari joins next time. }\n"),
        "{deal}"
    );
    let earlier = ["log", "ferry", "--date", "2026-10-20", "--note", "Short."];
    desk.coach(&earlier).succeeded();
    let deal = desk.read("ferry.deal.yaml");
    assert!(deal.ends_with("  - { date: 2026-10-20, note: Short. }\n"), "the latest first: {deal}");
}

#[test]
fn what_cannot_be_logged_is_said_and_nothing_is_written() {
    let desk = desk();
    desk.coach(&["log", "ferry"]).complains(&["nothing is said of the call", "`--note`"]);
    desk.coach(&["log", "fery", "--note", "x"])
        .complains(&["there is no deal `fery.deal.yaml` yet"]);
    desk.coach(&["log", "ferry", "-a", "ownr=named"]).complains(&["did you mean `owner`?"]);
    assert_eq!(desk.read("ferry.deal.yaml"), DEAL);
    assert_eq!(desk.files(), ["ferry.deal.yaml"]);
}

#[test]
fn a_question_is_found_by_any_of_its_words() {
    let desk = desk();
    // Who answers? Of the two the first; a group; they said so; Kari; a note. Then what nobody asks.
    let replies = "who ANSWERS\n1\n2\n\nKari\nShe was sure.\nxyzzy\n\nThey were in a hurry.\n";
    let run = desk
        .coach_reading(replies, &["log", "ferry", "--plain", "--date", "2026-11-03"])
        .succeeded();
    assert!(run.stderr.contains("No question has `xyzzy` among its words."), "{}", run.stderr);
    let deal = desk.read("ferry.deal.yaml");
    assert!(
        deal.contains("{ answer: shared, by: Kari, date: 2026-11-03, note: She was sure. }"),
        "{deal}"
    );
    assert!(
        deal.contains("{ date: 2026-11-03, with: Kari, note: They were in a hurry. }"),
        "{deal}"
    );
}

#[test]
fn a_line_that_is_no_text_ends_it_and_what_was_answered_stays() {
    let desk = desk();
    let replies = b"who ANSWERS\n1\n2\n\nKari\nca\xf1on\n";
    let run = desk.coach_reading(replies, &["log", "ferry", "--plain", "--date", "2026-11-03"]);
    let run = run.ended_with(2);
    for words in
        ["not UTF-8 text: the byte 0xf1 stands here", "Saved in ferry.deal.yaml. To go on:"]
    {
        assert!(run.stderr.contains(words), "no {words}: {}", run.stderr);
    }
    let deal = desk.read("ferry.deal.yaml");
    assert!(deal.contains("{ answer: shared, by: Kari, date: 2026-11-03 }"), "{deal}");
}

#[test]
fn a_name_that_a_deal_cannot_hold_is_asked_for_again() {
    let desk = desk();
    let replies = "who ANSWERS\n1\n2\n\nKa\tri\nKari\n\n\n\n";
    let arguments = ["log", "ferry", "--plain", "--date", "2026-11-03"];
    let run = desk.coach_reading(replies, &arguments).succeeded();
    assert!(run.stderr.contains("That must stand on one line, without tabs."), "{}", run.stderr);
    let deal = desk.read("ferry.deal.yaml");
    assert!(deal.contains("{ answer: shared, by: Kari, date: 2026-11-03 }"), "{deal}");
}
