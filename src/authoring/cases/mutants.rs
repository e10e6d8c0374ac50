//! Mutants of a playbook: it with one rule dropped or changed, to see whether any case notices.
//!
//! Mutation analysis after DeMillo, Lipton and Sayward (1978): what no case tells from the
//! playbook is a change that nobody would notice either.

use rust_decimal::Decimal;

use super::coverage::Share;
use super::running::differences;
use super::search::{Found, Goal, find, questions_behind};
use super::turned::negated;
use super::{Case, Cases};
use crate::deal::Facts;
use crate::engine::{Engine, Verdict};
use crate::playbook::{
    Condition, Kind, NumberTest, Playbook, QuestionIndex, RuleIndex, RuleKind, Test,
};
use crate::text::yaml::numbers::written;

/// A playbook with one change.
#[derive(Debug, Clone, PartialEq)]
pub struct Mutant {
    /// The rule that is changed; `None` where it is the threshold.
    pub rule: Option<RuleIndex>,
    /// What is changed, as in "`size` is dropped".
    pub change: String,
    /// With the change.
    pub playbook: Playbook,
}

/// What became of a playbook's mutants.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Survey {
    /// Some case notices so many.
    pub noticed: usize,
    /// No case notices these.
    pub survivors: Vec<Survivor>,
    /// No prospect tells so many from the playbook.
    pub alike: usize,
}

/// A mutant that no case notices.
#[derive(Debug, Clone, PartialEq)]
pub struct Survivor {
    /// The mutant.
    pub mutant: Mutant,
    /// What is to be known of a prospect who tells it from the playbook, where one was found.
    pub witness: Option<Facts>,
}

impl Survey {
    /// How many of those that can be told from the playbook are noticed.
    pub fn share(&self) -> Share {
        Share { covered: self.noticed, all: self.noticed + self.survivors.len() }
    }
}

/// Every mutant of a playbook: each rule dropped, turned the other way round, and shifted by one
/// step up and down at each number that it compares with; each weight with the other sign; the
/// threshold one higher and one lower.
pub fn mutants(playbook: &Playbook) -> Vec<Mutant> {
    let rules = (0..playbook.rules.len()).map(RuleIndex);
    let of_rules = rules.flat_map(|rule| {
        let turned = of_condition(playbook, rule, "is turned the other way round", negated);
        let mut mutants = vec![dropped(playbook, rule), turned];
        mutants.extend(other_sign(playbook, rule));
        mutants.extend(shifted(playbook, rule));
        mutants
    });
    of_rules.chain([-1, 1].map(|step| other_threshold(playbook, step))).collect()
}

/// Puts every mutant to the cases that run and pass.
pub fn survey(cases: &Cases, passed: &[bool], engine: &Engine<'_>) -> Survey {
    let mut survey = Survey::default();
    let passing = cases.list.iter().zip(passed).filter(|(_, passed)| **passed);
    let passing: Vec<&Case> = passing.map(|(case, _)| case).collect();
    for mutant in mutants(engine.playbook()) {
        let mutated = Engine::new(&mutant.playbook);
        if passing.iter().any(|case| notices(case, &mutated)) {
            survey.noticed += 1;
            continue;
        }
        match told_apart(engine, &mutated, &mutant) {
            Found::None => survey.alike += 1,
            found => survey.survivors.push(Survivor { mutant, witness: found.facts() }),
        }
    }
    survey
}

/// Whether a case comes out otherwise than it says. The verdict is looked at first: it is the
/// cheapest to have.
fn notices(case: &Case, mutated: &Engine<'_>) -> bool {
    mutated.verdict(&case.facts) != case.expected.verdict
        || !differences(case, mutated, &mutated.outcome(&case.facts)).is_empty()
}

/// A prospect who is a fit for one of the two and none for the other.
fn told_apart(engine: &Engine<'_>, mutated: &Engine<'_>, mutant: &Mutant) -> Found {
    let playbook = engine.playbook();
    let when = mutant.rule.map(|rule| &playbook.rule(rule).when);
    let first = when.map(|when| questions_behind(playbook, when)).unwrap_or_default();
    let one_way = |fit, none| {
        let fit = Goal { engine: fit, verdict: Verdict::Fit };
        find(&[fit, Goal { engine: none, verdict: Verdict::NoFit }], &first)
    };
    match (one_way(engine, mutated), one_way(mutated, engine)) {
        (Found::Facts(facts), _) | (_, Found::Facts(facts)) => Found::Facts(facts),
        (Found::None, Found::None) => Found::None,
        _ => Found::NotSettled,
    }
}

