//! The conversation in a terminal: inquire's prompts under our own words, along a gutter. What is
//! around a question disappears with its answer, so that the trail of answers stays readable.
//!
//! Everything is drawn on standard error; standard output belongs to results.

mod canvas;
#[cfg(unix)]
mod decoding;
mod editing;
mod field;
mod first_look;
#[cfg(unix)]
mod keyboard;
#[cfg(not(unix))]
#[path = "keyboard_events.rs"]
mod keyboard;
mod keys;
mod lists;
mod menus;
mod open_menu;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use super::wording::{SOURCES, answer_problem, ask_words};
use super::{Ask, Broken, Menu, Message, Page, Reply, source_words};
use crate::deal::answers::{answer_text, describe, parse_answer};
use crate::deal::{Answer, KnownFrom};
use crate::playbook::{Kind, Question};
use crate::text::characters::hidden;
use crate::text::styles::Role;
use canvas::{Canvas, GUTTER, Row, erase_up, fitting, height_of, size};
use editing::Editing;
use field::type_in;
use first_look::FirstLook;
pub use keyboard::restore;
use keyboard::{Inputs, Keyboard};
use keys::{Input, Key};
use lists::{Choice, Line, Ticks, labels};
use menus::{
    BEFORE_OPTION, BESIDE_OPTIONS, CHECKBOX, OPTION_ROWS, menu_option, options, rows_of, select,
    tick,
};

/// The lines of the three ways to know something, with an empty one and the keys.
const SOURCE_ROWS: usize = 5;

/// A terminal to ask in.
#[derive(Debug)]
pub struct Terminal {
    canvas: Canvas,
    /// Until the last word is said.
    keyboard: Option<Keyboard>,
}

impl Terminal {
    /// The terminal that this process runs in. From here on a panic leaves it usable. Who goes on
    /// after a signal that ends the process [restores](restore) it first; Ctrl-C is such a signal,
    /// and so is a terminal that goes away.
    ///
    /// # Errors
    /// Standard input or standard error is no terminal.
    pub fn open(colour: bool) -> Result<Self, Broken> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Err(Broken::NoTerminal);
        }
        crossterm::style::force_color_output(colour);
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            report(panic);
        }));
        Ok(Self { canvas: Canvas::new(colour), keyboard: Some(Keyboard::open()?) })
    }

    /// What is pressed from here on.
    fn listen(&self) -> Result<Inputs, Broken> {
        let keyboard = self.keyboard.as_ref().ok_or(Broken::Ended)?;
        Ok(keyboard.listen()?)
    }
}

impl Ask for Terminal {
    fn tell(&mut self, message: &Message) -> Result<(), Broken> {
        let mut rows = match message {
            Message::Back => return Ok(self.canvas.erase_last_answer()?),
            Message::Opening { title, lines } | Message::Heading { title, lines } => {
                let mut rows = vec![Row::new("┌", Role::Note, Role::Heading, title)];
                rows.extend(lines.iter().map(|line| Row::beside(Role::Plain, line)));
                rows
            }
            Message::Stage { title, buyer_asks } => {
                vec![Row::beside(Role::Note, format!("{title}: the buyer asks “{buyer_asks}”"))]
            }
            Message::Answered { ask, words } => {
                vec![Row::new("◇", Role::Note, Role::Plain, ask), Row::beside(Role::Name, words)]
            }
            Message::Note(words) => vec![Row::new("▲", Role::Note, Role::Plain, words)],
            Message::Closing(words) => {
                self.canvas.draw_trail(&[Row::new("└", Role::Note, Role::Plain, words)])?;
                // What follows are results, for which the terminal is as it was.
                self.keyboard = None;
                return Ok(writeln!(io::stderr())?);
            }
        };
        rows.push(Row::beside(Role::Note, ""));
        self.canvas.draw_trail(&rows)?;
        if message.ends_an_answer() {
            self.canvas.end_answer();
        }
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        let mut inputs = self.listen()?;
        let reply = match &page.question.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.ask_choice(page, &mut inputs),
            Kind::Choices { .. } => self.ask_set(page, &mut inputs),
            Kind::Number(_) | Kind::Text => self.ask_typed(page, &inputs),
        }?;
        self.canvas.erase_passing()?;
        Ok(reply)
    }

    fn source(
        &mut self,
        page: &Page,
        answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        let inputs = self.listen()?;
        self.canvas.draw_passing(&[
            Row::new("◆", Role::Name, Role::Plain, &page.question.ask),
            Row::beside(Role::Name, describe(page.question, answer)),
            Row::beside(Role::Plain, ""),
            Row::beside(Role::Heading, "How do you know?"),
        ])?;
        let known = page.earlier.as_ref().and_then(|earlier| earlier.answer.as_ref());
        let look = match known == Some(answer) {
            true => FirstLook::at_what_is_known(),
            false => FirstLook::begin(),
        };
        let source = self.press_source(usual, look, &inputs)?;
        self.canvas.erase_passing()?;
        Ok(source)
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        let mut inputs = self.listen()?;
        let mut rows = vec![Row::new("◆", Role::Name, Role::Heading, &menu.title)];
        rows.extend(menu.lines.iter().map(|line| Row::beside(Role::Plain, line)));
        let options = || menu.entries.iter().map(menu_option).collect::<Vec<_>>();
        let (_, height) = size();
        let needed = rows_of(&options()).min(OPTION_ROWS) + BESIDE_OPTIONS;
        // On a low screen the last of them give way; what has scrolled off can't be taken back.
        while rows.len() > 1 && height_of(&rows) + needed > height {
            rows.pop();
        }
        self.canvas.draw_passing(&rows)?;
        let look = FirstLook::begin();
        let chosen = select(&mut self.canvas, &mut inputs, options, menu.preselected, look)?;
        self.canvas.erase_passing()?;
        Ok(chosen)
    }

    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken> {
        let inputs = self.listen()?;
        self.canvas.draw_passing(&[Row::new("◆", Role::Name, Role::Heading, ask)])?;
        let check = |text: &str| match hidden(text).next().is_some() {
            true => Err("This takes one line, without control characters.".to_owned()),
            false => Ok(()),
        };
        let (editing, look) = (Editing::replaceable(preset), FirstLook::begin());
        let line = type_in(&mut self.canvas, &inputs, editing, look, check)?;
        self.canvas.erase_passing()?;
        Ok(line.map(|line| line.trim().to_owned()))
    }
}

