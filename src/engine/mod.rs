//! The decision engine: from a playbook and facts to everything that a brief says. Pure.
//!
//! Conditions cut every question's values into cells; with gates substituted they become
//! formulas over independent variables, and those compile into one additive decision
//! circuit. Every answer is a pass over it under the cells that the facts leave possible:
//!
//! | what | where |
//! | --- | --- |
//! | facts of several people, assumptions | `knowledge` |
//! | cells, formulas, order of variables, circuit | `cells`, `formula`, `order`, `circuit`, `compiler`, `model` |
//! | verdict, what it rests on, what would turn it | `decision`, `parts`, `hitting_sets`, `change` |
//! | what can still change it, what to ask next | `masses`, `asking`, `optimal` |
//! | what can be proven about a playbook | [`proofs`] |

mod asking;
mod cells;
mod change;
mod circuit;
mod compiler;
mod decision;
mod formula;
mod hitting_sets;
mod knowledge;
mod masses;
mod model;
mod optimal;
mod order;
mod parts;
pub mod proofs;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::deal::{Answer, Facts};
use crate::playbook::{Playbook, QuestionIndex, RuleIndex, RuleKind, StageIndex};
use asking::Asking;
use cells::{Domains, Variables};
use change::{CHANGES, Situation};
use decision::{Decision, Explanation};
pub use knowledge::agree;
use knowledge::{Knowledge, Known};
use model::{Blueprint, Model, effect};

/// Thresholds beyond this are as far out of reach as this: 1000 rules of weight 1000 at most.
const FARTHEST_THRESHOLD: i64 = 10_000_000;

/// What is right for the buyer, as far as it can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every consistent case is a fit.
    Fit,
    /// Every consistent case is a no-fit.
    NoFit,
    /// There are consistent cases of both kinds.
    Undecided,
}

impl Verdict {
    /// `fit`, `no-fit` or `undecided`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::NoFit => "no-fit",
            Self::Undecided => "undecided",
        }
    }
}

/// Whether a condition holds in the consistent cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// In every one.
    Holds,
    /// In none.
    Fails,
    /// In some; or it could not be settled within the budget.
    Open,
}

/// One answer to one question. Options are places in the question's list of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SingleAnswer {
    /// `yes_no`, `choice`.
    Option(usize),
    /// `choices`: exactly this set.
    Options(BTreeSet<usize>),
    /// `number`.
    Number(Decimal),
}

/// The lowest and the highest score over all cases consistent with the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreBounds {
    /// The lowest.
    pub at_least: i64,
    /// The highest.
    pub at_most: i64,
    /// The playbook's threshold.
    pub threshold: i64,
}

/// One rule in the light of the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleEffect {
    /// The rule.
    pub rule: RuleIndex,
    /// Whether its condition holds.
    pub effect: Effect,
}

/// Answers that would change the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The answers, in playbook order.
    pub answers: Vec<(QuestionIndex, SingleAnswer)>,
    /// The verdict that they would make possible (of a decided deal) or final (of an undecided
    /// one).
    pub verdict: Verdict,
}

/// Which rule speaks for a no-fit (or a caveat to a fit).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A rule of the playbook.
    Rule(RuleIndex),
    /// `fit.below_threshold`.
    BelowThreshold,
}

/// Everything that a brief says of a deal; questions in playbook order unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// Whether everything here is exact; else verdicts are sound, and the rest may be too wide.
    pub exact: bool,
    /// Score bounds under the evidence.
    pub score: ScoreBounds,
    /// For each stage of the playbook, whether it is verified.
    pub verified: Vec<bool>,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
    /// Every rule that says something, those that decide first.
    pub because: Vec<RuleEffect>,
    /// A smallest set of questions whose facts force the verdict; empty while undecided.
    pub rests_on: Vec<QuestionIndex>,
    /// Questions known by assumption alone.
    pub assumptions: Vec<QuestionIndex>,
    /// Questions whose facts have no value in common, or whose evidence contradicts an assumption.
    pub disagreements: Vec<QuestionIndex>,
    /// Questions with facts that apply in no consistent case.
    pub set_aside: Vec<QuestionIndex>,
    /// `can_still_change` in the order in which they are worth asking.
    pub ask_next: Vec<QuestionIndex>,
    /// Questions whose answer can still change the verdict.
    pub can_still_change: Vec<QuestionIndex>,
    /// At most five changes.
    pub would_change: Vec<Change>,
    /// Whose words (`say`, `instead`) are to be said, if any.
    pub speaker: Option<Speaker>,
}

