//! The decision engine: from a playbook and facts to everything that a brief says. Pure.
//!
//! Conditions cut every question's values into cells; with gates substituted they become
//! formulas over independent variables, and those compile into one additive decision
//! circuit. Every answer is a pass over it under the cells that the facts leave possible:
//!
//! | what | where |
//! | --- | --- |
//! | facts of several people, assumptions | `knowledge` |
//! | values: boxes of cells, exact numbers, what they come to | `values`, `value_ranges`, `value_changes` |
//! | cells, formulas, order of variables, circuit | `cell_sets`, `cells`, `formula`, `translation`, `order`, `circuit`, `compiler`, `model` |
//! | from which scores on what is possible, all scores that are | `borders`, `reachable`, `scores`, `score_cases` |
//! | what is told of a deal, as plain data; a deal in the light of its evidence | `assessment`, `known_deal` |
//! | verdict, what it rests on, what would turn it | `decision`, `explanation`, `forcing_sets`, `hitting_sets`, `change` |
//! | what turned it from one day to the next | `turn` |
//! | what can still change it, what to ask next | `score_distribution`, `asking`, `optimal` |
//! | what is told of a row of a table; the same for millions of them | `row`, `batch` |
//! | the circuit for other programs to run | `portable` |
//! | what has to be known before a talk, and all that is to be asked | `called_for`, `agenda` |

mod agenda;
mod asking;
mod assessment;
mod batch;
pub(crate) mod borders;
mod called_for;
pub(crate) mod cell_sets;
pub(crate) mod cells;
pub(crate) mod change;
pub(crate) mod circuit;
mod compiled;
pub(crate) mod compiler;
pub(crate) mod decision;
mod explanation;
mod forcing_sets;
pub(crate) mod formula;
mod hitting_sets;
pub(crate) mod knowledge;
mod known_deal;
pub(crate) mod model;
mod optimal;
mod order;
pub(crate) mod portable;
mod reachable;
mod row;
pub(crate) mod score_cases;
mod score_distribution;
pub(crate) mod scores;
pub(crate) mod translation;
mod turn;
mod value_changes;
mod value_ranges;
pub(crate) mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::deal::{Answer, Facts};
use crate::playbook::{QuestionIndex, Rule, RuleIndex, RuleKind, StageIndex};
pub use agenda::Way;
use asking::Phase;
pub use assessment::{
    Assessment, Change, Effect, Glance, GroupScore, Order, Outcome, RuleEffect, ScoreBounds,
    SingleAnswer, Speaker, Standing, Verdict,
};
pub use batch::{Batch, Narrowed, Quick, Scratch};
pub use called_for::{CalledFor, called_for};
use cells::Domains;
pub use compiled::Engine;
pub use knowledge::agree;
use knowledge::{Knowledge, Known};
use known_deal::{Told, View};
use model::Model;
pub use row::RowStanding;
pub use turn::Turn;
pub use value_ranges::{Amount, ValueRange};

impl<'p> Engine<'p> {
    /// Everything that a brief says.
    pub fn assess(&self, facts: &Facts) -> Assessment {
        self.assess_where_stale(facts, &BTreeSet::new())
    }

