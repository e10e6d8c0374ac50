//! `set-aside-fact`: a fact on a question that does not apply, or is retired.
#![doc = include_str!("set-aside-fact.md")]

use super::deal_view::{View, about};
use crate::check_rule::{AskedQuestion, CheckResult, CheckRule};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Severity, listed};

pub(super) static RULE: CheckRule = CheckRule {
    id: "set-aside-fact",
    severity: Severity::Warning,
    summary: "a fact answers a question that does not apply, or is retired",
    can_be_waived: true,
    documentation: include_str!("set-aside-fact.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let questions = view.standing.set_aside.iter().map(|index| view.playbook.question(*index));
    let found = questions.map(|question| {
        let message =
            format!("`{}` does not apply, so what is known of it is set aside", question.id);
        let values = &view.playbook.values;
        let gates = question.when.as_ref().map(|when| when.questions(values));
        let mut gates = gates.unwrap_or_default();
        gates.sort_unstable();
        gates.dedup();
        let gates: Vec<String> =
            gates.iter().map(|gate| format!("`{}`", view.playbook.question(*gate).id)).collect();
        let help = format!("look at {}, or take the fact out", listed(&gates, "and"));
        about(&RULE, question, Finding::warning(view.question_place(question), message).help(help))
    });
    found.chain(retired(view)).collect()
}

/// Facts on what the playbook no longer asks.
fn retired(view: &View<'_>) -> Vec<CheckResult> {
    let found = view.deal.retired.iter().map(|fact| {
        let message =
            format!("{} is retired, so what is known of it is set aside", quoted(&fact.id()));
        let place = view.places.question(&fact.question).unwrap_or(view.places.key("facts"));
        let finding = Finding::warning(place, message).help(fact.because.clone());
        let asked = view.playbook.questions.iter().find(|asked| asked.id == fact.question);
        let ask = asked.map(|asked| asked.ask.clone());
        let question = AskedQuestion { id: fact.question.clone(), ask };
        CheckResult { question: Some(question), ..CheckResult::of(&RULE, finding) }
    });
    found.collect()
}
