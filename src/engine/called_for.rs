//! What a talk with a buyer calls for.

use super::{Effect, Verdict};
use crate::playbook::{Playbook, QuestionIndex, StageIndex};

/// A question that has to be known before the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalledFor {
    /// The question.
    pub question: QuestionIndex,
    /// The first stage that calls for it.
    pub stage: StageIndex,
}

/// The questions that have to be known before a talk with a buyer at a stage: those that it and
/// the earlier ones prepare or, where a stage does not say, those of its questions for which
/// `otherwise` holds; as far as they may apply, each once. Once every stage is verified, each
/// counts as an earlier one. A settled no-fit is ready: nothing is left to be known.
pub fn called_for(
    playbook: &Playbook,
    verdict: Verdict,
    stage: Option<StageIndex>,
    applies: &[Effect],
    otherwise: impl Fn(QuestionIndex) -> bool,
) -> Vec<CalledFor> {
    let mut called_for: Vec<CalledFor> = Vec::new();
    if verdict == Verdict::NoFit {
        return called_for;
    }
    let reached = stage.map_or(playbook.stages.len(), |stage| stage.0 + 1);
    for (place, about) in playbook.stages.iter().enumerate().take(reached) {
        let own = about.questions.clone().map(QuestionIndex);
        let questions: Vec<QuestionIndex> = match &about.prepare {
            Some(prepared) => prepared.clone(),
            None => own.filter(|question| otherwise(*question)).collect(),
        };
        for question in questions {
            let is_known = called_for.iter().any(|known| known.question == question);
            if applies[question.0] != Effect::Fails && !is_known {
                called_for.push(CalledFor { question, stage: StageIndex(place) });
            }
        }
    }
    called_for
}
