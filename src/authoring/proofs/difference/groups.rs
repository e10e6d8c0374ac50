//! The fewest answers, group by group of what hangs together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::sides::{Chosen, Side, Value, narrow};
use crate::authoring::proofs::budget::{Budget, OverBudget};
use crate::engine::cells::Domains;
use crate::engine::circuit::{NEVER, is_ruled_out};

/// Nodes of circuits, and sums, that may be looked at.
const LOOKS: usize = 20_000_000;

/// Parts of both sums that share questions.
#[derive(Default)]
struct Group {
    questions: BTreeSet<usize>,
    /// Of the playbook that has to make a fit, and of the other.
    parts: [Vec<u32>; 2],
}

/// What some answers make sure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sure {
    /// How many questions they answer.
    count: usize,
    /// At least so much in the playbook that has to make a fit.
    at_least: i64,
    /// At most so much in the other one, [`NEVER`] where a rule rules it out.
    at_most: i64,
}

/// Answers, as a list that shares its end with others.
#[derive(Clone)]
enum Answers {
    None,
    These(Rc<Chosen>, Rc<Answers>),
}

/// What can be made sure of, and how; nothing that is no better than something else.
type Front = BTreeMap<Sure, Rc<Answers>>;

/// The fewest answers that make a fit on the first side and a no-fit on the second; `None` if none
/// do. Both circuits are exact.
pub(super) fn fewest(
    sides: &[Side; 2],
    values: &[Vec<Value>],
) -> Result<Option<Chosen>, OverBudget> {
    let mut budget = Budget::of(LOOKS);
    let [fit, not] = [&sides[0], &sides[1]].map(|side| side.decision.roots.fit.weight);
    let start = Sure { count: 0, at_least: fit, at_most: not };
    let mut front = Front::from([(start, Rc::new(Answers::None))]);
    for group in groups(sides) {
        let of_group = Looking::at(sides, values, &group, &mut budget).front()?;
        front = sums(&front, &of_group, &mut budget)?;
    }
    let [from, below] = [&sides[0], &sides[1]].map(|side| side.decision.threshold);
    let mut done = front.iter().filter(|(sure, _)| sure.at_least >= from && sure.at_most < below);
    Ok(done.next().map(|(_, answers)| listed(answers)))
}

fn groups(sides: &[Side; 2]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (side, place) in [0, 1].into_iter().flat_map(|side| {
        let parts: &Vec<(BTreeSet<usize>, u32)> = &sides[side].parts;
        parts.iter().map(move |part| (side, part))
    }) {
        let mut group = Group { questions: place.0.clone(), ..Group::default() };
        group.parts[side].push(place.1);
        groups.retain_mut(|other| {
            let is_apart = group.questions.is_disjoint(&other.questions);
            if !is_apart {
                group.questions.append(&mut other.questions);
                let [fit, not] = &mut other.parts;
                group.parts[0].append(fit);
                group.parts[1].append(not);
            }
            is_apart
        });
        groups.push(group);
    }
    groups
}

/// Every choice of answers to the questions of a group.
struct Looking<'l> {
    sides: &'l [Side<'l>; 2],
    values: &'l [Vec<Value>],
    questions: Vec<usize>,
    parts: &'l [Vec<u32>; 2],
    below: [Vec<u32>; 2],
    bounds: [Vec<(i64, i64)>; 2],
    budget: &'l mut Budget,
    chosen: Chosen,
    front: Vec<(Sure, Chosen)>,
}

impl<'l> Looking<'l> {
    fn at(
        sides: &'l [Side<'l>; 2],
        values: &'l [Vec<Value>],
        group: &'l Group,
        budget: &'l mut Budget,
    ) -> Self {
        let circuit = |side: usize| sides[side].decision.circuit;
        Self {
            questions: group.questions.iter().copied().collect(),
            parts: &group.parts,
            below: [0, 1].map(|side| circuit(side).below(&group.parts[side])),
            bounds: [0, 1].map(|side| {
                vec![(0, 0); circuit(side).nodes(sides[side].decision.roots.fit).len()]
            }),
            sides,
            values,
            budget,
            chosen: Vec::new(),
            front: Vec::new(),
        }
    }

    fn front(mut self) -> Result<Front, OverBudget> {
        let domains = [0, 1].map(|side: usize| self.sides[side].all_cells.clone());
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
        let [fit, not] = &self.below;
        self.budget.spend(1 + fit.len() + not.len() + self.front.len())?;
        for side in [0, 1] {
            let circuit = self.sides[side].decision.circuit;
            circuit.fill_bounds(&self.below[side], &domains[side], &mut self.bounds[side]);
        }
        let of = |side: usize| self.parts[side].iter().map(move |part| (side, *part as usize));
        let at_least = of(0).map(|(side, part)| self.bounds[side][part].0).sum();
        let at_most = of(1).map(|(side, part)| self.bounds[side][part].1).sum();
        if is_ruled_out(at_least) {
            return Ok(());
        }
        let at_most = if is_ruled_out(at_most) { NEVER } else { at_most };
        let sure = Sure { count: self.chosen.len(), at_least, at_most };
        if !self.front.iter().any(|(known, _)| known.is_as_good_as(sure)) {
            self.front.retain(|(known, _)| !sure.is_as_good_as(*known));
            self.front.push((sure, self.chosen.clone()));
        }
        Ok(())
    }
}

impl Sure {
    fn is_as_good_as(self, other: Self) -> bool {
        self.count <= other.count
            && self.at_least >= other.at_least
            && self.at_most <= other.at_most
    }

    fn plus(self, other: Self) -> Self {
        let at_most = match (self.at_most, other.at_most) {
            (NEVER, _) | (_, NEVER) => NEVER,
            (one, other) => one + other,
        };
        let at_least = self.at_least + other.at_least;
        Self { count: self.count + other.count, at_least, at_most }
    }
}

/// What the answers of two groups make sure of together.
fn sums(one: &Front, other: &Front, budget: &mut Budget) -> Result<Front, OverBudget> {
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
        if kept.iter().any(|known| known.is_as_good_as(sure)) {
            continue;
        }
        kept.retain(|known| !sure.is_as_good_as(*known));
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
