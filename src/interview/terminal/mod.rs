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
mod menu_lines;
#[cfg(unix)]
mod menus;
#[cfg(not(unix))]
#[path = "menus_drawn.rs"]
mod menus;
mod open_menu;
mod question_keys;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use super::wording::{answer_problem, ask_words};
use super::{Ask, Broken, Earlier, Menu, MenuEntry, Message, Page, Reply};
use crate::deal::Answer;
use crate::deal::answers::{answer_text, parse_answer};
use crate::playbook::{Kind, Question};
use crate::text::characters::{escaped, hidden};
use crate::text::styles::Role;
use canvas::{Canvas, Row, height_of, size};
use editing::Editing;
use field::{Typed, TypedAnswer, Typing, type_in};
use first_look::FirstLook;
pub use keyboard::restore;
use keyboard::{Inputs, Keyboard};
use lists::{Choice, Line, Ticks, labels};
use menu_lines::{
    BEFORE_OPTION, BESIDE_OPTIONS, CHECKBOX, OPTION_ROWS, keys_of_menu, numbered, options, rows_of,
};
use menus::{select, tick};
use open_menu::OpenMenu;
use question_keys::{EnterSays, KEYS, Said, keys_of_choice, keys_of_ticks};

/// A terminal to ask in.
#[derive(Debug)]
pub struct Terminal {
    canvas: Canvas,
    /// Until the last word is said.
    keyboard: Option<Keyboard>,
    /// What was begun at a question when something else was wanted first.
    draft: Option<Draft>,
}

/// What was begun at a question and is gone on with once it is put again.
#[derive(Debug)]
struct Draft {
    question: String,
    begun: Begun,
}

#[derive(Debug)]
enum Begun {
    Typed(String),
    Chosen(usize),
    Ticked(Vec<usize>),
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
        Ok(Self { canvas: Canvas::new(colour), keyboard: Some(Keyboard::open()?), draft: None })
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

    fn show(&mut self, text: &str) -> Result<(), Broken> {
        let mut inputs = self.listen()?;
        let mut error = io::stderr().lock();
        text.lines().try_for_each(|line| writeln!(error, "{}", escaped(line)))?;
        writeln!(error)?;
        drop(error);
        let options = || numbered(&[MenuEntry::plain("Back to the question")], BEFORE_OPTION);
        let mut menu = OpenMenu::default();
        select(&mut self.canvas, &mut inputs, options, &mut menu, keys_of_menu)?;
        Ok(self.canvas.repaint(0)?)
    }

    fn keys(&self) -> &'static [&'static str] {
        KEYS
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        let mut inputs = self.listen()?;
        let mut rows = vec![Row::new("◆", Role::Name, Role::Heading, &menu.title)];
        rows.extend(menu.lines.iter().map(|line| Row::beside(Role::Plain, line)));
        let options = || numbered(&menu.entries, BEFORE_OPTION);
        let (_, height) = size();
        let needed = rows_of(&options()).min(OPTION_ROWS) + BESIDE_OPTIONS;
        // On a low screen the last of them give way; what has scrolled off can't be taken back.
        while rows.len() > 1 && height_of(&rows) + needed > height {
            rows.pop();
        }
        self.canvas.draw_passing(&rows)?;
        let mut open = OpenMenu { at: menu.preselected, ..OpenMenu::default() };
        let chosen = select(&mut self.canvas, &mut inputs, options, &mut open, keys_of_menu)?;
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
        let typing = Typing { editing, look, has_lines: false, answer: None };
        let typed = type_in(&mut self.canvas, &inputs, typing, check)?;
        self.canvas.erase_passing()?;
        Ok(match typed {
            Typed::Text(line, _) => Some(line.trim().to_owned()),
            Typed::Back | Typed::Aside(..) => None,
        })
    }
}

/// Questions.
impl Terminal {
    fn ask_choice(&mut self, page: &Page, inputs: &mut Inputs) -> Result<Reply, Broken> {
        let Choice { lines, preselected } = Choice::of(page);
        let labels = labels(page.question, &lines);
        let options = || options(&labels, BEFORE_OPTION);
        self.draw_header(page, None, rows_of(&options()))?;
        let mut menu = question_menu(page);
        menu.at = match self.take_draft(page) {
            Some(Begun::Chosen(at)) => at,
            _ => preselected,
        };
        loop {
            let keys = || keys_of_choice(enter_says(page));
            let chosen = select(&mut self.canvas, inputs, options, &mut menu, keys)?;
            let Some(chosen) = chosen else {
                return Ok(self.left(page, menu.said, Begun::Chosen(menu.at)));
            };
            match lines.get(chosen) {
                Some(Line::Option(option)) => {
                    return Ok(known(Answer::OneOf(BTreeSet::from([*option])), menu.said));
                }
                Some(Line::Keep) => return Ok(Reply::Keep),
                Some(Line::OneOfSeveral) => {
                    // In the list's place; and if it is given up, the list in its place again.
                    if let Some(reply) = self.ask_possible(page, inputs)? {
                        return Ok(reply);
                    }
                }
                _ => return Ok(Reply::NotKnown),
            }
        }
    }

    /// Which of the options are still possible.
    fn ask_possible(&mut self, page: &Page, inputs: &mut Inputs) -> Result<Option<Reply>, Broken> {
        let ticks = Ticks::of_possible(page);
        let (ticked, menu) = self.tick(page, inputs, &ticks, Ticks::check_possible)?;
        Ok(ticked.map(|ticked| known(Answer::OneOf(ticks.options(&ticked)), menu.said)))
    }

