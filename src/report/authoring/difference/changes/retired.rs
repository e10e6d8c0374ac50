//! Changes of what a playbook retires, beside the questions and options that it retires just now.

use super::list::{About, Changes, How};
use crate::playbook::Playbook;

/// Adds what changed. What is no longer asked since it is retired was told of the questions already.
pub(super) fn compare(old: &Playbook, new: &Playbook, found: &mut Changes) {
    for (id, because) in new.retired.iter() {
        let before = old.retired.why(id);
        let is_told = |found: &Changes| {
            found.changes.iter().any(|change| change.id == id && change.how == How::Retired)
        };
        if before.is_some() {
            found.compare_text(about(id), id, "retired", before, Some(because));
        } else if !is_told(found) {
            found.compare(about(id), id, "retired", None, Some(because.to_owned()));
        }
    }
    for (id, because) in old.retired.iter().filter(|(id, _)| new.retired.why(id).is_none()) {
        found.compare(about(id), id, "retired", Some(because.to_owned()), None);
    }
}

fn about(id: &str) -> About {
    if id.contains('.') { About::Option } else { About::Question }
}
