//! What is told of one thing that a playbook says.

use super::leak::Leak;
use super::tally::{Sides, Tally};
use crate::engine::Verdict;
use crate::playbook::{GroupIndex, QuestionIndex, RuleIndex};

/// What a playbook says of deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// That this is the verdict.
    Verdict(Verdict),
    /// That the score is in this band.
    Band(usize),
    /// That this rule holds.
    Rule(RuleIndex),
    /// That this group is weak.
    Group(GroupIndex),
    /// That there is no evidence on this question.
    Missing(QuestionIndex),
}

/// What something that a playbook says has to do with what buyers decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// There are too few of whom it is so, or of whom it is not, to say.
    TooFew,
    /// Where it is so more choose us, by more than chance.
    More,
    /// Where it is so fewer choose us, by more than chance.
    Fewer,
    /// None: the rate of each side lies in the interval of the other.
    Nothing,
    /// None that is beyond chance; there may be one.
    Unclear,
}

/// How outcomes speak against a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Those whom it rules out choose us more than the others do: a hard rule that is wrong, as it seems.
    RulesOut,
    /// It counts for what it speaks against, or holds up those who choose us more.
    Reversed,
}

/// What is told of one thing that a playbook says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// What it says.
    pub subject: Subject,
    /// Of whom it is so, and of whom it is not.
    pub sides: Sides,
    /// What that has to do with what they decide.
    pub relation: Relation,
    /// How outcomes speak against it, of a rule.
    pub clash: Option<Clash>,
}

/// What a playbook said, against what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// How many there have to be before anything is said of them.
    pub at_least: u64,
    /// All who decided.
    pub all: Tally,
    /// How many have not decided yet.
    pub open: u64,
    /// Of how many the advice of a verdict was taken, among how many.
    pub advice: Vec<(Verdict, u64, u64)>,
    /// A line a verdict that some deal has; the others are all that have another.
    pub verdicts: Vec<Line>,
    /// A line a band; the others are those in another.
    pub bands: Vec<Line>,
    /// A line a rule; where it is open, a deal is on neither side.
    pub rules: Vec<Line>,
    /// A line a group that can be weak.
    pub groups: Vec<Line>,
    /// A line a question.
    pub missing: Vec<Line>,
    /// What tells the outcome too well.
    pub leaks: Vec<Leak>,
}

impl Calibration {
    /// What lines of one kind have to do with what buyers decide: `None` where there are too few to say,
    /// else whether any has.
    pub fn is_related(lines: &[Line]) -> Option<bool> {
        let mut judged = lines.iter().filter(|line| line.relation != Relation::TooFew).peekable();
        judged.peek()?;
        Some(judged.any(|line| line.relation.is_beyond_chance()))
    }

    /// Rules against which outcomes speak so, in playbook order.
    pub fn clashing(&self, clash: Clash) -> impl Iterator<Item = &Line> {
        self.rules.iter().filter(move |line| line.clash == Some(clash))
    }

    /// Rules that have nothing to do with what buyers decide.
    pub fn telling_nothing(&self) -> impl Iterator<Item = &Line> {
        self.rules.iter().filter(|line| line.relation == Relation::Nothing)
    }
}

impl Relation {
    /// Whether there is one.
    pub fn is_beyond_chance(self) -> bool {
        matches!(self, Self::More | Self::Fewer)
    }
}