fn dropped(playbook: &Playbook, rule: RuleIndex) -> Mutant {
    let mut without = playbook.clone();
    without.rules.remove(rule.0);
    changed(playbook, rule, "is dropped", without)
}

fn other_sign(playbook: &Playbook, rule: RuleIndex) -> Option<Mutant> {
    let RuleKind::Signal(weight) = playbook.rule(rule).kind else { return None };
    let mut other = playbook.clone();
    other.rules[rule.0].kind = RuleKind::Signal(-weight);
    let change = format!("weighs {} in place of {weight}", -weight);
    (weight != 0).then(|| changed(playbook, rule, &change, other))
}

fn other_threshold(playbook: &Playbook, step: i64) -> Mutant {
    let threshold = playbook.threshold.saturating_add(step);
    let change = format!("the threshold is {threshold} in place of {}", playbook.threshold);
    Mutant { rule: None, change, playbook: Playbook { threshold, ..playbook.clone() } }
}

/// The rule with each number in turn one step higher, and one lower.
fn shifted(playbook: &Playbook, rule: RuleIndex) -> Vec<Mutant> {
    let when = &playbook.rule(rule).when;
    let numbers = numbers_in(when);
    let mutants = numbers.iter().enumerate().flat_map(|(place, (question, number))| {
        [Decimal::NEGATIVE_ONE, Decimal::ONE].map(|sign| {
            let other = *number + sign * step(playbook, *question, *number);
            let id = &playbook.question(*question).id;
            let (from, to) = (written(*number), written(other));
            let change = format!("compares `{id}` with {to} in place of {from}");
            of_condition(playbook, rule, &change, |when| with_number(when, place, other))
        })
    });
    mutants.collect()
}

/// 1, or where a question takes other numbers too, one at the last place that is written.
fn step(playbook: &Playbook, question: QuestionIndex, number: Decimal) -> Decimal {
    match &playbook.question(question).kind {
        Kind::Number(kind) if !kind.whole => Decimal::new(1, number.normalize().scale()),
        _ => Decimal::ONE,
    }
}

fn of_condition(
    playbook: &Playbook,
    rule: RuleIndex,
    change: &str,
    other: impl Fn(&Condition) -> Condition,
) -> Mutant {
    let mut mutated = playbook.clone();
    mutated.rules[rule.0].when = other(&playbook.rule(rule).when);
    changed(playbook, rule, change, mutated)
}

fn changed(playbook: &Playbook, rule: RuleIndex, change: &str, mutated: Playbook) -> Mutant {
    let change = format!("`{}` {change}", playbook.rule(rule).id);
    Mutant { rule: Some(rule), change, playbook: mutated }
}

/// The numbers that a condition compares with, in the order of the tests.
fn numbers_in(condition: &Condition) -> Vec<(QuestionIndex, Decimal)> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(numbers_in).collect()
        }
        Condition::Not(part) => numbers_in(part),
        Condition::Test(question, Test::Number(test)) => vec![(*question, test.operand())],
        Condition::Test(..) => Vec::new(),
    }
}

/// A condition that compares with another number at one place, counted as in [`numbers_in`].
fn with_number(condition: &Condition, place: usize, number: Decimal) -> Condition {
    let in_parts = |parts: &[Condition]| {
        let mut before = 0;
        let part = |part: &Condition| {
            let count = numbers_in(part).len();
            let is_there = (before..before + count).contains(&place);
            let inside = place.wrapping_sub(before);
            before += count;
            if is_there { with_number(part, inside, number) } else { part.clone() }
        };
        parts.iter().map(part).collect()
    };
    match condition {
        Condition::All(parts) => Condition::All(in_parts(parts)),
        Condition::Any(parts) => Condition::Any(in_parts(parts)),
        Condition::Not(part) => Condition::Not(Box::new(with_number(part, place, number))),
        Condition::Test(question, Test::Number(test)) => {
            Condition::Test(*question, Test::Number(compared_with(*test, number)))
        }
        Condition::Test(..) => condition.clone(),
    }
}

fn compared_with(test: NumberTest, number: Decimal) -> NumberTest {
    match test {
        NumberTest::Is(_) => NumberTest::Is(number),
        NumberTest::IsNot(_) => NumberTest::IsNot(number),
        NumberTest::AtLeast(_) => NumberTest::AtLeast(number),
        NumberTest::AtMost(_) => NumberTest::AtMost(number),
        NumberTest::MoreThan(_) => NumberTest::MoreThan(number),
        NumberTest::LessThan(_) => NumberTest::LessThan(number),
    }
}
