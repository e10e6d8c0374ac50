//! `language-not-read`: words in a language that no rule about words reads.
#![doc = include_str!("language-not-read.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::text::characters::quoted;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "language-not-read",
    severity: Severity::Note,
    summary: "the words said to buyers are in a language that is not read",
    can_be_waived: true,
    documentation: include_str!("language-not-read.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let language = &view.playbook.language;
    if language.is_english() {
        return Vec::new();
    }
    let message = format!(
        "the words are in {}, and the rules about words read English",
        quoted(language.tag())
    );
    let help =
        "what leads or presses a buyer went unseen: have somebody who speaks it read it aloud";
    vec![found(&RULE, view.places.value(&["language"]), message).help(help)]
}