/// Where a deal stands; questions in playbook order. Each field means what it means in an
/// [`Assessment`].
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// Every rule that says something, those that decide first.
    pub because: Vec<RuleEffect>,
    /// Questions whose answer can still change the verdict.
    pub can_still_change: Vec<QuestionIndex>,
    /// Questions known by assumption alone.
    pub assumptions: Vec<QuestionIndex>,
    /// Questions whose facts have no value in common, or whose evidence contradicts an assumption.
    pub disagreements: Vec<QuestionIndex>,
    /// Of these, the ones where the evidence agrees and only an assumption contradicts it.
    pub contradicted: Vec<QuestionIndex>,
    /// Questions with facts that apply in no consistent case.
    pub set_aside: Vec<QuestionIndex>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
}

/// What the rules and stages of a playbook come to for some facts, without the explanations of an
/// [`Assessment`]; each field means what it means there.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// Score bounds under the evidence.
    pub score: ScoreBounds,
    /// The buyer's current stage: the first that is not verified.
    pub stage: Option<StageIndex>,
    /// For each rule of the playbook, whether its condition holds.
    pub rules: Vec<Effect>,
    /// For each question, whether it applies.
    pub applies: Vec<Effect>,
}

/// In which order questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The fewest questions, stage by stage.
    #[default]
    Adaptive,
    /// The order of the file.
    Playbook,
}

