//! Whole numbers keep to themselves, whatever number a condition compares them with.

use crate::reference::playbooks::loaded;
use coach::deal::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use coach::engine::{Effect, Engine, Verdict};
use coach::playbook::{Condition, NumberKind, NumberTest, Playbook, QuestionIndex, Subject, Test};
use rust_decimal::Decimal;

/// One question of a whole number, one rule out, and a signal that cuts the numbers at 3.
const WHOLE: &str = "format: 1\nid: whole\ntitle: Whole\nsummary: Made by a test.\n\
    offer: { name: Thing, solves: Something }\nstages:\n  - id: s\n    title: S\n    buyer_asks: What?\n    \
    questions:\n      - { id: q, ask: How many?, type: number, whole: true, min: 0, max: 10 }\nfit:\n  \
    disqualifiers:\n    - { id: d, when: { q: { at_least: 9 } }, because: It matters. }\n  signals:\n    \
    - { id: g, when: { q: { at_least: 3 } }, weight: 0, because: It matters. }\n";

const Q: QuestionIndex = QuestionIndex(0);

/// The playbook with another test in the disqualifier.
fn ruled_out_by(test: NumberTest) -> Playbook {
    let mut playbook = loaded(WHOLE);
    playbook.rules[0].when = Condition::Test(Subject::Question(Q), Test::Number(test));
    playbook
}

fn answered(playbook: &Playbook, number: i64) -> Facts {
    let number = Interval::point(Decimal::from(number));
    let answer = Answer::Numbers(Numbers::within(&NumberKind::default(), [number]));
    let mut facts = Facts::none(playbook);
    facts.set(Q, vec![Fact::new(answer, KnownFrom::Prospect)]);
    facts
}

#[test]
fn no_operand_with_a_fraction_gives_a_wrong_verdict() {
    type Test = fn(Decimal) -> NumberTest;
    type Holds = fn(Decimal, Decimal) -> bool;
    let operators: [(Test, Holds); 6] = [
        (NumberTest::Is, |number, operand| number == operand),
        (NumberTest::IsNot, |number, operand| number != operand),
        (NumberTest::AtLeast, |number, operand| number >= operand),
        (NumberTest::AtMost, |number, operand| number <= operand),
        (NumberTest::MoreThan, |number, operand| number > operand),
        (NumberTest::LessThan, |number, operand| number < operand),
    ];
    for quarters in -5..=45 {
        let operand = Decimal::new(25 * quarters, 2);
        for (test, holds) in operators {
            let playbook = ruled_out_by(test(operand));
            let engine = Engine::new(&playbook);
            for number in 0..=10 {
                let expected = match holds(Decimal::from(number), operand) {
                    true => Verdict::NoFit,
                    false => Verdict::Fit,
                };
                let found = engine.verdict(&answered(&playbook, number));
                assert_eq!(found, expected, "{number} and {:?}", test(operand));
            }
        }
    }
}

#[test]
fn a_test_that_no_whole_number_passes_is_never_open() {
    let playbook = ruled_out_by(NumberTest::Is(Decimal::new(5, 1)));
    let told = Engine::new(&playbook).assess(&Facts::none(&playbook));
    assert_eq!(told.verdict, Verdict::Fit);
    assert!(told.because.iter().any(|one| one.rule.0 == 0 && one.effect == Effect::Fails));
}
