//! The second round: what stages and questions say of each other.

use super::conditions::Conditions;
use super::outline::Outline;
use crate::playbook::{Condition, Question, QuestionIndex, Stage};
use crate::text::yaml::Node;

/// What stages and questions say of each other.
pub(super) struct SecondRound {
    /// For each stage its verifier, and the questions that it prepares.
    stages: Vec<(Option<Condition>, Option<Vec<QuestionIndex>>)>,
    /// For each question where it applies.
    gates: Vec<Option<Condition>>,
}

impl SecondRound {
    /// Reads what the first round left.
    pub(super) fn read(outline: &Outline<'_>, conditions: &Conditions<'_>) -> Self {
        let read = |node: Option<&Node>| node.and_then(|node| conditions.read(node));
        let prepared = |node: &Node| conditions.question_list(node, "`prepare`");
        let (stages, questions) = (outline.stages.iter(), outline.questions.iter());
        Self {
            stages: stages
                .map(|one| (read(one.verified_when), one.prepare.map(prepared)))
                .collect(),
            gates: questions.map(|one| read(one.when)).collect(),
        }
    }

    /// The stages and the questions, with what the second round read.
    pub(super) fn complete(self, outline: Outline<'_>) -> (Vec<Stage>, Vec<Question>) {
        let stages = outline.stages.into_iter().zip(self.stages);
        let stages = stages.map(|(outlined, (verified_when, prepare))| Stage {
            verified_when,
            prepare,
            ..outlined.stage
        });
        let questions = outline.questions.into_iter().zip(self.gates);
        let questions = questions.map(|(outlined, when)| Question { when, ..outlined.question });
        (stages.collect(), questions.collect())
    }
}
