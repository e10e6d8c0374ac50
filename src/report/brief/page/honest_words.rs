//! The words to be said to the buyer: of a no or a not yet, and of a fit with its caveats.

use super::item::Item;
use crate::engine::Verdict;
use crate::report::brief::{Brief, Reason};

/// What to say of a no or a not yet, and what would be better for them.
pub(super) fn what_to_tell(brief: &Brief) -> Vec<Item> {
    let decides = |reason: &&Reason| reason.rules_out() || reason.holds_up();
    let say = match (brief.say, brief.because.iter().find(decides)) {
        (Some(say), _) => format!("“{say}”"),
        (None, Some(reason)) => format!("Say it plainly: {}", reason.rule.because),
        (None, None) => "Say plainly that it is not worth their while as things stand, and what \
                         would change that."
            .to_owned(),
    };
    let offer = &brief.playbook.offer;
    let better = match (brief.instead, &offer.not_for) {
        (Some(instead), _) => Some(format!("Better for them: {instead}")),
        _ if brief.verdict == Verdict::NotYet => None,
        (None, Some(not_for)) => Some(format!("{} is not for: {not_for}", offer.name)),
        (None, None) => None,
    };
    [say].into_iter().chain(better).map(Item::paragraph).collect()
}

/// Every caveat. They go with a fit, or what may be one; a no-fit has words of its own.
pub(super) fn caveats(brief: &Brief) -> Vec<Item> {
    let caveats = brief.caveats.iter().map(|rule| (rule.say.as_deref(), rule.instead.as_deref()));
    // Without words to say, a fit may still name something else.
    let named = brief.caveats.is_empty() && brief.verdict == Verdict::Fit;
    let named = named.then_some((brief.say, brief.instead));
    caveats.chain(named).flat_map(words_of).collect()
}

fn words_of((say, instead): (Option<&str>, Option<&str>)) -> impl Iterator<Item = Item> {
    let say = say.map(|say| format!("“{say}”"));
    let instead = instead.map(|instead| format!("Better for them: {instead}"));
    say.into_iter().chain(instead).map(Item::paragraph)
}
