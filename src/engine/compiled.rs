//! A playbook, compiled: what every question about it is answered from.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::borders::Borders;
use super::cells::{Domains, Variables};
use super::decision::Decision;
use super::model::{Blueprint, Model};
use super::portable::{NotPortable, Portable};
use super::values::Cuts;
use crate::deal::Answer;
use crate::playbook::{Playbook, QuestionIndex};

/// A playbook, made ready for questions about it. The first one compiles its circuits, which is the
/// costly step; make it once.
#[derive(Debug, Clone)]
pub struct Engine<'p> {
    pub(super) playbook: &'p Playbook,
    /// What cuts its variables beside the playbook's tests.
    cuts: Cuts,
    pub(crate) variables: Variables,
    /// The circuits of all cases, compiled when they are first asked for: where values are worked out,
    /// most questions are put to an engine that knows the answers to the number.
    model: Arc<OnceLock<Model>>,
}

impl<'p> Engine<'p> {
    /// Makes a playbook ready.
    pub fn new(playbook: &'p Playbook) -> Self {
        Self::over(playbook, Variables::of(playbook), Cuts::default())
    }

    fn over(playbook: &'p Playbook, variables: Variables, cuts: Cuts) -> Self {
        Self { playbook, cuts, variables, model: Arc::default() }
    }

    /// The circuits of all cases.
    pub(crate) fn whole_model(&self) -> &Model {
        self.model.get_or_init(|| {
            let blueprint = Blueprint::of(self.playbook, &self.variables);
            Model::compile(blueprint, &self.variables.all_cells())
        })
    }

    /// This, or where values are worked out from some of these answers, one that knows these to the
    /// number. What it says of a playbook without values, or of answers on nothing that they are
    /// worked out from, is the same at no cost.
    pub(super) fn for_answers<'a>(
        &self,
        answer: impl Fn(QuestionIndex) -> Option<&'a Answer>,
    ) -> Cow<'_, Self> {
        let questions = self.variables.worked.questions();
        let cuts = Cuts::of_answers(self.playbook, questions.into_iter(), answer);
        if cuts.is_empty() {
            return Cow::Borrowed(self);
        }
        match Self::cut_by(self.playbook, cuts) {
            Some(finer) => Cow::Owned(finer),
            None => Cow::Borrowed(self),
        }
    }

    /// This with its values in the light of these answers, and the cells that these leave: what the
    /// rules come to there is what [`for_answers`](Self::for_answers) leads to, but no fact can be taken
    /// away on trial. `None` where only that tells it, or nothing is worked out.
    pub(super) fn knowing<'a>(
        &self,
        answer: impl Fn(QuestionIndex) -> Option<&'a Answer>,
    ) -> Option<(Self, Domains)> {
        if self.variables.worked.is_empty() {
            return None;
        }
        let (worked, domains) = self.variables.knowing(answer)?;
        // The circuits are shared, and are those of values of which nothing is known.
        self.whole_model();
        let mut knowing = self.clone();
        knowing.variables.worked = worked;
        Some((knowing, domains))
    }

    /// The playbook cut by these numbers too; `None` where that makes too many cells.
    pub(crate) fn cut_by(playbook: &'p Playbook, cuts: Cuts) -> Option<Self> {
        let variables = Variables::with_cuts(playbook, &cuts)?;
        Some(Self::over(playbook, variables, cuts))
    }

    /// What cuts its variables beside the playbook's tests.
    pub(super) fn cuts(&self) -> &Cuts {
        &self.cuts
    }

    /// The circuits for other programs to run.
    ///
    /// # Errors
    /// Where they are too large for that.
    pub(crate) fn portable(&self) -> Result<Portable, NotPortable> {
        Portable::of(self.playbook, self.variables.clone())
    }

    /// Whether nothing that the circuits say of the cases within the domains hangs on a value for
    /// which there may be cases too many.
    pub(super) fn values_are_exact(&self, model: &Model, domains: &Domains) -> bool {
        let inexact = self.variables.worked.inexact(domains);
        inexact.is_empty() || {
            let deciding = model.deciding(domains);
            inexact.iter().all(|worked| !deciding.contains(&worked.variable))
        }
    }

    /// The playbook.
    pub fn playbook(&self) -> &'p Playbook {
        self.playbook
    }

    /// The circuits for these domains: the playbook's own, unless they were too large for the
    /// budget and what is known makes them smaller.
    pub(super) fn model(&self, domains: &Domains) -> Cow<'_, Model> {
        let whole = self.whole_model();
        if whole.is_exact() || *domains == self.variables.all_cells() {
            Cow::Borrowed(whole)
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
