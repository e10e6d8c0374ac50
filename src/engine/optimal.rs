//! The question on the way to a verdict that costs the least, where few are left that matter.
//!
//! Dynamic programming over what may be known: for each combination of known and open variables
//! the expected effort of all questions until the verdict is settled, stage by stage. Finding the
//! optimum is hard in general (Allen, Hellerstein, Kletenik, Ünlüyurt 2017), so only small
//! remainders are solved; expected information gain has to do for larger ones.

use super::Verdict;
use super::cells::Domains;
use super::decision::Decision;
use super::score_distribution::CellMasses;

/// Combinations of known and open variables that are looked at.
const STATES: usize = 12_000;

/// Whether a question applies in a complete case.
pub(super) type Gate<'c> = Box<dyn Fn(&[usize]) -> bool + 'c>;

/// A question that can be asked.
pub(super) struct Action<'c> {
    /// Its variables, places in [`Remainder::variables`].
    pub(super) variables: Vec<usize>,
    /// The lower, the earlier it has to be asked.
    pub(super) stage: usize,
    /// What asking it costs.
    pub(super) effort: f64,
    /// Where it applies; `None` for everywhere.
    pub(super) gate: Option<Gate<'c>>,
}

/// What is left of the decision.
pub(super) struct Remainder<'c> {
    /// The decision.
    pub(super) decision: Decision<'c>,
    /// The cells still possible.
    pub(super) domains: &'c Domains,
    /// How likely each cell is.
    pub(super) chances: &'c CellMasses<f64>,
    /// The variables that can still change the verdict.
    pub(super) variables: Vec<usize>,
    /// The questions that can be asked.
    pub(super) actions: Vec<Action<'c>>,
}

/// One combination of known and open variables.
#[derive(Clone, Copy)]
struct State {
    /// The same for two states with the same open variables just if no case tells them apart.
    function: u64,
    /// The verdict, where it is settled.
    settled: Option<Verdict>,
    /// Expected effort of the questions to come.
    cost: f64,
    /// For each action, whether its question surely applies.
    applies: u64,
}

impl Remainder<'_> {
    /// The action to take first; `None` where too much is left to say, or nothing can be done.
    pub(super) fn best_action(&self) -> Option<usize> {
        let cells: Vec<Vec<usize>> = self
            .variables
            .iter()
            .map(|variable| self.domains[*variable].iter().collect())
            .collect();
        let mut strides = Vec::with_capacity(cells.len());
        let mut count = 1_usize;
        for cells in &cells {
            strides.push(count);
            count = count.checked_mul(cells.len() + 1).filter(|count| *count <= STATES)?;
        }
        if self.actions.len() > 64 {
            return None;
        }
        let mut table =
            Table { remainder: self, cells, strides, states: Vec::with_capacity(count) };
        let mut best = None;
        for place in 0..count {
            let (state, action) = table.state(place);
            table.states.push(state);
            best = action;
        }
        best
    }
}

/// The states so far; a variable's digit in a state's place is its cell, or the number of its
/// cells where it is open.
struct Table<'r, 'c> {
    remainder: &'r Remainder<'c>,
    cells: Vec<Vec<usize>>,
    strides: Vec<usize>,
    states: Vec<State>,
}

impl Table<'_, '_> {
    /// The state at a place, all before it being there, and its best action.
    fn state(&self, place: usize) -> (State, Option<usize>) {
        let Some(open) = (0..self.cells.len()).find(|variable| self.is_open(place, *variable))
        else {
            return (self.complete(place), None);
        };
        let mut children = self.children(place, open);
        let first = children.next().map_or(place, |(child, _)| child);
        let mut state = State { cost: 0.0, ..self.states[first] };
        let mut function = mix(state.function);
        for (child, _) in children {
            let child = self.states[child];
            function = mix(function ^ child.function);
            state.applies &= child.applies;
            if state.settled != child.settled {
                state.settled = None;
            }
        }
        state.function = function;
        if state.settled.is_some() {
            return (state, None);
        }
        let (action, cost) = self.best_at(place, state.applies);
        state.cost = cost;
        (state, action)
    }

    fn complete(&self, place: usize) -> State {
        let remainder = self.remainder;
        let mut case: Vec<usize> =
            remainder.domains.iter().map(|cells| cells.iter().next().unwrap_or(0)).collect();
        for (variable, of_case) in remainder.variables.iter().enumerate() {
            case[*of_case] = self.cells[variable][self.digit(place, variable)];
        }
        let mut applies = 0;
        for (number, action) in remainder.actions.iter().enumerate() {
            if action.gate.as_ref().is_none_or(|gate| gate(&case)) {
                applies |= 1 << number;
            }
        }
        let verdict = remainder.decision.verdict_of(&case);
        // Any numbers that differ.
        let function = match verdict {
            Verdict::NoFit => 0,
            Verdict::Fit => 1,
            Verdict::NotYet => 2,
            Verdict::Undecided => 3,
        };
        State { function, settled: Some(verdict), cost: 0.0, applies }
    }

    /// The action with the least expected effort, of those in the earliest stage that has
    /// one; without one, nothing more can be asked.
    fn best_at(&self, place: usize, applies: u64) -> (Option<usize>, f64) {
        let actions = self.remainder.actions.iter().enumerate();
        let useful: Vec<(usize, &Action<'_>)> = actions
            .filter(|(number, action)| applies >> number & 1 == 1 && self.matters(place, action))
            .collect();
        let stage = useful.iter().map(|(_, action)| action.stage).min();
        let mut best = (None, 0.0);
        for (number, action) in useful.into_iter().filter(|one| Some(one.1.stage) == stage) {
            let cost = action.effort + self.expected(place, &action.variables);
            if best.0.is_none() || cost < best.1 - 1e-9 {
                best = (Some(number), cost);
            }
        }
        best
    }

    /// Whether the answer can make a difference.
    fn matters(&self, place: usize, action: &Action<'_>) -> bool {
        action.variables.iter().any(|variable| {
            self.is_open(place, *variable) && {
                let mut functions =
                    self.children(place, *variable).map(|(child, _)| self.states[child].function);
                let first = functions.next();
                functions.any(|function| Some(function) != first)
            }
        })
    }

    /// The expected effort once these variables are known.
    fn expected(&self, place: usize, variables: &[usize]) -> f64 {
        match variables.split_first() {
            None => self.states[place].cost,
            Some((variable, rest)) if self.is_open(place, *variable) => {
                let children = self.children(place, *variable);
                children.map(|(child, chance)| chance * self.expected(child, rest)).sum()
            }
            Some((_, rest)) => self.expected(place, rest),
        }
    }

    /// The states in which an open variable is known, and how likely each is.
    fn children(&self, place: usize, variable: usize) -> impl Iterator<Item = (usize, f64)> {
        let cells = &self.cells[variable];
        let stride = self.strides[variable];
        let lowest = place - cells.len() * stride;
        let chances = &self.remainder.chances[self.remainder.variables[variable]];
        cells.iter().enumerate().map(move |(digit, cell)| (lowest + digit * stride, chances[*cell]))
    }

    fn digit(&self, place: usize, variable: usize) -> usize {
        place / self.strides[variable] % (self.cells[variable].len() + 1)
    }

    fn is_open(&self, place: usize, variable: usize) -> bool {
        self.digit(place, variable) == self.cells[variable].len()
    }
}

/// Scatters the bits of a hash (the finalizer of SplitMix64).
fn mix(hash: u64) -> u64 {
    let mut mixed = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
