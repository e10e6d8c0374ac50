//! From the bytes that a terminal sends to keys and pasted texts.

use std::time::Duration;

use super::keys::{Input, Key, Loss};

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Of a pasted text, in bytes: far more than any answer may have, and little to hold.
const LONGEST_PASTE: usize = 64 * 1024;
/// No key sends more bytes than this.
const LONGEST_SEQUENCE: usize = 64;

/// After Esc: a key that sends several bytes sends them at once, a person does not.
const AFTER_ESCAPE: Duration = Duration::from_millis(50);
/// After Enter: what comes sooner was not typed by hand, so the Enter is one within a pasted text.
const AFTER_ENTER: Duration = Duration::from_millis(10);
/// Within a paste: a terminal that says nothing for so long has forgotten to end it.
const WITHIN_PASTE: Duration = Duration::from_secs(1);

/// What is left of the bytes while a key or a text is not complete.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    paste: Option<Paste>,
}

/// A text that is being pasted.
#[derive(Debug, Default)]
struct Paste {
    text: Vec<u8>,
    is_too_long: bool,
    /// It began before the prompt that is open.
    is_stale: bool,
}

/// The first thing in some bytes, and how many they are; `None` as input is nothing to anybody.
struct Token {
    input: Option<Input>,
    length: usize,
}

impl Decoder {
    /// What these bytes say, with those before.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.bytes.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        let mut place = 0;
        loop {
            let rest = self.bytes.get(place..).unwrap_or_default();
            if let Some(paste) = &mut self.paste {
                let (length, has_ended) = paste.take(rest);
                place += length;
                if !has_ended {
                    break;
                }
                inputs.extend(self.paste.take().and_then(Paste::finish));
            } else if rest.starts_with(PASTE_BEGINS) {
                place += PASTE_BEGINS.len();
                self.paste = Some(Paste::default());
            } else if let Some(token) = token(rest) {
                place += token.length;
                inputs.extend(token.input);
            } else {
                break;
            }
        }
        self.bytes.drain(..place);
        inputs
    }

    /// How long to wait for the rest of what has begun; `None` where nothing has.
    pub(super) fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.bytes.as_slice()) {
            (Some(_), _) => Some(WITHIN_PASTE),
            (None, []) => None,
            (None, [b'\r' | b'\n', ..]) => Some(AFTER_ENTER),
            (None, _) => Some(AFTER_ESCAPE),
        }
    }

    /// What has begun comes to nothing more.
    pub(super) fn pause(&mut self) -> Option<Input> {
        let bytes = std::mem::take(&mut self.bytes);
        if let Some(paste) = self.paste.take() {
            // The way out works whatever the terminal has forgotten.
            let leaves = [paste.text.as_slice(), &bytes].iter().any(|part| part.contains(&3));
            return match leaves {
                true => Some(Input::Key(Key::Control('c'))),
                false => (!paste.is_stale).then_some(Input::LostPaste(Loss::Unfinished)),
            };
        }
        match bytes.as_slice() {
            [b'\r' | b'\n', ..] => Some(Input::Key(Key::Enter)),
            [0x1b] => Some(Input::Key(Key::Escape)),
            _ => None,
        }
    }

    /// What has begun is not for the prompt that is open now.
    pub(super) fn forget(&mut self) {
        match &mut self.paste {
            Some(paste) => paste.is_stale = true,
            None => self.bytes.clear(),
        }
    }
}

impl Paste {
    /// Takes what belongs to the text; hands out how many bytes that were, and whether it has
    /// ended.
    fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        let end = bytes.windows(PASTE_ENDS.len()).position(|window| window == PASTE_ENDS);
        // The last bytes may be the first of the end.
        let length = end.unwrap_or(bytes.len().saturating_sub(PASTE_ENDS.len() - 1));
        let text = bytes.get(..length).unwrap_or_default();
        if self.text.len() + text.len() > LONGEST_PASTE {
            self.is_too_long = true;
        } else {
            self.text.extend_from_slice(text);
        }
        match end {
            Some(_) => (length + PASTE_ENDS.len(), true),
            None => (length, false),
        }
    }

    fn finish(self) -> Option<Input> {
        if self.is_stale {
            return None;
        }
        if self.is_too_long {
            return Some(Input::LostPaste(Loss::TooLong));
        }
        let Ok(text) = String::from_utf8(self.text) else {
            return Some(Input::LostPaste(Loss::NotText));
        };
        Some(Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n")))
    }
}

impl Token {
    fn key(key: Key, length: usize) -> Option<Self> {
        Some(Self { input: Some(Input::Key(key)), length })
    }

