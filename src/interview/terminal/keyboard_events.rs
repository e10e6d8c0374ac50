//! The keyboard where a terminal is no stream of bytes: crossterm's events, as they come.

use std::cell::Cell;
use std::io;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::canvas::step_out;
use super::keys::{Input, Key};
use crate::interview::ask::Broken;

/// Gives the terminal back as it was, whatever prompt was open.
pub fn restore() {
    let _ = step_out();
    let _ = disable_raw_mode();
    let _ = execute!(io::stderr(), DisableBracketedPaste, Show);
}

/// A keyboard of which every key is read at once while a prompt is open.
#[derive(Debug)]
pub(super) struct Keyboard(());

/// What comes from now on, for one prompt.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Ctrl-C, which is a key here and no signal, came behind what was taken.
    is_broken_off: Cell<bool>,
}

impl Keyboard {
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self(()))
    }

    /// What comes from here on. What was pressed before this is for nobody: it was no reply to
    /// what is shown from here on.
    pub(super) fn listen(&self) -> io::Result<Inputs> {
        enable_raw_mode()?;
        let inputs = Inputs::default();
        execute!(io::stderr(), EnableBracketedPaste)?;
        while event::poll(Duration::ZERO)? {
            event::read()?;
        }
        Ok(inputs)
    }
}

impl Inputs {
    /// Waits for what comes next.
    pub(super) fn next(&self) -> Result<Input, Broken> {
        while !self.is_broken_off.get() {
            match input(event::read()?) {
                Some(Input::Key(Key::Control('c'))) => self.is_broken_off.set(true),
                Some(input) => return Ok(input),
                None => {}
            }
        }
        Err(Broken::Interrupted)
    }

    /// What has come already.
    pub(super) fn ready(&self) -> Option<Input> {
        while event::poll(Duration::ZERO).ok()? {
            match input(event::read().ok()?) {
                Some(Input::Key(Key::Control('c'))) => {
                    self.is_broken_off.set(true);
                    return None;
                }
                Some(input) => return Some(input),
                None => {}
            }
        }
        None
    }
}

impl Drop for Inputs {
    fn drop(&mut self) {
        restore();
    }
}

fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Press => Some(Input::Key(named(key))),
        Event::Paste(text) => Some(Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        Event::Resize(..) => Some(Input::Redraw),
        _ => None,
    }
}

fn named(key: KeyEvent) -> Key {
    let has_control = key.modifiers.contains(KeyModifiers::CONTROL);
    let has_alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        // Where Alt is held with Ctrl, the two make a character of a keyboard's third level.
        KeyCode::Char(letter) if has_control == has_alt => Key::Char(letter),
        KeyCode::Char(letter) if has_control => Key::Control(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) => Key::Alt(letter),
        KeyCode::Enter if has_alt => Key::NewLine,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace if has_alt => Key::AltBackspace,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete if has_control => Key::ControlDelete,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if has_control || has_alt => Key::WordLeft,
        KeyCode::Left => Key::Left,
        KeyCode::Right if has_control || has_alt => Key::WordRight,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(1) => Key::Help,
        _ => Key::Other,
    }
}
