//! A playbook as circuits that other programs can run: what is possible of each variable hangs on the
//! answers alone, and the verdict and the scores on these cells alone.
//!
//! Inside the engine, what a value comes to in a box of the cells of its questions is read off one
//! variable for all boxes, and where answers are known to the number, cells are cut anew by these.
//! Another program has one circuit for all rows. So here each box has a variable of its own, whose
//! possible cells follow from the numbers that are known: each case lies in one box, and so the scores
//! that can be reached are the same.

use super::borders::Borders;
use super::cells::Variables;
use super::model::{Blueprint, Model};
use super::values::OwnBox;
use crate::playbook::{Playbook, ValueIndex};

/// The most boxes of one value: two questions cut into sixteen cells each, a variable for each of them
/// being carried through all that is worked out.
const MOST_BOXES: usize = 256;

/// The circuits of a playbook with all that they are read by.
#[derive(Debug)]
pub(crate) struct Portable {
    /// What the circuits decide on. Those of the questions come first, as they are in the engine.
    pub(crate) variables: Variables,
    /// For each value that conditions test, in the order of the variables' values, its boxes.
    pub(crate) boxes: Vec<Vec<OwnBox>>,
    /// The circuits.
    pub(crate) model: Model,
    /// The score from which on it is a fit or, in its own circuit, at least a not-yet.
    pub(crate) threshold: i64,
}

/// Why a playbook's circuits can't be taken elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotPortable {
    /// They are bounds only.
    TooLarge,
    /// This value has too many boxes.
    TooManyBoxes(ValueIndex),
}

impl Portable {
    /// Those of a playbook with these variables.
    pub(super) fn of(playbook: &Playbook, variables: Variables) -> Result<Self, NotPortable> {
        let apart = variables.with_boxes_apart(MOST_BOXES);
        let (variables, boxes) = apart.map_err(NotPortable::TooManyBoxes)?;
        let blueprint = Blueprint::of(playbook, &variables);
        let model = Model::compile(blueprint, &variables.all_cells());
        if !model.is_exact() {
            return Err(NotPortable::TooLarge);
        }
        let threshold = Borders::of(&playbook.scale).fit;
        Ok(Self { variables, boxes, model, threshold })
    }
}