    fn nothing(length: usize) -> Option<Self> {
        Some(Self { input: None, length })
    }
}

/// The first thing in these bytes; `None` where more have to come.
fn token(bytes: &[u8]) -> Option<Token> {
    match *bytes {
        [] => None,
        [b'\r' | b'\n'] | [b'\r', b'\n'] => None,
        [b'\r', b'\n', _, ..] => Some(Token { input: Some(pasted_line_end()), length: 2 }),
        [b'\r' | b'\n', _, ..] => Some(Token { input: Some(pasted_line_end()), length: 1 }),
        [0x1b, ..] => sequence(bytes),
        [b'\t', ..] => Token::key(Key::Tab, 1),
        [0x08 | 0x7f, ..] => Token::key(Key::Backspace, 1),
        [control @ 0x01..=0x1a, ..] => Token::key(Key::Control(letter(control)), 1),
        [0x1c, ..] => Token::key(Key::Control('\\'), 1),
        [0x1f, ..] => Token::key(Key::Control('_'), 1),
        [0x00..=0x1f, ..] => Token::key(Key::Other, 1),
        _ => character(bytes),
    }
}

/// An Enter that something follows at once.
fn pasted_line_end() -> Input {
    Input::Paste("\n".to_owned())
}

/// The letter that makes this byte with Ctrl.
fn letter(control: u8) -> char {
    char::from(control + b'a' - 1)
}

/// One character of UTF-8. What is none is nothing.
fn character(bytes: &[u8]) -> Option<Token> {
    let first = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let valid = match str::from_utf8(first) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            str::from_utf8(first.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(error) => {
            return error.error_len().and_then(Token::nothing);
        }
    };
    let character = valid.chars().next()?;
    Token::key(Key::Char(character), character.len_utf8())
}

/// What begins with Esc.
fn sequence(bytes: &[u8]) -> Option<Token> {
    match bytes.get(1..).unwrap_or_default() {
        [] => None,
        [0x1b, ..] => Token::key(Key::Escape, 1),
        [b'[', rest @ ..] => control_sequence(rest),
        [b'O'] => None,
        [b'O', last, ..] => Token::key(named(*last, &[]), 3),
        // What a terminal tells about itself, up to the mark that ends it.
        [b']' | b'P' | b'_' | b'^', rest @ ..] => told(rest),
        [0x08 | 0x7f, ..] => Token::key(Key::AltBackspace, 2),
        [b'\r' | b'\n', ..] => Token::key(Key::NewLine, 2),
        [letter @ 0x20..=0x7e, ..] => Token::key(Key::Alt(char::from(*letter)), 2),
        _ => Token::key(Key::Other, 2),
    }
}

/// What follows `Esc [`: numbers, then one byte that says what it is.
fn control_sequence(rest: &[u8]) -> Option<Token> {
    // The function keys of a Linux console have one `[` more.
    if let [b'[', tail @ ..] = rest {
        let key = if tail.first() == Some(&b'A') { Key::Help } else { Key::Other };
        return if tail.is_empty() { None } else { Token::key(key, 4) };
    }
    let Some(place) = rest.iter().position(|byte| (0x40..=0x7e).contains(byte)) else {
        return if rest.len() > LONGEST_SEQUENCE { Token::nothing(2 + rest.len()) } else { None };
    };
    let (numbers, last) = rest.split_at_checked(place)?;
    let numbers: Vec<u16> = numbers
        .split(|byte| *byte == b';')
        .map(|digits| str::from_utf8(digits).ok().and_then(|text| text.parse().ok()).unwrap_or(0))
        .collect();
    Token::key(named(*last.first()?, &numbers), 3 + place)
}

/// The key that a sequence with this last byte and these numbers stands for.
fn named(last: u8, numbers: &[u16]) -> Key {
    let number = |place: usize| numbers.get(place).copied().unwrap_or(0);
    // Shift is 1 over the base of 1, Alt 2, Ctrl 4.
    let is_held = number(1) > 2;
    match (last, number(0)) {
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', _) if is_held => Key::WordRight,
        (b'C', _) => Key::Right,
        (b'D', _) if is_held => Key::WordLeft,
        (b'D', _) => Key::Left,
        (b'H', _) | (b'~', 1 | 7) => Key::Home,
        (b'F', _) | (b'~', 4 | 8) => Key::End,
        (b'~', 3) if is_held => Key::ControlDelete,
        (b'~', 3) => Key::Delete,
        (b'~', 5) => Key::PageUp,
        (b'~', 6) => Key::PageDown,
        (b'P', _) | (b'~', 11) => Key::Help,
        (b'M', _) if numbers.is_empty() => Key::Enter,
        _ => Key::Other,
    }
}

