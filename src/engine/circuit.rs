//! The additive decision circuit: scores of all cases in one small graph.
//!
//! An edge-valued decision diagram over many-valued variables (Lai, Sastry 1992: edge-valued
//! binary decision diagrams), made top-down with a cache over what is left of the rules, in which
//! rules that share no variable any more fall apart into a sum (AND/OR search: Mateescu, Dechter,
//! Marinescu 2008). A disqualifier or a missed must-have weighs [`NEVER`]; the threshold is no
//! part of the circuit, so the score is never state.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::cells::{CellSet, Domains};
use super::formula::Formula;

/// The weight that rules a fit out: no number of signals makes up for it.
pub(crate) const NEVER: i64 = -(1 << 40);
/// Scores below this one are ruled out; sums of signals stay far above.
const RULED_OUT: i64 = -(1 << 39);

/// Whether a score, as sums of weights give it, includes a [`NEVER`].
pub(crate) fn is_ruled_out(score: i64) -> bool {
    score < RULED_OUT
}

/// A formula and what it adds where it holds.
pub(crate) type Term = (Formula, i64);

/// A node of the circuit; nodes come after everything that they point to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// Nothing left to add.
    Zero,
    /// No fit whatever else is true.
    Never,
    /// The score depends on the cell of a variable.
    Decide {
        /// The variable.
        variable: u32,
        /// Every possible cell is in one branch.
        branches: Box<[Branch]>,
    },
    /// The sum of parts that share no variable (or that do, past the budget).
    Sum(Box<[u32]>),
    /// Past the budget: somewhere between these.
    Unsettled {
        /// The lowest.
        low: i64,
        /// The highest.
        high: i64,
    },
}

/// One way out of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Branch {
    /// For these cells
    pub(crate) cells: CellSet,
    /// what follows
    pub(crate) to: u32,
    /// and what is added.
    pub(crate) weight: i64,
}

/// Where [`Node::Zero`] is.
pub(crate) const ZERO_PLACE: u32 = 0;
/// Where [`Node::Never`] is.
pub(crate) const NEVER_PLACE: u32 = 1;

/// A node and what is added to it: one function from cases to scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Root {
    /// The node.
    pub(crate) place: u32,
    /// What is added.
    pub(crate) weight: i64,
    /// Whether the circuit says just what the terms say, not only bounds.
    pub(crate) exact: bool,
}

/// A circuit with any number of roots.
#[derive(Debug, Clone)]
pub(crate) struct Circuit {
    /// All nodes.
    pub(crate) nodes: Vec<Node>,
}

/// The lowest and the highest score of every node.
pub(crate) struct Bounds(Vec<(i64, i64)>);

impl Circuit {
    /// The nodes up to a root, which comes last.
    pub(crate) fn nodes(&self, root: Root) -> &[Node] {
        &self.nodes[..=root.place as usize]
    }

    /// The lowest and highest scores of all nodes.
    pub(crate) fn all_bounds(&self, domains: &Domains) -> Bounds {
        Self::bounds(&self.nodes, domains)
    }

    fn bounds(nodes: &[Node], domains: &Domains) -> Bounds {
        let mut bounds: Vec<(i64, i64)> = Vec::with_capacity(nodes.len());
        for node in nodes {
            bounds.push(bounds_of(node, domains, |to| bounds[to as usize]));
        }
        Bounds(bounds)
    }

    /// The places that a root is the sum of.
    pub(crate) fn summands(&self, root: Root) -> Vec<u32> {
        match &self.nodes[root.place as usize] {
            Node::Sum(parts) => parts.to_vec(),
            _ => vec![root.place],
        }
    }

    /// These places and all that they point to, in order.
    pub(crate) fn below(&self, places: &[u32]) -> Vec<u32> {
        let mut below = BTreeSet::new();
        let mut open = places.to_vec();
        while let Some(place) = open.pop() {
            if below.insert(place) {
                match &self.nodes[place as usize] {
                    Node::Zero | Node::Never | Node::Unsettled { .. } => {}
                    Node::Sum(parts) => open.extend_from_slice(parts),
                    Node::Decide { branches, .. } => {
                        open.extend(branches.iter().map(|branch| branch.to));
                    }
                }
            }
        }
        below.into_iter().collect()
    }

    /// The variables that decide something in these places.
    pub(crate) fn variables(&self, places: &[u32]) -> BTreeSet<usize> {
        let variable = |place: &u32| match &self.nodes[*place as usize] {
            Node::Decide { variable, .. } => Some(*variable as usize),
            _ => None,
        };
        places.iter().filter_map(variable).collect()
    }

    /// The variables of which more than one way is open in these places and all that they lead to
    /// within the domains.
    pub(crate) fn deciding(&self, places: &[u32], domains: &Domains) -> BTreeSet<usize> {
        let mut seen = vec![false; self.nodes.len()];
        let mut deciding = BTreeSet::new();
        let mut open = places.to_vec();
        while let Some(place) = open.pop() {
            if std::mem::replace(&mut seen[place as usize], true) {
                continue;
            }
            match &self.nodes[place as usize] {
                Node::Zero | Node::Never | Node::Unsettled { .. } => {}
                Node::Sum(parts) => open.extend_from_slice(parts),
                Node::Decide { variable, branches } => {
                    let possible = domains[*variable as usize];
                    let ways = branches.iter().filter(|one| !one.cells.and(possible).is_empty());
                    let ways: Vec<u32> = ways.map(|branch| branch.to).collect();
                    if ways.len() > 1 {
                        deciding.insert(*variable as usize);
                    }
                    open.extend(ways);
                }
            }
        }
        deciding
    }

