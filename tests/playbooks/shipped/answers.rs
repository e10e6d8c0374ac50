//! Telling answers to the questions of a playbook, and what the engine makes of them.

use std::collections::BTreeSet;

use coach::deal::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use coach::engine::{Assessment, Engine, Outcome};
use coach::playbook::{Condition, Kind, NumberTest, Playbook, QuestionIndex, Subject, Test};
use rust_decimal::Decimal;

/// Answers to a few questions.
pub(crate) type Answers = Vec<(QuestionIndex, Answer)>;

pub(crate) fn assess(engine: &Engine, answers: &Answers) -> Assessment {
    engine.assess(&facts(engine.playbook(), answers))
}

/// The verdict and the rules alone, which takes far less.
pub(crate) fn outcome(engine: &Engine, answers: &Answers) -> Outcome {
    engine.outcome(&facts(engine.playbook(), answers))
}

fn facts(playbook: &Playbook, answers: &Answers) -> Facts {
    let mut facts = Facts::none(playbook);
    for (question, answer) in answers {
        facts.set(*question, vec![Fact::new(answer.clone(), KnownFrom::Prospect)]);
    }
    facts
}

/// Every combination of telling answers to the questions that a condition rests on, through
/// gates too; of a number that it tests by way of a value alone, its ends.
pub(crate) fn combinations(playbook: &Playbook, condition: &Condition) -> Vec<Answers> {
    rests_on(playbook, condition).into_iter().fold(
        vec![Answers::new()],
        |combinations, question| {
            let is_tested = condition.subjects().contains(&Subject::Question(question));
            let answers = match worked_ends(playbook, question) {
                Some(ends) if !is_tested => answers_of(playbook, question, ends),
                _ => candidates(playbook, question),
            };
            combinations
                .iter()
                .flat_map(|earlier| {
                    answers.iter().map(move |answer| {
                        let mut extended = earlier.clone();
                        extended.push((question, answer.clone()));
                        extended
                    })
                })
                .collect()
        },
    )
}

/// The least and the greatest answer to a question that a value is worked out from.
fn worked_ends(playbook: &Playbook, question: QuestionIndex) -> Option<[Decimal; 2]> {
    let mut worked = playbook.values.iter().map(|one| one.is.questions(&playbook.values));
    let Kind::Number(kind) = &playbook.question(question).kind else { return None };
    worked.any(|questions| questions.contains(&question)).then_some([kind.min?, kind.max?])
}

/// Those of some numbers that a question takes, as answers to it.
fn answers_of(
    playbook: &Playbook,
    question: QuestionIndex,
    numbers: impl IntoIterator<Item = Decimal>,
) -> Vec<Answer> {
    let Kind::Number(kind) = &playbook.question(question).kind else { unreachable!("a number") };
    let numbers = numbers.into_iter();
    let numbers = numbers.map(|number| Numbers::within(kind, [Interval::point(number)]));
    numbers.filter(|numbers| !numbers.is_empty()).map(Answer::Numbers).collect()
}

/// The questions that a condition rests on, through gates too.
pub(crate) fn rests_on(playbook: &Playbook, condition: &Condition) -> BTreeSet<QuestionIndex> {
    let mut questions = BTreeSet::new();
    let mut open = condition.questions(&playbook.values);
    while let Some(question) = open.pop() {
        if questions.insert(question) {
            open.extend(
                playbook
                    .question(question)
                    .when
                    .iter()
                    .flat_map(|when| when.questions(&playbook.values)),
            );
        }
    }
    questions
}

/// Telling answers to one question: every option; no, one, all but one and all of a set; the
/// numbers at and around those that a condition names, and the ends of those that a value is worked
/// out from.
pub(crate) fn candidates(playbook: &Playbook, question: QuestionIndex) -> Vec<Answer> {
    let options = 0..playbook.question(question).option_count();
    match &playbook.question(question).kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            options.map(|option| Answer::OneOf(BTreeSet::from([option]))).collect()
        }
        Kind::Choices { .. } => {
            let all: BTreeSet<usize> = options.clone().collect();
            let exactly = |includes: BTreeSet<usize>| Answer::Choices {
                excludes: all.difference(&includes).copied().collect(),
                includes,
            };
            let none_and_all = [exactly(BTreeSet::new()), exactly(all.clone())];
            let but_one = options.clone().map(|left_out| {
                exactly(all.iter().copied().filter(|option| *option != left_out).collect())
            });
            let one = options.map(|option| exactly(BTreeSet::from([option])));
            none_and_all.into_iter().chain(one).chain(but_one).collect()
        }
        Kind::Number(_) => {
            let around = |named: Decimal| [named - Decimal::ONE, named, named + Decimal::ONE];
            let mut numbers: BTreeSet<Decimal> =
                named_numbers(playbook, question).into_iter().flat_map(around).collect();
            numbers.extend(worked_ends(playbook, question).into_iter().flatten());
            answers_of(playbook, question, numbers)
        }
        Kind::Text => Vec::new(),
    }
}

/// The numbers that any condition of the playbook holds a question against.
fn named_numbers(playbook: &Playbook, question: QuestionIndex) -> Vec<Decimal> {
    let numbers = tests_on(playbook, question).into_iter().filter_map(|test| match test {
        Test::Number(
            NumberTest::Is(number)
            | NumberTest::IsNot(number)
            | NumberTest::AtLeast(number)
            | NumberTest::AtMost(number)
            | NumberTest::MoreThan(number)
            | NumberTest::LessThan(number),
        ) => Some(*number),
        _ => None,
    });
    numbers.collect()
}

/// Every test of a question in the gates, verifiers and rules of a playbook.
pub(crate) fn tests_on(playbook: &Playbook, question: QuestionIndex) -> Vec<&Test> {
    let gates = playbook.questions.iter().filter_map(|one| one.when.as_ref());
    let verifiers = playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let rules = playbook.rules.iter().map(|rule| &rule.when);
    let mut tests = Vec::new();
    for condition in gates.chain(verifiers).chain(rules) {
        collect_tests(condition, question, &mut tests);
    }
    tests
}

fn collect_tests<'a>(condition: &'a Condition, question: QuestionIndex, tests: &mut Vec<&'a Test>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect_tests(part, question, tests));
        }
        Condition::Not(part) => collect_tests(part, question, tests),
        Condition::Test(tested, test) if *tested == Subject::Question(question) => tests.push(test),
        Condition::Test(..) => {}
    }
}
