//! Questions in a pack, a line each.

use crate::deal::Fact;
use crate::deal::answers::answer_text;
use crate::playbook::condition_words::in_signs;
use crate::playbook::{Kind, NumberKind, Playbook, Question};
use crate::report::lines::one_line;
use crate::text::yaml::numbers::written;

/// Whether what options mean is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labels {
    /// An option's id with its words.
    Told,
    /// Its id alone.
    LeftOut,
}

/// A question with all that is needed to answer it: `- hosting: Where …? [one: cloud=In a cloud | …]`
pub(super) fn in_full(playbook: &Playbook, question: &Question, labels: Labels) -> String {
    let gate = question.when.as_ref();
    let gate = gate.map(|when| format!(" (if {})", one_line(&in_signs(playbook, when))));
    let (id, ask) = (&question.id, one_line(&question.ask));
    format!("- {id}: {ask}{} [{}]", gate.unwrap_or_default(), takes(question, labels))
}

/// What is known of a question.
pub(super) fn known_line(question: &Question, facts: &[Fact], with_answers: bool) -> String {
    let said = |fact: &Fact| {
        let by = fact.by.as_ref().map_or_else(String::new, |by| format!(" ({by})"));
        one_line(&format!("{}{by}", answer_text(question, &fact.answer)))
    };
    let all: Vec<String> = facts.iter().filter(|_| with_answers).map(said).collect();
    let all = if all.is_empty() { String::new() } else { format!(" = {}", all.join("; ")) };
    format!("- {}{all}", question.id)
}

/// Questions by their ids.
pub(super) fn named(questions: &[&Question]) -> String {
    questions.iter().map(|question| question.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn takes(question: &Question, labels: Labels) -> String {
    match &question.kind {
        Kind::YesNo { .. } => "yes | no".to_owned(),
        Kind::Choice { .. } => options(question, labels),
        Kind::Choices { .. } => format!("any of: {}", options(question, labels)),
        Kind::Number(number) => in_numbers(number),
        Kind::Text => "words".to_owned(),
    }
}

fn options(question: &Question, labels: Labels) -> String {
    let option = |option| match labels {
        Labels::Told => {
            let label = one_line(question.option_label(option));
            format!("{}={label}", question.option_id(option))
        }
        Labels::LeftOut => question.option_id(option).to_owned(),
    };
    (0..question.option_count()).map(option).collect::<Vec<_>>().join(" | ")
}

/// `whole number of people, 0..5000`
fn in_numbers(number: &NumberKind) -> String {
    let whole = if number.whole { "whole " } else { "" };
    let unit = number.unit.as_deref().map(one_line);
    let unit = unit.map_or_else(String::new, |unit| format!(" of {unit}"));
    let [low, high] = [number.min, number.max].map(|end| end.map(written).unwrap_or_default());
    let within =
        if low.is_empty() && high.is_empty() { String::new() } else { format!(", {low}..{high}") };
    format!("{whole}number{unit}{within}")
}
