//! Cells: the classes of values that no condition of the playbook can tell apart.
//!
//! Every question that some condition tests becomes one variable with a few cells; each tested
//! option of a `choices` question becomes a variable of its own, in the set or not.

use std::ops::{Bound, Range};

use rust_decimal::Decimal;

pub(crate) use super::cell_sets::{CellSet, Domains, MOST_CELLS};
use super::values::{Cuts, OwnBox, Worked, WorkedValues};
use crate::deal::{Answer, Interval, Numbers};
use crate::playbook::{
    Condition, Kind, NumberKind, NumberTest, Playbook, Question, QuestionIndex, Subject, Test,
    ValueIndex,
};

/// Of a `choices` variable: the option is in the set.
pub(crate) const IN: usize = 0;
/// Of a `choices` variable: the option is not in the set.
const OUT: usize = 1;

/// Something with cells that conditions test.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    /// The question or the value that it belongs to.
    pub(crate) subject: Subject,
    /// All its cells.
    pub(crate) cells: CellSet,
    /// What the cells stand for.
    pub(crate) values: CellValues,
}

/// What the cells of a variable stand for.
#[derive(Debug, Clone)]
pub(crate) enum CellValues {
    /// For each option of a `yes_no` or `choice` question its cell.
    Options(Vec<usize>),
    /// This option of a `choices` question: [`IN`] or not.
    Member(usize),
    /// For each cell the numbers in it; no others belong to it, whatever lies between them.
    Numbers {
        /// The numbers.
        cells: Vec<Numbers>,
        /// Only whole ones are meant.
        whole: bool,
    },
    /// For each cell of a value the numbers in it; there may be one more, where nothing is worked
    /// out since something is divided by 0. It is the cell that the value lies in unless the answers
    /// that it is worked out from leave others alone: see [`Worked`].
    WorkedOut(Vec<Numbers>),
}

/// The variables of a playbook.
#[derive(Debug, Clone)]
pub(crate) struct Variables {
    list: Vec<Variable>,
    of_question: Vec<Range<usize>>,
    /// The values that conditions test.
    pub(crate) worked: WorkedValues,
}

impl Variables {
    /// Cuts the values of every tested question into cells.
    pub(crate) fn of(playbook: &Playbook) -> Self {
        Self::cut(playbook, playbook.conditions(), &Cuts::default())
    }

    /// Cuts the values of the questions that values are worked out from by these numbers too; `None`
    /// where that makes too many cells.
    pub(crate) fn with_cuts(playbook: &Playbook, cuts: &Cuts) -> Option<Self> {
        let variables = Self::cut(playbook, playbook.conditions(), cuts);
        variables.list.iter().all(Variable::fits).then_some(variables)
    }