/// Questions.
impl Terminal {
    fn ask_choice(&mut self, page: &Page, inputs: &mut Inputs) -> Result<Reply, Broken> {
        let Choice { lines, preselected } = Choice::of(page);
        let labels = labels(page.question, &lines);
        let options = || options(&labels, BEFORE_OPTION);
        self.draw_header(page, None, rows_of(&options()))?;
        let mut at = preselected;
        loop {
            let look = first_look(page);
            let Some(chosen) = select(&mut self.canvas, inputs, options, at, look)? else {
                return Ok(Reply::Back);
            };
            at = chosen;
            match lines.get(chosen) {
                Some(Line::Option(option)) => {
                    return Ok(Reply::Answer(Answer::OneOf(BTreeSet::from([*option]))));
                }
                Some(Line::Keep) => return Ok(Reply::Keep),
                Some(Line::OneOfSeveral) => {
                    // In the list's place; and if it is given up, the list in its place again.
                    if let Some(options) = self.ask_possible(page, inputs)? {
                        return Ok(Reply::Answer(Answer::OneOf(options)));
                    }
                }
                _ => return Ok(Reply::NotKnown),
            }
        }
    }

    /// Which of the options are still possible.
    fn ask_possible(
        &mut self,
        page: &Page,
        inputs: &mut Inputs,
    ) -> Result<Option<BTreeSet<usize>>, Broken> {
        let ticks = Ticks::of_possible(page);
        let labels = labels(page.question, &ticks.lines);
        let options = || options(&labels, BEFORE_OPTION + CHECKBOX);
        let checked = ticks.clone();
        let check = move |ticked: &BTreeSet<usize>| checked.check_possible(ticked);
        let look = first_look(page);
        let ticked = tick(&mut self.canvas, inputs, options, &ticks.ticked, look, check)?;
        Ok(ticked.map(|ticked| ticks.options(&ticked)))
    }

    fn ask_set(&mut self, page: &Page, inputs: &mut Inputs) -> Result<Reply, Broken> {
        let ticks = Ticks::of_set(page);
        let labels = labels(page.question, &ticks.lines);
        let options = || options(&labels, BEFORE_OPTION + CHECKBOX);
        self.draw_header(page, None, rows_of(&options()))?;
        let checked = ticks.clone();
        let check = move |ticked: &BTreeSet<usize>| checked.check_set(ticked);
        let look = first_look(page);
        let ticked = tick(&mut self.canvas, inputs, options, &ticks.ticked, look, check)?;
        Ok(ticked.map_or(Reply::Back, |ticked| ticks.reply(&ticked)))
    }

    /// A number or words; nothing typed keeps what several people said, else says not known.
    fn ask_typed(&mut self, page: &Page, inputs: &Inputs) -> Result<Reply, Broken> {
        let question = page.question;
        let known = page.earlier.as_ref().map(|earlier| earlier.answer.as_ref());
        let empty = if known == Some(None) { Reply::Keep } else { Reply::NotKnown };
        let preset = match page.chosen.as_ref().or(known.flatten()) {
            None | Some(Answer::Unknown) => String::new(),
            Some(answer) => answer_text(question, answer),
        };
        self.draw_header(page, Some(typing_hint(question, &empty)), 1)?;
        let check = |text: &str| match text.trim().is_empty() {
            true => Ok(()),
            false => parse_answer(question, text).map(drop).map_err(|error| answer_problem(&error)),
        };
        let (editing, look) = (Editing::of(&preset), first_look(page));
        Ok(match type_in(&mut self.canvas, inputs, editing, look, check)? {
            None => Reply::Back,
            Some(text) if text.trim().is_empty() => empty,
            Some(text) => match parse_answer(question, &text) {
                Ok(Answer::Unknown) | Err(_) => Reply::NotKnown,
                Ok(answer) => Reply::Answer(answer),
            },
        })
    }

