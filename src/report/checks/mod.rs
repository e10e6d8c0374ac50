//! What a run of checks found, as plain data; one format a file.
//!
//! Every format takes a [`Report`] and looks nothing up itself.

mod advice;
pub mod github;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod sarif;
mod summary_phrases;
pub mod text;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::authoring::cases::coverage::{Coverage, Share};
use crate::authoring::cases::rules::Tally;
use crate::authoring::lint::Wordings;

pub use crate::check_rule::{AskedQuestion, CheckResult};
use crate::check_rule::{CheckRule, WRONG_FILE};
use crate::deal::Waiver;
use crate::engine::Verdict;
use crate::text::source::{Finding, MAX_FINDINGS, Severity, SourceFile};

/// What a run of checks found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The command that checked: `coach check`.
    pub command: &'static str,
    /// The day on which the facts' ages were counted, where facts were checked.
    pub as_of: Option<Date>,
    /// Every rule that could have found something, in the order in which they are listed.
    pub rules: Vec<&'static CheckRule>,
    /// The files, in the order in which they are told.
    pub files: Vec<CheckedFile>,
    /// Whether warnings fail the run too (`--fail-on warning`).
    pub warnings_fail: bool,
}

/// A file and what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedFile {
    /// Its path as it is shown, with `/` between its parts; `<standard input>` for none.
    pub path: String,
    /// Its path as seen from the repository's root, where there is one; else as `path`.
    pub path_in_repository: String,
    /// Its text; `None` where it can't be read, or where nothing was found in it.
    pub source: Option<SourceFile>,
    /// The deal in it; `None` where the file is wrong.
    pub deal: Option<DealSummary>,
    /// How the cases in it came out; `None` where it holds none, or is wrong.
    pub cases: Option<Box<CasesSummary>>,
    /// What came of reading the words of the playbook in it; `None` where none is checked.
    pub wordings: Option<Wordings>,
    /// What was found, in the order of their places; what is waived is among it.
    pub results: Vec<CheckResult>,
}

/// What a report says of the cases of a playbook beside the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasesSummary {
    /// The playbook's id.
    pub playbook: String,
    /// How many came out how.
    pub tally: Tally,
    /// What those that passed show.
    pub coverage: Coverage,
    /// What they do not show, in words.
    pub missing: Vec<String>,
    /// How many mutants of the playbook they notice, where that was asked.
    pub mutants: Option<Share>,
    /// Of how many mutants it was not settled within the budget whether anyone would notice them.
    pub mutants_not_settled: usize,
}

/// What a report says of a deal beside the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealSummary {
    /// The deal's name.
    pub name: String,
    /// The playbook's id.
    pub playbook: String,
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// The buyer's current stage; `None` when every stage is verified.
    pub stage: Option<StageName>,
}

/// A stage as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageName {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The column just behind its last character; `column` itself where nothing is there yet.
    pub end_column: usize,
}

/// How many there are of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors that are not waived, those of wrong files left out.
    pub errors: usize,
    /// Warnings that are not waived.
    pub warnings: usize,
    /// Notes that are not waived; they fail nothing.
    pub notes: usize,
    /// Findings that are waived.
    pub waived: usize,
    /// What is wrong with files that can't be checked.
    pub wrong: usize,
}

/// How a file came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing that counts was found.
    Ready,
    /// Something was.
    NotReady,
    /// It could not be checked.
    Wrong,
}

impl Report {
    /// How many findings there are in all files.
    pub fn counts(&self) -> Counts {
        self.files.iter().map(CheckedFile::counts).fold(Counts::default(), Counts::plus)
    }

    /// How many files came out so.
    pub fn files_with(&self, outcome: Outcome) -> usize {
        self.files.iter().filter(|file| self.outcome(file) == outcome).count()
    }