/// Everything up to BEL or `Esc \`.
fn told(rest: &[u8]) -> Option<Token> {
    let bell = rest.iter().position(|byte| *byte == 0x07).map(|place| place + 1);
    let mark = rest.windows(2).position(|pair| pair == b"\x1b\\").map(|place| place + 2);
    match [bell, mark].into_iter().flatten().min() {
        Some(length) => Token::nothing(2 + length),
        None if rest.len() > LONGEST_SEQUENCE => Token::nothing(2),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> Vec<Input> {
        let mut decoder = Decoder::default();
        let mut inputs = decoder.read(bytes);
        inputs.extend(decoder.pause());
        inputs
    }

    fn key(key: Key) -> Input {
        Input::Key(key)
    }

    #[test]
    fn every_split_of_the_bytes_gives_the_same() {
        let bytes = "a\x1b[Bü\x1b[1;5C\x1bb\x01\x1b[200~x\x1b[31my\r\nz\x1b[201~\x1bOH\x7f\x1b[3~";
        let whole = [
            key(Key::Char('a')),
            key(Key::Down),
            key(Key::Char('ü')),
            key(Key::WordRight),
            key(Key::Alt('b')),
            key(Key::Control('a')),
            Input::Paste("x\x1b[31my\nz".to_owned()),
            key(Key::Home),
            key(Key::Backspace),
            key(Key::Delete),
        ];
        for place in 0..=bytes.len() {
            let (first, second) = bytes.as_bytes().split_at(place);
            let mut decoder = Decoder::default();
            let mut inputs = decoder.read(first);
            inputs.extend(decoder.read(second));
            assert_eq!(inputs, whole, "split at {place}");
        }
    }

    #[test]
    fn what_is_not_complete_waits_and_then_is_what_it_is() {
        assert_eq!(keys(b"\x1b"), [key(Key::Escape)]);
        assert_eq!(keys(b"\r"), [key(Key::Enter)]);
        assert_eq!(keys(b"\x1b["), []);
        assert_eq!(keys(b"\xe2\x82"), []);
        assert_eq!(keys(b"\x1b\x1b"), [key(Key::Escape), key(Key::Escape)]);
    }

    #[test]
    fn an_enter_that_something_follows_at_once_was_pasted() {
        let line_end = Input::Paste("\n".to_owned());
        assert_eq!(
            keys(b"1\r2\r"),
            [key(Key::Char('1')), line_end.clone(), key(Key::Char('2')), key(Key::Enter)]
        );
        assert_eq!(keys(b"\r\nb"), [line_end, key(Key::Char('b'))]);
    }

    #[test]
    fn a_paste_that_comes_not_whole_is_given_up_and_the_way_out_works_in_it() {
        assert_eq!(keys(b"\x1b[200~abc"), [Input::LostPaste(Loss::Unfinished)]);
        assert_eq!(keys(b"\x1b[200~abc\x03"), [key(Key::Control('c'))]);
        let long = [PASTE_BEGINS, &vec![b'x'; 2 * LONGEST_PASTE], PASTE_ENDS, b"y"].concat();
        assert_eq!(keys(&long), [Input::LostPaste(Loss::TooLong), key(Key::Char('y'))]);
        let no_text = [PASTE_BEGINS, b"a\xff\xfe\xc3", PASTE_ENDS, b"y"].concat();
        assert_eq!(keys(&no_text), [Input::LostPaste(Loss::NotText), key(Key::Char('y'))]);
    }

    #[test]
    fn what_began_before_the_prompt_is_not_for_it() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.read(b"\x1b[200~ab"), []);
        decoder.forget();
        assert_eq!(decoder.read(b"c\r\x1b[201~d"), [key(Key::Char('d'))]);
        assert_eq!(decoder.read(b"\r"), []);
        decoder.forget();
        assert_eq!(decoder.pause(), None);
    }

    #[test]
    fn what_a_terminal_tells_and_what_is_no_text_is_nothing() {
        assert_eq!(keys(b"\x1b]11;rgb:0/0/0\x07a"), [key(Key::Char('a'))]);
        assert_eq!(keys(b"\x1bP1$r0m\x1b\\a"), [key(Key::Char('a'))]);
        assert_eq!(keys(b"\xff\xfea"), [key(Key::Char('a'))]);
    }
}
