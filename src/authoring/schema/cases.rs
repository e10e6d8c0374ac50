//! A playbook's cases as they are written.
#![expect(dead_code, reason = "types that are described, never read into")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::deal::Facts;
use super::words::{Line, QuestionName, RuleName, StageName, Text, YesNo};

/// Prospects, and what should come out for each of them.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Cases of a playbook of coach, format 1")]
pub(super) struct CasesFile {
    /// The format that this file is written in.
    #[schemars(extend("enum" = [1, "1"]))]
    format: serde_json::Value,
    /// The playbook: an id, or a path relative to this file; `NAME.yaml` beside `NAME.test.yaml`
    /// where absent.
    playbook: Option<Line>,
    /// Named sets of facts that cases are given.
    fixtures: Option<BTreeMap<String, Facts>>,
    /// The cases.
    cases: Vec<Case>,
}

/// A prospect, and what should come out.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case is about; unique in the file.
    case: Line,
    /// Fixtures, laid one over the other in this order.
    given: Option<Vec<Line>>,
    /// What is known beside them, laid over them.
    facts: Option<Facts>,
    /// What should come out, from evidence alone.
    verdict: Verdict,
    /// What should come out if the assumptions hold.
    if_assumptions_hold: Option<Verdict>,
    /// The rules that decide: of a no-fit exactly those that rule a fit out, or `below_threshold`.
    because: Option<Vec<RuleName>>,
    /// The stage that the buyer is at; `none` where every stage is verified.
    stage: Option<StageName>,
    /// The question that is asked first; `none` where none is.
    next: Option<QuestionName>,
    /// Why this case is not run.
    skip: Option<Text>,
    /// Where any case says so, only those that do are run.
    only: Option<YesNo>,
}

/// What is right for the buyer, as far as it can be said.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// Every consistent case is a fit.
    Fit,
    /// Every consistent case is a no-fit.
    NoFit,
    /// There are consistent cases of both kinds.
    Undecided,
}
