//! Things that were proposed, looked over one by one before any is kept.

use super::ask::{Ask, Broken, Menu, MenuEntry, Message};

/// Something that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What it is.
    pub title: String,
    /// What to know before deciding.
    pub lines: Vec<String>,
    /// What it is kept as.
    pub kept_as: String,
    /// Whether an unthinking key keeps it.
    pub is_usual: bool,
}

/// What is done with the one that is looked at, in the order of the menu.
const CHOICES: usize = 4;
const KEEP: usize = 0;
const LEAVE: usize = 1;
const KEEP_THE_REST: usize = 2;

/// Goes through what is proposed, and hands each choice on at once: which of them are kept by then.
///
/// # Errors
/// The conversation broke off.
pub fn look_over(
    proposed: &[Proposed],
    ask: &mut dyn Ask,
    keep: &mut dyn FnMut(&[bool]) -> Result<(), String>,
) -> Result<Vec<bool>, Broken> {
    let mut kept = vec![false; proposed.len()];
    let mut place = 0;
    while let Some(one) = proposed.get(place) {
        let Some(choice) = ask.choose(&menu(one, place, proposed.len()))? else {
            match place.checked_sub(1) {
                Some(before) => {
                    ask.tell(&Message::Back)?;
                    place = before;
                }
                None => ask.tell(&Message::Note("This is the first one.".to_owned()))?,
            }
            continue;
        };
        let is_kept = matches!(choice, KEEP | KEEP_THE_REST);
        let rest = if choice >= KEEP_THE_REST { proposed.len() } else { place + 1 };
        kept[place..rest].fill(is_kept);
        if let Err(problem) = keep(&kept) {
            ask.tell(&Message::Note(problem))?;
        }
        let words = if is_kept { one.kept_as.clone() } else { "left out".to_owned() };
        ask.tell(&Message::Answered { ask: one.title.clone(), words })?;
        place = rest;
    }
    Ok(kept)
}

fn menu(one: &Proposed, place: usize, of: usize) -> Menu {
    let rest = of - place - 1;
    let entries: [String; CHOICES] = [
        format!("Keep it as {}", one.kept_as),
        "Leave it out".to_owned(),
        format!("Keep it and the {rest} that follow"),
        "Leave out it and all that follow".to_owned(),
    ];
    let shown = if rest == 0 { LEAVE + 1 } else { CHOICES };
    Menu {
        title: one.title.clone(),
        lines: one.lines.clone(),
        entries: entries.into_iter().take(shown).map(MenuEntry::plain).collect(),
        goes_untyped: false,
        preselected: if one.is_usual { KEEP } else { LEAVE },
    }
}
