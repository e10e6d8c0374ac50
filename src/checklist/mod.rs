//! The prep checklist: what a deal is missing for a talk with a buyer at this stage. Pure.
//!
//! One rule a file, each with its documentation beside it; [`RULES`] lists them. To add one, write
//! its file and register it in `rules.rs`.

mod assumed_fact;
mod deal_view;
mod disagreement;
mod expired_waiver;
mod forced_fit;
mod levels;
mod missing_fact;
mod required_verdict;
mod rules;
mod set_aside_fact;
mod settings;
mod stale_fact;
mod too_soon;
mod unheard_quote;
mod unknown_waiver;
mod waiving;

use crate::check_rule::CheckResult;
use crate::deal::Deal;
use crate::deal::places::Places;
use crate::engine::{Engine, Standing};
use crate::hearing::Sources;
use crate::playbook::{Playbook, QuestionIndex};

use deal_view::View;
pub use levels::{Level, Levels};
pub use rules::{RULES, can_be_waived};
pub use settings::{RequiredVerdict, Settings};

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

    /// Holds a deal to the checklist, its quotes to the sources that were read for it.
    pub fn check(&self, deal: &Deal, places: &Places, sources: &Sources) -> Checked {
        let standing = self.engine.standing(&deal.facts);
        let view = View {
            playbook: self.playbook(),
            deal,
            places,
            sources,
            standing: &standing,
            settings: &self.settings,
            used: &self.used,
            rules: &RULES,
        };
        let levels = &self.settings.levels;
        let (found, about_waivers) = (rules::found_in_facts(&view), rules::found_in_waivers(&view));
        let mut results = waiving::waive(&view, levels.applied_to(found));
        results.extend(levels.applied_to(about_waivers));
        results.sort_by_key(|result| (result.finding.span.start, result.finding.span.end));
        Checked { standing, results }
    }
}

/// The questions that a rule, a gate or a verifier uses.
fn used(playbook: &Playbook) -> Vec<bool> {
    let mut used = vec![false; playbook.questions.len()];
    let named = playbook.conditions().flat_map(|when| when.questions(&playbook.values));
    named.for_each(|QuestionIndex(question)| used[question] = true);
    used
}
