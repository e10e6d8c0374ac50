//! In which order the circuit decides variables: the reverse of a min-fill elimination order, so
//! that what ties the rules together is decided first and the rest falls apart.

/// Above this many variables the cheaper min-degree order has to do.
const MIN_FILL_VARIABLES: usize = 512;
/// Above this many the graph itself would be too large; playbook order has to do.
const GRAPH_VARIABLES: usize = 4096;

/// For each variable its rank; of those that are open, the highest is decided first.
///
/// `groups` are the variables of each rule. Min-fill (Rose 1970; Kjærulff 1990) eliminates the
/// variable whose neighbours need the fewest new edges to become a clique.
pub(super) fn ranks(variables: usize, groups: &[&[u32]]) -> Vec<u32> {
    if variables > GRAPH_VARIABLES {
        return (0..variables as u32).rev().collect();
    }
    let mut graph = Graph::of(variables, groups);
    let mut costs: Vec<usize> = (0..variables).map(|variable| graph.cost(variable)).collect();
    let mut open: Vec<usize> = (0..variables).rev().collect();
    let mut ranks = vec![0; variables];
    for rank in 0..variables as u32 {
        let cheapest = (0..open.len()).min_by_key(|place| costs[open[*place]]);
        let Some(place) = cheapest else { break };
        let variable = open.remove(place);
        ranks[variable] = rank;
        for touched in graph.eliminate(variable) {
            costs[touched] = graph.cost(touched);
        }
    }
    ranks
}

/// Which variables meet in a rule; one row of bits a variable.
struct Graph {
    rows: Vec<Box<[u64]>>,
}

impl Graph {
    fn of(variables: usize, groups: &[&[u32]]) -> Self {
        let words = variables.div_ceil(64);
        let mut graph = Self { rows: vec![vec![0; words].into(); variables] };
        for group in groups {
            let mut all = vec![0; words];
            group.iter().for_each(|one| all[*one as usize / 64] |= 1 << (one % 64));
            group.iter().for_each(|one| graph.join(*one as usize, &all));
        }
        graph
    }

    /// Makes these the neighbours of a variable too.
    fn join(&mut self, variable: usize, others: &[u64]) {
        let row = &mut self.rows[variable];
        row.iter_mut().zip(others).for_each(|(row, others)| *row |= others);
        row[variable / 64] &= !(1 << (variable % 64));
    }

    fn neighbours(&self, variable: usize) -> Vec<usize> {
        let mut neighbours = Vec::new();
        for (word, bits) in self.rows[variable].iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                neighbours.push(word * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
        neighbours
    }

    /// What eliminating the variable costs: missing edges among its neighbours, then neighbours.
    fn cost(&self, variable: usize) -> usize {
        let row = &self.rows[variable];
        let count = row.iter().map(|bits| bits.count_ones() as usize).sum();
        if self.rows.len() > MIN_FILL_VARIABLES {
            return count;
        }
        let missing = |neighbour: usize| -> usize {
            let rows = row.iter().zip(&self.rows[neighbour]);
            rows.map(|(of, present)| (of & !present).count_ones() as usize).sum::<usize>() - 1
        };
        let neighbours = self.neighbours(variable).into_iter();
        neighbours.map(missing).sum::<usize>() * self.rows.len() + count
    }

    /// Takes a variable out and makes its neighbours a clique; hands out whose cost changed.
    fn eliminate(&mut self, variable: usize) -> Vec<usize> {
        let neighbours = self.neighbours(variable);
        let clique = std::mem::take(&mut self.rows[variable]);
        for one in &neighbours {
            self.join(*one, &clique);
            self.rows[*one][variable / 64] &= !(1 << (variable % 64));
        }
        let mut touched = neighbours.clone();
        if self.rows.len() <= MIN_FILL_VARIABLES {
            touched.extend(neighbours.iter().flat_map(|neighbour| self.neighbours(*neighbour)));
            touched.sort_unstable();
            touched.dedup();
        }
        touched
    }
}
