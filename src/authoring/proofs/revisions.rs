//! A playbook with one change: what it says of a prospect, and who tells it from the playbook.
//!
//! All revisions of a playbook are looked at over one space of cases and in one store, so that
//! what they have in common is compiled once.

use std::borrow::Cow;
use std::cell::{Cell, RefCell, RefMut};
use std::cmp::Reverse;

use crate::deal::Facts;
use crate::engine::cells::{Domains, Variables};
use crate::engine::circuit::{NEVER, Term};
use crate::engine::formula::Formula;
use crate::engine::knowledge::Knowledge;
use crate::engine::translation::Translation;
use crate::engine::{Effect, Engine, Outcome, ScoreBounds, Verdict};
use crate::playbook::{Condition, Playbook, Points, QuestionIndex, RuleIndex, RuleKind, Scale};

use super::cases::Case;
use super::nearby::Revised;
use super::proof::Proof;
use super::prover::Prover;
use super::provers::Provers;
use super::search::{Cells, Search};

/// Variables that compiling the verdicts of all revisions together may look at, over all that is
/// left of the rules: 400 revisions of 50 questions with signals of three take about half of it.
const REVISED_BUDGET: usize = 40_000_000;
/// Checks of a witness's facts, of each of which some may be left out, for all revisions together:
/// twenty for each of a thousand.
const CHECKS: usize = 20_000;

/// One change of a playbook.
#[derive(Debug, Clone, PartialEq)]
pub enum Revision {
    /// Without this rule.
    Without(RuleIndex),
    /// This rule has another condition.
    When(RuleIndex, Condition),
    /// This signal has another weight.
    Weight(RuleIndex, i64),
    /// From another score on it is a fit.
    Threshold(i64),
    /// The answers to the question of this rule give other points.
    Points(RuleIndex, Points),
    /// Whatever is answered to the question of this rule gives the most points.
    Most(RuleIndex),
    /// The band at this place begins at another score.
    From(usize, i64),
}

impl Revision {
    /// The rule that is changed, if one is.
    pub fn rule(&self) -> Option<RuleIndex> {
        match self {
            Self::Without(rule)
            | Self::When(rule, _)
            | Self::Weight(rule, _)
            | Self::Points(rule, _)
            | Self::Most(rule) => Some(*rule),
            Self::Threshold(_) | Self::From(..) => None,
        }
    }

    /// The playbook with this change.
    pub fn applied_to(&self, playbook: &Playbook) -> Playbook {
        let mut revised = playbook.clone();
        match self {
            Self::Without(rule) => drop(revised.rules.remove(rule.0)),
            Self::When(rule, when) => revised.rules[rule.0].when = when.clone(),
            Self::Weight(rule, weight) => revised.rules[rule.0].kind = RuleKind::Signal(*weight),
            Self::Points(rule, points) => {
                let rule = &mut revised.rules[rule.0];
                rule.when = points.when();
                rule.points = Some(points.clone());
            }
            Self::Most(rule) => {
                if let Some(points) = revised.rules[rule.0].points.take() {
                    let gate = playbook.question(points.question).when.clone();
                    let rule = &mut revised.rules[rule.0];
                    rule.when = gate.unwrap_or(Condition::All(Vec::new()));
                    rule.kind = RuleKind::Signal(points.most());
                }
            }
            Self::Threshold(_) | Self::From(..) => revised.scale = self.scale_of(playbook),
        }
        revised
    }

    /// What the score comes to under this change.
    fn scale_of(&self, playbook: &Playbook) -> Scale {
        let mut scale = playbook.scale.clone();
        match (self, &mut scale) {
            (Self::Threshold(threshold), Scale::Threshold { from, .. }) => *from = *threshold,
            (Self::From(place, from), Scale::Bands(bands)) => {
                bands.get_mut(*place).into_iter().for_each(|band| band.from = Some(*from));
            }
            _ => {}
        }
        scale
    }

    /// The conditions that the playbook does not have.
    fn conditions(&self) -> Vec<Condition> {
        match self {
            Self::When(_, condition) => vec![condition.clone()],
            Self::Points(_, points) => points.terms().into_iter().map(|(given, _)| given).collect(),
            Self::Without(_)
            | Self::Weight(..)
            | Self::Threshold(_)
            | Self::Most(_)
            | Self::From(..) => Vec::new(),
        }
    }
}

/// Which facts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Evidence alone.
    Evidence,
    /// Assumptions too.
    Everything,
}

/// What is looked at of one playbook and its revisions.
pub struct Revisions<'p> {
    provers: RefCell<Provers<'p>>,
    checks_left: Cell<usize>,
}

