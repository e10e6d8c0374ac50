//! What a value can be, box by box: for cells of the questions that it is worked out from, the
//! cells of its own numbers that it can come to lie in.

use rustc_hash::FxHashMap;

use super::hitting::is_hit;
use super::span::{Exact, Limit, Span, middle};
use super::working::{Image, Working};
use crate::engine::cell_sets::{CellSet, Domains};
use num_traits::One;

/// The boxes that are looked at for one value; past it, what is left of them is told as one.
const MOST_BOXES: usize = 4096;
/// Numbers worked out for one value to see whether cells that it may lie in are come to.
const MOST_SAMPLES: usize = 4096;
/// The same for one box.
const SAMPLES_OF_BOX: usize = 64;

/// A place in [`Boxes`].
pub(crate) type Place = usize;

/// Boxes of cells, the input decided on first at the root.
#[derive(Debug, Clone)]
pub(crate) struct Boxes {
    parts: Vec<Part>,
    root: Place,
}

/// A box, or several told apart by the cell of one input.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// All that is decided of the inputs leaves the same.
    Whole(Outcome),
    /// A box with a variable of its own, which picks one of all cells.
    Own(usize),
    /// It depends on the cell of a variable.
    Split {
        /// The variable.
        variable: usize,
        /// Every cell is in one branch.
        branches: Vec<(CellSet, Place)>,
    },
}

/// The cells that a value can come to lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Outcome {
    /// All of them, and perhaps more.
    pub(crate) cells: CellSet,
    /// Whether each of them is surely come to.
    pub(crate) is_exact: bool,
}

/// A box of cells of the inputs that is told apart from all others.
#[derive(Debug, Clone)]
pub(crate) struct OwnBox {
    /// For each input its cell.
    pub(crate) cells: Vec<usize>,
    /// The variable of what the value comes to there.
    pub(crate) variable: usize,
}

impl Outcome {
    /// Whatever the variable of a box picks.
    const ANY: Self = Self { cells: CellSet::EMPTY, is_exact: true };

    /// The cell that stands for one of a value's variable, where not all of them are possible: itself
    /// if it is, else the nearest that is.
    pub(crate) fn nearest(self, cell: usize) -> usize {
        let distance = |one: &usize| (one.abs_diff(cell), *one);
        self.cells.iter().min_by_key(distance).unwrap_or(cell)
    }
}

/// What boxes are made from.
pub(crate) struct Cut<'c> {
    /// How the value is worked out.
    pub(crate) working: &'c Working,
    /// For each input its variable, and the span of each of its cells.
    pub(crate) inputs: &'c [(usize, Vec<Span>)],
    /// For each input whether only whole numbers are meant.
    pub(crate) is_whole: &'c [bool],
    /// The spans of each cell of the value.
    pub(crate) cells: &'c [Vec<Span>],
    /// The cell where something is divided by 0.
    pub(crate) undefined: Option<usize>,
}

impl Boxes {
    /// Looks at all boxes, or as many as may be.
    pub(crate) fn of(cut: &Cut<'_>) -> Self {
        let hull = |spans: &Vec<Span>| Span::hull_of(spans.iter().cloned()).unwrap_or(Span::all());
        let hulls = cut.inputs.iter().map(|(_, spans)| hull(spans)).collect();
        let mut maker = Maker {
            cut,
            parts: Vec::new(),
            places: FxHashMap::default(),
            boxes_left: MOST_BOXES,
            samples_left: MOST_SAMPLES,
        };
        let root = maker.part(0, hulls);
        Self { parts: maker.parts, root }
    }

    /// Every box told apart, each with the variable that stands beside the cells of its inputs. The
    /// boxes are in order, that of the last input the quickest, and none is missing.
    pub(super) fn apart(inputs: &[usize], boxes: &[OwnBox]) -> Self {
        let mut parts = Vec::new();
        let root = part_apart(inputs, 0, boxes, &mut parts);
        Self { parts, root }
    }

    /// Where to begin.
    pub(crate) fn root(&self) -> Place {
        self.root
    }

    /// What is at a place.
    pub(crate) fn part(&self, place: Place) -> &Part {
        &self.parts[place]
    }

