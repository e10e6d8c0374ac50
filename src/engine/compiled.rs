//! A playbook, compiled: what every question about it is answered from.

use std::borrow::Cow;

use super::borders::Borders;
use super::cells::{Domains, Variables};
use super::decision::Decision;
use super::model::{Blueprint, Model};
use crate::playbook::Playbook;

/// A playbook, made ready for questions about it. Making it is the costly step; do it once.
#[derive(Debug)]
pub struct Engine<'p> {
    pub(super) playbook: &'p Playbook,
    pub(crate) variables: Variables,
    pub(crate) model: Model,
}

impl<'p> Engine<'p> {
    /// Makes a playbook ready.
    pub fn new(playbook: &'p Playbook) -> Self {
        let variables = Variables::of(playbook);
        let blueprint = Blueprint::of(playbook, &variables);
        let model = Model::compile(blueprint, &variables.all_cells());
        Self { playbook, variables, model }
    }

    /// The playbook.
    pub fn playbook(&self) -> &'p Playbook {
        self.playbook
    }

    /// The circuits for these domains: the playbook's own, unless they were too large for the
    /// budget and what is known makes them smaller.
    pub(super) fn model(&self, domains: &Domains) -> Cow<'_, Model> {
        if self.model.is_exact() || *domains == self.variables.all_cells() {
            Cow::Borrowed(&self.model)
        } else {
            let blueprint = Blueprint::of(self.playbook, &self.variables);
            Cow::Owned(Model::compile(blueprint, domains))
        }
    }

    pub(crate) fn decision<'m>(&self, model: &'m Model) -> Decision<'m> {
        let borders = Borders::of(&self.playbook.scale);
        Decision {
            circuit: &model.circuit,
            roots: model.verdict,
            threshold: borders.fit,
            head_start: borders.fit - borders.not_yet,
        }
    }
}