    /// Cuts them by the tests of other conditions on its questions too; `None` where that makes more
    /// than [`MOST_CELLS`] cells of one question. Loading bounds the tests of one playbook alone.
    pub(crate) fn with_tests_of<'p>(
        playbook: &'p Playbook,
        others: impl Iterator<Item = &'p Condition>,
    ) -> Option<Self> {
        let conditions = playbook.conditions().chain(others);
        let variables = Self::cut(playbook, conditions, &Cuts::default());
        variables.list.iter().all(Variable::fits).then_some(variables)
    }

    fn cut<'p>(
        playbook: &Playbook,
        conditions: impl Iterator<Item = &'p Condition>,
        cuts: &Cuts,
    ) -> Self {
        let mut tests = Tests {
            on_questions: vec![Vec::new(); playbook.questions.len()],
            on_values: vec![Vec::new(); playbook.values.len()],
        };
        conditions.for_each(|condition| collect_tests(condition, &mut tests));
        let cuts = cuts.with_inputs_of(playbook, &tests.on_values);
        let mut list = Vec::new();
        let mut of_question = Vec::with_capacity(tests.on_questions.len());
        for (place, tests) in tests.on_questions.iter().enumerate() {
            let question = QuestionIndex(place);
            let start = list.len();
            match (cuts.of(question), &playbook.question(question).kind) {
                (Some(cuts), Kind::Number(kind)) => {
                    let cells = connected_cells(kind, tests, cuts);
                    list.push(number_variable(Subject::Question(question), cells, kind.whole));
                }
                _ if tests.is_empty() => {}
                _ => list.extend(variables_of(question, playbook.question(question), tests)),
            }
            of_question.push(start..list.len());
        }
        let mut variables = Self { list, of_question, worked: WorkedValues::default() };
        for (place, tests) in tests.on_values.iter().enumerate() {
            if !tests.is_empty() {
                variables.add_value(playbook, ValueIndex(place), tests);
            }
        }
        variables
    }

    /// Adds the variable of a value behind those of the questions that it is worked out from.
    fn add_value(&mut self, playbook: &Playbook, value: ValueIndex, tests: &[&Test]) {
        let cells = number_cells(&NumberKind::default(), tests);
        let place = self.list.len();
        let worked =
            Worked::of(playbook, value, place, |question| self.number_cells(question), &cells);
        let count = cells.len() + usize::from(worked.has_undefined());
        let cells_of_value = CellSet::first(count);
        let (subject, values) = (Subject::Value(value), CellValues::WorkedOut(cells));
        self.list.push(Variable { subject, cells: cells_of_value, values });
        self.worked.add(worked);
    }

    /// The variable of a number question, where conditions tell its numbers apart or values are
    /// worked out from them, and the numbers in each of its cells.
    pub(crate) fn number_cells(&self, question: QuestionIndex) -> Option<(usize, &[Numbers])> {
        let variable = self.of_question(question).next()?;
        match &self.list[variable].values {
            CellValues::Numbers { cells, .. } => Some((variable, cells)),
            _ => None,
        }
    }

    /// The variables of a question: none if nothing tests it, several only for `choices`.
    pub(crate) fn of_question(&self, question: QuestionIndex) -> Range<usize> {
        self.of_question[question.0].clone()
    }

    /// These with a variable for what each value comes to in each box of the cells of its questions,
    /// and for each value these boxes: then what is known of a variable hangs on no other one. The
    /// value that has more boxes than `most` otherwise.
    pub(crate) fn with_boxes_apart(
        mut self,
        most: usize,
    ) -> Result<(Self, Vec<Vec<OwnBox>>), ValueIndex> {
        let mut boxes = Vec::new();
        for worked in self.worked.iter_mut() {
            let of_value = self.list[worked.variable].clone();
            let own = || {
                self.list.push(of_value.clone());
                self.list.len() - 1
            };
            boxes.push(worked.tell_boxes_apart(most, own).ok_or(worked.value)?);
        }
        Ok((self, boxes))
    }

    /// The variable at a place.
    pub(crate) fn get(&self, variable: usize) -> &Variable {
        &self.list[variable]
    }

    /// The questions that a variable is about: of a value those that it is worked out from.
    pub(crate) fn questions_of(&self, variable: usize) -> Vec<QuestionIndex> {
        match self.list[variable].subject {
            Subject::Question(question) => vec![question],
            Subject::Value(value) => {
                self.worked.of(value).map(|worked| worked.questions().to_vec()).unwrap_or_default()
            }
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Every cell of every variable.
    pub(crate) fn all_cells(&self) -> Domains {
        self.list.iter().map(|variable| variable.cells).collect()
    }

    /// The cells that these answers leave.
    pub(crate) fn cells_left<'a>(
        &self,
        answer: impl Fn(QuestionIndex) -> Option<&'a Answer>,
    ) -> Domains {
        let mut domains = self.all_cells();
        for question in (0..self.of_question.len()).map(QuestionIndex) {
            if let Some(answer) = answer(question) {
                self.narrow(&mut domains, question, answer);
            }
        }
        domains
    }

    /// The cells that these answers leave, of values the ones that these let them come to lie in, and
    /// the values in the light of them. `None` where cells say less of the answers than their numbers
    /// do: then only variables that are cut by these tell all.
    pub(crate) fn knowing<'a>(
        &self,
        answer: impl Fn(QuestionIndex) -> Option<&'a Answer>,
    ) -> Option<(WorkedValues, Domains)> {
        let mut domains = self.cells_left(&answer);
        let numbers = |question| match answer(question) {
            Some(Answer::Numbers(numbers)) => Some(numbers),
            _ => None,
        };
        let known = self.worked.knowing(&numbers, &mut domains)?;
        Some((known, domains))
    }

    /// Narrows a question's variables to the cells that an answer leaves possible.
    pub(crate) fn narrow(&self, domains: &mut Domains, question: QuestionIndex, answer: &Answer) {
        for place in self.of_question(question) {
            domains[place] = self.list[place].cells_of(answer);
        }
    }

    /// Makes every cell of a question's variables possible again.
    pub(crate) fn widen(&self, domains: &mut Domains, question: QuestionIndex) {
        for place in self.of_question(question) {
            domains[place] = self.list[place].cells;
        }
    }
}

