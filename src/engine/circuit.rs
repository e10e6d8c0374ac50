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
use super::formula::{Formula, Formulas};
use super::order;

/// The weight that rules a fit out: no number of signals makes up for it.
pub(super) const NEVER: i64 = -(1 << 40);
/// Scores below this one are ruled out; sums of signals stay far above.
const RULED_OUT: i64 = -(1 << 39);
/// What is always tried, before the total is used up.
const LEAST_BUDGET: usize = 2_000;
/// How deep the circuit may become; deeper playbooks get bounds.
const DEPTH: usize = 1000;

/// Whether a score, as sums of weights give it, includes a [`NEVER`].
pub(super) fn is_ruled_out(score: i64) -> bool {
    score < RULED_OUT
}

/// A formula and what it adds where it holds.
pub(super) type Term = (Formula, i64);

/// A node of the circuit; nodes come after everything that they point to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Node {
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
pub(super) struct Branch {
    /// For these cells
    pub(super) cells: CellSet,
    /// what follows
    pub(super) to: u32,
    /// and what is added.
    pub(super) weight: i64,
}

const ZERO_PLACE: u32 = 0;
/// Where [`Node::Never`] is.
pub(super) const NEVER_PLACE: u32 = 1;

/// A node and what is added to it: one function from cases to scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Root {
    /// The node.
    pub(super) place: u32,
    /// What is added.
    pub(super) weight: i64,
    /// Whether the circuit says just what the terms say, not only bounds.
    pub(super) exact: bool,
}

/// A circuit with any number of roots.
#[derive(Debug, Clone)]
pub(super) struct Circuit {
    nodes: Vec<Node>,
}

/// The lowest and the highest score of every node.
pub(super) struct Bounds(Vec<(i64, i64)>);

impl Circuit {
    /// All nodes.
    pub(super) fn all_nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes up to a root, which comes last.
    pub(super) fn nodes(&self, root: Root) -> &[Node] {
        &self.nodes[..=root.place as usize]
    }

    /// The lowest and highest scores of all nodes.
    pub(super) fn all_bounds(&self, domains: &Domains) -> Bounds {
        Self::bounds(&self.nodes, domains)
    }

    fn bounds(nodes: &[Node], domains: &Domains) -> Bounds {
        let mut bounds: Vec<(i64, i64)> = Vec::with_capacity(nodes.len());
        for node in nodes {
            bounds.push(bounds_of(node, domains, &bounds));
        }
        Bounds(bounds)
    }

    /// The places that a root is the sum of.
    pub(super) fn summands(&self, root: Root) -> Vec<u32> {
        match &self.nodes[root.place as usize] {
            Node::Sum(parts) => parts.to_vec(),
            _ => vec![root.place],
        }
    }

