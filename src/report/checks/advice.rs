//! What to do about a finding, in words, for formats that draw no source lines.

use crate::characters::escaped;

use super::{CheckResult, words};

/// What was probably meant, what helps, what could be written, and the question that it is about:
/// one text each, the one that could be written over several lines where it has them.
pub(super) fn advice(result: &CheckResult) -> Vec<String> {
    let finding = &result.finding;
    let meant = finding.replacement.as_ref().map(|text| format!("did you mean `{text}`?"));
    let help = finding.help.clone();
    let written = words::lines_to_write(result).map(|lines| to_write(&lines));
    let question = result.question.as_ref().map(|question| &question.ask);
    let question = question.filter(|ask| !help.as_ref().is_some_and(|help| help.contains(*ask)));
    let question = question.map(|ask| format!("the question: {}", escaped(ask.trim_end())));
    [meant, help, written, question].into_iter().flatten().collect()
}

fn to_write(lines: &str) -> String {
    let separator = if lines.contains('\n') { '\n' } else { ' ' };
    format!("write it here:{separator}{lines}")
}
