//! What a rule says where nothing else is given.

use crate::authoring::draft::criteria::{Answer, Choice};
use crate::authoring::draft::{Criterion, Needed};

/// Why something holds a fit up.
pub(super) const HOLD_BECAUSE: &str = "This has to be settled first.";
/// What to tell the buyer then.
pub(super) const HOLD_SAY: &str =
    "I would settle this first. Before that, going on would only cost you time.";

/// Why somebody is ruled out whom the offer says that it is not for.
pub(super) fn because_of(not_for: &str) -> String {
    format!("Better off with something else: {not_for}")
}

/// The question whether somebody is among those whom the offer is not for.
pub(super) fn question_about(not_for: &str) -> String {
    format!("Does this describe you: {}?", not_for.trim_end_matches(['.', '?']))
}

/// The question with these answers.
pub(super) const CHOICE_QUESTION: &str = "What is nearest to how things are with you?";

/// Those whom the offer is not for as one answer, and everybody else as another.
pub(super) fn choice_about(not_for: &str) -> Option<Choice> {
    let answer = |label: &str, is_right| Answer { label: label.to_owned(), is_right };
    Choice::of(vec![answer(not_for, false), answer("Something else", true)]).ok()
}

/// Why a question rules out.
pub(super) fn because(needed: &Needed) -> String {
    match needed {
        Needed::Yes => "Without this the offer does not help them.".to_owned(),
        Needed::Number(limit) => {
            format!("It has to be {} for our offer to help.", limit.in_words())
        }
        Needed::No | Needed::Choice(_) => "This is a limit of our offer.".to_owned(),
    }
}

/// A criterion with its limit the other way round, and the usual reason for that where it had the
/// usual one.
pub(super) fn turned(criterion: &Criterion) -> Option<Criterion> {
    let mut turned = criterion.turned()?;
    if turned.because == because(&criterion.needed) {
        turned.because = because(&turned.needed);
    }
    Some(turned)
}

/// What to tell the buyer then.
pub(super) fn say(needed: &Needed) -> &'static str {
    match needed {
        Needed::Yes => "Without this our offer would not help you, and we would rather say so now.",
        _ => "This is a limit of our offer, so it is not the right one for you.",
    }
}

/// What would serve the buyer better then.
pub(super) fn instead(needed: &Needed) -> &'static str {
    match needed {
        Needed::Yes => "Leave it as it is until this has changed.",
        _ => "Something that is made for this.",
    }
}
