//! The conversation in a terminal: inquire's prompts under our own words, along a gutter. What is
//! around a question disappears with its answer, so that the trail of answers stays readable.
//!
//! Everything is drawn on standard error; standard output belongs to results.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use crossterm::cursor::{MoveToColumn, MoveUp, Show};
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};
use unicode_width::UnicodeWidthStr;

use super::wording::answer_problem;
use super::{Ask, Broken, Menu, MenuEntry, Message, Page, Reply, source_words};
use crate::characters::escaped;
use crate::deal::answers::{answer_text, describe, parse_answer};
use crate::deal::{Answer, KnownFrom};
use crate::playbook::{Kind, NumberKind, Question};

/// What stands left of everything.
const GUTTER: &str = "│  ";
/// The columns that inquire puts before an option: gutter, pointer, space.
const BEFORE_OPTION: usize = 5;
/// The columns that a checkbox adds to that.
const CHECKBOX: usize = 4;
/// The rows of a prompt beside its options: its own line, an error, the keys, the cursor's line.
const BESIDE_OPTIONS: usize = 5;
/// The fewest rows that options get; words around the question give way to them.
const OPTION_ROWS: usize = 4;

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const ACCENT: Style = AnsiColor::Cyan.on_default();
const PLAIN: Style = Style::new();

/// The ways to know something, with the key that stands for each.
const SOURCES: [(KnownFrom, char); 3] =
    [(KnownFrom::Prospect, 'b'), (KnownFrom::Document, 'w'), (KnownFrom::Assumption, 'a')];

/// A terminal to ask in.
#[derive(Debug)]
pub struct Terminal {
    colour: bool,
    /// The widths of the rows that go when the prompt under them is answered.
    passing: Vec<usize>,
    /// The same of the rows that stay, a list for each answer with what was said before it.
    trail: Vec<Vec<usize>>,
}

/// A line of a select list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Option(usize),
    Several,
    Keep,
    NoneOfThese,
    OthersOpen,
    NotKnown,
}