impl Variable {
    /// The question that it belongs to; none of a value.
    pub(crate) fn question(&self) -> Option<QuestionIndex> {
        match self.subject {
            Subject::Question(question) => Some(question),
            Subject::Value(_) => None,
        }
    }

    /// Whether all that its values are cut into has a cell.
    fn fits(&self) -> bool {
        match &self.values {
            CellValues::Options(of) => of.iter().all(|cell| *cell < MOST_CELLS),
            CellValues::Member(_) => true,
            CellValues::Numbers { cells, .. } => cells.len() <= MOST_CELLS,
            CellValues::WorkedOut(cells) => cells.len() < MOST_CELLS,
        }
    }

    /// The cells that an answer leaves possible.
    pub(crate) fn cells_of(&self, answer: &Answer) -> CellSet {
        match (&self.values, answer) {
            (CellValues::Options(cells), Answer::OneOf(options)) => {
                options.iter().map(|option| cells[*option]).collect()
            }
            (CellValues::Member(option), Answer::Choices { includes, excludes }) => {
                if includes.contains(option) {
                    CellSet::single(IN)
                } else if excludes.contains(option) {
                    CellSet::single(OUT)
                } else {
                    self.cells
                }
            }
            (CellValues::Numbers { cells, whole }, Answer::Numbers(numbers)) => {
                let cells = cells.iter().enumerate();
                let possible = cells.filter(|(_, cell)| overlap(cell, numbers, *whole));
                possible.map(|(cell, _)| cell).collect()
            }
            _ => self.cells,
        }
    }

    /// The cells in which a test holds; only for questions other than `choices`.
    pub(crate) fn cells_where(&self, test: &Test) -> CellSet {
        let holds_in =
            |holds: &dyn Fn(usize) -> bool| self.cells.iter().filter(|cell| holds(*cell)).collect();
        match (&self.values, test) {
            (CellValues::Options(cells), test) => holds_in(&|cell| {
                let option = cells.iter().position(|of_option| *of_option == cell);
                option.is_some_and(|option| option_passes(test, option))
            }),
            (CellValues::Numbers { cells, whole }, Test::Number(test)) => {
                holds_in(&|cell| overlap(&cells[cell], &numbers_where(*test), *whole))
            }
            (CellValues::WorkedOut(cells), Test::Number(test)) => {
                let numbers = numbers_where(*test);
                holds_in(&|cell| cells.get(cell).is_some_and(|one| overlap(one, &numbers, false)))
            }
            _ => CellSet::EMPTY,
        }
    }
}