    /// Fills in the lowest and highest scores of some places, with whom is all that they point to.
    pub(crate) fn fill_bounds(&self, below: &[u32], domains: &Domains, bounds: &mut [(i64, i64)]) {
        for place in below {
            let place = *place as usize;
            bounds[place] = bounds_of(&self.nodes[place], domains, |to| bounds[to as usize]);
        }
    }

    /// The same as [`range`](Self::range), by way of the places that the root points to alone: for a
    /// root of few among many.
    pub(crate) fn range_of_few(&self, root: Root, domains: &Domains) -> (i64, i64) {
        let mut known = FxHashMap::default();
        let (low, high) = self.bounds_below(root.place, domains, &mut known);
        (low + root.weight, high + root.weight)
    }

    fn bounds_below(
        &self,
        place: u32,
        domains: &Domains,
        known: &mut FxHashMap<u32, (i64, i64)>,
    ) -> (i64, i64) {
        if let Some(known) = known.get(&place) {
            return *known;
        }
        let node = &self.nodes[place as usize];
        let bounds = bounds_of(node, domains, |to| self.bounds_below(to, domains, known));
        known.insert(place, bounds);
        bounds
    }

    /// The lowest and the highest score of one root.
    pub(crate) fn range(&self, root: Root, domains: &Domains) -> (i64, i64) {
        Self::bounds(self.nodes(root), domains).of(root)
    }

    /// The lowest and the highest score of one complete case (for each variable its cell); they
    /// are the same where the root is exact.
    pub(crate) fn score(&self, root: Root, case: &[usize]) -> (i64, i64) {
        let mut score = (root.weight, root.weight);
        let mut open = vec![root.place];
        while let Some(place) = open.pop() {
            match &self.nodes[place as usize] {
                Node::Zero => {}
                Node::Never => return (NEVER, NEVER),
                Node::Unsettled { low, high } => score = (score.0 + low, score.1 + high),
                Node::Sum(parts) => open.extend_from_slice(parts),
                Node::Decide { variable, branches } => {
                    let cell = case[*variable as usize];
                    if let Some(branch) = branches.iter().find(|one| one.cells.contains(cell)) {
                        score = (score.0 + branch.weight, score.1 + branch.weight);
                        open.push(branch.to);
                    }
                }
            }
        }
        score
    }

    /// A case with the lowest and one with the highest score that the root can reach.
    pub(crate) fn extreme_cases(&self, root: Root, domains: &Domains) -> [Vec<usize>; 2] {
        let bounds = Self::bounds(self.nodes(root), domains);
        let lowest = |branch: &Branch| bounds.0[branch.to as usize].0 + branch.weight;
        let highest = |branch: &Branch| -bounds.0[branch.to as usize].1 - branch.weight;
        [self.case_by(root, domains, lowest), self.case_by(root, domains, highest)]
    }

    /// The case that takes the branch with the least cost everywhere.
    fn case_by(&self, root: Root, domains: &Domains, cost: impl Fn(&Branch) -> i64) -> Vec<usize> {
        let first = |cells: CellSet| cells.iter().next().unwrap_or(0);
        let mut case: Vec<usize> = domains.iter().map(|possible| first(*possible)).collect();
        let mut open = vec![root.place];
        while let Some(place) = open.pop() {
            match &self.nodes[place as usize] {
                Node::Zero | Node::Never | Node::Unsettled { .. } => {}
                Node::Sum(parts) => open.extend_from_slice(parts),
                Node::Decide { variable, branches } => {
                    let possible = domains[*variable as usize];
                    let branches =
                        branches.iter().filter(|one| !one.cells.and(possible).is_empty());
                    if let Some(branch) = branches.min_by_key(|branch| cost(branch)) {
                        case[*variable as usize] = first(branch.cells.and(possible));
                        open.push(branch.to);
                    }
                }
            }
        }
        case
    }
}

/// The lowest and the highest score of a node, given those of what it points to.
fn bounds_of(
    node: &Node,
    domains: &Domains,
    mut bounds: impl FnMut(u32) -> (i64, i64),
) -> (i64, i64) {
    match node {
        Node::Zero => (0, 0),
        Node::Never => (NEVER, NEVER),
        Node::Unsettled { low, high } => (*low, *high),
        Node::Sum(parts) => parts.iter().fold((0, 0), |(low, high), part| {
            let (part_low, part_high) = bounds(*part);
            (low + part_low, high + part_high)
        }),
        Node::Decide { variable, branches } => {
            let possible = domains[*variable as usize];
            let mut of_node = (i64::MAX, i64::MIN);
            for branch in branches {
                if !branch.cells.and(possible).is_empty() {
                    let (low, high) = bounds(branch.to);
                    of_node.0 = of_node.0.min(low + branch.weight);
                    of_node.1 = of_node.1.max(high + branch.weight);
                }
            }
            of_node
        }
    }
}

impl Bounds {
    /// Those of all nodes of a circuit, in their order.
    pub(crate) fn of_nodes(bounds: Vec<(i64, i64)>) -> Self {
        Self(bounds)
    }

    /// The lowest and the highest score of a root.
    pub(crate) fn of(&self, root: Root) -> (i64, i64) {
        let (low, high) = self.0[root.place as usize];
        (low + root.weight, high + root.weight)
    }
}
