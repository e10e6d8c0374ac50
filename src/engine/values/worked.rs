//! Values made ready: what they can come to within domains.

use std::collections::BTreeSet;

use super::boxes::{Boxes, Cut, OwnBox, mixed};
use super::span::Span;
use super::working::Working;
use crate::deal::Numbers;
use crate::engine::cell_sets::{CellSet, Domains};
use crate::playbook::{Kind, Playbook, QuestionIndex, ValueIndex};

/// The boxes that are looked at to see how a question takes part: six questions of two cells each, as
/// rules leave that test a question or two of a value themselves.
const MOST_BOXES_OF_PART: usize = 64;

/// A value that conditions test.
#[derive(Debug, Clone)]
pub(crate) struct Worked {
    /// The value.
    pub(crate) value: ValueIndex,
    /// Its variable.
    pub(crate) variable: usize,
    /// What it can come to lie in.
    pub(crate) boxes: Boxes,
    pub(super) working: Working,
    /// For each input its variable, and the span of each of its cells.
    pub(super) inputs: Vec<(usize, Vec<Span>)>,
    pub(super) is_whole: Vec<bool>,
    pub(super) cells: Vec<Vec<Span>>,
    undefined: Option<usize>,
}

impl Worked {
    /// A value with these cells, once the variables of its questions are there.
    pub(crate) fn of<'c>(
        playbook: &Playbook,
        value: ValueIndex,
        variable: usize,
        cells_of: impl Fn(QuestionIndex) -> Option<(usize, &'c [Numbers])>,
        cells: &[Numbers],
    ) -> Self {
        let working = Working::of(playbook, value);
        let input = |question: &QuestionIndex| {
            let (variable, cells) = cells_of(*question).unwrap_or_default();
            (variable, cells.iter().flat_map(Span::runs).collect())
        };
        let inputs: Vec<(usize, Vec<Span>)> = working.inputs.iter().map(input).collect();
        let is_whole = |question: &QuestionIndex| matches!(&playbook.question(*question).kind, Kind::Number(kind) if kind.whole);
        let is_whole: Vec<bool> = working.inputs.iter().map(is_whole).collect();
        let undefined = working.has_division.then_some(cells.len());
        let cells: Vec<Vec<Span>> = cells.iter().map(Span::runs).collect();
        let boxes = Boxes::of(&Cut {
            working: &working,
            inputs: &inputs,
            is_whole: &is_whole,
            cells: &cells,
            undefined,
        });
        Self { value, variable, boxes, working, inputs, is_whole, cells, undefined }
    }

    /// Whether it has a cell for where something is divided by 0.
    pub(crate) fn has_undefined(&self) -> bool {
        self.undefined.is_some()
    }

    /// The questions that it is worked out from.
    pub(crate) fn questions(&self) -> &[QuestionIndex] {
        &self.working.inputs
    }

    /// How it is worked out.
    pub(crate) fn working(&self) -> &Working {
        &self.working
    }

    /// For each question that it is worked out from the numbers in each of its cells.
    pub(crate) fn spans_of_inputs(&self) -> impl Iterator<Item = &[Span]> {
        self.inputs.iter().map(|(_, spans)| spans.as_slice())
    }

    /// For each of its cells the numbers in it.
    pub(crate) fn spans(&self) -> &[Vec<Span>] {
        &self.cells
    }

    /// Gives each box of the cells of its questions a variable of its own; hands out the boxes. `None`
    /// where there are more than so many.
    pub(crate) fn tell_boxes_apart(
        &mut self,
        most: usize,
        mut own: impl FnMut() -> usize,
    ) -> Option<Vec<OwnBox>> {
        let counts: Vec<Vec<usize>> =
            self.inputs.iter().map(|(_, spans)| (0..spans.len()).collect()).collect();
        let all = mixed(&counts, most + 1);
        if all.len() > most {
            return None;
        }
        let all = all.into_iter().map(|cells| OwnBox { cells, variable: own() });
        let boxes: Vec<OwnBox> = all.collect();
        let inputs: Vec<usize> = self.inputs.iter().map(|(variable, _)| *variable).collect();
        self.boxes = Boxes::apart(&inputs, &boxes);
        Some(boxes)
    }

