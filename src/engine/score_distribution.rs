//! How much of all cases is a fit, and how that depends on each variable.
//!
//! One pass up the circuit gives for each node how much mass has which score; one sweep down
//! gives for each cell the mass of fits that it leads to (the algebra of Darwiche 2003, "A
//! differential approach to inference", carried over to sums of scores). Over probabilities that
//! is the chance of a fit after each answer. Over random weights modulo a prime it is a
//! fingerprint of what a cell leaves of the decision: two cells with different fingerprints
//! surely differ, two that differ have the same one with a chance below 2⁻⁴⁰ (Blum, Chandra,
//! Wegman 1980: equivalence of free Boolean graphs can be decided probabilistically).

use super::cells::{CellSet, Domains};
use super::circuit::{Circuit, Node, Root};

/// Pairs of table entries that one sweep may put together.
const PAIRS: usize = 10_000_000;
/// Up to this range of scores, a table is made in an array instead of by sorting.
const ARRAY_RANGE: i64 = 1 << 12;

/// Something that adds up and multiplies as chances do.
pub(super) trait Mass: Copy + PartialEq {
    /// None.
    const NONE: Self;
    /// All of it.
    const ALL: Self;
    /// Half of it.
    const HALF: Self;
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The product.
    fn times(self, other: Self) -> Self;
}

impl Mass for f64 {
    const NONE: Self = 0.0;
    const ALL: Self = 1.0;
    const HALF: Self = 0.5;

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn times(self, other: Self) -> Self {
        self * other
    }
}

/// Two masses at once, for the price of one sweep.
impl<A: Mass, B: Mass> Mass for (A, B) {
    const NONE: Self = (A::NONE, B::NONE);
    const ALL: Self = (A::ALL, B::ALL);
    const HALF: Self = (A::HALF, B::HALF);

    fn plus(self, other: Self) -> Self {
        (self.0.plus(other.0), self.1.plus(other.1))
    }

    fn times(self, other: Self) -> Self {
        (self.0.times(other.0), self.1.times(other.1))
    }
}

/// A number modulo the prime 2⁶¹ − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint(u64);

const PRIME: u64 = (1 << 61) - 1;

impl Mass for Fingerprint {
    const NONE: Self = Self(0);
    const ALL: Self = Self(1);
    const HALF: Self = Self(1 << 60);

    fn plus(self, other: Self) -> Self {
        Self(once_below(self.0 + other.0))
    }

    fn times(self, other: Self) -> Self {
        // 2⁶¹ is 1 modulo the prime, so the high bits are added to the low ones.
        let product = u128::from(self.0) * u128::from(other.0);
        Self(once_below((product as u64 & PRIME) + (product >> 61) as u64))
    }
}

/// The remainder of a number below twice the prime.
fn once_below(number: u64) -> u64 {
    if number >= PRIME { number - PRIME } else { number }
}

/// For each variable and each of its cells, the mass of the cell; 0 where it is not possible.
pub(super) type CellMasses<M> = Vec<Vec<M>>;

/// The chances, each with a random weight, the same on every run; the weights of a variable's
/// possible cells add up to one.
pub(super) fn with_fingerprints(
    chances: &CellMasses<f64>,
    domains: &Domains,
) -> CellMasses<(f64, Fingerprint)> {
    let mut state = 0x5eed;
    let variables = chances.iter().zip(domains);
    variables
        .map(|(chances, possible)| {
            let mut masses: Vec<_> =
                chances.iter().map(|chance| (*chance, Fingerprint::NONE)).collect();
            let mut rest = Fingerprint::ALL;
            let mut cells = possible.iter().peekable();
            while let Some(cell) = cells.next() {
                let last = cells.peek().is_none();
                let weight = if last { rest } else { Fingerprint(next_random(&mut state) % PRIME) };
                rest = Fingerprint(once_below(rest.0 + PRIME - weight.0));
                masses[cell].1 = weight;
            }
            masses
        })
        .collect()
}

/// What a sweep finds.
pub(super) struct Sweep<M> {
    /// The mass of all fits.
    pub(super) fits: M,
    /// For each variable and cell, the mass of the fits with it, as far as it depends on the
    /// cell: cases that never come to look at the variable are left out.
    pub(super) by_cell: CellMasses<M>,
}

