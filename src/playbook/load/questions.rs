//! One question: its words, its type and the values that it takes.

use rust_decimal::Decimal;

use crate::format::QuestionType;
use crate::format::limits::{MOST_EFFORT, MOST_OPTIONS, MOST_OPTIONS_OF_A_CHOICE};
use crate::format::playbook::QUESTION;
use crate::playbook::{AnswerOption, AnsweredBy, Kind, NumberKind, Question, StageIndex};
use crate::text::characters::{Quoted, quoted};
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::Node;
use crate::text::yaml::fields::{self, Fields, quoted_list};

use super::ids::{self, Taken};
use super::limits;
use super::outlined::OutlinedQuestion;
use super::times::time;

/// Reads a question, all but its condition.
pub(super) fn read<'n>(
    node: &'n Node,
    stage: StageIndex,
    taken: &mut Taken,
    findings: &Findings,
) -> Option<OutlinedQuestion<'n>> {
    let fields = QUESTION.read(node, findings)?;
    let id = fields.required("id").and_then(|node| ids::question_id(node, findings));
    if let Some(id) = &id {
        taken.take(id, findings);
    }
    let kind = type_of(&fields, findings).map(|kind| read_kind(kind, &fields, findings));
    let has_kind = kind.is_some();
    let (text, span) = match id {
        Some(id) => (id.text, id.span),
        None => (String::new(), fields.span()),
    };
    let question = Question {
        id: text,
        stage,
        ask: fields.text("ask"),
        why: fields.optional_text("why"),
        who_knows: fields.optional_text("who_knows"),
        effort: effort(&fields, findings),
        listen_for: fields.optional_texts("listen_for"),
        sources: fields.optional_texts("sources"),
        answered_by: answered_by(&fields, findings),
        when: None,
        good_for: fields.optional("good_for").and_then(|node| time(node, "good_for", findings)),
        kind: kind.unwrap_or(Kind::Text),
    };
    let when = fields.optional("when");
    Some(OutlinedQuestion { question, span, has_kind, when })
}

/// What types are called elsewhere.
const TYPES_ELSEWHERE: &[(&str, &str)] = &[
    ("bool", "yes_no"),
    ("boolean", "yes_no"),
    ("yesno", "yes_no"),
    ("select", "choice"),
    ("enum", "choice"),
    ("multiple", "choices"),
    ("multiselect", "choices"),
    ("multi_choice", "choices"),
    ("multiple_choice", "choices"),
    ("integer", "number"),
    ("int", "number"),
    ("float", "number"),
    ("decimal", "number"),
    ("string", "text"),
    ("free_text", "text"),
];

fn type_of(fields: &Fields<'_, '_>, findings: &Findings) -> Option<QuestionType> {
    let node = fields.required("type")?;
    let text = &fields::scalar(node, "`type`", findings)?.text;
    let known = QuestionType::named(text);
    if known.is_none() {
        let elsewhere = TYPES_ELSEWHERE.iter().find(|(name, _)| *name == text.to_lowercase());
        let names = QuestionType::ALL.map(QuestionType::name);
        let meant = elsewhere.map(|(_, meant)| *meant).or_else(|| nearest(text, names));
        let message = format!("there is no question type {}", quoted(text));
        let help = format!("the types are {}", quoted_list(&names, "and"));
        findings.add(Finding::error(node.span.clone(), message).help(help).did_you_mean(meant));
    }
    known
}

/// What asking costs; as little as can be where it is not said.
fn effort(fields: &Fields<'_, '_>, findings: &Findings) -> u8 {
    let whole = |node| fields::whole_number(node, "`effort`", 1..=MOST_EFFORT, findings);
    let effort = fields.optional("effort").and_then(whole);
    effort.and_then(|effort| u8::try_from(effort).ok()).unwrap_or(1)
}

/// Who knows the answer; the buyer where it is not said.
fn answered_by(fields: &Fields<'_, '_>, findings: &Findings) -> AnsweredBy {
    let node = fields.optional("answered_by");
    let Some(node) = node else { return AnsweredBy::default() };
    let Some(scalar) = fields::scalar(node, "`answered_by`", findings) else {
        return AnsweredBy::default();
    };
    let text = &*scalar.text;
    let known = AnsweredBy::ALL.into_iter().find(|one| one.name() == text);
    if known.is_none() {
        let names = AnsweredBy::ALL.map(AnsweredBy::name);
        let message = format!("nobody is called {} here", quoted(text));
        let help = format!("a question is answered by {}", quoted_list(&names, "or"));
        let finding = Finding::error(node.span.clone(), message).help(help);
        findings.add(finding.did_you_mean(nearest(text, names)));
    }
    known.unwrap_or_default()
}

fn read_kind(question: QuestionType, fields: &Fields<'_, '_>, findings: &Findings) -> Kind {
    refuse_keys_of_others(question, fields, findings);
    match question {
        QuestionType::YesNo => Kind::YesNo { likely: likely(fields, &["yes", "no"], findings) },
        QuestionType::Choice => {
            let options = options(fields, MOST_OPTIONS_OF_A_CHOICE, findings);
            let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            let likely = likely(fields, &ids, findings);
            Kind::Choice { options, likely }
        }
        QuestionType::Choices => Kind::Choices { options: options(fields, MOST_OPTIONS, findings) },
        QuestionType::Number => Kind::Number(number_kind(fields, findings)),
        QuestionType::Text => Kind::Text,
    }
}

