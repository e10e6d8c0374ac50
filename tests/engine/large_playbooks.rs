//! Playbooks far too large for all their cases: what is said of them is sound, and it is said.

use std::collections::BTreeSet;

use crate::effort::is_full;
use crate::reference::cases::Case;
use crate::reference::large::{self, Draw, Plan};
use crate::reference::playbooks;
use crate::reference::tape::{Tape, row};
use coach::engine::{Assessment, Effect, Engine, Order, Verdict};
use coach::playbook::Playbook;

/// So many complete cases are drawn for each deal.
const SAMPLE: usize = 200;

/// How much is known of the deals, in percent.
const KNOWN: [usize; 2] = [0, 70];

const PLAN: Plan = Plan {
    questions: 200,
    stages: 5,
    verified: 50,
    gated: 10,
    disqualifiers: 0,
    must_haves: 0,
    signals: 100,
    limit_tests: 3..=3,
    signal_tests: 3..=3,
    choices: 10,
};

/// Each signal over six questions of few: nothing falls apart into parts.
const TANGLED: Plan = Plan { questions: 60, signals: 40, signal_tests: 6..=6, ..PLAN };

#[test]
fn two_hundred_questions_and_a_hundred_three_question_rules_are_sound() {
    are_sound(&PLAN, 0);
}

#[test]
fn limits_and_signals_together_are_sound() {
    are_sound(&Plan { disqualifiers: 10, must_haves: 10, signals: 80, ..PLAN }, 10);
}

#[test]
fn five_hundred_questions_are_sound() {
    let plan = Plan { questions: 500, disqualifiers: 20, must_haves: 20, signals: 200, ..PLAN };
    are_sound(&plan, 20);
}

#[test]
fn signals_that_are_tangled_on_purpose_are_sound() {
    are_sound(&Plan { gated: 0, ..TANGLED }, 30);
}

#[test]
fn signals_and_gates_that_are_tangled_on_purpose_are_sound() {
    are_sound(&Plan { signals: 60, signal_tests: 4..=6, gated: 40, ..TANGLED }, 33);
}

#[test]
fn a_tangled_playbook_is_decided_once_everything_is_known() {
    let numbers = numbers(40);
    let tape = &mut Tape::new(&numbers);
    let playbook = playbooks::loaded(&TANGLED.write(tape));
    let case = Draw::of(&playbook).case(tape);
    let facts = large::facts_of(tape, &playbook, &case, 100);
    let told = Engine::new(&playbook).assess(&facts);
    assert_eq!(told.verdict, case.verdict);
    assert_eq!((told.score.at_least, told.score.at_most), (case.score, case.score));
}

/// Asks about a playbook with nothing and with most of a case known; in the quick run, with one of
/// them, as the seed has it.
fn are_sound(plan: &Plan, seed: u64) {
    let numbers = numbers(seed);
    let tape = &mut Tape::new(&numbers);
    let playbook = playbooks::loaded(&plan.write(tape));
    let draw = Draw::of(&playbook);
    let engine = Engine::new(&playbook);
    let known = if is_full() { &KNOWN[..] } else { &KNOWN[seed as usize % 2..][..1] };
    for &percent in known {
        let full = draw.case(tape);
        let facts = large::facts_of(tape, &playbook, &full, percent);
        let told = engine.assess(&facts);
        // What is known of the full case stays; facts on questions that do not apply can't be.
        let known: Vec<_> = playbook
            .question_indexes()
            .map(|question| {
                let is_known = !facts.about(question).is_empty();
                full.values[question.0].filter(|_| is_known)
            })
            .collect();
        for _ in 0..SAMPLE {
            let case = draw.case_with(tape, &known);
            agrees(&playbook, &told, &case);
        }
        let next = engine.next_question(&facts, Order::Adaptive, None, &BTreeSet::new());
        assert_eq!(next.is_none(), told.verdict != Verdict::Undecided);
        if let Some(next) = next {
            assert_eq!(told.applies[next.0], Effect::Holds);
            assert!(told.can_still_change.contains(&next));
        }
    }
}

/// Nothing that is said of all consistent cases is wrong of this one.
fn agrees(playbook: &Playbook, told: &Assessment, case: &Case) {
    if told.verdict != Verdict::Undecided {
        assert_eq!(told.verdict, case.verdict);
    }
    assert!(told.score.at_least <= case.score && case.score <= told.score.at_most);
    for one in &told.because {
        let holds = case.rules[one.rule.0];
        assert!(one.effect != if holds { Effect::Fails } else { Effect::Holds }, "{one:?}");
    }
    for question in playbook.question_indexes() {
        let applies = case.values[question.0].is_some();
        let wrong = if applies { Effect::Fails } else { Effect::Holds };
        assert!(told.applies[question.0] != wrong, "{question:?}");
    }
}

fn numbers(seed: u64) -> Vec<u16> {
    row(seed, 1_000_000)
}
