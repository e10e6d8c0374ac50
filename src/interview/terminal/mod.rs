//! The conversation in a terminal: inquire's prompts under our own words, along a gutter. What is
//! around a question disappears with its answer, so that the trail of answers stays readable.
//!
//! Everything is drawn on standard error; standard output belongs to results.

mod canvas;
mod keyboard;
mod lists;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};

use super::wording::{SOURCES, answer_problem};
use super::{Ask, Broken, Menu, MenuEntry, Message, Page, Reply, source_words};
use crate::deal::answers::{answer_text, describe, parse_answer};
use crate::deal::{Answer, KnownFrom};
use crate::playbook::{Kind, Question};
use crate::text::characters::escaped;
use canvas::{
    ACCENT, BOLD, Canvas, DIM, GUTTER, PLAIN, Row, erase_up, fitting, height_of, size, wrapped,
};
pub use keyboard::restore;
use keyboard::{Key, Keyboard};
use lists::{Choice, Line, Ticks, labels};

/// The columns that inquire puts before an option: gutter, pointer, space.
const BEFORE_OPTION: usize = 5;
/// The columns that a checkbox adds to that.
const CHECKBOX: usize = 4;
/// The rows of a prompt beside its options: its own line, an error, the keys, the cursor's line.
const BESIDE_OPTIONS: usize = 5;
/// The rows that options get, if they need them; words around the question give way to them.
const OPTION_ROWS: usize = 8;

/// A terminal to ask in.
#[derive(Debug)]
pub struct Terminal {
    canvas: Canvas,
}

impl Terminal {
    /// The terminal that this process runs in. From here on a panic leaves it usable.
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
        Ok(Self { canvas: Canvas::new(colour) })
    }
}

impl Ask for Terminal {
    fn tell(&mut self, message: &Message) -> Result<(), Broken> {
        let mut rows = match message {
            Message::Back => return Ok(self.canvas.erase_last_answer()?),
            Message::Opening { title, lines } | Message::Heading { title, lines } => {
                let mut rows = vec![Row::new("┌", DIM, BOLD, title)];
                rows.extend(lines.iter().map(|line| Row::beside(PLAIN, line)));
                rows
            }
            Message::Stage { title, buyer_asks } => {
                vec![Row::beside(DIM, format!("{title}: the buyer asks “{buyer_asks}”"))]
            }
            Message::Answered { ask, words } => {
                vec![Row::new("◇", DIM, PLAIN, ask), Row::beside(ACCENT, words)]
            }
            Message::Note(words) => vec![Row::new("▲", DIM, PLAIN, words)],
            Message::Closing(words) => {
                self.canvas.draw_trail(&[Row::new("└", DIM, PLAIN, words)])?;
                return Ok(writeln!(io::stderr())?);
            }
        };
        rows.push(Row::beside(DIM, ""));
        self.canvas.draw_trail(&rows)?;
        if message.ends_an_answer() {
            self.canvas.end_answer();
        }
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        let reply = match &page.question.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.ask_choice(page),
            Kind::Choices { .. } => self.ask_set(page),
            Kind::Number(_) | Kind::Text => self.ask_typed(page),
        }?;
        self.canvas.erase_passing(1)?;
        Ok(reply)
    }

    fn source(
        &mut self,
        page: &Page,
        answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        self.canvas.draw_passing(&[
            Row::new("◆", ACCENT, PLAIN, &page.question.ask),
            Row::beside(ACCENT, describe(page.question, answer)),
            Row::beside(PLAIN, ""),
            Row::beside(BOLD, "How do you know?"),
        ])?;
        let source = self.press_source(usual)?;
        self.canvas.erase_passing(0)?;
        Ok(source)
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        let mut rows = vec![Row::new("◆", ACCENT, BOLD, &menu.title)];
        rows.extend(menu.lines.iter().map(|line| Row::beside(PLAIN, line)));
        self.canvas.draw_passing(&rows)?;
        let options = menu.entries.iter().map(menu_option).collect();
        let chosen = self.select(options, menu.preselected)?;
        self.canvas.erase_passing(1)?;
        Ok(chosen)
    }

    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken> {
        self.canvas.draw_passing(&[Row::new("◆", ACCENT, BOLD, ask)])?;
        let line = self.type_in(preset, |_| Ok(()))?;
        self.canvas.erase_passing(1)?;
        Ok(line.map(|line| line.trim().to_owned()))
    }
}