    /// These places and all that they point to, in order.
    pub(super) fn below(&self, places: &[u32]) -> Vec<u32> {
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
    pub(super) fn variables(&self, places: &[u32]) -> BTreeSet<usize> {
        let variable = |place: &u32| match &self.nodes[*place as usize] {
            Node::Decide { variable, .. } => Some(*variable as usize),
            _ => None,
        };
        places.iter().filter_map(variable).collect()
    }

    /// Fills in the lowest and highest scores of some places, with whom is all that they point to.
    pub(super) fn fill_bounds(&self, below: &[u32], domains: &Domains, bounds: &mut [(i64, i64)]) {
        for place in below {
            let place = *place as usize;
            bounds[place] = bounds_of(&self.nodes[place], domains, bounds);
        }
    }

    /// The lowest and the highest score of one root.
    pub(super) fn range(&self, root: Root, domains: &Domains) -> (i64, i64) {
        Self::bounds(self.nodes(root), domains).of(root)
    }

    /// The lowest and the highest score of one complete case (for each variable its cell); they
    /// are the same where the root is exact.
    pub(super) fn score(&self, root: Root, case: &[usize]) -> (i64, i64) {
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
    pub(super) fn extreme_cases(&self, root: Root, domains: &Domains) -> [Vec<usize>; 2] {
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
fn bounds_of(node: &Node, domains: &Domains, bounds: &[(i64, i64)]) -> (i64, i64) {
    match node {
        Node::Zero => (0, 0),
        Node::Never => (NEVER, NEVER),
        Node::Unsettled { low, high } => (*low, *high),
        Node::Sum(parts) => parts.iter().fold((0, 0), |(low, high), part| {
            let (part_low, part_high) = bounds[*part as usize];
            (low + part_low, high + part_high)
        }),
        Node::Decide { variable, branches } => {
            let possible = domains[*variable as usize];
            let mut of_node = (i64::MAX, i64::MIN);
            for branch in branches {
                if !branch.cells.and(possible).is_empty() {
                    let (low, high) = bounds[branch.to as usize];
                    of_node.0 = of_node.0.min(low + branch.weight);
                    of_node.1 = of_node.1.max(high + branch.weight);
                }
            }
            of_node
        }
    }
}

impl Bounds {
    /// The lowest and the highest score of a root.
    pub(super) fn of(&self, root: Root) -> (i64, i64) {
        let (low, high) = self.0[root.place as usize];
        (low + root.weight, high + root.weight)
    }
}

/// Makes a circuit.
pub(super) struct Compiler {
    /// Where the formulas of all terms are kept.
    pub(super) formulas: Formulas,
    domains: Domains,
    ranks: Vec<u32>,
    circuit: Circuit,
    places: FxHashMap<Node, u32>,
    compiled: FxHashMap<Box<[Term]>, (u32, i64)>,
    /// For each variable the component that it was last seen in, and when.
    seen: Vec<(u32, u32)>,
    now: u32,
    total_left: usize,
    work_left: usize,
    depth: usize,
}

/// The budget is used up.
struct OverBudget;

/// An order of variables, and what was compiled in it.
pub(super) struct Ordered {
    ranks: Vec<u32>,
    compiled: FxHashMap<Box<[Term]>, (u32, i64)>,
}

impl Compiler {
    /// Ready to compile under these domains, in the order that suits these terms; `total` bounds
    /// the work for all roots.
    pub(super) fn new(formulas: Formulas, domains: Domains, terms: &[Term], total: usize) -> Self {
        let supports: Vec<&[u32]> =
            terms.iter().map(|(formula, _)| formulas.support(*formula)).collect();
        let ranks = order::ranks(domains.len(), &supports);
        Self {
            seen: vec![(0, 0); domains.len()],
            formulas,
            domains,
            ranks,
            circuit: Circuit { nodes: vec![Node::Zero, Node::Never] },
            places: FxHashMap::default(),
            compiled: FxHashMap::default(),
            now: 0,
            total_left: total,
            work_left: 0,
            depth: 0,
        }
    }

    /// Adds a root for the sum of the terms. `budget` counts variables looked at, over all
    /// residual terms and cells, for what hangs together; past it, and past the total of the
    /// compiler, the root is no more than bounds.
    pub(super) fn root(&mut self, terms: Vec<Term>, budget: usize) -> Root {
        let (terms, offset) = settle(terms);
        if terms.iter().any(|(formula, weight)| *formula == Formula::TRUE && *weight == NEVER) {
            return Root { place: NEVER_PLACE, weight: 0, exact: true };
        }
        let mut parts = Vec::new();
        let mut root = Root { place: ZERO_PLACE, weight: offset, exact: true };
        for component in self.components(&terms) {
            self.component_root(component, budget, &mut parts, &mut root);
        }
        if parts.contains(&NEVER_PLACE) {
            return Root { place: NEVER_PLACE, weight: 0, exact: true };
        }
        root.place = self.sum(parts);
        root
    }

    /// Adds a root for the sum of the terms, or nothing but nodes that nobody points to where that
    /// takes more than the budget, from which it takes what it needs.
    pub(super) fn exact_root(&mut self, terms: Vec<Term>, budget: &mut usize) -> Option<Root> {
        self.work_left = *budget;
        self.depth = 0;
        let compiled = self.compile(terms);
        *budget = self.work_left;
        let (place, weight) = compiled.ok()?;
        Some(Root { place, weight, exact: true })
    }

    /// The circuit of every root so far.
    pub(super) fn circuit(&self) -> &Circuit {
        &self.circuit
    }

    /// For each variable its rank; of those that are open, the highest is decided first.
    pub(super) fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Decides these variables before all others from now on; hands out what
    /// [`back_in_order`](Self::back_in_order) needs.
    pub(super) fn decide_first(&mut self, is_first: impl Fn(usize) -> bool) -> Ordered {
        let count = self.ranks.len() as u32;
        let rank = |(place, rank): (usize, &u32)| rank + if is_first(place) { count } else { 0 };
        let ranks = self.ranks.iter().enumerate().map(rank).collect();
        let compiled = std::mem::take(&mut self.compiled);
        Ordered { ranks: std::mem::replace(&mut self.ranks, ranks), compiled }
    }

    /// Goes on in the order of before.
    pub(super) fn back_in_order(&mut self, ordered: Ordered) {
        (self.ranks, self.compiled) = (ordered.ranks, ordered.compiled);
    }

    /// The circuit of every root so far.
    pub(super) fn finish(self) -> Circuit {
        self.circuit
    }

    /// Compiles terms that hang together, or, past the budget, halves of them apart. All the
    /// halves of halves together may do as much again.
    fn component_root(
        &mut self,
        mut terms: Vec<Term>,
        budget: usize,
        parts: &mut Vec<u32>,
        root: &mut Root,
    ) {
        let budget = budget.max(LEAST_BUDGET).min(self.total_left);
        self.work_left = budget;
        self.depth = 0;
        let compiled = self.connected(terms.clone());
        self.total_left -= budget - self.work_left;
        if let Ok((place, weight)) = compiled {
            parts.push(place);
            root.weight += weight;
            return;
        }
        root.exact = false;
        if let [(_, weight)] = terms.as_slice() {
            let (low, high) = ((*weight).min(0), (*weight).max(0));
            parts.push(self.keep(Node::Unsettled { low, high }));
            return;
        }
        terms.sort_by_key(|(formula, _)| {
            self.formulas.support(*formula).iter().map(|v| self.ranks[*v as usize]).min()
        });
        let second = terms.split_off(terms.len() / 2);
        for half in [terms, second] {
            for component in self.components(&half) {
                self.component_root(component, budget / 4, parts, root);
            }
        }
    }

    /// What the terms add up to: a node and an offset.
    fn compile(&mut self, terms: Vec<Term>) -> Result<(u32, i64), OverBudget> {
        let (terms, mut offset) = settle(terms);
        if terms.first().is_some_and(|(formula, _)| *formula == Formula::TRUE) {
            return Ok((NEVER_PLACE, 0));
        }
        let mut parts = Vec::new();
        for component in self.components(&terms) {
            let (place, weight) = self.connected(component)?;
            if place == NEVER_PLACE {
                return Ok((NEVER_PLACE, 0));
            }
            parts.push(place);
            offset += weight;
        }
        Ok((self.sum(parts), offset))
    }

    /// What terms that hang together add up to.
    fn connected(&mut self, terms: Vec<Term>) -> Result<(u32, i64), OverBudget> {
        if let Some(known) = self.compiled.get(terms.as_slice()) {
            return Ok(*known);
        }
        if self.depth >= DEPTH {
            return Err(OverBudget);
        }
        self.depth += 1;
        let decided = self.decide(&terms);
        self.depth -= 1;
        let decided = decided?;
        self.compiled.insert(terms.into(), decided);
        Ok(decided)
    }

    /// Decides the highest variable of the terms.
    fn decide(&mut self, terms: &[Term]) -> Result<(u32, i64), OverBudget> {
        let supports = terms.iter().flat_map(|(formula, _)| self.formulas.support(*formula));
        let Some(variable) = supports.copied().max_by_key(|v| self.ranks[*v as usize]) else {
            return Ok((ZERO_PLACE, 0));
        };
        let work = terms.iter().map(|(one, _)| self.formulas.support(*one).len() + 1).sum();
        let mut branches: Vec<Branch> = Vec::new();
        for cell in self.domains[variable as usize].iter() {
            self.work_left = self.work_left.checked_sub(work).ok_or(OverBudget)?;
            let fixed = terms
                .iter()
                .map(|(formula, weight)| (self.formulas.fix(*formula, variable, cell), *weight))
                .collect();
            let (to, weight) = self.compile(fixed)?;
            match branches.iter_mut().find(|branch| (branch.to, branch.weight) == (to, weight)) {
                Some(branch) => branch.cells = branch.cells.or(CellSet::single(cell)),
                None => branches.push(Branch { cells: CellSet::single(cell), to, weight }),
            }
        }
        if let [one] = branches.as_slice() {
            return Ok((one.to, one.weight));
        }
        let offset = branches
            .iter()
            .find(|branch| branch.to != NEVER_PLACE)
            .map_or(0, |branch| branch.weight);
        for branch in branches.iter_mut().filter(|branch| branch.to != NEVER_PLACE) {
            branch.weight -= offset;
        }
        Ok((self.keep(Node::Decide { variable, branches: branches.into() }), offset))
    }

    fn sum(&mut self, mut parts: Vec<u32>) -> u32 {
        parts.retain(|part| *part != ZERO_PLACE);
        parts.sort_unstable();
        match parts.as_slice() {
            [] => ZERO_PLACE,
            [one] => *one,
            _ => self.keep(Node::Sum(parts.into())),
        }
    }

    fn keep(&mut self, node: Node) -> u32 {
        if let Some(place) = self.places.get(&node) {
            return *place;
        }
        let place = self.circuit.nodes.len() as u32;
        self.circuit.nodes.push(node.clone());
        self.places.insert(node, place);
        place
    }

    /// Groups terms so that no two groups share a variable; each in the order given.
    fn components(&mut self, terms: &[Term]) -> Vec<Vec<Term>> {
        self.now += 1;
        let mut leader: Vec<usize> = (0..terms.len()).collect();
        for (place, (formula, _)) in terms.iter().enumerate() {
            for variable in self.formulas.support(*formula) {
                let seen = &mut self.seen[*variable as usize];
                if seen.0 == self.now {
                    let (one, two) = (find(&mut leader, seen.1 as usize), find(&mut leader, place));
                    leader[one.max(two)] = one.min(two);
                } else {
                    *seen = (self.now, place as u32);
                }
            }
        }
        let mut groups: Vec<Vec<Term>> = Vec::new();
        let mut group_of = vec![usize::MAX; terms.len()];
        for (place, term) in terms.iter().enumerate() {
            let first = find(&mut leader, place);
            if group_of[first] == usize::MAX {
                group_of[first] = groups.len();
                groups.push(Vec::new());
            }
            groups[group_of[first]].push(*term);
        }
        groups
    }
}

/// The first place that stands for a term's group.
fn find(leader: &mut [usize], mut place: usize) -> usize {
    while leader[place] != place {
        leader[place] = leader[leader[place]];
        place = leader[place];
    }
    place
}

/// Takes out what holds always or never, and joins terms with the same formula. A first term that
/// is always true is left where it rules a fit out.
fn settle(mut terms: Vec<Term>) -> (Vec<Term>, i64) {
    if terms.contains(&(Formula::TRUE, NEVER)) {
        return (vec![(Formula::TRUE, NEVER)], 0);
    }
    let always = terms.iter().filter(|(formula, _)| *formula == Formula::TRUE);
    let offset = always.map(|(_, weight)| *weight).sum();
    terms.retain(|(formula, _)| !matches!(*formula, Formula::TRUE | Formula::FALSE));
    terms.sort_unstable();
    let mut joined: Vec<Term> = Vec::with_capacity(terms.len());
    for (formula, weight) in terms {
        match joined.last_mut() {
            Some((last, sum)) if *last == formula => {
                *sum = if *sum == NEVER || weight == NEVER { NEVER } else { *sum + weight };
            }
            _ => joined.push((formula, weight)),
        }
    }
    joined.retain(|(_, weight)| *weight != 0);
    (joined, offset)
}
