//! A prospect of whom several playbooks with the same questions say given verdicts.
//!
//! Depth first over the answers that conditions can tell apart, with the engines cutting off
//! whatever can't lead there any more. A search that comes to its end without a prospect proves
//! that there is none; one that runs out of steps does not.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::turned::Demand;
use crate::deal::{Answer, Fact, Facts, KnownFrom, Numbers};
use crate::engine::{Engine, Verdict};
use crate::playbook::{Condition, Kind, NumberKind, Playbook, Question, QuestionIndex, Test};

/// How many partial prospects one attempt looks at.
const STEPS: usize = 1500;
/// How often the search starts again, each time trying answers in another order.
const ATTEMPTS: usize = 6;

/// What is asked of a prospect.
pub(super) struct Goal<'e, 'p> {
    /// This engine
    pub(super) engine: &'e Engine<'p>,
    /// says this of them.
    pub(super) verdict: Verdict,
}

/// How a search ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// Facts that force the verdicts, few of them.
    Facts(Facts),
    /// There is none.
    None,
    /// None was found, but there may be one.
    NotSettled,
}

impl Found {
    /// The facts, where there are some.
    pub(super) fn facts(self) -> Option<Facts> {
        match self {
            Self::Facts(facts) => Some(facts),
            Self::None | Self::NotSettled => None,
        }
    }
}

/// Looks for a prospect who meets all goals, of which there is at least one; questions in `first`
/// are answered before others.
pub(super) fn find(goals: &[Goal<'_, '_>], first: &[QuestionIndex]) -> Found {
    let playbooks: Vec<&Playbook> = goals.iter().map(|goal| goal.engine.playbook()).collect();
    let Some(playbook) = playbooks.first().copied() else { return Found::NotSettled };
    let steps = steps(playbook, &Conditions::of(&playbooks), first);
    for attempt in 0..ATTEMPTS {
        let mut search = Search { goals, steps: &steps, attempt, left: STEPS };
        let mut facts = Facts::none(playbook);
        match search.descend(&mut facts, 0) {
            Ended::Found => return Found::Facts(facts),
            Ended::Exhausted => return Found::None,
            Ended::OutOfSteps => {}
        }
    }
    Found::NotSettled
}

/// Looks for a prospect of whom a demand holds.
pub(super) fn find_meeting(demand: &Demand, first: &[QuestionIndex]) -> Found {
    let engine = Engine::new(demand.playbook());
    find(&[Goal { engine: &engine, verdict: Verdict::Fit }], first)
}

/// One thing that is answered, and the answers that conditions tell apart.
struct Step {
    question: QuestionIndex,
    answers: Vec<Part>,
}

/// An answer, or the part of one that a step settles.
enum Part {
    Whole(Answer),
    Member(usize, bool),
}

enum Ended {
    Found,
    Exhausted,
    OutOfSteps,
}

struct Search<'s> {
    goals: &'s [Goal<'s, 's>],
    steps: &'s [Step],
    attempt: usize,
    left: usize,
}

impl Search<'_> {
    /// Answers on from a step; leaves the facts as they were unless it finds what it looks for.
    fn descend(&mut self, facts: &mut Facts, depth: usize) -> Ended {
        if self.left == 0 {
            return Ended::OutOfSteps;
        }
        self.left -= 1;
        let mut all_met = true;
        for goal in self.goals {
            match goal.engine.verdict(facts) {
                found if found == goal.verdict => {}
                Verdict::Undecided => all_met = false,
                Verdict::Fit | Verdict::NoFit => return Ended::Exhausted,
            }
        }
        if all_met {
            return Ended::Found;
        }
        let Some(step) = self.steps.get(depth) else { return Ended::OutOfSteps };
        let before = facts.about(step.question).to_vec();
        for place in 0..step.answers.len() {
            // Each attempt tries the answers in another order.
            let turn = self.attempt * (depth % (self.attempt + 1) + 1);
            let part = &step.answers[(place + turn) % step.answers.len()];
            facts.set(step.question, vec![said(part.after(&before))]);
            match self.descend(facts, depth + 1) {
                Ended::Exhausted => {}
                ended @ (Ended::Found | Ended::OutOfSteps) => return ended,
            }
        }
        facts.set(step.question, before);
        Ended::Exhausted
    }
}

