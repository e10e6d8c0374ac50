//! The conditions of a playbook as formulas, gates substituted.
//!
//! A test on a question becomes `test and when(question)`, recursively, so that every variable is
//! independent of every other and "does not apply" needs no case of its own.

use rustc_hash::FxHashMap;

use super::cells::{CellSet, CellValues, IN, Variables};
use super::formula::{Formula, Formulas};
use super::values::{Part, Worked};
use crate::playbook::{Condition, Playbook, QuestionIndex, Subject, Test, ValueIndex};

/// Turns a playbook's conditions into formulas.
pub(crate) struct Translation<'t> {
    playbook: &'t Playbook,
    variables: &'t Variables,
    /// Where formulas are put, beside those over the same variables that are there.
    pub(crate) formulas: &'t mut Formulas,
    gates: Vec<Option<Formula>>,
}

impl<'t> Translation<'t> {
    /// Nothing of this playbook translated yet.
    pub(crate) fn new(
        playbook: &'t Playbook,
        variables: &'t Variables,
        formulas: &'t mut Formulas,
    ) -> Self {
        let gates = vec![None; playbook.questions.len()];
        Self { playbook, variables, formulas, gates }
    }

    /// Where each question applies is known.
    pub(crate) fn with_gates(self, gates: &[Formula]) -> Self {
        Self { gates: gates.iter().copied().map(Some).collect(), ..self }
    }

    /// Where a question applies.
    pub(crate) fn gate(&mut self, question: QuestionIndex) -> Formula {
        if let Some(known) = self.gates[question.0] {
            return known;
        }
        let gate = match &self.playbook.question(question).when {
            None => Formula::TRUE,
            Some(condition) => self.condition(condition),
        };
        self.gates[question.0] = Some(gate);
        gate
    }

    /// Where a condition holds.
    pub(crate) fn condition(&mut self, condition: &Condition) -> Formula {
        match condition {
            Condition::All(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect();
                self.formulas.all(parts)
            }
            Condition::Any(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect();
                self.formulas.any(parts)
            }
            Condition::Not(part) => {
                let part = self.condition(part);
                self.formulas.not(part)
            }
            Condition::Test(Subject::Question(question), test) => {
                let gate = self.gate(*question);
                let test = self.test(*question, test);
                self.formulas.all(vec![gate, test])
            }
            Condition::Test(Subject::Value(value), test) => {
                let gate = self.gate_of_value(*value);
                let test = self.test_on_value(*value, test);
                self.formulas.all(vec![gate, test])
            }
        }
    }

    /// Where every question that a value is worked out from applies.
    pub(crate) fn gate_of_value(&mut self, value: ValueIndex) -> Formula {
        let questions = self.playbook.value(value).is.questions(&self.playbook.values);
        let gates = questions.into_iter().map(|question| self.gate(question)).collect();
        self.formulas.all(gates)
    }

    /// Where a test on a value holds: in each box of the cells of its questions, where the cell of its
    /// own variable stands for one in which it does.
    fn test_on_value(&mut self, value: ValueIndex, test: &Test) -> Formula {
        let Some(worked) = self.variables.worked.of(value) else { return Formula::FALSE };
        let passing = self.variables.get(worked.variable).cells_where(test);
        let mut known = FxHashMap::default();
        self.test_in_boxes(worked, worked.boxes.root(), passing, &mut known)
    }

    fn test_in_boxes(
        &mut self,
        worked: &Worked,
        place: usize,
        passing: CellSet,
        known: &mut FxHashMap<usize, Formula>,
    ) -> Formula {
        if let Some(known) = known.get(&place) {
            return *known;
        }
        let formula = match worked.boxes.part(place) {
            Part::Whole(outcome) => {
                let all = self.variables.get(worked.variable).cells;
                let standing = all.iter().filter(|cell| passing.contains(outcome.nearest(*cell)));
                self.formulas.test(worked.variable as u32, standing.collect())
            }
            Part::Own(variable) => self.formulas.test(*variable as u32, passing),
            Part::Split { variable, branches } => {
                let parts = branches.iter().map(|(cells, to)| {
                    let inside = self.test_in_boxes(worked, *to, passing, known);
                    let is_there = self.formulas.test(*variable as u32, *cells);
                    self.formulas.all(vec![is_there, inside])
                });
                let parts = parts.collect();
                self.formulas.any(parts)
            }
        };
        known.insert(place, formula);
        formula
    }

    fn test(&mut self, question: QuestionIndex, test: &Test) -> Formula {
        match test {
            Test::Includes(options) => {
                let parts = self.members(question, |option| options.contains(&option));
                self.formulas.all(parts)
            }
            Test::IncludesAny(options) => {
                let parts = self.members(question, |option| options.contains(&option));
                self.formulas.any(parts)
            }
            Test::Excludes(options) => {
                let parts = self.members(question, |option| options.contains(&option));
                let any = self.formulas.any(parts);
                self.formulas.not(any)
            }
            Test::CountAtLeast(count) => {
                let parts = self.members(question, |_| true);
                self.formulas.at_least(*count, parts)
            }
            Test::CountAtMost(count) => {
                let parts = self.members(question, |_| true);
                let more = self.formulas.at_least(count.saturating_add(1), parts);
                self.formulas.not(more)
            }
            Test::OneOf(_) | Test::NoneOf(_) | Test::Number(_) => {
                let Some(variable) = self.variables.of_question(question).next() else {
                    return Formula::FALSE;
                };
                let cells = self.variables.get(variable).cells_where(test);
                self.formulas.test(variable as u32, cells)
            }
        }
    }

    /// For each of these options of a `choices` question: it is in the set.
    fn members(&mut self, question: QuestionIndex, wanted: impl Fn(usize) -> bool) -> Vec<Formula> {
        let mut members = Vec::new();
        for place in self.variables.of_question(question) {
            if let CellValues::Member(option) = self.variables.get(place).values
                && wanted(option)
            {
                members.push(self.formulas.test(place as u32, CellSet::single(IN)));
            }
        }
        members
    }
}
