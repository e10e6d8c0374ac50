//! What is told of one row of a table, of which there may be millions: the verdict and what stands
//! behind it, without the smallest sets and changes that a brief works out.

use std::borrow::Cow;

use super::assessment::{RuleEffect, ScoreBounds, Speaker, Verdict};
use super::cells::Domains;
use super::circuit::Bounds;
use super::compiled::Engine;
use super::knowledge::Knowledge;
use super::known_deal::View;
use crate::deal::Facts;
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

impl Engine<'_> {
    /// What is told of a row of a table with these facts.
    pub fn row(&self, facts: &Facts) -> RowStanding {
        self.glance_at(facts, |view, knowledge| {
            let open = Open::of(&view, knowledge);
            self.row_of(&view, knowledge, open)
        })
    }

    /// The same where the cells that the evidence leaves are known already, those of values among them.
    /// `None` where only the numbers of the answers tell it.
    pub(super) fn row_within(&self, domains: Domains, facts: &Facts) -> Option<RowStanding> {
        let knowledge = Knowledge::of(self.playbook(), facts);
        let view = View::within(self, domains, &knowledge);
        let open = Open::by_cells(&view, &knowledge)?;
        Some(self.row_of(&view, &knowledge, open))
    }

    /// The same where the scores of all nodes are known; `None` where the verdict is undecided.
    pub(super) fn decided_row(&self, bounds: Bounds, facts: &Facts) -> Option<RowStanding> {
        let knowledge = Knowledge::of(self.playbook(), facts);
        let nodes = (Cow::Borrowed(self.whole_model()), bounds);
        let view = View::bounded(self, self.variables.all_cells(), nodes, &knowledge);
        let open = Open::if_decided(&view)?;
        Some(self.row_of(&view, &knowledge, open))
    }

    fn row_of(&self, view: &View, knowledge: &Knowledge, open: Open) -> RowStanding {
        let (rules, score, band) = (view.rule_effects(), view.score(), view.band());
        let caveats = self.caveats(&rules);
        RowStanding {
            verdict: open.verdict,
            possible: open.possible,
            if_assumptions_hold: match knowledge.has_assumptions() {
                true => self.verdict_if_assumptions_hold(knowledge, view),
                false => open.verdict,
            },
            score,
            band,
            chance_of_fit: open.chance_of_fit,
            stage: view.stage(),
            decided_by: self.decided_by(open.verdict, &rules),
            can_still_change: open.can_still_change,
            speaker: self.speaker(open.verdict, &rules, score.is_too_low, band, &caveats),
            rules,
        }
    }
}

/// The verdict, and what is open about it.
struct Open {
    verdict: Verdict,
    possible: Vec<Verdict>,
    chance_of_fit: Option<f64>,
    can_still_change: Vec<QuestionIndex>,
}

impl Open {
    fn of(view: &View, knowledge: &Knowledge) -> Self {
        Self::if_decided(view).unwrap_or_else(|| {
            let asking = view.asking(knowledge);
            let worth = asking.worth();
            Self::undecided(view, worth.fit, asking.questions(&worth))
        })
    }

    /// The same where the values were not put in the light of the answers: they are, where one of them
    /// can still change the verdict.
    fn by_cells(view: &View, knowledge: &Knowledge) -> Option<Self> {
        if let Some(decided) = Self::if_decided(view) {
            return Some(decided);
        }
        let asking = view.asking(knowledge);
        let mut worth = asking.worth_of_variables();
        if asking.is_some_value_relevant(&worth) {
            let evidence = |question| knowledge.about(question).evidence.as_ref();
            let (worked, _) = view.engine.variables.knowing(evidence)?;
            asking.look_through_values(&worked, &mut worth);
        }
        Some(Self::undecided(view, worth.fit, asking.questions(&worth)))
    }

    fn if_decided(view: &View) -> Option<Self> {
        let verdict = view.verdict();
        (verdict != Verdict::Undecided).then(|| Self {
            verdict,
            possible: vec![verdict],
            chance_of_fit: Some(if verdict == Verdict::Fit { 1.0 } else { 0.0 }),
            can_still_change: Vec::new(),
        })
    }

    fn undecided(
        view: &View,
        chance_of_fit: Option<f64>,
        can_still_change: Vec<QuestionIndex>,
    ) -> Self {
        let possible = view.decision().possible(&view.domains).verdicts;
        Self { verdict: Verdict::Undecided, possible, chance_of_fit, can_still_change }
    }
}
