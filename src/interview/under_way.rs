//! What an interview under way knows of itself.

use std::collections::BTreeSet;

use super::settings::Settings;
use crate::deal::Facts;
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
    /// Questions whose statements come from this interview, and so may be replaced unasked.
    pub(super) given: BTreeSet<QuestionIndex>,
    /// Who says what is answered.
    pub(super) by: Option<String>,
    /// The questions of which the evidence is too old, and nothing newer was said.
    pub(super) stale: BTreeSet<QuestionIndex>,
    pub(super) stage: Option<StageIndex>,
    /// Whether an end of the opening is still to come, after which there is a pause.
    pub(super) has_opening: bool,
    /// Whether the last reply has settled the verdict, which is to be told.
    pub(super) has_just_settled: bool,
}

/// How putting a question ended.
pub(super) enum Turn {
    Replied,
    Back,
    /// Something else was done first: it is to be put again.
    Again,
    Stop,
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
            given: BTreeSet::new(),
            by: None,
            stale: BTreeSet::new(),
            stage: None,
            has_just_settled: false,
        }
    }

    /// The same, where it is known who says what is answered.
    pub fn said_by(self, by: Option<String>) -> Self {
        Self { by, ..self }
    }

    /// The same, where the evidence on some questions is too old to go by.
    pub fn where_stale(self, stale: BTreeSet<QuestionIndex>) -> Self {
        Self { stale, ..self }
    }

    /// What is known by now.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}
