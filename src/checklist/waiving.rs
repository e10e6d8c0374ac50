//! Which findings a deal's waivers take out of the count.

use super::deal_view::View;
use super::{required_verdict, unknown_waiver};
use crate::check_rule::CheckResult;
use crate::deal::Waiver;

/// The findings, each with the waiver that it falls under, and the waivers that nothing needs.
pub(super) fn waive(view: &View<'_>, mut found: Vec<CheckResult>) -> Vec<CheckResult> {
    let as_of = view.settings.as_of;
    let mut unneeded = Vec::new();
    for (place, waiver) in view.deal.waivers.iter().enumerate() {
        let counts = waiver.until.is_none_or(|until| until >= as_of);
        if !counts || !is_understood(view, waiver) {
            continue;
        }
        let mut is_needed = false;
        for result in found.iter_mut().filter(|result| covers(waiver, result)) {
            is_needed = true;
            result.waived.get_or_insert_with(|| waiver.clone());
        }
        if !is_needed && is_looked_for(view, &waiver.rule) {
            unneeded.push(unknown_waiver::unneeded(view, place));
        }
    }
    found.extend(view.settings.levels.applied_to(unneeded));
    found
}

/// Whether this run would have told what the rule finds.
fn is_looked_for(view: &View<'_>, rule: &str) -> bool {
    let is_asked_for = rule != required_verdict::RULE.id || view.settings.require.is_some();
    // Once the buyer has decided there is no talk to prepare, so most rules look for nothing.
    view.deal.outcome.is_none() && is_asked_for && !view.settings.levels.is_off(rule)
}

fn is_understood(view: &View<'_>, waiver: &Waiver) -> bool {
    let knows = |id: &String| view.knows_question(id);
    view.can_be_waived(&waiver.rule) && waiver.question.as_ref().is_none_or(knows)
}

fn covers(waiver: &Waiver, result: &CheckResult) -> bool {
    let about = result.question.as_ref().map(|question| &question.id);
    result.rule.id == waiver.rule
        && waiver.question.as_ref().is_none_or(|question| about == Some(question))
}
