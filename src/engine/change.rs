//! Answers that would change the verdict.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Bound;

use rust_decimal::Decimal;

use super::cells::{CellSet, CellValues, Domains, IN, Variables};
use super::compiled::Engine;
use super::decision::Decision;
use super::{Change, SingleAnswer, Verdict};
use crate::deal::{Answer, Interval, Numbers};
use crate::playbook::{Kind, NumberKind, Playbook, Question, QuestionIndex};

/// How many changes are told.
pub(crate) const CHANGES: usize = 5;
/// How many sets of options of one `choices` question are tried.
const SETS: usize = 4096;

/// Everything that a change is looked for in.
pub(crate) struct Situation<'c> {
    /// The decision.
    pub(crate) decision: Decision<'c>,
    /// What its cells are those of.
    pub(crate) engine: &'c Engine<'c>,
    /// The playbook.
    pub(crate) playbook: &'c Playbook,
    /// Its variables.
    pub(crate) variables: &'c Variables,
    /// The cells that the evidence leaves.
    pub(crate) domains: &'c Domains,
    /// For each question, the values that the evidence leaves.
    pub(crate) evidence: Vec<Option<&'c Answer>>,
    /// How many more verdicts may be tried.
    pub(crate) tries_left: Cell<usize>,
}

impl Situation<'_> {
    /// One answer for each of these questions, such that together they make a verdict possible
    /// that no answer to fewer of them does.
    pub(crate) fn turned(&self, questions: &[QuestionIndex], verdict: Verdict) -> Option<Change> {
        let mut domains = self.domains.clone();
        questions.iter().for_each(|question| self.variables.widen(&mut domains, *question));
        let mut answers = Vec::with_capacity(questions.len());
        for question in questions {
            let answer = self.turning_answer(&mut domains, *question, verdict)?;
            answers.push((*question, answer));
        }
        Some(Change { answers, verdict })
    }

    /// The single answers to a question that decide the verdict. `opposite` are two cases
    /// of different verdicts; where they stay so with an answer, it decides nothing.
    pub(crate) fn deciding(
        &self,
        question: QuestionIndex,
        opposite: &[Vec<usize>; 2],
    ) -> Vec<Change> {
        let about = self.playbook.question(question);
        let decided_by = |answer: &Answer| self.decided_by(question, answer, opposite);
        let answers = match &about.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.possible_options(question),
            Kind::Number(kind) => return self.deciding_numbers(question, kind, &decided_by),
            Kind::Choices { .. } => self.possible_sets(question),
            Kind::Text => Vec::new(),
        };
        let decided = answers.into_iter().filter_map(|answer| {
            let verdict = decided_by(&answer.as_answer(about))?;
            Some(Change { answers: vec![(question, answer)], verdict })
        });
        decided.take(CHANGES).collect()
    }

    /// The first answer to a question under which a verdict is still possible; narrows the
    /// domains to it.
    pub(super) fn turning_answer(
        &self,
        domains: &mut Domains,
        question: QuestionIndex,
        verdict: Verdict,
    ) -> Option<SingleAnswer> {
        let about = self.playbook.question(question);
        let candidates = match &about.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => {
                (0..about.option_count()).map(SingleAnswer::Option).collect()
            }
            Kind::Number(kind) => self.nearest_numbers(question, kind),
            Kind::Choices { .. } => vec![self.turning_set(domains, question, verdict)],
            Kind::Text => Vec::new(),
        };
        for candidate in candidates {
            let mut narrowed = domains.clone();
            self.variables.narrow(&mut narrowed, question, &candidate.as_answer(about));
            if self.decision.is_possible(verdict, &narrowed) {
                *domains = narrowed;
                return Some(candidate);
            }
        }
        None
    }

    /// A set that keeps each option where it is known to be, unless that leaves no way to the
    /// verdict.
    fn turning_set(
        &self,
        domains: &Domains,
        question: QuestionIndex,
        verdict: Verdict,
    ) -> SingleAnswer {
        let mut domains = domains.clone();
        let mut set = self.known_members(question);
        for place in self.variables.of_question(question) {
            let CellValues::Member(option) = self.variables.get(place).values else { continue };
            let known = if set.contains(&option) {
                CellSet::single(IN)
            } else {
                self.variables.get(place).cells.without(CellSet::single(IN))
            };
            domains[place] = known;
            if !self.decision.is_possible(verdict, &domains) {
                domains[place] = self.variables.get(place).cells.without(known);
            }
            if domains[place].contains(IN) {
                set.insert(option);
            } else {
                set.remove(&option);
            }
        }
        SingleAnswer::Options(set)
    }

    /// The number in each cell that is nearest to what is known, nearest first.
    pub(super) fn nearest_numbers(
        &self,
        question: QuestionIndex,
        kind: &NumberKind,
    ) -> Vec<SingleAnswer> {
        let everything = Numbers::of(kind);
        let known = match self.evidence[question.0] {
            Some(Answer::Numbers(known)) => known,
            _ => &everything,
        };
        let mut numbers: Vec<(Decimal, Decimal)> = self
            .number_cells(question)
            .iter()
            .flat_map(|cell| cell.intervals())
            .filter_map(|interval| nearest(interval, known))
            .collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|(_, number)| SingleAnswer::Number(number)).collect()
    }

    fn deciding_numbers(
        &self,
        question: QuestionIndex,
        kind: &NumberKind,
        decided_by: &dyn Fn(&Answer) -> Option<Verdict>,
    ) -> Vec<Change> {
        let everything = Numbers::of(kind);
        let known = match self.evidence[question.0] {
            Some(Answer::Numbers(known)) => known.clone(),
            _ => everything,
        };
        let mut pieces: Vec<(Verdict, Interval)> = Vec::new();
        for cell in self.number_cells(question) {
            let possible = cell.intersection(&known);
            if !possible.is_empty()
                && let Some(verdict) = decided_by(&Answer::Numbers(possible.clone()))
            {
                pieces.extend(possible.intervals().iter().map(|interval| (verdict, *interval)));
            }
        }
        let decided = Verdict::DECIDED.into_iter().flat_map(|wanted| {
            let of_verdict = pieces.iter().filter(|(verdict, _)| *verdict == wanted);
            let joined = Numbers::within(kind, of_verdict.map(|(_, interval)| *interval));
            let runs: Vec<Interval> = joined.intervals().to_vec();
            runs.into_iter().map(move |run| (run, wanted))
        });
        let mut runs: Vec<(Decimal, Verdict)> =
            decided.filter_map(|(run, verdict)| Some((end_of(&run, &known)?, verdict))).collect();
        runs.sort_by_key(|(number, _)| *number);
        let change = |(number, verdict)| Change {
            answers: vec![(question, SingleAnswer::Number(number))],
            verdict,
        };
        runs.into_iter().map(change).take(CHANGES).collect()
    }

    fn number_cells(&self, question: QuestionIndex) -> &[Numbers] {
        let variable = self.variables.of_question(question).next();
        match variable.map(|variable| &self.variables.get(variable).values) {
            Some(CellValues::Numbers { cells, .. }) => cells,
            _ => &[],
        }
    }

    fn possible_options(&self, question: QuestionIndex) -> Vec<SingleAnswer> {
        let possible = |option: &usize| match self.evidence[question.0] {
            Some(Answer::OneOf(options)) => options.contains(option),
            _ => true,
        };
        let options = 0..self.playbook.question(question).option_count();
        options.filter(possible).map(SingleAnswer::Option).collect()
    }

    /// The sets that are still possible, small ones first, by the options that some condition
    /// tests.
    fn possible_sets(&self, question: QuestionIndex) -> Vec<SingleAnswer> {
        let members = self.known_members(question);
        let mut open = Vec::new();
        for place in self.variables.of_question(question) {
            if let CellValues::Member(option) = self.variables.get(place).values
                && self.domains[place].len() > 1
            {
                open.push(option);
            }
        }
        let mut sets = vec![members];
        for option in open {
            if sets.len() * 2 > SETS {
                break;
            }
            let with = sets.clone().into_iter().map(|mut set| {
                set.insert(option);
                set
            });
            sets.extend(with.collect::<Vec<_>>());
        }
        sets.sort_by_key(BTreeSet::len);
        sets.into_iter().map(SingleAnswer::Options).collect()
    }

    fn known_members(&self, question: QuestionIndex) -> BTreeSet<usize> {
        match self.evidence[question.0] {
            Some(Answer::Choices { includes, .. }) => includes.clone(),
            _ => BTreeSet::new(),
        }
    }

    /// The verdict that every value of an answer decides.
    fn decided_by(
        &self,
        question: QuestionIndex,
        answer: &Answer,
        opposite: &[Vec<usize>; 2],
    ) -> Option<Verdict> {
        let mut domains = self.domains.clone();
        self.variables.narrow(&mut domains, question, answer);
        let mut cases = opposite.clone();
        for variable in self.variables.of_question(question) {
            let cell = domains[variable].iter().next()?;
            cases.iter_mut().for_each(|case| case[variable] = cell);
        }
        if self.decision.are_opposite(&cases) {
            return None;
        }
        self.tries_left.set(self.tries_left.get().checked_sub(1)?);
        Some(self.decision.verdict(&domains)).filter(|verdict| *verdict != Verdict::Undecided)
    }
}

