//! Two decisions side by side: a case in which one is a fit and the other is not.
//!
//! Both are roots of one circuit. What they have in common cancels out; what differs is taken
//! apart variable by variable, both at once, with every pair of scores that cases give them
//! written down as how far they are apart and the sets of scores that are so far apart.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::engine::cells::Domains;
use crate::engine::circuit::{Branch, Circuit, NEVER_PLACE, Node, Root};

use super::budget::{Budget, OverBudget};
use super::gaps::{Fits, Gap, Pairs, moved, parted, sums, turning};
use super::reachable_scores::Tally;
use crate::engine::scores::Scores;

/// How deep two circuits may be taken apart.
const DEPTH: usize = 400;

/// Places that add up, sorted, for the first and for the second.
type Sides = [Box<[u32]>; 2];

/// Independent pieces of two sums.
enum Piece {
    /// Adds the same to both.
    Both(u32),
    /// Adds to the first.
    First(u32),
    /// Adds to the second.
    Second(u32),
    /// These depend on the same variables.
    Tangled(Sides),
}

/// Two sums for one cell of a variable.
struct Outcome {
    cell: usize,
    sides: Sides,
    offsets: [i64; 2],
}

/// Compares roots of a circuit.
pub(super) struct Comparison<'c> {
    /// The circuit.
    pub(super) circuit: &'c Circuit,
    /// What is known of its nodes.
    pub(super) tally: &'c Tally,
    /// In which order variables are decided in it.
    pub(super) ranks: &'c [u32],
    /// All cells.
    pub(super) cells: &'c Domains,
    /// What may be looked at.
    pub(super) budget: &'c mut Budget,
    known: FxHashMap<Sides, Rc<Pairs>>,
    depth: usize,
}

impl<'c> Comparison<'c> {
    /// Nothing compared yet.
    pub(super) fn new(
        circuit: &'c Circuit,
        tally: &'c Tally,
        ranks: &'c [u32],
        cells: &'c Domains,
        budget: &'c mut Budget,
    ) -> Self {
        Self { circuit, tally, ranks, cells, budget, known: FxHashMap::default(), depth: 0 }
    }

    /// A case in which one root reaches the threshold and the other does not; which of the two
    /// may be the one is said.
    pub(super) fn apart(
        &mut self,
        one: &[Fits],
        first: Root,
        second: Root,
        threshold: i64,
    ) -> Result<Option<Vec<usize>>, OverBudget> {
        let sides = [self.parts(first.place), self.parts(second.place)];
        let pairs = self.pairs(&sides)?;
        let from = [threshold - first.weight, threshold - second.weight];
        let found = one.iter().find_map(|fits| {
            let mut pairs = pairs.iter();
            pairs.find_map(|(gap, scores)| Some((*gap, turning(*fits, *gap, scores, from)?)))
        });
        let Some((gap, score)) = found else { return Ok(None) };
        let first_cell = |cells: &crate::engine::cells::CellSet| cells.iter().next().unwrap_or(0);
        let mut case: Vec<usize> = self.cells.iter().map(first_cell).collect();
        self.trace(&sides, gap, score, &mut case)?;
        Ok(Some(case))
    }

    /// The places that a place is the sum of, none of them a sum itself.
    fn parts(&self, place: u32) -> Box<[u32]> {
        let mut parts = Vec::new();
        self.add_parts(place, &mut parts);
        parts.sort_unstable();
        parts.into()
    }

    fn add_parts(&self, place: u32, parts: &mut Vec<u32>) {
        match &self.circuit.nodes[place as usize] {
            Node::Zero => {}
            Node::Sum(summed) => summed.iter().for_each(|part| self.add_parts(*part, parts)),
            _ => parts.push(place),
        }
    }

    /// Every pair of scores.
    fn pairs(&mut self, sides: &Sides) -> Result<Rc<Pairs>, OverBudget> {
        if let Some(known) = self.known.get(sides) {
            return Ok(Rc::clone(known));
        }
        self.budget.spend(1 + sides[0].len() + sides[1].len())?;
        if self.depth >= DEPTH {
            return Err(OverBudget);
        }
        self.depth += 1;
        let pairs = self.new_pairs(sides);
        self.depth -= 1;
        let pairs = Rc::new(pairs?);
        self.known.insert(sides.clone(), Rc::clone(&pairs));
        Ok(pairs)
    }