/// Questions.
impl Terminal {
    fn ask_choice(&mut self, page: &Page) -> Result<Reply, Broken> {
        let Choice { lines, preselected } = Choice::of(page);
        let options = options(&labels(page.question, &lines), BEFORE_OPTION);
        self.draw_header(page, None, rows_of(&options))?;
        let mut at = preselected;
        loop {
            let Some(chosen) = self.select(options.clone(), at)? else { return Ok(Reply::Back) };
            at = chosen;
            match lines.get(chosen) {
                Some(Line::Option(option)) => {
                    return Ok(Reply::Answer(Answer::OneOf(BTreeSet::from([*option]))));
                }
                Some(Line::Keep) => return Ok(Reply::Keep),
                Some(Line::OneOfSeveral) => {
                    // In the list's place; and if it is given up, the list in its place again.
                    erase_up(1)?;
                    if let Some(options) = self.ask_possible(page)? {
                        return Ok(Reply::Answer(Answer::OneOf(options)));
                    }
                    erase_up(1)?;
                }
                _ => return Ok(Reply::NotKnown),
            }
        }
    }

    /// Which of the options are still possible.
    fn ask_possible(&self, page: &Page) -> Result<Option<BTreeSet<usize>>, Broken> {
        let ticks = Ticks::of_possible(page);
        let labels = labels(page.question, &ticks.lines);
        let checked = ticks.clone();
        let check = move |ticked: &BTreeSet<usize>| checked.check_possible(ticked);
        let ticked = self.tick(&labels, &ticks.ticked, check)?;
        Ok(ticked.map(|ticked| ticks.options(&ticked)))
    }

    fn ask_set(&mut self, page: &Page) -> Result<Reply, Broken> {
        let ticks = Ticks::of_set(page);
        let labels = labels(page.question, &ticks.lines);
        self.draw_header(page, None, rows_of(&options(&labels, BEFORE_OPTION + CHECKBOX)))?;
        let checked = ticks.clone();
        let check = move |ticked: &BTreeSet<usize>| checked.check_set(ticked);
        let ticked = self.tick(&labels, &ticks.ticked, check)?;
        Ok(ticked.map_or(Reply::Back, |ticked| ticks.reply(&ticked)))
    }