    /// How a file came out.
    pub fn outcome(&self, file: &CheckedFile) -> Outcome {
        let counts = file.counts();
        if counts.wrong > 0 {
            Outcome::Wrong
        } else if counts.errors > 0 || (self.warnings_fail && counts.warnings > 0) {
            Outcome::NotReady
        } else {
            Outcome::Ready
        }
    }

    /// How the run came out: as its worst file.
    pub fn worst(&self) -> Outcome {
        self.files.iter().map(|file| self.outcome(file)).max().unwrap_or(Outcome::Ready)
    }

    /// The report with at most [`MAX_FINDINGS`] findings of a kind in each file; the others are
    /// counted, in a finding that stands for them.
    pub fn shortened(mut self) -> Self {
        for file in &mut self.files {
            file.results = shortened(std::mem::take(&mut file.results));
        }
        self
    }
}

impl CheckedFile {
    /// How many findings there are in it.
    pub fn counts(&self) -> Counts {
        self.results.iter().map(counted).fold(Counts::default(), Counts::plus)
    }

    /// The findings that are not waived.
    pub fn open(&self) -> impl Iterator<Item = &CheckResult> {
        self.results.iter().filter(|result| result.waived.is_none())
    }

    /// The findings that are waived.
    pub fn waived(&self) -> impl Iterator<Item = (&CheckResult, &Waiver)> {
        self.results.iter().filter_map(|result| Some((result, result.waived.as_ref()?)))
    }

    /// Where a finding stands; the first place of a file that can't be read.
    pub fn place(&self, result: &CheckResult) -> Place {
        let Some(source) = &self.source else {
            return Place { line: 1, column: 1, end_line: 1, end_column: 1 };
        };
        let span = &result.finding.span;
        let (line, column) = source.line_and_column(span.start);
        let (end_line, end_column) = source.line_and_column(span.end.max(span.start));
        Place { line, column, end_line, end_column }
    }
}

/// How much a finding counts.
fn counted(result: &CheckResult) -> Counts {
    let (none, count) = (Counts::default(), result.stands_for);
    match result.finding.severity {
        _ if *result.rule == WRONG_FILE => Counts { wrong: count, ..none },
        _ if result.waived.is_some() => Counts { waived: count, ..none },
        Severity::Error => Counts { errors: count, ..none },
        Severity::Warning => Counts { warnings: count, ..none },
        Severity::Note => Counts { notes: count, ..none },
    }
}

/// The first findings of each kind; the first that there is no room for stands for all of its
/// kind that follow.
fn shortened(results: Vec<CheckResult>) -> Vec<CheckResult> {
    type Kind = (&'static str, Severity, bool);
    let kind =
        |one: &CheckResult| -> Kind { (one.rule.id, one.finding.severity, one.waived.is_some()) };
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    results.iter().for_each(|one| *seen.entry(kind(one)).or_default() += 1);
    let mut told: BTreeMap<Kind, usize> = BTreeMap::new();
    let kept = results.into_iter().filter_map(|one| {
        let all = seen.get(&kind(&one)).copied().unwrap_or_default();
        let told = told.entry(kind(&one)).or_default();
        *told += 1;
        match (*told).cmp(&(MAX_FINDINGS + 1)) {
            Ordering::Less => Some(one),
            Ordering::Equal => Some(standing_for(one, all - MAX_FINDINGS)),
            Ordering::Greater => None,
        }
    });
    kept.collect()
}

fn standing_for(first: CheckResult, count: usize) -> CheckResult {
    if count == 1 {
        return first;
    }
    let message = format!("and {count} more of `{}`, the first of them here", first.rule.id);
    let finding =
        Finding { severity: first.finding.severity, ..Finding::error(first.finding.span, message) };
    CheckResult { waived: first.waived, stands_for: count, ..CheckResult::of(first.rule, finding) }
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            notes: self.notes + other.notes,
            waived: self.waived + other.waived,
            wrong: self.wrong + other.wrong,
        }
    }
}

impl Outcome {
    /// `ready`, `not-ready` or `wrong`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NotReady => "not-ready",
            Self::Wrong => "wrong",
        }
    }
}