    /// The same where the evidence on some questions is too old to go by: it still counts, and is
    /// asked for again where the talk calls for it.
    pub fn assess_where_stale(&self, facts: &Facts, stale: &BTreeSet<QuestionIndex>) -> Assessment {
        self.look_at(facts, |view, knowledge| {
            let verdict = view.verdict();
            let told = Told::of(&view, knowledge, verdict);
            let (if_assumptions_hold, assumed_exact) =
                self.if_assumptions_hold(knowledge, &view, exactly);
            let possible = view.decision().possible(&view.domains);
            let (score, band) = (view.score(), view.band());
            let rules = view.rule_effects();
            let caveats = self.caveats(&rules);
            let values = view.values(knowledge);
            let values_exact = values.iter().all(|value| value.is_exact);
            let told_exact = told.exact && possible.is_exact && values_exact;
            let ask_next = view.agenda(knowledge, verdict, told.ranked, stale);
            Assessment {
                settled: view.is_settled(verdict),
                verdict,
                possible: possible.verdicts,
                if_assumptions_hold,
                exact: view.is_exact() && assumed_exact && told_exact,
                score,
                stage: view.stage(),
                because: self.because(&rules),
                band,
                groups: view.groups(),
                holds: self.holds(&rules),
                speaks_against: self.speaks_against(&rules),
                rests_on: told.rests_on,
                assumptions: knowledge.questions_where(Known::is_assumed),
                disagreements: knowledge.questions_where(|known| known.disagreement),
                set_aside: view.set_aside(knowledge),
                ask_next,
                can_still_change: told.can_still_change,
                would_change: told.would_change,
                speaker: self.speaker(verdict, &rules, score.is_too_low, band, &caveats),
                caveats,
                verified: view.verified,
                applies: view.applies,
                values,
            }
        })
    }

    /// Where a deal stands: what the checklist needs, without the explanations of a brief.
    pub fn standing(&self, facts: &Facts) -> Standing {
        self.look_at(facts, |view, knowledge| {
            let verdict = view.verdict();
            let can_still_change = match verdict {
                Verdict::Undecided => view.can_still_change(knowledge),
                Verdict::Fit | Verdict::NotYet | Verdict::NoFit => Vec::new(),
            };
            let if_assumptions_hold = self.verdict_if_assumptions_hold(knowledge, &view);
            Standing {
                verdict,
                if_assumptions_hold,
                score: view.score(),
                band: view.band(),
                stage: view.stage(),
                because: self.because(&view.rule_effects()),
                can_still_change,
                assumptions: knowledge.questions_where(Known::is_assumed),
                disagreements: knowledge.questions_where(|known| known.disagreement),
                contradicted: knowledge.questions_where(|known| known.contradicted),
                set_aside: view.set_aside(knowledge),
                applies: view.applies,
            }
        })
    }

    /// Where a deal stands at a glance, for a line in a list of many; the evidence on some questions is
    /// too old to go by, as in [`assess_where_stale`](Self::assess_where_stale).
    pub fn glance(&self, facts: &Facts, stale: &BTreeSet<QuestionIndex>) -> Glance {
        self.look_at(facts, |view, knowledge| {
            let verdict = view.verdict();
            Glance {
                verdict,
                possible: view.decision().possible(&view.domains).verdicts,
                stage: view.stage(),
                ask_first: view.first_of_agenda(knowledge, verdict, stale),
                applies: view.applies,
            }
        })
    }

    /// The verdict alone, from evidence.
    pub fn verdict(&self, facts: &Facts) -> Verdict {
        let knowledge = Knowledge::of(self.playbook, facts);
        self.verdict_for(|question| knowledge.about(question).evidence.as_ref())
    }

    /// What the rules and stages come to, without the explanations of a brief.
    pub fn outcome(&self, facts: &Facts) -> Outcome {
        self.glance_at(facts, |view, knowledge| self.outcome_of(view, knowledge))
    }

    /// The question that is worth asking first: the first of [`Assessment::ask_next`] while the verdict
    /// is undecided, else none.
    pub fn first_question(&self, facts: &Facts) -> Option<QuestionIndex> {
        self.look_at(facts, |view, knowledge| {
            view.is_open().then(|| view.first_that_tells(knowledge)).flatten()
        })
    }

    /// The text questions that the first stage prepares, as far as they surely apply and nothing is
    /// known of them: the buyer's problem in their own words, which is asked before all else.
    pub fn problem_in_words(&self, facts: &Facts) -> Vec<QuestionIndex> {
        // Mostly there are none, and then nothing need be worked out.
        match agenda::unknown_words(self.playbook, &Knowledge::of(self.playbook, facts)).is_empty()
        {
            true => Vec::new(),
            false => self.look_at(facts, |view, knowledge| view.problem_in_words(knowledge)),
        }
    }

