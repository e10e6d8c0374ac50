//! What keys do to a line of text: what readline does.

use rustyline::line_buffer::{ChangeListener, DeleteListener, Direction, LineBuffer, WordAction};
use rustyline::{At, Movement, Word};

use super::keys::Key;

/// The most that is held, in bytes: room for what is told to be too long.
const CAPACITY: usize = 64 * 1024;
/// So many changes can be taken back.
const MOST_UNDONE: usize = 100;
/// So many cuts can be put in again.
const MOST_CUTS: usize = 10;

/// A line of text that is being written.
pub(super) struct Editing {
    line: LineBuffer,
    cuts: Vec<String>,
    undone: Vec<(String, usize)>,
    last: Last,
    /// What stands there gives way to what is written first.
    gives_way: bool,
}

/// What the last key did, where the next one goes on with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Write,
    Cut,
    /// Put in the cut of this place, so many bytes.
    PutIn(usize, usize),
    Other,
}

/// What was taken out, and on which side of the rest of the same cut it belongs.
#[derive(Default)]
struct Cut {
    text: String,
    is_before: bool,
}

impl DeleteListener for Cut {
    fn delete(&mut self, _place: usize, text: &str, direction: Direction) {
        self.text.push_str(text);
        self.is_before = direction == Direction::Backward;
    }
}

impl ChangeListener for Cut {
    fn insert_char(&mut self, _place: usize, _character: char) {}
    fn insert_str(&mut self, _place: usize, _text: &str) {}
    fn replace(&mut self, _place: usize, _old: &str, _new: &str) {}
}

impl Editing {
    /// A line that says this, to be written on at its end.
    pub(super) fn of(text: &str) -> Self {
        let mut line = LineBuffer::with_capacity(CAPACITY.max(text.len()));
        line.update(text, text.len(), &mut Cut::default());
        Self { line, cuts: Vec::new(), undone: Vec::new(), last: Last::Other, gives_way: false }
    }

    /// A line that says this until something is written, which takes its place. Whoever moves in it,
    /// or deletes from it, changes it.
    pub(super) fn replaceable(text: &str) -> Self {
        Self { gives_way: !text.is_empty(), ..Self::of(text) }
    }

    /// Whether what is written next takes the place of what stands there.
    pub(super) fn gives_way(&self) -> bool {
        self.gives_way
    }

    pub(super) fn text(&self) -> &str {
        self.line.as_str()
    }

    /// Where the cursor stands, in bytes.
    pub(super) fn place(&self) -> usize {
        self.line.pos()
    }

    /// Writes a text at the cursor. `false` where there is no room for it.
    pub(super) fn write(&mut self, text: &str) -> bool {
        if self.last != Last::Write {
            self.remember();
        }
        self.last = Last::Write;
        if std::mem::take(&mut self.gives_way) {
            self.line.update("", 0, &mut Cut::default());
        }
        self.line.yank(text, 1, &mut Cut::default()).is_some()
    }

    /// Does what a key stands for. `false` where there is no room for it.
    pub(super) fn press(&mut self, key: Key) -> bool {
        if let Key::Char(character) = key {
            return self.write(character.encode_utf8(&mut [0; 4]));
        }
        if !(self.moves(key) || self.cuts(key) || self.changes(key)) {
            match key {
                Key::Control('y') => self.put_in(),
                Key::Alt('y') => self.put_in_earlier(),
                Key::Control('_') => self.undo(),
                _ => return true,
            }
        }
        self.gives_way = false;
        true
    }

    /// Moves the cursor, if the key does that.
    fn moves(&mut self, key: Key) -> bool {
        let line = &mut self.line;
        match key {
            Key::Left | Key::Control('b') => line.move_backward(1),
            Key::Right | Key::Control('f') => line.move_forward(1),
            Key::Home | Key::Control('a') => line.move_home(),
            Key::End | Key::Control('e') => line.move_end(),
            Key::Up | Key::Down => return self.moves_to_line(key == Key::Down),
            Key::WordLeft | Key::Alt('b') => line.move_to_prev_word(Word::Emacs, 1),
            Key::WordRight | Key::Alt('f') => line.move_to_next_word(At::AfterEnd, Word::Emacs, 1),
            _ => return false,
        };
        self.last = Last::Other;
        true
    }

