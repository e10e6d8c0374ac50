//! Lines and menus of the interview, and what became of them.

use super::wanted::line;
use crate::interview::{Ask, Broken, Menu, MenuEntry, Message};

/// What became of a question.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is answered, with these words.
    Answered(String),
    /// Back to the one before.
    Back,
}

/// Asks for one line until there is one.
pub(super) fn put_line(
    ask: &mut dyn Ask,
    title: &str,
    into: &mut String,
) -> Result<Outcome, Broken> {
    loop {
        let Some(text) = ask.line(title, into)? else { return Ok(Outcome::Back) };
        match line(&text) {
            Ok(text) => {
                into.clone_from(&text);
                return Ok(Outcome::Answered(text));
            }
            Err(problem) => note(ask, &format!("That {problem}."))?,
        }
    }
}

/// Lets one of some lines be chosen.
pub(super) fn choose(
    ask: &mut dyn Ask,
    title: &str,
    lines: &[String],
    entries: &[String],
    preselected: usize,
) -> Result<Option<usize>, Broken> {
    ask.choose(&Menu {
        title: title.to_owned(),
        lines: lines.to_vec(),
        entries: entries.iter().map(MenuEntry::plain).collect(),
        preselected,
        goes_untyped: true,
    })
}

/// Says something that stays.
pub(super) fn note(ask: &mut dyn Ask, words: &str) -> Result<(), Broken> {
    ask.tell(&Message::Note(words.to_owned()))
}
