//! Values where some answers are known to the number, over cells that are not cut by these: far
//! cheaper than cutting the cells, for the circuits stay as they are, and enough for what the rules
//! come to.

use super::boxes::{Boxes, mixed};
use super::span::Span;
use super::worked::{Worked, WorkedValues};
use crate::deal::Numbers;
use crate::engine::cell_sets::{CellSet, Domains};
use crate::playbook::QuestionIndex;

/// The boxes that are looked at for one value to see whether its variable picks no more than what it
/// can come to there: six questions of two cells each.
const MOST_BOXES: usize = 64;

impl WorkedValues {
    /// The same where questions have just these numbers, narrowing the domains of the values'
    /// variables. `None` where these alone leave more than the numbers do, or where that can't be
    /// told.
    pub(crate) fn knowing<'a>(
        &self,
        numbers: &impl Fn(QuestionIndex) -> Option<&'a Numbers>,
        domains: &mut Domains,
    ) -> Option<Self> {
        let mut known = Self::default();
        for worked in self.iter() {
            let knowing = worked.knowing(numbers, domains)?;
            let cells = knowing.cells_within(domains);
            if !worked.picks_alike(&knowing, cells, domains) {
                return None;
            }
            domains[worked.variable] = cells;
            known.add(knowing);
        }
        known.inexact(domains).is_empty().then_some(known)
    }
}

impl Worked {
    /// The same where its questions have just these numbers; `None` where they leave several runs of
    /// a cell within the domains.
    fn knowing<'a>(
        &self,
        numbers: &impl Fn(QuestionIndex) -> Option<&'a Numbers>,
        domains: &Domains,
    ) -> Option<Self> {
        let mut known = self.clone();
        for (question, (variable, cells)) in self.questions().iter().zip(&mut known.inputs) {
            let Some(numbers) = numbers(*question) else { continue };
            for cell in domains[*variable].iter() {
                cells[cell] = one_run(&cells[cell], numbers)?;
            }
        }
        known.boxes = Boxes::of(&known.cut());
        Some(known)
    }

    /// Whether in each box within the domains its variable, left with these cells, stands for just the
    /// ones that the value can come to lie in by what is known.
    fn picks_alike(&self, knowing: &Self, cells: CellSet, domains: &Domains) -> bool {
        if cells.len() < 2 {
            return true;
        }
        let of_inputs: Vec<Vec<usize>> =
            self.inputs.iter().map(|(variable, _)| domains[*variable].iter().collect()).collect();
        let boxes = mixed(&of_inputs, MOST_BOXES + 1);
        let mut case = vec![0; domains.len()];
        boxes.len() <= MOST_BOXES
            && boxes.iter().all(|inside| {
                for ((variable, _), cell) in self.inputs.iter().zip(inside) {
                    case[*variable] = *cell;
                }
                let all = self.boxes.outcome(&case);
                let picked: CellSet = cells.iter().map(|cell| all.nearest(cell)).collect();
                picked == knowing.boxes.outcome(&case).cells
            })
    }
}

/// What numbers leave of a cell, where that is one run.
fn one_run(cell: &Span, numbers: &Numbers) -> Option<Span> {
    let left = Span::runs(numbers).into_iter().map(|run| run.intersection(cell));
    let mut left = left.filter(|run| !run.is_empty());
    match (left.next(), left.next()) {
        (Some(run), None) => Some(run),
        _ => None,
    }
}