/// Sweeps over the circuit; `None` where the tables grow too large.
pub(super) fn sweep<M: Mass>(
    circuit: &Circuit,
    root: Root,
    domains: &Domains,
    masses: &CellMasses<M>,
    threshold: i64,
) -> Option<Sweep<M>> {
    let nodes = circuit.nodes(root);
    let reached = reached(nodes, domains);
    let up = tables(nodes, &reached, domains, masses)?;
    let top = &up[root.place as usize].scores;
    let is_fit = |score: i64| if score + root.weight >= threshold { M::ALL } else { M::NONE };
    let mut down: Vec<Vec<M>> = up.iter().map(|of| vec![M::NONE; of.scores.len()]).collect();
    down[root.place as usize] = top.iter().map(|(score, _)| is_fit(*score)).collect();
    let fits =
        top.iter().fold(M::NONE, |fits, (score, mass)| fits.plus(mass.times(is_fit(*score))));

    let mut by_cell: CellMasses<M> =
        domains.iter().map(|possible| vec![M::NONE; width(*possible)]).collect();
    for place in (0..nodes.len()).rev().filter(|place| reached[*place]) {
        let outside = std::mem::take(&mut down[place]);
        match &nodes[place] {
            Node::Zero | Node::Never | Node::Unsettled { .. } => {}
            Node::Sum(parts) => pass_to_parts(parts, &up[place], outside, &up, &mut down),
            Node::Decide { variable, branches } => {
                let possible = domains[*variable as usize];
                let of_cell = &mut by_cell[*variable as usize];
                for branch in branches {
                    let cells = branch.cells.and(possible);
                    if cells.is_empty() {
                        continue;
                    }
                    let chance = total(&masses[*variable as usize], cells);
                    let below = &up[branch.to as usize].scores;
                    let mut fits = M::NONE;
                    let mut at = 0;
                    for (entry, (score, mass)) in below.iter().enumerate() {
                        let wanted = score + branch.weight;
                        while up[place].scores[at].0 < wanted {
                            at += 1;
                        }
                        fits = fits.plus(mass.times(outside[at]));
                        let passed = &mut down[branch.to as usize][entry];
                        *passed = passed.plus(chance.times(outside[at]));
                    }
                    cells.iter().for_each(|cell| of_cell[cell] = of_cell[cell].plus(fits));
                }
            }
        }
    }
    Some(Sweep { fits, by_cell })
}

/// A score and the mass that has it.
type Entry<M> = (i64, M);

/// How much mass has which score; ascending scores.
struct Table<M> {
    scores: Vec<Entry<M>>,
    /// Of a sum: the tables of its first part, its first two parts, and so on.
    prefixes: Vec<Vec<Entry<M>>>,
}

fn tables<M: Mass>(
    nodes: &[Node],
    reached: &[bool],
    domains: &Domains,
    masses: &CellMasses<M>,
) -> Option<Vec<Table<M>>> {
    let mut up: Vec<Table<M>> = Vec::with_capacity(nodes.len());
    let mut pairs_left = PAIRS;
    for (node, reached) in nodes.iter().zip(reached) {
        let mut table = Table { scores: Vec::new(), prefixes: Vec::new() };
        match node {
            _ if !reached => {}
            Node::Zero => table.scores.push((0, M::ALL)),
            Node::Never => {}
            Node::Unsettled { low, high } => {
                let ends =
                    [*low, *high].into_iter().filter(|end| !super::circuit::is_ruled_out(*end));
                table.scores.extend(ends.map(|end| (end, M::HALF)));
                table.scores.dedup_by_key(|(score, _)| *score);
            }
            Node::Sum(parts) => {
                table.scores.push((0, M::ALL));
                for part in parts {
                    let part = &up[*part as usize].scores;
                    pairs_left = pairs_left.checked_sub(table.scores.len() * part.len())?;
                    let sum = convolve(&table.scores, part);
                    pairs_left = pairs_left.checked_sub(sum.len() * part.len())?;
                    table.prefixes.push(std::mem::replace(&mut table.scores, sum));
                }
            }
            Node::Decide { variable, branches } => {
                let of_cells = &masses[*variable as usize];
                let possible = domains[*variable as usize];
                let open: Vec<_> = branches
                    .iter()
                    .filter(|branch| !branch.cells.and(possible).is_empty())
                    .map(|branch| {
                        let chance = total(of_cells, branch.cells.and(possible));
                        (branch.weight, chance, up[branch.to as usize].scores.as_slice())
                    })
                    .collect();
                let below = open.iter().map(|(_, _, below)| below.len()).sum();
                pairs_left = pairs_left.checked_sub(below)?;
                table.scores = mixture(&open);
                pairs_left = pairs_left.checked_sub(table.scores.len() * open.len())?;
            }
        }
        up.push(table);
    }
    Some(up)
}

