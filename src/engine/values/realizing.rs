//! Numbers that make values come to lie in the cells of a case: a case of cells alone may be none
//! that exists, where values are not exact.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::hitting::candidates;
use super::span::{Exact, Span, exact};
use super::worked::{Worked, WorkedValues};
use crate::playbook::QuestionIndex;

/// Numbers that are tried for one case.
const TRIES: usize = 400;

/// A number for each question that a value in doubt is worked out from.
pub(crate) type Numbered = BTreeMap<QuestionIndex, Decimal>;

impl WorkedValues {
    /// Numbers in the cells of a case that make every value come to lie in the cell that stands for it
    /// there. Values that come to lie in the same one whatever the numbers are leave them open. Some
    /// numbers may be given. `None` where none was found.
    pub(crate) fn numbers_of(&self, case: &[usize], given: &Numbered) -> Option<Numbered> {
        self.other_numbers_of(case, given, 0)
    }

    /// The same, the candidates for each number taken from another one on: other numbers, where there
    /// are some.
    pub(crate) fn other_numbers_of(
        &self,
        case: &[usize],
        given: &Numbered,
        from: usize,
    ) -> Option<Numbered> {
        let goals: Vec<Goal<'_>> =
            self.iter().filter_map(|worked| Goal::of(worked, case)).collect();
        if goals.is_empty() {
            return Some(given.clone());
        }
        let mut boxes: BTreeMap<QuestionIndex, (Span, bool)> = BTreeMap::new();
        for goal in &goals {
            for (input, question) in goal.worked.working.inputs.iter().enumerate() {
                let (variable, spans) = &goal.worked.inputs[input];
                let span = spans.get(case[*variable])?.clone();
                let span = match given.get(question) {
                    Some(number) if span.contains(&exact(*number)) => Span::point(exact(*number)),
                    Some(_) => return None,
                    None => span,
                };
                boxes.insert(*question, (span, goal.worked.is_whole[input]));
            }
        }
        let mut numbers = given.clone();
        let open: Vec<QuestionIndex> = boxes.keys().copied().collect();
        let mut left = Left { tries: TRIES, from };
        find(&goals, &mut boxes, &open, &mut numbers, &mut left).then_some(numbers)
    }
}

/// How numbers are tried.
struct Left {
    /// How many more.
    tries: usize,
    /// The candidate that is tried first.
    from: usize,
}

/// A value that has to come to lie in a cell.
struct Goal<'g> {
    worked: &'g Worked,
    cell: usize,
    /// The spans of the cell; none where something is to be divided by 0.
    targets: Vec<Span>,
}

impl<'g> Goal<'g> {
    /// The goal of a value in a case; `None` where it is met by all numbers there.
    fn of(worked: &'g Worked, case: &[usize]) -> Option<Self> {
        let outcome = worked.boxes.outcome(case);
        if outcome.cells.len() == 1 {
            return None;
        }
        let cell = outcome.nearest(case[worked.variable]);
        let targets = worked.cells.get(cell).cloned().unwrap_or_default();
        Some(Self { worked, cell, targets })
    }

    /// The spans of its inputs.
    fn spans(&self, boxes: &BTreeMap<QuestionIndex, (Span, bool)>) -> Vec<Span> {
        let inputs = self.worked.working.inputs.iter();
        inputs
            .map(|question| boxes.get(question).map_or(Span::all(), |(span, _)| span.clone()))
            .collect()
    }

    /// Where one question has to lie.
    fn wanted(
        &self,
        boxes: &BTreeMap<QuestionIndex, (Span, bool)>,
        question: QuestionIndex,
    ) -> Option<Span> {
        let input = self.worked.working.inputs.iter().position(|one| *one == question);
        let Some(input) = input else { return Some(Span::all()) };
        let spans = self.spans(boxes);
        if self.targets.is_empty() {
            return Some(spans[input].clone());
        }
        let wanted = self.targets.iter();
        let wanted =
            wanted.filter_map(|target| self.worked.working.input_for(&spans, target, input));
        Span::hull_of(wanted)
    }

    fn is_met(&self, boxes: &BTreeMap<QuestionIndex, (Span, bool)>) -> bool {
        let numbers: Option<Vec<Exact>> =
            self.spans(boxes).iter().map(|span| span.single().cloned()).collect();
        numbers.is_some_and(|numbers| self.worked.cut().cell_of(&numbers) == self.cell)
    }
}

/// Gives the questions numbers, one after the other, each where it has to lie for all goals.
fn find(
    goals: &[Goal<'_>],
    boxes: &mut BTreeMap<QuestionIndex, (Span, bool)>,
    open: &[QuestionIndex],
    numbers: &mut Numbered,
    left: &mut Left,
) -> bool {
    let Some((question, rest)) = open.split_first() else {
        return goals.iter().all(|goal| goal.is_met(boxes));
    };
    let Some((before, is_whole)) = boxes.get(question).cloned() else { return false };
    let mut span = before.clone();
    for goal in goals {
        match goal.wanted(boxes, *question) {
            Some(wanted) => span = span.intersection(&wanted),
            None => return false,
        }
    }
    let mut candidates = candidates(&span, is_whole);
    let first = left.from % candidates.len().max(1);
    candidates.rotate_left(first);
    for number in candidates {
        if left.tries == 0 {
            break;
        }
        left.tries -= 1;
        boxes.insert(*question, (Span::point(exact(number)), is_whole));
        numbers.insert(*question, number);
        if find(goals, boxes, rest, numbers, left) {
            return true;
        }
    }
    numbers.remove(question);
    boxes.insert(*question, (before, is_whole));
    false
}