    /// What the value comes to in a complete case.
    pub(crate) fn outcome(&self, case: &[usize]) -> Outcome {
        let mut place = self.root;
        loop {
            match &self.parts[place] {
                Part::Whole(outcome) => return *outcome,
                Part::Own(_) => return Outcome::ANY,
                Part::Split { variable, branches } => {
                    let cell = case[*variable];
                    let branch = branches.iter().find(|(cells, _)| cells.contains(cell));
                    match branch {
                        Some((_, to)) => place = *to,
                        None => return Outcome { cells: CellSet::EMPTY, is_exact: false },
                    }
                }
            }
        }
    }

    /// What the value comes to in each box that these domains leave.
    pub(crate) fn outcomes_within(&self, domains: &Domains) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let mut seen = vec![false; self.parts.len()];
        let mut open = vec![self.root];
        while let Some(place) = open.pop() {
            if std::mem::replace(&mut seen[place], true) {
                continue;
            }
            match &self.parts[place] {
                Part::Whole(outcome) => outcomes.push(*outcome),
                Part::Own(_) => outcomes.push(Outcome::ANY),
                Part::Split { variable, branches } => {
                    let possible = domains[*variable];
                    let left = branches.iter().filter(|(of, _)| !of.and(possible).is_empty());
                    open.extend(left.map(|(_, to)| *to));
                }
            }
        }
        outcomes
    }
}

struct Maker<'m, 'c> {
    cut: &'m Cut<'c>,
    parts: Vec<Part>,
    places: FxHashMap<Part, Place>,
    boxes_left: usize,
    samples_left: usize,
}

impl Maker<'_, '_> {
    /// The part where the inputs before one lie in these spans, and the others anywhere in theirs.
    fn part(&mut self, input: usize, spans: Vec<Span>) -> Place {
        let image = self.cut.working.image(&spans);
        let cells = self.cut.cells_of(&image);
        let left = self.boxes_left.checked_sub(1);
        self.boxes_left = left.unwrap_or(0);
        let next = (input..spans.len()).find(|input| self.cut.inputs[*input].1.len() > 1);
        if cells.len() == 1 {
            return self.keep(Part::Whole(Outcome { cells, is_exact: true }));
        }
        let Some(next) = next else {
            let is_exact = self.is_exact(&image, cells, &spans);
            return self.keep(Part::Whole(Outcome { cells, is_exact }));
        };
        if left.is_none() {
            return self.keep(Part::Whole(Outcome { cells, is_exact: false }));
        }
        let (variable, of_cells) = &self.cut.inputs[next];
        let mut branches: Vec<(CellSet, Place)> = Vec::new();
        for (cell, span) in of_cells.iter().enumerate() {
            let mut inside = spans.clone();
            inside[next] = span.clone();
            let to = self.part(next + 1, inside);
            match branches.iter_mut().find(|(_, known)| *known == to) {
                Some((cells, _)) => *cells = cells.or(CellSet::single(cell)),
                None => branches.push((CellSet::single(cell), to)),
            }
        }
        if let [(_, to)] = branches.as_slice() {
            return *to;
        }
        self.keep(Part::Split { variable: *variable, branches })
    }

    fn keep(&mut self, part: Part) -> Place {
        if let Some(known) = self.places.get(&part) {
            return *known;
        }
        self.parts.push(part.clone());
        self.places.insert(part, self.parts.len() - 1);
        self.parts.len() - 1
    }

    /// Whether each of these cells is come to. Where inputs are used once and go on without gaps, the
    /// image says so; where they are whole, of its two ends; else numbers that were tried.
    fn is_exact(&mut self, image: &Image, cells: CellSet, spans: &[Span]) -> bool {
        let working = self.cut.working;
        let has_gaps = spans
            .iter()
            .zip(self.cut.is_whole)
            .any(|(span, is_whole)| *is_whole && span.single().is_none());
        if image.is_exact
            && working.is_once
            && (!has_gaps || self.cut.is_of_ends(image, cells))
            && cells.iter().all(|cell| self.cut.is_come_to(cell, image, spans))
        {
            return true;
        }
        let tries = self.samples_left.min(SAMPLES_OF_BOX);
        let samples: Vec<Vec<Exact>> = spans.iter().zip(self.cut.is_whole).map(samples).collect();
        let mut found = CellSet::EMPTY;
        for numbers in mixed(&samples, tries) {
            self.samples_left -= 1;
            found = found.or(CellSet::single(self.cut.cell_of(&numbers)));
            if cells.is_within(found) {
                return true;
            }
        }
        false
    }
}

