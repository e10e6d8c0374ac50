//! The fewest answers, group by group of what hangs together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::sides::{Chosen, Forcing, Side, Value, Wanted, narrow};
use crate::authoring::proofs::budget::{Budget, OverBudget};
use crate::engine::cells::Domains;
use crate::engine::circuit::{NEVER, is_ruled_out};

/// Nodes of circuits, and sums, that may be looked at.
const LOOKS: usize = 20_000_000;

/// The most scores of which something is wanted.
const MOST_SIDES: usize = 3;

/// Parts of all sums that share questions.
#[derive(Default)]
struct Group {
    questions: BTreeSet<usize>,
    /// Of each sum.
    parts: [Vec<u32>; MOST_SIDES],
}

/// What some answers make sure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sure {
    /// How many questions they answer.
    count: usize,
    /// For each sum at least so much, or where it has to stay low at most so much, [`NEVER`] where a
    /// rule rules it out.
    bounds: [i64; MOST_SIDES],
}

/// Answers, as a list that shares its end with others.
#[derive(Clone)]
enum Answers {
    None,
    These(Rc<Chosen>, Rc<Answers>),
}

/// The lowest and the highest score of every node of a circuit.
type AllBounds = Vec<(i64, i64)>;

/// What can be made sure of, and how; nothing that is no better than something else.
type Front = BTreeMap<Sure, Rc<Answers>>;

/// The fewest answers that make sure of what is wanted on every side; `None` if none do. All circuits
/// are exact.
pub(super) fn fewest(
    forcing: &Forcing,
    values: &[Vec<Value>],
) -> Result<Option<Chosen>, OverBudget> {
    let mut budget = Budget::of(LOOKS);
    let sides = forcing.sides.as_slice();
    let mut start = Sure { count: 0, bounds: [0; MOST_SIDES] };
    start.bounds.iter_mut().zip(sides).for_each(|(bound, side)| *bound = side.root.weight);
    let mut front = Front::from([(start, Rc::new(Answers::None))]);
    for group in groups(sides) {
        let of_group = Looking::at(forcing, values, &group, &mut budget).front()?;
        front = sums(sides, &front, &of_group, &mut budget)?;
    }
    let is_enough = |sure: &Sure| {
        let mut bounds = sides.iter().zip(sure.bounds);
        bounds.all(|(side, bound)| side.wanted.is_met(bound, side.decision.threshold))
    };
    let mut done = front.iter().filter(|(sure, _)| is_enough(sure));
    Ok(done.next().map(|(_, answers)| listed(answers)))
}

fn groups(sides: &[Side]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let parts = sides.iter().enumerate();
    for (side, place) in parts.flat_map(|(side, of)| of.parts.iter().map(move |part| (side, part)))
    {
        let mut group = Group { questions: place.0.clone(), ..Group::default() };
        group.parts[side].push(place.1);
        groups.retain_mut(|other| {
            let is_apart = group.questions.is_disjoint(&other.questions);
            if !is_apart {
                group.questions.append(&mut other.questions);
                let joined = group.parts.iter_mut().zip(&mut other.parts);
                joined.for_each(|(parts, other)| parts.append(other));
            }
            is_apart
        });
        groups.push(group);
    }
    groups
}

/// Every choice of answers to the questions of a group.
struct Looking<'l> {
    forcing: &'l Forcing<'l>,
    values: &'l [Vec<Value>],
    questions: Vec<usize>,
    parts: &'l [Vec<u32>; MOST_SIDES],
    /// For each side all that its parts point to, and the bounds of that.
    below: Vec<(Vec<u32>, AllBounds)>,
    budget: &'l mut Budget,
    chosen: Chosen,
    front: Vec<(Sure, Chosen)>,
}

impl<'l> Looking<'l> {
    fn at(
        forcing: &'l Forcing<'l>,
        values: &'l [Vec<Value>],
        group: &'l Group,
        budget: &'l mut Budget,
    ) -> Self {
        let below = |(side, parts): (&Side, &Vec<u32>)| {
            let circuit = side.decision.circuit;
            (circuit.below(parts), vec![(0, 0); circuit.nodes(side.root).len()])
        };
        Self {
            questions: group.questions.iter().copied().collect(),
            parts: &group.parts,
            below: forcing.sides.iter().zip(&group.parts).map(below).collect(),
            forcing,
            values,
            budget,
            chosen: Vec::new(),
            front: Vec::new(),
        }
    }

