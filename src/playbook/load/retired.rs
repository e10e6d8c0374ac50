//! `retired`: what earlier versions asked, each with why it is no longer asked.

use crate::playbook::{Kind, Retired};
use crate::text::characters::{Quoted, quoted};
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::fields;
use crate::text::yaml::{Entry, Node};

use super::ids;
use super::outline::Outline;
use super::outlined::OutlinedQuestion;

/// Reads the map; what is still in use is no part of it.
pub(super) fn read(node: Option<&Node>, outline: &Outline<'_>, findings: &Findings) -> Retired {
    let mut retired = Retired::default();
    let entries = node.and_then(|node| fields::mapping(node, "`retired`", findings));
    for entry in entries.unwrap_or_default() {
        ids::refuse_retired(&entry.key, &entry.key_span, findings);
        let what = format_args!("why {} is retired", Quoted(&entry.key));
        let because = fields::text(&entry.value, what, findings);
        retired.add(entry.key.to_string(), because.unwrap_or_default());
    }
    for entry in entries.unwrap_or_default() {
        refuse_what_is_in_use(entry, &retired, outline, findings);
    }
    retired
}

fn refuse_what_is_in_use(
    entry: &Entry,
    retired: &Retired,
    outline: &Outline<'_>,
    findings: &Findings,
) {
    let (id, option) = match entry.key.split_once('.') {
        Some((id, option)) => (id, Some(option)),
        None => (&*entry.key, None),
    };
    if option.is_none()
        && let Some(value) = outline.find_value(id).and_then(|value| outline.values.get(value.0))
    {
        let message = format!("{} is a value, so it is not retired", quoted(id));
        let finding = Finding::error(entry.key_span.clone(), message);
        findings.add(finding.related(value.span.clone(), "given here"));
        return;
    }
    let place = outline.find(id);
    match (place.and_then(|index| outline.questions.get(index.0)), option) {
        (Some(asked), None) => {
            findings.add(in_use(entry, asked, "is still asked, so it is not retired"));
        }
        (Some(asked), Some(option)) => refuse_option(entry, asked, option, findings),
        (None, Some(_)) if retired.why(id).is_none() => {
            let message = format!("there is no question {}", quoted(id));
            let help = "where the whole question is no longer asked, retire it by its own id";
            let finding = Finding::error(entry.key_span.clone(), message).help(help);
            findings.add(finding.did_you_mean(nearest(id, outline.ids())));
        }
        (None, _) => {}
    }
}

fn refuse_option(entry: &Entry, asked: &OutlinedQuestion<'_>, option: &str, findings: &Findings) {
    if asked.question.find_option(option).is_some() {
        findings.add(in_use(entry, asked, "is still an option, so it is not retired"));
    } else if asked.has_kind && matches!(asked.question.kind, Kind::Text) {
        findings.add(in_use(entry, asked, "is no option: the question takes words"));
    }
}

fn in_use(entry: &Entry, asked: &OutlinedQuestion<'_>, what: &str) -> Finding {
    let message = format!("{} {what}", quoted(&entry.key));
    Finding::error(entry.key_span.clone(), message).related(asked.span.clone(), "asked here")
}
