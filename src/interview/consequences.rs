//! What a changed answer does to the others.

use std::collections::BTreeSet;

use super::wording::quoted;
use crate::deal::Facts;
use crate::engine::{Assessment, Effect};
use crate::playbook::{Playbook, QuestionIndex};

/// What has come of a changed answer.
pub(super) struct Consequences {
    /// The questions that are to be put again, if they are worth it.
    pub(super) open_again: Vec<QuestionIndex>,
    /// What to tell, a sentence each.
    pub(super) words: Vec<String>,
}

/// Compares what depends on a question before and after its answer changed.
pub(super) fn consequences(
    playbook: &Playbook,
    facts: &Facts,
    changed: QuestionIndex,
    before: &Assessment,
    after: &Assessment,
) -> Consequences {
    let (mut open_again, mut words) = (Vec::new(), Vec::new());
    for question in dependents(playbook, changed) {
        let ask = quoted(&playbook.question(question).ask);
        let is_known = !facts.about(question).is_empty();
        match (before.applies[question.0], after.applies[question.0]) {
            (was, Effect::Fails) if was != Effect::Fails && is_known => {
                words.push(format!("{ask} no longer applies: its answer is kept, but set aside."));
            }
            (Effect::Fails, now @ (Effect::Holds | Effect::Open)) => {
                open_again.push(question);
                words.push(match (is_known, now) {
                    (true, _) => format!("{ask} applies again, and so does its answer."),
                    (false, Effect::Holds) => format!("{ask} applies now."),
                    (false, _) => format!("{ask} may apply now."),
                });
            }
            _ => {}
        }
    }
    Consequences { open_again, words }
}

/// The questions that apply or not depending on this one, in playbook order.
fn dependents(playbook: &Playbook, changed: QuestionIndex) -> Vec<QuestionIndex> {
    let mut reached = BTreeSet::from([changed]);
    loop {
        let size = reached.len();
        for question in playbook.question_indexes() {
            let gates = playbook.question(question).when.iter();
            let mut gates = gates.flat_map(|when| when.questions(&playbook.values));
            if gates.any(|gate| reached.contains(&gate)) {
                reached.insert(question);
            }
        }
        if reached.len() == size {
            reached.remove(&changed);
            return reached.into_iter().collect();
        }
    }
}
