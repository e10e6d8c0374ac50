//! Replies from data: for tests, and wherever a conversation is led by a program.

use std::collections::VecDeque;

use super::{Ask, Broken, Menu, Message, Page, Reply};
use crate::deal::{Answer, KnownFrom};

/// One reply, of the kind that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Cue {
    /// To a question.
    Reply(Reply),
    /// To "how do you know".
    Source(Option<KnownFrom>),
    /// To a menu.
    Choose(Option<usize>),
    /// To a line of text asked for.
    Line(Option<String>),
    /// Breaks off, whatever is asked.
    Interrupt,
}

/// What was put to a script.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Told.
    Told(Message),
    /// A question: its id, where we were, how the verdict stood, and what was known.
    Question {
        /// The question's id.
        id: String,
        /// [`Page::place`].
        place: String,
        /// [`Page::standing`].
        standing: String,
        /// The words of [`Page::earlier`].
        earlier: Option<String>,
    },
    /// How an answer is known, with what was usual.
    Source(KnownFrom),
    /// A menu.
    Menu(Menu),
    /// A line of text: what was asked, and the preset.
    Line(String, String),
    /// A text to be read.
    Shown(String),
}

/// Replies in the order in which they are asked for; the input ends where they do.
#[derive(Debug, Clone, Default)]
pub struct Scripted {
    cues: VecDeque<Cue>,
    /// Everything that was put, in order.
    pub heard: Vec<Heard>,
}

impl Scripted {
    /// A script of these replies.
    pub fn new(cues: impl IntoIterator<Item = Cue>) -> Self {
        Self { cues: cues.into_iter().collect(), heard: Vec::new() }
    }

    /// The replies that were not asked for.
    pub fn left(&self) -> usize {
        self.cues.len()
    }

    /// The next reply, if it is of the kind asked for. A reply of another kind ends the script.
    fn next<T>(&mut self, expected: impl Fn(Cue) -> Option<T>) -> Result<T, Broken> {
        match self.cues.pop_front() {
            Some(Cue::Interrupt) => Err(Broken::Interrupted),
            Some(cue) => expected(cue).ok_or(Broken::Ended),
            None => Err(Broken::Ended),
        }
    }
}

impl Ask for Scripted {
    fn is_a_person(&self) -> bool {
        false
    }

    fn tell(&mut self, message: &Message) -> Result<(), Broken> {
        self.heard.push(Heard::Told(message.clone()));
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        self.heard.push(Heard::Question {
            id: page.question.id.clone(),
            place: page.place.clone(),
            standing: page.standing.clone(),
            earlier: page.earlier.as_ref().map(|earlier| earlier.words.clone()),
        });
        self.next(|cue| match cue {
            Cue::Reply(reply) => Some(reply),
            _ => None,
        })
    }

    fn source(
        &mut self,
        _page: &Page,
        _answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        self.heard.push(Heard::Source(usual));
        self.next(|cue| match cue {
            Cue::Source(source) => Some(source),
            _ => None,
        })
    }

    fn show(&mut self, text: &str) -> Result<(), Broken> {
        self.heard.push(Heard::Shown(text.to_owned()));
        Ok(())
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        self.heard.push(Heard::Menu(menu.clone()));
        self.next(|cue| match cue {
            Cue::Choose(choice) => Some(choice.filter(|place| *place < menu.entries.len())),
            _ => None,
        })
    }

    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken> {
        self.heard.push(Heard::Line(ask.to_owned(), preset.to_owned()));
        self.next(|cue| match cue {
            Cue::Line(line) => Some(line),
            _ => None,
        })
    }
}
