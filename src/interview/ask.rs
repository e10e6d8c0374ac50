//! What is said and heard in an interview, and where: the trait [`Ask`] and its words.

use std::io;

use crate::deal::{Answer, Facts, KnownFrom};
use crate::playbook::Question;
use crate::text::source::Rejected;

/// Where the interview puts its questions, and hears the replies.
pub trait Ask {
    /// Whether somebody is there who looks at how it stands midway, and says whether to go on.
    fn is_a_person(&self) -> bool {
        true
    }

    /// Says something that needs no reply.
    ///
    /// # Errors
    /// The words can't be shown.
    fn tell(&mut self, message: &Message) -> Result<(), Broken>;

    /// Puts a question of the playbook.
    ///
    /// # Errors
    /// No reply came.
    fn question(&mut self, page: &Page) -> Result<Reply, Broken>;

    /// Asks how an answer is known, where it was not said with it; `usual` is what an unthinking
    /// key stands for. `None` goes back to the question.
    ///
    /// # Errors
    /// No reply came.
    fn source(
        &mut self,
        _page: &Page,
        _answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        Ok(Some(usual))
    }

    /// Shows a text of many lines as it is, to be read before the next question.
    ///
    /// # Errors
    /// The words can't be shown, or the person broke off.
    fn show(&mut self, text: &str) -> Result<(), Broken>;

    /// What can be pressed or typed at a question, a line each.
    fn keys(&self) -> &'static [&'static str] {
        &[]
    }

    /// Lets one of several lines be chosen. `None` goes back.
    ///
    /// # Errors
    /// No reply came.
    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken>;

    /// Asks for a line of text. `None` goes back.
    ///
    /// # Errors
    /// No reply came.
    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken>;
}

/// Where facts go after every answer.
pub trait Save {
    /// Keeps the facts; the error is told, and the interview goes on.
    ///
    /// # Errors
    /// What kept them from being kept.
    fn save(&mut self, facts: &Facts) -> Result<(), String>;

    /// Keeps the facts with an answer that is not heard out yet, so that whoever breaks off now
    /// has not lost it; `words` tell them what has become of it. What keeps them from being kept
    /// is told with the answer itself, which is still to come.
    fn save_unfinished(&mut self, facts: &Facts, words: &str);

    /// What a brief says of the facts by now; `None` where nobody can tell.
    fn brief(&self, _facts: &Facts) -> Option<String> {
        None
    }
}

impl<F: FnMut(&Facts) -> Result<(), String>> Save for F {
    fn save(&mut self, facts: &Facts) -> Result<(), String> {
        self(facts)
    }

    fn save_unfinished(&mut self, facts: &Facts, _: &str) {
        let _ = self(facts);
    }
}

/// Why an interview could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The person broke off.
    #[error("interrupted")]
    Interrupted,
    /// There is nothing more to read replies from.
    #[error("the input ended")]
    Ended,
    /// There never was anything to read replies from.
    #[error("the input ended before the first line; `--no-input` goes without questions")]
    NothingCame,
    /// A reply is no text, and those behind it may not take its place.
    #[error(transparent)]
    NotText(Box<Rejected>),
    /// There is no terminal to ask in.
    #[error("no terminal to ask in; use `--plain`, or `--no-input` with `--answers`")]
    NoTerminal,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Something said that needs no reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// What this is about.
    Opening {
        /// The playbook's title.
        title: String,
        /// What else is worth knowing at the start.
        lines: Vec<String>,
    },
    /// The same of a conversation without questions of a playbook.
    Heading {
        /// What this is about.
        title: String,
        /// What else is worth knowing at the start.
        lines: Vec<String>,
    },
    /// The questions that follow belong to another stage.
    Stage {
        /// Its title.
        title: String,
        /// The question that the buyer answers for themselves in it.
        buyer_asks: String,
    },
    /// A question is answered; this stays on the screen.
    Answered {
        /// The question.
        ask: String,
        /// The answer and how it is known.
        words: String,
    },
    /// The last question is put again: what has been said since may go.
    Back,
    /// Something that has changed or gone wrong.
    Note(String),
    /// The last words of the conversation.
    Closing(String),
}

impl Message {
    /// Whether what is said after it belongs to the next answer.
    pub(super) fn ends_an_answer(&self) -> bool {
        matches!(self, Self::Opening { .. } | Self::Heading { .. } | Self::Answered { .. })
    }
}

/// A question, with everything that is shown around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<'p> {
    /// The question.
    pub question: &'p Question,
    /// Where we are: `Problem · question 2`, and who says what is answered.
    pub place: String,
    /// What is true of the verdict by now.
    pub standing: String,
    /// How an answer is known where nothing is said of that.
    pub usual: KnownFrom,
    /// What is already known about the question.
    pub earlier: Option<Earlier>,
    /// The answer chosen a moment ago, and not yet said how it is known.
    pub chosen: Option<Answer>,
}

/// What is already known about a question that is put (again).
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// All of it, for people.
    pub words: String,
    /// The one answer that it comes down to, to be preselected; `None` where there are several
    /// statements.
    pub answer: Option<Answer>,
    /// How that one is known.
    pub source: Option<KnownFrom>,
}

/// A reply to a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// An answer, never [`Answer::Unknown`]; how it is known is still to be said.
    Answer(Answer),
    /// The same, and how it is known; `None` is as usual.
    Known(Answer, Option<KnownFrom>),
    /// Not known (any more).
    NotKnown,
    /// What is already known stays as it is.
    Keep,
    /// Back to the question before.
    Back,
    /// Something else first.
    Aside(Aside),
}

/// What can be done at any question in place of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// See what the question is for, and what can be done here.
    Help,
    /// See the brief as it stands now.
    Brief,
    /// See all answers, and go to any question.
    Answers,
    /// Say who says what is answered from here on.
    Who,
    /// Stop; what is answered is kept.
    Stop,
}

/// Lines of which one is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What this is about.
    pub title: String,
    /// What to know before choosing.
    pub lines: Vec<String>,
    /// The lines; at least one.
    pub entries: Vec<MenuEntry>,
    /// The line that is chosen unless another one is.
    pub preselected: usize,
    /// Whether it is chosen by nothing at all, where lines are typed. What is written into a deal is
    /// typed.
    pub goes_untyped: bool,
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// What it does.
    pub text: String,
    /// What else is worth knowing, under it.
    pub detail: Option<String>,
}

impl MenuEntry {
    /// A line without anything under it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), detail: None }
    }
}
