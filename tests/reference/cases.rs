//! All complete cases of a playbook.

use coach::engine::Verdict;
use coach::playbook::{
    BandVerdict, Condition, Playbook, Points, QuestionIndex, Rule, RuleKind, Scale, Scored, Subject,
};

use super::values::{Value, passes};
use super::worked::{self, Fraction, worked_out};

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
    /// The weights of the signals that hold, and all points, added up.
    pub(crate) score: i64,
    /// For each rule, whether its condition holds; of points, whether they are other than 0.
    pub(crate) rules: Vec<bool>,
    /// For each rule what it adds to the score.
    pub(crate) adds: Vec<i64>,
    /// For each stage, whether its verifier holds, if it has one.
    pub(crate) verifiers: Vec<Option<bool>>,
}

impl Case {
    /// What the playbook says of these values.
    pub(crate) fn of(playbook: &Playbook, values: Values) -> Self {
        let rules: Vec<bool> =
            playbook.rules.iter().map(|rule| rule_holds(playbook, rule, &values)).collect();
        let adds: Vec<i64> =
            playbook.rules.iter().map(|rule| added(playbook, rule, &values)).collect();
        let judged = || playbook.rules.iter().zip(rules.iter().copied());
        let score = adds.iter().sum();
        let ruled_out = judged().any(|(rule, holds)| match rule.kind {
            RuleKind::Disqualifier => holds,
            RuleKind::MustHave => !holds,
            RuleKind::Hold | RuleKind::Signal(_) | RuleKind::Points => false,
        });
        let verifier = |condition: &Condition| holds(playbook, condition, &values);
        let verifiers =
            playbook.stages.iter().map(|stage| stage.verified_when.as_ref().map(verifier));
        let verifiers = verifiers.collect();
        let (verdict, is_fit) = (Verdict::NoFit, false);
        let mut case = Self { values, verdict, is_fit, ruled_out, score, rules, adds, verifiers };
        case.verdict = case.with_score(playbook, score);
        case.is_fit = case.verdict == Verdict::Fit;
        case
    }

    /// The verdict if the score were this one.
    pub(crate) fn with_score(&self, playbook: &Playbook, score: i64) -> Verdict {
        let mut rules = playbook.rules.iter().zip(&self.rules);
        let is_held = rules.any(|(rule, holds)| rule.kind == RuleKind::Hold && *holds);
        match by_score(playbook, score) {
            _ if self.ruled_out => Verdict::NoFit,
            Verdict::Fit if is_held => Verdict::NotYet,
            verdict => verdict,
        }
    }
}

/// Whether a condition holds in a case; a test on a question that does not apply is false.
pub(crate) fn holds(playbook: &Playbook, condition: &Condition, values: &[Option<Value>]) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(playbook, part, values)),
        Condition::Any(parts) => parts.iter().any(|part| holds(playbook, part, values)),
        Condition::Not(part) => !holds(playbook, part, values),
        Condition::Test(Subject::Question(question), test) => {
            values[question.0].is_some_and(|value| passes(test, value))
        }
        Condition::Test(Subject::Value(value), test) => {
            let number = |value: &Option<Value>| match value {
                Some(Value::Number(number)) => Some(Fraction::from_decimal(*number)),
                _ => None,
            };
            let answers: Vec<Option<Fraction>> = values.iter().map(number).collect();
            let worked = worked_out(playbook, *value, &answers);
            worked.is_some_and(|worked| worked::passes(test, worked))
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
                && gate.is_none_or(|gate| {
                    gate.questions(&playbook.values).iter().all(|named| placed[named.0])
                });
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
            if gate.is_none_or(|gate| holds(playbook, gate, &values)) {
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

/// The band of a score: the first, from the highest, whose lowest score it reaches.
pub(crate) fn band(playbook: &Playbook, score: i64) -> Option<usize> {
    let Scale::Bands(bands) = &playbook.scale else { return None };
    (0..bands.len()).find(|place| bands[*place].from.is_none_or(|from| from <= score))
}

/// What a score comes to, whatever rules and holds say.
pub(crate) fn by_score(playbook: &Playbook, score: i64) -> Verdict {
    let Scale::Bands(bands) = &playbook.scale else {
        let Scale::Threshold { from, .. } = playbook.scale else { unreachable!("all scales") };
        return if score < from { Verdict::NoFit } else { Verdict::Fit };
    };
    match bands[band(playbook, score).expect("the last band has no end")].verdict {
        BandVerdict::Fit => Verdict::Fit,
        BandVerdict::NotYet => Verdict::NotYet,
        BandVerdict::NoFit => Verdict::NoFit,
    }
}

fn rule_holds(playbook: &Playbook, rule: &Rule, values: &[Option<Value>]) -> bool {
    match &rule.points {
        Some(points) => given(points, values) != 0,
        None => holds(playbook, &rule.when, values),
    }
}

fn added(playbook: &Playbook, rule: &Rule, values: &[Option<Value>]) -> i64 {
    match (&rule.points, rule.kind) {
        (Some(points), _) => given(points, values),
        (None, RuleKind::Signal(weight)) if holds(playbook, &rule.when, values) => weight,
        _ => 0,
    }
}

/// What an answer gives, one answer after the other.
fn given(points: &Points, values: &[Option<Value>]) -> i64 {
    let Some(value) = values[points.question.0] else { return 0 };
    if let (Some(each), Value::Number(number)) = (points.each, value) {
        return each * i64::try_from(number).expect("a whole number");
    }
    let counts = |answer: &Scored| match (answer, value) {
        (Scored::Option(option), Value::Option(answer)) => *option == answer,
        (Scored::Member(option), Value::Set(set)) => set >> option & 1 == 1,
        (Scored::Range { low, high, includes_high }, Value::Number(number)) => {
            low.is_none_or(|low| low <= number)
                && high.is_none_or(|high| number < high || number == high && *includes_high)
        }
        _ => panic!("points of another type"),
    };
    points.given.iter().filter(|given| counts(&given.answer)).map(|given| given.points).sum()
}
