//! The findings of checks as JSON, format 1: what scripts rely on. Fields may be added, never
//! changed. The comments here are the descriptions in the schema.

use std::io::{self, Write};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::RestrictFormats;
use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use super::{
    CasesSummary, CheckResult, CheckedFile, DealSummary, Outcome, Report, summary_phrases,
};
use crate::authoring::cases::coverage::Share;
use crate::authoring::lint::Wordings;
use crate::deal::Waiver;
use crate::engine::Verdict;
use crate::report::safe_json;
use crate::text::source::Severity;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes findings as one object.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    safe_json::write(&ReportObject::of(report), PrettyFormatter::new(), out)
}

/// The JSON Schema (2020-12) of what [`write()`] writes.
pub fn schema() -> String {
    // Of the formats that are written for Rust's numbers, JSON Schema knows none.
    let settings =
        SchemaSettings::draft2020_12().for_serialize().with_transform(RestrictFormats::default());
    let schema = settings.into_generator().into_root_schema_for::<ReportObject<'_>>();
    format!("{:#}\n", schema.as_value())
}

/// What a run of checks found. Fields may be added, never changed within format 1.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Findings of coach", rename = "Report")]
struct ReportObject<'r> {
    /// The version of this format.
    #[schemars(extend("const" = FORMAT))]
    format: u32,
    /// The command that checked.
    command: &'r str,
    /// The day on which the facts' ages were counted; null where no facts were checked.
    #[schemars(extend("format" = "date"))]
    as_of: Option<String>,
    /// Every file that was to be checked.
    files: Vec<FileObject<'r>>,
    /// How many there are of what.
    summary: SummaryObject,
}

/// A file and what was found in it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "File")]
struct FileObject<'r> {
    /// Its path, with / between its parts; <standard input> for none.
    file: &'r str,
    /// How it came out.
    status: Status,
    /// The deal in it; null where the file is wrong or holds no deal.
    deal: Option<DealObject<'r>>,
    /// How the cases of a playbook in it came out; null where the file is wrong or holds none.
    cases: Option<CasesObject<'r>>,
    /// What came of reading the words of a playbook in it; null where the file is wrong or no
    /// playbook was checked.
    wordings: Option<WordingsName>,
    /// What was found, in the order of their places; what is waived is among it.
    findings: Vec<FindingObject<'r>>,
}

/// What came of reading the words of a playbook.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Wordings")]
enum WordingsName {
    /// None of the usual wordings was found.
    NoneFound,
    /// Some were.
    Found,
    /// They are in a language that is not read.
    NotRead,
}

/// How a file came out.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Status {
    /// Nothing that counts was found.
    Ready,
    /// Something was.
    NotReady,
    /// It could not be checked.
    Wrong,
}

/// What is said of a deal beside the findings.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deal")]
struct DealObject<'r> {
    /// Its name.
    name: &'r str,
    /// The playbook's id.
    playbook: &'r str,
    /// The verdict, from evidence alone.
    verdict: VerdictName,
    /// The verdict if the assumptions hold.
    if_assumptions_hold: VerdictName,
    /// The id of the buyer's current stage; null when every stage is verified.
    stage: Option<&'r str>,
}

/// How the cases of a playbook came out, and what they show.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cases")]
struct CasesObject<'r> {
    /// The playbook's id.
    playbook: &'r str,
    /// Cases that came out as expected.
    passed: usize,
    /// Cases that did not.
    failed: usize,
    /// Cases that were not run.
    skipped: usize,
    /// What the cases that passed show of the playbook.
    coverage: CoverageObject<'r>,
    /// How many mutants of the playbook the cases notice; null where that was not asked.
    mutants: Option<ShareObject>,
    /// Of how many of them it could not be settled, beside those that are counted.
    mutants_not_settled: usize,
}

/// What cases show of a playbook.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
struct CoverageObject<'r> {
    /// All of it in percent, rounded down.
    #[schemars(range(max = 100))]
    percent: usize,
    /// Rules that decide both ways, holding and failing.
    rules: ShareObject,
    /// Options that are answered.
    options: ShareObject,
    /// Stages that a buyer is at.
    stages: ShareObject,
    /// What no case shows, in words.
    missing: &'r [String],
}

/// How many of how many.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Share")]
struct ShareObject {
    /// So many are covered, or noticed.
    covered: usize,
    /// So many there are.
    all: usize,
}

/// What is right for the buyer, as far as it can be said.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Verdict")]
enum VerdictName {
    /// Every consistent case is a fit.
    Fit,
    /// Every consistent case is one where something holds a fit up.
    NotYet,
    /// Every consistent case is a no-fit.
    NoFit,
    /// There are consistent cases of more than one kind.
    Undecided,
}

/// One thing that a rule found at one place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct FindingObject<'r> {
    /// The rule; `coach explain RULE` says more about it.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    rule: &'r str,
    /// How much it matters in this run.
    severity: SeverityName,
    /// What is wrong.
    message: &'r str,
    /// The line, from 1; for what is missing, the line before which it would be written.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column in characters, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The line on which it ends.
    #[schemars(range(min = 1))]
    end_line: usize,
    /// The column just behind its last character.
    #[schemars(range(min = 1))]
    end_column: usize,
    /// The id of the question that it is about.
    question: Option<&'r str>,
    /// That question, in words fit to be said to the buyer.
    ask: Option<&'r str>,
    /// What to do about it.
    help: Option<&'r str>,
    /// The line to write.
    write: Option<String>,
    /// What would be right in place of what stands there.
    did_you_mean: Option<&'r str>,
    /// Why it does not count; null where it does.
    waived: Option<WaiverObject<'r>>,
}

