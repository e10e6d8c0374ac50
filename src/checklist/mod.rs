//! The prep checklist: what a deal is missing for a talk with a buyer at this stage. Pure.
//!
//! One rule a file, each with its documentation beside it; [`RULES`] lists them. To add one, write
//! its file and register it there.

mod assumed_fact;
mod disagreement;
mod expired_waiver;
mod forced_fit;
mod levels;
mod missing_fact;
mod required_verdict;
mod set_aside_fact;
mod stale_fact;
mod unknown_waiver;
mod view;
mod waiving;

use jiff::civil::Date;

use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::Deal;
use crate::deal::places::Places;
use crate::engine::{Engine, Standing};
use crate::playbook::{GoodFor, Playbook, QuestionIndex};

pub use levels::{Level, Levels};
pub use required_verdict::RequiredVerdict;
pub use unknown_waiver::can_be_waived;
use view::View;

/// Every rule of the checklist, in the order in which they are listed.
pub static RULES: [&CheckRule; 9] = [
    &missing_fact::RULE,
    &assumed_fact::RULE,
    &stale_fact::RULE,
    &disagreement::RULE,
    &set_aside_fact::RULE,
    &forced_fit::RULE,
    &required_verdict::RULE,
    &unknown_waiver::RULE,
    &expired_waiver::RULE,
];

/// What looks for findings of each rule that is about facts; those about waivers come after them.
const CHECKS: [fn(&View<'_>) -> Vec<CheckResult>; 7] = [
    missing_fact::find,
    assumed_fact::find,
    stale_fact::find,
    disagreement::find,
    set_aside_fact::find,
    forced_fit::find,
    required_verdict::find,
];

/// What a deal is held to beside its playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The day on which ages are counted, and up to which waivers count.
    pub as_of: Date,
    /// How old evidence may be at most, whatever its question says.
    pub max_age: Option<GoodFor>,
    /// The verdict that is asked for, if one is.
    pub require: Option<RequiredVerdict>,
    /// How much the findings of a rule count, where that is not left to the rule.
    pub levels: Levels,
}

/// The checklist of a playbook, made ready for deals.
#[derive(Debug)]
pub struct Checklist<'p> {
    engine: Engine<'p>,
    settings: Settings,
    /// For each question, whether a rule, a gate or a verifier uses it.
    used: Vec<bool>,
}

/// A deal in the light of the checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Where it stands.
    pub standing: Standing,
    /// What was found, in the order of their places; what is waived is among it.
    pub results: Vec<CheckResult>,
}

impl<'p> Checklist<'p> {
    /// Makes the checklist ready.
    pub fn new(playbook: &'p Playbook, settings: Settings) -> Self {
        Self { engine: Engine::new(playbook), settings, used: used(playbook) }
    }

    /// The playbook.
    pub fn playbook(&self) -> &'p Playbook {
        self.engine.playbook()
    }

    /// Holds a deal to the checklist.
    pub fn check(&self, deal: &Deal, places: &Places) -> Checked {
        let standing = self.engine.standing(&deal.facts);
        let view = View {
            playbook: self.playbook(),
            deal,
            places,
            standing: &standing,
            settings: &self.settings,
            used: &self.used,
        };
        let found = CHECKS.iter().flat_map(|find| find(&view)).collect();
        let mut results = waiving::waive(&view, self.settings.levels.applied_to(found));
        results.sort_by_key(|result| (result.finding.span.start, result.finding.span.end));
        Checked { standing, results }
    }
}

/// The questions that a rule, a gate or a verifier uses.
fn used(playbook: &Playbook) -> Vec<bool> {
    let rules = playbook.rules.iter().map(|rule| &rule.when);
    let gates = playbook.questions.iter().filter_map(|question| question.when.as_ref());
    let verifiers = playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let mut used = vec![false; playbook.questions.len()];
    for QuestionIndex(question) in
        rules.chain(gates).chain(verifiers).flat_map(|when| when.questions())
    {
        used[question] = true;
    }
    used
}
