//! A playbook's circuits laid out flat, for rows of which there are millions: the same passes as those
//! of a deal, without anything that a row has no need of.
//!
//! What the answers of a row leave of each variable is one word of bits. Where that is not all there is
//! to it (a value whose numbers leave less than its cells do, a circuit that is not exact), nothing is
//! said, and the row goes the way of a deal.

use super::assessment::{ScoreBounds, Verdict};
use super::borders::Borders;
use super::cells::CellSet;
use super::circuit::{Bounds, NEVER, Node, Root};
use super::compiled::Engine;
use super::model::Model;
use super::row::RowStanding;
use super::values::{FixedPoint, fixed};
use crate::deal::{Answer, Facts};
use crate::playbook::{Kind, QuestionIndex};

/// The cells of a variable that one word has room for.
const MOST_CELLS: usize = 64;

/// The boxes of cells of open questions that are looked at in one row: six of two cells each.
const MOST_BOXES: usize = 64;

/// A playbook made ready for many rows.
#[derive(Debug)]
pub struct Batch<'e, 'p> {
    engine: &'e Engine<'p>,
    /// For each variable all its cells.
    all: Vec<u64>,
    nodes: Vec<FlatNode>,
    branches: Vec<FlatBranch>,
    parts: Vec<u32>,
    at_least_not_yet: Output,
    score: Output,
    fit: Output,
    borders: Borders,
    values: Vec<FixedPoint>,
    /// The variables of the questions that values are worked out from.
    inputs: Vec<usize>,
    /// For each question whether a value is worked out from it.
    is_input: Vec<bool>,
    /// Whether the score hangs on some value.
    scores_values: bool,
}

/// A root, and the nodes that it is read off and those before it are not, in their order.
#[derive(Debug, Clone)]
struct Output {
    root: Root,
    nodes: Vec<u32>,
}

/// The lowest and the highest score of the roots.
#[derive(Debug, Clone, Copy)]
struct Ranges {
    at_least_not_yet: (i64, i64),
    score: (i64, i64),
    fit: (i64, i64),
}

/// What no case has come to yet.
const NOWHERE: (i64, i64) = (i64::MAX, i64::MIN);

/// The lowest and the highest of both.
fn joined(one: (i64, i64), other: (i64, i64)) -> (i64, i64) {
    (one.0.min(other.0), one.1.max(other.1))
}

impl Ranges {
    const NONE: Self = Self { at_least_not_yet: NOWHERE, score: NOWHERE, fit: NOWHERE };

    /// Those of the cases of both.
    fn with(self, other: Self) -> Self {
        Self {
            at_least_not_yet: joined(self.at_least_not_yet, other.at_least_not_yet),
            score: joined(self.score, other.score),
            fit: joined(self.fit, other.fit),
        }
    }

    fn verdict(self, borders: Borders) -> Verdict {
        Verdict::between(self.at_least_not_yet, self.fit, borders.fit)
    }
}

#[derive(Debug, Clone, Copy)]
enum FlatNode {
    Fixed(i64),
    Decide { variable: u32, from: u32, to: u32 },
    Sum { from: u32, to: u32 },
}

#[derive(Debug, Clone, Copy)]
struct FlatBranch {
    cells: u64,
    to: u32,
    weight: i64,
}

/// What an answer leaves of a question's variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowed {
    question: QuestionIndex,
    cells: Vec<(u32, u64)>,
    number: Number,
}

/// What an answer is to the values that are worked out from it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Number {
    /// No value is worked out from it.
    Unused,
    /// This number.
    One(i128),
    /// Several, or one with more decimal places than there is room for.
    Other,
}

/// What is worked out on the way, kept for the next row.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    cells: Vec<u64>,
    numbers: Vec<Option<i128>>,
    bounds: Vec<(i64, i64)>,
}

/// What is said of a row at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quick {
    /// The verdict.
    pub verdict: Verdict,
    /// The score.
    pub score: ScoreBounds,
    /// The place of the band that the score has in all cases.
    pub band: Option<usize>,
}

impl<'e, 'p> Batch<'e, 'p> {
    /// Lays a playbook out; `None` where that would not be exact, or a variable has too many cells.
    pub fn of(engine: &'e Engine<'p>) -> Option<Self> {
        let model = engine.whole_model();
        let variables = &engine.variables;
        let all: Vec<CellSet> = variables.all_cells();
        if !model.is_exact() || all.iter().any(|cells| cells.len() > MOST_CELLS) {
            return None;
        }
        let values = variables.worked.iter().map(FixedPoint::of).collect::<Option<_>>()?;
        let inputs = variables.worked.questions();
        let playbook = engine.playbook();
        let mut batch = Self {
            engine,
            all: all.into_iter().map(CellSet::bits).collect(),
            nodes: Vec::with_capacity(model.circuit.nodes.len()),
            branches: Vec::new(),
            parts: Vec::new(),
            at_least_not_yet: Output::of(model, model.verdict.at_least_not_yet, &[]),
            score: Output::of(model, model.score, &[model.verdict.at_least_not_yet]),
            fit: Output::of(
                model,
                model.verdict.fit,
                &[model.verdict.at_least_not_yet, model.score],
            ),
            scores_values: scores_values(engine, model),
            borders: Borders::of(&playbook.scale),
            values,
            inputs: inputs.iter().flat_map(|one| variables.of_question(*one)).collect(),
            is_input: playbook.question_indexes().map(|one| inputs.contains(&one)).collect(),
        };
        model.circuit.nodes.iter().for_each(|node| batch.add(node));
        Some(batch)
    }

