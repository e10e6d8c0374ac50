//! The interview: one loop "next question, answer" over the trait [`Ask`].
//!
//! The loop is free of terminals and of files. What it says and hears goes through [`Ask`], which
//! has three bodies: [`terminal`], [`plain`] lines, and [`scripted`] replies. What it learns goes
//! to a [`Save`] after every answer.

mod after_a_call;
mod ask;
mod asked;
mod consequences;
mod evidence;
mod keeping;
mod next_question;
mod pages;
mod pause;
pub mod plain;
mod progress;
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
pub use ask::{Ask, Broken, Earlier, Menu, MenuEntry, Message, Page, Reply, Save};
pub use asked::Asked;
use pause::pause;
use replies::Heard;
use review::{Next, review};
pub use settings::Settings;
pub use under_way::Interview;
pub use wording::{source_words, statement_words, verdict_words};

/// What comes next.
enum Step {
    Ask(QuestionIndex),
    Pause,
    Review,
}

/// How putting a question ended.
enum Turn {
    Replied,
    Back,
}

impl Interview<'_> {
    /// Asks until there is nothing more to ask, and everything has been looked over.
    ///
    /// # Errors
    /// The conversation broke off; [`Interview::facts`] holds what was learned until then.
    pub fn run(&mut self, ask: &mut dyn Ask, save: &mut dyn Save) -> Result<(), Broken> {
        let mut next = self.next_step(ask);
        loop {
            next = match next {
                Step::Ask(question) => match self.put(question, false, ask, save)? {
                    Turn::Replied => self.next_step(ask),
                    Turn::Back => Step::Ask(self.before(question, ask)?),
                },
                Step::Pause => match pause(self.engine, &self.facts, ask)? {
                    pause::Next::Stop => return Ok(()),
                    pause::Next::Back => self.last_step(Step::Pause, ask)?,
                    pause::Next::GoOn => {
                        self.has_opening = false;
                        self.next_step(ask)
                    }
                },
                Step::Review => match self.review(ask)? {
                    Next::Finish => return Ok(()),
                    Next::Back => self.last_step(Step::Review, ask)?,
                    Next::GoOn => {
                        self.settings.all = true;
                        self.next_step(ask)
                    }
                    Next::Change(question) => {
                        self.put(question, true, ask, save)?;
                        self.next_step(ask)
                    }
                },
            }
        }
    }

    /// The question to put next; but where the opening has just ended, a pause first.
    fn next_step(&self, ask: &dyn Ask) -> Step {
        match self.next_question() {
            Some(_) if ask.is_a_person() && self.is_pause_due() => Step::Pause,
            Some(question) => Step::Ask(question),
            None => Step::Review,
        }
    }

    fn is_pause_due(&self) -> bool {
        self.has_opening
            && !self.engine.is_opening(&self.facts)
            && self.engine.verdict(&self.facts) == Verdict::Undecided
    }

    fn review(&self, ask: &mut dyn Ask) -> Result<Next, Broken> {
        review(self.engine, &self.facts, self.open_questions().len(), ask)
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
            true => "This is the first question. Earlier answers can be changed in the review.",
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
        let before = self.engine.assess(&self.facts);
        if !is_edit {
            self.enter_stage(question, ask)?;
        }
        let statements =
            match self.hear(question, self.page(question, &before, is_edit), ask, save)? {
                Heard::Back => return Ok(Turn::Back),
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
