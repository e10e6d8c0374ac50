//! Suggested cases as they stand in a cases file.

use super::{Suggestion, Suggestions};
use crate::deal::{lines_of_facts, text_on_a_line};
use crate::playbook::Playbook;
use crate::text::source::lines::{end_of_line, line_break_of, start_of_line};
use crate::text::source::{Findings, SourceFile};
use crate::text::yaml::{self, Value};

/// How far list items stand in where a file shows nothing else.
const INDENT: &str = "  ";

/// The suggestions as items of `cases`, each line ended.
pub fn items(playbook: &Playbook, suggestions: &Suggestions, indent: &str) -> String {
    let items = suggestions.cases.iter().map(|case| item(playbook, case, indent));
    items.collect()
}

/// The text of a cases file with the suggestions at the end of its list; everything else stays.
/// `None` where the list is laid out in a way that is not understood.
pub fn appended(
    file: &SourceFile,
    playbook: &Playbook,
    suggestions: &Suggestions,
) -> Option<String> {
    let root = yaml::parse(file, &Findings::new())?;
    let cases = root.get("cases")?;
    let text = &*file.text;
    if text.get(root.span.start..)?.starts_with('{') {
        return None;
    }
    let line_break = line_break_of(text);
    let (head, tail, indent) = match &cases.value.value {
        Value::Sequence(list) if !list.is_empty() => {
            let (first, last) = (list.first()?, list.last()?);
            let line = start_of_line(text, first.span.start);
            let indent = text[line..first.span.start].strip_suffix("- ")?;
            if !indent.chars().all(|one| one == ' ') {
                return None;
            }
            let end = text[..last.span.end].trim_end().len();
            (text[..end].to_owned(), &text[end..], indent)
        }
        Value::Sequence(_) => {
            (format!("{}:", &text[..cases.key_span.end]), &text[cases.value.span.end..], INDENT)
        }
        Value::Scalar(_) => {
            let (head, tail) = text.split_at(cases.key_span.end + 1);
            (head.to_owned(), tail, INDENT)
        }
        Value::Mapping(_) => return None,
    };
    // What stands behind on the same line, a comment, stays there.
    let (line, below) = tail.split_at(end_of_line(tail, 0));
    let below = below.strip_prefix(line_break).unwrap_or(below);
    let items = items(playbook, suggestions, indent).replace('\n', line_break);
    Some(format!("{head}{}{line_break}{items}{below}", line.trim_end()))
}

/// A new cases file with the suggestions.
pub fn new_file(playbook: &Playbook, suggestions: &Suggestions) -> String {
    let title = &playbook.title.replace('\n', " ");
    let items = items(playbook, suggestions, INDENT);
    format!("# Prospects, and what {title} should say of each.\n\nformat: 1\ncases:\n{items}")
}

fn item(playbook: &Playbook, case: &Suggestion, indent: &str) -> String {
    let mut lines = Vec::new();
    if let Some(beside) = &case.beside {
        lines.push(format!("{indent}# {}", beside.replace(['\n', '\r'], " ")));
    }
    lines.push(format!("{indent}- case: {}", text_on_a_line(&case.name)));
    let facts = lines_of_facts(&format!("{indent}    "), playbook, &case.facts);
    if facts.is_empty() {
        lines.push(format!("{indent}  facts: {{}}"));
    } else {
        lines.push(format!("{indent}  facts:"));
        lines.extend(facts);
    }
    lines.push(format!("{indent}  verdict: {}", case.verdict.name()));
    if !case.because.is_empty() {
        lines.push(format!("{indent}  because: [{}]", case.because.join(", ")));
    }
    if let Some(stage) = case.stage {
        lines.push(format!("{indent}  stage: {}", playbook.stage(stage).id));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}