    pub(super) fn cut(&self) -> Cut<'_> {
        Cut {
            working: &self.working,
            inputs: &self.inputs,
            is_whole: &self.is_whole,
            cells: &self.cells,
            undefined: self.undefined,
        }
    }

    /// The cells that it can come to lie in within the domains.
    pub(crate) fn cells_within(&self, domains: &Domains) -> CellSet {
        let outcomes = self.boxes.outcomes_within(domains).into_iter();
        outcomes.map(|outcome| outcome.cells).collect()
    }

    /// Whether it is open in the cases within the domains.
    pub(crate) fn is_open(&self, domains: &Domains) -> bool {
        self.boxes.outcomes_within(domains).iter().any(|outcome| outcome.cells.len() > 1)
    }

    /// Whether there are surely no cases too many within the domains on its account.
    fn is_exact(&self, domains: &Domains) -> bool {
        self.boxes
            .outcomes_within(domains)
            .iter()
            .all(|outcome| outcome.is_exact || outcome.cells.len() == 1)
    }

    /// Whether the answer to a question is one number in the cases within the domains.
    fn is_single(&self, input: usize, domains: &Domains) -> bool {
        let (variable, spans) = &self.inputs[input];
        let mut cells = domains[*variable].iter();
        let first = cells.next().and_then(|cell| spans.get(cell));
        first.is_some_and(|span| span.single().is_some()) && cells.next().is_none()
    }

    /// The questions that it is worked out from and that are open.
    pub(crate) fn open_questions(&self, domains: &Domains) -> Vec<QuestionIndex> {
        let open = (0..self.inputs.len()).filter(|input| !self.is_single(*input, domains));
        open.map(|input| self.working.inputs[input]).collect()
    }

    /// Where a question has to lie for the value to come to lie in each span of its cells, the others
    /// being in their spans.
    pub(crate) fn wanted(&self, spans: &[Span], question: QuestionIndex) -> Vec<Span> {
        let Some(input) = self.working.inputs.iter().position(|one| *one == question) else {
            return Vec::new();
        };
        let targets = self.cells.iter().flatten();
        targets.filter_map(|target| self.working.input_for(spans, target, input)).collect()
    }

    /// How a question takes part in what the value comes to within the domains.
    pub(crate) fn part_of(&self, question: QuestionIndex, domains: &Domains) -> Taking {
        let place = self.working.inputs.iter().position(|one| *one == question);
        let Some(input) = place.filter(|input| !self.is_single(*input, domains)) else {
            return Taking::None;
        };
        let open = self.open_questions(domains);
        if open.len() == 1 && domains[self.inputs[input].0].len() == 1 {
            return Taking::All;
        }
        let spans = self.inputs.iter().map(|(variable, of_cells)| {
            domains[*variable].iter().filter_map(|cell| of_cells.get(cell).cloned()).collect()
        });
        let spans: Vec<Vec<Span>> = spans.collect();
        let boxes = spans.iter().try_fold(1, |count: usize, of| count.checked_mul(of.len()));
        if !self.working.is_once || boxes.is_none_or(|boxes| boxes > MOST_BOXES_OF_PART) {
            return Taking::Perhaps;
        }
        let boxes = mixed(&spans, MOST_BOXES_OF_PART);
        let mut takings = boxes.iter().filter_map(|spans| self.part_in_box(input, spans));
        let first = takings.next().unwrap_or(Taking::None);
        if takings.all(|other| other == first) { first } else { Taking::Perhaps }
    }

    /// The same where each question lies in one span; `None` where the value is settled there.
    fn part_in_box(&self, input: usize, spans: &[Span]) -> Option<Taking> {
        let cells = self.cut().cells_of(&self.working.image(spans));
        if cells.len() < 2 {
            return None;
        }
        let Some(reach) = self.working.reach(spans, input) else { return Some(Taking::None) };
        let reached = |cell: &usize| {
            let of_cell = self.cells.get(*cell);
            of_cell.is_some_and(|of_cell| of_cell.iter().any(|span| span.meets(&reach)))
        };
        Some(match cells.iter().filter(reached).count() {
            0 | 1 => Taking::None,
            count if count == cells.len() => Taking::All,
            _ => Taking::Perhaps,
        })
    }
}

/// How an answer takes part in what a value comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taking {
    /// Alone it never leads from one cell of the value to another.
    None,
    /// Alone it leads from any cell to any other, or to one between.
    All,
    /// It may.
    Perhaps,
}

/// The values that conditions test.
#[derive(Debug, Clone, Default)]
pub(crate) struct WorkedValues(Vec<Worked>);

impl WorkedValues {
    /// Adds one.
    pub(crate) fn add(&mut self, worked: Worked) {
        self.0.push(worked);
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Worked> {
        self.0.iter()
    }

    /// All of them, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Worked> {
        self.0.iter_mut()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one of a value.
    pub(crate) fn of(&self, value: ValueIndex) -> Option<&Worked> {
        self.iter().find(|worked| worked.value == value)
    }

    /// The one that a variable belongs to.
    pub(crate) fn of_variable(&self, variable: usize) -> Option<&Worked> {
        self.iter().find(|worked| worked.variable == variable)
    }

    /// Those that are worked out from a question.
    pub(crate) fn from(&self, question: QuestionIndex) -> impl Iterator<Item = &Worked> {
        self.iter().filter(move |worked| worked.questions().contains(&question))
    }

    /// Every question that one is worked out from, each once.
    pub(crate) fn questions(&self) -> BTreeSet<QuestionIndex> {
        self.iter().flat_map(Worked::questions).copied().collect()
    }

    /// Those for which there may be cases too many within the domains: the ones that alone are not
    /// exact, and those that share an open question, in which they may not be able to come to any two
    /// of their cells at once.
    pub(crate) fn inexact(&self, domains: &Domains) -> Vec<&Worked> {
        let open: Vec<&Worked> = self.iter().filter(|one| one.is_open(domains)).collect();
        let is_shared = |worked: &Worked| {
            let questions = worked.open_questions(domains);
            open.iter().any(|other| {
                other.value != worked.value
                    && other.open_questions(domains).iter().any(|one| questions.contains(one))
            })
        };
        let mut inexact = open.clone();
        inexact.retain(|worked| !worked.is_exact(domains) || is_shared(worked));
        inexact
    }
}
