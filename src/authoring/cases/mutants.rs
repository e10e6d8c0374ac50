//! Mutants of a playbook: it with one rule dropped or changed, to see whether any case notices.
//!
//! Mutation analysis after DeMillo, Lipton and Sayward (1978): what no case tells from the
//! playbook is a change that nobody would notice either.

use rust_decimal::Decimal;

use super::answers::questions_behind;
use super::coverage::Share;
pub use super::mutant::Mutant;
use super::mutant::{changed, step};
use super::negated_rules::negated;
use super::points_mutants;
use super::running::{next_differs, reasons_differ};
use super::{Case, Cases};
use crate::authoring::proofs::{Counting, Proof, Revision, Revisions};
use crate::deal::Facts;
use crate::engine::{Engine, Outcome};
use crate::playbook::{Condition, NumberTest, Playbook, RuleIndex, RuleKind, Scale, Subject, Test};
use crate::text::yaml::numbers::written;

/// What became of a playbook's mutants.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Survey {
    /// Some case notices so many.
    pub noticed: usize,
    /// No case notices these, and somebody would.
    pub survivors: Vec<Survivor>,
    /// No prospect tells so many from the playbook.
    pub alike: usize,
    /// Of these it was not settled within the budget.
    pub not_settled: Vec<Mutant>,
}

/// A mutant that no case notices.
#[derive(Debug, Clone, PartialEq)]
pub struct Survivor {
    /// The mutant.
    pub mutant: Mutant,
    /// What is to be known of a prospect who tells it from the playbook.
    pub witness: Facts,
}

impl Survey {
    /// How many of those that can be told from the playbook are noticed.
    pub fn share(&self) -> Share {
        Share { covered: self.noticed, all: self.noticed + self.survivors.len() }
    }
}

/// Every mutant of a playbook: each rule dropped, turned the other way round, and shifted by one
/// step up and down at each number that it compares with, or that ends a range with points; each
/// weight, and the points of each answer, with the other sign; the threshold, or where each band
/// begins, one higher and one lower.
pub fn mutants(playbook: &Playbook) -> Vec<Mutant> {
    let rules = (0..playbook.rules.len()).map(RuleIndex);
    let of_rules = rules.flat_map(|rule| {
        let mut mutants = vec![dropped(playbook, rule)];
        match &playbook.rule(rule).points {
            Some(points) => mutants.extend(points_mutants::of(playbook, rule, points)),
            None => {
                let turned = "is turned the other way round";
                mutants.push(of_condition(playbook, rule, turned, negated));
                mutants.extend(other_sign(playbook, rule));
                mutants.extend(shifted(playbook, rule));
            }
        }
        mutants
    });
    of_rules.chain([-1, 1].into_iter().flat_map(|step| other_scale(playbook, step))).collect()
}

/// Puts every mutant to the cases that run and pass. `progress` is called before each.
pub fn survey(cases: &Cases, passed: &[bool], engine: &Engine<'_>, progress: &dyn Fn()) -> Survey {
    let passing = cases.list.iter().zip(passed).filter(|(_, passed)| **passed);
    let passing: Vec<(&Case, Outcome)> =
        passing.map(|(case, _)| (case, engine.outcome(&case.facts))).collect();
    // Other numbers tell more answers apart, and that costs all that are looked at together.
    let is_shifted = |mutant: &Mutant| is_shifted(engine.playbook(), mutant);
    let (shifted, others) = mutants(engine.playbook()).into_iter().partition(is_shifted);
    let mut surveyor = Surveyor { passing: &passing, engine, progress, survey: Survey::default() };
    surveyor.put_all(others);
    surveyor.put_all(shifted);
    surveyor.survey
}

/// Whether a mutant compares with another number than the playbook.
fn is_shifted(playbook: &Playbook, mutant: &Mutant) -> bool {
    match &mutant.revision {
        Revision::When(rule, when) => numbers_in(when) != numbers_in(&playbook.rule(*rule).when),
        Revision::Points(rule, points) => {
            let before = playbook.rule(*rule).points.as_ref();
            before.is_some_and(|before| {
                let mut pairs = before.given.iter().zip(&points.given);
                pairs.any(|(before, after)| before.answer != after.answer)
            })
        }
        Revision::Without(_)
        | Revision::Weight(..)
        | Revision::Threshold(_)
        | Revision::Most(_)
        | Revision::From(..) => false,
    }
}

/// Who puts mutants to cases.
struct Surveyor<'s, 'p> {
    passing: &'s [(&'s Case, Outcome)],
    engine: &'s Engine<'p>,
    progress: &'s dyn Fn(),
    survey: Survey,
}

impl Surveyor<'_, '_> {
    /// Puts a group; halves one whose numbers are too many to be looked at together.
    fn put_all(&mut self, mut group: Vec<Mutant>) {
        let revised = group.iter().map(|mutant| &mutant.revision);
        match Revisions::of(self.engine.playbook(), revised) {
            Some(revisions) => group.into_iter().for_each(|mutant| {
                (self.progress)();
                self.put(mutant, &revisions);
            }),
            None if group.len() < 2 => self.survey.not_settled.append(&mut group),
            None => {
                let second = group.split_off(group.len() / 2);
                [group, second].into_iter().for_each(|half| self.put_all(half));
            }
        }
    }