/// A row before it is drawn.
struct Row {
    lead: &'static str,
    lead_style: Style,
    style: Style,
    text: String,
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
        Ok(Self { colour, passing: Vec::new(), trail: vec![Vec::new()] })
    }

    fn paint(&self, style: Style, text: &str) -> String {
        match self.colour {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }

    /// Draws rows, each cut to the width by words.
    fn draw(&mut self, rows: &[Row]) -> Result<Vec<usize>, Broken> {
        let (width, _) = size();
        let mut widths = Vec::new();
        let mut error = io::stderr().lock();
        for row in rows {
            let mut lead = (row.lead, row.lead_style);
            for text in wrapped(&row.text, width, GUTTER.width()) {
                let whole = self.paint(lead.1, lead.0.trim_end());
                let gap = if text.is_empty() { "" } else { "  " };
                writeln!(error, "{whole}{gap}{}", self.paint(row.style, &text))?;
                widths.push(GUTTER.width() + text.width());
                lead = (GUTTER, DIM);
            }
        }
        error.flush()?;
        Ok(widths)
    }

    /// Draws rows that go with the prompt under them.
    fn draw_passing(&mut self, rows: &[Row]) -> Result<(), Broken> {
        let drawn = self.draw(rows)?;
        self.passing.extend(drawn);
        Ok(())
    }

    /// Draws rows that stay.
    fn draw_trail(&mut self, rows: &[Row]) -> Result<(), Broken> {
        let drawn = self.draw(rows)?;
        self.trail.last_mut().into_iter().for_each(|last| last.extend(&drawn));
        Ok(())
    }

    /// Takes the last answer off the screen, and all that was said with it and since.
    fn erase_last_answer(&mut self) -> Result<(), Broken> {
        self.passing = self.trail.pop().unwrap_or_default();
        if let Some(last) = self.trail.last_mut() {
            self.passing.append(last);
        } else {
            self.trail.push(Vec::new());
        }
        self.erase(0)
    }

    /// Takes the passing rows, and as many more under them, off the screen.
    fn erase(&mut self, more: usize) -> Result<(), Broken> {
        let (width, _) = size();
        let drawn: usize = self.passing.drain(..).map(|row| row.div_ceil(width).max(1)).sum();
        let up = u16::try_from(drawn + more).unwrap_or(u16::MAX);
        let mut error = io::stderr().lock();
        if up > 0 {
            queue!(error, MoveUp(up))?;
        }
        queue!(error, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        Ok(error.flush()?)
    }

    /// What stands around a question, cut down as far as a low screen makes it necessary.
    fn draw_header(&mut self, page: &Page) -> Result<(), Broken> {
        let (width, height) = size();
        for words in (0..=2).rev() {
            let rows = header(page, words);
            let count: usize =
                rows.iter().map(|row| wrapped(&row.text, width, GUTTER.width()).len()).sum();
            if words == 0 || count + OPTION_ROWS + BESIDE_OPTIONS <= height {
                return self.draw_passing(&rows);
            }
        }
        Ok(())
    }

    /// How many options fit under what is drawn already.
    fn page_size(&self, options: &[String]) -> usize {
        let (_, height) = size();
        let rows = |option: &String| option.lines().count();
        let free = height.saturating_sub(self.passing.len() + BESIDE_OPTIONS).max(OPTION_ROWS);
        if options.iter().map(rows).sum::<usize>() <= free {
            return options.len();
        }
        let tallest = options.iter().map(rows).max().unwrap_or(1);
        (free / tallest).max(2)
    }

    fn select(&self, options: Vec<String>, at: usize) -> Result<Option<usize>, Broken> {
        let (width, _) = size();
        let page_size = self.page_size(&options);
        let keys = fitting(
            &[
                "↑↓ move · enter choose · esc back · ctrl-c leave",
                "↑↓ move · enter choose · esc back",
            ],
            "↑↓ · enter · esc back",
            width,
        );
        let prompt = Select::new("", options)
            .with_starting_cursor(at)
            .with_page_size(page_size)
            .with_vim_mode(true)
            .without_filtering()
            .with_help_message(keys)
            .with_formatter(&|_| String::new())
            .with_render_config(self.look(GUTTER_MARK));
        back_or(prompt.raw_prompt().map(|chosen| chosen.index))
    }

    fn select_several(
        &self,
        labels: &[String],
        ticked: &[usize],
        check: impl Fn(&BTreeSet<usize>) -> Result<(), &'static str> + Clone + 'static,
    ) -> Result<Option<BTreeSet<usize>>, Broken> {
        let (width, _) = size();
        let options = options(labels, BEFORE_OPTION + CHECKBOX);
        let page_size = self.page_size(&options);
        let keys = fitting(
            &[
                "↑↓ move · space tick · enter done · esc back · ctrl-c leave",
                "↑↓ · space tick · enter done · esc back",
            ],
            "space · enter · esc back",
            width,
        );
        let validator = move |chosen: &[ListOption<&String>]| {
            let chosen = chosen.iter().map(|option| option.index).collect();
            Ok(match check(&chosen) {
                Ok(()) => Validation::Valid,
                Err(problem) => Validation::Invalid(error_text(problem, width).into()),
            })
        };
        let prompt = MultiSelect::new("", options)
            .with_default(ticked)
            .with_starting_cursor(ticked.first().copied().unwrap_or(0))
            .with_page_size(page_size)
            .with_vim_mode(false)
            .without_filtering()
            .with_help_message(keys)
            .with_validator(validator)
            .with_formatter(&|_| String::new())
            .with_render_config(self.look(GUTTER_MARK));
        let chosen = prompt.raw_prompt();
        back_or(chosen.map(|chosen| chosen.into_iter().map(|option| option.index).collect()))
    }

    fn type_in<'p>(
        &self,
        preset: &str,
        placeholder: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone + 'p,
    ) -> Result<Option<String>, Broken> {
        let (width, _) = size();
        let keys = fitting(&["enter done · esc back · ctrl-c leave"], "enter · esc back", width);
        let validator = move |text: &str| {
            Ok(match check(text) {
                Ok(()) => Validation::Valid,
                Err(problem) => Validation::Invalid(error_text(&problem, width).into()),
            })
        };
        let prompt = Text::new("")
            .with_initial_value(preset)
            .with_placeholder(placeholder)
            .with_help_message(keys)
            .with_validator(validator)
            .with_formatter(&|_| String::new())
            .with_render_config(self.look("│  ❯"));
        back_or(prompt.prompt())
    }

    /// inquire's looks: everything along our gutter.
    fn look(&self, prompt_mark: &'static str) -> RenderConfig<'static> {
        let style = |colour: Color| match self.colour {
            true => StyleSheet::new().with_fg(colour),
            false => StyleSheet::empty(),
        };
        let (dim, accent) = (style(Color::DarkGrey), style(Color::DarkCyan));
        let mut look = RenderConfig::empty()
            .with_prompt_prefix(Styled::new(prompt_mark).with_style_sheet(dim))
            .with_answered_prompt_prefix(Styled::new(GUTTER_MARK).with_style_sheet(dim))
            .with_canceled_prompt_indicator(Styled::new(""))
            .with_highlighted_option_prefix(Styled::new("│  ❯").with_style_sheet(accent))
            .with_scroll_up_prefix(Styled::new("│  ↑").with_style_sheet(dim))
            .with_scroll_down_prefix(Styled::new("│  ↓").with_style_sheet(dim))
            .with_selected_option(Some(accent))
            .with_help_message(dim);
        look.unhighlighted_option_prefix = Styled::new("│   ").with_style_sheet(dim);
        look.placeholder = dim;
        look.error_message = look
            .error_message
            .with_prefix(Styled::new("│  ▲").with_style_sheet(style(Color::DarkYellow)))
            .with_message(style(Color::DarkYellow));
        look
    }

    fn ask_options(&self, page: &Page) -> Result<Reply, Broken> {
        let question = page.question;
        let known = page.earlier.as_ref().map(|earlier| earlier.answer.as_ref());
        let mut entries: Vec<Entry> = (0..question.option_count()).map(Entry::Option).collect();
        let at = match known {
            None => 0,
            Some(Some(Answer::OneOf(options))) if options.len() == 1 => {
                options.first().copied().unwrap_or(0)
            }
            Some(Some(Answer::Unknown)) => entries.len(),
            Some(_) => {
                entries.insert(0, Entry::Keep);
                0
            }
        };
        entries.push(Entry::NotKnown);
        if question.option_count() > 2 {
            entries.push(Entry::Several);
        }
        let labels = labels(question, &entries);
        let mut at = at;
        loop {
            let Some(chosen) = self.select(options(&labels, BEFORE_OPTION), at)? else {
                return Ok(Reply::Back);
            };
            at = chosen;
            match entries.get(chosen) {
                Some(Entry::Option(option)) => {
                    return Ok(Reply::Answer(Answer::OneOf(BTreeSet::from([*option]))));
                }
                Some(Entry::Keep) => return Ok(Reply::Keep),
                Some(Entry::Several) => {
                    if let Some(options) = self.ask_one_of(question)? {
                        return Ok(Reply::Answer(Answer::OneOf(options)));
                    }
                }
                _ => return Ok(Reply::NotKnown),
            }
        }
    }

    /// Which of the options are still possible.
    fn ask_one_of(&self, question: &Question) -> Result<Option<BTreeSet<usize>>, Broken> {
        let entries: Vec<Entry> = (0..question.option_count()).map(Entry::Option).collect();
        let all = entries.len();
        self.rewind(1)?;
        let chosen = self.select_several(&labels(question, &entries), &[], move |chosen| {
            match chosen.len() {
                0 | 1 => Err("Tick every answer that is possible: two or more."),
                count if count == all => Err("All of them is the same as not known yet."),
                _ => Ok(()),
            }
        })?;
        if chosen.is_none() {
            self.rewind(1)?;
        }
        Ok(chosen)
    }

    /// Puts the cursor back to where an answered prompt stood, for the next one in its place.
    fn rewind(&self, rows: u16) -> Result<(), Broken> {
        let mut error = io::stderr().lock();
        Ok(execute!(error, MoveUp(rows), MoveToColumn(0), Clear(ClearType::FromCursorDown))?)
    }

    fn ask_set(&self, page: &Page) -> Result<Reply, Broken> {
        let question = page.question;
        let count = question.option_count();
        let mut entries: Vec<Entry> = (0..count).map(Entry::Option).collect();
        entries.extend([Entry::NoneOfThese, Entry::OthersOpen, Entry::NotKnown]);
        let mut ticked: Vec<usize> = match page.earlier.as_ref().map(|known| &known.answer) {
            None => Vec::new(),
            Some(Some(Answer::Unknown)) => vec![count + 2],
            Some(Some(Answer::Choices { includes, excludes }))
                if includes.is_empty() && excludes.len() == count =>
            {
                vec![count]
            }
            Some(Some(Answer::Choices { includes, excludes }))
                if includes.len() + excludes.len() == count || excludes.is_empty() =>
            {
                let open = (includes.len() < count && excludes.is_empty()).then_some(count + 1);
                includes.iter().copied().chain(open).collect()
            }
            Some(_) => {
                entries.push(Entry::Keep);
                vec![count + 3]
            }
        };
        ticked.sort_unstable();
        let special = entries.clone();
        let chosen = self.select_several(&labels(question, &entries), &ticked, move |chosen| {
            check_set(chosen, &special)
        })?;
        let Some(chosen) = chosen else { return Ok(Reply::Back) };
        let is_chosen =
            |entry: Entry| chosen.iter().any(|place| entries.get(*place) == Some(&entry));
        if is_chosen(Entry::Keep) {
            return Ok(Reply::Keep);
        }
        if is_chosen(Entry::NotKnown) {
            return Ok(Reply::NotKnown);
        }
        let includes: BTreeSet<usize> =
            chosen.iter().copied().filter(|place| *place < count).collect();
        let others = (0..count).filter(|option| !includes.contains(option));
        let excludes =
            if is_chosen(Entry::OthersOpen) { BTreeSet::new() } else { others.collect() };
        Ok(Reply::Answer(Answer::Choices { includes, excludes }))
    }

    fn ask_typed(&self, page: &Page) -> Result<Reply, Broken> {
        let question = page.question;
        let (preset, has_more) = match page.earlier.as_ref().map(|known| &known.answer) {
            None | Some(Some(Answer::Unknown)) => (String::new(), false),
            Some(Some(answer)) => (answer_text(question, answer), false),
            Some(None) => (String::new(), true),
        };
        let empty =
            if has_more { "only enter: keep what is known" } else { "only enter: not known yet" };
        let example = match &question.kind {
            Kind::Number(kind) => format!("{} ({empty})", example(kind)),
            _ => empty.to_owned(),
        };
        let check = |text: &str| match text.trim().is_empty() {
            true => Ok(()),
            false => parse_answer(question, text).map(drop).map_err(|error| answer_problem(&error)),
        };
        let Some(text) = self.type_in(&preset, &example, check)? else { return Ok(Reply::Back) };
        if text.trim().is_empty() {
            return Ok(if has_more { Reply::Keep } else { Reply::NotKnown });
        }
        Ok(match parse_answer(question, &text) {
            Ok(Answer::Unknown) | Err(_) => Reply::NotKnown,
            Ok(answer) => Reply::Answer(answer),
        })
    }

    /// Three lines of which a key chooses one at once.
    fn ask_source(&mut self, usual: KnownFrom) -> Result<Option<KnownFrom>, Broken> {
        let mut at = SOURCES.iter().position(|(source, _)| *source == usual).unwrap_or(0);
        let _raw = RawMode::on()?;
        loop {
            let rows = self.draw_sources(at)?;
            let key = next_key()?;
            let mut error = io::stderr().lock();
            execute!(error, MoveUp(rows), MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
            drop(error);
            let letter = SOURCES.iter().find(|(_, letter)| key.code == KeyCode::Char(*letter));
            let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
            match (key.code, letter) {
                (KeyCode::Char('c'), _) if is_control => return Err(Broken::Interrupted),
                (KeyCode::Char('d' | 'g'), _) if is_control => return Ok(None),
                (KeyCode::Esc, _) => return Ok(None),
                (_, Some((source, _))) if !is_control => return Ok(Some(*source)),
                (KeyCode::Enter, _) => return Ok(SOURCES.get(at).map(|(source, _)| *source)),
                (KeyCode::Up | KeyCode::Char('k'), _) => {
                    at = (at + SOURCES.len() - 1) % SOURCES.len()
                }
                (KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab, _) => {
                    at = (at + 1) % SOURCES.len();
                }
                _ => {}
            }
        }
    }

    /// Draws the three lines and the keys; hands out how many rows that were.
    fn draw_sources(&self, at: usize) -> Result<u16, Broken> {
        let (width, _) = size();
        let mut error = io::stderr().lock();
        write!(error, "{}\r\n", self.paint(DIM, GUTTER_MARK))?;
        for (place, (source, letter)) in SOURCES.iter().enumerate() {
            let line = format!("{letter}  {}", source_words(*source));
            let (mark, style) = if place == at { ("❯", ACCENT) } else { (" ", PLAIN) };
            let gutter = self.paint(DIM, GUTTER);
            write!(error, "{gutter}{}\r\n", self.paint(style, &format!("{mark} {line}")))?;
        }
        let keys = fitting(
            &["b w a or ↑↓ and enter · esc back · ctrl-c leave"],
            "b w a · esc back",
            width,
        );
        write!(error, "{}\r\n", self.paint(DIM, &format!("[{keys}]")))?;
        error.flush()?;
        Ok(2 + SOURCES.len() as u16)
    }
}

/// The gutter where nothing stands beside it.
const GUTTER_MARK: &str = "│";

impl Ask for Terminal {
    fn tell(&mut self, message: &Message) -> Result<(), Broken> {
        let mut rows = match message {
            Message::Opening { title, lines } => {
                let mut rows = vec![Row::new("┌", DIM, BOLD, title)];
                rows.extend(lines.iter().map(|line| Row::beside(PLAIN, line)));
                rows
            }
            Message::Stage { title, buyer_asks } => {
                vec![Row::beside(DIM, &format!("{title}: the buyer asks “{buyer_asks}”"))]
            }
            Message::Answered { ask, words } => {
                vec![Row::new("◇", DIM, PLAIN, ask), Row::beside(ACCENT, words)]
            }
            Message::Back => return self.erase_last_answer(),
            Message::Note(words) => vec![Row::new("▲", DIM, PLAIN, words)],
            Message::Closing(words) => vec![Row::new("└", DIM, PLAIN, words)],
        };
        if !matches!(message, Message::Closing(_)) {
            rows.push(Row::beside(DIM, ""));
        }
        self.draw_trail(&rows)?;
        if matches!(message, Message::Closing(_)) {
            writeln!(io::stderr())?;
        }
        if matches!(message, Message::Opening { .. } | Message::Answered { .. }) {
            self.trail.push(Vec::new());
        }
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        self.draw_header(page)?;
        let reply = match &page.question.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.ask_options(page),
            Kind::Choices { .. } => self.ask_set(page),
            Kind::Number(_) | Kind::Text => self.ask_typed(page),
        }?;
        self.erase(1)?;
        Ok(reply)
    }

    fn source(
        &mut self,
        page: &Page,
        answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        let rows = [
            Row::new("◆", ACCENT, PLAIN, &page.question.ask),
            Row::beside(ACCENT, &describe(page.question, answer)),
            Row::beside(PLAIN, ""),
            Row::beside(BOLD, "How do you know?"),
        ];
        self.draw_passing(&rows)?;
        let source = self.ask_source(usual)?;
        self.erase(0)?;
        Ok(source)
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        let mut rows = vec![Row::new("◆", ACCENT, BOLD, &menu.title)];
        rows.extend(menu.lines.iter().map(|line| Row::beside(PLAIN, line)));
        self.draw_passing(&rows)?;
        let (width, _) = size();
        let options = menu.entries.iter().map(|entry| menu_option(entry, width)).collect();
        let chosen = self.select(options, menu.preselected)?;
        self.erase(1)?;
        Ok(chosen)
    }

    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken> {
        self.draw_passing(&[Row::new("◆", ACCENT, BOLD, ask)])?;
        let line = self.type_in(preset, "", |_| Ok(()))?;
        self.erase(1)?;
        Ok(line.map(|line| line.trim().to_owned()))
    }
}

impl Row {
    fn new(lead: &'static str, lead_style: Style, style: Style, text: &str) -> Self {
        Self { lead, lead_style, style, text: escaped(text) }
    }

    fn beside(style: Style, text: &str) -> Self {
        Self::new(GUTTER, DIM, style, text)
    }
}

/// Gives the terminal back as it was, whatever prompt was open.
pub fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(io::stderr(), DisableBracketedPaste, Show);
}

