//! Conditions on answers, as a playbook states them.

use rust_decimal::Decimal;

use super::expression::Value;
use super::index::{QuestionIndex, ValueIndex};

/// A condition on the answers of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one holds; several entries or operators in one map are this too.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// One test on one question or value; false where that does not apply.
    Test(Subject, Test),
}

/// What a test is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The answer to a question.
    Question(QuestionIndex),
    /// A value; its test is one on a number.
    Value(ValueIndex),
}

/// One operator with its operand. Options are places in the question's list of options.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// `yes_no`, `choice`: plain value, list, `is`, `in`.
    OneOf(Vec<usize>),
    /// `yes_no`, `choice`: `is_not`, `not_in`.
    NoneOf(Vec<usize>),
    /// `choices`: all of these are in the set.
    Includes(Vec<usize>),
    /// `choices`: at least one of these is in the set.
    IncludesAny(Vec<usize>),
    /// `choices`: none of these is in the set.
    Excludes(Vec<usize>),
    /// `choices`: the set has at least so many options.
    CountAtLeast(usize),
    /// `choices`: the set has at most so many options.
    CountAtMost(usize),
    /// `number`.
    Number(NumberTest),
}

/// A test on a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberTest {
    /// plain value, `is`
    Is(Decimal),
    /// `is_not`
    IsNot(Decimal),
    /// `at_least`
    AtLeast(Decimal),
    /// `at_most`
    AtMost(Decimal),
    /// `more_than`
    MoreThan(Decimal),
    /// `less_than`
    LessThan(Decimal),
}

impl NumberTest {
    /// The number that it compares with.
    pub fn operand(self) -> Decimal {
        match self {
            Self::Is(number)
            | Self::IsNot(number)
            | Self::AtLeast(number)
            | Self::AtMost(number)
            | Self::MoreThan(number)
            | Self::LessThan(number) => number,
        }
    }
}

impl Condition {
    /// Every question that the condition names itself or by way of one of these values (not through
    /// `when`), in the order named, each as often as it is named.
    pub fn questions(&self, values: &[Value]) -> Vec<QuestionIndex> {
        let subjects = self.subjects().into_iter();
        subjects
            .flat_map(|subject| match subject {
                Subject::Question(question) => vec![question],
                Subject::Value(value) => values[value.0].is.questions(values),
            })
            .collect()
    }

    /// Everything that is tested, in the order named, each as often as it is named.
    pub fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::subjects).collect(),
            Self::Not(part) => part.subjects(),
            Self::Test(subject, _) => vec![*subject],
        }
    }
}
