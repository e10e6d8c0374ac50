//! A deal in the light of its evidence, and what is told of it beyond the verdict.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;

use super::asking::{Asking, Phase};
use super::assessment::{Change, Effect, GroupScore, Order, RuleEffect, ScoreBounds, Verdict};
use super::cells::Domains;
use super::change::{CHANGES, Situation};
use super::circuit;
use super::compiled::Engine;
use super::decision::Decision;
use super::explanation::Explanation;
use super::knowledge::Knowledge;
use super::model::{Model, effect};
use super::value_changes;
use super::value_ranges::{ValueRange, ranges};
use super::values::{Numbered, Worked};
use crate::deal::Answer;
use crate::playbook::{GroupIndex, QuestionIndex, RuleIndex, StageIndex};

/// A deal in the light of its evidence.
pub(super) struct View<'e, 'p> {
    pub(super) engine: &'e Engine<'p>,
    pub(super) domains: Domains,
    pub(super) model: Cow<'e, Model>,
    pub(super) bounds: circuit::Bounds,
    pub(super) applies: Vec<Effect>,
    pub(super) verified: Vec<bool>,
}

impl<'e, 'p> View<'e, 'p> {
    pub(super) fn of(engine: &'e Engine<'p>, knowledge: &Knowledge) -> Self {
        let evidence = |question| knowledge.about(question).evidence.as_ref();
        Self::within(engine, engine.variables.cells_left(evidence), knowledge)
    }

    /// The same over cells that are known already.
    pub(super) fn within(engine: &'e Engine<'p>, domains: Domains, knowledge: &Knowledge) -> Self {
        let model = engine.model(&domains);
        let bounds = model.circuit.all_bounds(&domains);
        Self::bounded(engine, domains, (model, bounds), knowledge)
    }

    /// The same where the scores of all nodes are known too.
    pub(super) fn bounded(
        engine: &'e Engine<'p>,
        domains: Domains,
        (model, bounds): (Cow<'e, Model>, circuit::Bounds),
        knowledge: &Knowledge,
    ) -> Self {
        let applies = model.gates.iter().map(|gate| effect(&bounds, *gate)).collect();
        let mut view = Self { engine, domains, model, bounds, applies, verified: Vec::new() };
        view.verified = (0..engine.playbook.stages.len())
            .map(|stage| view.is_verified(stage, knowledge))
            .collect();
        view
    }

    pub(super) fn decision(&self) -> Decision<'_> {
        self.engine.decision(&self.model)
    }

    /// The verdict from evidence.
    pub(super) fn verdict(&self) -> Verdict {
        let Decision { roots, threshold, .. } = self.decision();
        let (at_least, fit) = (self.bounds.of(roots.at_least_not_yet), self.bounds.of(roots.fit));
        Verdict::between(at_least, fit, threshold)
    }

    /// Every rule in the light of the evidence.
    pub(super) fn rule_effects(&self) -> Vec<RuleEffect> {
        let rules = self.engine.playbook.rules.iter().zip(&self.model.rules).enumerate();
        let effects = rules.map(|(place, (rule, root))| {
            let points = rule.points.as_ref().map(|_| self.bounds.of(*root));
            let effect = match points {
                None => effect(&self.bounds, *root),
                Some((0, 0)) => Effect::Fails,
                Some((fewest, most)) if fewest == most => Effect::Holds,
                Some(_) => Effect::Open,
            };
            RuleEffect { rule: RuleIndex(place), effect, points }
        });
        effects.collect()
    }

    /// The score.
    pub(super) fn score(&self) -> ScoreBounds {
        ScoreBounds::on(&self.engine.playbook.scale, self.bounds.of(self.model.score))
    }

    /// The band that the score has in all cases.
    pub(super) fn band(&self) -> Option<usize> {
        self.engine.playbook.scale.band_between(self.bounds.of(self.model.score))
    }

    /// The scores of the groups.
    pub(super) fn groups(&self) -> Vec<GroupScore> {
        let groups = self.model.groups.iter().enumerate();
        let scores = groups.map(|(place, root)| {
            let (at_least, at_most) = self.bounds.of(*root);
            GroupScore { group: GroupIndex(place), at_least, at_most }
        });
        scores.collect()
    }

