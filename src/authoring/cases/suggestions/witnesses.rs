//! Prospects who show a rule deciding, an option, or a stage.

use std::collections::BTreeSet;

use super::{Author, negated};
use crate::authoring::cases::coverage::Way;
use crate::authoring::cases::search::{Found, Goal, find, find_meeting, questions_behind, said};
use crate::authoring::cases::turned::Demand;
use crate::deal::{Answer, Facts};
use crate::engine::{Effect, Engine, Verdict};
use crate::playbook::{Condition, Kind, Playbook, QuestionIndex, RuleIndex, RuleKind, StageIndex};

/// How looking for a prospect ended.
pub(super) enum Witness {
    /// This one.
    Facts(Facts),
    /// There is none.
    None,
    /// None was found, but there may be one.
    NotFound,
}

/// A complete prospect of whom a rule decides this way.
pub(super) fn of_rule(author: &Author<'_, '_>, rule: RuleIndex, way: Way) -> Witness {
    completed(author, deciding(author, rule, way))
}

/// A complete prospect with an option, and with as many others that are missing as go with it.
pub(super) fn of_option(author: &Author<'_, '_>, index: QuestionIndex, option: usize) -> Witness {
    let question = author.playbook.question(index);
    let gates = gates_of(author, index);
    let found = find_meeting(&Demand::of(author.playbook, gates), &[]);
    let Found::Facts(mut facts) = found else { return completed(author, found) };
    let answer = match &question.kind {
        Kind::Choices { .. } => {
            Answer::Choices { includes: BTreeSet::from([option]), excludes: BTreeSet::new() }
        }
        _ => Answer::OneOf(BTreeSet::from([option])),
    };
    facts.set(index, vec![said(answer)]);
    completed(author, Found::Facts(facts))
}

/// A buyer at a stage: what earlier stages need is known, what it asks itself is not, as in life;
/// where that does not do, everything is.
pub(super) fn of_stage(author: &Author<'_, '_>, stage: StageIndex) -> Witness {
    let playbook = author.playbook;
    let mut demanded: Vec<Condition> =
        (0..stage.0).filter_map(|earlier| verified(playbook, StageIndex(earlier))).collect();
    demanded.push(asks_something(playbook, stage));
    let open = playbook.stage(stage).verified_when.as_ref().map(negated);
    let with_open = demanded.iter().cloned().chain(open).collect();
    let mut found = find_meeting(&Demand::of(playbook, with_open), &[]);
    if found == Found::None {
        // A verifier that always holds in the end may still be open while something is unknown.
        found = find_meeting(&Demand::of(playbook, demanded), &[]);
    }
    let Some(facts) = found.clone().facts() else { return completed(author, found) };
    let whole = with_words(author, &author.prospects().complete(&facts));
    let mut begun = whole.clone();
    for place in playbook.stage(stage).questions.start..playbook.questions.len() {
        begun.set(QuestionIndex(place), Vec::new());
    }
    let mut own_open = whole.clone();
    for place in playbook.stage(stage).questions.clone() {
        own_open.set(QuestionIndex(place), Vec::new());
    }
    let is_there = |facts: &Facts| author.engine.outcome(facts).stage == Some(stage);
    let candidates = [begun, own_open, whole];
    candidates.into_iter().find(is_there).map_or(Witness::NotFound, Witness::Facts)
}

/// What shows that a stage is done: its verifier, or that nothing in it applies. `None` of a stage
/// that answers alone verify.
fn verified(playbook: &Playbook, stage: StageIndex) -> Option<Condition> {
    let verifier = playbook.stage(stage).verified_when.clone()?;
    Some(Condition::Any(vec![verifier, negated(&asks_something(playbook, stage))]))
}

/// That a question of a stage applies.
fn asks_something(playbook: &Playbook, stage: StageIndex) -> Condition {
    let questions = &playbook.questions[playbook.stage(stage).questions.clone()];
    let gates = questions
        .iter()
        .map(|question| question.when.clone().unwrap_or_else(|| Condition::All(Vec::new())));
    Condition::Any(gates.collect())
}

fn completed(author: &Author<'_, '_>, found: Found) -> Witness {
    match found {
        Found::Facts(facts) => Witness::Facts(author.prospects().complete(&facts)),
        Found::None => Witness::None,
        Found::NotSettled => Witness::NotFound,
    }
}

/// Facts that make a rule decide. A hard rule decides a fit that it does not rule out, and what
/// would be a fit without it; a signal, what is a fit with its weight and none without, or the
/// other way round where the weight is negative.
fn deciding(author: &Author<'_, '_>, rule: RuleIndex, way: Way) -> Found {
    let playbook = author.playbook;
    let when = &playbook.rule(rule).when;
    let settled = if way == Way::Holding { when.clone() } else { negated(when) };
    let first = questions_behind(playbook, when);
    let fit = |engine: &Engine<'_>| find(&[Goal { engine, verdict: Verdict::Fit }], &first);
    match (playbook.rule(rule).kind, way) {
        (RuleKind::Disqualifier, Way::Failing) | (RuleKind::MustHave, Way::Holding) => {
            fit(author.engine)
        }
        (RuleKind::Disqualifier, Way::Holding) | (RuleKind::MustHave, Way::Failing) => {
            fit(author.deciders.engine(rule))
        }
        (RuleKind::Signal(0), _) => find_meeting(&Demand::of(playbook, vec![settled]), &first),
        (RuleKind::Signal(weight), way) => {
            let turned = author.deciders.engine(rule);
            let speaks_for_it = (weight > 0) == (way == Way::Holding);
            let (is_fit, is_none) =
                if speaks_for_it { (author.engine, turned) } else { (turned, author.engine) };
            let demand = Demand::fit_where(is_fit.playbook(), settled);
            let demanded = Engine::new(demand.playbook());
            let fit = Goal { engine: &demanded, verdict: Verdict::Fit };
            find(&[fit, Goal { engine: is_none, verdict: Verdict::NoFit }], &first)
        }
    }
}

/// What has to hold so that a question applies.
fn gates_of(author: &Author<'_, '_>, question: QuestionIndex) -> Vec<Condition> {
    author.playbook.question(question).when.iter().cloned().collect()
}

/// The facts with words for each question of words that applies.
fn with_words(author: &Author<'_, '_>, facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    let applies = author.engine.outcome(&facts).applies;
    for index in author.playbook.question_indexes() {
        let is_words = matches!(author.playbook.question(index).kind, Kind::Text);
        if is_words && applies[index.0] != Effect::Fails {
            facts.set(index, vec![said(Answer::Text("What they said.".to_owned()))]);
        }
    }
    facts
}
