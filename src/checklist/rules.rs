//! The rules of the checklist: this table is where one is registered.

use super::deal_view::View;
use super::{
    assumed_fact, disagreement, expired_waiver, forced_fit, missing_fact, required_verdict,
    set_aside_fact, stale_fact, too_soon, unheard_quote, unknown_waiver,
};
use crate::check_rule::{CheckResult, CheckRule, rules_of};

/// What a rule looks at.
#[derive(Clone, Copy)]
enum Look {
    /// At what is known; its findings can be waived.
    AtFacts(Find),
    /// At the deal's waivers; what is found there can't be waived.
    AtWaivers(Find),
}

type Find = fn(&View<'_>) -> Vec<CheckResult>;

/// Every rule, in the order in which they are listed.
static TABLE: [(&CheckRule, Look); 11] = [
    (&missing_fact::RULE, Look::AtFacts(missing_fact::find)),
    (&assumed_fact::RULE, Look::AtFacts(assumed_fact::find)),
    (&stale_fact::RULE, Look::AtFacts(stale_fact::find)),
    (&disagreement::RULE, Look::AtFacts(disagreement::find)),
    (&set_aside_fact::RULE, Look::AtFacts(set_aside_fact::find)),
    (&forced_fit::RULE, Look::AtFacts(forced_fit::find)),
    (&too_soon::RULE, Look::AtFacts(too_soon::find)),
    (&unheard_quote::RULE, Look::AtFacts(unheard_quote::find)),
    (&required_verdict::RULE, Look::AtFacts(required_verdict::find)),
    (&unknown_waiver::RULE, Look::AtWaivers(unknown_waiver::find)),
    (&expired_waiver::RULE, Look::AtWaivers(expired_waiver::find)),
];

/// Every rule of the checklist, in the order in which they are listed.
pub static RULES: [&CheckRule; TABLE.len()] = rules_of(&TABLE);

/// Whether a waiver may name this rule.
pub fn can_be_waived(rule: &str) -> bool {
    CheckRule::find(&RULES, rule).is_some_and(|rule| rule.can_be_waived)
}

/// What the rules about facts find.
pub(super) fn found_in_facts(view: &View<'_>) -> Vec<CheckResult> {
    TABLE.iter().flat_map(|(_, look)| look.at_facts(view)).collect()
}

/// What the rules about waivers find.
pub(super) fn found_in_waivers(view: &View<'_>) -> Vec<CheckResult> {
    TABLE.iter().flat_map(|(_, look)| look.at_waivers(view)).collect()
}

impl Look {
    fn at_facts(self, view: &View<'_>) -> Vec<CheckResult> {
        match self {
            Self::AtFacts(find) => find(view),
            Self::AtWaivers(_) => Vec::new(),
        }
    }

    fn at_waivers(self, view: &View<'_>) -> Vec<CheckResult> {
        match self {
            Self::AtFacts(_) => Vec::new(),
            Self::AtWaivers(find) => find(view),
        }
    }
}