    fn add(&mut self, node: &Node) {
        let place = |length: usize| length as u32;
        let flat = match node {
            Node::Zero => FlatNode::Fixed(0),
            // An exact circuit has none that are not settled.
            Node::Never | Node::Unsettled { .. } => FlatNode::Fixed(NEVER),
            Node::Decide { variable, branches } => {
                let from = place(self.branches.len());
                self.branches.extend(branches.iter().map(|branch| FlatBranch {
                    cells: branch.cells.bits(),
                    to: branch.to,
                    weight: branch.weight,
                }));
                FlatNode::Decide { variable: *variable, from, to: place(self.branches.len()) }
            }
            Node::Sum(parts) => {
                let from = place(self.parts.len());
                self.parts.extend_from_slice(parts);
                FlatNode::Sum { from, to: place(self.parts.len()) }
            }
        };
        self.nodes.push(flat);
    }

    /// What an answer leaves, to be asked once for all rows that have it.
    pub fn narrowed(&self, question: QuestionIndex, answer: &Answer) -> Narrowed {
        let variables = &self.engine.variables;
        let cells = variables
            .of_question(question)
            .map(|place| (place as u32, variables.get(place).cells_of(answer).bits()));
        let number = match answer {
            _ if !self.is_input[question.0] => Number::Unused,
            Answer::Numbers(numbers) => {
                numbers.single().and_then(fixed).map_or(Number::Other, Number::One)
            }
            _ => Number::Other,
        };
        debug_assert!(
            number == Number::Unused
                || matches!(self.engine.playbook().question(question).kind, Kind::Number(_))
        );
        Narrowed { question, cells: cells.collect(), number }
    }