/// How much a finding matters.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Severity")]
enum SeverityName {
    /// It fails the run.
    Error,
    /// Worth a look; it fails the run only where that is asked for.
    Warning,
    /// Something to think about; it never fails the run.
    Note,
}

/// Why a finding does not count.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Waiver")]
struct WaiverObject<'r> {
    /// The reason.
    because: &'r str,
    /// Who accepted it.
    by: Option<&'r str>,
    /// The last day on which it is accepted.
    #[schemars(extend("format" = "date"))]
    until: Option<String>,
}

/// How many there are of what, in all files.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct SummaryObject {
    /// Files.
    files: usize,
    /// Files in which nothing that counts was found.
    ready: usize,
    /// Files in which something was.
    not_ready: usize,
    /// Files that could not be checked.
    wrong: usize,
    /// Errors that are not waived, those of wrong files left out.
    errors: usize,
    /// Warnings that are not waived.
    warnings: usize,
    /// Notes that are not waived.
    notes: usize,
    /// Findings that are waived.
    waived: usize,
}

impl<'r> ReportObject<'r> {
    fn of(report: &'r Report) -> Self {
        let counts = report.counts();
        Self {
            format: FORMAT,
            command: report.command,
            as_of: report.as_of.map(|day| day.to_string()),
            files: report.files.iter().map(|file| FileObject::of(report, file)).collect(),
            summary: SummaryObject {
                files: report.files.len(),
                ready: report.files_with(Outcome::Ready),
                not_ready: report.files_with(Outcome::NotReady),
                wrong: report.files_with(Outcome::Wrong),
                errors: counts.errors,
                warnings: counts.warnings,
                notes: counts.notes,
                waived: counts.waived,
            },
        }
    }
}

impl<'r> FileObject<'r> {
    fn of(report: &Report, file: &'r CheckedFile) -> Self {
        let findings = file.results.iter().map(|result| FindingObject::of(file, result));
        Self {
            file: &file.path,
            status: match report.outcome(file) {
                Outcome::Ready => Status::Ready,
                Outcome::NotReady => Status::NotReady,
                Outcome::Wrong => Status::Wrong,
            },
            deal: file.deal.as_ref().map(DealObject::of),
            cases: file.cases.as_deref().map(CasesObject::of),
            wordings: file.wordings.map(|wordings| match wordings {
                Wordings::NoneFound => WordingsName::NoneFound,
                Wordings::Found => WordingsName::Found,
                Wordings::NotRead => WordingsName::NotRead,
            }),
            findings: findings.collect(),
        }
    }
}

impl<'r> DealObject<'r> {
    fn of(deal: &'r DealSummary) -> Self {
        Self {
            name: &deal.name,
            playbook: &deal.playbook,
            verdict: VerdictName::of(deal.verdict),
            if_assumptions_hold: VerdictName::of(deal.if_assumptions_hold),
            stage: deal.stage.as_ref().map(|stage| stage.id.as_str()),
        }
    }
}

impl<'r> CasesObject<'r> {
    fn of(cases: &'r CasesSummary) -> Self {
        let coverage = &cases.coverage;
        Self {
            playbook: &cases.playbook,
            passed: cases.tally.passed,
            failed: cases.tally.failed,
            skipped: cases.tally.skipped,
            coverage: CoverageObject {
                percent: coverage.total().percent(),
                rules: ShareObject::of(coverage.rules()),
                options: ShareObject::of(coverage.options()),
                stages: ShareObject::of(coverage.stages()),
                missing: &cases.missing,
            },
            mutants: cases.mutants.map(ShareObject::of),
            mutants_not_settled: cases.mutants_not_settled,
        }
    }
}

impl ShareObject {
    fn of(share: Share) -> Self {
        Self { covered: share.covered, all: share.all }
    }
}

impl VerdictName {
    fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Fit => Self::Fit,
            Verdict::NotYet => Self::NotYet,
            Verdict::NoFit => Self::NoFit,
            Verdict::Undecided => Self::Undecided,
        }
    }
}

impl<'r> FindingObject<'r> {
    fn of(file: &CheckedFile, result: &'r CheckResult) -> Self {
        let (finding, place) = (&result.finding, file.place(result));
        let question = result.question.as_ref();
        Self {
            rule: result.rule.id,
            severity: match finding.severity {
                Severity::Error => SeverityName::Error,
                Severity::Warning => SeverityName::Warning,
                Severity::Note => SeverityName::Note,
            },
            message: &finding.message,
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            question: question.map(|question| question.id.as_str()),
            ask: question.and_then(|question| question.ask.as_deref()),
            help: finding.help.as_deref(),
            write: summary_phrases::lines_to_write(result),
            did_you_mean: finding.replacement.as_deref(),
            waived: result.waived.as_ref().map(WaiverObject::of),
        }
    }
}

impl<'r> WaiverObject<'r> {
    fn of(waiver: &'r Waiver) -> Self {
        Self {
            because: &waiver.because,
            by: waiver.by.as_deref(),
            until: waiver.until.map(|day| day.to_string()),
        }
    }
}