/// Raw mode as long as it lives.
struct RawMode;

impl RawMode {
    fn on() -> io::Result<Self> {
        enable_raw_mode()?;
        let raw = Self;
        execute!(io::stderr(), EnableBracketedPaste)?;
        Ok(raw)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        restore();
    }
}

fn next_key() -> io::Result<KeyEvent> {
    loop {
        if let Event::Key(key) = event::read()?
            && key.kind == KeyEventKind::Press
        {
            return Ok(key);
        }
    }
}

/// What stands around a question: with `words` 2 all of it, with 1 not what to listen for, with 0
/// not why either.
fn header(page: &Page, words: usize) -> Vec<Row> {
    let question = page.question;
    let mut rows = vec![Row::new("◆", ACCENT, DIM, &page.place), Row::beside(BOLD, &question.ask)];
    if let Some(why) = question.why.as_ref().filter(|_| words > 0) {
        rows.push(Row::beside(DIM, &format!("Why: {why}")));
    }
    if words > 1 && !question.listen_for.is_empty() {
        let sounds = question.listen_for.join("; ");
        rows.push(Row::beside(DIM, &format!("Listen for: {sounds}")));
    }
    if let Some(earlier) = &page.earlier {
        rows.push(Row::beside(PLAIN, &format!("Until now: {}", earlier.words)));
    }
    rows.push(Row::beside(DIM, &page.standing));
    rows
}

