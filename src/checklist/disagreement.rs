//! `disagreement`: statements about one question that can't all be true.
#![doc = include_str!("disagreement.md")]

use super::deal_view::{View, about};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::answers::describe;
use crate::deal::{Answer, Fact, KnownFrom};
use crate::engine::agree;
use crate::playbook::{Question, QuestionIndex};
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "disagreement",
    severity: Severity::Error,
    summary: "what is known about one question does not agree",
    can_be_waived: true,
    documentation: include_str!("disagreement.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let questions = view.standing.disagreements.iter();
    questions
        .map(|index| about(&RULE, view.playbook.question(*index), finding(view, *index)))
        .collect()
}

fn finding(view: &View<'_>, index: QuestionIndex) -> Finding {
    let (question, facts) = (view.playbook.question(index), view.facts(index));
    let (one, other) = opposed(question, facts);
    let said = |place: usize| match facts.get(place) {
        Some(fact) => statement(question, fact),
        None => String::new(),
    };
    let (span, message, severity) = if view.standing.contradicted.contains(&index) {
        let message = format!("an assumption about `{}` contradicts the evidence", question.id);
        (view.answer_place(question, other), message, Severity::Warning)
    } else {
        let message = format!("what is known about `{}` does not agree", question.id);
        (view.answer_place(question, other), message, Severity::Error)
    };
    let finding = Finding::error(span, message)
        .label(said(other))
        .related(view.answer_place(question, one), said(one))
        .help(match severity {
            Severity::Error if question.is_ours() => {
                format!("settle it among yourselves: “{}”", question.ask)
            }
            Severity::Error => format!("ask them together: “{}”", question.ask),
            Severity::Warning | Severity::Note => {
                "take the assumption out, or ask again".to_owned()
            }
        });
    Finding { severity, ..finding }
}

/// Two statements that show the disagreement: evidence first, and the first one that it, or all
/// before, have nothing in common with.
fn opposed(question: &Question, facts: &[Fact]) -> (usize, usize) {
    let mut places: Vec<usize> =
        (0..facts.len()).filter(|place| facts[*place].answer != Answer::Unknown).collect();
    places.sort_by_key(|place| !facts[*place].is_evidence_on(question));
    let answers: Vec<&Answer> = places.iter().map(|place| &facts[*place].answer).collect();
    let other = (1..answers.len()).find(|count| !agree(&answers[..=*count])).unwrap_or_default();
    let one = (0..other).find(|one| !agree(&[answers[*one], answers[other]])).unwrap_or_default();
    let place = |position: usize| places.get(position).copied().unwrap_or_default();
    (place(one), place(other))
}

/// "Dana: Within a quarter"
fn statement(question: &Question, fact: &Fact) -> String {
    let who = match (&fact.by, fact.source.counted_on(question)) {
        (Some(name), _) => name.as_str(),
        (None, KnownFrom::Prospect) => "the buyer",
        (None, KnownFrom::Document) => "a document",
        (None, KnownFrom::Us) => "we",
        (None, KnownFrom::Assumption) => "an assumption",
    };
    format!("{who}: {}", describe(question, &fact.answer))
}
