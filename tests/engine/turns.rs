//! What turned the verdict, against a look at every set of what changed.

use crate::effort::config;
use crate::reference::logs::{Past, pasts};
use crate::reference::playbooks;
use std::collections::BTreeSet;

use coach::deal::log::Log;
use coach::deal::{Answer, Fact, Facts, KnownFrom};
use coach::engine::{Engine, Turn, Verdict};
use coach::playbook::{Playbook, QuestionIndex};
use proptest::prelude::*;

proptest! {
    #![proptest_config(config(4_000, 12))]

    #[test]
    fn the_facts_named_for_each_turn_are_the_fewest(past in pasts()) {
        let engine = Engine::new(&past.playbook);
        let mut before = Facts::none(&past.playbook);
        for (day, facts) in Log::of(&past.playbook, &past.deal).replay(&past.playbook) {
            let told = engine.turned_by(&before, &facts);
            let expected = turn(&past, &engine, &before, &facts);
            prop_assert_eq!(told, expected, "{:?}", day);
            before = facts;
        }
    }
}

/// The same by trying every set of questions on which something else is said: the fewest, and of as
/// many the first in playbook order.
fn turn(past: &Past, engine: &Engine<'_>, before: &Facts, after: &Facts) -> Option<Turn> {
    let (from, to) = (engine.verdict(before), engine.verdict(after));
    let differ = |index: &QuestionIndex| before.about(*index) != after.about(*index);
    let changed: Vec<QuestionIndex> = past.playbook.question_indexes().filter(differ).collect();
    let set = |bits: usize| -> Vec<QuestionIndex> {
        let is_in = |place: &usize| bits & (1 << place) != 0;
        (0..changed.len()).filter(is_in).map(|place| changed[place]).collect()
    };
    let mut sets: Vec<Vec<QuestionIndex>> = (0..1 << changed.len()).map(set).collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    let turns = |set: &Vec<QuestionIndex>| {
        let mut facts = before.clone();
        set.iter().for_each(|index| facts.set(*index, after.about(*index).to_vec()));
        engine.verdict(&facts) == to
    };
    let questions = sets.into_iter().find(turns)?;
    (from != to).then_some(Turn { from, to, questions, is_smallest: true })
}

/// A playbook of so many questions, whose rules are given.
fn playbook_of(count: usize, fit: &str) -> Playbook {
    let questions: String = (0..count)
        .map(|place| format!("      - {{ id: q{place}, ask: What about it?, type: yes_no }}\n"))
        .collect();
    playbooks::loaded(&format!(
        "format: 1
id: many
title: Many
summary: Many questions at once.
offer: {{ name: Example, solves: What examples solve. }}
stages:
  - id: only
    title: Only
    buyer_asks: Should we?
    questions:
{questions}fit:
{fit}"
    ))
}

/// The same option for every question: `yes` is the first, `no` the second.
fn all(playbook: &Playbook, option: usize) -> Facts {
    let mut facts = Facts::none(playbook);
    for index in playbook.question_indexes() {
        let answer = Answer::OneOf(BTreeSet::from([option]));
        facts.set(index, vec![Fact::new(answer, KnownFrom::Prospect)]);
    }
    facts
}

fn all_yes(playbook: &Playbook) -> Facts {
    all(playbook, 0)
}

#[test]
fn of_many_answers_at_once_the_one_that_turned_it_is_found() {
    let rule =
        "  disqualifiers:\n    - { id: out, when: { q29: yes }, because: It is not for them. }\n";
    let playbook = playbook_of(40, rule);
    let turn = Engine::new(&playbook).turned_by(&Facts::none(&playbook), &all_yes(&playbook));
    let questions = vec![QuestionIndex(29)];
    let (from, to) = (Verdict::Undecided, Verdict::NoFit);
    assert_eq!(turn, Some(Turn { from, to, questions, is_smallest: true }));
}

#[test]
fn where_too_many_sets_would_have_to_be_tried_what_can_be_spared_is_left_out_and_it_is_said() {
    let rules: String = (0..20)
        .map(|place| {
            format!(
                "    - {{ id: must_{place}, when: {{ q{place}: yes }}, because: It has to. }}\n"
            )
        })
        .collect();
    let playbook = playbook_of(24, &format!("  must_haves:\n{rules}"));
    let engine = Engine::new(&playbook);
    let turn = engine.turned_by(&all(&playbook, 1), &all_yes(&playbook));
    let questions: Vec<QuestionIndex> = (0..20).map(QuestionIndex).collect();
    let (from, to) = (Verdict::NoFit, Verdict::Fit);
    let told = Turn { from, to, questions, is_smallest: false };
    assert_eq!(turn, Some(told.clone()));
    // Where nothing was known before, what is needed is found without a search.
    let turn = engine.turned_by(&Facts::none(&playbook), &all_yes(&playbook));
    assert_eq!(turn, Some(Turn { from: Verdict::Undecided, is_smallest: true, ..told }));
}

#[test]
fn the_same_verdict_is_no_turn() {
    let rule = "  must_haves:\n    - { id: must, when: { q0: yes }, because: It has to. }\n";
    let playbook = playbook_of(2, rule);
    let engine = Engine::new(&playbook);
    let all = all_yes(&playbook);
    let mut fewer = all.clone();
    fewer.set(QuestionIndex(1), Vec::new());
    assert_eq!(engine.turned_by(&fewer, &all), None);
    assert_eq!(engine.turned_by(&all, &all), None);
}