/// Whether two sets of numbers have one in common, which has to be a whole one where only those are
/// meant: 0 and 1 are a set of whole numbers that 0.5 is none of.
pub(crate) fn overlap(one: &Numbers, two: &Numbers, whole: bool) -> bool {
    let meet = |one: &Interval, two: &Interval| {
        let both = one.intersection(two);
        !if whole { both.whole() } else { both }.is_empty()
    };
    one.intervals().iter().any(|one| two.intervals().iter().any(|two| meet(one, two)))
}

/// The tests on each question and on each value.
struct Tests<'p> {
    on_questions: Vec<Vec<&'p Test>>,
    on_values: Vec<Vec<&'p Test>>,
}

fn collect_tests<'p>(condition: &'p Condition, tests: &mut Tests<'p>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect_tests(part, tests));
        }
        Condition::Not(part) => collect_tests(part, tests),
        Condition::Test(Subject::Question(question), test) => {
            tests.on_questions[question.0].push(test);
        }
        Condition::Test(Subject::Value(value), test) => tests.on_values[value.0].push(test),
    }
}

fn variables_of(index: QuestionIndex, question: &Question, tests: &[&Test]) -> Vec<Variable> {
    let subject = Subject::Question(index);
    let variable =
        |count: usize, values| Variable { subject, cells: CellSet::first(count), values };
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            let (count, cells) = option_cells(question.option_count(), tests);
            vec![variable(count, CellValues::Options(cells))]
        }
        Kind::Choices { options } => (0..options.len())
            .filter(|option| tests.iter().any(|test| concerns(test, *option)))
            .map(|option| variable(2, CellValues::Member(option)))
            .collect(),
        Kind::Number(kind) => {
            vec![number_variable(subject, number_cells(kind, tests), kind.whole)]
        }
        Kind::Text => Vec::new(),
    }
}

fn number_variable(subject: Subject, cells: Vec<Numbers>, whole: bool) -> Variable {
    let count = CellSet::first(cells.len());
    Variable { subject, cells: count, values: CellValues::Numbers { cells, whole } }
}

/// Groups options that pass the same tests: how many groups there are, and each option's group.
fn option_cells(options: usize, tests: &[&Test]) -> (usize, Vec<usize>) {
    let passed = |option| tests.iter().map(|test| option_passes(test, option)).collect();
    let mut classes: Vec<Vec<bool>> = Vec::new();
    let mut cells = Vec::with_capacity(options);
    for option in 0..options {
        cells.push(class_of(&mut classes, passed(option)));
    }
    (classes.len(), cells)
}

/// The place of a class in the list, which gets it where it is new.
fn class_of(classes: &mut Vec<Vec<bool>>, passed: Vec<bool>) -> usize {
    classes.iter().position(|class| *class == passed).unwrap_or_else(|| {
        classes.push(passed);
        classes.len() - 1
    })
}

fn option_passes(test: &Test, option: usize) -> bool {
    match test {
        Test::OneOf(options) => options.contains(&option),
        Test::NoneOf(options) => !options.contains(&option),
        _ => false,
    }
}

fn concerns(test: &Test, option: usize) -> bool {
    match test {
        Test::Includes(options) | Test::IncludesAny(options) | Test::Excludes(options) => {
            options.contains(&option)
        }
        Test::CountAtLeast(_) | Test::CountAtMost(_) => true,
        _ => false,
    }
}

/// Groups the numbers between, at and beyond the tested ones by the tests that they pass.
fn number_cells(kind: &NumberKind, tests: &[&Test]) -> Vec<Numbers> {
    let tests: Vec<NumberTest> = tests
        .iter()
        .filter_map(|test| if let Test::Number(test) = test { Some(*test) } else { None })
        .collect();
    let mut cuts: Vec<Decimal> = tests.iter().map(|test| operand(*test)).collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut classes = Vec::new();
    let mut intervals: Vec<Vec<Interval>> = Vec::new();
    for piece in pieces(&cuts) {
        let inside = Numbers::within(kind, [piece]);
        if inside.is_empty() {
            continue;
        }
        let passes = |test: &NumberTest| overlap(&inside, &numbers_where(*test), kind.whole);
        let class = class_of(&mut classes, tests.iter().map(passes).collect());
        intervals.resize(classes.len(), Vec::new());
        intervals[class].extend(inside.intervals());
    }
    intervals.into_iter().map(|pieces| Numbers::within(kind, pieces)).collect()
}