impl<'p> Revisions<'p> {
    /// Makes a playbook ready for these revisions of it; `None` where all of them together tell too
    /// many answers to one question apart.
    pub fn of<'r>(
        playbook: &'p Playbook,
        revisions: impl Iterator<Item = &'r Revision>,
    ) -> Option<Self> {
        let conditions: Vec<Condition> = revisions.flat_map(Revision::conditions).collect();
        let variables = Variables::with_tests_of(playbook, conditions.iter())?;
        let mut provers = Provers::over(playbook, variables);
        provers.each_mut().for_each(|prover| prover.allow_verdicts(REVISED_BUDGET));
        Some(Self { provers: RefCell::new(provers), checks_left: Cell::new(CHECKS) })
    }

    /// The playbook.
    pub fn playbook(&self) -> &'p Playbook {
        self.provers.borrow().playbook()
    }

    /// What a revision, or without one the playbook, says of facts; `None` where that takes too
    /// long.
    pub fn verdict(
        &self,
        revision: Option<&Revision>,
        facts: &Facts,
        counting: Counting,
    ) -> Option<Verdict> {
        let Some(domains) = self.domains(facts, counting) else {
            let outcome = self.worked_out(revision, facts)?;
            return Some(match counting {
                Counting::Evidence => outcome.verdict,
                Counting::Everything => outcome.if_assumptions_hold,
            });
        };
        self.provers().verdict(|prover| {
            let revised = prover.revised(revision);
            let settled = prover.event_within(&revised, &domains);
            settled.or_else(|| {
                let is_divided = prover.nearby().are_divided(prover, &revised, &domains);
                is_divided.then_some(Effect::Open)
            })
        })
    }

    /// What the facts come to under a revision, `outcome` being what they come to under the playbook;
    /// `None` where that takes too long.
    pub fn outcome(
        &self,
        revision: &Revision,
        facts: &Facts,
        outcome: &Outcome,
    ) -> Option<Outcome> {
        let Some(domains) = self.domains(facts, Counting::Evidence) else {
            return self.worked_out(Some(revision), facts);
        };
        let verdict = self.verdict(Some(revision), facts, Counting::Evidence)?;
        let if_assumptions_hold = self.verdict(Some(revision), facts, Counting::Everything)?;
        let mut provers = self.provers();
        let prover = provers.fit();
        let mut rules = outcome.rules.clone();
        match revision {
            Revision::Without(rule) => drop(rules.remove(rule.0)),
            Revision::When(rule, when) => rules[rule.0] = prover.effect_within(when, &domains)?,
            Revision::Weight(..)
            | Revision::Threshold(_)
            | Revision::Points(..)
            | Revision::Most(_)
            | Revision::From(..) => {}
        }
        let revised = prover.revised(Some(revision));
        let bounds = prover.score_within(&revised, &domains)?;
        let scale = revision.scale_of(prover.playbook);
        let (score, band) = (ScoreBounds::on(&scale, bounds), scale.band_between(bounds));
        let settled = true;
        Some(Outcome {
            verdict,
            settled,
            if_assumptions_hold,
            score,
            rules,
            band,
            ..outcome.clone()
        })
    }

    /// The cells that facts leave; `None` where values are worked out of which the cells say less than
    /// the facts do.
    fn domains(&self, facts: &Facts, counting: Counting) -> Option<Domains> {
        let mut provers = self.provers();
        let prover = provers.fit();
        let knowledge = Knowledge::of(prover.playbook, facts);
        let left = prover.variables.knowing(|question| {
            let known = knowledge.about(question);
            match counting {
                Counting::Evidence => known.evidence.as_ref(),
                Counting::Everything => known.all.as_ref(),
            }
        });
        left.map(|(_, domains)| domains)
    }

    /// What the engine says of facts under a revision; `None` where that is no more than bounds.
    fn worked_out(&self, revision: Option<&Revision>, facts: &Facts) -> Option<Outcome> {
        let revised = revised_playbook(self.playbook(), revision);
        Some(Engine::new(&revised).outcome(facts)).filter(|outcome| outcome.settled)
    }

    /// That some complete case has another verdict under a revision. It is shown by one.
    pub fn tells(&self, revision: &Revision) -> Proof<Case, ()> {
        let mut provers = self.provers();
        let mut found = Search::None;
        for prover in provers.telling(revision.rule()) {
            found = found.or_else(|| {
                let revised = prover.revised(Some(revision));
                let found = match prover.nearby().told_apart(prover, &revised, Formula::TRUE) {
                    Some(case) => Search::Found(case),
                    None => prover.told_apart(&revised),
                };
                found.map(|case| prover.case(&case))
            });
        }
        match found {
            Search::Found(case) => Proof::Shown(case),
            Search::None => Proof::Refuted(()),
            Search::Unsettled => Proof::NotProven,
        }
    }

    /// The facts of a case that tells a revision from the playbook, without those that can be left
    /// out one after another: what is in `own` last.
    pub fn telling_facts(&self, revision: &Revision, case: &Case, own: &[QuestionIndex]) -> Facts {
        let playbook = self.playbook();
        let mut facts = case.facts(playbook);
        let mut questions: Vec<QuestionIndex> = playbook.question_indexes().collect();
        questions.sort_by_key(|question| (own.contains(question), Reverse(*question)));
        for question in questions {
            let stated = facts.about(question).to_vec();
            let left = self.checks_left.get();
            if stated.is_empty() || left == 0 {
                continue;
            }
            self.checks_left.set(left - 1);
            facts.set(question, Vec::new());
            let domains = self.domains(&facts, Counting::Evidence);
            let [one, other] = [None, Some(revision)].map(|revision| {
                let Some(domains) = &domains else {
                    let revised = revised_playbook(playbook, revision);
                    return Some(Engine::new(&revised).verdict(&facts));
                };
                self.provers().verdict(|prover| {
                    let revised = prover.revised(revision);
                    prover.event_of(&revised, domains)
                })
            });
            let is_open = |verdict| matches!(verdict, None | Some(Verdict::Undecided));
            if is_open(one) || is_open(other) || one == other {
                facts.set(question, stated);
            }
        }
        facts
    }
}