    /// Whether everything that the circuits say of the deal is exact.
    pub(super) fn is_exact(&self) -> bool {
        self.model.is_exact() && self.engine.values_are_exact(&self.model, &self.domains)
    }

    /// Whether a verdict is more than bounds: decided, or open for sure.
    pub(super) fn is_settled(&self, verdict: Verdict) -> bool {
        if !self.decision().is_settled(verdict, &self.domains) {
            return false;
        }
        verdict != Verdict::Undecided
            || self.engine.values_are_exact(&self.model, &self.domains)
            || self.has_opposite_cases()
    }

    /// Whether there are two cases of different verdicts of which the numbers are known.
    fn has_opposite_cases(&self) -> bool {
        let decision = self.decision();
        let cases = decision.opposite_cases(&self.domains);
        let worked = &self.engine.variables.worked;
        decision.are_opposite(&cases)
            && cases.iter().all(|case| worked.numbers_of(case, &Numbered::new()).is_some())
    }

    /// Whether without any fact nothing hangs on a value for which there may be cases too many, but on
    /// those of which every question has one answer.
    fn are_open_values_exact(&self) -> bool {
        let (variables, model) = (&self.engine.variables, self.engine.whole_model());
        let all_cells = variables.all_cells();
        let inexact = variables.worked.inexact(&all_cells);
        let is_open = |worked: &&&Worked| !worked.open_questions(&self.domains).is_empty();
        let open: Vec<&Worked> = inexact.iter().filter(is_open).copied().collect();
        open.is_empty() || {
            let deciding = model.deciding(&all_cells);
            open.iter().all(|worked| !deciding.contains(&worked.variable))
        }
    }

    /// What the values come to.
    pub(super) fn values(&self, knowledge: &Knowledge) -> Vec<ValueRange> {
        let gates = (&self.model.circuit, self.model.value_gates.as_slice());
        let evidence = |question| knowledge.about(question).evidence.as_ref();
        let variables = &self.engine.variables;
        ranges(self.engine.playbook, variables, gates, &self.domains, evidence)
    }

    /// In every case the verifier holds or no question of the stage applies; without a verifier,
    /// every question that may apply has evidence.
    fn is_verified(&self, stage: usize, knowledge: &Knowledge) -> bool {
        let is_shown = |question: usize| {
            self.applies[question] == Effect::Fails
                || knowledge.about(QuestionIndex(question)).evidence.is_some()
        };
        let mut questions = self.engine.playbook.stages[stage].questions.clone();
        match self.model.verified[stage] {
            Some(verified) => effect(&self.bounds, verified) == Effect::Holds,
            None => questions.all(is_shown),
        }
    }

    /// The buyer's current stage: the first that is not verified.
    pub(super) fn stage(&self) -> Option<StageIndex> {
        self.verified.iter().position(|verified| !verified).map(StageIndex)
    }

    /// The opening, until enough questions have evidence; but none where a stage to begin at is
    /// asked for.
    pub(super) fn phase(&self, knowledge: &Knowledge, from: Option<StageIndex>) -> Phase {
        match from {
            None if knowledge.is_of_an_opening(self.engine.playbook) => Phase::Opening,
            from => Phase::Depth(from.or(self.stage())),
        }
    }

    /// The questions with facts that apply in no case.
    pub(super) fn set_aside(&self, knowledge: &Knowledge) -> Vec<QuestionIndex> {
        let mut known = knowledge.questions_where(|known| known.all.is_some());
        known.retain(|question| self.applies[question.0] == Effect::Fails);
        known
    }

    /// Whether the verdict is undecided.
    pub(super) fn is_open(&self) -> bool {
        self.verdict() == Verdict::Undecided
    }

    /// The questions that can still change an undecided verdict.
    pub(super) fn can_still_change(&self, knowledge: &Knowledge) -> Vec<QuestionIndex> {
        let asking = self.asking(knowledge);
        asking.questions(&asking.worth())
    }

