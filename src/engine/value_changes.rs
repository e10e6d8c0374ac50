//! Answers that would change the verdict by way of values.
//!
//! A question may stand in a value alone, so that no condition tells its numbers apart. Where the
//! value turns, the rest being as known, is worked out backwards, and the question is cut there: from
//! then on its cells are looked at as those of any other. What is told was tried to the number.

use rust_decimal::Decimal;

use super::cells::Domains;
use super::change::Situation;
use super::compiled::Engine;
use super::values::span::{Exact, Span, decimal, power_of_ten};
use super::values::{Cuts, Numbered, Worked};
use super::{Change, SingleAnswer, Verdict};
use crate::deal::{Answer, Numbers};
use crate::playbook::{Kind, NumberKind, QuestionIndex};

/// The most places at which one question is cut.
const MOST_TURNS: usize = 40;
/// The decimal places of such a place.
const PLACES: u32 = 2;
/// Answers that are tried to the number for one change.
const TRIES: usize = 40;

/// Whether a value that conditions test is worked out from a question.
pub(super) fn is_input(situation: &Situation<'_>, question: QuestionIndex) -> bool {
    situation.variables.worked.from(question).next().is_some()
}

/// The single answers to a question that decide the verdict.
pub(super) fn deciding(situation: &Situation<'_>, question: QuestionIndex) -> Vec<Change> {
    let given = Given { situation, answers: Vec::new(), open: Vec::new() };
    let cuts = given.with_turns(question);
    let found = given.over(cuts, |finer, _| {
        let opposite = finer.decision.opposite_cases(finer.domains);
        finer.deciding(question, &opposite)
    });
    found.unwrap_or_default()
}

/// One answer for each of these questions, such that together they make a verdict possible that no
/// answer to fewer of them does; `None` where none was found.
pub(super) fn turned(
    situation: &Situation<'_>,
    questions: &[QuestionIndex],
    verdict: Verdict,
) -> Option<Change> {
    let mut given = Given { situation, answers: Vec::new(), open: questions.to_vec() };
    let mut tries = TRIES;
    for question in questions {
        given.open.retain(|open| open != question);
        let candidates = given.candidates(*question, verdict);
        let answer = candidates.into_iter().find(|candidate| {
            if tries == 0 {
                return false;
            }
            tries -= 1;
            given.with(*question, candidate).makes_possible(verdict)
        })?;
        given.answers.push((*question, answer));
    }
    Some(Change { answers: given.answers, verdict })
}

/// A deal in which some questions are answered anew, and some more are open.
struct Given<'g> {
    situation: &'g Situation<'g>,
    answers: Vec<(QuestionIndex, SingleAnswer)>,
    open: Vec<QuestionIndex>,
}

impl<'g> Given<'g> {
    fn with(&self, question: QuestionIndex, answer: &SingleAnswer) -> Self {
        let mut answers = self.answers.clone();
        answers.push((question, answer.clone()));
        Self { situation: self.situation, answers, open: self.open.clone() }
    }

    /// The answers to a question that may make a verdict possible, as long as the others that are open
    /// are answered to it.
    fn candidates(&self, question: QuestionIndex, verdict: Verdict) -> Vec<SingleAnswer> {
        let about = self.situation.playbook.question(question);
        if let Kind::YesNo { .. } | Kind::Choice { .. } = about.kind {
            return (0..about.option_count()).map(SingleAnswer::Option).collect();
        }
        let cuts = self.with_turns(question);
        let found = self.over(cuts, |finer, domains| {
            let mut domains = domains.clone();
            finer.variables.widen(&mut domains, question);
            match &about.kind {
                Kind::Number(kind) => {
                    let numbers = finer.nearest_numbers(question, kind);
                    let may_turn = |candidate: &SingleAnswer| {
                        let mut narrowed = domains.clone();
                        let answer = candidate.as_answer(about);
                        finer.variables.narrow(&mut narrowed, question, &answer);
                        finer.decision.excludes(verdict, &narrowed) != Some(true)
                    };
                    numbers.into_iter().filter(may_turn).collect()
                }
                _ => finer.turning_answer(&mut domains, question, verdict).into_iter().collect(),
            }
        });
        found.unwrap_or_default()
    }