    fn front(mut self) -> Result<Front, OverBudget> {
        let domains = self.forcing.all_cells.clone();
        self.choose(0, &domains)?;
        let front = self.front.into_iter().map(|(sure, chosen)| {
            (sure, Rc::new(Answers::These(Rc::new(chosen), Rc::new(Answers::None))))
        });
        Ok(front.collect())
    }

    /// Answers the questions from a place in the list on, or leaves them.
    fn choose(&mut self, place: usize, domains: &[Domains; 2]) -> Result<(), OverBudget> {
        let Some(question) = self.questions.get(place).copied() else {
            return self.look(domains);
        };
        self.choose(place + 1, domains)?;
        for value in 0..self.values[question].len() {
            let mut narrowed = domains.clone();
            narrow(&mut narrowed, &self.values[question][value]);
            self.chosen.push((question, value));
            self.choose(place + 1, &narrowed)?;
            self.chosen.pop();
        }
        Ok(())
    }

    fn look(&mut self, domains: &[Domains; 2]) -> Result<(), OverBudget> {
        let looked_at = self.below.iter().map(|(below, _)| below.len()).sum::<usize>();
        self.budget.spend(1 + looked_at + self.front.len())?;
        let sides = self.forcing.sides.as_slice();
        let mut sure = Sure { count: self.chosen.len(), bounds: [0; MOST_SIDES] };
        for (place, (side, (below, bounds))) in sides.iter().zip(&mut self.below).enumerate() {
            side.decision.circuit.fill_bounds(below, &domains[side.version as usize], bounds);
            let of_parts = self.parts[place].iter().map(|part| bounds[*part as usize]);
            let sum = match side.wanted {
                Wanted::Reached => of_parts.map(|(low, _)| low).sum(),
                Wanted::Missed => of_parts.map(|(_, high)| high).sum(),
            };
            sure.bounds[place] = match (is_ruled_out(sum), side.wanted) {
                (true, Wanted::Reached) => return Ok(()),
                (true, Wanted::Missed) => NEVER,
                (false, _) => sum,
            };
        }
        if !self.front.iter().any(|(known, _)| known.is_as_good_as(sure, sides)) {
            self.front.retain(|(known, _)| !sure.is_as_good_as(*known, sides));
            self.front.push((sure, self.chosen.clone()));
        }
        Ok(())
    }
}

impl Sure {
    fn is_as_good_as(self, other: Self, sides: &[Side]) -> bool {
        let mut bounds = sides.iter().zip(self.bounds.into_iter().zip(other.bounds));
        self.count <= other.count
            && bounds.all(|(side, (bound, other))| side.wanted.is_as_good(bound, other))
    }

    fn plus(self, other: Self) -> Self {
        let mut bounds = self.bounds;
        for (bound, more) in bounds.iter_mut().zip(other.bounds) {
            *bound = match (*bound, more) {
                (NEVER, _) | (_, NEVER) => NEVER,
                (one, other) => one + other,
            };
        }
        Self { count: self.count + other.count, bounds }
    }
}

/// What the answers of two groups make sure of together.
fn sums(
    sides: &[Side],
    one: &Front,
    other: &Front,
    budget: &mut Budget,
) -> Result<Front, OverBudget> {
    let mut all: BTreeMap<Sure, (&Rc<Answers>, &Rc<Answers>)> = BTreeMap::new();
    budget.spend(one.len() * other.len())?;
    for (sure, answers) in one {
        for (more, of_group) in other {
            all.entry(sure.plus(*more)).or_insert((answers, of_group));
        }
    }
    let mut kept: Vec<Sure> = Vec::new();
    let mut front = Front::new();
    for (sure, (answers, of_group)) in all {
        budget.spend(1 + kept.len())?;
        // Those with fewer answers come first; with as many, those that bring less.
        if kept.iter().any(|known| known.is_as_good_as(sure, sides)) {
            continue;
        }
        kept.retain(|known| !sure.is_as_good_as(*known, sides));
        kept.push(sure);
        let joined = match &**of_group {
            Answers::None => Rc::clone(answers),
            Answers::These(chosen, _) => {
                Rc::new(Answers::These(Rc::clone(chosen), Rc::clone(answers)))
            }
        };
        front.insert(sure, joined);
    }
    front.retain(|sure, _| kept.contains(sure));
    Ok(front)
}

fn listed(answers: &Answers) -> Chosen {
    let mut listed = Chosen::new();
    let mut rest = answers;
    while let Answers::These(chosen, more) = rest {
        listed.extend_from_slice(chosen);
        rest = more;
    }
    listed
}
