//! Smallest sets that have an element in common with each of some sets.

use std::ops::ControlFlow;

/// Visits every set of `size` elements that hits all `sets`, in lexicographic order, until the
/// visitor breaks. `looks` bounds how many elements are looked at; hands out whether the
/// search came to its end.
///
/// `sets` are sorted.
pub(super) fn visit_hitting_sets(
    sets: &[Vec<usize>],
    size: usize,
    looks: &mut usize,
    visit: &mut dyn FnMut(&[usize]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut chosen = Vec::with_capacity(size);
    extend(sets, size, looks, &mut chosen, visit)
}

fn extend(
    sets: &[Vec<usize>],
    size: usize,
    looks: &mut usize,
    chosen: &mut Vec<usize>,
    visit: &mut dyn FnMut(&[usize]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let missed: Vec<&Vec<usize>> =
        sets.iter().filter(|set| !set.iter().any(|one| chosen.contains(one))).collect();
    let looked_at: usize = 1 + sets.len() + missed.iter().map(|set| set.len()).sum::<usize>();
    match looks.checked_sub(looked_at) {
        Some(left) => *looks = left,
        None => return ControlFlow::Break(()),
    }
    if missed.is_empty() {
        // A smaller set would have been found before; only sets of just this size are visited.
        return if chosen.len() == size { visit(chosen) } else { ControlFlow::Continue(()) };
    }
    if apart(&missed) > size - chosen.len() {
        return ControlFlow::Continue(());
    }
    // Elements are chosen in ascending order, so each missed set needs one above the last.
    let above = chosen.last().map_or(0, |last| last + 1);
    let limit = missed.iter().filter_map(|set| set.last()).min().copied().unwrap_or(0);
    let mut candidates: Vec<usize> =
        missed.iter().flat_map(|set| set.iter().copied()).filter(|one| *one >= above).collect();
    candidates.sort_unstable();
    candidates.dedup();
    for candidate in candidates.into_iter().take_while(|one| *one <= limit) {
        chosen.push(candidate);
        extend(sets, size, looks, chosen, visit)?;
        chosen.pop();
    }
    ControlFlow::Continue(())
}

/// How many of the sets, taken greedily, share no element: so many elements are needed at least.
fn apart(sets: &[&Vec<usize>]) -> usize {
    let mut apart: Vec<&Vec<usize>> = Vec::new();
    for set in sets {
        if apart.iter().all(|other| !set.iter().any(|one| other.contains(one))) {
            apart.push(set);
        }
    }
    apart.len()
}
