//! The optimal policy, by dynamic programming over everything that may be known: of all stages alike
//! in a playbook that is all opening, else staged.
//!
//! A state says for each question that it is open or which value it has. What may be asked in an
//! undecided state is what `Engine::next_question` may ask there: a question that surely applies
//! and can still change the verdict, of the buyer's current stage (the first that is not
//! verified) where it has any, else of the first stage that has one. A question that keeps
//! another one waiting counts to that one's stage, if it is the earlier one to be asked. Of these
//! the policy takes the one with the fewest questions expected to follow.

use coach::playbook::{Playbook, QuestionIndex};

use crate::reference::large::Draw;

/// A set of questions, a bit each.
type QuestionSet = u32;

/// Playbooks with more states than this are left out.
const MOST_STATES: usize = 3_000_000;

/// The questions that the optimal policy is expected to ask; `None` where there are too many states.
pub(crate) fn expected(playbook: &Playbook, draw: &Draw<'_>) -> Option<f64> {
    let mut strides = Vec::new();
    let mut count = 1_usize;
    for values in &draw.values {
        strides.push(count);
        count = count.checked_mul(values.len() + 1).filter(|count| *count <= MOST_STATES)?;
    }
    let stages =
        playbook.stages.iter().map(|stage| stage.questions.clone().fold(0, with)).collect();
    let gates = playbook.question_indexes().map(|question| gates_of(playbook, question)).collect();
    let mut table = Table { playbook, draw, strides, stages, gates, states: Vec::new() };
    table.states.reserve_exact(count);
    for place in 0..count {
        let state = table.state(place);
        table.states.push(state);
    }
    table.states.last().map(|start| start.cost)
}

/// What holds where just so much is known.
#[derive(Clone, Copy)]
struct State {
    /// The verdict, where it is settled.
    settled: Option<bool>,
    /// Expected number of questions to come.
    cost: f64,
    /// Questions that surely apply.
    applies: QuestionSet,
    /// Questions that apply in some case.
    may_apply: QuestionSet,
    /// Questions that can still change the verdict.
    relevant: QuestionSet,
    /// Stages whose verifiers hold, a bit each.
    shown: u32,
}

/// The states so far; a question's digit in a state's place is its value, or the number of its
/// values where it is open.
struct Table<'t> {
    playbook: &'t Playbook,
    draw: &'t Draw<'t>,
    strides: Vec<usize>,
    stages: Vec<QuestionSet>,
    /// For each question, all that may keep it waiting.
    gates: Vec<QuestionSet>,
    states: Vec<State>,
}

