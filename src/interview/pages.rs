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
            true if self.facts.about(question).is_empty() => format!("{stage} · of your choice"),
            true => format!("{stage} · an answer to change"),
            false => format!("{stage} · question {}", self.number(question)),
        };
        Page {
            question: asked,
            place: place + &wording::said_by(asked, self.by.as_deref()),
            standing: wording::standing(playbook, now, self.to_ask(now).len()),
            usual: self.settings.usual,
            earlier: self.earlier(question),
            chosen: None,
        }
    }

    /// What is known, and whether it is too old to go by.
    fn earlier(&self, question: QuestionIndex) -> Option<Earlier> {
        let asked = self.engine.playbook().question(question);
        let facts = self.facts.about(question);
        let earlier = earlier(asked, facts)?;
        if !self.stale.contains(&question) {
            return Some(earlier);
        }
        let latest = facts.iter().filter_map(|fact| fact.date).max();
        let since = latest.map_or_else(String::new, |date| format!(" of {date}"));
        let words = format!("{} · {}{since}", earlier.words, wording::TOO_OLD);
        Some(Earlier { words, ..earlier })
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
            source: Some(only.source.counted_on(question)),
        }),
        several => Some(Earlier {
            words: wording::statements_words(question, several),
            answer: None,
            source: None,
        }),
    }
}
