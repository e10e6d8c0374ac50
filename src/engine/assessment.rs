//! What the engine says of a deal, as plain data.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::borders::Borders;
use super::value_ranges::ValueRange;
use crate::playbook::{
    BandVerdict, Group, GroupIndex, QuestionIndex, Reach, RuleIndex, Scale, StageIndex,
};

/// What is right for the buyer, as far as it can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every consistent case is a fit.
    Fit,
    /// Every consistent case is one where something holds a fit up.
    NotYet,
    /// Every consistent case is a no-fit.
    NoFit,
    /// There are consistent cases of more than one kind.
    Undecided,
}

impl Verdict {
    /// Those that a complete case can have, best first.
    pub const DECIDED: [Self; 3] = [Self::Fit, Self::NotYet, Self::NoFit];

    /// `fit`, `not-yet`, `no-fit` or `undecided`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::NotYet => "not-yet",
            Self::NoFit => "no-fit",
            Self::Undecided => "undecided",
        }
    }
}

/// Whether a condition holds in the consistent cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// In every one.
    Holds,
    /// In none.
    Fails,
    /// In some; or it could not be settled within the budget.
    Open,
}

/// One answer to one question. Options are places in the question's list of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SingleAnswer {
    /// `yes_no`, `choice`.
    Option(usize),
    /// `choices`: exactly this set.
    Options(BTreeSet<usize>),
    /// `number`.
    Number(Decimal),
}

/// The lowest and the highest score over all cases consistent with the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreBounds {
    /// The lowest.
    pub at_least: i64,
    /// The highest.
    pub at_most: i64,
    /// The lowest score that is enough for a fit; with bands `None` where every score is, or none.
    pub threshold: Option<i64>,
    /// Whether no case has a score that is enough for more than a no-fit: only then is the score a
    /// reason for one, and what is said of low scores is to be said.
    pub is_too_low: bool,
}

impl ScoreBounds {
    /// Scores from the lowest to the highest, on a scale.
    pub(crate) fn on(scale: &Scale, (at_least, at_most): (i64, i64)) -> Self {
        let threshold = match scale.reach(BandVerdict::Fit) {
            Reach::From(score) => Some(score),
            Reach::Always | Reach::Never => None,
        };
        Self { at_least, at_most, threshold, is_too_low: at_most < Borders::of(scale).not_yet }
    }
}

/// The lowest and the highest score of a part, over all cases consistent with the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupScore {
    /// The part.
    pub group: GroupIndex,
    /// The lowest.
    pub at_least: i64,
    /// The highest.
    pub at_most: i64,
}

impl GroupScore {
    /// Whether the part is weak: `None` while that is open, or where it never is called so.
    pub fn is_weak(self, group: &Group) -> Option<bool> {
        match group.weak_below? {
            below if self.at_most < below => Some(true),
            below if self.at_least >= below => Some(false),
            _ => None,
        }
    }
}

/// One rule in the light of the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleEffect {
    /// The rule.
    pub rule: RuleIndex,
    /// Whether its condition holds; of one with points, whether they are one number other than 0.
    pub effect: Effect,
    /// Of one with points the fewest and the most.
    pub points: Option<(i64, i64)>,
}

/// Answers that would change the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The answers, in playbook order.
    pub answers: Vec<(QuestionIndex, SingleAnswer)>,
    /// The verdict that they would make possible (of a decided deal) or final (of an undecided
    /// one).
    pub verdict: Verdict,
}

/// Which rule speaks for a no-fit, for a not-yet (or a caveat to a fit).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A rule of the playbook.
    Rule(RuleIndex),
    /// `fit.below_threshold`.
    BelowThreshold,
    /// The band of the score.
    Band(usize),
}

