//! What is told of one row of a table, of which there may be millions: the verdict and what stands
//! behind it, without the smallest sets and changes that a brief works out.

use super::knowledge::Knowledge;
use super::known_deal::View;
use super::{Effect, Engine, RuleEffect, ScoreBounds, Speaker, Verdict, rules_out, verdict_alone};
use crate::deal::Facts;
use crate::playbook::{QuestionIndex, RuleIndex, RuleKind, StageIndex};

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

impl Engine<'_> {
    /// What is told of a row of a table with these facts.
    pub fn row(&self, facts: &Facts) -> RowStanding {
        self.look_at(facts, |view, knowledge| self.row_of(&view, knowledge))
    }

    fn row_of(&self, view: &View, knowledge: &Knowledge) -> RowStanding {
        let verdict = view.decision().verdict(&view.domains);
        let (rules, score, band) = (view.rule_effects(), view.score(), view.band());
        let (chance_of_fit, can_still_change) = match verdict {
            Verdict::Undecided => {
                let asking = view.asking(knowledge);
                let worth = asking.worth();
                (worth.fit, asking.questions(&worth))
            }
            decided => (Some(if decided == Verdict::Fit { 1.0 } else { 0.0 }), Vec::new()),
        };
        let caveats = self.caveats(&rules);
        RowStanding {
            verdict,
            possible: view.decision().possible(&view.domains).verdicts,
            if_assumptions_hold: self.if_assumptions_hold(knowledge, view, verdict_alone),
            score,
            band,
            chance_of_fit,
            stage: view.stage(),
            decided_by: self.decided_by(verdict, &rules),
            can_still_change,
            speaker: self.speaker(verdict, &rules, score.is_too_low, band, &caveats),
            rules,
        }
    }

    /// Of a no-fit the rules that rule a fit out, of a not-yet the holds that hold it up.
    fn decided_by(&self, verdict: Verdict, rules: &[RuleEffect]) -> Vec<RuleIndex> {
        self.rules_where(rules, |rule, one| match verdict {
            Verdict::NoFit => rules_out(rule.kind, one.effect),
            Verdict::NotYet => rule.kind == RuleKind::Hold && one.effect == Effect::Holds,
            Verdict::Fit | Verdict::Undecided => false,
        })
    }
}
