//! Findings that a comment in the playbook excuses: `# allow RULE: reason`, on the line that a finding
//! points at, on that of its key, or on lines of their own right above.

use super::playbook_view::Found;
use super::unknown_excuse::RULE;
use crate::check_rule::{CheckResult, CheckRule, WRONG_FILE};
use crate::deal::Waiver;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Lines, Severity, SourceFile, Span, nearest};

/// What an excuse begins with, behind the `#`.
const WORD: &str = "allow ";

/// An excuse in a playbook's text.
struct Excuse {
    /// The line, counted from 0.
    line: usize,
    /// Whether nothing else stands on the line.
    stands_alone: bool,
    span: Span,
    rule: String,
    reason: String,
    is_needed: bool,
}

/// The findings, each with the excuse that it falls under, and what is wrong with the excuses; `rules`
/// are all that an excuse may name.
pub(super) fn excuse(
    file: &SourceFile,
    found: Vec<Found>,
    rules: &[&'static CheckRule],
) -> Vec<CheckResult> {
    let lines = Text { text: &file.text, lines: file.lines() };
    let mut excuses = lines.excuses();
    let mut results: Vec<CheckResult> = found
        .into_iter()
        .map(|Found { mut result, key }| {
            let places = [lines.number(result.finding.span.start), lines.number(key.start)];
            let excuse = excuses.iter_mut().find(|excuse| {
                excuse.rule == result.rule.id
                    && excuse.is_understood(rules)
                    && excuse.covers(&lines, places)
            });
            if let Some(excuse) = excuse {
                excuse.is_needed = true;
                result.waived = Some(excuse.waiver());
            }
            result
        })
        .collect();
    results.extend(excuses.iter().filter_map(|excuse| excuse.fault(rules)));
    results
}

impl Excuse {
    fn is_understood(&self, rules: &[&'static CheckRule]) -> bool {
        can_be_excused(&self.rule, rules) && !self.reason.is_empty()
    }

    fn covers(&self, lines: &Text<'_>, places: [usize; 2]) -> bool {
        places.iter().any(|line| {
            let stands_above =
                self.stands_alone && self.line < *line && lines.are_comments(self.line..*line);
            self.line == *line || stands_above
        })
    }

    fn waiver(&self) -> Waiver {
        let (rule, because) = (self.rule.clone(), self.reason.clone());
        Waiver { rule, question: None, because, by: None, until: None }
    }

    /// What is wrong with it, if something is.
    fn fault(&self, rules: &[&'static CheckRule]) -> Option<CheckResult> {
        let rule = quoted(&self.rule);
        let known = || rules.iter().filter(|rule| rule.can_be_waived).map(|rule| rule.id);
        let is_known = rules.iter().chain([&&WRONG_FILE]).any(|known| known.id == self.rule);
        let (message, help) = if !is_known {
            let help = match nearest(&self.rule, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`coach explain` lists the rules".to_owned(),
            };
            (format!("there is no rule {rule}"), help)
        } else if !can_be_excused(&self.rule, rules) {
            (format!("what {rule} finds can't be excused"), "mend it instead".to_owned())
        } else if self.reason.is_empty() {
            let message = format!("the excuse for {rule} gives no reason");
            (message, format!("write it as `# allow {}: reason`", self.rule))
        } else if !self.is_needed {
            (
                format!("there is nothing to excuse here for {rule}"),
                "take the comment out".to_owned(),
            )
        } else {
            return None;
        };
        let finding =
            Finding { severity: Severity::Warning, ..Finding::error(self.span.clone(), message) };
        Some(CheckResult::of(&RULE, finding.help(help)))
    }
}

/// Whether there is such a rule, and what it finds can be excused.
fn can_be_excused(rule: &str, rules: &[&'static CheckRule]) -> bool {
    CheckRule::find(rules, rule).is_some_and(|rule| rule.can_be_waived)
}

/// A text with its lines, counted from 0.
struct Text<'t> {
    text: &'t str,
    lines: &'t Lines,
}

impl<'t> Text<'t> {
    /// The line of a byte.
    fn number(&self, place: usize) -> usize {
        self.lines.number(place)
    }

    fn line(&self, number: usize) -> &'t str {
        self.text.get(self.lines.span(self.text, number)).unwrap_or_default()
    }

    fn are_comments(&self, mut numbers: std::ops::Range<usize>) -> bool {
        numbers.all(|number| self.line(number).trim_start().starts_with('#'))
    }

    fn excuses(&self) -> Vec<Excuse> {
        (0..self.lines.count()).filter_map(|number| self.excuse_on(number)).collect()
    }

    fn excuse_on(&self, number: usize) -> Option<Excuse> {
        let line = self.line(number).trim_end();
        let (sign, comment) = line.match_indices('#').find_map(|(place, _)| {
            let before = line.get(..place)?;
            let is_comment = before.is_empty() || before.ends_with([' ', '\t']);
            let comment = line.get(place + 1..)?.trim_start().strip_prefix(WORD)?;
            is_comment.then_some((place, comment))
        })?;
        let (rule, reason) = comment.split_once(':').unwrap_or((comment, ""));
        let start = self.lines.span(self.text, number).start + sign;
        Some(Excuse {
            line: number,
            stands_alone: line.get(..sign)?.trim().is_empty(),
            span: start..start + line.len() - sign,
            rule: rule.trim().to_owned(),
            reason: reason.trim().to_owned(),
            is_needed: false,
        })
    }
}
