//! From a deal's facts and history to what was learned when.

use coach::deal::answers::answer_text;
use coach::deal::log::Log;
use coach::deal::{Deal, Was};
use coach::playbook::Question;

use crate::every_type::{HEADER, playbook, read};

/// Each day with what was learned on it, and what that took the place of.
fn told(deal: &Deal) -> Vec<String> {
    let playbook = playbook();
    let log = Log::of(&playbook, deal);
    let days = log.days().into_iter().map(|day| {
        let learned = log.learned_on(day).map(|one| {
            let question = playbook.question(one.question);
            let was = one.replaced.map(|item| format!(" was {}", was(question, &item.was)));
            let answer = answer_text(question, &one.fact.answer);
            format!("{}={answer}{}", question.id, was.unwrap_or_default())
        });
        let dropped = log.dropped_on(day).map(|item| format!("{} dropped", item.question));
        let day = day.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        format!("{day}: {}", learned.chain(dropped).collect::<Vec<_>>().join("; "))
    });
    days.collect()
}

fn was(question: &Question, was: &Was) -> String {
    match was {
        Was::Facts(facts) => {
            let answers = facts.iter().map(|fact| answer_text(question, &fact.answer));
            answers.collect::<Vec<_>>().join("+")
        }
        Was::Written(written) => written.to_string(),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn check(facts: &str, history: &str, expected: &[&str]) {
    let deal = read(&format!("{HEADER}{facts}history:\n{history}")).unwrap();
    assert_eq!(told(&deal), expected);
}

#[test]
fn a_chain_of_statements_is_told_day_by_day() {
    check(
        "  price: { answer: 5, date: 2026-03-03 }\n  agreed: yes\n",
        "  - { date: 2026-03-03, question: price, was: { answer: 7, date: 2026-02-02 } }
  - { date: 2026-02-02, question: price, was: 8 }\n",
        &["no date: agreed=yes; price=8", "2026-02-02: price=7 was 8", "2026-03-03: price=5 was 7"],
    );
}

#[test]
fn an_answer_without_a_date_that_took_the_place_of_another_is_of_that_day() {
    let history = "  - { date: 2026-03-03, question: price, was: 7 }
  - { date: 2026-02-02, question: price, was: { answer: 8, date: 2026-01-01 } }\n";
    let days = ["2026-01-01: price=8", "2026-02-02: price=7 was 8", "2026-03-03: price=5 was 7"];
    check("  price: 5\n", history, &days);
    // However somebody put the items in order.
    let (newest, oldest) = history.split_once('\n').unwrap();
    check("  price: 5\n", &format!("{oldest}{newest}\n"), &days);
}

#[test]
fn what_stands_beside_a_dated_statement_keeps_its_own_beginning() {
    check(
        "  price: [{ answer: 5, date: 2026-03-03 }, { answer: 6, by: Kim }]\n",
        "  - { date: 2026-03-03, question: price, was: { answer: 7, date: 2026-02-02 } }\n",
        &["no date: price=6", "2026-02-02: price=7", "2026-03-03: price=5 was 7"],
    );
}

#[test]
fn two_statements_of_a_day_follow_each_other() {
    check(
        "  price: { answer: 5, date: 2026-03-03 }\n",
        "  - { date: 2026-03-03, question: price, was: { answer: 7, date: 2026-03-03 } }
  - { date: 2026-03-03, question: price, was: 8 }\n",
        &["no date: price=8", "2026-03-03: price=7 was 8; price=5 was 7"],
    );
}

#[test]
fn what_ended_with_nothing_in_its_place_is_told() {
    check(
        "  agreed: yes\n",
        "  - { date: 2026-03-03, question: price, was: { answer: 7, date: 2026-02-02 } }
  - { date: 2026-03-03, question: lost, was: something }
  - { date: 2026-03-04, question: hosting, was: on_the_moon }\n",
        &[
            "no date: agreed=yes",
            "2026-02-02: price=7",
            "2026-03-03: price dropped; lost dropped",
            "2026-03-04: hosting dropped",
        ],
    );
}

#[test]
fn a_deal_without_a_word_has_no_days() {
    assert_eq!(told(&read("format: 1\nplaybook: every-type\n").unwrap()), Vec::<String>::new());
}
