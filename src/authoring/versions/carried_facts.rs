//! The facts of a deal, carried from one version of a playbook to the other.

use std::collections::BTreeSet;

use super::matching::{MatchedQuestion, Matching};
use crate::deal::{Answer, Fact, Facts, Numbers};
use crate::playbook::{Kind, Playbook, Question, QuestionIndex};

/// Facts of another version, and those that don't fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// What is left of the facts.
    pub facts: Facts,
    /// What a deal would have to say otherwise.
    pub misfits: Vec<Misfit>,
}

/// A fact that does not fit as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// There is no such question; the fact is left out.
    NoQuestion(QuestionIndex),
    /// The question has another id, the second; the fact is carried over.
    RenamedQuestion(QuestionIndex, QuestionIndex),
    /// The question takes none of the answers that it took; the fact is left out.
    UnlikeQuestion(QuestionIndex),
    /// There is no such option; of one answer among several possible ones nothing is left.
    NoOption(QuestionIndex, usize),
    /// The option has another id, the second place is that in the other list; it is carried over.
    RenamedOption(QuestionIndex, usize, usize),
    /// The numbers are no longer taken; the fact is left out.
    Outside(QuestionIndex),
}

/// Carries facts from a playbook to another one; `matching` is seen from there.
///
/// Nothing is made up: a statement that names an option which is gone as a possible answer says
/// nothing any more, and an option of a set that is new is left open.
pub fn carry(facts: &Facts, from: &Playbook, to: &Playbook, matching: &Matching) -> Carried {
    let mut carried = Carried { facts: Facts::none(to), misfits: Vec::new() };
    for question in from.question_indexes() {
        let told = facts.about(question);
        if told.is_empty() {
            continue;
        }
        let Some(matched) = matching.of_old(question) else {
            let is_unlike = matching.unlike.iter().any(|(unlike, _)| *unlike == question);
            carried.misfits.push(match is_unlike {
                true => Misfit::UnlikeQuestion(question),
                false => Misfit::NoQuestion(question),
            });
            continue;
        };
        if from.question(question).id != to.question(matched.new).id {
            carried.misfits.push(Misfit::RenamedQuestion(question, matched.new));
        }
        carried.misfits.extend(option_misfits(told, from, to, matched));
        let kept = told.iter().filter_map(|fact| {
            if names_a_retired_option(&fact.answer, from.question(question), to) {
                return None;
            }
            let Some(answer) = carried_answer(&fact.answer, to, matched) else {
                if matches!(fact.answer, Answer::Numbers(_)) {
                    carried.misfits.push(Misfit::Outside(question));
                }
                return None;
            };
            Some(Fact { answer, ..fact.clone() })
        });
        let kept: Vec<Fact> = kept.collect();
        carried.facts.set(matched.new, kept);
    }
    carried
}

/// The options that statements name and that are gone or have another id, each once.
fn option_misfits(
    told: &[Fact],
    from: &Playbook,
    to: &Playbook,
    matched: &MatchedQuestion,
) -> Vec<Misfit> {
    let named: BTreeSet<usize> = told.iter().flat_map(|fact| named_options(&fact.answer)).collect();
    let (before, after) = (from.question(matched.old), to.question(matched.new));
    let misfit = |option: usize| match matched.new_option(option) {
        None => Some(Misfit::NoOption(matched.old, option)),
        Some(new) if before.option_id(option) != after.option_id(new) => {
            Some(Misfit::RenamedOption(matched.old, option, new))
        }
        Some(_) => None,
    };
    named.into_iter().filter_map(misfit).collect()
}

/// The options that a statement leaves possible or says are in a set. Those that are not in it
/// need not be written, so they are no misfit.
fn named_options(answer: &Answer) -> Vec<usize> {
    match answer {
        Answer::OneOf(options) => options.iter().copied().collect(),
        Answer::Choices { includes, .. } => includes.iter().copied().collect(),
        Answer::Unknown | Answer::Numbers(_) | Answer::Text(_) => Vec::new(),
    }
}

/// Whether a statement names an option that is retired: it is then set aside whole, as where it is
/// read.
fn names_a_retired_option(answer: &Answer, question: &Question, to: &Playbook) -> bool {
    let is_retired =
        |option: usize| to.retired.option(&question.id, question.option_id(option)).is_some();
    named_options(answer).into_iter().any(is_retired)
}

fn carried_answer(answer: &Answer, to: &Playbook, matched: &MatchedQuestion) -> Option<Answer> {
    let known = |options: &BTreeSet<usize>| -> BTreeSet<usize> {
        options.iter().filter_map(|option| matched.new_option(*option)).collect()
    };
    match answer {
        Answer::Unknown | Answer::Text(_) => Some(answer.clone()),
        Answer::OneOf(options) => {
            let kept = known(options);
            (kept.len() == options.len()).then_some(Answer::OneOf(kept))
        }
        Answer::Choices { includes, excludes } => {
            Some(Answer::Choices { includes: known(includes), excludes: known(excludes) })
        }
        Answer::Numbers(numbers) => {
            let Kind::Number(kind) = &to.question(matched.new).kind else { return None };
            let taken = Numbers::within(kind, numbers.intervals().iter().copied());
            (!taken.is_empty()).then_some(Answer::Numbers(taken))
        }
    }
}
