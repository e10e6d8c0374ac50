//! What was added, renamed, moved, changed or taken out between two versions of a playbook.

mod list;
mod questions;
mod retired;
mod rules;
mod scoring;
mod stages;
mod values;

use crate::authoring::versions::Matching;
use crate::playbook::Playbook;
pub use list::{About, Change, Changes, How, TextChange};

/// Compares two playbooks.
pub fn changes(old: &Playbook, new: &Playbook, matching: &Matching) -> Changes {
    let mut changes = Changes::default();
    stages::compare(old, new, matching, &mut changes);
    questions::compare(old, new, matching, &mut changes);
    retired::compare(old, new, &mut changes);
    values::compare(old, new, matching, &mut changes);
    rules::compare(old, new, matching, &mut changes);
    scoring::compare(old, new, &mut changes);
    changes
}