/// The sweep at a sum: each part gets what its siblings make of the outside.
fn pass_to_parts<M: Mass>(
    parts: &[u32],
    table: &Table<M>,
    outside: Vec<M>,
    up: &[Table<M>],
    down: &mut [Vec<M>],
) {
    let mut after = &table.scores;
    let mut outside = outside;
    for (part, before) in parts.iter().zip(&table.prefixes).rev() {
        let scores = &up[*part as usize].scores;
        let mut outside_before = vec![M::NONE; before.len()];
        for (entry, (score, mass)) in scores.iter().enumerate() {
            let mut at = 0;
            let mut passed = M::NONE;
            for (place, (other, other_mass)) in before.iter().enumerate() {
                while after[at].0 < score + other {
                    at += 1;
                }
                passed = passed.plus(outside[at].times(*other_mass));
                outside_before[place] = outside_before[place].plus(outside[at].times(*mass));
            }
            let of_part = &mut down[*part as usize][entry];
            *of_part = of_part.plus(passed);
        }
        (after, outside) = (before, outside_before);
    }
}

/// The table of a sum of two independent scores.
fn convolve<M: Mass>(one: &[Entry<M>], two: &[Entry<M>]) -> Vec<Entry<M>> {
    let shifted: Vec<_> = one.iter().map(|(score, mass)| (*score, *mass, two)).collect();
    mixture(&shifted)
}

/// The table of all these tables together, each moved by a score and scaled by a mass.
fn mixture<M: Mass>(tables: &[(i64, M, &[Entry<M>])]) -> Vec<Entry<M>> {
    let count: usize = tables.iter().map(|(_, _, table)| table.len()).sum();
    let ends = |table: &[Entry<M>]| Some((table.first()?.0, table.last()?.0));
    let ranges = tables.iter().filter_map(|(by, _, table)| {
        let (low, high) = ends(table)?;
        Some((low + by, high + by))
    });
    let range = ranges.reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)));
    let Some((low, high)) = range else { return Vec::new() };
    let moved = tables.iter().flat_map(|(by, scale, table)| {
        table.iter().map(move |(score, mass)| (score + by, mass.times(*scale)))
    });
    if high - low < ARRAY_RANGE.min(16 * count as i64) {
        let mut array: Vec<Option<M>> = vec![None; (high - low + 1) as usize];
        for (score, mass) in moved {
            let entry = &mut array[(score - low) as usize];
            *entry = Some(entry.map_or(mass, |sum| sum.plus(mass)));
        }
        let entries = array.into_iter().zip(low..);
        return entries.filter_map(|(mass, score)| mass.map(|mass| (score, mass))).collect();
    }
    let mut pairs: Vec<Entry<M>> = moved.collect();
    pairs.sort_unstable_by_key(|(score, _)| *score);
    pairs.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 = first.1.plus(next.1);
        }
        same
    });
    pairs
}

/// Which nodes can be come to under these domains.
fn reached(nodes: &[Node], domains: &Domains) -> Vec<bool> {
    let mut reached = vec![false; nodes.len()];
    if let Some(root) = reached.last_mut() {
        *root = true;
    }
    for place in (0..nodes.len()).rev() {
        match &nodes[place] {
            _ if !reached[place] => {}
            Node::Zero | Node::Never | Node::Unsettled { .. } => {}
            Node::Sum(parts) => parts.iter().for_each(|part| reached[*part as usize] = true),
            Node::Decide { variable, branches } => {
                let possible = domains[*variable as usize];
                let open = branches.iter().filter(|one| !one.cells.and(possible).is_empty());
                open.for_each(|branch| reached[branch.to as usize] = true);
            }
        }
    }
    reached
}

fn total<M: Mass>(masses: &[M], cells: CellSet) -> M {
    cells.iter().fold(M::NONE, |sum, cell| sum.plus(masses[cell]))
}

/// How long a list by cells has to be.
fn width(cells: CellSet) -> usize {
    cells.iter().last().map_or(0, |cell| cell + 1)
}

/// SplitMix64 (Steele, Lea, Flood 2014).
fn next_random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