    /// Moves to the same column of the line below or above, if there is one.
    fn moves_to_line(&mut self, is_below: bool) -> bool {
        let (text, place) = (self.line.as_str(), self.line.pos());
        let begin_of = |place: usize| text[..place].rfind('\n').map_or(0, |end| end + 1);
        let begin = begin_of(place);
        let column = text[begin..place].chars().count();
        let target = match is_below {
            true => text[place..].find('\n').map(|end| place + end + 1),
            false => begin.checked_sub(1).map(begin_of),
        };
        let Some(target) = target else { return false };
        let line = text[target..].split('\n').next().unwrap_or_default();
        let within: usize = line.chars().take(column).map(char::len_utf8).sum();
        self.line.set_pos(target + within);
        self.last = Last::Other;
        true
    }

    /// Cuts something out, if the key does that. Cuts in a row are one.
    fn cuts(&mut self, key: Key) -> bool {
        let movement = match key {
            Key::Control('k') => Movement::EndOfLine,
            Key::Control('u') => Movement::BeginningOfLine,
            Key::Control('w') => Movement::BackwardWord(1, Word::Big),
            Key::AltBackspace => Movement::BackwardWord(1, Word::Emacs),
            Key::Alt('d') | Key::ControlDelete => {
                Movement::ForwardWord(1, At::AfterEnd, Word::Emacs)
            }
            _ => return false,
        };
        self.remember();
        let mut cut = Cut::default();
        self.line.kill(&movement, &mut cut);
        match (self.last, self.cuts.last_mut()) {
            (Last::Cut, Some(last)) if cut.is_before => last.insert_str(0, &cut.text),
            (Last::Cut, Some(last)) => last.push_str(&cut.text),
            _ if cut.text.is_empty() => {}
            _ => self.cuts.push(cut.text),
        }
        let surplus = self.cuts.len().saturating_sub(MOST_CUTS);
        self.cuts.drain(..surplus);
        self.last = Last::Cut;
        true
    }

    /// Changes characters or words where they stand, if the key does that.
    fn changes(&mut self, key: Key) -> bool {
        self.remember();
        let (line, listener) = (&mut self.line, &mut Cut::default());
        match key {
            Key::Backspace => line.backspace(1, listener),
            Key::Delete | Key::Control('d') => line.delete(1, listener).is_some(),
            Key::Control('t') => line.transpose_chars(listener),
            Key::Alt('t') => line.transpose_words(1, listener),
            Key::Alt('u') => line.edit_word(WordAction::Uppercase, listener),
            Key::Alt('l') => line.edit_word(WordAction::Lowercase, listener),
            Key::Alt('c') => line.edit_word(WordAction::Capitalize, listener),
            _ => {
                self.undone.pop();
                return false;
            }
        };
        self.last = Last::Other;
        true
    }

    fn put_in(&mut self) {
        self.remember();
        if let Some(cut) = self.cuts.last() {
            self.line.yank(cut, 1, &mut Cut::default());
            self.last = Last::PutIn(self.cuts.len() - 1, cut.len());
        }
    }

    /// Puts the cut before in, in place of the one that was just put in.
    fn put_in_earlier(&mut self) {
        let Last::PutIn(place, length) = self.last else { return };
        let place = place.checked_sub(1).unwrap_or(self.cuts.len().saturating_sub(1));
        if let Some(cut) = self.cuts.get(place) {
            self.line.yank_pop(length, cut, &mut Cut::default());
            self.last = Last::PutIn(place, cut.len());
        }
    }

    fn undo(&mut self) {
        if let Some((text, place)) = self.undone.pop() {
            self.line.update(&text, place, &mut Cut::default());
        }
        self.last = Last::Other;
    }