impl Table<'_> {
    fn state(&self, place: usize) -> State {
        let open: Vec<usize> =
            (0..self.strides.len()).filter(|&question| self.is_open(place, question)).collect();
        let Some(&first) = open.first() else { return self.complete(place) };
        let mut state = self.joined(place, first);
        if state.settled.is_some() {
            return state;
        }
        // A question is relevant where it is relevant after some answer to another one; the only
        // one left is where the verdict is open.
        state.relevant &= !with(0, first);
        let of_first = match open.get(1) {
            Some(&second) => self.joined(place, second).relevant & with(0, first),
            None => with(0, first),
        };
        state.relevant |= of_first;
        let costs = self.allowed(&state, &open).map(|question| {
            let children = self.children(place, question);
            1.0 + children.map(|(child, chance)| chance * self.states[child].cost).sum::<f64>()
        });
        state.cost = costs.fold(f64::INFINITY, f64::min);
        assert!(state.cost.is_finite(), "an undecided verdict leaves something to ask");
        state
    }

    fn complete(&self, place: usize) -> State {
        let case = self.draw.complete(|question| {
            let digit = self.digit(place, question.0);
            self.draw.values[question.0][digit].0
        });
        let applying = case.values.iter().enumerate().filter(|(_, value)| value.is_some());
        let applies = applying.map(|(question, _)| question).fold(0, with);
        let shown = case.verifiers.iter().enumerate().filter(|(_, shown)| **shown == Some(true));
        State {
            settled: Some(case.is_fit),
            cost: 0.0,
            applies,
            may_apply: applies,
            relevant: 0,
            shown: shown.map(|(stage, _)| stage).fold(0, with),
        }
    }

    /// What all answers to an open question leave together.
    fn joined(&self, place: usize, question: usize) -> State {
        let mut joined: Option<State> = None;
        for (child, _) in self.children(place, question) {
            let child = self.states[child];
            joined = Some(joined.map_or(child, |so_far| State {
                settled: so_far.settled.filter(|_| so_far.settled == child.settled),
                applies: so_far.applies & child.applies,
                may_apply: so_far.may_apply | child.may_apply,
                relevant: so_far.relevant | child.relevant,
                shown: so_far.shown & child.shown,
                ..so_far
            }));
        }
        State { cost: 0.0, ..joined.expect("every question has a value") }
    }

    /// The questions that may be asked: see the head of this file.
    fn allowed(&self, state: &State, open: &[usize]) -> impl Iterator<Item = usize> {
        let current = (0..self.stages.len()).find(|stage| !self.is_verified(state, *stage, open));
        let is_opening = self.playbook.opening > 0;
        let rank = |question: usize| {
            if is_opening {
                return 0;
            }
            let stage = self.playbook.question(QuestionIndex(question)).stage.0;
            if Some(stage) == current { 0 } else { stage + 1 }
        };
        let is_relevant = |question: &usize| has(state.relevant, *question);
        let is_waiting = |question: &usize| is_relevant(question) && !has(state.applies, *question);
        let earliest = |question: usize| {
            let waiting = open.iter().copied().filter(is_waiting);
            let opened = waiting.filter(|waiting| has(self.gates[*waiting], question));
            opened.chain([question]).map(rank).min()
        };
        let askable = open.iter().copied().filter(is_relevant);
        let ranked: Vec<(usize, Option<usize>)> = askable
            .filter(|question| has(state.applies, *question))
            .map(|question| (question, earliest(question)))
            .collect();
        let first = ranked.iter().map(|(_, rank)| *rank).min();
        ranked
            .into_iter()
            .filter(move |(_, rank)| Some(*rank) == first)
            .map(|(question, _)| question)
    }

    fn is_verified(&self, state: &State, stage: usize, open: &[usize]) -> bool {
        let may_apply = state.may_apply & self.stages[stage];
        may_apply == 0
            || match self.playbook.stages[stage].verified_when {
                Some(_) => has(state.shown, stage),
                None => !open.iter().any(|question| has(may_apply, *question)),
            }
    }

    /// The states in which an open question is answered, and how likely each is.
    fn children(&self, place: usize, question: usize) -> impl Iterator<Item = (usize, f64)> {
        let values = &self.draw.values[question];
        let stride = self.strides[question];
        let lowest = place - values.len() * stride;
        values
            .iter()
            .enumerate()
            .map(move |(digit, (_, chance))| (lowest + digit * stride, *chance))
    }

    fn digit(&self, place: usize, question: usize) -> usize {
        place / self.strides[question] % (self.draw.values[question].len() + 1)
    }

    fn is_open(&self, place: usize, question: usize) -> bool {
        self.digit(place, question) == self.draw.values[question].len()
    }
}

/// Every question that the gates of a question name, and the gates of those, and so on.
fn gates_of(playbook: &Playbook, question: QuestionIndex) -> QuestionSet {
    let gate =
        playbook.question(question).when.iter().flat_map(|gate| gate.questions(&playbook.values));
    gate.fold(0, |set, named| with(set, named.0) | gates_of(playbook, named))
}

fn with(set: u32, place: usize) -> u32 {
    set | 1 << place
}

fn has(set: u32, place: usize) -> bool {
    set & (1 << place) != 0
}