/// The part of boxes that are alike in the inputs before one.
fn part_apart(inputs: &[usize], input: usize, boxes: &[OwnBox], parts: &mut Vec<Part>) -> Place {
    let part = match (inputs.get(input), boxes) {
        (Some(variable), _) => {
            let of_cells = boxes.chunk_by(|one, other| one.cells[input] == other.cells[input]);
            let branches = of_cells.map(|boxes| {
                let cells = boxes.iter().map(|one| one.cells[input]).collect();
                (cells, part_apart(inputs, input + 1, boxes, parts))
            });
            let branches = branches.collect();
            Part::Split { variable: *variable, branches }
        }
        (None, [own, ..]) => Part::Own(own.variable),
        (None, []) => Part::Whole(Outcome::ANY),
    };
    parts.push(part);
    parts.len() - 1
}

impl Cut<'_> {
    /// The cells that an image meets.
    pub(crate) fn cells_of(&self, image: &Image) -> CellSet {
        let meets = |spans: &Vec<Span>| {
            spans.iter().any(|span| image.pieces.iter().any(|piece| piece.meets(span)))
        };
        let met = (0..self.cells.len()).filter(|cell| meets(&self.cells[*cell]));
        let undefined = self.undefined.filter(|_| image.may_be_undefined);
        met.chain(undefined).collect()
    }

    /// The cell of what these numbers give.
    pub(crate) fn cell_of(&self, numbers: &[Exact]) -> usize {
        let value = self.working.value(numbers);
        let cell = value.and_then(|value| {
            self.cells.iter().position(|spans| spans.iter().any(|span| span.contains(&value)))
        });
        cell.or(self.undefined).unwrap_or_default()
    }

    /// Whether decimals lead to a cell of an image: where it lies in the image with more than single
    /// numbers they surely do; a single number may be one to which only other fractions lead.
    fn is_come_to(&self, cell: usize, image: &Image, spans: &[Span]) -> bool {
        let Some(of_cell) = self.cells.get(cell) else { return true };
        let common = of_cell
            .iter()
            .flat_map(|span| image.pieces.iter().map(|piece| piece.intersection(span)))
            .filter(|common| !common.is_empty());
        let common: Vec<Span> = common.collect();
        common.iter().any(|common| common.single().is_none())
            || common.iter().any(|point| is_hit(self.working, spans, self.is_whole, point))
    }

    /// Whether there are no cells but those in which an image of one piece begins and ends: whole
    /// numbers come to both.
    fn is_of_ends(&self, image: &Image, cells: CellSet) -> bool {
        let [piece] = image.pieces.as_slice() else { return false };
        let has_an_end = |span: &Span| {
            let inside = piece.intersection(span);
            !inside.is_empty() && (inside.low == piece.low || inside.high == piece.high)
        };
        let is_of_an_end = |cell| {
            self.cells.get(cell).is_some_and(|spans: &Vec<Span>| spans.iter().any(has_an_end))
        };
        !image.may_be_undefined && cells.iter().all(is_of_an_end)
    }
}

/// A few numbers of a span: near both ends, and between.
pub(crate) fn samples((span, is_whole): (&Span, &bool)) -> Vec<Exact> {
    let step = || Exact::one();
    let far = || Exact::from_integer(1_000_000.into());
    let (low, high) = match (&span.low, &span.high) {
        (Some(low), Some(high)) => (low.at.clone(), high.at.clone()),
        (Some(low), None) => (low.at.clone(), &low.at + far()),
        (None, Some(high)) => (&high.at - far(), high.at.clone()),
        (None, None) => (-far(), far()),
    };
    let inside = |limit: &Option<Limit>| limit.as_ref().is_none_or(|limit| limit.is_in);
    let between = middle(&low, &high);
    let near = if *is_whole { step() } else { step().min((&high - &low) / far()) };
    let first = if inside(&span.low) { low } else { low + &near };
    let last = if inside(&span.high) { high } else { high - &near };
    let mut samples = vec![first.clone(), last, between, first + near];
    if *is_whole {
        samples.iter_mut().for_each(|number| *number = number.floor());
    }
    samples.retain(|number| span.contains(number));
    samples.dedup();
    samples
}

/// The first combinations of one of each.
pub(crate) fn mixed<T: Clone>(of_each: &[Vec<T>], most: usize) -> Vec<Vec<T>> {
    let mut mixed: Vec<Vec<T>> = vec![Vec::new()];
    for all in of_each {
        let longer = mixed.iter().flat_map(|start| {
            all.iter().map(move |one| [&start[..], std::slice::from_ref(one)].concat())
        });
        mixed = longer.take(most).collect();
    }
    mixed.truncate(most);
    mixed
}
