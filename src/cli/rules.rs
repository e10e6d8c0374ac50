//! Every rule that there is: the tables of all rooms in one.

use crate::authoring::{cases, lint};
use crate::check_rule::{CheckRule, WRONG_FILE};
use crate::checklist;

/// Those that deals and playbooks are held to; a team may settle how much they matter.
pub(super) fn of_files() -> Vec<&'static CheckRule> {
    checklist::RULES.into_iter().chain(lint::RULES).collect()
}

/// All of them, each command's in its own order.
pub(super) fn all() -> impl Iterator<Item = &'static CheckRule> {
    of_files().into_iter().chain(cases::rules::RULES).chain([&WRONG_FILE])
}
