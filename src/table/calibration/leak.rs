//! Answers that tell the outcome too well: mostly they are known only afterwards.

use super::chance::{beyond_chance, chance_of_difference};
use super::counts::{AnswerCounts, Counts};
use super::tally::Sides;
use crate::playbook::QuestionIndex;

/// How near to 0 or to 1 a rate is that is too good to be foreseen: what buyers decide has many causes,
/// and what is asked before they do so leaves hardly ever one in twenty.
const NEARLY: f64 = 0.05;
/// How far from it the rate of the others is at least: else nearly all decide alike, whatever the answer.
const APART: f64 = 0.15;

/// Something known of a question that tells the outcome too well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leak {
    /// The question.
    pub question: QuestionIndex,
    /// What is known.
    pub known: Telling,
    /// Of whom it is so, and of whom it is not; where nobody chooses us, of those alone who were not told
    /// an honest no.
    pub sides: Sides,
}

/// What may tell too well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// That an option is the answer, or in it.
    Option(usize),
    /// That there is no answer.
    Missing,
    /// That there is one.
    Given,
}

/// What tells the outcome too well, in playbook order, where that is said wrongly in at most a share of
/// playbooks.
pub(super) fn leaks(counts: &Counts, at_least: u64, share: f64) -> Vec<Leak> {
    let chosen = candidates(&counts.answers).into_iter().map(|leak| (true, leak));
    let not_chosen = candidates(&counts.untold).into_iter().map(|leak| (false, leak));
    let all = chosen.chain(not_chosen).filter(|(_, leak)| leak.sides.are_at_least(at_least));
    let all: Vec<(bool, Leak)> = all.collect();
    let chances: Vec<f64> = all.iter().map(|(_, leak)| chance_of_difference(&leak.sides)).collect();
    let beyond = beyond_chance(&chances, share);
    let telling = all.into_iter().zip(beyond).filter(|((is_chosen, leak), is_beyond)| {
        *is_beyond && is_nearly_sure(&leak.sides, *is_chosen)
    });
    let mut leaks: Vec<Leak> = telling.map(|((_, leak), _)| leak).collect();
    leaks.sort_by_key(|leak| leak.question.0);
    leaks
}

/// All that can be known of all questions.
fn candidates(counts: &AnswerCounts) -> Vec<Leak> {
    let questions = counts.missing.iter().zip(&counts.options).enumerate();
    let each = questions.flat_map(|(place, (missing, options))| {
        let ways = [(Telling::Missing, *missing), (Telling::Given, missing.turned())];
        let options = options.iter().enumerate();
        let options = options.map(|(option, sides)| (Telling::Option(option), *sides));
        let question = QuestionIndex(place);
        ways.into_iter().chain(options).map(move |(known, sides)| Leak { question, known, sides })
    });
    each.collect()
}

/// Whether nearly all on one side choose us, or nearly none, and on the other it is another matter.
fn is_nearly_sure(sides: &Sides, is_chosen: bool) -> bool {
    // How far a rate is from where all, or none, choose us.
    let distance = |rate: f64| if is_chosen { 1.0 - rate } else { rate };
    let rates = sides.with.rate().zip(sides.without.rate());
    rates.is_some_and(|(with, without)| {
        distance(with) <= NEARLY && distance(without) >= distance(with) + APART
    })
}
