//! What to do about a finding, in words, for formats that draw no source lines.

use super::{CheckResult, summary_phrases};

/// What helps, what was probably meant and what could be written: one text each, the last over
/// several lines where it has them. Nothing in it is escaped yet.
pub(super) fn advice(result: &CheckResult) -> Vec<String> {
    let finding = &result.finding;
    let meant = finding.replacement.as_ref().map(|meant| format!("did you mean `{meant}`?"));
    let written = summary_phrases::lines_to_write(result).map(|lines| match lines.contains('\n') {
        true => format!("write:\n{lines}"),
        false => format!("write: {lines}"),
    });
    [finding.help.clone(), meant, written].into_iter().flatten().collect()
}