impl<'p> Revisions<'p> {
    pub(super) fn provers(&self) -> RefMut<'_, Provers<'p>> {
        self.provers.borrow_mut()
    }
}

impl Prover<'_> {
    /// Where a condition on the playbook's questions holds.
    pub(super) fn formula(&mut self, condition: &Condition) -> Formula {
        let formulas = &mut self.compiler.formulas;
        let translation = Translation::new(self.playbook, &self.variables, formulas);
        translation.with_gates(&self.gates).condition(condition)
    }

    fn revised(&mut self, revision: Option<&Revision>) -> Revised {
        let kind = |rule: RuleIndex| self.playbook.rule(rule).kind;
        let changes =
            |revision: &&Revision| revision.rule().is_none_or(|rule| self.event.counts(kind(rule)));
        let revision = revision.filter(changes);
        let changed = revision.and_then(|revision| {
            let rule = revision.rule()?;
            Some((rule.0, self.terms_under(revision, rule)))
        });
        let terms = match &changed {
            None => self.verdict.clone(),
            Some((rule, terms)) => [self.without(*rule), terms.clone()].concat(),
        };
        let threshold = match revision {
            Some(revision @ (Revision::Threshold(_) | Revision::From(..))) => {
                self.event.threshold(&revision.scale_of(self.playbook))
            }
            _ => self.threshold,
        };
        Revised { changed, terms, threshold }
    }

    /// What a rule does to the event under a revision of it.
    fn terms_under(&mut self, revision: &Revision, rule: RuleIndex) -> Vec<Term> {
        let holds = self.rules[rule.0];
        let about = self.playbook.rule(rule);
        match revision {
            Revision::Without(_) | Revision::Threshold(_) | Revision::From(..) => Vec::new(),
            Revision::Weight(_, weight) => vec![(holds, *weight)],
            Revision::When(_, when) => {
                let holds = self.formula(when);
                match about.kind {
                    RuleKind::Disqualifier | RuleKind::Hold => vec![(holds, NEVER)],
                    RuleKind::MustHave => vec![(self.formulas().not(holds), NEVER)],
                    RuleKind::Signal(weight) => vec![(holds, weight)],
                    RuleKind::Points => Vec::new(),
                }
            }
            Revision::Points(_, points) => points
                .terms()
                .into_iter()
                .map(|(given, points)| (self.formula(&given), points))
                .collect(),
            Revision::Most(_) => {
                let points = about.points.iter();
                points.map(|points| (self.gates[points.question.0], points.most())).collect()
            }
        }
    }

    /// A case of which the event says something else.
    fn told_apart(&mut self, revised: &Revised) -> Search<Cells> {
        self.apart_at(self.verdict.clone(), revised.terms.clone(), revised.threshold)
    }

    /// The event over the cases within the domains, from the whole circuit where there is one.
    fn event_of(&mut self, revised: &Revised, domains: &Domains) -> Option<Effect> {
        let Some(root) = self.decision_root(revised.terms.clone()) else {
            return self.event_within(revised, domains);
        };
        Some(event(self.circuit().range_of_few(root, domains), revised.threshold))
    }

    /// The event over the cases within the domains, from what these leave of the rules.
    fn event_within(&mut self, revised: &Revised, domains: &Domains) -> Option<Effect> {
        let bounds = self.bounds_within(&revised.terms, domains)?;
        Some(event(bounds, revised.threshold))
    }

    fn score_within(&mut self, revised: &Revised, domains: &Domains) -> Option<(i64, i64)> {
        let signals = revised.terms.iter().filter(|(_, weight)| *weight != NEVER);
        let signals: Vec<Term> = signals.copied().collect();
        self.bounds_within(&signals, domains)
    }

    fn effect_within(&mut self, condition: &Condition, domains: &Domains) -> Option<Effect> {
        let holds = self.formula(condition);
        Some(match self.bounds_within(&[(holds, 1)], domains)? {
            (1, _) => Effect::Holds,
            (_, 0) => Effect::Fails,
            _ => Effect::Open,
        })
    }
}

fn revised_playbook<'p>(playbook: &'p Playbook, revision: Option<&Revision>) -> Cow<'p, Playbook> {
    match revision {
        None => Cow::Borrowed(playbook),
        Some(revision) => Cow::Owned(revision.applied_to(playbook)),
    }
}

/// Whether an event holds in the cases whose scores lie within these bounds.
fn event((low, high): (i64, i64), threshold: i64) -> Effect {
    if low >= threshold {
        Effect::Holds
    } else if high < threshold {
        Effect::Fails
    } else {
        Effect::Open
    }
}
