//! The values of a question, and what a test or a fact says of one of them.

use std::ops::Bound;

use coach::deal::{Answer, Fact, Interval};
use coach::engine::SingleAnswer;
use coach::playbook::{
    Condition, Kind, NumberKind, NumberTest, Playbook, Question, QuestionIndex, Subject, Test,
};
use rust_decimal::Decimal;

/// One value of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Value {
    /// `yes_no`, `choice`: this option.
    Option(usize),
    /// `choices`: the options whose bits are set.
    Set(u32),
    /// `number`.
    Number(Decimal),
    /// `text`: some words; nothing depends on which.
    Words,
}

/// Whether a test holds for a value.
pub(crate) fn passes(test: &Test, value: Value) -> bool {
    match (test, value) {
        (Test::OneOf(options), Value::Option(option)) => options.contains(&option),
        (Test::NoneOf(options), Value::Option(option)) => !options.contains(&option),
        (Test::Includes(options), Value::Set(set)) => options.iter().all(|&o| has(set, o)),
        (Test::IncludesAny(options), Value::Set(set)) => options.iter().any(|&o| has(set, o)),
        (Test::Excludes(options), Value::Set(set)) => !options.iter().any(|&o| has(set, o)),
        (Test::CountAtLeast(count), Value::Set(set)) => set.count_ones() as usize >= *count,
        (Test::CountAtMost(count), Value::Set(set)) => set.count_ones() as usize <= *count,
        (Test::Number(test), Value::Number(number)) => match *test {
            NumberTest::Is(operand) => number == operand,
            NumberTest::IsNot(operand) => number != operand,
            NumberTest::AtLeast(operand) => number >= operand,
            NumberTest::AtMost(operand) => number <= operand,
            NumberTest::MoreThan(operand) => number > operand,
            NumberTest::LessThan(operand) => number < operand,
        },
        _ => panic!("{test:?} does not suit {value:?}"),
    }
}

/// Whether a statement leaves a value possible.
pub(crate) fn allows(answer: &Answer, value: Value) -> bool {
    match (answer, value) {
        (Answer::Unknown, _) | (Answer::Text(_), Value::Words) => true,
        (Answer::OneOf(options), Value::Option(option)) => options.contains(&option),
        (Answer::Choices { includes, excludes }, Value::Set(set)) => {
            includes.iter().all(|&o| has(set, o)) && !excludes.iter().any(|&o| has(set, o))
        }
        (Answer::Numbers(numbers), Value::Number(number)) => {
            numbers.intervals().iter().any(|interval| inside(interval, number))
        }
        _ => panic!("{answer:?} does not suit {value:?}"),
    }
}

/// The value that an answer of the engine stands for.
pub(crate) fn value_of(answer: &SingleAnswer) -> Value {
    match answer {
        SingleAnswer::Option(option) => Value::Option(*option),
        SingleAnswer::Options(options) => {
            Value::Set(options.iter().fold(0, |set, option| set | 1 << option))
        }
        SingleAnswer::Number(number) => Value::Number(*number),
    }
}

/// Values of a question such that every other value is like one of them to every test of the
/// playbook and every fact. Of a number: each threshold, `min`, `max`, each end of a fact's
/// range, and values between, below and above.
pub(crate) fn representatives(
    playbook: &Playbook,
    question: QuestionIndex,
    facts: &[Fact],
) -> Vec<Value> {
    let stated = playbook.question(question);
    match &stated.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            (0..stated.option_count()).map(Value::Option).collect()
        }
        Kind::Choices { options } => (0..1 << options.len()).map(Value::Set).collect(),
        Kind::Text => vec![Value::Words],
        Kind::Number(kind) => {
            let tests = tests_on(playbook, question);
            let mut seen = Vec::new();
            let mut values = candidates(kind, &tests, facts);
            values.retain(|&value| {
                let likeness = likeness(&tests, facts, value);
                let new = !seen.contains(&likeness);
                seen.push(likeness);
                new
            });
            values
        }
    }
}

