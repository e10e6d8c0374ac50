//! `no-honest-words`: a no that leaves the seller without words.
#![doc = include_str!("no-honest-words.md")]

use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::playbook::places::Place;
use crate::playbook::{BandVerdict, RuleIndex, RuleKind};
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "no-honest-words",
    severity: Severity::Warning,
    summary: "a disqualifier, a must-have or a band of a no-fit without `say` or `instead`",
    can_be_waived: true,
    documentation: include_str!("no-honest-words.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<Found> {
    let rules = view.playbook.rules.iter().enumerate();
    // A hold ends no conversation: what lifts it, it has to say.
    let ends = |kind| matches!(kind, RuleKind::Disqualifier | RuleKind::MustHave);
    let rules = rules.filter(|(_, rule)| ends(rule.kind)).filter_map(|(place, rule)| {
        let place = view.places.rule(view.playbook, RuleIndex(place), &[]);
        wordless(&rule.id, rule.say.is_some(), rule.instead.is_some(), place)
    });
    let bands = view.playbook.scale.bands().iter().enumerate();
    let bands = bands.filter(|(_, band)| band.verdict == BandVerdict::NoFit);
    let bands = bands.filter_map(|(place, band)| {
        let place = view.places.band(place, "id");
        wordless(&band.id, band.say.is_some(), band.instead.is_some(), place)
    });
    rules.chain(bands).collect()
}

fn wordless(id: &str, has_say: bool, has_instead: bool, place: Place) -> Option<Found> {
    let missing = match (has_say, has_instead) {
        (false, false) => "`say` and no `instead`",
        (false, true) => "`say`",
        (true, false) => "`instead`",
        (true, true) => return None,
    };
    let message = format!("`{id}` can end a conversation, and has no {missing}");
    let help = "write what to tell the buyer (`say`), and what would serve them better (`instead`)";
    Some(found(&RULE, place, message).help(help))
}