    /// What can still change the verdict, by its worth alone, whatever its stage.
    pub fn most_telling(&self, facts: &Facts) -> Vec<QuestionIndex> {
        self.look_at(facts, |view, knowledge| {
            view.ranked(knowledge, Order::Adaptive, Phase::Opening, &BTreeSet::new())
        })
    }

    /// Whether it is the opening: fewer questions than the playbook says have evidence.
    pub fn is_opening(&self, facts: &Facts) -> bool {
        Knowledge::of(self.playbook, facts).is_of_an_opening(self.playbook)
    }

    /// The next question that can change the verdict and surely applies, of those that `facts` leave
    /// open and that are not in `passed`; `from` takes that stage for the buyer's current one, without
    /// an opening, and in playbook order starts there. `None` once no such question can change the
    /// verdict.
    pub fn next_question(
        &self,
        facts: &Facts,
        order: Order,
        from: Option<StageIndex>,
        passed: &BTreeSet<QuestionIndex>,
    ) -> Option<QuestionIndex> {
        self.look_at(facts, |view, knowledge| {
            if !view.is_open() {
                return None;
            }
            let mut ranked = view.ranked(knowledge, order, view.phase(knowledge, from), passed);
            if order == Order::Playbook {
                let stage = |question: QuestionIndex| self.playbook.question(question).stage;
                ranked.sort_by_key(|question| Some(stage(*question)) < from);
            }
            let can_be_asked = |question: &QuestionIndex| {
                view.applies[question.0] == Effect::Holds && !passed.contains(question)
            };
            ranked.into_iter().find(can_be_asked)
        })
    }

    /// The first of all that is to be asked, as in [`Assessment::ask_next`], which surely applies and was
    /// not put yet. `None` once the verdict is a no-fit, or decided and the talk prepared.
    pub fn next_to_ask(&self, facts: &Facts, way: &Way) -> Option<QuestionIndex> {
        self.look_at(facts, |view, knowledge| view.next_to_ask(knowledge, way))
    }

    /// How many questions can still change the verdict.
    pub(crate) fn open_questions(&self, facts: &Facts) -> usize {
        self.look_at(facts, |view, knowledge| match view.is_open() {
            true => view.can_still_change(knowledge).len(),
            false => 0,
        })
    }

    /// About how much work it is to find the next question: the entries of the tables of scores.
    /// `None` where the playbook is compiled again for it, which is far more.
    pub fn effort(&self) -> Option<usize> {
        let model = self.whole_model();
        let cells = self.variables.all_cells();
        let (lowest, highest) = model.circuit.range(model.score, &cells);
        let scores = highest.abs_diff(lowest) as usize + 1;
        let nodes = model.circuit.nodes(model.verdict.fit).len();
        model.is_exact().then(|| nodes.saturating_mul(scores))
    }

    /// Looks at a deal in the light of its evidence with whatever tells its standing at the least cost:
    /// there no fact can be taken away on trial.
    fn glance_at<T>(&self, facts: &Facts, look: impl FnOnce(View, &Knowledge) -> T) -> T {
        let knowledge = Knowledge::of(self.playbook, facts);
        match self.knowing(|question| knowledge.about(question).evidence.as_ref()) {
            Some((engine, domains)) => look(View::within(&engine, domains, &knowledge), &knowledge),
            None => self.look_at(facts, look),
        }
    }

    /// Looks at a deal in the light of its evidence.
    fn look_at<T>(&self, facts: &Facts, look: impl FnOnce(View, &Knowledge) -> T) -> T {
        let knowledge = Knowledge::of(self.playbook, facts);
        let engine = self.for_evidence(&knowledge);
        look(View::of(&engine, &knowledge), &knowledge)
    }

