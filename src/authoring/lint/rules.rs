//! The rules of the lint: this table is where one is registered.

use super::playbook_view::{Found, View};
use super::{
    always_true, and_in_closed_question, contradiction, dead_option, dead_question, dead_rule,
    double_question, gap_in_points, hard_to_read, hopeless, if_we_could, jargon_to_buyer,
    language_not_read, late_gate, leading_question, never_true, no_exit, no_honest_words,
    not_for_missing, not_proven, pressure, rigged, seller_activity, statement_first,
    undecidable_in_time, unknown_excuse, unreachable_band, unreachable_score, unreachable_stage,
    verifier_missing, why_missing,
};
use crate::check_rule::{CheckRule, rules_of};

/// What a rule looks at. Rules of one kind may run in any order.
#[derive(Clone, Copy)]
enum Look {
    /// At the playbook.
    Playbook(fn(&View<'_>) -> Vec<Found>),
    /// At the claims that the rules which look at the playbook could not settle.
    Claims(fn(&View<'_>) -> Vec<Found>),
    /// At the excuses, once all that they may excuse is found: see `excuses.rs`.
    Excuses,
}

/// Every rule, in the order in which they are listed.
static TABLE: [(&CheckRule, Look); 31] = [
    (&rigged::RULE, Look::Playbook(rigged::find)),
    (&hopeless::RULE, Look::Playbook(hopeless::find)),
    (&contradiction::RULE, Look::Playbook(contradiction::find)),
    (&unreachable_score::RULE, Look::Playbook(unreachable_score::find)),
    (&unreachable_band::RULE, Look::Playbook(unreachable_band::find)),
    (&gap_in_points::RULE, Look::Playbook(gap_in_points::find)),
    (&unreachable_stage::RULE, Look::Playbook(unreachable_stage::find)),
    (&no_exit::RULE, Look::Playbook(no_exit::find)),
    (&dead_rule::RULE, Look::Playbook(dead_rule::find)),
    (&dead_question::RULE, Look::Playbook(dead_question::find)),
    (&dead_option::RULE, Look::Playbook(dead_option::find)),
    (&always_true::RULE, Look::Playbook(always_true::find)),
    (&never_true::RULE, Look::Playbook(never_true::find)),
    (&late_gate::RULE, Look::Playbook(late_gate::find)),
    (&undecidable_in_time::RULE, Look::Playbook(undecidable_in_time::find)),
    (&not_proven::RULE, Look::Claims(not_proven::find)),
    (&leading_question::RULE, Look::Playbook(leading_question::find)),
    (&double_question::RULE, Look::Playbook(double_question::find)),
    (&pressure::RULE, Look::Playbook(pressure::find)),
    (&seller_activity::RULE, Look::Playbook(seller_activity::find)),
    (&jargon_to_buyer::RULE, Look::Playbook(jargon_to_buyer::find)),
    (&language_not_read::RULE, Look::Playbook(language_not_read::find)),
    (&if_we_could::RULE, Look::Playbook(if_we_could::find)),
    (&statement_first::RULE, Look::Playbook(statement_first::find)),
    (&and_in_closed_question::RULE, Look::Playbook(and_in_closed_question::find)),
    (&hard_to_read::RULE, Look::Playbook(hard_to_read::find)),
    (&no_honest_words::RULE, Look::Playbook(no_honest_words::find)),
    (&why_missing::RULE, Look::Playbook(why_missing::find)),
    (&verifier_missing::RULE, Look::Playbook(verifier_missing::find)),
    (&not_for_missing::RULE, Look::Playbook(not_for_missing::find)),
    (&unknown_excuse::RULE, Look::Excuses),
];

/// Every rule of the lint, in the order in which they are listed.
pub static RULES: [&CheckRule; TABLE.len()] = rules_of(&TABLE);

/// What every rule finds that looks at the playbook, or at the claims about it.
pub(super) fn found(view: &View<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = TABLE.iter().flat_map(|(_, look)| look.at_playbook(view)).collect();
    found.extend(TABLE.iter().flat_map(|(_, look)| look.at_claims(view)));
    found
}

impl Look {
    fn at_playbook(self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::Playbook(find) => find(view),
            Self::Claims(_) | Self::Excuses => Vec::new(),
        }
    }

    fn at_claims(self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::Claims(find) => find(view),
            Self::Playbook(_) | Self::Excuses => Vec::new(),
        }
    }
}