/// A playbook, made ready for questions about it. Making it is the costly step; do it once.
#[derive(Debug)]
pub struct Engine<'p> {
    playbook: &'p Playbook,
    variables: Variables,
    model: Model,
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

    /// Everything that a brief says.
    pub fn assess(&self, facts: &Facts) -> Assessment {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        let verdict = view.decision().verdict(&view.domains);
        let told = Told::of(&view, &knowledge, verdict);
        let (if_assumptions_hold, assumed_exact) = self.if_assumptions_hold(&knowledge, &view);
        let score = self.score(&view);
        let rules: Vec<Effect> = view.effects(&view.model.rules);
        Assessment {
            verdict,
            if_assumptions_hold,
            exact: view.model.is_exact() && assumed_exact && told.exact,
            score,
            stage: view.stage(),
            because: self.because(&rules),
            rests_on: told.rests_on,
            assumptions: knowledge.questions_where(Known::is_assumed),
            disagreements: knowledge.questions_where(|known| known.disagreement),
            set_aside: view.set_aside(&knowledge),
            ask_next: told.ask_next,
            can_still_change: told.can_still_change,
            would_change: told.would_change,
            speaker: self.speaker(verdict, &rules, score),
            verified: view.verified,
            applies: view.applies,
        }
    }

    /// Where a deal stands: what the checklist needs, without the explanations of a brief.
    pub fn standing(&self, facts: &Facts) -> Standing {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        let verdict = view.decision().verdict(&view.domains);
        let can_still_change = match verdict {
            Verdict::Undecided => {
                let asking = view.asking(&knowledge);
                asking.questions(&asking.worth())
            }
            Verdict::Fit | Verdict::NoFit => Vec::new(),
        };
        let (if_assumptions_hold, _) = self.if_assumptions_hold(&knowledge, &view);
        Standing {
            verdict,
            if_assumptions_hold,
            stage: view.stage(),
            because: self.because(&view.effects(&view.model.rules)),
            can_still_change,
            assumptions: knowledge.questions_where(Known::is_assumed),
            disagreements: knowledge.questions_where(|known| known.disagreement),
            contradicted: knowledge.questions_where(|known| known.contradicted),
            set_aside: view.set_aside(&knowledge),
            applies: view.applies,
        }
    }

    /// The verdict alone, from evidence.
    pub fn verdict(&self, facts: &Facts) -> Verdict {
        let knowledge = Knowledge::of(self.playbook, facts);
        let domains = self.domains(|question| knowledge.about(question).evidence.as_ref());
        self.decision(&self.model(&domains)).verdict(&domains)
    }

    /// What the rules and stages come to, without the explanations of a brief.
    pub fn outcome(&self, facts: &Facts) -> Outcome {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        let (if_assumptions_hold, _) = self.if_assumptions_hold(&knowledge, &view);
        Outcome {
            verdict: view.decision().verdict(&view.domains),
            if_assumptions_hold,
            score: self.score(&view),
            stage: view.stage(),
            rules: view.effects(&view.model.rules),
            applies: view.applies,
        }
    }

    /// The question that is worth asking first: the first of [`Assessment::ask_next`].
    pub fn first_question(&self, facts: &Facts) -> Option<QuestionIndex> {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        if view.decision().verdict(&view.domains) != Verdict::Undecided {
            return None;
        }
        let asking = view.asking(&knowledge);
        let worth = asking.worth();
        let ranked = asking.ranked(&worth, Order::Adaptive, view.stage(), &BTreeSet::new());
        ranked.first().copied()
    }

    /// The next question that is worth asking and surely applies, of those that `facts` leave open
    /// and that are not in `passed`; `from` takes that stage for the buyer's current one, and in
    /// playbook order starts there. `None` once no such question can change the verdict.
    pub fn next_question(
        &self,
        facts: &Facts,
        order: Order,
        from: Option<StageIndex>,
        passed: &BTreeSet<QuestionIndex>,
    ) -> Option<QuestionIndex> {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        if view.decision().verdict(&view.domains) != Verdict::Undecided {
            return None;
        }
        let asking = view.asking(&knowledge);
        let worth = asking.worth();
        let mut ranked = asking.ranked(&worth, order, from.or(view.stage()), passed);
        if order == Order::Playbook {
            ranked.sort_by_key(|question| Some(self.playbook.question(*question).stage) < from);
        }
        let can_be_asked = |question: &QuestionIndex| {
            view.applies[question.0] == Effect::Holds && !passed.contains(question)
        };
        ranked.into_iter().find(can_be_asked)
    }

    /// How many questions can still change the verdict.
    fn open_questions(&self, facts: &Facts) -> usize {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        if view.decision().verdict(&view.domains) != Verdict::Undecided {
            return 0;
        }
        let asking = view.asking(&knowledge);
        asking.questions(&asking.worth()).len()
    }

    /// About how much work it is to find the next question: the entries of the tables of scores.
    /// `None` where the playbook is compiled again for it, which is far more.
    pub fn effort(&self) -> Option<usize> {
        let cells = self.variables.all_cells();
        let (lowest, highest) = self.model.circuit.range(self.model.score, &cells);
        let scores = highest.abs_diff(lowest) as usize + 1;
        let nodes = self.model.circuit.nodes(self.model.verdict).len();
        self.model.is_exact().then(|| nodes.saturating_mul(scores))
    }

    /// How likely a fit is if open answers fall as the playbook's `likely` says, or alike where it
    /// says nothing. `None` where the tables for it grow too large. It decides nothing, it tells
    /// which way things lean.
    pub fn chance_of_fit(&self, facts: &Facts) -> Option<f64> {
        let knowledge = Knowledge::of(self.playbook, facts);
        let view = View::of(self, &knowledge);
        view.asking(&knowledge).chance_of_fit()
    }

    /// The verdict over all facts, and whether it is exact.
    fn if_assumptions_hold(&self, knowledge: &Knowledge, view: &View) -> (Verdict, bool) {
        let domains = self.domains(|question| knowledge.about(question).all.as_ref());
        let model = if domains == view.domains {
            Cow::Borrowed(&*view.model)
        } else {
            self.model(&domains)
        };
        let verdict = self.decision(&model).verdict(&domains);
        (verdict, model.verdict.exact || verdict != Verdict::Undecided)
    }

    fn score(&self, view: &View) -> ScoreBounds {
        let (at_least, at_most) = view.model.circuit.range(view.model.score, &view.domains);
        ScoreBounds { at_least, at_most, threshold: self.playbook.threshold }
    }

    /// The rules that are settled or open, those that decide a no-fit first. A signal that fails
    /// says nothing.
    fn because(&self, effects: &[Effect]) -> Vec<RuleEffect> {
        let rules = self.playbook.rules.iter().zip(effects).enumerate();
        let mut because: Vec<(u8, RuleEffect)> = rules
            .filter(|(_, (rule, effect))| {
                !(matches!(rule.kind, RuleKind::Signal(_)) && **effect == Effect::Fails)
            })
            .map(|(place, (rule, effect))| {
                let rank = match effect {
                    effect if rules_out(rule.kind, *effect) => 0,
                    Effect::Holds | Effect::Fails => 1,
                    Effect::Open => 2,
                };
                (rank, RuleEffect { rule: RuleIndex(place), effect: *effect })
            })
            .collect();
        because.sort_by_key(|(rank, _)| *rank);
        because.into_iter().map(|(_, rule)| rule).collect()
    }

    /// The first rule with words among those that decide; of a fit, a caveat.
    fn speaker(&self, verdict: Verdict, effects: &[Effect], score: ScoreBounds) -> Option<Speaker> {
        let speaks = |decides: &dyn Fn(RuleKind, Effect) -> bool| {
            let mut rules = self.playbook.rules.iter().zip(effects);
            let place = rules.position(|(rule, effect)| {
                decides(rule.kind, *effect) && (rule.say.is_some() || rule.instead.is_some())
            });
            place.map(|place| Speaker::Rule(RuleIndex(place)))
        };
        match verdict {
            Verdict::Undecided => None,
            Verdict::Fit => {
                speaks(&|kind, effect| kind == RuleKind::Signal(0) && effect == Effect::Holds)
            }
            Verdict::NoFit => speaks(&rules_out).or_else(|| {
                let has_words = self.playbook.below_threshold.is_some();
                (has_words && score.at_most < score.threshold).then_some(Speaker::BelowThreshold)
            }),
        }
    }

    /// The cells that these answers leave.
    fn domains<'a>(&self, answer: impl Fn(QuestionIndex) -> Option<&'a Answer>) -> Domains {
        let mut domains = self.variables.all_cells();
        for question in self.playbook.question_indexes() {
            if let Some(answer) = answer(question) {
                self.variables.narrow(&mut domains, question, answer);
            }
        }
        domains
    }

    /// The circuits for these domains: the playbook's own, unless they were too large for the
    /// budget and what is known makes them smaller.
    fn model(&self, domains: &Domains) -> Cow<'_, Model> {
        if self.model.is_exact() || *domains == self.variables.all_cells() {
            Cow::Borrowed(&self.model)
        } else {
            let blueprint = Blueprint::of(self.playbook, &self.variables);
            Cow::Owned(Model::compile(blueprint, domains))
        }
    }

    fn decision<'m>(&self, model: &'m Model) -> Decision<'m> {
        let threshold = self.playbook.threshold.clamp(-FARTHEST_THRESHOLD, FARTHEST_THRESHOLD);
        Decision { circuit: &model.circuit, root: model.verdict, threshold }
    }
}

