//! Keeping what was replied, and what comes of it.

use super::ask::{Ask, Broken, Message, Save};
use super::consequences::consequences;
use super::under_way::Interview;
use super::wording;
use crate::deal::{Fact, Facts};
use crate::engine::{Assessment, Verdict};
use crate::playbook::QuestionIndex;

impl Interview<'_> {
    /// Keeps the statements (`None`: what there is), saves them, and says what has come of it.
    pub(super) fn keep(
        &mut self,
        question: QuestionIndex,
        statements: Option<Vec<Fact>>,
        before: &Assessment,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<(), Broken> {
        let asked = self.engine.playbook().question(question);
        let was_known = !self.facts.about(question).is_empty();
        self.passed.insert(question);
        let changed = statements.filter(|new| new.as_slice() != self.facts.about(question));
        let has_changed = changed.is_some();
        if let Some(statements) = changed {
            self.facts.set(question, statements);
            self.given.insert(question);
            self.stale.remove(&question);
        }
        let words = wording::statements_words(asked, self.facts.about(question));
        ask.tell(&Message::Answered { ask: wording::ask_words(asked).into_owned(), words })?;
        if has_changed {
            save_or_tell(&self.facts, ask, save)?;
            if was_known {
                self.reopen(question, before, ask)?;
            }
            let was_open = before.verdict == Verdict::Undecided || self.has_just_settled;
            self.has_just_settled =
                was_open && self.engine.verdict(&self.facts) != Verdict::Undecided;
        }
        Ok(())
    }

    /// Opens again what depends on a changed answer, and says so.
    fn reopen(
        &mut self,
        question: QuestionIndex,
        before: &Assessment,
        ask: &mut dyn Ask,
    ) -> Result<(), Broken> {
        let after = self.assess();
        let playbook = self.engine.playbook();
        let consequences = consequences(playbook, &self.facts, question, before, &after);
        for open in &consequences.open_again {
            self.passed.remove(open);
        }
        for words in consequences.words {
            ask.tell(&Message::Note(words))?;
        }
        if before.verdict != Verdict::Undecided && after.verdict == Verdict::Undecided {
            ask.tell(&Message::Note("With this the verdict is open again.".to_owned()))?;
        }
        Ok(())
    }
}

/// Keeps facts, and tells what kept them from being kept.
pub(super) fn save_or_tell(
    facts: &Facts,
    ask: &mut dyn Ask,
    save: &mut dyn Save,
) -> Result<(), Broken> {
    match save.save(facts) {
        Ok(()) => Ok(()),
        Err(problem) => ask.tell(&Message::Note(wording::not_saved(&problem))),
    }
}
