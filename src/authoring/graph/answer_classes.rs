//! The answers to a question that no condition of the playbook tells apart, one class after the
//! other: what branches there are behind a question.

use std::collections::BTreeSet;
use std::ops::Bound;

use rust_decimal::Decimal;

use super::model::one_line;
use crate::deal::{Answer, Interval, Numbers};
use crate::playbook::condition_words::answer_in_signs;
use crate::playbook::{
    Condition, Kind, NumberKind, NumberTest, Playbook, Question, QuestionIndex, Subject, Test,
};

/// The most options of a `choices` question whose sets are gone through, 2¹⁰ of them.
const MANY_OPTIONS: usize = 10;

/// Answers that lead to the same decision.
#[derive(Debug, Clone)]
pub(super) struct AnswerClass {
    /// One of them, or all.
    pub(super) answer: Answer,
    /// Which tests of the question they pass.
    passed: Vec<bool>,
}

/// The classes of answers to a question.
pub(super) struct AnswerClasses<'p> {
    question: &'p Question,
    tests: Vec<Test>,
    /// Those first that stand first in the playbook. None where no condition tests the question, and
    /// none where there are too many sets to go through.
    pub(super) list: Vec<AnswerClass>,
}

impl<'p> AnswerClasses<'p> {
    /// The classes of a question.
    pub(super) fn of(playbook: &'p Playbook, index: QuestionIndex) -> Self {
        let question = playbook.question(index);
        let tests = tests_of(playbook, index);
        let list = match &question.kind {
            _ if tests.is_empty() => Vec::new(),
            Kind::YesNo { .. } | Kind::Choice { .. } => option_classes(question, &tests),
            Kind::Choices { options } if options.len() > MANY_OPTIONS => Vec::new(),
            Kind::Choices { options } => set_classes(options.len(), &tests),
            Kind::Number(kind) => number_classes(kind, &tests),
            Kind::Text => Vec::new(),
        };
        Self { question, tests, list }
    }

    /// What to call branches, each a list of places of classes, that together have all of them.
    pub(super) fn branch_words(&self, branches: &[Vec<usize>]) -> Vec<String> {
        if branches.len() == 1 {
            return vec!["any answer".to_owned()];
        }
        let largest = |place: &usize| (branches[*place].len(), *place);
        let is_hard = |place: &usize| self.simple_words(&branches[*place]).is_none();
        let rest = (0..branches.len()).filter(is_hard).max_by_key(largest);
        let words =
            branches.iter().enumerate().map(|(place, branch)| match self.simple_words(branch) {
                Some(words) => words,
                None if Some(place) == rest => "anything else".to_owned(),
                None => self.set_words(branch),
            });
        words.collect()
    }

    /// The words of a branch of options or numbers, or of sets that just one test tells apart.
    fn simple_words(&self, branch: &[usize]) -> Option<String> {
        let answers = branch.iter().map(|place| &self.list[*place].answer);
        match &self.question.kind {
            Kind::Number(kind) => {
                let intervals = answers.flat_map(|answer| match answer {
                    Answer::Numbers(numbers) => numbers.intervals().to_vec(),
                    _ => Vec::new(),
                });
                Some(number_words(kind, &Numbers::within(kind, intervals)))
            }
            Kind::Choices { .. } => self.test_words(branch),
            _ => {
                let options = answers.filter_map(|answer| match answer {
                    Answer::OneOf(options) => Some(options),
                    _ => None,
                });
                let options: BTreeSet<usize> = options.flatten().copied().collect();
                let ids = options.iter().map(|option| self.question.option_id(*option));
                Some(ids.collect::<Vec<_>>().join(" or "))
            }
        }
    }

    /// The words of the test that the sets of a branch pass, and no others.
    fn test_words(&self, branch: &[usize]) -> Option<String> {
        let agrees = |test: usize, passes: bool| {
            let mut classes = self.list.iter().enumerate();
            classes.all(|(place, class)| (class.passed[test] == passes) == branch.contains(&place))
        };
        let tests = 0..self.tests.len();
        let passing =
            tests.clone().find(|test| agrees(*test, true)).map(|test| self.words_of(test));
        let failing = || tests.clone().find(|test| agrees(*test, false));
        passing.or_else(|| failing().map(|test| format!("not “{}”", self.words_of(test))))
    }

