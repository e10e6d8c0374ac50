//! What is told of the rows of a table, a line each, and of all of them against what happened.

pub mod calibration;
pub mod csv;
pub mod json_lines;
#[cfg(feature = "parquet")]
pub mod parquet;

use crate::engine::{Effect, RowStanding, Speaker};
use crate::playbook::{Playbook, RuleIndex};

/// What may be told of a row; its name is that of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// What the row is called.
    Id,
    /// The verdict that the same row had before.
    Before,
    /// The verdict.
    Verdict,
    /// The verdicts that are still possible.
    Possible,
    /// The verdict if the assumptions hold.
    IfAssumptionsHold,
    /// The lowest score that is possible.
    AtLeast,
    /// The highest.
    AtMost,
    /// The band that the score has in all cases.
    Band,
    /// How likely a fit is.
    ChanceOfFit,
    /// The buyer's current stage.
    Stage,
    /// The rules that decide it.
    DecidedBy,
    /// The questions that can still change it.
    Open,
    /// Honest words to the buyer.
    Say,
    /// Whether a rule holds.
    Rule(RuleIndex),
}

impl Told {
    /// What is told where nothing else is asked for, in this order.
    pub const USUAL: [Self; 12] = [
        Self::Id,
        Self::Verdict,
        Self::Possible,
        Self::IfAssumptionsHold,
        Self::AtLeast,
        Self::AtMost,
        Self::Band,
        Self::ChanceOfFit,
        Self::Stage,
        Self::DecidedBy,
        Self::Open,
        Self::Say,
    ];

    /// The name of its column.
    pub fn name(self, playbook: &Playbook) -> &str {
        match self {
            Self::Rule(rule) => &playbook.rule(rule).id,
            other => other.usual_name().unwrap_or_default(),
        }
    }

    /// Whether it is told with the verdict, and needs none of the reasons.
    pub fn is_of_the_verdict(self) -> bool {
        matches!(
            self,
            Self::Id
                | Self::Before
                | Self::Verdict
                | Self::IfAssumptionsHold
                | Self::AtLeast
                | Self::AtMost
                | Self::Band
        )
    }

    /// The name of its column, where it is the same for all playbooks.
    pub fn usual_name(self) -> Option<&'static str> {
        Some(match self {
            Self::Rule(_) => return None,
            Self::Id => "id",
            Self::Before => "before",
            Self::Verdict => "verdict",
            Self::Possible => "possible",
            Self::IfAssumptionsHold => "if_assumptions_hold",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Band => "band",
            Self::ChanceOfFit => "chance_of_fit",
            Self::Stage => "stage",
            Self::DecidedBy => "decided_by",
            Self::Open => "open",
            Self::Say => "say",
        })
    }
}

/// What is told of one row.
#[derive(Debug, Clone, Copy)]
pub struct RowLine<'l> {
    /// What the row is called.
    pub id: &'l str,
    /// The verdict that it had before, if any.
    pub before: Option<&'l str>,
    /// What is told of it.
    pub standing: &'l RowStanding,
    /// Cells of the table that are kept, as they stand.
    pub kept: &'l [(&'l str, &'l str)],
}

/// What stands between words where several are one text.
const BETWEEN_WORDS: &str = ";";

/// What stands in one column of a line.
enum Cell<'c> {
    Nothing,
    Word(&'c str),
    Words(Vec<&'c str>),
    Whole(i64),
    /// Between 0 and 1.
    Chance(f64),
}

impl<'l> RowLine<'l> {
    fn cell<'c>(&self, told: Told, playbook: &'c Playbook) -> Cell<'c>
    where
        'l: 'c,
    {
        let standing = self.standing;
        let word = |word: Option<&'c str>| word.map_or(Cell::Nothing, Cell::Word);
        match told {
            Told::Id => Cell::Word(self.id),
            Told::Before => word(self.before),
            Told::Verdict => Cell::Word(standing.verdict.name()),
            Told::Possible => {
                Cell::Words(standing.possible.iter().map(|verdict| verdict.name()).collect())
            }
            Told::IfAssumptionsHold => Cell::Word(standing.if_assumptions_hold.name()),
            Told::AtLeast => Cell::Whole(standing.score.at_least),
            Told::AtMost => Cell::Whole(standing.score.at_most),
            Told::Band => {
                let band = standing.band.and_then(|band| playbook.scale.bands().get(band));
                word(band.map(|band| band.id.as_str()))
            }
            Told::ChanceOfFit => standing.chance_of_fit.map_or(Cell::Nothing, Cell::Chance),
            Told::Stage => word(standing.stage.map(|stage| playbook.stage(stage).id.as_str())),
            Told::DecidedBy => Cell::Words(
                standing.decided_by.iter().map(|rule| playbook.rule(*rule).id.as_str()).collect(),
            ),
            Told::Open => Cell::Words(
                (standing.can_still_change.iter())
                    .map(|question| playbook.question(*question).id.as_str())
                    .collect(),
            ),
            Told::Say => word(said(playbook, standing.speaker)),
            Told::Rule(rule) => {
                Cell::Word(match standing.rules.get(rule.0).map(|one| one.effect) {
                    Some(Effect::Holds) => "holds",
                    Some(Effect::Fails) => "fails",
                    Some(Effect::Open) | None => "open",
                })
            }
        }
    }
}

fn said(playbook: &Playbook, speaker: Option<Speaker>) -> Option<&str> {
    match speaker? {
        Speaker::Rule(rule) => playbook.rule(rule).say.as_deref(),
        Speaker::BelowThreshold => playbook.scale.below_threshold()?.say.as_deref(),
        Speaker::Band(band) => playbook.scale.bands().get(band)?.say.as_deref(),
    }
}
