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
        for touched in variables_in(&graph.eliminate(variable)) {
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
        variables_in(row).map(missing).sum::<usize>() * self.rows.len() + count
    }

    /// Takes a variable out and makes its neighbours a clique; hands out a row of those whose cost
    /// changed: the neighbours, and whoever has both ends of a new edge among its own.
    fn eliminate(&mut self, variable: usize) -> Box<[u64]> {
        let clique = std::mem::take(&mut self.rows[variable]);
        let mut touched = clique.clone();
        if self.rows.len() <= MIN_FILL_VARIABLES {
            variables_in(&clique).for_each(|one| self.touch(one, &clique, &mut touched));
        }
        for one in variables_in(&clique) {
            self.join(one, &clique);
            self.rows[one][variable / 64] &= !(1 << (variable % 64));
        }
        touched
    }

    /// Adds the neighbours that one of a clique to be has in common with those to whom it gets a new
    /// edge.
    fn touch(&self, one: usize, clique: &[u64], touched: &mut [u64]) {
        let row = &self.rows[one];
        let new: Vec<u64> = clique.iter().zip(row).map(|(all, row)| all & !row).collect();
        for other in variables_in(&new).filter(|other| *other > one) {
            let common = row.iter().zip(&self.rows[other]).map(|(one, other)| one & other);
            touched.iter_mut().zip(common).for_each(|(all, common)| *all |= common);
        }
    }
}

/// The variables whose bit is set in a row, in order.
fn variables_in(row: &[u64]) -> impl Iterator<Item = usize> {
    row.iter().enumerate().flat_map(|(word, bits)| {
        let mut bits = *bits;
        std::iter::from_fn(move || {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (bit < 64).then_some(word * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Graph, ranks};

    /// The same order, with every cost looked at anew in each step.
    fn plain_ranks(variables: usize, groups: &[&[u32]]) -> Vec<u32> {
        let mut graph = Graph::of(variables, groups);
        let mut open: Vec<usize> = (0..variables).rev().collect();
        let mut ranks = vec![0; variables];
        for rank in 0..variables as u32 {
            let place = (0..open.len()).min_by_key(|place| graph.cost(open[*place])).unwrap();
            let variable = open.remove(place);
            ranks[variable] = rank;
            graph.eliminate(variable);
        }
        ranks
    }

    #[test]
    fn costs_that_are_kept_are_those_of_the_graph() {
        // Any numbers that look random do: a linear congruential generator (Knuth's MMIX).
        let mut seed = 1_u64;
        let mut below = |bound: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % bound
        };
        for _ in 0..60 {
            let variables = 2 + below(90);
            let groups: Vec<Vec<u32>> = (0..below(40))
                .map(|_| (0..1 + below(6)).map(|_| below(variables) as u32).collect())
                .collect();
            let groups: Vec<&[u32]> = groups.iter().map(Vec::as_slice).collect();
            let variables = variables as usize;
            assert_eq!(ranks(variables, &groups), plain_ranks(variables, &groups), "{groups:?}");
        }
    }
}