impl SingleAnswer {
    /// The answer as a fact would state it.
    pub fn as_answer(&self, question: &Question) -> Answer {
        match self {
            Self::Option(option) => Answer::OneOf(BTreeSet::from([*option])),
            Self::Options(includes) => {
                let excludes = (0..question.option_count()).filter(|one| !includes.contains(one));
                Answer::Choices { includes: includes.clone(), excludes: excludes.collect() }
            }
            Self::Number(number) => Answer::Numbers(Numbers::point(*number)),
        }
    }
}

/// The number of an interval that is nearest to some numbers, and how far away it is.
fn nearest(interval: &Interval, known: &Numbers) -> Option<(Decimal, Decimal)> {
    let inside = known.intervals().iter().find_map(|run| {
        let both = run.intersection(interval);
        if both.is_empty() { None } else { some_number(&both) }
    });
    if let Some(number) = inside {
        return Some((Decimal::ZERO, number));
    }
    let candidates = known.intervals().iter().flat_map(|run| {
        let below = lowest(interval).zip(number_of(run.high));
        let above = highest(interval).zip(number_of(run.low));
        [below, above].into_iter().flatten()
    });
    candidates.map(|(number, from)| ((number - from).abs(), number)).min()
}

/// The end of a run at which the verdict turns: its lower end, unless nothing lies below it.
fn end_of(run: &Interval, known: &Numbers) -> Option<Decimal> {
    let starts_lowest = known.intervals().first().is_some_and(|first| first.low == run.low);
    let (first, second) =
        if starts_lowest { (highest(run), lowest(run)) } else { (lowest(run), highest(run)) };
    first.or(second).or_else(|| some_number(run))
}

/// The lowest number of an interval; of an open end, the next one in the coarsest steps that fit.
fn lowest(interval: &Interval) -> Option<Decimal> {
    match interval.low {
        Bound::Unbounded => None,
        Bound::Included(low) => Some(low),
        Bound::Excluded(low) => {
            steps().map(|step| low + step).find(|number| interval.contains(*number))
        }
    }
}

/// The highest number of an interval; of an open end, the next one in the coarsest steps that fit.
fn highest(interval: &Interval) -> Option<Decimal> {
    match interval.high {
        Bound::Unbounded => None,
        Bound::Included(high) => Some(high),
        Bound::Excluded(high) => {
            steps().map(|step| high - step).find(|number| interval.contains(*number))
        }
    }
}

pub(crate) fn some_number(interval: &Interval) -> Option<Decimal> {
    lowest(interval).or_else(|| highest(interval)).or(Some(Decimal::ZERO))
}

/// 1, 0.1, 0.01 and so on.
fn steps() -> impl Iterator<Item = Decimal> {
    (0..=20).map(|places| Decimal::new(1, places))
}

fn number_of(bound: Bound<Decimal>) -> Option<Decimal> {
    match bound {
        Bound::Unbounded => None,
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
    }
}
