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
use crate::interview::ask::Broken;
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
}

/// A field that is open.
struct Field<'c> {
    canvas: &'c mut Canvas,
    editing: Editing,
    look: FirstLook,
    problem: Option<String>,
    /// The lines that are drawn above the cursor's.
    above: usize,
}

/// Asks for a line, with what stands in it already, until `check` takes it. `None` goes back.
pub(super) fn type_in(
    canvas: &mut Canvas,
    inputs: &Inputs,
    editing: Editing,
    look: FirstLook,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<Option<String>, Broken> {
    let mut field = Field { canvas, editing, look, problem: None, above: 0 };
    loop {
        field.draw()?;
        let outcome = field.take_all(inputs)?;
        field.erase()?;
        match outcome {
            Outcome::Going => {}
            Outcome::Back => return Ok(None),
            Outcome::Done => match check(field.editing.text()) {
                Ok(()) => return Ok(Some(field.editing.text().to_owned())),
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
            Input::Key(Key::Enter) if self.look.is_over() => return Ok(Outcome::Done),
            Input::Key(Key::Enter) => {}
            Input::Key(Key::Escape | Key::Control('g')) => return Ok(Outcome::Back),
            // What ends the input in a shell: only where there is nothing to delete.
            Input::Key(Key::Control('d')) if self.editing.text().is_empty() => {
                return Ok(Outcome::Back);
            }
            Input::Redraw | Input::Key(Key::Control('l')) => {
                self.above = 0;
                self.canvas.repaint(BESIDE)?;
            }
            Input::Key(key) => {
                self.look.end();
                let has_room = self.editing.press(key);
                self.problem = if has_room { self.too_long() } else { Some(full()) };
            }
            Input::Paste(text) => {
                self.look.end();
                self.problem = self.paste(&text).err();
            }
            Input::LostPaste(Loss::TooLong) => self.problem = Some(full()),
            Input::LostPaste(Loss::NotText) => {
                self.problem = Some(
                    "What was pasted is not UTF-8 text, so nothing of it was taken.".to_owned(),
                );
            }
            Input::LostPaste(Loss::Unfinished) => {
                self.problem = Some(
                    "The pasted text did not come to its end, so nothing of it was taken."
                        .to_owned(),
                );
            }
        }
        Ok(Outcome::Going)
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
        let is_fitting = text.chars().count() <= LONGEST_TEXT && self.editing.write(text);
        if is_fitting || text.is_empty() {
            self.too_long().map_or(Ok(()), Err)
        } else {
            Err(full())
        }
    }

    fn too_long(&self) -> Option<String> {
        let count = self.editing.text().chars().count();
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
        let keys = match self.editing.gives_way() {
            true => fitting(&[
                "type to replace it · → change it · enter done · esc back · ctrl-c leave",
                "type to replace · enter done · esc back",
                "enter · esc back",
            ]),
            false => fitting(&["enter done · esc back · ctrl-c leave", "enter · esc back"]),
        };
        writeln!(error, "{}", self.canvas.paint(Role::Hint, &format!("[{keys}]")))?;
        self.above = drawn + row;
        step_into(lines.len() - row + 1, BEFORE + column)?;
        execute!(error, Show)
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
        let text = self.editing.text();
        for (place, character) in text.char_indices() {
            let shown = escaped(character.encode_utf8(&mut [0; 4]));
            if column + shown.width() > room {
                lines.push(String::new());
                column = 0;
            }
            if place == self.editing.place() {
                (row, cursor) = (lines.len() - 1, column);
            }
            column += shown.width();
            lines.last_mut().into_iter().for_each(|line| line.push_str(&shown));
        }
        if self.editing.place() == text.len() {
            (row, cursor) = (lines.len() - 1, column);
        }
        let first = (row + 1).saturating_sub(most);
        let shown = lines.into_iter().skip(first).take(most).collect();
        (shown, row - first, cursor)
    }
}

fn full() -> String {
    format!(
        "That is too long, so nothing of it was taken: {LONGEST_TEXT} characters are kept at most."
    )
}
