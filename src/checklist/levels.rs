//! How much the findings of a rule count, where a team has decided that.

use std::collections::BTreeMap;

use crate::check_rule::CheckResult;
use crate::text::source::Severity;

/// How much the findings of a rule count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are not told at all.
    Off,
    /// All of them count as this.
    As(Severity),
}

/// The levels of rules, by the rules' ids; a rule that is not named keeps its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// Sets the level of a rule.
    pub fn set(&mut self, rule: &'static str, level: Level) {
        self.0.insert(rule, level);
    }

    /// Whether the findings of a rule are not told.
    pub(super) fn is_off(&self, rule: &str) -> bool {
        self.0.get(rule) == Some(&Level::Off)
    }

    /// The findings as they count.
    pub fn applied_to(&self, mut found: Vec<CheckResult>) -> Vec<CheckResult> {
        found.retain_mut(|result| match self.0.get(result.rule.id) {
            Some(Level::Off) => false,
            Some(Level::As(severity)) => {
                result.finding.severity = *severity;
                true
            }
            None => true,
        });
        found
    }
}
