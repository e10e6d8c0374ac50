//! What is told of one row of a table, of which there may be millions: the verdict and what stands
//! behind it, without the smallest sets and changes that a brief works out.

use super::assessment::{RuleEffect, ScoreBounds, Speaker, Verdict};
use crate::playbook::{QuestionIndex, RuleIndex, StageIndex};

/// What is told of a row; questions and rules in playbook order. What an
/// [`Assessment`](super::Assessment) tells too, means what it means there.
#[derive(Debug, Clone, PartialEq)]
pub struct RowStanding {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdicts that are still possible, best first.
    pub possible: Vec<Verdict>,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// The score.
    pub score: ScoreBounds,
    /// The place of the band that the score has in all cases.
    pub band: Option<usize>,
    /// How likely a fit is, where answers are as `likely` says, otherwise alike; `None` where the
    /// playbook is too large to say.
    pub chance_of_fit: Option<f64>,
    /// The buyer's current stage.
    pub stage: Option<StageIndex>,
    /// For each rule whether it holds.
    pub rules: Vec<RuleEffect>,
    /// The rules that alone leave no way to a better verdict.
    pub decided_by: Vec<RuleIndex>,
    /// The questions whose answer can still change the verdict.
    pub can_still_change: Vec<QuestionIndex>,
    /// Whose words are to be said, if any.
    pub speaker: Option<Speaker>,
}

impl RowStanding {
    /// The verdict and the score alone.
    pub fn of_verdict(verdict: Verdict, score: ScoreBounds, band: Option<usize>) -> Self {
        Self {
            verdict,
            possible: Vec::new(),
            if_assumptions_hold: verdict,
            score,
            band,
            chance_of_fit: None,
            stage: None,
            rules: Vec::new(),
            decided_by: Vec::new(),
            can_still_change: Vec::new(),
            speaker: None,
        }
    }
}
