//! A menu that is open: what is chosen in it, and which keys it takes.

use std::collections::BTreeSet;

use super::first_look::FirstLook;
use super::keys::{Input, Key};
use super::question_keys::{Said, said_by_key};

/// What inquire reads as going back, as the line above and as the line below.
const BACK: u8 = 0x07;
const ENTER: u8 = b'\r';
const UP: u8 = 0x10;
const DOWN: u8 = 0x0e;
const SPACE: u8 = b' ';

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
    /// Whether it is put with a question of the playbook, to which more can be said than a line.
    pub(super) is_question: bool,
    /// What was said by the key that closed it.
    pub(super) said: Option<Said>,
    /// The number that is being typed; 0 where none is.
    pub(super) typed: usize,
}

impl OpenMenu {
    /// What inquire is given of an input. Letters, chords and pastes that a menu has no use for
    /// are nothing to it.
    pub(super) fn take(&mut self, input: Input) -> Vec<u8> {
        self.said = None;
        let typed = std::mem::take(&mut self.typed);
        match input {
            Input::Redraw | Input::Key(Key::Control('l')) => {
                self.is_to_be_drawn = true;
                vec![BACK]
            }
            Input::Key(Key::Escape | Key::Control('g' | 'd')) => vec![BACK],
            Input::Key(Key::Enter) if self.look.is_over() => vec![ENTER],
            Input::Key(key) => match said_by_key(key).filter(|_| self.is_question) {
                Some(said) => self.say(said),
                None => {
                    let given = match key {
                        Key::Char(digit) if digit.is_ascii_digit() => self.number(typed, digit),
                        key => self.change(key),
                    };
                    if !given.is_empty() {
                        self.look.end();
                    }
                    given
                }
            },
            Input::Paste(_) | Input::LostPaste(_) => Vec::new(),
        }
    }

    /// Whether what [`OpenMenu::take`] gives closes the menu without an answer.
    #[cfg(not(unix))]
    pub(super) fn goes_back(given: &[u8]) -> bool {
        given == [BACK]
    }

    /// Whether what [`OpenMenu::take`] gives takes what is chosen.
    #[cfg(not(unix))]
    pub(super) fn takes(given: &[u8]) -> bool {
        given == [ENTER]
    }

    /// Closes the menu with what a key says beside it; before the first look is over, no answer.
    fn say(&mut self, said: Said) -> Vec<u8> {
        let end = match said {
            Said::Source(_) if !self.look.is_over() => return Vec::new(),
            Said::Source(_) => ENTER,
            Said::Aside(_) => BACK,
        };
        self.said = Some(said);
        vec![end]
    }

    /// Moves or ticks, if the key does that.
    fn change(&mut self, key: Key) -> Vec<u8> {
        let last = self.lines.saturating_sub(1);
        match key {
            Key::Up | Key::Char('k') | Key::Control('p') => {
                self.at = self.at.checked_sub(1).unwrap_or(last);
                vec![UP]
            }
            Key::Down | Key::Char('j') | Key::Control('n') => {
                self.at = if self.at >= last { 0 } else { self.at + 1 };
                vec![DOWN]
            }
            Key::PageUp => {
                self.at = self.at.saturating_sub(self.page_size);
                b"\x1b[5~".to_vec()
            }
            Key::PageDown => {
                self.at = (self.at + self.page_size).min(last);
                b"\x1b[6~".to_vec()
            }
            Key::Home => {
                self.at = 0;
                b"\x1b[H".to_vec()
            }
            Key::End => {
                self.at = last;
                b"\x1b[F".to_vec()
            }
            Key::Char(' ') => self.tick(),
            _ => Vec::new(),
        }
    }

    fn tick(&mut self) -> Vec<u8> {
        let Some(ticked) = &mut self.ticked else { return Vec::new() };
        if !ticked.remove(&self.at) {
            ticked.insert(self.at);
        }
        vec![SPACE]
    }

    /// Goes to the line of a number, and ticks it where lines are ticked. A second digit goes on with
    /// the first where there are as many lines: what that one ticked is taken back.
    fn number(&mut self, typed: usize, digit: char) -> Vec<u8> {
        let digit = digit.to_digit(10).map_or(0, |digit| digit as usize);
        let longer = typed * 10 + digit;
        let goes_on = typed > 0 && longer <= self.lines;
        let mut given = if goes_on { self.tick() } else { Vec::new() };
        let number = if goes_on { longer } else { digit };
        if !(1..=self.lines).contains(&number) {
            return given;
        }
        self.typed = number;
        let (from, to) = (self.at, number - 1);
        given.extend(if to < from { vec![UP; from - to] } else { vec![DOWN; to - from] });
        self.at = to;
        given.extend(self.tick());
        // Where it stands there already it has been chosen all the same.
        self.look.end();
        given
    }
}