    /// What is said of a row of which this is known; `None` where it has to go the way of a deal.
    pub fn quick<'n>(
        &self,
        known: impl Iterator<Item = &'n Narrowed>,
        scratch: &mut Scratch,
    ) -> Option<Quick> {
        self.learn(known, scratch)?;
        let ranges = self.ranges_of_row(scratch)?;
        let scale = &self.engine.playbook().scale;
        Some(Quick {
            verdict: ranges.verdict(self.borders),
            score: ScoreBounds::on(scale, ranges.score),
            band: scale.band_between(ranges.score),
        })
    }

    /// All that is told of a row with these facts, of which this is known by evidence; `None` where it
    /// has to go the way of a deal.
    pub fn row<'n>(
        &self,
        known: impl Iterator<Item = &'n Narrowed>,
        facts: &Facts,
        scratch: &mut Scratch,
    ) -> Option<RowStanding> {
        self.learn(known, scratch)?;
        if self.narrow_values(scratch).is_none() {
            return self.decided_row(facts, scratch);
        }
        let domains = scratch.cells.iter().copied().map(CellSet::of_bits).collect();
        self.engine.row_within(domains, facts)
    }

    /// The same of a row whose values tell more box by box; `None` where it is undecided.
    fn decided_row(&self, facts: &Facts, scratch: &mut Scratch) -> Option<RowStanding> {
        let mut hull = vec![NOWHERE; self.nodes.len()];
        self.each_box(scratch, |scratch| {
            scratch.bounds.resize(self.nodes.len(), (0, 0));
            self.fill(0..self.nodes.len(), scratch);
            hull.iter_mut().zip(&scratch.bounds).for_each(|(all, one)| *all = joined(*all, *one));
        })?;
        self.engine.decided_row(Bounds::of_nodes(hull), facts)
    }

    /// Sees to it that of each variable the cells are there that this leaves; `None` where an answer is
    /// more than one number to a value.
    fn learn<'n>(
        &self,
        known: impl Iterator<Item = &'n Narrowed>,
        scratch: &mut Scratch,
    ) -> Option<()> {
        scratch.cells.clone_from(&self.all);
        scratch.numbers.clear();
        scratch.numbers.resize(self.is_input.len(), None);
        for narrowed in known {
            for (variable, cells) in &narrowed.cells {
                scratch.cells[*variable as usize] &= cells;
            }
            match narrowed.number {
                Number::Unused => {}
                Number::One(number) => scratch.numbers[narrowed.question.0] = Some(number),
                Number::Other => return None,
            }
        }
        Some(())
    }

    /// What is settled whatever the values come to is settled without working them out.
    fn ranges_of_row(&self, scratch: &mut Scratch) -> Option<Ranges> {
        if self.values.is_empty() || !self.scores_values {
            let ranges = self.ranges(scratch);
            if self.values.is_empty() || ranges.verdict(self.borders) != Verdict::Undecided {
                return Some(ranges);
            }
        }
        match self.narrow_values(scratch) {
            Some(()) => Some(self.ranges(scratch)),
            None => self.ranges_by_boxes(scratch),
        }
    }

    /// Narrows the variables of values to what these come to; `None` where that is not all there is to
    /// it.
    fn narrow_values(&self, scratch: &mut Scratch) -> Option<()> {
        for value in &self.values {
            let number = |question: QuestionIndex| scratch.numbers[question.0];
            scratch.cells[value.variable] = value.cells_left(number, &scratch.cells)?;
        }
        Some(())
    }

    /// The lowest and the highest score of each root. Of a no-fit those of a fit are not looked at.
    fn ranges(&self, scratch: &mut Scratch) -> Ranges {
        scratch.bounds.resize(self.nodes.len(), (0, 0));
        let at_least_not_yet = self.range(&self.at_least_not_yet, scratch);
        let score = self.range(&self.score, scratch);
        let fit = match at_least_not_yet.1 < self.borders.fit {
            true => at_least_not_yet,
            false => self.range(&self.fit, scratch),
        };
        Ranges { at_least_not_yet, score, fit }
    }

    /// The same, cell by cell of the open questions that values are worked out from.
    fn ranges_by_boxes(&self, scratch: &mut Scratch) -> Option<Ranges> {
        let mut ranges = Ranges::NONE;
        self.each_box(scratch, |scratch| ranges = ranges.with(self.ranges(scratch)))?;
        Some(ranges)
    }

    /// Goes through the boxes of cells of the open questions that values are worked out from, the
    /// values' variables being narrowed in each; `None` where there are too many, or in some box that is
    /// not all there is to a value.
    fn each_box(&self, scratch: &mut Scratch, mut see: impl FnMut(&mut Scratch)) -> Option<()> {
        let is_open = |variable: &usize| scratch.cells[*variable].count_ones() > 1;
        let open: Vec<usize> = self.inputs.iter().copied().filter(is_open).collect();
        let domains: Vec<u64> = open.iter().map(|variable| scratch.cells[*variable]).collect();
        let boxes = domains
            .iter()
            .fold(1_usize, |boxes, domain| boxes.saturating_mul(domain.count_ones() as usize));
        if boxes > MOST_BOXES {
            return None;
        }
        for mut number in 0..boxes {
            for (variable, domain) in open.iter().zip(&domains) {
                let count = domain.count_ones() as usize;
                scratch.cells[*variable] = nth(*domain, number % count);
                number /= count;
            }
            self.narrow_values(scratch)?;
            see(scratch);
        }
        Some(())
    }

    /// The lowest and the highest score of a root, those before it being known.
    fn range(&self, output: &Output, scratch: &mut Scratch) -> (i64, i64) {
        self.fill(output.nodes.iter().map(|place| *place as usize), scratch);
        let (low, high) = scratch.bounds[output.root.place as usize];
        (low + output.root.weight, high + output.root.weight)
    }

    /// Fills in the lowest and the highest score of nodes, those that they point to being known.
    fn fill(&self, places: impl Iterator<Item = usize>, scratch: &mut Scratch) {
        let Scratch { cells, bounds, .. } = scratch;
        for place in places {
            bounds[place] = match self.nodes[place] {
                FlatNode::Fixed(score) => (score, score),
                FlatNode::Sum { from, to } => {
                    let parts = &self.parts[from as usize..to as usize];
                    parts.iter().fold((0, 0), |(low, high), part| {
                        let (of_part, to_part) = bounds[*part as usize];
                        (low + of_part, high + to_part)
                    })
                }
                FlatNode::Decide { variable, from, to } => {
                    let possible = cells[variable as usize];
                    let mut found = (i64::MAX, i64::MIN);
                    for branch in &self.branches[from as usize..to as usize] {
                        if branch.cells & possible != 0 {
                            let (low, high) = bounds[branch.to as usize];
                            found.0 = found.0.min(low + branch.weight);
                            found.1 = found.1.max(high + branch.weight);
                        }
                    }
                    found
                }
            };
        }
    }
}

impl Output {
    fn of(model: &Model, root: Root, before: &[Root]) -> Self {
        let places: Vec<u32> = before.iter().map(|root| root.place).collect();
        let known = model.circuit.below(&places);
        let mut nodes = model.circuit.below(&[root.place]);
        nodes.retain(|place| known.binary_search(place).is_err());
        Self { root, nodes }
    }
}

/// Whether the score hangs on some value.
fn scores_values(engine: &Engine, model: &Model) -> bool {
    let variables = model.circuit.variables(&model.circuit.below(&[model.score.place]));
    engine.variables.worked.iter().any(|worked| variables.contains(&worked.variable))
}

/// The cell at a place of a set, alone.
fn nth(mut set: u64, place: usize) -> u64 {
    for _ in 0..place {
        set &= set - 1;
    }
    set & set.wrapping_neg()
}
