//! Concrete cases, as witnesses.

use crate::deal::{Fact, Facts, Numbers};
use crate::engine::SingleAnswer;
use crate::engine::cells::{CellValues, Variables};
use crate::engine::change::some_number;
use crate::engine::values::Numbered;
use crate::playbook::{Kind, Playbook, QuestionIndex};

use super::prover::Prover;
use super::search::Search;

/// Ways to give numbers to the first of two cases, of which the second may differ in one alone.
const TRIES_OF_PAIR: usize = 4;

/// Answers that a buyer could give, one value each, in playbook order.
///
/// Where it stands for a complete case it has every question that applies in it but those of type
/// `text`, on which nothing depends. Of an answer that is as good as others to every condition the
/// simplest is named: the first option, the smallest set, the number at the end of its interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The answers.
    pub answers: Vec<(QuestionIndex, SingleAnswer)>,
}

/// Two complete cases that differ in one question, and agree on every other one that applies in
/// both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePair {
    /// The one.
    pub one: Case,
    /// The other.
    pub other: Case,
}

impl Case {
    /// The answers as facts that the buyer stated.
    pub fn facts(&self, playbook: &Playbook) -> Facts {
        let mut facts = Facts::none(playbook);
        for (question, answer) in &self.answers {
            let asked = playbook.question(*question);
            facts.set(*question, vec![Fact::bare(asked, answer.as_answer(asked))]);
        }
        facts
    }

    /// The answer to a question.
    pub fn answer(&self, question: QuestionIndex) -> Option<&SingleAnswer> {
        self.answers.iter().find(|(answered, _)| *answered == question).map(|(_, answer)| answer)
    }
}

impl Prover<'_> {
    /// The complete case that stands for these cells.
    pub(super) fn case(&self, cells: &[usize]) -> Case {
        self.case_of(cells, |question| self.compiler.formulas.holds(self.gates[question.0], cells))
    }

    /// The answers that stand for these cells, to the questions of some kind.
    pub(super) fn case_of(&self, cells: &[usize], has: impl Fn(QuestionIndex) -> bool) -> Case {
        let numbers = self.variables.worked.numbers_of(cells, &Numbered::new()).unwrap_or_default();
        self.case_with_numbers(cells, &numbers, has)
    }

    fn case_with_numbers(
        &self,
        cells: &[usize],
        numbers: &Numbered,
        has: impl Fn(QuestionIndex) -> bool,
    ) -> Case {
        let questions = self.playbook.question_indexes().filter(|question| has(*question));
        let answers = questions.filter_map(|question| {
            let number = numbers.get(&question).copied().map(SingleAnswer::Number);
            let answer =
                number.or_else(|| value(self.playbook, &self.variables, question, cells))?;
            Some((question, answer))
        });
        Case { answers: answers.collect() }
    }

    /// Whether there are numbers that make these cells a case: where values are not exact, cells alone
    /// may stand for none.
    pub(super) fn is_real(&self, cells: &[usize]) -> bool {
        self.variables.worked.numbers_of(cells, &Numbered::new()).is_some()
    }

    /// What is found, if it is a case that there is.
    pub(super) fn real(&self, found: Search) -> Search {
        match found {
            Search::Found(case) if !self.is_real(&case) => Search::Unsettled,
            other => other,
        }
    }

    /// The cases in which a variable is in one and in the other cell, and that differ in one question
    /// alone; with values, unsettled where none were found.
    pub(super) fn pair(
        &self,
        cells: &[usize],
        (variable, question): (usize, QuestionIndex),
        pair: [usize; 2],
    ) -> Search<CasePair> {
        let [one, other] = pair.map(|cell| {
            let mut cells = cells.to_vec();
            cells[variable] = cell;
            cells
        });
        let mut from = 0..TRIES_OF_PAIR;
        let numbers = from.find_map(|from| {
            let turned = || self.numbers_but(&other, &one, question, from);
            let numbers = self.numbers_but(&one, &other, question, from);
            numbers.or_else(|| turned().map(|[other, one]| [one, other]))
        });
        let Some([first, second]) = numbers else { return Search::Unsettled };
        let case = |cells: &[usize], numbers: &Numbered| {
            let holds = |question: QuestionIndex| {
                self.compiler.formulas.holds(self.gates[question.0], cells)
            };
            self.case_with_numbers(cells, numbers, holds)
        };
        Search::Found(CasePair { one: case(&one, &first), other: case(&other, &second) })
    }

    /// Numbers for two cases that differ in one question alone, beginning with the first.
    fn numbers_but(
        &self,
        one: &[usize],
        other: &[usize],
        question: QuestionIndex,
        from: usize,
    ) -> Option<[Numbered; 2]> {
        let worked = &self.variables.worked;
        let first = worked.other_numbers_of(one, &Numbered::new(), from)?;
        let mut given = Numbered::new();
        for input in worked.questions().into_iter().filter(|input| *input != question) {
            let number = first.get(&input).copied().or_else(|| {
                match value(self.playbook, &self.variables, input, one) {
                    Some(SingleAnswer::Number(number)) => Some(number),
                    _ => None,
                }
            });
            given.extend(number.map(|number| (input, number)));
        }
        let second = worked.numbers_of(other, &given)?;
        Some([first, second])
    }
}

/// A value of a question that is in these cells; `None` for `text`.
pub(super) fn value(
    playbook: &Playbook,
    variables: &Variables,
    question: QuestionIndex,
    cells: &[usize],
) -> Option<SingleAnswer> {
    let mut places = variables.of_question(question);
    match &playbook.question(question).kind {
        Kind::Text => None,
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            let option = places.next().and_then(|place| match &variables.get(place).values {
                CellValues::Options(of) => of.iter().position(|cell| *cell == cells[place]),
                _ => None,
            });
            Some(SingleAnswer::Option(option.unwrap_or(0)))
        }
        Kind::Choices { .. } => {
            let members = places.filter_map(|place| match variables.get(place).values {
                CellValues::Member(option) if cells[place] == crate::engine::cells::IN => {
                    Some(option)
                }
                _ => None,
            });
            Some(SingleAnswer::Options(members.collect()))
        }
        Kind::Number(kind) => {
            let numbers = places.next().and_then(|place| match &variables.get(place).values {
                CellValues::Numbers { cells: of, .. } => of.get(cells[place]).cloned(),
                _ => None,
            });
            let numbers = numbers.unwrap_or_else(|| Numbers::of(kind));
            numbers.intervals().first().and_then(some_number).map(SingleAnswer::Number)
        }
    }
}
