//! `coach hear`: what a buyer said, out of a transcript or notes.

mod arguments;
pub(super) mod keeping;
pub(super) mod listening;
pub(super) mod source;

use anyhow::Context;

use super::Exit;
use super::asking::{Manner, ask_in};
use super::inputs::misnamed;
use super::output::{Destination, Notes};
use super::start::conversation::{Farewell, how_it_ended};
use super::start::work::Work;
use crate::deal::names::deal_path;
use crate::interview::{Ask, Message};
use crate::report::command::to_go_on;
pub(super) use arguments::HearArguments;
use keeping::{Keeping, keep_all};
use listening::{Listened, listen};
use source::Source;

pub(super) fn run(arguments: &HearArguments, notes: Notes) -> anyhow::Result<Exit> {
    let destination = Destination::of(arguments.output.as_deref());
    let source = Source::open(&arguments.source, &deal_path(&arguments.deal)?)?;
    if let Some(encoding) = source.transcript.guessed_encoding {
        notes.say(&format!("note: the source is no UTF-8; it is read as {encoding}"));
    }
    let mut work = Work::open(Some(&arguments.deal), &arguments.playbook, destination, notes)?;
    misnamed(&work.deal.playbook, &work.playbook).iter().for_each(|note| notes.say(note));
    work.today = arguments.said.date.unwrap_or_else(|| source.day());
    let listened = listen(&work, &source, arguments)?;
    destination.refuse_what_is_to_stay()?;
    let manner = arguments.said.manner();
    let kept = match manner {
        Manner::Unattended if arguments.said.yes => keep_all(&mut work, &listened, notes)?,
        Manner::Unattended => {
            notes.say("nothing is written: look it over in a terminal, or add `--yes`");
            Vec::new()
        }
        manner => match converse(&mut work, &listened, manner)? {
            Ok(kept) => kept,
            Err(exit) => return Ok(exit),
        },
    };
    let hearing = listened.report(&work, &kept);
    arguments.write(&hearing)?;
    let is_refused = arguments.said.strict && listened.has_refused();
    Ok(if is_refused { Exit::CheckFailed } else { Exit::Done })
}

/// Shows one after the other, and keeps at once what the person takes; hands out which were kept.
fn converse(
    work: &mut Work,
    listened: &Listened,
    manner: Manner,
) -> anyhow::Result<Result<Vec<bool>, Exit>> {
    let farewell = Farewell::new(manner, to_go_on)?;
    let mut ask = ask_in(manner)?;
    let mut keeping = Keeping::new(work, listened, &farewell);
    let led = keeping.lead(&mut *ask);
    if let Some(exit) = how_it_ended(led, &farewell)? {
        return Ok(Err(exit));
    }
    let (kept, has_saved) = (keeping.kept, keeping.has_saved);
    if has_saved {
        work.save().context("what was heard is not in the deal file")?;
    }
    tell_the_end(work, &kept, &mut *ask)?;
    Ok(Ok(kept))
}

fn tell_the_end(work: &Work, kept: &[bool], ask: &mut dyn Ask) -> anyhow::Result<()> {
    let words =
        if kept.contains(&true) { "What you took is kept." } else { "Nothing new is kept." };
    ask.tell(&Message::Closing(words.to_owned()))?;
    for words in work.replaced_words() {
        ask.tell(&Message::Note(words))?;
    }
    Ok(())
}
