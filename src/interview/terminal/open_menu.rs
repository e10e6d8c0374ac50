//! A menu that is open: what is chosen in it, and which keys it takes.

use std::collections::BTreeSet;

use super::first_look::FirstLook;
use super::keys::{Input, Key};

/// What inquire reads as going back.
const BACK: &[u8] = b"\x07";

/// What is chosen in an open menu, and what of the keys it takes. inquire keeps the same for
/// itself and tells nobody; so this is how a menu is drawn anew as it was.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenMenu {
    pub(super) lines: usize,
    pub(super) page_size: usize,
    pub(super) at: usize,
    /// The ticked lines, where lines are ticked.
    pub(super) ticked: Option<BTreeSet<usize>>,
    /// Whether it was closed to be drawn anew.
    pub(super) is_to_be_drawn: bool,
    pub(super) look: FirstLook,
}

impl OpenMenu {
    /// What inquire is given of an input. Letters, chords and pastes that a menu has no use for
    /// are nothing to it.
    pub(super) fn take(&mut self, input: Input) -> &'static [u8] {
        match input {
            Input::Redraw | Input::Key(Key::Control('l')) => {
                self.is_to_be_drawn = true;
                BACK
            }
            Input::Key(Key::Escape | Key::Control('g' | 'd')) => BACK,
            Input::Key(Key::Enter) if self.look.is_over() => b"\r",
            Input::Key(key) => {
                let given = self.change(key);
                if !given.is_empty() {
                    self.look.end();
                }
                given
            }
            Input::Paste(_) | Input::LostPaste(_) => b"",
        }
    }

    /// Moves or ticks, if the key does that.
    fn change(&mut self, key: Key) -> &'static [u8] {
        let last = self.lines.saturating_sub(1);
        match key {
            Key::Up | Key::Char('k') | Key::Control('p') => {
                self.at = self.at.checked_sub(1).unwrap_or(last);
                b"\x10"
            }
            Key::Down | Key::Char('j') | Key::Control('n') => {
                self.at = if self.at >= last { 0 } else { self.at + 1 };
                b"\x0e"
            }
            Key::PageUp => {
                self.at = self.at.saturating_sub(self.page_size);
                b"\x1b[5~"
            }
            Key::PageDown => {
                self.at = (self.at + self.page_size).min(last);
                b"\x1b[6~"
            }
            Key::Home => {
                self.at = 0;
                b"\x1b[H"
            }
            Key::End => {
                self.at = last;
                b"\x1b[F"
            }
            Key::Char(' ') => match &mut self.ticked {
                Some(ticked) => {
                    if !ticked.remove(&self.at) {
                        ticked.insert(self.at);
                    }
                    b" "
                }
                None => b"",
            },
            _ => b"",
        }
    }
}