/// The numbers between, at and beyond the tested ones and the ends of some others, run by run: every
/// cell is one interval, for what is worked out from it goes on without gaps there.
fn connected_cells(kind: &NumberKind, tests: &[&Test], cuts: &[Numbers]) -> Vec<Numbers> {
    let tests: Vec<NumberTest> = tests
        .iter()
        .filter_map(|test| if let Test::Number(test) = test { Some(*test) } else { None })
        .collect();
    let ends = cuts.iter().flat_map(Numbers::intervals).flat_map(|one| [one.low, one.high]);
    let ends = ends.filter_map(|end| match end {
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    });
    let mut places: Vec<Decimal> = tests.iter().map(|test| operand(*test)).chain(ends).collect();
    places.sort_unstable();
    places.dedup();

    let mut cells: Vec<(Vec<bool>, Numbers)> = Vec::new();
    for piece in pieces(&places) {
        let inside = Numbers::within(kind, [piece]);
        if inside.is_empty() {
            continue;
        }
        let passes = |test: &NumberTest| overlap(&inside, &numbers_where(*test), kind.whole);
        let lies_in = |cut: &Numbers| overlap(&inside, cut, kind.whole);
        let class: Vec<bool> = tests.iter().map(passes).chain(cuts.iter().map(lies_in)).collect();
        match cells.last_mut() {
            Some((last, numbers)) if *last == class => {
                let runs = numbers.intervals().iter().chain(inside.intervals()).copied();
                *numbers = Numbers::within(kind, runs.collect::<Vec<_>>());
            }
            _ => cells.push((class, inside)),
        }
    }
    cells.into_iter().map(|(_, numbers)| numbers).collect()
}

/// The line of numbers, cut: below the first cut, at it, between it and the next, and so on.
fn pieces(cuts: &[Decimal]) -> Vec<Interval> {
    let mut pieces = Vec::with_capacity(2 * cuts.len() + 1);
    let mut low = Bound::Unbounded;
    for cut in cuts {
        pieces.push(Interval::new(low, Bound::Excluded(*cut)));
        pieces.push(Interval::point(*cut));
        low = Bound::Excluded(*cut);
    }
    pieces.push(Interval::new(low, Bound::Unbounded));
    pieces
}

fn operand(test: NumberTest) -> Decimal {
    match test {
        NumberTest::Is(number)
        | NumberTest::IsNot(number)
        | NumberTest::AtLeast(number)
        | NumberTest::AtMost(number)
        | NumberTest::MoreThan(number)
        | NumberTest::LessThan(number) => number,
    }
}

/// The numbers that pass a test.
fn numbers_where(test: NumberTest) -> Numbers {
    let number = operand(test);
    let below = Interval::new(Bound::Unbounded, Bound::Excluded(number));
    let above = Interval::new(Bound::Excluded(number), Bound::Unbounded);
    let intervals = match test {
        NumberTest::Is(number) => vec![Interval::point(number)],
        NumberTest::IsNot(_) => vec![below, above],
        NumberTest::AtLeast(number) => {
            vec![Interval::new(Bound::Included(number), Bound::Unbounded)]
        }
        NumberTest::AtMost(number) => {
            vec![Interval::new(Bound::Unbounded, Bound::Included(number))]
        }
        NumberTest::MoreThan(_) => vec![above],
        NumberTest::LessThan(_) => vec![below],
    };
    Numbers::of_any(intervals)
}
