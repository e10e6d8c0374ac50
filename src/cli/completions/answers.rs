//! What may come next in `QUESTION=VALUE`.

use clap_complete::CompletionCandidate;

use crate::deal::answers::UNKNOWN;
use crate::playbook::{Kind, Playbook, Question};

/// The questions of which nothing is said yet; behind a `=` the options of the question, behind one
/// of them the others.
pub(super) fn answers(
    playbook: &Playbook,
    answered: &[String],
    typed: &str,
) -> Vec<CompletionCandidate> {
    match typed.split_once('=') {
        Some((id, value)) => {
            let question = playbook.find_question(id).map(|index| playbook.question(index));
            question.map_or_else(Vec::new, |question| options(question, value))
        }
        None => {
            let questions = playbook.questions.iter();
            let open = questions.filter(|question| {
                question.id.starts_with(typed) && !answered.contains(&question.id)
            });
            open.map(|question| described(format!("{}=", question.id), &question.ask)).collect()
        }
    }
}

fn options(question: &Question, value: &str) -> Vec<CompletionCandidate> {
    let separator = match question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => '|',
        Kind::Choices { .. } => ',',
        Kind::Number(_) | Kind::Text => return Vec::new(),
    };
    let (before, current) = match value.rfind(separator) {
        Some(end) => value.split_at(end + 1),
        None => ("", value),
    };
    let said: Vec<&str> = before.split(separator).map(without_sign).collect();
    let mut candidates = Vec::new();
    for sign in signs(question, before, current) {
        let left = (0..question.option_count()).filter(|option| {
            let id = question.option_id(*option);
            !said.contains(&id) && format!("{sign}{id}").starts_with(current)
        });
        candidates.extend(left.map(|option| {
            let value = format!("{}={before}{sign}{}", question.id, question.option_id(option));
            described(value, question.option_label(option))
        }));
    }
    if before.is_empty() && UNKNOWN.starts_with(current) {
        candidates.push(described(format!("{}={UNKNOWN}", question.id), "Not known"));
    }
    candidates
}

/// What may stand before an option: a sign where it is partly known which are in a set.
fn signs(question: &Question, before: &str, current: &str) -> &'static [&'static str] {
    let is_set = matches!(question.kind, Kind::Choices { .. });
    let is_signed = |text: &str| text.starts_with(['+', '-']);
    match is_set && (is_signed(before) || (before.is_empty() && is_signed(current))) {
        true => &["+", "-"],
        false => &[""],
    }
}

fn without_sign(option: &str) -> &str {
    option.trim().trim_start_matches(['+', '-'])
}

/// A value with what it means.
pub(super) fn described(value: String, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.to_owned().into()))
}
