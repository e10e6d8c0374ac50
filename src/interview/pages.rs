//! What is shown around a question.

use std::collections::BTreeSet;

use super::ask::{Earlier, Page};
use super::evidence::has_evidence;
use super::progress;
use super::under_way::Interview;
use super::wording::{self, statement_words};
use crate::deal::Fact;
use crate::engine::Assessment;
use crate::playbook::{Question, QuestionIndex};

impl<'p> Interview<'p> {
    pub(super) fn page(
        &self,
        question: QuestionIndex,
        now: &Assessment,
        is_edit: bool,
    ) -> Page<'p> {
        let playbook = self.engine.playbook();
        let asked = playbook.question(question);
        let stage = &playbook.stage(asked.stage).title;
        let place = if is_edit {
            format!("{stage} · an answer to change")
        } else {
            let (number, about) = self.progress(question, now);
            format!("{stage} · {number} of about {about}")
        };
        Page {
            question: asked,
            place,
            standing: wording::standing(self.engine.playbook(), now, self.chance_of_fit()),
            earlier: earlier(asked, self.facts.about(question)),
            chosen: None,
        }
    }

    /// How likely a fit is, once there is evidence that says anything about it.
    fn chance_of_fit(&self) -> Option<f64> {
        let playbook = self.engine.playbook();
        let says_something = playbook
            .question_indexes()
            .any(|question| has_evidence(playbook.question(question), self.facts.about(question)));
        says_something.then(|| self.engine.chance_of_fit(&self.facts)).flatten()
    }

    /// The number of a question, and about how many there will be in the end.
    fn progress(&self, question: QuestionIndex, now: &Assessment) -> (usize, usize) {
        let open = now.can_still_change.len();
        let before: BTreeSet<QuestionIndex> =
            self.path.iter().copied().filter(|put| *put != question).collect();
        let mut put: BTreeSet<QuestionIndex> = &self.put | &self.passed;
        put.remove(&question);
        let to_come = if self.settings.all {
            self.open_questions().iter().filter(|open| !put.contains(open)).count()
        } else {
            let words = self.problem_in_words();
            words.iter().filter(|question| !put.contains(question)).count()
                + progress::expected(self.engine, &self.facts, &self.settings, &put, open)
        };
        (before.len() + 1, (put.len() + to_come.max(1)).max(before.len() + 1))
    }
}

/// What is known about a question, to be shown and preselected.
fn earlier(question: &Question, facts: &[Fact]) -> Option<Earlier> {
    match facts {
        [] => None,
        [only] => Some(Earlier {
            words: statement_words(question, only),
            answer: Some(only.answer.clone()),
        }),
        several => {
            Some(Earlier { words: wording::statements_words(question, several), answer: None })
        }
    }
}