    /// The same in the order in which they are worth asking; those in `passed` come last.
    pub(super) fn ranked(
        &self,
        knowledge: &Knowledge,
        order: Order,
        phase: Phase,
        passed: &BTreeSet<QuestionIndex>,
    ) -> Vec<QuestionIndex> {
        let asking = self.asking(knowledge);
        asking.ranked(&asking.worth(), order, phase, passed)
    }

    pub(super) fn asking<'v>(&'v self, knowledge: &'v Knowledge) -> Asking<'v> {
        Asking {
            playbook: self.engine.playbook,
            variables: &self.engine.variables,
            model: &self.model,
            decision: self.decision(),
            domains: &self.domains,
            evidence: self.evidence(knowledge),
            applies: &self.applies,
        }
    }

    fn situation<'v>(&'v self, knowledge: &'v Knowledge, decision: Decision<'v>) -> Situation<'v> {
        Situation {
            tries_left: Cell::new(decision.tries()),
            decision,
            engine: self.engine,
            playbook: self.engine.playbook,
            variables: &self.engine.variables,
            domains: &self.domains,
            evidence: self.evidence(knowledge),
        }
    }

    fn evidence<'k>(&self, knowledge: &'k Knowledge) -> Vec<Option<&'k Answer>> {
        let questions = self.engine.playbook.question_indexes();
        questions.map(|question| knowledge.about(question).evidence.as_ref()).collect()
    }
}

/// What is told of a decided or an undecided verdict beyond the verdict.
#[derive(Default)]
pub(super) struct Told {
    pub(super) rests_on: Vec<QuestionIndex>,
    /// What can still change the verdict, in the order in which it is worth asking.
    pub(super) ranked: Vec<QuestionIndex>,
    pub(super) can_still_change: Vec<QuestionIndex>,
    pub(super) would_change: Vec<Change>,
    pub(super) exact: bool,
}

impl Told {
    pub(super) fn of(view: &View, knowledge: &Knowledge, verdict: Verdict) -> Self {
        match verdict {
            Verdict::Undecided => {
                let situation = view.situation(knowledge, view.decision());
                Self::undecided(view, knowledge, &situation)
            }
            decided => {
                let whole = view.engine.decision(view.engine.whole_model());
                Self::decided(view, decided, &view.situation(knowledge, whole))
            }
        }
    }

    fn undecided(view: &View, knowledge: &Knowledge, situation: &Situation) -> Self {
        let asking = view.asking(knowledge);
        let worth = asking.worth();
        let phase = view.phase(knowledge, None);
        let ranked = asking.ranked(&worth, Order::Adaptive, phase, &BTreeSet::new());
        let opposite = view.decision().opposite_cases(&view.domains);
        let deciding = ranked.iter().flat_map(|question| {
            if value_changes::is_input(situation, *question) {
                value_changes::deciding(situation, *question)
            } else {
                situation.deciding(*question, &opposite)
            }
        });
        let would_change = deciding.take(CHANGES).collect();
        Self {
            exact: worth.exact && worth.values_exact && situation.tries_left.get() > 0,
            can_still_change: asking.questions(&worth),
            rests_on: Vec::new(),
            would_change,
            ranked,
        }
    }

    /// Explains with the circuit of all cases, since facts are taken away on trial.
    fn decided(view: &View, verdict: Verdict, situation: &Situation) -> Self {
        let variables = &view.engine.variables;
        let mut explanation =
            Explanation::new(situation.decision, variables, &view.domains, verdict);
        let rests_on = explanation.smallest_forcing_set();
        let mut would_change = Vec::new();
        for other in Verdict::DECIDED.into_iter().filter(|other| *other != verdict) {
            let sets = explanation.smallest_turning_sets(&rests_on, other, CHANGES);
            let turned = sets.iter().filter_map(|questions| {
                if situation.variables.worked.is_empty() {
                    situation.turned(questions, other)
                } else {
                    value_changes::turned(situation, questions, other)
                }
            });
            would_change.extend(turned);
        }
        would_change.truncate(CHANGES);
        let exact = explanation.exact
            && view.engine.whole_model().verdict.are_exact()
            && view.are_open_values_exact();
        Self { rests_on, would_change, exact, ..Self::default() }
    }
}
