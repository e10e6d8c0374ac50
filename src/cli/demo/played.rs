//! Plain lines in which nobody has to type: each question gets the reply that stands ready for it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufReader, Read, Write};
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use crate::cli::asking::width_of_conversation;
use crate::cli::output::standard_error;
use crate::deal::{Answer, KnownFrom};
use crate::interview::plain::Plain;
use crate::interview::{Ask, Broken, Menu, Message, Page, Reply};

/// What is typed and not yet read.
#[derive(Debug, Clone, Default)]
struct Typed(Rc<RefCell<VecDeque<u8>>>);

impl Typed {
    fn line(&self, words: &str) {
        self.0.borrow_mut().extend(words.bytes().chain([b'\n']));
    }
}

impl Read for Typed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(buffer)
    }
}

/// A conversation in which a buyer's answers stand ready.
pub(super) struct Played {
    plain: Plain<BufReader<Typed>, Box<dyn Write>>,
    typed: Typed,
    /// By the ids of the questions; what is not among them is not known.
    answers: &'static [(&'static str, &'static str)],
    pace: Duration,
}

impl Played {
    /// One with these answers, each after so long a time.
    pub(super) fn new(answers: &'static [(&'static str, &'static str)], pace: Duration) -> Self {
        let typed = Typed::default();
        let output: Box<dyn Write> = Box::new(standard_error());
        let input = BufReader::new(typed.clone());
        let plain = Plain::new(input, output, width_of_conversation(), true);
        Self { plain, typed, answers, pace }
    }

    fn type_in(&self, words: &str) {
        thread::sleep(self.pace);
        self.typed.line(words);
    }
}

impl Ask for Played {
    fn tell(&mut self, message: &Message) -> Result<(), Broken> {
        self.plain.tell(message)
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        let answer = self.answers.iter().find(|(question, _)| *question == page.question.id);
        self.type_in(answer.map_or("unknown", |(_, answer)| *answer));
        self.plain.question(page)
    }

    fn source(
        &mut self,
        page: &Page,
        answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        self.typed.line("");
        self.plain.source(page, answer, usual)
    }

    fn show(&mut self, text: &str) -> Result<(), Broken> {
        self.plain.show(text)
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        self.type_in(&(menu.preselected + 1).to_string());
        self.plain.choose(menu)
    }

    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken> {
        self.typed.line("");
        self.plain.line(ask, preset)
    }
}
