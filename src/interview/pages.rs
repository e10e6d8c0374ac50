//! What is shown around a question.

use std::collections::BTreeSet;

use super::ask::{Earlier, Page};
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
        let place = match is_edit {
            true => format!("{stage} · an answer to change"),
            false => format!("{stage} · question {}", self.number(question)),
        };
        let by = self.by.iter().filter(|_| !asked.is_ours());
        let by: String = by.map(|by| format!(" · said by {by}")).collect();
        Page {
            question: asked,
            place: place + &by,
            standing: wording::standing(playbook, now, self.to_ask(now).len()),
            usual: self.settings.usual,
            earlier: earlier(asked, self.facts.about(question)),
            chosen: None,
        }
    }

    /// The number of a question among those that are put.
    fn number(&self, question: QuestionIndex) -> usize {
        let put: BTreeSet<&QuestionIndex> = self.path.iter().collect();
        put.into_iter().filter(|put| **put != question).count() + 1
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