fn labels(question: &Question, entries: &[Entry]) -> Vec<String> {
    let label = |entry: &Entry| match entry {
        Entry::Option(option) => question.option_label(*option).to_owned(),
        Entry::Several => "One of several…".to_owned(),
        Entry::Keep => "Keep what is known".to_owned(),
        Entry::NoneOfThese => "None of these".to_owned(),
        Entry::OthersOpen => "The ticked ones, not sure about the others".to_owned(),
        Entry::NotKnown => "Not known yet".to_owned(),
    };
    entries.iter().map(label).collect()
}

/// Whether ticked lines go together.
fn check_set(chosen: &BTreeSet<usize>, entries: &[Entry]) -> Result<(), &'static str> {
    let ticked: Vec<Entry> =
        chosen.iter().filter_map(|place| entries.get(*place).copied()).collect();
    let has = |entry: Entry| ticked.contains(&entry);
    let alone = [Entry::NoneOfThese, Entry::NotKnown, Entry::Keep];
    match ticked.len() {
        0 => Err("Tick with space; if none of these holds, tick “None of these”."),
        1 if has(Entry::OthersOpen) => Err("Tick those that surely hold, too."),
        2.. if alone.into_iter().any(has) => {
            Err("“None of these”, “Not known yet” and “Keep” each stand alone.")
        }
        _ => Ok(()),
    }
}

