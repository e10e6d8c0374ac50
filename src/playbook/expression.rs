//! What a value is worked out from.

use rust_decimal::Decimal;

use super::index::{QuestionIndex, ValueIndex};

/// A number worked out from answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Value {
    /// `[a-z][a-z0-9_]*`, unique among questions and values.
    pub id: String,
    /// For people.
    pub title: String,
    /// What is counted: `people`, `€`.
    pub unit: Option<String>,
    /// How it is worked out.
    pub is: Expression,
}

/// How a number is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A number as it stands.
    Number(Decimal),
    /// The answer to a number question.
    Question(QuestionIndex),
    /// A value that stands earlier in the playbook.
    Value(ValueIndex),
    /// With the other sign.
    Negated(Box<Expression>),
    /// Two, put together.
    Two(Operation, Box<Expression>, Box<Expression>),
    /// The lowest, or the highest, of one or more.
    Of(Choosing, Vec<Expression>),
}

/// What is done with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// Which one of several numbers is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// `min(…)`
    Lowest,
    /// `max(…)`
    Highest,
}

impl Operation {
    /// As it is written.
    pub fn sign(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '-',
            Self::Times => '*',
            Self::Over => '/',
        }
    }
}

impl Choosing {
    /// The name of the function.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lowest => "min",
            Self::Highest => "max",
        }
    }
}

impl Expression {
    /// The expressions that it consists of.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Number(_) | Self::Question(_) | Self::Value(_) => Vec::new(),
            Self::Negated(part) => vec![part],
            Self::Two(_, one, two) => vec![one, two],
            Self::Of(_, parts) => parts.iter().collect(),
        }
    }

    /// Every question that it is worked out from, those of earlier `values` among them, in the
    /// order named, each once.
    pub fn questions(&self, values: &[Value]) -> Vec<QuestionIndex> {
        let mut questions = Vec::new();
        self.gather(values, &mut questions);
        questions
    }

    fn gather(&self, values: &[Value], questions: &mut Vec<QuestionIndex>) {
        match self {
            Self::Question(question) if !questions.contains(question) => questions.push(*question),
            Self::Value(value) => values[value.0].is.gather(values, questions),
            other => other.parts().into_iter().for_each(|part| part.gather(values, questions)),
        }
    }
}