    /// The words of sets, class by class: what they have, and what they have not where classes of
    /// other branches have it too.
    fn set_words(&self, branch: &[usize]) -> String {
        let others: Vec<&AnswerClass> = (0..self.list.len())
            .filter(|place| !branch.contains(place))
            .map(|place| &self.list[place])
            .collect();
        let classes = branch.iter().map(|place| {
            let passed = &self.list[*place].passed;
            let told: Vec<usize> = (0..self.tests.len())
                .filter(|test| passed[*test] && !self.is_implied(passed, *test))
                .collect();
            let has_more = |test: &usize| {
                let has_all = |other: &&&AnswerClass| told.iter().all(|test| other.passed[*test]);
                !passed[*test] && others.iter().filter(has_all).any(|other| other.passed[*test])
            };
            let missing = (0..self.tests.len()).filter(has_more);
            let missing = missing.map(|test| format!("not “{}”", self.words_of(test)));
            let told = told.iter().map(|test| self.words_of(*test));
            told.chain(missing).collect::<Vec<_>>().join(" and ")
        });
        classes.collect::<Vec<_>>().join(", or ")
    }

    fn words_of(&self, test: usize) -> String {
        one_line(&answer_in_signs(self.question, &self.tests[test]))
    }

    /// Whether another test that is passed says more.
    fn is_implied(&self, passed: &[bool], test: usize) -> bool {
        let says_more = |other: usize| {
            let both = |class: &AnswerClass| (class.passed[other], class.passed[test]);
            self.list.iter().all(|class| both(class) != (true, false))
                && self.list.iter().any(|class| both(class) == (false, true))
        };
        (0..self.tests.len()).any(|other| passed[other] && says_more(other))
    }
}

fn option_classes(question: &Question, tests: &[Test]) -> Vec<AnswerClass> {
    let passes = |option: &usize, test: &Test| match test {
        Test::OneOf(options) => options.contains(option),
        Test::NoneOf(options) => !options.contains(option),
        _ => false,
    };
    let classes = grouped((0..question.option_count()).collect(), tests, passes).into_iter();
    let class = |(passed, options): (_, Vec<usize>)| AnswerClass {
        answer: Answer::OneOf(options.into_iter().collect()),
        passed,
    };
    classes.map(class).collect()
}

fn set_classes(options: usize, tests: &[Test]) -> Vec<AnswerClass> {
    let set = |bits: usize| -> BTreeSet<usize> {
        (0..options).filter(|option| bits >> option & 1 == 1).collect()
    };
    let sets: Vec<BTreeSet<usize>> = (0..1 << options).map(set).collect();
    let class = |(passed, sets): (_, Vec<BTreeSet<usize>>)| {
        let includes = sets.into_iter().next().unwrap_or_default();
        let excludes = (0..options).filter(|option| !includes.contains(option)).collect();
        AnswerClass { answer: Answer::Choices { includes, excludes }, passed }
    };
    grouped(sets, tests, set_passes).into_iter().map(class).collect()
}

fn set_passes(set: &BTreeSet<usize>, test: &Test) -> bool {
    match test {
        Test::Includes(options) => options.iter().all(|option| set.contains(option)),
        Test::IncludesAny(options) => options.iter().any(|option| set.contains(option)),
        Test::Excludes(options) => !options.iter().any(|option| set.contains(option)),
        Test::CountAtLeast(count) => set.len() >= *count,
        Test::CountAtMost(count) => set.len() <= *count,
        _ => false,
    }
}

fn number_classes(kind: &NumberKind, tests: &[Test]) -> Vec<AnswerClass> {
    let mut ends: Vec<Decimal> = tests.iter().filter_map(operand).collect();
    ends.sort_unstable();
    ends.dedup();
    let pieces: Vec<Numbers> = pieces(&ends)
        .map(|piece| Numbers::within(kind, [piece]))
        .filter(|piece| !piece.is_empty())
        .collect();
    let class = |(passed, pieces): (_, Vec<Numbers>)| {
        let intervals = pieces.iter().flat_map(|piece| piece.intervals().iter().copied());
        AnswerClass { answer: Answer::Numbers(Numbers::within(kind, intervals)), passed }
    };
    grouped(pieces, tests, piece_passes).into_iter().map(class).collect()
}