/// Whether a rule alone rules a fit out.
fn rules_out(kind: RuleKind, effect: Effect) -> bool {
    matches!(
        (kind, effect),
        (RuleKind::Disqualifier, Effect::Holds) | (RuleKind::MustHave, Effect::Fails)
    )
}

/// A deal in the light of its evidence.
struct View<'e, 'p> {
    engine: &'e Engine<'p>,
    domains: Domains,
    model: Cow<'e, Model>,
    bounds: circuit::Bounds,
    applies: Vec<Effect>,
    verified: Vec<bool>,
}

impl<'e, 'p> View<'e, 'p> {
    fn of(engine: &'e Engine<'p>, knowledge: &Knowledge) -> Self {
        let domains = engine.domains(|question| knowledge.about(question).evidence.as_ref());
        let model = engine.model(&domains);
        let bounds = model.circuit.all_bounds(&domains);
        let applies = model.gates.iter().map(|gate| effect(&bounds, *gate)).collect();
        let mut view = Self { engine, domains, model, bounds, applies, verified: Vec::new() };
        view.verified = (0..engine.playbook.stages.len())
            .map(|stage| view.is_verified(stage, knowledge))
            .collect();
        view
    }

    fn decision(&self) -> Decision<'_> {
        self.engine.decision(&self.model)
    }

    fn effects(&self, roots: &[circuit::Root]) -> Vec<Effect> {
        roots.iter().map(|root| effect(&self.bounds, *root)).collect()
    }

    /// The verifier holds in every case; without one, every question that may apply has evidence.
    /// A stage without a question that may apply has nothing left to show.
    fn is_verified(&self, stage: usize, knowledge: &Knowledge) -> bool {
        let may_apply = |question: &usize| self.applies[*question] != Effect::Fails;
        let mut open = self.engine.playbook.stages[stage].questions.clone().filter(may_apply);
        match self.model.verifiers[stage] {
            Some(_) if open.clone().next().is_none() => true,
            Some(verifier) => effect(&self.bounds, verifier) == Effect::Holds,
            None => open.all(|one| knowledge.about(QuestionIndex(one)).evidence.is_some()),
        }
    }

    /// The buyer's current stage: the first that is not verified.
    fn stage(&self) -> Option<StageIndex> {
        self.verified.iter().position(|verified| !verified).map(StageIndex)
    }

    /// The questions with facts that apply in no case.
    fn set_aside(&self, knowledge: &Knowledge) -> Vec<QuestionIndex> {
        let mut known = knowledge.questions_where(|known| known.all.is_some());
        known.retain(|question| self.applies[question.0] == Effect::Fails);
        known
    }

    fn asking<'v>(&'v self, knowledge: &'v Knowledge) -> Asking<'v> {
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
struct Told {
    rests_on: Vec<QuestionIndex>,
    ask_next: Vec<QuestionIndex>,
    can_still_change: Vec<QuestionIndex>,
    would_change: Vec<Change>,
    exact: bool,
}

impl Told {
    fn of(view: &View, knowledge: &Knowledge, verdict: Verdict) -> Self {
        match verdict {
            Verdict::Undecided => {
                let situation = view.situation(knowledge, view.decision());
                Self::undecided(view, knowledge, &situation)
            }
            decided => {
                let whole = view.engine.decision(&view.engine.model);
                Self::decided(view, decided, &view.situation(knowledge, whole))
            }
        }
    }

    fn undecided(view: &View, knowledge: &Knowledge, situation: &Situation) -> Self {
        let asking = view.asking(knowledge);
        let worth = asking.worth();
        let ask_next = asking.ranked(&worth, Order::Adaptive, view.stage(), &BTreeSet::new());
        let opposite = view.decision().opposite_cases(&view.domains);
        let deciding =
            ask_next.iter().flat_map(|question| situation.deciding(*question, &opposite));
        let would_change = deciding.take(CHANGES).collect();
        Self {
            exact: worth.exact && situation.tries_left.get() > 0,
            can_still_change: asking.questions(&worth),
            rests_on: Vec::new(),
            would_change,
            ask_next,
        }
    }

    /// Explains with the circuit of all cases, since facts are taken away on trial.
    fn decided(view: &View, verdict: Verdict, situation: &Situation) -> Self {
        let variables = &view.engine.variables;
        let mut explanation =
            Explanation::new(situation.decision, variables, &view.domains, verdict);
        let rests_on = explanation.smallest_forcing_set();
        let other = if verdict == Verdict::Fit { Verdict::NoFit } else { Verdict::Fit };
        let sets = explanation.smallest_turning_sets(&rests_on, CHANGES);
        let turned = sets.iter().filter_map(|questions| situation.turned(questions, other));
        let would_change = turned.collect();
        let exact = explanation.exact && view.engine.model.verdict.exact;
        Self { rests_on, would_change, exact, ..Self::default() }
    }
}