    /// Of a no-fit the rules that rule a fit out, of a not-yet the holds that hold it up.
    fn decided_by(&self, verdict: Verdict, rules: &[RuleEffect]) -> Vec<RuleIndex> {
        self.rules_where(rules, |rule, one| match verdict {
            Verdict::NoFit => rules_out(rule.kind, one.effect),
            Verdict::NotYet => rule.kind == RuleKind::Hold && one.effect == Effect::Holds,
            Verdict::Fit | Verdict::Undecided => false,
        })
    }

    fn outcome_of(&self, view: View, knowledge: &Knowledge) -> Outcome {
        let if_assumptions_hold = self.verdict_if_assumptions_hold(knowledge, &view);
        let verdict = view.verdict();
        Outcome {
            verdict,
            settled: view.is_settled(verdict),
            if_assumptions_hold,
            score: view.score(),
            stage: view.stage(),
            rules: view.rule_effects().into_iter().map(|rule| rule.effect).collect(),
            band: view.band(),
            groups: view.groups(),
            verified: view.verified,
            applies: view.applies,
        }
    }

    fn verdict_if_assumptions_hold(&self, knowledge: &Knowledge, view: &View) -> Verdict {
        self.if_assumptions_hold(knowledge, view, verdict_alone)
    }

    /// Looks at the cases that all facts leave, the assumptions among them.
    fn if_assumptions_hold<T>(
        &self,
        knowledge: &Knowledge,
        view: &View,
        look: impl FnOnce(&Engine, &Model, &Domains) -> T,
    ) -> T {
        match knowledge.has_assumptions() {
            true => self.over_cases_of(|question| knowledge.about(question).all.as_ref(), look),
            false => look(view.engine, &view.model, &view.domains),
        }
    }

