//! Ids: how they are written, which are reserved, and that none is given twice.

use std::collections::BTreeMap;

use crate::format::limits::LONGEST_ID;
use crate::format::reserved;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Span};
use crate::text::yaml::Node;
use crate::text::yaml::fields;

/// An id with its place.
#[derive(Debug, Clone)]
pub(super) struct Id {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The id of a playbook: dashes between the words.
pub(super) fn playbook_id(node: &Node, findings: &Findings) -> Option<String> {
    let text = &fields::scalar(node, "`id`", findings)?.text;
    refuse_shape(text, &node.span, '-', findings);
    Some(text.clone())
}

/// The id of a stage or a rule. One that is badly written is noted and kept, so that what
/// refers to it is not wrong as well.
pub(super) fn id(node: &Node, what: &str, findings: &Findings) -> Option<Id> {
    let text = fields::scalar(node, format_args!("the id of {what}"), findings)?.text.clone();
    refuse_shape(&text, &node.span, '_', findings);
    Some(Id { text, span: node.span.clone() })
}

/// The id of a question.
pub(super) fn question_id(node: &Node, findings: &Findings) -> Option<Id> {
    tested_id(node, "question", findings)
}

/// The id of a value.
pub(super) fn value_id(node: &Node, findings: &Findings) -> Option<Id> {
    tested_id(node, "value", findings)
}

/// The id of something that conditions name.
fn tested_id(node: &Node, what: &str, findings: &Findings) -> Option<Id> {
    let id = id(node, &format!("a {what}"), findings)?;
    if reserved::NO_QUESTIONS.contains(&&*id.text) {
        let message = format!("{} is no {what} id; conditions use that word", quoted(&id.text));
        findings.add(Finding::error(id.span.clone(), message).help("choose another id"));
    }
    Some(id)
}

/// Notes what is wrong with the id of an option.
pub(super) fn refuse_option_id(text: &str, span: &Span, findings: &Findings) {
    if reserved::NO_OPTIONS.contains(&text) {
        let message = format!("{} is no option id; it has a meaning of its own", quoted(text));
        let help = match text {
            "unknown" => "leave it out: \"not known\" is always an answer",
            "yes" | "no" | "true" | "false" | "y" | "n" => {
                "choose another id, or use `type: yes_no`"
            }
            _ => "choose another id",
        };
        findings.add(Finding::error(span.clone(), message).help(help));
    } else {
        refuse_shape(text, span, '_', findings);
    }
}

/// Notes what is wrong with the name of something retired: `question` or `question.option`.
pub(super) fn refuse_retired(text: &str, span: &Span, findings: &Findings) {
    text.splitn(2, '.').for_each(|id| refuse_shape(id, span, '_', findings));
}

/// Whether a text is written as the id of a playbook.
pub(crate) fn is_playbook_id(text: &str) -> bool {
    is_well_written(text, '-') && text.len() <= LONGEST_ID
}

/// `[a-z][a-z0-9_]*`, or with `-` in place of `_` for playbooks.
fn is_well_written(text: &str, joint: char) -> bool {
    let is_inner =
        |character: char| matches!(character, 'a'..='z' | '0'..='9') || character == joint;
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.chars().all(is_inner)
}

/// Notes an id that is badly written or too long.
fn refuse_shape(text: &str, span: &Span, joint: char, findings: &Findings) {
    if !is_well_written(text, joint) {
        let message = format!("{} is no id", quoted(text));
        let help =
            format!("an id starts with a letter a-z and goes on with a-z, 0-9 and `{joint}`");
        let meant = meant(text, joint);
        let finding = Finding::error(span.clone(), message).help(help);
        findings.add(finding.did_you_mean(meant.as_deref()));
    } else if text.len() > LONGEST_ID {
        let message = format!("{} is longer than {LONGEST_ID} characters", quoted(text));
        findings.add(Finding::error(span.clone(), message));
    }
}

/// The id that `Own Servers` was meant to be: `own_servers`.
fn meant(text: &str, joint: char) -> Option<String> {
    if text.chars().count() > LONGEST_ID {
        return None;
    }
    let lowered = text.to_lowercase();
    let letters =
        lowered.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { joint });
    let id = letters.collect::<String>();
    let id = id.trim_matches(joint);
    id.starts_with(|first: char| first.is_ascii_lowercase()).then(|| id.to_owned())
}

/// The ids of one kind that are given already.
pub(super) struct Taken {
    kind: &'static str,
    places: BTreeMap<String, Span>,
}

impl Taken {
    /// None yet.
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, places: BTreeMap::new() }
    }

    /// Gives an id, or notes that it was given before.
    pub(super) fn take(&mut self, id: &Id, findings: &Findings) {
        if let Some(first) = self.places.get(&id.text) {
            let message = format!("a second {} has the id {}", self.kind, quoted(&id.text));
            let finding = Finding::error(id.span.clone(), message);
            findings.add(finding.related(first.clone(), "first given here"));
        } else {
            self.places.insert(id.text.clone(), id.span.clone());
        }
    }
}
