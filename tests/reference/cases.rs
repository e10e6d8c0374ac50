//! All complete cases of a playbook.

use coach::engine::Verdict;
use coach::playbook::{Condition, Playbook, QuestionIndex, Rule, RuleKind};

use super::values::{Value, passes};

/// A complete case: for each question its value, or `None` where it does not apply.
pub(crate) type Values = Vec<Option<Value>>;

/// A complete case and what the playbook says of it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The values.
    pub(crate) values: Values,
    /// What is right for such a buyer.
    pub(crate) verdict: Verdict,
    /// Whether it is a fit.
    pub(crate) is_fit: bool,
    /// Whether a disqualifier holds or a must-have does not.
    pub(crate) ruled_out: bool,
    /// The weights of the signals that hold, added up.
    pub(crate) score: i64,
    /// For each rule, whether its condition holds.
    pub(crate) rules: Vec<bool>,
    /// For each stage, whether its verifier holds, if it has one.
    pub(crate) verifiers: Vec<Option<bool>>,
}

impl Case {
    /// What the playbook says of these values.
    pub(crate) fn of(playbook: &Playbook, values: Values) -> Self {
        let rules: Vec<bool> =
            playbook.rules.iter().map(|rule| holds(&rule.when, &values)).collect();
        let judged = || playbook.rules.iter().zip(rules.iter().copied());
        let score = judged().map(|(rule, holds)| weight(rule, holds)).sum();
        let ruled_out = judged().any(|(rule, holds)| match rule.kind {
            RuleKind::Disqualifier => holds,
            RuleKind::MustHave => !holds,
            RuleKind::Hold | RuleKind::Signal(_) => false,
        });
        let verifier = |condition: &Condition| holds(condition, &values);
        let verifiers =
            playbook.stages.iter().map(|stage| stage.verified_when.as_ref().map(verifier));
        let verifiers = verifiers.collect();
        let is_held = judged().any(|(rule, holds)| rule.kind == RuleKind::Hold && holds);
        let verdict = if ruled_out || score < playbook.threshold {
            Verdict::NoFit
        } else if is_held {
            Verdict::NotYet
        } else {
            Verdict::Fit
        };
        let is_fit = verdict == Verdict::Fit;
        Self { values, verdict, is_fit, ruled_out, score, rules, verifiers }
    }
}

/// Whether a condition holds in a case; a test on a question that does not apply is false.
pub(crate) fn holds(condition: &Condition, values: &[Option<Value>]) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, values)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, values)),
        Condition::Not(part) => !holds(part, values),
        Condition::Test(question, test) => {
            values[question.0].is_some_and(|value| passes(test, value))
        }
    }
}

/// The questions in an order in which each comes after those that its gate names.
pub(crate) fn gates_first(playbook: &Playbook) -> Vec<QuestionIndex> {
    let mut order: Vec<QuestionIndex> = Vec::new();
    let mut placed = vec![false; playbook.questions.len()];
    while order.len() < playbook.questions.len() {
        let before = order.len();
        for question in playbook.question_indexes() {
            let gate = playbook.question(question).when.as_ref();
            let is_next = !placed[question.0]
                && gate.is_none_or(|gate| gate.questions().iter().all(|named| placed[named.0]));
            if is_next {
                placed[question.0] = true;
                order.push(question);
            }
        }
        assert!(order.len() > before, "a chain of gates runs in a circle");
    }
    order
}

/// Every complete case with values from these, or `None` if there are more than `limit`.
pub(crate) fn all(playbook: &Playbook, domains: &[Vec<Value>], limit: usize) -> Option<Vec<Case>> {
    let order = gates_first(playbook);
    let mut partial: Vec<Values> = vec![vec![None; playbook.questions.len()]];
    for question in order {
        let mut longer = Vec::new();
        for values in partial {
            let gate = playbook.question(question).when.as_ref();
            if gate.is_none_or(|gate| holds(gate, &values)) {
                for value in &domains[question.0] {
                    let mut values = values.clone();
                    values[question.0] = Some(*value);
                    longer.push(values);
                }
            } else {
                longer.push(values);
            }
        }
        if longer.len() > limit {
            return None;
        }
        partial = longer;
    }
    Some(partial.into_iter().map(|values| Case::of(playbook, values)).collect())
}

fn weight(rule: &Rule, holds: bool) -> i64 {
    match rule.kind {
        RuleKind::Signal(weight) if holds => weight,
        _ => 0,
    }
}