    fn ask_set(&mut self, page: &Page, inputs: &mut Inputs) -> Result<Reply, Broken> {
        let mut ticks = Ticks::of_set(page);
        let labels = labels(page.question, &ticks.lines);
        self.draw_header(page, None, rows_of(&options(&labels, BEFORE_OPTION + CHECKBOX)))?;
        if let Some(Begun::Ticked(ticked)) = self.take_draft(page) {
            ticks.ticked = ticked;
        }
        let (ticked, menu) = self.tick(page, inputs, &ticks, Ticks::check_set)?;
        Ok(match ticked.map(|ticked| ticks.reply(&ticked)) {
            Some(Reply::Answer(answer)) => known(answer, menu.said),
            Some(reply) => reply,
            None => {
                let ticked = menu.ticked.into_iter().flatten().collect();
                self.left(page, menu.said, Begun::Ticked(ticked))
            }
        })
    }

    /// Lets lines be ticked, and hands out the menu as it was left.
    fn tick(
        &mut self,
        page: &Page,
        inputs: &mut Inputs,
        ticks: &Ticks,
        check: fn(&Ticks, &BTreeSet<usize>) -> Result<(), &'static str>,
    ) -> Result<(Option<BTreeSet<usize>>, OpenMenu), Broken> {
        let labels = labels(page.question, &ticks.lines);
        let options = || options(&labels, BEFORE_OPTION + CHECKBOX);
        let checked = ticks.clone();
        let check = move |ticked: &BTreeSet<usize>| check(&checked, ticked);
        let mut menu = question_menu(page);
        menu.at = ticks.ticked.first().copied().unwrap_or(0);
        menu.ticked = Some(ticks.ticked.iter().copied().collect());
        let keys = || keys_of_ticks(enter_says(page));
        let ticked = tick(&mut self.canvas, inputs, options, &mut menu, keys, check)?;
        Ok((ticked, menu))
    }

    /// A number or words; nothing typed keeps what several people said, else says not known.
    fn ask_typed(&mut self, page: &Page, inputs: &Inputs) -> Result<Reply, Broken> {
        let question = page.question;
        let earlier = page.earlier.as_ref().map(|earlier| earlier.answer.as_ref());
        let empty = if earlier == Some(None) { Reply::Keep } else { Reply::NotKnown };
        let preset = match (self.take_draft(page), page.chosen.as_ref().or(earlier.flatten())) {
            (Some(Begun::Typed(text)), _) => text,
            (_, None | Some(Answer::Unknown)) => String::new(),
            (_, Some(answer)) => answer_text(question, answer),
        };
        self.draw_header(page, Some(typing_hint(question, &empty)), 1)?;
        let check = |text: &str| match text.trim().is_empty() {
            true => Ok(()),
            false => parse_answer(question, text).map(drop).map_err(|error| answer_problem(&error)),
        };
        let source = page.earlier.as_ref().and_then(|earlier| earlier.source);
        let source = source.filter(|_| !preset.is_empty()).unwrap_or(page.usual);
        let answer = TypedAnswer { is_ours: question.is_ours(), source };
        let typing = Typing {
            editing: Editing::of(&preset),
            look: first_look(page),
            has_lines: matches!(question.kind, Kind::Text),
            answer: Some(answer),
        };
        Ok(match type_in(&mut self.canvas, inputs, typing, check)? {
            Typed::Back => Reply::Back,
            Typed::Aside(aside, text) => {
                self.left(page, Some(Said::Aside(aside)), Begun::Typed(text))
            }
            Typed::Text(text, _) if text.trim().is_empty() => empty,
            Typed::Text(text, source) => match parse_answer(question, &text) {
                Ok(Answer::Unknown) | Err(_) => Reply::NotKnown,
                Ok(answer) => Reply::Known(answer, source),
            },
        })
    }

    /// What was begun at this question before something else was wanted.
    fn take_draft(&mut self, page: &Page) -> Option<Begun> {
        let draft = self.draft.take_if(|draft| draft.question == page.question.id)?;
        Some(draft.begun)
    }

    /// A question that is left without an answer: for something else, or to go back.
    fn left(&mut self, page: &Page, said: Option<Said>, begun: Begun) -> Reply {
        let Some(Said::Aside(aside)) = said else { return Reply::Back };
        self.draft = Some(Draft { question: page.question.id.clone(), begun });
        Reply::Aside(aside)
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
}

/// An answer, with what a key has said of it.
fn known(answer: Answer, said: Option<Said>) -> Reply {
    match said {
        Some(Said::Source(source)) => Reply::Known(answer, Some(source)),
        Some(Said::Aside(_)) | None => Reply::Known(answer, None),
    }
}

/// The menu of a question of the playbook.
fn question_menu(page: &Page) -> OpenMenu {
    OpenMenu { look: first_look(page), is_question: true, ..OpenMenu::default() }
}

/// What Enter says at a list of this question.
fn enter_says(page: &Page) -> EnterSays {
    match &page.earlier {
        _ if page.question.is_ours() => EnterSays::Ours,
        Some(Earlier { answer: Some(answer), .. }) if *answer != Answer::Unknown => {
            EnterSays::AsKnown
        }
        _ => EnterSays::Usual(page.usual),
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
