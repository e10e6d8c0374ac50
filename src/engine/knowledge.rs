//! What is known: the statements about each question, put together.

use std::collections::BTreeSet;

use crate::deal::{Answer, Fact, Facts};
use crate::playbook::{Playbook, Question, QuestionIndex};

/// What is known about every question of a playbook.
#[derive(Debug, Clone)]
pub(crate) struct Knowledge {
    questions: Vec<Known>,
}

/// What is known about one question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The values that the evidence leaves; `None` without evidence.
    pub(crate) evidence: Option<Answer>,
    /// The values that all facts leave: the evidence where there is some, else the assumptions.
    pub(crate) all: Option<Answer>,
    /// Facts have no value in common, or an assumption contradicts the evidence.
    pub(crate) disagreement: bool,
    /// It is an assumption that contradicts the evidence; the evidence itself agrees.
    pub(crate) contradicted: bool,
}

impl Knowledge {
    /// Puts the statements together.
    pub(crate) fn of(playbook: &Playbook, facts: &Facts) -> Self {
        let known = |question| known(playbook.question(question), facts.about(question));
        Self { questions: playbook.question_indexes().map(known).collect() }
    }

    /// What is known about a question.
    pub(crate) fn about(&self, question: QuestionIndex) -> &Known {
        &self.questions[question.0]
    }

    /// Whether anything is known by assumption alone.
    pub(crate) fn has_assumptions(&self) -> bool {
        self.questions.iter().any(Known::is_assumed)
    }

    /// Whether it is the opening: fewer questions than the playbook says have evidence.
    pub(crate) fn is_of_an_opening(&self, playbook: &Playbook) -> bool {
        let with_evidence = self.questions.iter().filter(|known| known.evidence.is_some());
        with_evidence.count() < playbook.opening
    }

    /// The questions for which something holds, in playbook order.
    pub(crate) fn questions_where(&self, holds: impl Fn(&Known) -> bool) -> Vec<QuestionIndex> {
        let places = self.questions.iter().enumerate();
        places.filter(|(_, known)| holds(known)).map(|(place, _)| QuestionIndex(place)).collect()
    }
}

impl Known {
    /// Known by assumption alone.
    pub(crate) fn is_assumed(&self) -> bool {
        self.evidence.is_none() && self.all.is_some()
    }
}

fn known(question: &Question, facts: &[Fact]) -> Known {
    let stated = |counts: &dyn Fn(&Fact) -> bool| -> Option<Joined> {
        let told = facts.iter().filter(|fact| fact.answer != Answer::Unknown && counts(fact));
        join(&told.map(|fact| &fact.answer).collect::<Vec<_>>())
    };
    let evidence = stated(&|fact| fact.is_evidence_on(question));
    let Some(everything) = stated(&|_| true) else { return Known::default() };
    let agrees = evidence.as_ref().is_some_and(|evidence| !evidence.disagreement);
    let evidence = evidence.map(|joined| joined.answer);
    Known {
        all: Some(evidence.clone().unwrap_or(everything.answer)),
        evidence,
        disagreement: everything.disagreement,
        contradicted: everything.disagreement && agrees,
    }
}

/// Whether these statements about one question have a value in common.
pub fn agree(answers: &[&Answer]) -> bool {
    join(answers).is_none_or(|joined| !joined.disagreement)
}

/// Several statements as one.
struct Joined {
    answer: Answer,
    disagreement: bool,
}

/// What all statements have in common, else every value that any of them names.
fn join(answers: &[&Answer]) -> Option<Joined> {
    let (first, rest) = answers.split_first()?;
    let first = (*first).clone();
    let shared = rest.iter().try_fold(first.clone(), |shared, answer| common(&shared, answer));
    Some(match shared {
        Some(answer) => Joined { answer, disagreement: false },
        None => {
            let answer = rest.iter().fold(first, |either, answer| either_of(&either, answer));
            Joined { answer, disagreement: true }
        }
    })
}

/// The values that both statements leave, if any. Words never contradict each other.
fn common(one: &Answer, two: &Answer) -> Option<Answer> {
    match (one, two) {
        (Answer::OneOf(one), Answer::OneOf(two)) => {
            let both: BTreeSet<usize> = one & two;
            (!both.is_empty()).then_some(Answer::OneOf(both))
        }
        (
            Answer::Choices { includes, excludes },
            Answer::Choices { includes: also_in, excludes: also_out },
        ) => {
            let (includes, excludes) = (includes | also_in, excludes | also_out);
            includes.is_disjoint(&excludes).then_some(Answer::Choices { includes, excludes })
        }
        (Answer::Numbers(one), Answer::Numbers(two)) => {
            let both = one.intersection(two);
            (!both.is_empty()).then_some(Answer::Numbers(both))
        }
        _ => Some(one.clone()),
    }
}

/// The values that at least one statement leaves; of `choices`, joined option by option.
fn either_of(one: &Answer, two: &Answer) -> Answer {
    match (one, two) {
        (Answer::OneOf(one), Answer::OneOf(two)) => Answer::OneOf(one | two),
        (
            Answer::Choices { includes, excludes },
            Answer::Choices { includes: also_in, excludes: also_out },
        ) => Answer::Choices { includes: includes & also_in, excludes: excludes & also_out },
        (Answer::Numbers(one), Answer::Numbers(two)) => Answer::Numbers(one.union(two)),
        _ => one.clone(),
    }
}