    fn put(&mut self, mutant: Mutant, revisions: &Revisions<'_>) {
        let mut settled = true;
        for (case, outcome) in self.passing {
            match self.notices(case, outcome, &mutant.revision, revisions) {
                Some(true) => {
                    self.survey.noticed += 1;
                    return;
                }
                Some(false) => {}
                None => settled = false,
            }
        }
        match revisions.tells(&mutant.revision) {
            Proof::Refuted(()) => self.survey.alike += 1,
            Proof::Shown(case) if settled => {
                let playbook = self.engine.playbook();
                let when = mutant.revision.rule().map(|rule| &playbook.rule(rule).when);
                let own = when.map(|when| questions_behind(playbook, when)).unwrap_or_default();
                let witness = revisions.telling_facts(&mutant.revision, &case, &own);
                self.survey.survivors.push(Survivor { mutant, witness });
            }
            Proof::Shown(_) | Proof::NotProven => self.survey.not_settled.push(mutant),
        }
    }

    /// Whether a case comes out otherwise than it says. The verdict is looked at first: it is the
    /// cheapest to have. No rule bears on the stage.
    fn notices(
        &self,
        case: &Case,
        outcome: &Outcome,
        revision: &Revision,
        revisions: &Revisions<'_>,
    ) -> Option<bool> {
        let (facts, expected) = (&case.facts, &case.expected);
        let verdict = revisions.verdict(Some(revision), facts, Counting::Evidence)?;
        if verdict != expected.verdict {
            return Some(true);
        }
        if let Some(wanted) = expected.if_assumptions_hold
            && revisions.verdict(Some(revision), facts, Counting::Everything)? != wanted
        {
            return Some(true);
        }
        if expected.because.is_none() && expected.next.is_none() {
            return Some(false);
        }
        let mutated = revision.applied_to(self.engine.playbook());
        let outcome = revisions.outcome(revision, facts, outcome)?;
        if let Some(because) = &expected.because
            && reasons_differ(case, because, &mutated, &outcome).is_some()
        {
            return Some(true);
        }
        // The next question takes all of an engine to tell, of which a large playbook has none that
        // is made in short.
        match expected.next {
            None => Some(false),
            Some(_) if self.engine.effort().is_none() => None,
            Some(_) => {
                let engine = Engine::new(&mutated);
                Some(next_differs(expected, facts, &engine, &outcome).is_some())
            }
        }
    }
}

fn dropped(playbook: &Playbook, rule: RuleIndex) -> Mutant {
    changed(playbook, rule, "is dropped", Revision::Without(rule))
}

fn other_sign(playbook: &Playbook, rule: RuleIndex) -> Option<Mutant> {
    let RuleKind::Signal(weight) = playbook.rule(rule).kind else { return None };
    let change = format!("weighs {} in place of {weight}", -weight);
    (weight != 0).then(|| changed(playbook, rule, &change, Revision::Weight(rule, -weight)))
}

/// The scale with each score that it names one step away.
fn other_scale(playbook: &Playbook, step: i64) -> Vec<Mutant> {
    match &playbook.scale {
        Scale::Threshold { from, .. } => {
            let threshold = from.saturating_add(step);
            let change = format!("the threshold is {threshold} in place of {from}");
            vec![Mutant { revision: Revision::Threshold(threshold), change }]
        }
        Scale::Bands(bands) => {
            let bands = bands.iter().enumerate();
            let mutants = bands.filter_map(|(place, band)| {
                let (from, id) = (band.from?, &band.id);
                let other = from.saturating_add(step);
                let change = format!("`{id}` begins at {other} in place of {from}");
                Some(Mutant { revision: Revision::From(place, other), change })
            });
            mutants.collect()
        }
    }
}

/// The rule with each number in turn one step higher, and one lower.
fn shifted(playbook: &Playbook, rule: RuleIndex) -> Vec<Mutant> {
    let when = &playbook.rule(rule).when;
    let numbers = numbers_in(when);
    let mutants = numbers.iter().enumerate().flat_map(|(place, (subject, number))| {
        [Decimal::NEGATIVE_ONE, Decimal::ONE].map(|sign| {
            let other = *number + sign * step_of(playbook, *subject, *number);
            let id = playbook.id_of(*subject);
            let (from, to) = (written(*number), written(other));
            let change = format!("compares `{id}` with {to} in place of {from}");
            of_condition(playbook, rule, &change, |when| with_number(when, place, other))
        })
    });
    mutants.collect()
}

/// 1, or where a question takes other numbers too, and of a value, one at the last place that is written.
fn step_of(playbook: &Playbook, subject: Subject, number: Decimal) -> Decimal {
    match subject {
        Subject::Value(_) => Decimal::new(1, number.normalize().scale()),
        Subject::Question(question) => step(&playbook.question(question).kind, number),
    }
}

fn of_condition(
    playbook: &Playbook,
    rule: RuleIndex,
    change: &str,
    other: impl Fn(&Condition) -> Condition,
) -> Mutant {
    let when = other(&playbook.rule(rule).when);
    changed(playbook, rule, change, Revision::When(rule, when))
}

/// The numbers that a condition compares with, in the order of the tests.
fn numbers_in(condition: &Condition) -> Vec<(Subject, Decimal)> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(numbers_in).collect()
        }
        Condition::Not(part) => numbers_in(part),
        Condition::Test(subject, Test::Number(test)) => vec![(*subject, test.operand())],
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
        Condition::Test(subject, Test::Number(test)) => {
            Condition::Test(*subject, Test::Number(compared_with(*test, number)))
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