/// Numbers in words; the question's own limits go without saying.
fn number_words(kind: &NumberKind, numbers: &Numbers) -> String {
    let word = |number: &Decimal| number.normalize().to_string();
    let words = numbers.intervals().iter().map(|interval| {
        let is_limit = |end: &Bound<Decimal>, limit: Option<Decimal>| match end {
            Bound::Included(end) => Some(*end) == limit,
            _ => false,
        };
        let low = match &interval.low {
            Bound::Unbounded => None,
            end if is_limit(end, kind.min) => None,
            Bound::Included(low) => Some(format!("≥ {}", word(low))),
            Bound::Excluded(low) => Some(format!("> {}", word(low))),
        };
        let high = match &interval.high {
            Bound::Unbounded => None,
            end if is_limit(end, kind.max) => None,
            Bound::Included(high) => Some(format!("≤ {}", word(high))),
            Bound::Excluded(high) => Some(format!("< {}", word(high))),
        };
        match (&interval.low, &interval.high, low, high) {
            (Bound::Included(low), Bound::Included(high), ..) if low == high => word(low),
            (Bound::Included(low), Bound::Included(high), Some(_), Some(_)) => {
                format!("{} to {}", word(low), word(high))
            }
            (.., None, None) => "any number".to_owned(),
            (.., low, high) => low.into_iter().chain(high).collect::<Vec<_>>().join(" and "),
        }
    });
    words.collect::<Vec<_>>().join(" or ")
}

/// The numbers cut at these ends: below the first, the first, between it and the next…
fn pieces(ends: &[Decimal]) -> impl Iterator<Item = Interval> {
    let lows =
        std::iter::once(Bound::Unbounded).chain(ends.iter().map(|end| Bound::Excluded(*end)));
    let highs = ends.iter().map(|end| Bound::Excluded(*end)).chain([Bound::Unbounded]);
    let between = lows.zip(highs).map(|(low, high)| Interval::new(low, high));
    let points = ends.iter().map(|end| Some(Interval::point(*end))).chain([None]);
    between.zip(points).flat_map(|(between, point)| [Some(between), point]).flatten()
}

fn operand(test: &Test) -> Option<Decimal> {
    match test {
        Test::Number(test) => Some(test.operand()),
        _ => None,
    }
}

/// Whether the numbers of a piece pass; no test tells them apart.
fn piece_passes(piece: &Numbers, test: &Test) -> bool {
    let Test::Number(test) = test else { return false };
    let open = Bound::Unbounded;
    let passing = match *test {
        NumberTest::Is(number) => Interval::point(number),
        NumberTest::IsNot(number) => return !piece.contains(number),
        NumberTest::AtLeast(number) => Interval::new(Bound::Included(number), open),
        NumberTest::AtMost(number) => Interval::new(open, Bound::Included(number)),
        NumberTest::MoreThan(number) => Interval::new(Bound::Excluded(number), open),
        NumberTest::LessThan(number) => Interval::new(open, Bound::Excluded(number)),
    };
    piece.intervals().iter().any(|part| !part.intersection(&passing).is_empty())
}

/// A group of values, and which tests they pass.
type Grouped<V> = (Vec<bool>, Vec<V>);

/// The values in groups that pass the same tests, in the order of their first ones.
fn grouped<V>(
    values: Vec<V>,
    tests: &[Test],
    passes: impl Fn(&V, &Test) -> bool,
) -> Vec<Grouped<V>> {
    let mut groups: Vec<Grouped<V>> = Vec::new();
    for value in values {
        let passed: Vec<bool> = tests.iter().map(|test| passes(&value, test)).collect();
        match groups.iter_mut().find(|(of_group, _)| *of_group == passed) {
            Some((_, group)) => group.push(value),
            None => groups.push((passed, vec![value])),
        }
    }
    groups
}

/// Every test of a question in the playbook, each once.
fn tests_of(playbook: &Playbook, question: QuestionIndex) -> Vec<Test> {
    let mut tests = Vec::new();
    playbook.conditions().for_each(|condition| collect(condition, question, &mut tests));
    tests
}

fn collect(condition: &Condition, of: QuestionIndex, tests: &mut Vec<Test>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect(part, of, tests));
        }
        Condition::Not(part) => collect(part, of, tests),
        Condition::Test(subject, test)
            if *subject == Subject::Question(of) && !tests.contains(test) =>
        {
            tests.push(test.clone());
        }
        Condition::Test(..) => {}
    }
}
