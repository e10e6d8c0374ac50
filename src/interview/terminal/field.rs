//! A field for a line of text, drawn along the gutter, with what is wrong above it and the keys
//! below.

use std::io::{self, Write};

use crossterm::cursor::{Hide, Show};
use crossterm::execute;
use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, GUTTER, erase_up, fitting, size, step_into, wrapped};
use super::editing::Editing;
use super::first_look::FirstLook;
use super::keyboard::Inputs;
use super::keys::{Input, Key, Loss};
use super::question_keys::{keys_of_typing, next_source};
use crate::deal::KnownFrom;
use crate::interview::ask::{Aside, Broken};
use crate::text::characters::{escaped, hidden_in_words, name_of_hidden};
use crate::text::styles::Role;
use crate::text::yaml::fields::LONGEST_TEXT;

/// The columns before the text: gutter, pointer, space.
const BEFORE: usize = 5;
/// The lines of a field beside its text: what is wrong, the keys, the cursor's line.
const BESIDE: usize = 4;

/// What the last key came to.
enum Outcome {
    Going,
    Done,
    Back,
    Aside(Aside),
}

/// What is typed into.
pub(super) struct Typing {
    pub(super) editing: Editing,
    pub(super) look: FirstLook,
    /// Whether a text may have several lines.
    pub(super) has_lines: bool,
    /// Whose answer it is, where it answers a question of the playbook.
    pub(super) answer: Option<TypedAnswer>,
}

/// An answer that is typed, and what goes with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypedAnswer {
    /// Whether nobody but us is asked.
    pub(super) is_ours: bool,
    /// How it is known, until a key says otherwise.
    pub(super) source: KnownFrom,
}

/// What was typed.
pub(super) enum Typed {
    Text(String, Option<KnownFrom>),
    Back,
    /// Something else first; the text so far is kept.
    Aside(Aside, String),
}

/// A field that is open.
struct Field<'c> {
    canvas: &'c mut Canvas,
    typing: Typing,
    problem: Option<String>,
    /// The lines that are drawn above the cursor's.
    above: usize,
}

