//! How many questions an interview can come to.

use std::collections::BTreeSet;

use crate::deal::{Fact, Facts, KnownFrom};
use crate::engine::{Engine, Order, SingleAnswer};
use crate::playbook::{Playbook, QuestionIndex};

use super::cases::value;
use super::playbook_proofs::Proofs;
use super::proof::Proof;
use super::prover::Prover;

/// How often the next question may be looked for.
const STEPS: usize = 200;
/// How many scores of nodes of the circuit may be looked at in doing so.
const SCORES: usize = 1_000_000;
/// How many answers to one question are tried.
const ANSWERS: usize = 32;

/// An interview that is still undecided after many questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongInterview {
    /// The questions in the order in which they are asked, each with the answer given.
    pub answers: Vec<(QuestionIndex, SingleAnswer)>,
    /// The question that is asked next.
    pub next: QuestionIndex,
}

impl Proofs<'_> {
    /// `undecidable-in-time`: some buyer has to be asked more than `limit` questions. That is,
    /// where [`Engine::next_question`] is asked, in adaptive order and from the buyer's own stage,
    /// and every answer is evidence for one value, some answers to the first `limit` questions
    /// leave another one to be asked. It is shown by such answers, and refuted by a number that no
    /// such interview exceeds.
    ///
    /// The buyer's problem in their words is not counted, for it changes no verdict.
    ///
    /// This is about the interview as it is held, not about the best that there could be: its
    /// questions are chosen to be few on average. Where it takes too long to look at all
    /// interviews, those are looked at that keep the most questions open; a limit not below the
    /// number of questions that can change the verdict is always refuted.
    pub fn undecidable_in_time(&self, limit: usize) -> Proof<LongInterview, usize> {
        let (playbook, telling, scores) = {
            let provers = &mut *self.provers.borrow_mut();
            let scores: Option<usize> = provers.each().map(Prover::decision_scores).sum();
            (provers.playbook(), provers.fit().telling_questions(), scores)
        };
        if telling <= limit {
            return Proof::Refuted(telling);
        }
        let Some(scores) = scores else { return Proof::NotProven };
        let steps_left = STEPS.min(SCORES / scores.max(1));
        let engine = Engine::new(playbook);
        let facts = Facts::none(playbook);
        let mut interviews = Interviews { playbook, engine: &engine, limit, steps_left };
        let open = engine.open_questions(&facts);
        if open <= limit {
            return Proof::Refuted(open);
        }
        let mut answers = Vec::new();
        match interviews.longer(&facts, &mut answers) {
            Outcome::Longer(next) => Proof::Shown(LongInterview { answers, next }),
            // One number stands for all in a cell, and a value may tell more of them apart.
            Outcome::Within(_) if !engine.variables.worked.is_empty() => Proof::NotProven,
            Outcome::Within(longest) => Proof::Refuted(longest),
            Outcome::OutOfSteps => Proof::NotProven,
        }
    }
}

impl Prover<'_> {
    /// How many questions the terms of a fit name, which are those of every verdict; no other is ever
    /// asked.
    fn telling_questions(&self) -> usize {
        let supports =
            self.verdict.iter().flat_map(|(term, _)| self.compiler.formulas.support(*term));
        let questions =
            supports.flat_map(|variable| self.variables.questions_of(*variable as usize));
        questions.collect::<BTreeSet<_>>().len()
    }

    /// How many scores all nodes of the verdict have together, unless it is too large.
    fn decision_scores(&self) -> Option<usize> {
        let below = self.circuit().below(&[self.decision?.place]);
        Some(below.into_iter().map(|place| self.scores_of(place).len()).sum())
    }
}

/// Interviews about one playbook.
struct Interviews<'e, 'p> {
    playbook: &'p Playbook,
    engine: &'e Engine<'p>,
    limit: usize,
    steps_left: usize,
}

/// What came of looking at all interviews that begin in some way.
enum Outcome {
    /// One comes to this question past the limit.
    Longer(QuestionIndex),
    /// None has more questions than this, which is within the limit.
    Within(usize),
    /// There were too many to say.
    OutOfSteps,
}

impl Interviews<'_, '_> {
    /// Goes on; `answers` holds what was answered before, and what was answered in all where an
    /// interview past the limit is found.
    fn longer(
        &mut self,
        facts: &Facts,
        answers: &mut Vec<(QuestionIndex, SingleAnswer)>,
    ) -> Outcome {
        let asked = answers.len();
        let passed = BTreeSet::new();
        let next = self.engine.next_question(facts, Order::Adaptive, None, &passed);
        let Some(question) = next else { return Outcome::Within(asked) };
        if asked == self.limit {
            return Outcome::Longer(question);
        }
        let (given, mut all_looked_at) = self.answers(question);
        let mut longest = asked + 1;
        let mut open_ends = Vec::new();
        for answer in given {
            self.steps_left = match self.steps_left.checked_sub(1) {
                Some(left) => left,
                None => return Outcome::OutOfSteps,
            };
            let mut facts = facts.clone();
            let stated = answer.as_answer(self.playbook.question(question));
            facts.set(question, vec![Fact::new(stated, KnownFrom::Prospect)]);
            let open = self.engine.open_questions(&facts);
            if asked + 1 + open > self.limit {
                open_ends.push((open, answer, facts));
            } else {
                longest = longest.max(asked + 1 + open);
            }
        }
        open_ends.sort_by_key(|(open, ..)| std::cmp::Reverse(*open));
        for (_, answer, facts) in open_ends {
            answers.push((question, answer));
            match self.longer(&facts, answers) {
                Outcome::Longer(next) => return Outcome::Longer(next),
                Outcome::Within(within) => longest = longest.max(within),
                Outcome::OutOfSteps => all_looked_at = false,
            }
            answers.pop();
        }
        if all_looked_at { Outcome::Within(longest) } else { Outcome::OutOfSteps }
    }

    /// One answer to a question for each that conditions can tell apart, and whether those are all.
    fn answers(&self, question: QuestionIndex) -> (Vec<SingleAnswer>, bool) {
        let variables = &self.engine.variables;
        let mut all = true;
        let mut cases = vec![vec![0; variables.len()]];
        for variable in variables.of_question(question) {
            let cells: Vec<usize> = variables.get(variable).cells.iter().collect();
            let mut longer = Vec::with_capacity(cases.len() * cells.len());
            for case in &cases {
                for cell in &cells {
                    let mut case = case.clone();
                    case[variable] = *cell;
                    longer.push(case);
                }
            }
            all &= longer.len() <= ANSWERS;
            longer.truncate(ANSWERS);
            cases = longer;
        }
        let answers =
            cases.iter().filter_map(|case| value(self.playbook, variables, question, case));
        (answers.collect(), all)
    }
}
