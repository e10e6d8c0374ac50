//! `required-verdict`: a verdict that the check was told to ask for.
#![doc = include_str!("required-verdict.md")]

use super::deal_view::{View, about_deal, ask};
use crate::check_rule::{CheckResult, CheckRule};
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "required-verdict",
    severity: Severity::Error,
    summary: "the verdict is not the one that was required",
    can_be_waived: true,
    documentation: include_str!("required-verdict.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let verdict = view.standing.verdict;
    match view.settings.require {
        Some(required) if !required.is_met_by(verdict) => {
            let message = format!(
                "the verdict is `{}`, not `{}` as required",
                verdict.name(),
                required.name()
            );
            let finding = Finding::error(view.places.key("facts"), message);
            let next = view.standing.can_still_change.first();
            let finding = match next {
                Some(next) => finding.help(ask(view.playbook.question(*next))),
                None => {
                    finding.help("it is settled: `coach brief` says why, and what to tell them")
                }
            };
            vec![about_deal(&RULE, finding)]
        }
        _ => Vec::new(),
    }
}
