//! Answers that stand for all that conditions can tell apart, and what conditions name.

use std::collections::BTreeSet;
use std::ops::Bound;

use rust_decimal::Decimal;

use crate::deal::{Answer, Fact, Interval, Numbers};
use crate::playbook::{
    Condition, Kind, NumberKind, Playbook, Question, QuestionIndex, Subject, Test,
};

/// What a prospect said, or what we know of our own offer.
pub(super) fn said(question: &Question, answer: Answer) -> Fact {
    Fact::bare(question, answer)
}

/// Answers to a question that stand for all that conditions can tell apart; of `choices` none,
/// then each option alone.
pub(super) fn answers(question: &Question, compared: &[Decimal]) -> Vec<Answer> {
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => (0..question.option_count())
            .map(|option| Answer::OneOf(BTreeSet::from([option])))
            .collect(),
        Kind::Choices { options } => {
            let all: BTreeSet<usize> = (0..options.len()).collect();
            let none = Answer::Choices { includes: BTreeSet::new(), excludes: all.clone() };
            let alone = all.iter().map(|option| {
                let includes = BTreeSet::from([*option]);
                Answer::Choices { excludes: &all - &includes, includes }
            });
            [none].into_iter().chain(alone).collect()
        }
        Kind::Number(kind) => {
            let numbers = numbers(kind, compared).into_iter();
            numbers.map(Answer::Numbers).collect()
        }
        Kind::Text => Vec::new(),
    }
}

/// Numbers at, between and beyond those that conditions compare with, the lowest first, as far as the
/// question takes them.
fn numbers(kind: &NumberKind, compared: &[Decimal]) -> Vec<Numbers> {
    let mut candidates: BTreeSet<Decimal> = BTreeSet::new();
    for (place, number) in compared.iter().enumerate() {
        let beside = [*number - Decimal::ONE, *number, *number + Decimal::ONE];
        candidates.extend(beside.into_iter().chain([number.floor(), number.ceil()]));
        if let Some(next) = compared.get(place + 1) {
            candidates.insert((*number + *next) / Decimal::TWO);
        }
    }
    for interval in Numbers::of(kind).intervals() {
        candidates.extend([interval.low, interval.high].into_iter().filter_map(included));
    }
    if candidates.is_empty() {
        candidates.insert(Decimal::ZERO);
    }
    let point = |number| Numbers::within(kind, [Interval::point(number)]);
    candidates.into_iter().map(point).filter(|numbers| !numbers.is_empty()).collect()
}

/// The number at which a run ends, if it is in it.
fn included(end: Bound<Decimal>) -> Option<Decimal> {
    match end {
        Bound::Included(number) => Some(number),
        Bound::Excluded(_) | Bound::Unbounded => None,
    }
}

/// What conditions that bear on verdicts name.
pub(super) struct Conditions {
    tests: Vec<(QuestionIndex, Option<Decimal>)>,
}

impl Conditions {
    /// All those of the rules and gates of some playbooks with the same questions.
    pub(super) fn of(playbooks: &[&Playbook]) -> Self {
        let mut tests = Vec::new();
        let conditions = playbooks.iter().flat_map(|playbook| playbook.conditions_of_verdicts());
        conditions.for_each(|condition| gather(condition, &mut tests));
        Self { tests }
    }

    /// The numbers that conditions compare a question with, the lowest first.
    pub(super) fn numbers(&self, question: QuestionIndex) -> Vec<Decimal> {
        let on_it = self.tests.iter().filter(|(named, _)| *named == question);
        let numbers: BTreeSet<Decimal> = on_it.filter_map(|(_, number)| *number).collect();
        numbers.into_iter().collect()
    }
}

fn gather(condition: &Condition, tests: &mut Vec<(QuestionIndex, Option<Decimal>)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| gather(part, tests));
        }
        Condition::Not(part) => gather(part, tests),
        Condition::Test(Subject::Question(question), Test::Number(test)) => {
            tests.push((*question, Some(test.operand())));
        }
        Condition::Test(Subject::Question(question), _) => tests.push((*question, None)),
        Condition::Test(Subject::Value(_), _) => {}
    }
}

/// A condition's questions and, behind them, those that their gates name, each once.
pub(super) fn questions_behind(playbook: &Playbook, condition: &Condition) -> Vec<QuestionIndex> {
    let mut found: Vec<QuestionIndex> = Vec::new();
    let mut open = condition.questions(&playbook.values);
    while let Some(question) = open.pop() {
        if !found.contains(&question) {
            found.push(question);
            let gate = playbook.question(question).when.iter();
            open.extend(gate.flat_map(|when| when.questions(&playbook.values)));
        }
    }
    found.sort_unstable();
    found
}
