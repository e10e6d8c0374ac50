//! What comes from a keyboard: keys, pasted texts, and the need to draw anew.

/// Something that comes to the prompt which is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A key.
    Key(Key),
    /// A text that came whole, its lines ended by `\n`.
    Paste(String),
    /// A text that did not come whole; nothing of it is taken.
    LostPaste(Loss),
    /// The screen does not show what we drew any more.
    Redraw,
}

/// Why nothing of a pasted text is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// It has more bytes than are looked at.
    TooLong,
    /// Its end never came.
    Unfinished,
    /// It has bytes that are no text.
    NotText,
}

/// A key, and those that are held with it where that makes another one of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Char(char),
    /// With Ctrl, as a small letter.
    Control(char),
    /// With Alt (or Esc before it).
    Alt(char),
    Enter,
    Escape,
    Tab,
    Backspace,
    AltBackspace,
    Delete,
    ControlDelete,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    /// F1.
    Help,
    /// Alt with Enter: an end of a line, and not of the text.
    NewLine,
    /// Any that nobody handles.
    Other,
}
