//! How many questions an interview can come to.

use std::collections::BTreeSet;

use crate::deal::{Fact, Facts, KnownFrom};
use crate::engine::change::as_answer;
use crate::engine::{Engine, Order, SingleAnswer};
use crate::playbook::{Playbook, QuestionIndex};

use super::cases::value;
use super::{Proof, Proofs};

/// How often the next question may be looked for.
const STEPS: usize = 250;
/// How many nodes of the circuit may be looked at in doing so.
const NODES: usize = 400_000;
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
    /// This is about the interview as it is held, not about the best that there could be: its
    /// questions are chosen to be few on average. Where it takes too long to look at all
    /// interviews, those are looked at that keep the most questions open; a limit not below the
    /// number of questions that can change the verdict is always refuted.
    pub fn undecidable_in_time(&self, limit: usize) -> Proof<LongInterview, usize> {
        let playbook = self.workshop.borrow().playbook;
        let engine = Engine::new(playbook);
        let nodes = engine.model.circuit.nodes(engine.model.verdict).len();
        let steps_left = STEPS.min(NODES / nodes);
        let facts = Facts::none(playbook);
        let mut interviews = Interviews { playbook, engine: &engine, limit, steps_left };
        let Some((next, open)) = interviews.next(&facts) else { return Proof::Refuted(0) };
        if open <= limit {
            return Proof::Refuted(open);
        }
        let mut answers = Vec::new();
        match interviews.longer(&facts, next, &mut answers) {
            Outcome::Longer(next) => Proof::Shown(LongInterview { answers, next }),
            Outcome::Within(longest) => Proof::Refuted(longest),
            Outcome::OutOfSteps => Proof::NotProven,
        }
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
    /// Goes on with a question; `answers` holds what was answered before, and what was answered in
    /// all where an interview past the limit is found.
    fn longer(
        &mut self,
        facts: &Facts,
        question: QuestionIndex,
        answers: &mut Vec<(QuestionIndex, SingleAnswer)>,
    ) -> Outcome {
        let asked = answers.len();
        if asked == self.limit {
            return Outcome::Longer(question);
        }
        let (given, mut all_looked_at) = self.answers(question);
        let mut longest = asked + 1;
        let mut open_ends = Vec::new();
        for answer in given {
            if self.steps_left == 0 {
                return Outcome::OutOfSteps;
            }
            let mut facts = facts.clone();
            let stated = as_answer(&answer, self.playbook.question(question));
            facts.set(question, vec![Fact::new(stated, KnownFrom::Prospect)]);
            match self.next(&facts) {
                Some((next, open)) if asked + 1 + open > self.limit => {
                    open_ends.push((open, answer, facts, next));
                }
                Some((_, open)) => longest = longest.max(asked + 1 + open),
                None => {}
            }
        }
        open_ends.sort_by_key(|(open, ..)| std::cmp::Reverse(*open));
        for (_, answer, facts, next) in open_ends {
            answers.push((question, answer));
            match self.longer(&facts, next, answers) {
                Outcome::Longer(next) => return Outcome::Longer(next),
                Outcome::Within(within) => longest = longest.max(within),
                Outcome::OutOfSteps => all_looked_at = false,
            }
            answers.pop();
        }
        if all_looked_at { Outcome::Within(longest) } else { Outcome::OutOfSteps }
    }

    /// The next question, and how many can still be asked with it.
    fn next(&mut self, facts: &Facts) -> Option<(QuestionIndex, usize)> {
        self.steps_left = self.steps_left.saturating_sub(1);
        let (next, open) = self.engine.asks(facts, Order::Adaptive, None, &BTreeSet::new());
        Some((next?, open))
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