/// Whether a question takes a value at all.
pub(crate) fn takes(question: &Question, value: Value) -> bool {
    match (&question.kind, value) {
        (Kind::YesNo { .. } | Kind::Choice { .. }, Value::Option(option)) => {
            option < question.option_count()
        }
        (Kind::Choices { options }, Value::Set(set)) => set < 1 << options.len(),
        (Kind::Number(kind), Value::Number(number)) => fits(kind, number),
        (Kind::Text, Value::Words) => true,
        _ => false,
    }
}

/// What every test and every fact says of a value: two values with the same likeness can't be told apart.
pub(crate) fn likeness(tests: &[&Test], facts: &[Fact], value: Value) -> Vec<bool> {
    let tested = tests.iter().map(|test| passes(test, value));
    tested.chain(facts.iter().map(|fact| allows(&fact.answer, value))).collect()
}

/// Every test of the playbook on a question: in rules, gates and verifiers.
pub(crate) fn tests_on(playbook: &Playbook, question: QuestionIndex) -> Vec<&Test> {
    let gates = playbook.questions.iter().filter_map(|question| question.when.as_ref());
    let verifiers = playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let rules = playbook.rules.iter().map(|rule| &rule.when);
    let mut tests = Vec::new();
    for condition in gates.chain(verifiers).chain(rules) {
        collect_tests(condition, question, &mut tests);
    }
    tests
}

fn collect_tests<'c>(condition: &'c Condition, question: QuestionIndex, tests: &mut Vec<&'c Test>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect_tests(part, question, tests));
        }
        Condition::Not(part) => collect_tests(part, question, tests),
        Condition::Test(Subject::Question(named), test) if *named == question => tests.push(test),
        Condition::Test(..) => {}
    }
}

fn candidates(kind: &NumberKind, tests: &[&Test], facts: &[Fact]) -> Vec<Value> {
    let mut points: Vec<Decimal> = kind.min.into_iter().chain(kind.max).collect();
    points.extend(tests.iter().filter_map(|test| match test {
        Test::Number(test) => Some(operand(*test)),
        _ => None,
    }));
    for fact in facts {
        if let Answer::Numbers(numbers) = &fact.answer {
            let ends =
                numbers.intervals().iter().flat_map(|interval| [interval.low, interval.high]);
            points.extend(ends.filter_map(end));
        }
    }
    points.push(Decimal::ZERO);
    points.sort();
    points.dedup();
    let one = Decimal::ONE;
    let mut numbers = points.clone();
    numbers.extend(points.windows(2).map(|pair| (pair[0] + pair[1]) / Decimal::TWO));
    numbers.extend(points.first().map(|lowest| lowest - one));
    numbers.extend(points.last().map(|highest| highest + one));
    // Between two points there is a whole number only if there is one right beside each of them.
    numbers.extend(points.iter().flat_map(|point| [point.floor() + one, point.ceil() - one]));
    numbers.sort();
    numbers.dedup();
    numbers.into_iter().filter(|&number| fits(kind, number)).map(Value::Number).collect()
}

fn operand(test: NumberTest) -> Decimal {
    match test {
        NumberTest::Is(operand)
        | NumberTest::IsNot(operand)
        | NumberTest::AtLeast(operand)
        | NumberTest::AtMost(operand)
        | NumberTest::MoreThan(operand)
        | NumberTest::LessThan(operand) => operand,
    }
}

fn end(bound: Bound<Decimal>) -> Option<Decimal> {
    match bound {
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    }
}

fn fits(kind: &NumberKind, number: Decimal) -> bool {
    kind.min.is_none_or(|min| number >= min)
        && kind.max.is_none_or(|max| number <= max)
        && (!kind.whole || number == number.floor())
}

fn inside(interval: &Interval, number: Decimal) -> bool {
    let above = match interval.low {
        Bound::Included(low) => number >= low,
        Bound::Excluded(low) => number > low,
        Bound::Unbounded => true,
    };
    let below = match interval.high {
        Bound::Included(high) => number <= high,
        Bound::Excluded(high) => number < high,
        Bound::Unbounded => true,
    };
    above && below
}

fn has(set: u32, option: usize) -> bool {
    set & (1 << option) != 0
}
