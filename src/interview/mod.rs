//! The interview: one loop "next question, answer" over the trait [`Ask`].
//!
//! The loop is free of terminals and of files. What it says and hears goes through [`Ask`], which
//! has three bodies: [`terminal`], [`plain`] lines, and [`scripted`] replies. What it learns goes
//! to a [`Save`] after every answer.

mod after_a_call;
mod asides;
mod ask;
mod asked;
mod asked_text;
mod consequences;
mod evidence;
mod keeping;
pub mod looking_back;
pub mod looking_over;
mod next_question;
mod pages;
mod pause;
pub mod plain;
mod replies;
mod review;
pub mod scripted;
mod settings;
pub mod terminal;
mod under_way;
mod wording;

use crate::engine::Verdict;
use crate::playbook::QuestionIndex;
pub use after_a_call::AfterACall;
use asides::After;
pub use ask::{Aside, Ask, Broken, Earlier, Menu, MenuEntry, Message, Page, Reply, Save};
pub use asked::Asked;
use replies::Heard;
use review::{Next, review};
pub use settings::Settings;
pub use under_way::Interview;
use under_way::Turn;
pub use wording::{source_words, statement_words, verdict_words};

/// What comes next.
enum Step {
    Ask(QuestionIndex),
    /// The opening is over.
    Pause,
    /// The verdict is settled, and there is more to ask before the talk.
    Settled,
    Review,
}

impl Interview<'_> {
    /// Asks until there is nothing more to ask, and everything has been looked over.
    ///
    /// # Errors
    /// The conversation broke off; [`Interview::facts`] holds what was learned until then.
    pub fn run(&mut self, ask: &mut dyn Ask, save: &mut dyn Save) -> Result<(), Broken> {
        let mut next = Some(self.next_step(ask));
        while let Some(step) = next {
            next = self.take(step, ask, save)?;
        }
        Ok(())
    }

    /// Takes a step; hands out the one after it, and none at the end.
    fn take(
        &mut self,
        step: Step,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Option<Step>, Broken> {
        let paused = match step {
            Step::Ask(question) => {
                return Ok(match self.put(question, false, ask, save)? {
                    Turn::Replied => Some(self.next_step(ask)),
                    Turn::Back => Some(Step::Ask(self.before(question, ask)?)),
                    Turn::Again => Some(Step::Ask(question)),
                    Turn::Stop => None,
                });
            }
            Step::Review => return self.review(ask, save),
            Step::Pause => pause::after_the_opening(self.engine, &self.facts, &self.assess(), ask)?,
            Step::Settled => self.pause_where_settled(ask)?,
        };
        Ok(match paused {
            pause::Next::Stop => None,
            pause::Next::Back => Some(self.last_step(step, ask)?),
            pause::Next::GoOn => {
                match step {
                    Step::Pause => self.has_opening = false,
                    _ => self.has_just_settled = false,
                }
                Some(self.next_step(ask))
            }
        })
    }

    /// The question to put next; but where the opening has just ended, or the verdict is settled with
    /// more to ask, a pause first.
    fn next_step(&self, ask: &dyn Ask) -> Step {
        match self.next_question() {
            Some(_) if ask.is_a_person() && self.is_pause_due() => Step::Pause,
            Some(_) if ask.is_a_person() && self.has_just_settled && !self.settings.all => {
                Step::Settled
            }
            Some(question) => Step::Ask(question),
            None => Step::Review,
        }
    }

    fn is_pause_due(&self) -> bool {
        self.has_opening
            && !self.engine.is_opening(&self.facts)
            && self.engine.verdict(&self.facts) == Verdict::Undecided
    }

    fn pause_where_settled(&self, ask: &mut dyn Ask) -> Result<pause::Next, Broken> {
        let now = self.assess();
        pause::where_settled(self.engine, &now, &self.to_ask(&now), ask)
    }

    /// The last look; hands out the step after it, and none where the conversation ends.
    fn review(&mut self, ask: &mut dyn Ask, save: &mut dyn Save) -> Result<Option<Step>, Broken> {
        let now = self.assess();
        match review(self, &now, ask)? {
            Next::Finish => return Ok(None),
            Next::Back => return Ok(Some(self.last_step(Step::Review, ask)?)),
            Next::GoOn => self.settings.all = true,
            Next::Change(question) => {
                if matches!(self.put(question, true, ask, save)?, Turn::Stop) {
                    return Ok(None);
                }
            }
        }
        Ok(Some(self.next_step(ask)))
    }

    /// The question before this one, or this one again if there is none.
    fn before(
        &mut self,
        question: QuestionIndex,
        ask: &mut dyn Ask,
    ) -> Result<QuestionIndex, Broken> {
        match self.step_back() {
            Some(before) => {
                ask.tell(&Message::Back)?;
                Ok(before)
            }
            None => {
                ask.tell(&Message::Note(self.nothing_before()))?;
                Ok(question)
            }
        }
    }

    fn nothing_before(&self) -> String {
        let mut questions = self.engine.playbook().question_indexes();
        match questions.any(|question| !self.facts.about(question).is_empty()) {
            true => "This is the first question. Earlier answers can be gone to by `?`.",
            false => "This is the first question.",
        }
        .to_owned()
    }

    /// The last question; or the same step again, if none was put.
    fn last_step(&mut self, again: Step, ask: &mut dyn Ask) -> Result<Step, Broken> {
        let Some(last) = self.step_back() else { return Ok(again) };
        ask.tell(&Message::Back)?;
        Ok(Step::Ask(last))
    }

    /// Takes the last step back: its question is put again.
    fn step_back(&mut self) -> Option<QuestionIndex> {
        let last = self.path.pop()?;
        self.stage = None;
        Some(last)
    }

    /// Puts one question and keeps the reply.
    fn put(
        &mut self,
        question: QuestionIndex,
        is_edit: bool,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Turn, Broken> {
        let before = self.assess();
        if !is_edit {
            self.enter_stage(question, ask)?;
        }
        let statements =
            match self.hear(question, self.page(question, &before, is_edit), ask, save)? {
                Heard::Back => return Ok(Turn::Back),
                Heard::Aside(aside) => {
                    return Ok(match self.aside(aside, ask, save)? {
                        After::Same if is_edit => return self.put(question, is_edit, ask, save),
                        After::Same => Turn::Again,
                        After::Another => Turn::Replied,
                        After::Stop => Turn::Stop,
                    });
                }
                Heard::Same => None,
                Heard::New(statements) => Some(statements),
            };
        self.keep(question, statements, &before, ask, save)?;
        self.path.push(question);
        Ok(Turn::Replied)
    }

    /// Says which stage the question belongs to, where that is another one than before.
    fn enter_stage(&mut self, question: QuestionIndex, ask: &mut dyn Ask) -> Result<(), Broken> {
        let playbook = self.engine.playbook();
        let index = playbook.question(question).stage;
        if self.stage.replace(index) == Some(index) {
            return Ok(());
        }
        let stage = playbook.stage(index);
        let (title, buyer_asks) = (stage.title.clone(), stage.buyer_asks.clone());
        ask.tell(&Message::Stage { title, buyer_asks })
    }
}