impl Part {
    /// The answer once this part of it is settled too.
    fn after(&self, before: &[Fact]) -> Answer {
        let (option, is_in) = match self {
            Self::Whole(answer) => return answer.clone(),
            Self::Member(option, is_in) => (*option, *is_in),
        };
        let (mut includes, mut excludes) = match before.first().map(|fact| &fact.answer) {
            Some(Answer::Choices { includes, excludes }) => (includes.clone(), excludes.clone()),
            _ => (BTreeSet::new(), BTreeSet::new()),
        };
        if is_in {
            includes.insert(option)
        } else {
            excludes.insert(option)
        };
        Answer::Choices { includes, excludes }
    }
}

/// What a prospect said.
pub(super) fn said(answer: Answer) -> Fact {
    Fact::new(answer, KnownFrom::Prospect)
}

/// The steps, those about the questions in `first` before the others, all in playbook order; what
/// no condition names is never answered.
fn steps(playbook: &Playbook, conditions: &Conditions, first: &[QuestionIndex]) -> Vec<Step> {
    let mut questions: Vec<QuestionIndex> = first.to_vec();
    questions.extend(playbook.question_indexes().filter(|index| !first.contains(index)));
    let named = questions.into_iter().filter(|question| conditions.name(*question));
    named
        .flat_map(|index| {
            let question = playbook.question(index);
            match &question.kind {
                Kind::Choices { options } => (0..options.len())
                    .map(|option| {
                        let answers = [false, true].map(|is_in| Part::Member(option, is_in));
                        Step { question: index, answers: answers.into() }
                    })
                    .collect(),
                _ => {
                    let answers = answers(question, &conditions.numbers(index));
                    let answers = answers.into_iter().map(Part::Whole).collect();
                    vec![Step { question: index, answers }]
                }
            }
        })
        .collect()
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
        Kind::Number(kind) => numbers(kind, compared)
            .into_iter()
            .map(|number| {
                let point = crate::deal::Interval::point(number);
                Answer::Numbers(Numbers::within(kind, [point]))
            })
            .collect(),
        Kind::Text => Vec::new(),
    }
}

/// Numbers at, between and beyond those that conditions compare with, the lowest first.
fn numbers(kind: &NumberKind, compared: &[Decimal]) -> Vec<Decimal> {
    let mut candidates: BTreeSet<Decimal> = BTreeSet::new();
    for (place, number) in compared.iter().enumerate() {
        candidates.extend([*number - Decimal::ONE, *number, *number + Decimal::ONE]);
        if let Some(next) = compared.get(place + 1).filter(|_| !kind.whole) {
            candidates.insert((*number + *next) / Decimal::TWO);
        }
        if kind.whole {
            candidates.extend([number.floor(), number.ceil()]);
        }
    }
    candidates.extend(kind.min);
    candidates.extend(kind.max);
    if candidates.is_empty() {
        candidates.insert(Decimal::ZERO);
    }
    let range = Numbers::of(kind);
    candidates.into_iter().filter(|number| range.contains(*number)).collect()
}

/// What conditions that bear on verdicts name.
pub(super) struct Conditions {
    tests: Vec<(QuestionIndex, Option<Decimal>)>,
}

impl Conditions {
    /// All those of the rules and gates of some playbooks with the same questions.
    pub(super) fn of(playbooks: &[&Playbook]) -> Self {
        let mut tests = Vec::new();
        for playbook in playbooks {
            let rules = playbook.rules.iter().map(|rule| &rule.when);
            let gates = playbook.questions.iter().filter_map(|question| question.when.as_ref());
            rules.chain(gates).for_each(|condition| gather(condition, &mut tests));
        }
        Self { tests }
    }

    /// Whether a condition names the question.
    fn name(&self, question: QuestionIndex) -> bool {
        self.tests.iter().any(|(named, _)| *named == question)
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
        Condition::Test(question, Test::Number(test)) => {
            tests.push((*question, Some(test.operand())));
        }
        Condition::Test(question, _) => tests.push((*question, None)),
    }
}

/// A condition's questions and, behind them, those that their gates name, each once.
pub(super) fn questions_behind(playbook: &Playbook, condition: &Condition) -> Vec<QuestionIndex> {
    let mut found: Vec<QuestionIndex> = Vec::new();
    let mut open = condition.questions();
    while let Some(question) = open.pop() {
        if !found.contains(&question) {
            found.push(question);
            let gate = playbook.question(question).when.iter();
            open.extend(gate.flat_map(Condition::questions));
        }
    }
    found.sort_unstable();
    found
}
