//! The rules of the lint: this table is where one is registered.

use super::playbook_view::{Found, View};
use super::{
    always_true, contradiction, dead_option, dead_question, dead_rule, double_question, hopeless,
    jargon_to_buyer, late_gate, leading_question, never_true, no_exit, no_honest_words,
    not_for_missing, not_proven, pressure, rigged, seller_activity, undecidable_in_time,
    unknown_excuse, unreachable_score, unreachable_stage, verifier_missing, why_missing,
};
use crate::check_rule::CheckRule;

/// What a rule looks at. Rules of one kind may run in any order.
#[derive(Clone, Copy)]
enum Look {
    /// At the playbook.
    AtPlaybook(fn(&View<'_>) -> Vec<Found>),
    /// At the claims that the rules which look at the playbook could not settle.
    AtClaims(fn(&View<'_>) -> Vec<Found>),
    /// At the excuses, once all that they may excuse is found: see `excuses.rs`.
    AtExcuses,
}

/// Every rule, in the order in which they are listed.
static TABLE: [(&CheckRule, Look); 24] = [
    (&rigged::RULE, Look::AtPlaybook(rigged::find)),
    (&hopeless::RULE, Look::AtPlaybook(hopeless::find)),
    (&contradiction::RULE, Look::AtPlaybook(contradiction::find)),
    (&unreachable_score::RULE, Look::AtPlaybook(unreachable_score::find)),
    (&unreachable_stage::RULE, Look::AtPlaybook(unreachable_stage::find)),
    (&no_exit::RULE, Look::AtPlaybook(no_exit::find)),
    (&dead_rule::RULE, Look::AtPlaybook(dead_rule::find)),
    (&dead_question::RULE, Look::AtPlaybook(dead_question::find)),
    (&dead_option::RULE, Look::AtPlaybook(dead_option::find)),
    (&always_true::RULE, Look::AtPlaybook(always_true::find)),
    (&never_true::RULE, Look::AtPlaybook(never_true::find)),
    (&late_gate::RULE, Look::AtPlaybook(late_gate::find)),
    (&undecidable_in_time::RULE, Look::AtPlaybook(undecidable_in_time::find)),
    (&not_proven::RULE, Look::AtClaims(not_proven::find)),
    (&leading_question::RULE, Look::AtPlaybook(leading_question::find)),
    (&double_question::RULE, Look::AtPlaybook(double_question::find)),
    (&pressure::RULE, Look::AtPlaybook(pressure::find)),
    (&seller_activity::RULE, Look::AtPlaybook(seller_activity::find)),
    (&jargon_to_buyer::RULE, Look::AtPlaybook(jargon_to_buyer::find)),
    (&no_honest_words::RULE, Look::AtPlaybook(no_honest_words::find)),
    (&why_missing::RULE, Look::AtPlaybook(why_missing::find)),
    (&verifier_missing::RULE, Look::AtPlaybook(verifier_missing::find)),
    (&not_for_missing::RULE, Look::AtPlaybook(not_for_missing::find)),
    (&unknown_excuse::RULE, Look::AtExcuses),
];

/// Every rule of the lint, in the order in which they are listed.
pub static RULES: [&CheckRule; TABLE.len()] = {
    let mut rules = [TABLE[0].0; TABLE.len()];
    let mut place = 0;
    while place < TABLE.len() {
        rules[place] = TABLE[place].0;
        place += 1;
    }
    rules
};

/// What every rule finds that looks at the playbook, or at the claims about it.
pub(super) fn found(view: &View<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = TABLE.iter().flat_map(|(_, look)| look.at_playbook(view)).collect();
    found.extend(TABLE.iter().flat_map(|(_, look)| look.at_claims(view)));
    found
}

impl Look {
    fn at_playbook(self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::AtPlaybook(find) => find(view),
            Self::AtClaims(_) | Self::AtExcuses => Vec::new(),
        }
    }

    fn at_claims(self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::AtClaims(find) => find(view),
            Self::AtPlaybook(_) | Self::AtExcuses => Vec::new(),
        }
    }
}