    /// Whether there is a case of the verdict, to the number.
    fn makes_possible(&self, verdict: Verdict) -> bool {
        let cuts = self.cuts();
        let found = self.over(cuts, |finer, domains| {
            if !finer.decision.is_possible(verdict, domains) {
                return false;
            }
            let worked = &finer.variables.worked;
            worked.inexact(domains).is_empty()
                || finer.decision.case_of(verdict, domains).is_some_and(|case| {
                    finer.decision.verdict_of(&case) == verdict
                        && worked.numbers_of(&case, &Numbered::new()).is_some()
                })
        });
        found.unwrap_or(false)
    }

    /// Looks at the deal over cells that are cut by these numbers too.
    fn over<T>(&self, cuts: Cuts, look: impl FnOnce(&Situation<'_>, &Domains) -> T) -> Option<T> {
        let engine = Engine::cut_by(self.situation.playbook, cuts)?;
        let evidence = &self.situation.evidence;
        let mut domains = engine.variables.cells_left(|question| evidence[question.0]);
        for question in &self.open {
            engine.variables.widen(&mut domains, *question);
        }
        for (question, answer) in &self.answers {
            let answer = answer.as_answer(self.situation.playbook.question(*question));
            engine.variables.narrow(&mut domains, *question, &answer);
        }
        let model = engine.model(&domains);
        let finer = Situation {
            decision: engine.decision(&model),
            engine: &engine,
            playbook: self.situation.playbook,
            variables: &engine.variables,
            domains: &domains,
            evidence: evidence.clone(),
            tries_left: self.situation.tries_left.clone(),
        };
        let found = look(&finer, &domains);
        self.situation.tries_left.set(finer.tries_left.get());
        Some(found)
    }

    /// What cuts the deal's cells, and the answers that are given anew.
    fn cuts(&self) -> Cuts {
        let mut cuts = self.situation.engine.cuts().clone();
        for (question, answer) in &self.answers {
            if let SingleAnswer::Number(number) = answer {
                cuts.add(*question, Numbers::point(*number));
            }
        }
        cuts
    }

    /// These, and the numbers at which a question turns a value from one of its cells to another.
    fn with_turns(&self, question: QuestionIndex) -> Cuts {
        let mut cuts = self.cuts();
        let kind = match &self.situation.playbook.question(question).kind {
            Kind::Number(kind) => kind.clone(),
            _ => return cuts,
        };
        let mut turns: Vec<Decimal> = Vec::new();
        for worked in self.situation.variables.worked.from(question) {
            let spans = worked.questions().iter().map(|other| match *other == question {
                true => hull(&Numbers::of(&kind)),
                false => self.span_of(*other),
            });
            let spans: Option<Vec<Span>> = spans.collect();
            turns.extend(spans.iter().flat_map(|spans| turns_of(worked, spans, question, &kind)));
        }
        turns.sort_unstable();
        turns.dedup();
        turns
            .into_iter()
            .take(MOST_TURNS)
            .for_each(|turn| cuts.add(question, Numbers::point(turn)));
        cuts
    }

    /// From the lowest to the highest number that a question may have.
    fn span_of(&self, question: QuestionIndex) -> Option<Span> {
        let given = self.answers.iter().find(|(answered, _)| *answered == question);
        if let Some((_, SingleAnswer::Number(number))) = given {
            return hull(&Numbers::point(*number));
        }
        let evidence = self.situation.evidence[question.0];
        match (evidence, &self.situation.playbook.question(question).kind) {
            (Some(Answer::Numbers(numbers)), _) if !self.open.contains(&question) => hull(numbers),
            (_, Kind::Number(kind)) => hull(&Numbers::of(kind)),
            _ => None,
        }
    }
}

/// The numbers at which a value turns from one of its cells to another, to two decimal places on either
/// side where they have more.
fn turns_of(
    worked: &Worked,
    spans: &[Span],
    question: QuestionIndex,
    kind: &NumberKind,
) -> Vec<Decimal> {
    let places = if kind.whole { 0 } else { PLACES };
    let scale = Exact::from_integer(power_of_ten(places));
    let mut turns = Vec::new();
    for wanted in worked.wanted(spans, question) {
        for limit in [wanted.low, wanted.high].into_iter().flatten() {
            let scaled = limit.at * &scale;
            turns.extend(decimal(&(scaled.floor() / &scale)));
            turns.extend(decimal(&(scaled.ceil() / &scale)));
        }
    }
    turns
}

fn hull(numbers: &Numbers) -> Option<Span> {
    Span::hull_of(Span::runs(numbers))
}
