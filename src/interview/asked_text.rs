//! A text that a person is asked for, until it is one that a deal can hold.

use super::ask::{Ask, Broken, Message};

/// A text for people, or none; what can't be one is asked for again. The outer `None` goes back.
pub(super) fn asked_text(
    ask: &mut dyn Ask,
    words: &str,
    preset: &str,
    fault_of: impl Fn(&str) -> Option<String>,
) -> Result<Option<Option<String>>, Broken> {
    loop {
        let Some(typed) = ask.line(words, preset)? else { return Ok(None) };
        let typed = typed.trim().to_owned();
        if typed.is_empty() {
            return Ok(Some(None));
        }
        match fault_of(&typed) {
            None => return Ok(Some(Some(typed))),
            Some(fault) => ask.tell(&Message::Note(format!("That {fault}.")))?,
        }
    }
}
