//! How the numbers of each question are read: as whole ones, so that nothing is ever rounded.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::{One, Signed};
use rust_decimal::Decimal;

use crate::engine::values::span::{exact, power_of_ten};
use crate::playbook::{Kind, NumberKind, Playbook, QuestionIndex};

/// How the numbers of a question are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scale {
    /// The most digits before the point.
    pub(super) digits: u32,
    /// The decimal places: so many zeros has what is 1.
    pub(super) places: u32,
}

/// The scales of all questions.
#[derive(Debug, Clone, Default)]
pub(super) struct Scales(BTreeMap<QuestionIndex, Scale>);

impl Scale {
    /// A number on this scale, which has a place for each of its digits.
    pub(super) fn whole(self, number: Decimal) -> BigInt {
        (exact(number) * power_of_ten(self.places)).to_integer()
    }
}

impl Scales {
    /// Gives a question a scale.
    pub(super) fn set(&mut self, question: QuestionIndex, scale: Scale) {
        self.0.insert(question, scale);
    }

    /// The scale of a question.
    pub(super) fn of(&self, question: QuestionIndex) -> Scale {
        self.0.get(&question).copied().unwrap_or_default()
    }

    /// The greatest whole number that stands for one of a question.
    pub(super) fn greatest(&self, playbook: &Playbook, question: QuestionIndex) -> BigInt {
        let scale = self.of(question);
        let all = power_of_ten(scale.digits + scale.places);
        let Kind::Number(NumberKind { min, max, .. }) = &playbook.question(question).kind else {
            return BigInt::one();
        };
        let ends = [min, max].map(|end| end.map(|end| scale.whole(end).abs()));
        match ends {
            [Some(min), Some(max)] => min.max(max).max(BigInt::one()),
            _ => ends.into_iter().flatten().fold(all, BigInt::max),
        }
    }
}