    /// A number or words; nothing typed keeps what several people said, else says not known.
    fn ask_typed(&mut self, page: &Page) -> Result<Reply, Broken> {
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
        Ok(match self.type_in(&preset, check)? {
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
        rows.extend(hint.map(|hint| Row::beside(DIM, hint)));
        Ok(self.canvas.draw_passing(&rows)?)
    }

    /// Three lines of which a key chooses one at once.
    fn press_source(&mut self, usual: KnownFrom) -> Result<Option<KnownFrom>, Broken> {
        let mut at = SOURCES.iter().position(|known| known.source == usual).unwrap_or(0);
        let keyboard = Keyboard::open()?;
        loop {
            let rows = self.draw_sources(at)?;
            let key = keyboard.next()?;
            erase_up(rows)?;
            match key {
                Key::Interrupt => return Err(Broken::Interrupted),
                Key::Back => return Ok(None),
                Key::Enter => return Ok(SOURCES.get(at).map(|known| known.source)),
                Key::Up => at = (at + SOURCES.len() - 1) % SOURCES.len(),
                Key::Down => at = (at + 1) % SOURCES.len(),
                Key::Letter(letter) => {
                    if let Some(known) = SOURCES.iter().find(|known| known.key == letter) {
                        return Ok(Some(known.source));
                    }
                }
                Key::Other => {}
            }
        }
    }

    /// Draws the three lines and the keys; hands out how many rows that were.
    fn draw_sources(&self, at: usize) -> Result<u16, Broken> {
        let canvas = &self.canvas;
        let gutter = canvas.paint(DIM, GUTTER);
        let mut lines = vec![gutter.clone()];
        for (place, known) in SOURCES.iter().enumerate() {
            let (pointer, style) = if place == at { ("❯", ACCENT) } else { (" ", PLAIN) };
            let line = format!("{pointer} {}  {}", known.key, source_words(known.source));
            lines.push(format!("{gutter}  {}", canvas.paint(style, &line)));
        }
        let keys = fitting(&[
            "b w a choose · ↑↓ move · enter choose · esc back · ctrl-c leave",
            "b w a choose · esc back · ctrl-c leave",
            "b w a · esc back",
        ]);
        lines.push(canvas.paint(DIM, &format!("[{keys}]")));
        let mut error = io::stderr().lock();
        for line in &lines {
            // The keyboard is open: lines don't return to the left of themselves.
            write!(error, "{line}\r\n")?;
        }
        error.flush()?;
        Ok(lines.len() as u16)
    }
}

/// inquire's prompts, without words of their own.
impl Terminal {
    fn select(&self, options: Vec<String>, at: usize) -> Result<Option<usize>, Broken> {
        let page_size = self.page_size(&options);
        let keys = fitting(&[
            "↑↓ move · enter choose · esc back · ctrl-c leave",
            "↑↓ move · enter choose · esc back",
            "↑↓ · enter · esc back",
        ]);
        let prompt = Select::new("", options)
            .with_starting_cursor(at)
            .with_page_size(page_size)
            .with_vim_mode(true)
            .without_filtering()
            .with_help_message(keys)
            .with_formatter(&|_| String::new())
            .with_render_config(self.look(GUTTER));
        back_or(prompt.raw_prompt().map(|chosen| chosen.index))
    }

    fn tick(
        &self,
        labels: &[String],
        ticked: &[usize],
        check: impl Fn(&BTreeSet<usize>) -> Result<(), &'static str> + Clone + 'static,
    ) -> Result<Option<BTreeSet<usize>>, Broken> {
        let options = options(labels, BEFORE_OPTION + CHECKBOX);
        let page_size = self.page_size(&options);
        let keys = fitting(&[
            "↑↓ move · space tick · enter done · esc back · ctrl-c leave",
            "↑↓ · space tick · enter done · esc back",
            "space · enter · esc back",
        ]);
        let validator = move |chosen: &[ListOption<&String>]| {
            let ticked = chosen.iter().map(|option| option.index).collect();
            Ok(validation(check(&ticked)))
        };
        let prompt = MultiSelect::new("", options)
            .with_default(ticked)
            .with_starting_cursor(ticked.first().copied().unwrap_or(0))
            .with_page_size(page_size)
            .without_filtering()
            .with_help_message(keys)
            .with_validator(validator)
            .with_formatter(&|_| String::new())
            .with_render_config(self.look(GUTTER));
        let chosen = prompt.raw_prompt();
        back_or(chosen.map(|chosen| chosen.into_iter().map(|option| option.index).collect()))
    }

    fn type_in(
        &self,
        preset: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone,
    ) -> Result<Option<String>, Broken> {
        let keys = fitting(&["enter done · esc back · ctrl-c leave", "enter · esc back"]);
        let prompt = Text::new("")
            .with_initial_value(preset)
            .with_help_message(keys)
            .with_validator(move |text: &str| Ok(validation(check(text))))
            .with_formatter(&|_| String::new())
            .with_render_config(self.look("│  ❯"));
        back_or(prompt.prompt())
    }

    /// How many options fit under what is drawn already.
    fn page_size(&self, options: &[String]) -> usize {
        let (_, height) = size();
        let drawn = self.canvas.passing_height() + BESIDE_OPTIONS;
        let free = height.saturating_sub(drawn).max(OPTION_ROWS / 2);
        if rows_of(options) <= free {
            return options.len();
        }
        let tallest = options.iter().map(|option| option.lines().count()).max();
        (free / tallest.unwrap_or(1).max(1)).max(2)
    }

    /// inquire's looks: everything along our gutter.
    fn look(&self, prompt_mark: &'static str) -> RenderConfig<'static> {
        let style = |colour: Color| match self.canvas.has_colour() {
            true => StyleSheet::new().with_fg(colour),
            false => StyleSheet::empty(),
        };
        let (dim, accent) = (style(Color::DarkGrey), style(Color::DarkCyan));
        let mut look = RenderConfig::empty()
            .with_prompt_prefix(Styled::new(prompt_mark).with_style_sheet(dim))
            .with_answered_prompt_prefix(Styled::new(GUTTER).with_style_sheet(dim))
            .with_canceled_prompt_indicator(Styled::new(""))
            .with_highlighted_option_prefix(Styled::new("│  ❯").with_style_sheet(accent))
            .with_scroll_up_prefix(Styled::new("│  ↑").with_style_sheet(dim))
            .with_scroll_down_prefix(Styled::new("│  ↓").with_style_sheet(dim))
            .with_selected_option(Some(accent))
            .with_help_message(dim);
        look.unhighlighted_option_prefix = Styled::new("│   ").with_style_sheet(dim);
        look.error_message = look
            .error_message
            .with_prefix(Styled::new("│  ▲").with_style_sheet(style(Color::DarkYellow)))
            .with_message(style(Color::DarkYellow));
        look
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
    let mut rows = vec![Row::new("◆", ACCENT, DIM, &page.place), Row::beside(BOLD, &question.ask)];
    if let Some(why) = question.why.as_ref().filter(|_| words >= Words::Why) {
        rows.push(Row::beside(DIM, format!("Why: {why}")));
    }
    if words == Words::All && !question.listen_for.is_empty() {
        rows.push(Row::beside(DIM, format!("Listen for: {}", question.listen_for.join("; "))));
    }
    if let Some(earlier) = &page.earlier {
        rows.push(Row::beside(PLAIN, format!("Until now: {}", earlier.words)));
    }
    rows.push(Row::beside(DIM, &page.standing));
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

/// Options as inquire is to draw them after so many columns: long ones wrapped along the gutter.
fn options(labels: &[String], before: usize) -> Vec<String> {
    let (width, _) = size();
    let next = format!("\n{GUTTER}{}", " ".repeat(before + 1));
    let option = |label: &String| wrapped(&escaped(label), width, before + 2).join(&next);
    labels.iter().map(option).collect()
}

/// A line of a menu as inquire is to draw it.
fn menu_option(entry: &MenuEntry) -> String {
    let (width, _) = size();
    let mut lines = wrapped(&escaped(&entry.text), width, BEFORE_OPTION);
    if let Some(detail) = &entry.detail {
        let detail = wrapped(&escaped(detail), width, BEFORE_OPTION + 2);
        lines.extend(detail.into_iter().map(|line| format!("  {line}")));
    }
    lines.join(&format!("\n{GUTTER}    "))
}

fn rows_of(options: &[String]) -> usize {
    options.iter().map(|option| option.lines().count()).sum()
}

/// A problem as inquire is to draw it.
fn validation(checked: Result<(), impl AsRef<str>>) -> Validation {
    let (width, _) = size();
    match checked {
        Ok(()) => Validation::Valid,
        Err(problem) => {
            let lines = wrapped(&escaped(problem.as_ref()), width, BEFORE_OPTION);
            Validation::Invalid(lines.join(&format!("\n{GUTTER}    ")).into())
        }
    }
}

/// What a prompt gave; Esc is `None`.
fn back_or<T>(result: Result<T, InquireError>) -> Result<Option<T>, Broken> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Broken::Interrupted),
        Err(InquireError::NotTTY) => Err(Broken::NoTerminal),
        Err(InquireError::IO(error)) => Err(Broken::Io(error)),
        Err(other) => Err(Broken::Io(io::Error::other(other.to_string()))),
    }
}
