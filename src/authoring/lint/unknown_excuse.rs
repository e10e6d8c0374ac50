//! `unknown-excuse`: an excuse that excuses nothing.
#![doc = include_str!("unknown-excuse.md")]

use crate::check_rule::CheckRule;
use crate::text::source::Severity;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unknown-excuse",
    severity: Severity::Warning,
    summary: "an excuse names nothing that is found, or gives no reason",
    can_be_waived: false,
    documentation: include_str!("unknown-excuse.md"),
};