    fn new_pairs(&mut self, sides: &Sides) -> Result<Pairs, OverBudget> {
        match [is_ruled_out(&sides[0]), is_ruled_out(&sides[1])] {
            [true, true] => return Ok(Pairs::new()),
            [true, false] => return self.only(Gap::SecondOnly, &sides[1]),
            [false, true] => return self.only(Gap::FirstOnly, &sides[0]),
            [false, false] => {}
        }
        let pieces = self.pieces(sides);
        if let [Piece::Tangled(_)] = pieces.as_slice() {
            return self.decided(sides);
        }
        let mut pairs = Pairs::from([(Gap::Apart(0), Scores::single(0))]);
        for piece in &pieces {
            let of_piece = self.of_piece(piece)?;
            pairs = sums(&pairs, &of_piece, self.budget)?;
        }
        Ok(pairs)
    }

    fn only(&mut self, gap: Gap, parts: &[u32]) -> Result<Pairs, OverBudget> {
        Ok(Pairs::from([(gap, self.tally.sum(parts, self.budget)?)]))
    }

    fn of_piece(&mut self, piece: &Piece) -> Result<Rc<Pairs>, OverBudget> {
        let tally = self.tally;
        let zero = || Scores::single(0);
        let pairs = match piece {
            Piece::Tangled(sides) => return self.pairs(sides),
            Piece::Both(place) => Pairs::from([(Gap::Apart(0), tally.of(*place).scores.clone())]),
            Piece::First(place) => {
                let node = tally.of(*place);
                let apart = node.scores.iter().map(|one| (Gap::Apart(one), Scores::single(one)));
                let ruled_out = node.can_rule_out.then(|| (Gap::SecondOnly, zero()));
                apart.chain(ruled_out).collect()
            }
            Piece::Second(place) => {
                let node = tally.of(*place);
                let apart = node.scores.iter().map(|one| (Gap::Apart(-one), zero()));
                let ruled_out = node.can_rule_out.then(|| (Gap::FirstOnly, zero()));
                apart.chain(ruled_out).collect()
            }
        };
        self.budget.spend(pairs.len())?;
        Ok(Rc::new(pairs))
    }

    /// Takes what depends on the same variables apart by the one that is decided first.
    fn decided(&mut self, sides: &Sides) -> Result<Pairs, OverBudget> {
        let mut pairs = Pairs::new();
        for outcome in self.outcomes(sides).1 {
            let below = self.pairs(&outcome.sides)?;
            let [first, second] = outcome.offsets;
            for (gap, scores) in below.iter() {
                let (gap, by) = moved(*gap, first, second);
                self.budget.spend(1 + scores.size())?;
                pairs.entry(gap).or_default().include(scores, by);
            }
        }
        Ok(pairs)
    }

    /// The variable that is decided first, and what is left for each of its cells; cells that
    /// leave the same are there once.
    fn outcomes(&self, sides: &Sides) -> (usize, Vec<Outcome>) {
        let tops = sides.iter().flatten().filter_map(|place| self.top(*place));
        let variable = tops.max_by_key(|variable| self.ranks[*variable]).unwrap_or_default();
        let mut outcomes: Vec<Outcome> = Vec::new();
        for cell in self.cells[variable].iter() {
            let (first, one) = self.with_cell(&sides[0], variable, cell);
            let (second, two) = self.with_cell(&sides[1], variable, cell);
            let outcome = Outcome { cell, sides: [first, second], offsets: [one, two] };
            let is_known =
                |known: &Outcome| known.sides == outcome.sides && known.offsets == outcome.offsets;
            if !outcomes.iter().any(is_known) {
                outcomes.push(outcome);
            }
        }
        (variable, outcomes)
    }

    fn top(&self, place: u32) -> Option<usize> {
        match &self.circuit.nodes[place as usize] {
            Node::Decide { variable, .. } => Some(*variable as usize),
            _ => None,
        }
    }

    /// What is left of a sum where a variable is in a cell, and what that adds.
    fn with_cell(&self, places: &[u32], variable: usize, cell: usize) -> (Box<[u32]>, i64) {
        let (mut left, mut offset) = (Vec::with_capacity(places.len()), 0);
        for place in places {
            match &self.circuit.nodes[*place as usize] {
                Node::Decide { variable: decided, branches } if *decided as usize == variable => {
                    let leads_on = |branch: &&Branch| branch.cells.contains(cell);
                    if let Some(branch) = branches.iter().find(leads_on) {
                        offset += branch.weight;
                        self.add_parts(branch.to, &mut left);
                    }
                }
                _ => left.push(*place),
            }
        }
        if left.contains(&NEVER_PLACE) {
            return (Box::new([NEVER_PLACE]), 0);
        }
        left.sort_unstable();
        (left.into(), offset)
    }