/// Asks for a text, with what stands in it already, until `check` takes it.
pub(super) fn type_in(
    canvas: &mut Canvas,
    inputs: &Inputs,
    typing: Typing,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<Typed, Broken> {
    let mut field = Field { canvas, typing, problem: None, above: 0 };
    loop {
        field.draw()?;
        let outcome = field.take_all(inputs)?;
        field.erase()?;
        let text = || field.typing.editing.text().to_owned();
        match outcome {
            Outcome::Going => {}
            Outcome::Back => return Ok(Typed::Back),
            Outcome::Aside(aside) => return Ok(Typed::Aside(aside, text())),
            Outcome::Done => match check(&text()) {
                Ok(()) => {
                    let source = field.typing.answer.map(|answer| answer.source);
                    return Ok(Typed::Text(text(), source));
                }
                Err(problem) => field.problem = Some(problem),
            },
        }
    }
}

impl Field<'_> {
    /// Takes what comes, and all that has come by then: a long text costs one drawing.
    fn take_all(&mut self, inputs: &Inputs) -> Result<Outcome, Broken> {
        let mut next = Some(inputs.next()?);
        while let Some(input) = next {
            match self.take(input)? {
                Outcome::Going => next = inputs.ready(),
                ended => return Ok(ended),
            }
        }
        Ok(Outcome::Going)
    }

    fn take(&mut self, input: Input) -> Result<Outcome, Broken> {
        match input {
            Input::Key(key) => return self.press(key),
            Input::Redraw => self.redraw()?,
            Input::Paste(text) => {
                self.typing.look.end();
                self.problem = self.paste(&text).err();
            }
            Input::LostPaste(loss) => self.problem = Some(lost(loss)),
        }
        Ok(Outcome::Going)
    }

    fn press(&mut self, key: Key) -> Result<Outcome, Broken> {
        let Typing { editing, look, has_lines, answer } = &mut self.typing;
        let is_empty = editing.text().is_empty();
        match (key, answer) {
            (Key::Enter, _) if look.is_over() => return Ok(Outcome::Done),
            (Key::Enter, _) => {}
            (Key::Escape | Key::Control('g'), _) => return Ok(Outcome::Back),
            // What ends the input in a shell: only where there is nothing to delete.
            (Key::Control('d'), _) if is_empty => return Ok(Outcome::Back),
            (Key::Control('l'), _) => self.redraw()?,
            (Key::Help, Some(_)) => return Ok(Outcome::Aside(Aside::Help)),
            // No number has them; a text may, but begins with neither.
            (Key::Char('?'), Some(_)) if is_empty || !*has_lines => {
                return Ok(Outcome::Aside(Aside::Help));
            }
            (Key::Char('@'), Some(_)) if is_empty || !*has_lines => {
                return Ok(Outcome::Aside(Aside::Who));
            }
            (Key::Tab, Some(answer)) if !answer.is_ours => {
                answer.source = next_source(answer.source);
            }
            (Key::NewLine, _) if *has_lines => {
                look.end();
                self.problem = self.paste("\n").err();
            }
            (key, _) => {
                look.end();
                let has_room = editing.press(key);
                self.problem = if has_room { self.too_long() } else { Some(full()) };
            }
        }
        Ok(Outcome::Going)
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.above = 0;
        self.canvas.repaint(BESIDE)
    }

    /// Takes a pasted text whole, or nothing of it.
    fn paste(&mut self, text: &str) -> Result<(), String> {
        if let Some((_, harmful)) = hidden_in_words(text) {
            return Err(format!(
                "The pasted text holds the hidden character {}, so nothing of it was taken.",
                name_of_hidden(harmful)
            ));
        }
        // A line that was copied whole has its end with it. An Enter alone is one within a text.
        let text = if text == "\n" { text } else { text.trim_end_matches('\n') };
        let is_fitting = text.chars().count() <= LONGEST_TEXT && self.typing.editing.write(text);
        if is_fitting || text.is_empty() {
            self.too_long().map_or(Ok(()), Err)
        } else {
            Err(full())
        }
    }

    fn too_long(&self) -> Option<String> {
        let count = self.typing.editing.text().chars().count();
        (count > LONGEST_TEXT).then(|| {
            format!("That has {count} characters by now; {LONGEST_TEXT} is the most that is kept.")
        })
    }

    fn draw(&mut self) -> io::Result<()> {
        let (width, height) = size();
        let mut error = io::stderr().lock();
        execute!(error, Hide)?;
        let mut drawn = 0;
        for (place, line) in self.problem_lines(width).into_iter().enumerate() {
            let mark = if place == 0 { "│  ▲ " } else { "│    " };
            writeln!(error, "{}", self.canvas.paint(Role::Open, &format!("{mark}{line}")))?;
            drawn += 1;
        }
        let most = height.saturating_sub(self.canvas.passing_height() + BESIDE + drawn).max(2);
        let (lines, row, column) = self.text_lines(width, most);
        for (place, line) in lines.iter().enumerate() {
            let mark = if place == 0 { "│  ❯" } else { GUTTER };
            let gap = " ".repeat(BEFORE - mark.width());
            writeln!(error, "{}{gap}{line}", self.canvas.paint(Role::Hint, mark))?;
        }
        let keys = self.keys();
        writeln!(error, "{}", self.canvas.paint(Role::Hint, &format!("[{keys}]")))?;
        self.above = drawn + row;
        step_into(lines.len() - row + 1, BEFORE + column)?;
        execute!(error, Show)
    }

    fn keys(&self) -> &'static str {
        match &self.typing.answer {
            Some(answer) if !answer.is_ours => keys_of_typing(answer.source),
            Some(_) => {
                fitting(&["enter done · ? more · esc back · ctrl-c leave", "enter · ? · esc back"])
            }
            None if self.typing.editing.gives_way() => fitting(&[
                "type to replace it · → change it · enter done · esc back · ctrl-c leave",
                "type to replace · enter done · esc back",
                "enter · esc back",
            ]),
            None => fitting(&["enter done · esc back · ctrl-c leave", "enter · esc back"]),
        }
    }

    fn erase(&mut self) -> io::Result<()> {
        erase_up(std::mem::take(&mut self.above))
    }

    fn problem_lines(&self, width: usize) -> Vec<String> {
        self.problem.iter().flat_map(|problem| wrapped(&escaped(problem), width, BEFORE)).collect()
    }

    /// The lines of the text that are shown, `most` of them, and where in them the cursor stands.
    fn text_lines(&self, width: usize, most: usize) -> (Vec<String>, usize, usize) {
        let room = width.saturating_sub(BEFORE + 1).max(2);
        let (mut lines, mut column) = (vec![String::new()], 0);
        let (mut row, mut cursor) = (0, 0);
        let text = self.typing.editing.text();
        for (place, character) in text.char_indices() {
            let is_end = character == '\n';
            let shown = match is_end {
                true => String::new(),
                false => escaped(character.encode_utf8(&mut [0; 4])),
            };
            if column + shown.width() > room {
                lines.push(String::new());
                column = 0;
            }
            if place == self.typing.editing.place() {
                (row, cursor) = (lines.len() - 1, column);
            }
            if is_end {
                lines.push(String::new());
                column = 0;
            }
            column += shown.width();
            lines.last_mut().into_iter().for_each(|line| line.push_str(&shown));
        }
        if self.typing.editing.place() == text.len() {
            (row, cursor) = (lines.len() - 1, column);
        }
        let first = (row + 1).saturating_sub(most);
        let shown = lines.into_iter().skip(first).take(most).collect();
        (shown, row - first, cursor)
    }
}

/// Why nothing of a pasted text is taken.
fn lost(loss: Loss) -> String {
    match loss {
        Loss::TooLong => full(),
        Loss::NotText => {
            "What was pasted is not UTF-8 text, so nothing of it was taken.".to_owned()
        }
        Loss::Unfinished => {
            "The pasted text did not come to its end, so nothing of it was taken.".to_owned()
        }
    }
}

fn full() -> String {
    format!(
        "That is too long, so nothing of it was taken: {LONGEST_TEXT} characters are kept at most."
    )
}
