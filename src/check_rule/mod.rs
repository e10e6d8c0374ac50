//! A rule that files are checked by: what it is called, how much it matters, and the words that
//! explain it. `coach explain`, the reports and the documentation all take these words.

use crate::deal::Waiver;
use crate::text::source::{Finding, Severity};

/// A rule of the checklist for deals, or of the lint for playbooks.
#[derive(Debug, PartialEq, Eq)]
pub struct CheckRule {
    /// What it is called everywhere: `missing-fact`.
    pub id: &'static str,
    /// How much its findings matter, unless a finding or the settings say otherwise.
    pub severity: Severity,
    /// What it finds, in one line without a full stop.
    pub summary: &'static str,
    /// Whether what it finds can be taken out of the count: by a waiver in a deal, by an excuse in a
    /// playbook.
    pub can_be_waived: bool,
    /// Why it helps the buyer decide, an example, and how to waive it; Markdown without a title.
    pub documentation: &'static str,
}

impl CheckRule {
    /// The rule of a table that is called so.
    pub fn find(rules: &[&'static Self], id: &str) -> Option<&'static Self> {
        rules.iter().copied().find(|rule| rule.id == id)
    }
}

/// The rules of a table, in its order, without what is registered beside them.
pub const fn rules_of<B, const COUNT: usize>(
    table: &[(&'static CheckRule, B); COUNT],
) -> [&'static CheckRule; COUNT] {
    let mut rules = [&WRONG_FILE; COUNT];
    let mut place = 0;
    while place < COUNT {
        rules[place] = table[place].0;
        place += 1;
    }
    rules
}

/// What can't be checked: a file that can't be read, or that is wrong.
pub static WRONG_FILE: CheckRule = CheckRule {
    id: "wrong-file",
    severity: Severity::Error,
    summary: "a file cannot be read, or is not what it should be",
    can_be_waived: false,
    documentation: include_str!("wrong-file.md"),
};

/// One thing that a rule found.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckResult {
    /// The rule.
    pub rule: &'static CheckRule,
    /// The question that it is about, if it is about one.
    pub question: Option<AskedQuestion>,
    /// What is wrong, where, what to write or to do; its severity is the one that counts.
    pub finding: Finding,
    /// Why it does not count, where it is waived.
    pub waived: Option<Waiver>,
    /// How many findings it is told for; more than one only where there is no room for each.
    pub stands_for: usize,
}

impl CheckResult {
    /// What a rule found, about no question in particular.
    pub fn of(rule: &'static CheckRule, finding: Finding) -> Self {
        Self { rule, question: None, finding, waived: None, stands_for: 1 }
    }

    /// What is wrong with a file that can't be checked.
    pub fn of_wrong_file(finding: Finding) -> Self {
        Self::of(&WRONG_FILE, finding)
    }
}

/// A question as a finding names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedQuestion {
    /// Its id.
    pub id: String,
    /// In words fit to be said to the buyer; none where it is no longer asked.
    pub ask: Option<String>,
}
