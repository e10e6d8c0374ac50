//! How content the buyer is with the decision later, on the Decision Regret Scale (Brehaut et al.,
//! Medical Decision Making 2003): five statements, and what the answers to them come to.

use jiff::civil::Date;

use crate::format::limits::{AGREE, DISAGREE, STATEMENTS};
use crate::playbook::{GoodFor, TimeUnit};

/// The statements about the decision, where a team has no words of its own. The second and the fourth
/// speak against it.
pub const USUAL_STATEMENTS: [&str; STATEMENTS] = [
    "What we decided then was right for us.",
    "We are sorry that we decided as we did.",
    "If we stood there again, we would decide the same.",
    "That decision has done us harm.",
    "It was a wise thing to decide.",
];

/// How long after the decision the buyer is asked: long enough to have lived with it, and short enough
/// to remember it.
pub const USUALLY_AFTER: GoodFor = GoodFor { count: 90, unit: TimeUnit::Days };

/// Which statements speak against the decision.
const IS_AGAINST: [bool; STATEMENTS] = [false, true, false, true, false];

/// What the buyer says of the decision on a later day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookBack {
    /// The day.
    pub date: Date,
    /// Who said so.
    pub by: Option<String>,
    /// How far they agree to the statements.
    pub answers: StatementAnswers,
    /// What else they say.
    pub words: Option<String>,
}

/// How far somebody agrees to each of the statements: 1 disagrees, 5 agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementAnswers([i64; STATEMENTS]);

impl StatementAnswers {
    /// All five, each within its bounds.
    pub fn of(answers: &[i64]) -> Option<Self> {
        let answers: [i64; STATEMENTS] = answers.try_into().ok()?;
        let are_inside = answers.iter().all(|answer| (DISAGREE..=AGREE).contains(answer));
        are_inside.then_some(Self(answers))
    }

    /// Each, in the order of the statements.
    pub fn each(self) -> [i64; STATEMENTS] {
        self.0
    }

    /// How much they regret the decision, from 0 to 100: the mean of what speaks against it, less 1,
    /// times 25. The statements that speak for it count the other way round.
    pub fn regret(self) -> i64 {
        let turned = |(answer, is_against)| match is_against {
            true => answer,
            false => DISAGREE + AGREE - answer,
        };
        let sum: i64 = self.0.into_iter().zip(IS_AGAINST).map(turned).sum();
        // Over five statements the mean in steps of 25 is the sum in steps of 5, without a remainder.
        5 * (sum - 5 * DISAGREE)
    }
}