    /// The verdict over the cases that these answers leave.
    fn verdict_for<'a>(&self, answer: impl Fn(QuestionIndex) -> Option<&'a Answer>) -> Verdict {
        self.over_cases_of(answer, verdict_alone)
    }

    /// Looks at the cases that these answers leave, with whatever tells their verdict at the least cost.
    fn over_cases_of<'a, T>(
        &self,
        answer: impl Fn(QuestionIndex) -> Option<&'a Answer>,
        look: impl FnOnce(&Engine, &Model, &Domains) -> T,
    ) -> T {
        let (engine, domains) = match self.knowing(&answer) {
            Some((engine, domains)) => (Cow::Owned(engine), domains),
            None => {
                let engine = self.for_answers(&answer);
                let domains = engine.variables.cells_left(&answer);
                (engine, domains)
            }
        };
        look(&engine, &engine.model(&domains), &domains)
    }

    /// This, or where values are worked out, one of which the cells know the evidence to the number.
    fn for_evidence(&self, knowledge: &Knowledge) -> Cow<'_, Self> {
        self.for_answers(|question| knowledge.about(question).evidence.as_ref())
    }

    /// The rules that are settled or open, those that decide a no-fit first. A signal that fails
    /// says nothing.
    fn because(&self, effects: &[RuleEffect]) -> Vec<RuleEffect> {
        let says = |one: &&RuleEffect| {
            one.effect != Effect::Fails || !self.playbook.rule(one.rule).kind.is_signal()
        };
        let mut because: Vec<RuleEffect> = effects.iter().filter(says).copied().collect();
        because.sort_by_key(|one| match (self.playbook.rule(one.rule).kind, one.effect) {
            (kind, effect) if rules_out(kind, effect) => 0,
            (RuleKind::Hold, Effect::Holds) => 1,
            (_, Effect::Holds | Effect::Fails) => 2,
            (_, Effect::Open) => 3,
        });
        because
    }

    /// The holds, those that hold first, then those that are open.
    fn holds(&self, effects: &[RuleEffect]) -> Vec<RuleEffect> {
        let is_hold = |one: &&RuleEffect| self.playbook.rule(one.rule).kind == RuleKind::Hold;
        let mut holds: Vec<RuleEffect> = effects.iter().filter(is_hold).copied().collect();
        holds.sort_by_key(|hold| match hold.effect {
            Effect::Holds => 0,
            Effect::Open => 1,
            Effect::Fails => 2,
        });
        holds
    }

    /// Signals with a negative weight that hold, or with points below 0 whatever else is so.
    fn speaks_against(&self, effects: &[RuleEffect]) -> Vec<RuleIndex> {
        self.rules_where(effects, |rule, one| match rule.kind {
            RuleKind::Signal(weight) => weight < 0 && one.effect == Effect::Holds,
            RuleKind::Points => one.points.is_some_and(|(_, most)| most < 0),
            RuleKind::Disqualifier | RuleKind::MustHave | RuleKind::Hold => false,
        })
    }

    /// Signals of weight 0 with words to say that hold.
    fn caveats(&self, effects: &[RuleEffect]) -> Vec<RuleIndex> {
        self.rules_where(effects, |rule, one| {
            rule.kind == RuleKind::Signal(0) && rule.say.is_some() && one.effect == Effect::Holds
        })
    }

    /// The rules of which this is so, in playbook order.
    fn rules_where(
        &self,
        effects: &[RuleEffect],
        is_so: impl Fn(&Rule, &RuleEffect) -> bool,
    ) -> Vec<RuleIndex> {
        let rules = effects.iter().filter(|one| is_so(self.playbook.rule(one.rule), one));
        rules.map(|one| one.rule).collect()
    }

    /// The first rule with words among those that decide, or the band where the score does; of a
    /// not-yet the first hold, of a fit the first caveat, or without one a signal of weight 0 that
    /// names something else.
    fn speaker(
        &self,
        verdict: Verdict,
        effects: &[RuleEffect],
        is_too_low: bool,
        band: Option<usize>,
        caveats: &[RuleIndex],
    ) -> Option<Speaker> {
        let speaks = |decides: &dyn Fn(RuleKind, Effect) -> bool| {
            let with_words = self.rules_where(effects, |rule, one| {
                decides(rule.kind, one.effect) && (rule.say.is_some() || rule.instead.is_some())
            });
            with_words.first().copied().map(Speaker::Rule)
        };
        let holds = |kind: RuleKind| {
            move |one: RuleKind, effect: Effect| one == kind && effect == Effect::Holds
        };
        let band = || band.map(Speaker::Band);
        match verdict {
            Verdict::Undecided => None,
            Verdict::Fit => {
                let caveat = caveats.first().copied().map(Speaker::Rule);
                caveat.or_else(|| speaks(&holds(RuleKind::Signal(0))))
            }
            Verdict::NotYet => speaks(&holds(RuleKind::Hold)).or_else(band),
            Verdict::NoFit => speaks(&rules_out).or_else(|| {
                let has_words = self.playbook.scale.below_threshold().is_some();
                match is_too_low {
                    true if has_words => Some(Speaker::BelowThreshold),
                    true => band(),
                    false => None,
                }
            }),
        }
    }
}

/// The verdict over the cases within the domains.
fn verdict_alone(engine: &Engine, model: &Model, domains: &Domains) -> Verdict {
    engine.decision(model).verdict(domains)
}

/// The same, and whether it is exact: a decided one is.
fn exactly(engine: &Engine, model: &Model, domains: &Domains) -> (Verdict, bool) {
    let verdict = verdict_alone(engine, model, domains);
    let is_exact = || model.verdict.are_exact() && engine.values_are_exact(model, domains);
    (verdict, verdict != Verdict::Undecided || is_exact())
}

/// Whether a rule whose condition comes out so rules a fit out alone.
pub fn rules_out(kind: RuleKind, effect: Effect) -> bool {
    matches!(
        (kind, effect),
        (RuleKind::Disqualifier, Effect::Holds) | (RuleKind::MustHave, Effect::Fails)
    )
}
