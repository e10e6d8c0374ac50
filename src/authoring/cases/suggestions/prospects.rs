//! Prospects of whom everything is known, and nothing that does not apply.

use std::collections::BTreeSet;

use crate::authoring::cases::answers::{Conditions, answers, said};
use crate::authoring::cases::coverage::{Coverage, Target};
use crate::deal::{Answer, Facts};
use crate::engine::{Effect, Engine};
use crate::playbook::{Kind, QuestionIndex};

/// Completes prospects, with answers that show something new where there are such.
pub(super) struct Prospects<'c> {
    pub(super) engine: &'c Engine<'c>,
    pub(super) coverage: &'c Coverage,
}

impl Prospects<'_> {
    /// Answers every question that applies and is not settled, and takes away what does not apply.
    /// A question of words is left out: no rule looks at it.
    pub(super) fn complete(&self, facts: &Facts) -> Facts {
        let mut facts = facts.clone();
        let mut passes = 0;
        while let Some(question) = self.unsettled(&facts) {
            facts.set(
                question,
                vec![said(
                    self.engine.playbook().question(question),
                    self.answer(question, &facts),
                )],
            );
            passes += 1;
            if passes > facts_limit(self.engine) {
                break;
            }
        }
        let applies = self.engine.outcome(&facts).applies;
        for question in self.engine.playbook().question_indexes() {
            if applies[question.0] == Effect::Fails {
                facts.set(question, Vec::new());
            }
        }
        facts
    }

    /// The first question that applies and is not settled.
    fn unsettled(&self, facts: &Facts) -> Option<QuestionIndex> {
        let playbook = self.engine.playbook();
        let applies = self.engine.outcome(facts).applies;
        playbook.question_indexes().find(|index| {
            let question = playbook.question(*index);
            applies[index.0] == Effect::Holds
                && !matches!(question.kind, Kind::Text)
                && !is_settled(facts, *index, question.option_count())
        })
    }

    /// An answer that is left, and shows something new where one does.
    fn answer(&self, index: QuestionIndex, facts: &Facts) -> Answer {
        let playbook = self.engine.playbook();
        let question = playbook.question(index);
        let shows = |option: &usize| !self.coverage.covers(Target::Option(index, *option));
        let known = facts.about(index).first().map(|fact| &fact.answer);
        match (&question.kind, known) {
            (Kind::Choices { options }, known) => {
                let (mut includes, out) = match known {
                    Some(Answer::Choices { includes, excludes }) => {
                        (includes.clone(), excludes.clone())
                    }
                    _ => (BTreeSet::new(), BTreeSet::new()),
                };
                let all: BTreeSet<usize> = (0..options.len()).collect();
                let new = all.iter().filter(|option| !out.contains(option) && shows(option));
                includes.extend(new);
                Answer::Choices { excludes: &all - &includes, includes }
            }
            (Kind::YesNo { .. } | Kind::Choice { .. }, known) => {
                let left: Vec<usize> = match known {
                    Some(Answer::OneOf(left)) => left.iter().copied().collect(),
                    _ => (0..question.option_count()).collect(),
                };
                let new = left.iter().copied().find(shows);
                let option = new.or(left.first().copied()).unwrap_or(0);
                Answer::OneOf(BTreeSet::from([option]))
            }
            _ => {
                let compared = Conditions::of(&[playbook]).numbers(index);
                let all = answers(question, &compared);
                let middle = all.len() / 2;
                all.into_iter().nth(middle).unwrap_or(Answer::Unknown)
            }
        }
    }
}

fn facts_limit(engine: &Engine<'_>) -> usize {
    2 * engine.playbook().questions.len()
}

/// Whether one value is left.
fn is_settled(facts: &Facts, index: QuestionIndex, options: usize) -> bool {
    match facts.about(index).first().map(|fact| &fact.answer) {
        None | Some(Answer::Unknown) => false,
        Some(Answer::OneOf(left)) => left.len() == 1,
        Some(Answer::Choices { includes, excludes }) => includes.len() + excludes.len() == options,
        Some(Answer::Numbers(_) | Answer::Text(_)) => true,
    }
}