    /// Keeps the line as it is, to come back to it.
    fn remember(&mut self) {
        self.undone.push((self.text().to_owned(), self.place()));
        let surplus = self.undone.len().saturating_sub(MOST_UNDONE);
        self.undone.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands there after these keys, with `|` for the cursor.
    fn after(text: &str, keys: &[Key]) -> String {
        let mut editing = Editing::of(text);
        for key in keys {
            editing.press(*key);
        }
        let (before, behind) = editing.text().split_at(editing.place());
        format!("{before}|{behind}")
    }

    #[test]
    fn chords_do_what_readline_does() {
        use Key::{Alt, Control};
        let text = "one two-three four";
        for (keys, expected) in [
            (&[Control('u')][..], "|"),
            (&[Control('w')], "one two-three |"),
            (&[Control('w'), Control('w')], "one |"),
            (&[Key::AltBackspace, Key::AltBackspace], "one two-|"),
            (&[Control('a')], "|one two-three four"),
            (&[Control('a'), Control('e')], "one two-three four|"),
            (&[Control('a'), Control('f'), Control('k')], "o|"),
            (&[Alt('b'), Control('b')], "one two-three| four"),
            (&[Control('a'), Alt('f'), Alt('f')], "one two|-three four"),
            (&[Control('a'), Alt('d')], "| two-three four"),
            (&[Control('a'), Control('d'), Key::Delete], "|e two-three four"),
            (&[Control('t')], "one two-three foru|"),
            (&[Alt('b'), Alt('u')], "one two-three FOUR|"),
            (&[Control('w'), Control('y'), Control('y')], "one two-three fourfour|"),
            (&[Control('w'), Control('w'), Control('y')], "one two-three four|"),
            (&[Control('w'), Control('a'), Control('y')], "four|one two-three "),
            (&[Key::Backspace, Control('_')], "one two-three four|"),
            (&[Control('u'), Control('_')], "one two-three four|"),
        ] {
            assert_eq!(after(text, keys), expected, "{keys:?}");
        }
    }

    #[test]
    fn what_may_give_way_does_so_to_what_is_written_first() {
        for (keys, expected) in [
            (&[][..], "one two|"),
            (&[Key::Char('x'), Key::Char('y')], "xy|"),
            (&[Key::Backspace, Key::Char('x')], "one twx|"),
            (&[Key::Left, Key::Char('x')], "one twx|o"),
            (&[Key::End, Key::Char('x')], "one twox|"),
            (&[Key::Char('x'), Key::Control('_')], "one two|"),
        ] {
            let mut editing = Editing::replaceable("one two");
            for key in keys {
                editing.press(*key);
            }
            let (before, behind) = editing.text().split_at(editing.place());
            assert_eq!(format!("{before}|{behind}"), expected, "{keys:?}");
        }
    }

    #[test]
    fn an_earlier_cut_comes_back_with_alt_y() {
        let keys =
            [Key::Control('w'), Key::Left, Key::Control('w'), Key::Control('y'), Key::Alt('y')];
        assert_eq!(after("ab cd", &keys), "cd| ");
    }

    #[test]
    fn a_key_that_nobody_handles_does_nothing() {
        let chords = ('a'..='z').filter(|letter| !"abdefhktuwy".contains(*letter));
        let keys: Vec<Key> = chords.map(Key::Control).collect();
        assert_eq!(after("x", &keys), "x|");
        let chords = ('a'..='z').filter(|letter| !"bcdfltuy".contains(*letter));
        let keys: Vec<Key> = chords.map(Key::Alt).chain([Key::Tab, Key::Up, Key::Other]).collect();
        assert_eq!(after("x", &keys), "x|");
    }

    #[test]
    fn what_has_no_room_is_not_taken() {
        let mut editing = Editing::of("");
        assert!(editing.write(&"x".repeat(CAPACITY)));
        assert!(!editing.press(Key::Char('x')));
        assert_eq!(editing.text().len(), CAPACITY);
    }
}
