//! Facts: what is known about each question, and how.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Numbers;
use super::passage::Passage;
use crate::format::deal::SOURCES;
use crate::playbook::{Playbook, Question, QuestionIndex};

/// Where a fact comes from; the `source` of the deal file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KnownFrom {
    /// The buyer said so.
    Prospect,
    /// It is written down.
    Document,
    /// We know it ourselves, of our own offer; elsewhere it counts as an assumption.
    Us,
    /// The seller thinks so; never evidence.
    Assumption,
}

impl KnownFrom {
    /// All of them, as [`SOURCES`] lists their names.
    pub const ALL: [Self; 4] = [Self::Prospect, Self::Document, Self::Us, Self::Assumption];

    /// As it stands in a deal: `prospect`.
    pub fn name(self) -> &'static str {
        SOURCES.words.get(self as usize).map_or("", |(name, _)| name)
    }

    /// What this name stands for.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }

    /// What it is on a question where none is written: whoever answers it said so.
    pub fn unwritten(question: &Question) -> Self {
        if question.is_ours() { Self::Us } else { Self::Prospect }
    }

    /// What it counts as on a question: of what the buyer alone knows, we only assume something.
    pub fn counted_on(self, question: &Question) -> Self {
        match self {
            Self::Us if !question.is_ours() => Self::Assumption,
            source => source,
        }
    }

    /// Whether it counts in the verdict.
    pub fn is_evidence_on(self, question: &Question) -> bool {
        self.counted_on(question) != Self::Assumption
    }
}

/// The values of one question that a statement leaves possible. It suits the question's kind
/// and leaves at least one value. Options are places in the question's list of options.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Nothing is left out; never evidence.
    Unknown,
    /// `yes_no`, `choice`: one of these; never empty.
    OneOf(BTreeSet<usize>),
    /// `choices`: these are in the set, those are not, the others may be; no option in both.
    Choices {
        /// In the set.
        includes: BTreeSet<usize>,
        /// Not in the set.
        excludes: BTreeSet<usize>,
    },
    /// `number`: one of these; never empty.
    Numbers(Numbers),
    /// `text`.
    Text(String),
}

/// One statement about one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it says.
    pub answer: Answer,
    /// How it is known.
    pub source: KnownFrom,
    /// Who said it.
    pub by: Option<String>,
    /// When it was learned.
    pub date: Option<Date>,
    /// Free words.
    pub note: Option<String>,
    /// Their own words.
    pub quote: Option<String>,
    /// Where these stand.
    pub at: Option<Passage>,
}

impl Fact {
    /// A bare statement.
    pub fn new(answer: Answer, source: KnownFrom) -> Self {
        Self { answer, source, by: None, date: None, note: None, quote: None, at: None }
    }

    /// A bare statement on a question by whoever answers it.
    pub fn bare(question: &Question, answer: Answer) -> Self {
        Self::new(answer, KnownFrom::unwritten(question))
    }

    /// Whether the seller merely assumes it.
    pub fn is_assumed_on(&self, question: &Question) -> bool {
        self.source.counted_on(question) == KnownFrom::Assumption
    }

    /// Whether another statement says nothing that this one does not say too.
    pub fn says_all_of(&self, other: &Self) -> bool {
        let (answer, source) = (&other.answer, other.source);
        (answer, source) == (&self.answer, self.source)
            && is_part_of(&other.by, &self.by)
            && is_part_of(&other.date, &self.date)
            && is_part_of(&other.note, &self.note)
            && is_part_of(&other.quote, &self.quote)
            && is_part_of(&other.at, &self.at)
    }

    /// Whether it counts in the verdict: it says something, and the seller did not merely assume it.
    pub fn is_evidence_on(&self, question: &Question) -> bool {
        self.source.is_evidence_on(question) && self.answer != Answer::Unknown
    }
}

fn is_part_of<Part: PartialEq>(part: &Option<Part>, of: &Option<Part>) -> bool {
    part.is_none() || part == of
}

/// Everything that is known about one prospect: for each question of a playbook, the statements
/// about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts(Vec<Vec<Fact>>);

impl Facts {
    /// Nothing known about any question of the playbook.
    pub fn none(playbook: &Playbook) -> Self {
        Self(vec![Vec::new(); playbook.questions.len()])
    }

    /// The statements about a question.
    pub fn about(&self, question: QuestionIndex) -> &[Fact] {
        &self.0[question.0]
    }

    /// All statements, in playbook order.
    pub fn all(&self) -> impl Iterator<Item = &Fact> {
        self.0.iter().flatten()
    }

    /// Puts these statements in place of all earlier ones about a question.
    pub fn set(&mut self, question: QuestionIndex, facts: Vec<Fact>) {
        self.0[question.0] = facts;
    }
}
