//! A deal as it was judged.

use std::collections::BTreeSet;

use crate::deal::{Answer, Facts};
use crate::engine::{Effect, Engine, Verdict};
use crate::playbook::{Kind, Playbook, Question};

/// What the playbook says of a deal, from evidence alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// The place of the band that the score has in all cases.
    pub band: Option<usize>,
    /// For each rule whether it holds.
    pub rules: Vec<Effect>,
    /// For each group whether it is weak; `None` while that is open.
    pub weak: Vec<Option<bool>>,
    /// For each question what is known.
    pub answers: Vec<Known>,
}

/// What is known of a question, from evidence alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It does not apply.
    SetAside,
    /// Nothing.
    Missing,
    /// Something.
    Answer {
        /// The options that are the answer, or in it.
        has: BTreeSet<usize>,
        /// The options that are not.
        lacks: BTreeSet<usize>,
    },
}

impl Judged {
    /// A deal with these facts.
    pub fn of(engine: &Engine, facts: &Facts) -> Self {
        let playbook = engine.playbook();
        let outcome = engine.outcome(facts);
        let weak = outcome.groups.iter().map(|score| score.is_weak(playbook.group(score.group)));
        Self {
            verdict: outcome.verdict,
            band: outcome.band,
            weak: weak.collect(),
            answers: answers(playbook, facts, &outcome.applies),
            rules: outcome.rules,
        }
    }

    /// Whether it is an honest no: no fit, or not yet.
    pub fn is_a_no(&self) -> bool {
        matches!(self.verdict, Verdict::NoFit | Verdict::NotYet)
    }
}

fn answers(playbook: &Playbook, facts: &Facts, applies: &[Effect]) -> Vec<Known> {
    let known = |(index, applies): (_, &Effect)| match applies {
        Effect::Fails => Known::SetAside,
        Effect::Holds | Effect::Open => {
            let question = playbook.question(index);
            let evidence = facts.about(index).iter().filter(|fact| fact.is_evidence_on(question));
            let said = evidence.map(|fact| options(question, &fact.answer));
            // Of what several say that is known on which they agree.
            let agreed = said.reduce(|(has, lacks), (one, other)| (&has & &one, &lacks & &other));
            agreed.map_or(Known::Missing, |(has, lacks)| Known::Answer { has, lacks })
        }
    };
    playbook.question_indexes().zip(applies).map(known).collect()
}

/// The options that an answer names, and those that it rules out.
fn options(question: &Question, answer: &Answer) -> (BTreeSet<usize>, BTreeSet<usize>) {
    match (&question.kind, answer) {
        (Kind::YesNo { .. } | Kind::Choice { .. }, Answer::OneOf(open)) => {
            let lacks = (0..question.option_count()).filter(|option| !open.contains(option));
            (if open.len() == 1 { open.clone() } else { BTreeSet::new() }, lacks.collect())
        }
        (_, Answer::Choices { includes, excludes }) => (includes.clone(), excludes.clone()),
        _ => Default::default(),
    }
}