fn example(kind: &NumberKind) -> String {
    match &kind.unit {
        Some(unit) => format!("20, or 20..50 {unit}"),
        None => "20, or 20..50".to_owned(),
    }
}

/// A line of a menu as inquire is to draw it.
fn menu_option(entry: &MenuEntry, width: usize) -> String {
    let mut lines = wrapped(&escaped(&entry.text), width, BEFORE_OPTION);
    if let Some(detail) = &entry.detail {
        let detail = wrapped(&escaped(detail), width, BEFORE_OPTION + 2);
        lines.extend(detail.into_iter().map(|line| format!("  {line}")));
    }
    lines.join("\n│    ")
}

/// Options as inquire is to draw them after so many columns: long ones wrapped along the gutter.
fn options(labels: &[String], before: usize) -> Vec<String> {
    let (width, _) = size();
    let next = format!("\n│{}", " ".repeat(before + 1));
    let option = |label: &String| wrapped(&escaped(label), width, before + 2).join(&next);
    labels.iter().map(option).collect()
}

/// An error as inquire is to draw it.
fn error_text(problem: &str, width: usize) -> String {
    wrapped(&escaped(problem), width, BEFORE_OPTION).join("\n│    ")
}

/// Lines that leave room for a lead and never touch the last column.
fn wrapped(text: &str, width: usize, lead: usize) -> Vec<String> {
    let lines = textwrap::wrap(text, width.saturating_sub(lead + 1).max(10));
    lines.into_iter().map(|line| line.into_owned()).collect()
}

/// The first text that fits a line in brackets, else the shortest.
fn fitting(texts: &[&'static str], shortest: &'static str, width: usize) -> &'static str {
    texts.iter().find(|text| text.width() + 3 <= width).copied().unwrap_or(shortest)
}

/// Columns and rows.
fn size() -> (usize, usize) {
    crossterm::terminal::size().map_or((80, 24), |(width, height)| {
        (usize::from(width).max(20), usize::from(height).max(8))
    })
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