    /// What stands around a question, cut down as far as a low screen makes it necessary.
    fn draw_header(
        &mut self,
        page: &Page,
        hint: Option<String>,
        needed: usize,
    ) -> Result<(), Broken> {
        let (_, height) = size();
        let needed = needed.min(OPTION_ROWS) + BESIDE_OPTIONS;
        let fits = |rows: &Vec<Row>| height_of(rows) + needed <= height;
        let headers = [Words::All, Words::Why, Words::Question].map(|words| header(page, words));
        let mut rows =
            headers.into_iter().find(fits).unwrap_or_else(|| header(page, Words::Question));
        rows.extend(hint.map(|hint| Row::beside(Role::Note, hint)));
        Ok(self.canvas.draw_passing(&rows)?)
    }

    /// Three lines of which a key chooses one at once.
    fn press_source(
        &mut self,
        usual: KnownFrom,
        mut look: FirstLook,
        inputs: &Inputs,
    ) -> Result<Option<KnownFrom>, Broken> {
        let mut at = SOURCES.iter().position(|known| known.source == usual).unwrap_or(0);
        loop {
            let rows = self.draw_sources(at)?;
            let input = inputs.next()?;
            erase_up(rows)?;
            match input {
                Input::Redraw | Input::Key(Key::Control('l')) => {
                    self.canvas.repaint(SOURCE_ROWS)?
                }
                Input::Key(Key::Escape | Key::Control('g' | 'd')) => return Ok(None),
                Input::Key(Key::Enter) if look.is_over() => {
                    return Ok(SOURCES.get(at).map(|known| known.source));
                }
                Input::Key(Key::Up | Key::Char('k')) => {
                    look.end();
                    at = (at + SOURCES.len() - 1) % SOURCES.len();
                }
                Input::Key(Key::Down | Key::Tab | Key::Char('j')) => {
                    look.end();
                    at = (at + 1) % SOURCES.len();
                }
                Input::Key(Key::Char(letter)) => {
                    if let Some(known) = SOURCES.iter().find(|known| known.key == letter) {
                        return Ok(Some(known.source));
                    }
                }
                Input::Key(_) | Input::Paste(_) | Input::LostPaste(_) => {}
            }
        }
    }

    /// Draws the three lines and the keys; hands out how many rows that were.
    fn draw_sources(&self, at: usize) -> Result<usize, Broken> {
        let canvas = &self.canvas;
        let gutter = canvas.paint(Role::Note, GUTTER);
        let mut lines = vec![gutter.clone()];
        for (place, known) in SOURCES.iter().enumerate() {
            let (pointer, role) =
                if place == at { ("❯", Role::Name) } else { (" ", Role::Plain) };
            let line = format!("{pointer} {}  {}", known.key, source_words(known.source));
            lines.push(format!("{gutter}  {}", canvas.paint(role, &line)));
        }
        let keys = fitting(&[
            "b w a choose · ↑↓ move · enter choose · esc back · ctrl-c leave",
            "b w a choose · esc back · ctrl-c leave",
            "b w a · esc back",
        ]);
        lines.push(canvas.paint(Role::Note, &format!("[{keys}]")));
        let mut error = io::stderr().lock();
        for line in &lines {
            writeln!(error, "{line}")?;
        }
        error.flush()?;
        Ok(lines.len())
    }
}

/// The first look at a question. What was said of it before may be passed over at once.
fn first_look(page: &Page) -> FirstLook {
    match page.earlier.is_some() || page.chosen.is_some() {
        true => FirstLook::at_what_is_known(),
        false => FirstLook::begin(),
    }
}

/// How much is said around a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    Question,
    Why,
    All,
}

/// What stands around a question.
fn header(page: &Page, words: Words) -> Vec<Row> {
    let question = page.question;
    let mut rows = vec![
        Row::new("◆", Role::Name, Role::Note, &page.place),
        Row::beside(Role::Heading, ask_words(question)),
    ];
    if let Some(why) = question.why.as_ref().filter(|_| words >= Words::Why) {
        rows.push(Row::beside(Role::Note, format!("Why: {why}")));
    }
    if words == Words::All && !question.listen_for.is_empty() {
        rows.push(Row::beside(
            Role::Note,
            format!("Listen for: {}", question.listen_for.join("; ")),
        ));
    }
    if let Some(earlier) = &page.earlier {
        rows.push(Row::beside(Role::Plain, format!("Until now: {}", earlier.words)));
    }
    rows.push(Row::beside(Role::Note, &page.standing));
    rows
}

/// What can be typed, and what it means to type nothing.
fn typing_hint(question: &Question, empty: &Reply) -> String {
    let what = match &question.kind {
        Kind::Number(kind) => match &kind.unit {
            Some(unit) => format!("Type a number ({unit}), or a range such as 20..50"),
            None => "Type a number, or a range such as 20..50".to_owned(),
        },
        _ => "Type it in your words".to_owned(),
    };
    match empty {
        Reply::Keep => format!("{what}; only enter keeps what is known."),
        _ => format!("{what}; nothing if it is not known yet."),
    }
}
