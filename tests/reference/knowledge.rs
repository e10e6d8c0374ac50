//! What several facts on one question leave together.

use coach::deal::{Answer, Fact, KnownFrom};
use coach::playbook::{AnsweredBy, Question};

use super::values::{Value, allows};

/// What is known about one question.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// Whether there is evidence.
    pub(crate) has_evidence: bool,
    /// Whether there are assumptions and no evidence.
    pub(crate) is_assumed: bool,
    /// Whether its facts have no value in common.
    pub(crate) disagreement: bool,
    /// Whether it has facts that say something.
    pub(crate) has_facts: bool,
    /// Of its values, those that the evidence leaves.
    pub(crate) by_evidence: Vec<Value>,
    /// Of its values, those that all facts leave: evidence where there is some, else assumptions.
    pub(crate) by_all: Vec<Value>,
}

impl Known {
    /// What these facts say of a question with these values.
    pub(crate) fn of(question: &Question, facts: &[Fact], values: &[Value]) -> Self {
        let telling = || facts.iter().filter(|fact| fact.answer != Answer::Unknown);
        let evidence: Vec<&Answer> =
            telling().filter(|fact| is_evidence(question, fact)).map(|fact| &fact.answer).collect();
        let told: Vec<&Answer> = telling().map(|fact| &fact.answer).collect();
        let counted = if evidence.is_empty() { &told } else { &evidence };
        Self {
            has_evidence: !evidence.is_empty(),
            is_assumed: evidence.is_empty() && !told.is_empty(),
            disagreement: in_common(&told, values).is_empty(),
            has_facts: !told.is_empty(),
            by_evidence: joined(&evidence, values),
            by_all: joined(counted, values),
        }
    }
}

fn is_evidence(question: &Question, fact: &Fact) -> bool {
    match fact.source {
        KnownFrom::Prospect | KnownFrom::Document => true,
        KnownFrom::Us => question.answered_by == AnsweredBy::Us,
        KnownFrom::Assumption => false,
    }
}

/// What the answers have in common; where that is nothing, what any of them names.
fn joined(answers: &[&Answer], values: &[Value]) -> Vec<Value> {
    let common = in_common(answers, values);
    if !common.is_empty() {
        return common;
    }
    values.iter().copied().filter(|&value| named_by_any(answers, value)).collect()
}

fn in_common(answers: &[&Answer], values: &[Value]) -> Vec<Value> {
    let all_allow = |value: &Value| answers.iter().all(|answer| allows(answer, *value));
    values.iter().copied().filter(all_allow).collect()
}

/// Whether any answer names the value; of `choices`, option by option.
fn named_by_any(answers: &[&Answer], value: Value) -> bool {
    let Value::Set(set) = value else {
        return answers.iter().any(|answer| allows(answer, value));
    };
    (0..u32::BITS as usize).all(|option| {
        let is_in = set & (1 << option) != 0;
        answers.iter().any(|answer| match answer {
            Answer::Choices { includes, excludes } => {
                if is_in {
                    !excludes.contains(&option)
                } else {
                    !includes.contains(&option)
                }
            }
            _ => false,
        })
    })
}
