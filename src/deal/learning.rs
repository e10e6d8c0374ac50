//! What was learned in a talk, laid over what was known before it.

use jiff::civil::Date;

use super::{Answer, Call, Fact, Facts};
use crate::playbook::{Playbook, Question};

/// Lays statements over facts, as they were learned: each takes the place of what the same person
/// said, or without a name of what has none; what another person said stands beside it. An assumption
/// never takes the place of evidence.
pub fn learn(facts: &mut Facts, playbook: &Playbook, learned: &Facts) {
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        let mut about = facts.about(index).to_vec();
        for fact in learned.about(index) {
            learn_one(question, &mut about, fact);
        }
        facts.set(index, about);
    }
}

fn learn_one(question: &Question, about: &mut Vec<Fact>, learned: &Fact) {
    let is_older = |known: &Fact| {
        let is_evidence = |fact: &Fact| fact.is_evidence_on(question);
        let is_unknown = known.answer == Answer::Unknown;
        let is_weaker = is_evidence(known) && learned.is_assumed_on(question);
        is_unknown || (known.by == learned.by && !is_weaker)
    };
    let place = about.iter().position(is_older);
    about.retain(|known| !is_older(known));
    if learned.answer == Answer::Unknown && !about.is_empty() {
        return;
    }
    about.insert(place.unwrap_or(about.len()).min(about.len()), learned.clone());
}

/// Keeps a talk: one of the day, if there is one already, takes up who else was there and the note;
/// else it comes first, as the latest.
pub fn keep_call(calls: &mut Vec<Call>, date: Date, with: Option<&str>, note: Option<&str>) {
    let place = calls.iter().position(|call| call.date == date).unwrap_or_else(|| {
        let place = calls.iter().position(|call| call.date < date).unwrap_or(calls.len());
        calls.insert(place, Call { date, with: Vec::new(), note: None });
        place
    });
    let call = &mut calls[place];
    if let Some(name) = with.filter(|name| !call.with.iter().any(|known| known == name)) {
        call.with.push(name.to_owned());
    }
    if let Some(note) = note {
        call.note = Some(match &call.note {
            Some(before) if before.lines().any(|line| line == note) => before.clone(),
            Some(before) => format!("{before}\n{note}"),
            None => note.to_owned(),
        });
    }
}