fn refuse_keys_of_others(question: QuestionType, fields: &Fields<'_, '_>, findings: &Findings) {
    for key in QUESTION.keys.iter().filter(|key| !key.is_for(question)) {
        let Some(entry) = fields.entry(key.name) else { continue };
        let message =
            format!("`{}` is not for questions of the type `{}`", key.name, question.name());
        let of: Vec<&str> = key.types.iter().map(|one| one.name()).collect();
        let help = format!("it is for the type {}", quoted_list(&of, "or"));
        findings.add(Finding::error(entry.key_span.clone(), message).help(help));
    }
}

/// The options: ids and labels, at most so many.
fn options(fields: &Fields<'_, '_>, most: usize, findings: &Findings) -> Vec<AnswerOption> {
    let Some(node) = fields.required("options") else { return Vec::new() };
    if node.as_sequence().is_some() {
        let message = "`options` must be a map of ids to labels, not a list";
        let help = "write each option as `id: What people read`";
        findings.add(Finding::error(node.span.clone(), message).help(help));
        return Vec::new();
    }
    let Some(entries) = fields::mapping(node, "`options`", findings) else { return Vec::new() };
    if entries.is_empty() {
        let message = "`options` is empty; a question of this type has at least one";
        findings.add(Finding::error(node.span.clone(), message));
    }
    let entries = limits::at_most(most, entries, || {
        findings.add(limits::too_many(node, most, "options of one question"));
    });
    let read = entries.iter().map(|entry| {
        ids::refuse_option_id(&entry.key, &entry.key_span, findings);
        let what = format_args!("the label of {}", Quoted(&entry.key));
        let label = fields::line(&entry.value, what, findings).unwrap_or_default();
        AnswerOption { id: entry.key.clone(), label }
    });
    read.collect()
}

/// How common each option is; one that is not named has no weight.
fn likely(fields: &Fields<'_, '_>, options: &[&str], findings: &Findings) -> Option<Vec<f64>> {
    let node = fields.optional("likely")?;
    let entries = fields::mapping(node, "`likely`", findings)?;
    let mut weights = vec![0.0; options.len()];
    let mut all_read = true;
    for entry in entries {
        let place = place_of(&entry.key, options);
        if place.is_none() {
            let message = format!("there is no option {} here", quoted(&entry.key));
            let meant = nearest(&entry.key, options.iter().copied());
            let finding = Finding::error(entry.key_span.clone(), message);
            findings.add(finding.did_you_mean(meant));
        }
        match (place, weight(&entry.value, findings)) {
            (Some(place), Some(weight)) => weights[place] = weight,
            _ => all_read = false,
        }
    }
    if all_read && weights.iter().all(|weight| *weight == 0.0) {
        let message = "`likely` gives no option any weight";
        let help = "give one a weight above 0, or leave `likely` out";
        findings.add(Finding::error(node.span.clone(), message).help(help));
    }
    Some(weights)
}

/// The place of an option; `true` and `false` are `yes` and `no`, which alone are no ids of
/// a `choice`.
fn place_of(id: &str, options: &[&str]) -> Option<usize> {
    let id = match id {
        "true" => "yes",
        "false" => "no",
        id => id,
    };
    options.iter().position(|option| *option == id)
}

fn weight(node: &Node, findings: &Findings) -> Option<f64> {
    let weight = fields::number(node, "a weight", findings)?;
    if weight.is_sign_negative() {
        let message = format!("a weight is 0 or more, not `{weight}`");
        findings.add(Finding::error(node.span.clone(), message));
        return None;
    }
    f64::try_from(weight).ok()
}

fn number_kind(fields: &Fields<'_, '_>, findings: &Findings) -> NumberKind {
    let flag = |node| fields::boolean(node, "`whole`", findings);
    let whole = fields.optional("whole").and_then(flag).unwrap_or_default();
    let (min, max) = (limit(fields, "min", whole, findings), limit(fields, "max", whole, findings));
    if let (Some(min), Some(max)) = (min, max)
        && min > max
        && let (Some(low), Some(high)) = (fields.entry("min"), fields.entry("max"))
    {
        let message = format!("`max` is `{max}`, but `min` is `{min}`: no number is between");
        let finding = Finding::error(high.value.span.clone(), message);
        findings.add(finding.related(low.value.span.clone(), "the lowest number"));
    }
    NumberKind { unit: fields.optional_line("unit"), min, max, whole }
}

/// `min` or `max`.
fn limit(fields: &Fields<'_, '_>, key: &str, whole: bool, findings: &Findings) -> Option<Decimal> {
    let node = fields.optional(key)?;
    let limit = fields::number(node, format_args!("`{key}`"), findings)?;
    if whole && !limit.is_integer() {
        let message = format!("`{key}` must be whole, not `{limit}`, where only whole numbers are");
        findings.add(Finding::error(node.span.clone(), message));
    }
    Some(limit)
}