/// Everything that a brief says of a deal; questions in playbook order unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// The verdicts that are still possible from evidence alone, best first.
    pub possible: Vec<Verdict>,
    /// Whether an undecided verdict surely is one; else the playbook is too large to say. A decided
    /// one always is settled.
    pub settled: bool,
    /// Whether everything here is exact; else verdicts are sound, and the rest may be too wide.
    pub exact: bool,
    /// Score bounds under the evidence.
    pub score: ScoreBounds,
    /// For each stage of the playbook, whether it is verified.
    pub verified: Vec<bool>,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
    /// Every rule that says something, those that decide first.
    pub because: Vec<RuleEffect>,
    /// The place of the band that the score has in all cases, whatever rules and holds say; `None`
    /// while that is open, and without bands.
    pub band: Option<usize>,
    /// The scores of the groups.
    pub groups: Vec<GroupScore>,
    /// The holds, those that hold first, then those that are open.
    pub holds: Vec<RuleEffect>,
    /// Signals with a negative weight that hold, or with points below 0 in every case, in playbook
    /// order.
    pub speaks_against: Vec<RuleIndex>,
    /// A smallest set of questions whose facts force the verdict; empty while undecided.
    pub rests_on: Vec<QuestionIndex>,
    /// Questions known by assumption alone.
    pub assumptions: Vec<QuestionIndex>,
    /// Questions whose facts have no value in common, or whose evidence contradicts an assumption.
    pub disagreements: Vec<QuestionIndex>,
    /// Questions with facts that apply in no consistent case.
    pub set_aside: Vec<QuestionIndex>,
    /// What is worth asking, the best first: the buyer's problem in their words, while it is unknown;
    /// then `can_still_change`; then what the stage and those before it call for
    /// ([`called_for`](super::called_for())) and nobody has said, or not of late. Of a no-fit nothing.
    pub ask_next: Vec<QuestionIndex>,
    /// Questions whose answer can still change the verdict.
    pub can_still_change: Vec<QuestionIndex>,
    /// At most five changes.
    pub would_change: Vec<Change>,
    /// Whose words (`say`, `instead`) are to be said, if any.
    pub speaker: Option<Speaker>,
    /// Signals of weight 0 with words to say that hold, in playbook order: all of them are to be said
    /// with a fit. The first is its `speaker`.
    pub caveats: Vec<RuleIndex>,
    /// What each value of the playbook comes to, in playbook order.
    pub values: Vec<ValueRange>,
}

/// Where a deal stands; questions in playbook order. Each field means what it means in an
/// [`Assessment`].
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// Score bounds under the evidence.
    pub score: ScoreBounds,
    /// The place of the band that the score has in all cases.
    pub band: Option<usize>,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// Every rule that says something, those that decide first.
    pub because: Vec<RuleEffect>,
    /// Questions whose answer can still change the verdict.
    pub can_still_change: Vec<QuestionIndex>,
    /// Questions known by assumption alone.
    pub assumptions: Vec<QuestionIndex>,
    /// Questions whose facts have no value in common, or whose evidence contradicts an assumption.
    pub disagreements: Vec<QuestionIndex>,
    /// Of these, the ones where the evidence agrees and only an assumption contradicts it.
    pub contradicted: Vec<QuestionIndex>,
    /// Questions with facts that apply in no consistent case.
    pub set_aside: Vec<QuestionIndex>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
}

/// Where a deal stands at a glance; each field means what it means in an [`Assessment`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdicts that are still possible from evidence alone, best first.
    pub possible: Vec<Verdict>,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// The first of what is worth asking.
    pub ask_first: Option<QuestionIndex>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
}

/// What the rules and stages of a playbook come to for some facts, without the explanations of an
/// [`Assessment`]; each field means what it means there.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// Whether an undecided verdict surely is one.
    pub settled: bool,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// Score bounds under the evidence.
    pub score: ScoreBounds,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// For each rule of the playbook, whether its condition holds; of one with points, whether they
    /// are one number other than 0.
    pub rules: Vec<Effect>,
    /// The place of the band that the score has in all cases.
    pub band: Option<usize>,
    /// The scores of the groups.
    pub groups: Vec<GroupScore>,
    /// For each stage, whether it is verified.
    pub verified: Vec<bool>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
}

/// In which order questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The fewest questions: in the opening of all stages, then stage by stage.
    #[default]
    Adaptive,
    /// The order of the file.
    Playbook,
}
