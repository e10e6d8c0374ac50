//! Single keys, where no prompt of inquire's reads them.

use std::io;

use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers,
};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// A key that means something where one of a few lines is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Letter(char),
    Up,
    Down,
    Enter,
    Back,
    Interrupt,
    Other,
}

/// A keyboard of which every key is read at once, as long as this lives.
pub(super) struct Keyboard(());

impl Keyboard {
    pub(super) fn open() -> io::Result<Self> {
        enable_raw_mode()?;
        let keyboard = Self(());
        // So that a pasted text is told from keys.
        execute!(io::stderr(), EnableBracketedPaste)?;
        Ok(keyboard)
    }

    /// Waits for a key.
    pub(super) fn next(&self) -> io::Result<Key> {
        loop {
            let Event::Key(key) = event::read()? else { continue };
            if key.kind != KeyEventKind::Press {
                continue;
            }
            let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
            return Ok(match key.code {
                KeyCode::Char('c') if is_control => Key::Interrupt,
                KeyCode::Char('d' | 'g') if is_control => Key::Back,
                KeyCode::Char('j') if is_control => Key::Enter,
                KeyCode::Char(_) if is_control => Key::Other,
                KeyCode::Char('k') | KeyCode::Up => Key::Up,
                KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => Key::Down,
                KeyCode::Char(letter) => Key::Letter(letter),
                KeyCode::Enter => Key::Enter,
                KeyCode::Esc => Key::Back,
                _ => Key::Other,
            });
        }
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was, whatever prompt was open.
pub fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(io::stderr(), DisableBracketedPaste, Show);
}
