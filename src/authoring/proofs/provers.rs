//! The provers of the two events that a verdict is read off.

use super::event::Event;
use super::prover::Prover;
use super::random_walks::guessed;
use crate::engine::cells::Variables;
use crate::engine::{Effect, Verdict};
use crate::playbook::{Playbook, RuleIndex, RuleKind};

/// The provers of both.
pub(super) struct Provers<'p> {
    fit: Prover<'p>,
    /// Where something makes a not-yet; without, the two events are one.
    at_least_not_yet: Option<Prover<'p>>,
}

impl<'p> Provers<'p> {
    /// Makes a playbook ready, with cases near the borders between verdicts come by.
    pub(super) fn of(playbook: &'p Playbook) -> Self {
        Self::over(playbook, Variables::of(playbook))
    }

    /// The same over variables whose cells tell no fewer answers apart than the playbook does.
    pub(super) fn over(playbook: &'p Playbook, variables: Variables) -> Self {
        let prover = |event| guessed(Prover::over(playbook, variables.clone(), event));
        Self {
            fit: prover(Event::Fit),
            at_least_not_yet: playbook.knows_not_yet().then(|| prover(Event::AtLeastNotYet)),
        }
    }

    /// The playbook.
    pub(super) fn playbook(&self) -> &'p Playbook {
        self.fit.playbook
    }

    /// That of a fit; it serves for all that is no matter of verdicts too.
    pub(super) fn fit(&mut self) -> &mut Prover<'p> {
        &mut self.fit
    }

    /// That of what is at least a not-yet.
    pub(super) fn at_least_not_yet(&mut self) -> &mut Prover<'p> {
        self.at_least_not_yet.as_mut().unwrap_or(&mut self.fit)
    }

    /// Those of the events which together tell all verdicts apart that a rule does, or what the score
    /// comes to. Where one score is enough for either event, one of them does.
    pub(super) fn telling(&mut self, rule: Option<RuleIndex>) -> Vec<&mut Prover<'p>> {
        let has_bands = !self.playbook().scale.bands().is_empty();
        let Self { fit, at_least_not_yet } = self;
        match (rule.map(|rule| fit.playbook.rule(rule).kind), at_least_not_yet) {
            (Some(RuleKind::Hold), _) | (_, None) => vec![fit],
            (_, Some(at_least_not_yet)) => match has_bands {
                true => vec![at_least_not_yet, fit],
                false => vec![at_least_not_yet],
            },
        }
    }

    /// Each of them.
    pub(super) fn each(&self) -> impl Iterator<Item = &Prover<'p>> {
        [&self.fit].into_iter().chain(&self.at_least_not_yet)
    }

    /// Each of them, to work with.
    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = &mut Prover<'p>> {
        [&mut self.fit].into_iter().chain(&mut self.at_least_not_yet)
    }

    /// The verdict over some cases, from what each event says of them: whether it holds in all, in
    /// none or in some; `None` where that can't be told.
    pub(super) fn verdict(
        &mut self,
        mut effect: impl FnMut(&mut Prover<'p>) -> Option<Effect>,
    ) -> Option<Verdict> {
        let at_least_not_yet = effect(self.at_least_not_yet());
        let fit = match (&self.at_least_not_yet, at_least_not_yet) {
            (None, _) | (_, Some(Effect::Fails | Effect::Open)) => at_least_not_yet,
            _ => effect(&mut self.fit),
        };
        match (at_least_not_yet, fit) {
            (_, Some(Effect::Holds)) => Some(Verdict::Fit),
            (Some(Effect::Fails), _) => Some(Verdict::NoFit),
            (Some(Effect::Open), _) | (_, Some(Effect::Open)) => Some(Verdict::Undecided),
            (Some(Effect::Holds), Some(Effect::Fails)) => Some(Verdict::NotYet),
            (None, _) | (_, None) => None,
        }
    }
}
