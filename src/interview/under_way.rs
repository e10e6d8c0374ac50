//! What an interview under way knows of itself.

use std::collections::BTreeSet;

use super::settings::Settings;
use crate::deal::{Facts, KnownFrom};
use crate::engine::{Engine, Order};
use crate::playbook::{QuestionIndex, StageIndex};

/// An interview under way.
#[derive(Debug)]
pub struct Interview<'p> {
    pub(super) engine: &'p Engine<'p>,
    pub(super) settings: Settings,
    pub(super) facts: Facts,
    /// Questions replied to, in the order in which Esc goes back through them.
    pub(super) path: Vec<QuestionIndex>,
    /// Questions that are not put of themselves any more: replied to in this interview.
    pub(super) passed: BTreeSet<QuestionIndex>,
    /// Every question put in this interview, for counting.
    pub(super) put: BTreeSet<QuestionIndex>,
    /// Questions whose statements come from this interview, and so may be replaced unasked.
    pub(super) given: BTreeSet<QuestionIndex>,
    pub(super) usual: KnownFrom,
    pub(super) stage: Option<StageIndex>,
    /// Whether an end of the opening is still to come, after which there is a pause.
    pub(super) has_opening: bool,
}

impl<'p> Interview<'p> {
    /// An interview that starts from what is known.
    pub fn new(engine: &'p Engine<'p>, facts: Facts, settings: Settings) -> Self {
        let is_led_by_worth = settings.order == Order::Adaptive && settings.from.is_none();
        Self {
            has_opening: is_led_by_worth && engine.is_opening(&facts),
            engine,
            settings,
            facts,
            path: Vec::new(),
            passed: BTreeSet::new(),
            put: BTreeSet::new(),
            given: BTreeSet::new(),
            usual: KnownFrom::Prospect,
            stage: None,
        }
    }

    /// What is known by now.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}
