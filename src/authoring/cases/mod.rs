//! Cases: prospects of whom a playbook's author says what should come out. Pure.
//!
//! A cases file, `NAME.test.yaml` beside the playbook `NAME.yaml`, is [opened](load::open) and read
//! in the light of its playbook. [`running`] says what comes out otherwise than expected,
//! [`coverage`] what the cases do not show of the playbook, [`suggestions`] which cases would, and
//! [`mutants`] which changes of the playbook no case notices.
//!
//! | what | where |
//! | --- | --- |
//! | a rule the other way round, and whether it decides | `negated_rules` |
//! | answers that stand for all others | `answers` |
//! | what the command reports | `rules` |

mod answers;
pub mod coverage;
pub mod load;
mod mutant;
pub mod mutants;
pub mod negated_rules;
mod points_mutants;
pub mod rules;
pub mod running;
pub mod suggestions;

use crate::deal::Facts;
use crate::engine::Verdict;
use crate::format::reserved;
use crate::playbook::{QuestionIndex, StageIndex};
use crate::text::source::Span;

/// The ends of the names of cases files.
pub const SUFFIXES: [&str; 2] = [".test.yaml", ".test.yml"];

/// Whether a file's name is that of a cases file.
pub fn is_cases_file(name: &str) -> bool {
    SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
}

/// The cases of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Cases {
    /// In the order of the file.
    pub list: Vec<Case>,
    /// The place of the key `cases`.
    pub key: Span,
}

/// A prospect and what should come out for them.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Unique in the file.
    pub name: String,
    /// What is known, fixtures included.
    pub facts: Facts,
    /// What should come out.
    pub expected: Expected,
    /// Why it is not run.
    pub skip: Option<String>,
    /// Where any case says so, only those that do are run.
    pub only: bool,
    /// Where its parts stand.
    pub places: Places,
}

/// What should come out; what is `None` is not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// From evidence alone.
    pub verdict: Verdict,
    /// If the assumptions hold.
    pub if_assumptions_hold: Option<Verdict>,
    /// The rules that decide.
    pub because: Option<Vec<Because>>,
    /// The buyer's current stage; the inner `None` where every one is verified.
    pub stage: Option<Option<StageIndex>>,
    /// The question that is asked first; the inner `None` where none is.
    pub next: Option<Option<QuestionIndex>>,
}

/// What decides a verdict. Rules go by their ids, so that a case can be put to a playbook in which
/// one is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The rule with this id.
    Rule(String),
    /// No rule by itself: the score is too low.
    BelowThreshold,
}

/// Where the parts of a case stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Its name.
    pub name: Span,
    /// The verdict that is expected.
    pub verdict: Span,
    /// What is expected if the assumptions hold.
    pub if_assumptions_hold: Span,
    /// The rules that are expected to decide.
    pub because: Span,
    /// The stage that is expected.
    pub stage: Span,
    /// The question that is expected.
    pub next: Span,
    /// Why it is not run.
    pub skip: Span,
    /// That no other is run.
    pub only: Span,
}

impl Cases {
    /// Whether only the cases that say `only` are run.
    pub fn has_only(&self) -> bool {
        self.list.iter().any(|case| case.only)
    }
}

impl Because {
    /// As it stands in a cases file.
    pub fn id(&self) -> &str {
        match self {
            Self::Rule(id) => id,
            Self::BelowThreshold => BELOW_THRESHOLD,
        }
    }
}

/// What stands for [`Because::BelowThreshold`] in a cases file.
pub const BELOW_THRESHOLD: &str = reserved::BELOW_THRESHOLD;

/// What stands in a cases file for no stage and for no question.
pub const NONE: &str = reserved::NONE;
