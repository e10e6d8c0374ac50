//! The buyer's stages, to be kept or changed.

use super::replies::{Outcome, note, put_line};
use super::wanted::question;
use crate::authoring::draft::Stage;
use crate::interview::{Ask, Broken, Menu, MenuEntry};

/// Offers the stages to be kept or changed.
pub(super) fn put(ask: &mut dyn Ask, stages: &mut Vec<Stage>) -> Result<Outcome, Broken> {
    loop {
        let each = stages.iter().map(|stage| MenuEntry {
            text: format!("Change {}", stage.title),
            detail: Some(stage.buyer_asks.clone()),
        });
        let menu = Menu {
            title: "The buyer's stages".to_owned(),
            lines: vec![format!("{}.", words(stages))],
            entries: [MenuEntry::plain("Keep these")]
                .into_iter()
                .chain(each)
                .chain([MenuEntry::plain("Add one at the end")])
                .collect(),
            preselected: 0,
            goes_untyped: true,
        };
        match ask.choose(&menu)? {
            None => return Ok(Outcome::Back),
            Some(0) => return Ok(Outcome::Answered(words(stages))),
            Some(place) if place <= stages.len() => change(ask, stages, place - 1)?,
            Some(_) => add(ask, stages)?,
        }
    }
}

/// The titles in a line.
pub(super) fn words(stages: &[Stage]) -> String {
    let titles: Vec<&str> = stages.iter().map(|stage| stage.title.as_str()).collect();
    titles.join(" · ")
}

fn change(ask: &mut dyn Ask, stages: &mut Vec<Stage>, place: usize) -> Result<(), Broken> {
    let Some(stage) = stages.get(place).cloned() else { return Ok(()) };
    let menu = Menu {
        title: stage.title.clone(),
        lines: vec![format!("The buyer asks: {}", stage.buyer_asks)],
        entries: ["Change what the buyer asks", "Move it up", "Take it out", "Leave it as it is"]
            .map(MenuEntry::plain)
            .to_vec(),
        preselected: 0,
        goes_untyped: true,
    };
    match ask.choose(&menu)? {
        Some(0) => {
            let mut asks = stage.buyer_asks.clone();
            if put_line(ask, "What does the buyer ask?", &mut asks)? != Outcome::Back
                && let Some(place) = stages.get_mut(place)
            {
                *place = stage.asking(&question(&asks));
            }
        }
        Some(1) if place > 0 => stages.swap(place, place - 1),
        Some(2) if stages.len() == 1 => {
            note(ask, "There has to be one stage at least.")?;
        }
        Some(2) => {
            stages.remove(place);
        }
        _ => {}
    }
    Ok(())
}

fn add(ask: &mut dyn Ask, stages: &mut Vec<Stage>) -> Result<(), Broken> {
    let (mut title, mut asks) = (String::new(), String::new());
    if put_line(ask, "What is the stage called? Name the buyer's job", &mut title)? == Outcome::Back
        || put_line(ask, "What does the buyer ask themselves in it?", &mut asks)? == Outcome::Back
    {
        return Ok(());
    }
    match Stage::new(&title, &question(&asks)).beside(stages) {
        Some(stage) => stages.push(stage),
        None => note(ask, "A stage is called so already.")?,
    }
    Ok(())
}
