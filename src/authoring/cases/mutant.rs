//! One change of a playbook, with its words.

use rust_decimal::Decimal;

use crate::authoring::proofs::Revision;
use crate::playbook::{Kind, Playbook, RuleIndex};

/// A playbook with one change.
#[derive(Debug, Clone, PartialEq)]
pub struct Mutant {
    /// What is changed.
    pub revision: Revision,
    /// The same in words, as in "`size` is dropped".
    pub change: String,
}

/// A change of a rule.
pub(super) fn changed(
    playbook: &Playbook,
    rule: RuleIndex,
    change: &str,
    revision: Revision,
) -> Mutant {
    let change = format!("`{}` {change}", playbook.rule(rule).id);
    Mutant { revision, change }
}

/// 1, or where a question takes other numbers too, one at the last place that is written.
pub(super) fn step(kind: &Kind, number: Decimal) -> Decimal {
    match kind {
        Kind::Number(kind) if !kind.whole => Decimal::new(1, number.normalize().scale()),
        _ => Decimal::ONE,
    }
}
