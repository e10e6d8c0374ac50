//! Makes a [`Circuit`] from formulas, top down, with a cache over what is left of the rules.

use rustc_hash::FxHashMap;

use super::cells::{CellSet, Domains};
use super::circuit::{Branch, Circuit, NEVER, NEVER_PLACE, Node, Root, Term, ZERO_PLACE};
use super::formula::{Formula, Formulas};
use super::order;

/// What is always tried, before the total is used up.
const LEAST_BUDGET: usize = 2_000;
/// How deep the circuit may become; deeper playbooks get bounds.
const DEPTH: usize = 1000;

/// Makes a circuit.
pub(crate) struct Compiler {
    /// Where the formulas of all terms are kept.
    pub(crate) formulas: Formulas,
    domains: Domains,
    ranks: Vec<u32>,
    circuit: Circuit,
    places: FxHashMap<Node, u32>,
    compiled: FxHashMap<Box<[Term]>, (u32, i64)>,
    /// For each variable the component that it was last seen in, and when.
    seen: Vec<(u32, u32)>,
    /// For each term the one that leads its component; kept from one time to the next, since making it
    /// anew each time takes long.
    leader: Vec<usize>,
    now: u32,
    total_left: usize,
    work_left: usize,
    depth: usize,
}

/// The budget is used up.
struct OverBudget;

/// An order of variables, and what was compiled in it.
pub(crate) struct Ordered {
    ranks: Vec<u32>,
    compiled: FxHashMap<Box<[Term]>, (u32, i64)>,
}

impl Compiler {
    /// Ready to compile under these domains, in the order that suits these terms; `total` bounds
    /// the work for all roots.
    pub(crate) fn new(formulas: Formulas, domains: Domains, terms: &[Term], total: usize) -> Self {
        let supports: Vec<&[u32]> =
            terms.iter().map(|(formula, _)| formulas.support(*formula)).collect();
        let ranks = order::ranks(domains.len(), &supports);
        Self {
            seen: vec![(0, 0); domains.len()],
            leader: Vec::new(),
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
    pub(crate) fn root(&mut self, terms: Vec<Term>, budget: usize) -> Root {
        let (terms, offset) = settle(terms);
        if terms.iter().any(|(formula, weight)| *formula == Formula::TRUE && *weight == NEVER) {
            return Root { place: NEVER_PLACE, weight: 0, exact: true };
        }
        let mut parts = Vec::new();
        let mut root = Root { place: ZERO_PLACE, weight: offset, exact: true };
        for component in self.components(terms) {
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
    pub(crate) fn exact_root(&mut self, terms: Vec<Term>, budget: &mut usize) -> Option<Root> {
        self.work_left = *budget;
        self.depth = 0;
        let compiled = self.compile(terms);
        *budget = self.work_left;
        let (place, weight) = compiled.ok()?;
        Some(Root { place, weight, exact: true })
    }

    /// The circuit of every root so far.
    pub(crate) fn circuit(&self) -> &Circuit {
        &self.circuit
    }

    /// For each variable its rank; of those that are open, the highest is decided first.
    pub(crate) fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Decides these variables before all others from now on; hands out what
    /// [`back_in_order`](Self::back_in_order) needs.
    pub(crate) fn decide_first(&mut self, is_first: impl Fn(usize) -> bool) -> Ordered {
        let count = self.ranks.len() as u32;
        let rank = |(place, rank): (usize, &u32)| rank + if is_first(place) { count } else { 0 };
        let ranks = self.ranks.iter().enumerate().map(rank).collect();
        let compiled = std::mem::take(&mut self.compiled);
        Ordered { ranks: std::mem::replace(&mut self.ranks, ranks), compiled }
    }

    /// Goes on in the order of before.
    pub(crate) fn back_in_order(&mut self, ordered: Ordered) {
        (self.ranks, self.compiled) = (ordered.ranks, ordered.compiled);
    }

    /// The circuit of every root so far.
    pub(crate) fn finish(self) -> Circuit {
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
            for component in self.components(half) {
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
        for component in self.components(terms) {
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
    fn components(&mut self, terms: Vec<Term>) -> Vec<Vec<Term>> {
        match self.find_leaders(&terms) {
            0 => Vec::new(),
            1 => vec![terms],
            _ => self.groups(&terms),
        }
    }

    /// Finds for each term the first of those that it hangs together with; hands out how many groups
    /// there are.
    fn find_leaders(&mut self, terms: &[Term]) -> usize {
        self.now += 1;
        self.leader.clear();
        self.leader.extend(0..terms.len());
        let mut count = terms.len();
        for (place, (formula, _)) in terms.iter().enumerate() {
            for variable in self.formulas.support(*formula) {
                let seen = &mut self.seen[*variable as usize];
                if seen.0 != self.now {
                    *seen = (self.now, place as u32);
                    continue;
                }
                let one = find(&mut self.leader, seen.1 as usize);
                let two = find(&mut self.leader, place);
                self.leader[one.max(two)] = one.min(two);
                count -= usize::from(one != two);
            }
        }
        count
    }

    fn groups(&mut self, terms: &[Term]) -> Vec<Vec<Term>> {
        let mut groups: Vec<Vec<Term>> = Vec::new();
        let mut group_of = vec![usize::MAX; terms.len()];
        for (place, term) in terms.iter().enumerate() {
            let first = find(&mut self.leader, place);
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
    terms.dedup_by(|(formula, weight), (last, sum)| {
        let is_the_same = formula == last;
        if is_the_same {
            *sum = if *sum == NEVER || *weight == NEVER { NEVER } else { *sum + *weight };
        }
        is_the_same
    });
    terms.retain(|(_, weight)| *weight != 0);
    (terms, offset)
}