    /// Takes out what is the same on both sides, and groups the rest by the variables that it
    /// depends on.
    fn pieces(&self, sides: &Sides) -> Vec<Piece> {
        let [mut first, mut second] = sides.clone().map(Vec::from);
        let mut pieces = Vec::new();
        first.retain(|place| {
            let same = second.binary_search(place);
            if let Ok(same) = same {
                second.remove(same);
                pieces.push(Piece::Both(*place));
            }
            same.is_err()
        });
        let mut groups: Vec<[Vec<u32>; 2]> = Vec::new();
        let sided = first.into_iter().map(|place| (0, place));
        for (side, place) in sided.chain(second.into_iter().map(|place| (1, place))) {
            let node = self.tally.of(place);
            let mut joined: [Vec<u32>; 2] = Default::default();
            joined[side].push(place);
            groups.retain_mut(|group| {
                let mut places = group.iter().flatten();
                let is_joined = places.any(|one| self.tally.of(*one).shares_a_variable(node));
                if is_joined {
                    joined[0].append(&mut group[0]);
                    joined[1].append(&mut group[1]);
                }
                !is_joined
            });
            groups.push(joined);
        }
        pieces.extend(groups.into_iter().map(|mut group| match &mut group {
            [first, second] if second.is_empty() && first.len() == 1 => Piece::First(first[0]),
            [first, second] if first.is_empty() && second.len() == 1 => Piece::Second(second[0]),
            [first, second] => {
                first.sort_unstable();
                second.sort_unstable();
                Piece::Tangled(group.map(Into::into))
            }
        }));
        pieces
    }

    /// Puts cells into a case that give the two sums these scores; they have to be among theirs.
    fn trace(
        &mut self,
        sides: &Sides,
        gap: Gap,
        score: i64,
        case: &mut [usize],
    ) -> Result<(), OverBudget> {
        let cases = self.tally.cases(self.circuit, self.cells);
        match [is_ruled_out(&sides[0]), is_ruled_out(&sides[1])] {
            [true, _] => {
                cases.assign(&sides[1], score, case);
                return Ok(());
            }
            [_, true] => {
                cases.assign(&sides[0], score, case);
                return Ok(());
            }
            [false, false] => {}
        }
        let pieces = self.pieces(sides);
        if let [Piece::Tangled(_)] = pieces.as_slice() {
            return self.trace_decided(sides, gap, score, case);
        }
        let mut of_pieces = Vec::with_capacity(pieces.len());
        let mut before = vec![Pairs::from([(Gap::Apart(0), Scores::single(0))])];
        for piece in &pieces {
            let of_piece = self.of_piece(piece)?;
            before.push(sums(&before[before.len() - 1], &of_piece, self.budget)?);
            of_pieces.push(of_piece);
        }
        let mut wanted = (gap, score);
        for ((piece, of_piece), before) in pieces.iter().zip(&of_pieces).zip(&before).rev() {
            let Some((rest, (gap, score))) = parted(before, of_piece, wanted) else { break };
            wanted = rest;
            match (piece, gap) {
                (Piece::Tangled(sides), _) => self.trace(sides, gap, score, case)?,
                (Piece::First(place) | Piece::Both(place), Gap::Apart(_)) => {
                    cases.assign(&[*place], score, case);
                }
                (Piece::Second(place), Gap::Apart(apart)) => {
                    cases.assign(&[*place], -apart, case);
                }
                (Piece::First(place) | Piece::Second(place) | Piece::Both(place), _) => {
                    self.tally.assign_ruled_out(self.circuit, *place, case);
                }
            }
        }
        Ok(())
    }

    fn trace_decided(
        &mut self,
        sides: &Sides,
        gap: Gap,
        score: i64,
        case: &mut [usize],
    ) -> Result<(), OverBudget> {
        let (variable, outcomes) = self.outcomes(sides);
        for outcome in outcomes {
            let below = self.pairs(&outcome.sides)?;
            let [first, second] = outcome.offsets;
            for (gap_below, scores) in below.iter() {
                let (moved, by) = moved(*gap_below, first, second);
                if moved == gap && scores.contains(score - by) {
                    case[variable] = outcome.cell;
                    return self.trace(&outcome.sides, *gap_below, score - by, case);
                }
            }
        }
        Ok(())
    }
}

fn is_ruled_out(places: &[u32]) -> bool {
    places.contains(&NEVER_PLACE)
}
