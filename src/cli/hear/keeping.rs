//! Keeping what was heard in the deal: all of it, or what a person takes.

use super::listening::Listened;
use crate::cli::output::Notes;
use crate::cli::start::conversation::{Farewell, why};
use crate::cli::start::work::Work;
use crate::deal::learning::keep_call;
use crate::hearing::{Heard, Ruling, learned};
use crate::interview::looking_over::{Proposed, look_over};
use crate::interview::{Ask, Message};
use crate::report::hearing::text::lines_of;

/// Keeps all that may be kept, and hands out that it is.
pub(super) fn keep_all(
    work: &mut Work,
    listened: &Listened,
    notes: Notes,
) -> anyhow::Result<Vec<bool>> {
    let kept = vec![true; listened.takeable().count()];
    if kept.is_empty() {
        notes.say("nothing is written, as nothing of it can be kept");
        return Ok(kept);
    }
    let before = work.deal.clone();
    lay_over(work, listened, &kept);
    work.refuse_unfit()?;
    work.save_and_tell(&before, notes)?;
    Ok(kept)
}

/// Lays over what was known before this run what is kept of what was heard.
fn lay_over(work: &mut Work, listened: &Listened, kept: &[bool]) {
    let taken: Vec<&Heard> = listened
        .takeable()
        .zip(kept)
        .filter_map(|(heard, is_kept)| is_kept.then_some(heard))
        .collect();
    lay_over_taken(work, &taken, &listened.buyers);
}

/// The same of what is taken, and the talk with those of the buyer's who speak in it.
pub(in crate::cli) fn lay_over_taken(work: &mut Work, taken: &[&Heard], buyers: &[String]) {
    work.deal.facts = learned(&work.playbook, &work.before.facts, taken.iter().copied());
    work.deal.calls = work.before.calls.clone();
    let is_of_a_talk = taken.iter().any(|heard| matches!(heard.ruling, Ruling::Heard(_)));
    for buyer in buyers.iter().filter(|_| is_of_a_talk) {
        keep_call(&mut work.deal.calls, work.today, Some(buyer), None);
    }
}

/// A person who looks them over.
pub(super) struct Keeping<'k> {
    work: &'k mut Work,
    listened: &'k Listened,
    farewell: &'k Farewell,
    /// Of each that may be kept whether it is.
    pub(super) kept: Vec<bool>,
    /// Whether something was taken, perhaps to be left out again; before that no deal is begun.
    pub(super) has_saved: bool,
}

impl<'k> Keeping<'k> {
    pub(super) fn new(work: &'k mut Work, listened: &'k Listened, farewell: &'k Farewell) -> Self {
        Self { work, listened, farewell, kept: Vec::new(), has_saved: false }
    }

    /// Shows one after the other.
    pub(super) fn lead(&mut self, ask: &mut dyn Ask) -> anyhow::Result<()> {
        let Self { work, listened, farewell, kept, has_saved } = self;
        let proposed = proposed(work, listened);
        let not_taken = listened.heard.len() - proposed.len();
        let mut lines =
            vec![format!("Heard in {}. What you keep is written at once.", listened.source_file)];
        lines.extend((not_taken > 0).then(|| {
            format!("{not_taken} more can't be kept; why, stands in the list at the end.")
        }));
        ask.tell(&Message::Heading { title: work.deal.name.clone(), lines })?;
        for words in work.unfit_words() {
            ask.tell(&Message::Note(words))?;
        }
        farewell.set_words("Nothing was saved.".to_owned());
        let mut keep = |choices: &[bool]| {
            kept.clear();
            kept.extend_from_slice(choices);
            *has_saved |= choices.contains(&true);
            if !*has_saved {
                return Ok(());
            }
            farewell.while_saving(|| {
                lay_over(work, listened, choices);
                let saved = work.save().map_err(|error| why(&error));
                let words = match &saved {
                    Ok(()) if !choices.contains(&true) => "Nothing was saved.".to_owned(),
                    Ok(()) => "What you took is saved.".to_owned(),
                    Err(problem) => format!("Not all was saved: {problem}."),
                };
                (saved, words)
            })
        };
        self.kept = look_over(&proposed, ask, &mut keep)?;
        Ok(())
    }
}

/// What there is to decide on.
fn proposed(work: &Work, listened: &Listened) -> Vec<Proposed> {
    let one = |heard: &Heard| {
        let item = listened.item(work, heard);
        let is_heard = matches!(heard.ruling, Ruling::Heard(_));
        Proposed {
            title: item.title(),
            lines: lines_of(&item),
            kept_as: if is_heard { "what the buyer said" } else { "an assumption" }.to_owned(),
            is_usual: is_heard && heard.remarks.is_empty(),
        }
    };
    listened.takeable().map(one).collect()
}
