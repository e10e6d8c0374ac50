//! A playbook as the rules of the lint see it.

use crate::check_rule::{CheckResult, CheckRule};
use crate::playbook::Playbook;
use crate::playbook::places::{Place, Places};
use crate::source::{Finding, Span};

/// A playbook, and where things stand in its file.
pub(super) struct View<'v> {
    pub(super) playbook: &'v Playbook,
    pub(super) places: &'v Places,
}

/// What a rule found, and the key beside which it can be excused.
pub(super) struct Found {
    pub(super) result: CheckResult,
    pub(super) key: Span,
}

/// What a rule found at a place, with the rule's own severity.
pub(super) fn found(rule: &'static CheckRule, place: Place, message: impl Into<String>) -> Found {
    let Place { span, key } = place;
    let finding = Finding { severity: rule.severity, ..Finding::error(span, message) };
    Found { result: CheckResult { rule, question: None, finding, waived: None }, key }
}

impl Found {
    /// Adds what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.result.finding.help = Some(help.into());
        self
    }
}
