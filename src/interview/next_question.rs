//! Which question is put next.

use super::evidence::has_evidence;
use super::settings::Settings;
use super::under_way::Interview;
use crate::engine::{Assessment, Effect, Order, Verdict};
use crate::playbook::QuestionIndex;

impl Interview<'_> {
    /// The question to put next: the buyer's problem in their words, then one that can change the
    /// verdict, then with `all` any that is open.
    pub(super) fn next_question(&self) -> Option<QuestionIndex> {
        let Settings { order, from, all, .. } = self.settings;
        let telling = self.engine.next_question(&self.facts, order, from, &self.passed);
        let is_settled =
            telling.is_none() && self.engine.verdict(&self.facts) != Verdict::Undecided;
        let mut words = if is_settled { Vec::new() } else { self.problem_in_words() };
        words.retain(|question| !self.passed.contains(question));
        let open = all.then(|| self.open_questions().first().copied()).flatten();
        let mut next = [words.first().copied(), telling, open].into_iter().flatten();
        match order {
            Order::Adaptive => next.next(),
            // In playbook order nothing has precedence.
            Order::Playbook => next.min_by_key(|question| self.place(*question)),
        }
    }

    /// The buyer's problem in their words, while it is unknown; nothing of it once a stage after it is
    /// asked for.
    pub(super) fn problem_in_words(&self) -> Vec<QuestionIndex> {
        let mut words = self.engine.problem_in_words(&self.facts);
        let playbook = self.engine.playbook();
        let is_wanted = |stage| self.settings.from.is_none_or(|from| stage >= from);
        words.retain(|question| is_wanted(playbook.question(*question).stage));
        words
    }

    /// The questions that surely apply, have no evidence and were not yet put: what the talk calls
    /// for first, unless they come in playbook order, and those of the stage to start at first.
    pub(super) fn open_questions(&self) -> Vec<QuestionIndex> {
        let Assessment { applies, ask_next, .. } = self.engine.assess(&self.facts);
        let playbook = self.engine.playbook();
        let mut open: Vec<QuestionIndex> = playbook
            .question_indexes()
            .filter(|question| {
                applies[question.0] == Effect::Holds
                    && !self.passed.contains(question)
                    && !has_evidence(playbook.question(*question), self.facts.about(*question))
            })
            .collect();
        let is_wanted = |question: &QuestionIndex| match self.settings.order {
            Order::Adaptive => ask_next.contains(question),
            Order::Playbook => false,
        };
        open.sort_by_key(|question| (!is_wanted(question), self.place(*question)));
        open
    }

    /// Where a question comes in playbook order, which begins at the stage to start at.
    fn place(&self, question: QuestionIndex) -> (bool, QuestionIndex) {
        let stage = self.engine.playbook().question(question).stage;
        (self.settings.from.is_some_and(|from| stage < from), question)
    }
}
