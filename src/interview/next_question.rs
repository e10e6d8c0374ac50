//! Which question is put next.

use super::evidence::has_evidence;
use super::settings::Settings;
use super::under_way::Interview;
use crate::engine::{Assessment, Effect, Order, Way};
use crate::playbook::QuestionIndex;

impl Interview<'_> {
    /// The question to put next: the first of all that is to be asked, then with `all` any that is
    /// open.
    pub(super) fn next_question(&self) -> Option<QuestionIndex> {
        let Settings { order, from, all, .. } = self.settings;
        let way = Way { order, from, passed: &self.passed, stale: &self.stale };
        let on_agenda = self.engine.next_to_ask(&self.facts, &way);
        let open = || all.then(|| self.open_questions().first().copied()).flatten();
        match order {
            Order::Adaptive => on_agenda.or_else(open),
            // In playbook order nothing has precedence.
            Order::Playbook => {
                let next = on_agenda.into_iter().chain(open());
                next.min_by_key(|question| self.place(*question))
            }
        }
    }

    /// What is still to be asked before the next talk, whatever the verdict.
    pub(super) fn to_ask(&self, now: &Assessment) -> Vec<QuestionIndex> {
        let is_to_be_put = |question: &&QuestionIndex| {
            !self.passed.contains(question) && now.applies[question.0] == Effect::Holds
        };
        now.ask_next.iter().filter(is_to_be_put).copied().collect()
    }

    /// Everything that a brief says of what is known by now.
    pub(super) fn assess(&self) -> Assessment {
        self.engine.assess_where_stale(&self.facts, &self.stale)
    }

    /// The questions that surely apply, have no evidence and were not yet put: what the talk calls
    /// for first, unless they come in playbook order, and those of the stage to start at first.
    pub(super) fn open_questions(&self) -> Vec<QuestionIndex> {
        let Assessment { applies, ask_next, .. } = self.assess();
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
