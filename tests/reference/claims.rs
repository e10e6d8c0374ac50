//! Claims about a playbook, from all complete cases.

use std::collections::{BTreeSet, HashMap};

use coach::engine::Verdict;
use coach::playbook::{Kind, Playbook, QuestionIndex, RuleIndex, RuleKind, StageIndex, Test};

use super::cases::{self, Case, Values};
use super::values::{Value, likeness, representatives, tests_on};

/// A playbook with all its complete cases.
pub(crate) struct Claims<'c> {
    playbook: &'c Playbook,
    domains: Vec<Vec<Value>>,
    /// Every complete case.
    pub(crate) cases: Vec<Case>,
}

/// Something that can be said of a case, for two of them to differ in.
type Said = Vec<i64>;

impl<'c> Claims<'c> {
    /// Writes out all cases; `None` if there are more than `limit`.
    pub(crate) fn of(playbook: &'c Playbook, limit: usize) -> Option<Self> {
        let domains: Vec<Vec<Value>> = playbook
            .question_indexes()
            .map(|question| representatives(playbook, question, &[]))
            .collect();
        let cases = cases::all(playbook, &domains, limit)?;
        Some(Self { playbook, domains, cases })
    }

    /// The cases that no hard rule rules out, or all where that leaves none.
    pub(crate) fn scored(&self) -> Vec<&Case> {
        let left: Vec<&Case> = self.cases.iter().filter(|case| !case.ruled_out).collect();
        if left.is_empty() { self.cases.iter().collect() } else { left }
    }

    /// Whether a case verifies a stage: its verifier holds, or none of its questions applies.
    pub(crate) fn verifies(&self, case: &Case, stage: usize) -> bool {
        let mut questions = self.playbook.stages[stage].questions.clone();
        case.verifiers[stage].is_none_or(|holds| holds)
            || questions.all(|question| case.values[question].is_none())
    }

    /// The stages with a question that two cases differ in of which some rule with a weight says
    /// something else.
    pub(crate) fn bearing_stages(&self) -> Vec<StageIndex> {
        let weighty: Vec<usize> = (0..self.playbook.rules.len())
            .filter(|rule| {
                // What can't make a no-fit bears on no way out.
                !matches!(self.playbook.rules[*rule].kind, RuleKind::Signal(0) | RuleKind::Hold)
            })
            .collect();
        // Of points each sum is a thing of its own.
        let says = |case: &Case| {
            let of_rule = |rule: &usize| match self.playbook.rules[*rule].points {
                Some(_) => case.adds[*rule],
                None => i64::from(case.rules[*rule]),
            };
            weighty.iter().map(of_rule).collect()
        };
        let bears = |question: &QuestionIndex| self.differs(*question, &|_, _| true, &says);
        let bearing = self.playbook.question_indexes().filter(bears);
        let stages: BTreeSet<StageIndex> =
            bearing.map(|question| self.playbook.question(question).stage).collect();
        stages.into_iter().collect()
    }

    /// Whether some answers to all questions of earlier stages leave no way to a no-fit.
    pub(crate) fn no_exit(&self, stage: StageIndex) -> bool {
        let earlier: Vec<usize> = (0..self.playbook.questions.len())
            .filter(|question| self.playbook.questions[*question].stage < stage)
            .collect();
        let project = |values: &Values| -> Vec<Option<Value>> {
            earlier.iter().map(|question| values[*question]).collect()
        };
        let no_fits: BTreeSet<Vec<Option<Value>>> = self
            .cases
            .iter()
            .filter(|case| case.verdict == Verdict::NoFit)
            .map(|case| project(&case.values))
            .collect();
        let mut choices: Vec<Vec<Value>> = vec![Vec::new()];
        for question in &earlier {
            let longer = choices.iter().flat_map(|choice| {
                self.domains[*question].iter().map(|value| {
                    let mut choice = choice.clone();
                    choice.push(*value);
                    choice
                })
            });
            choices = longer.collect();
        }
        choices.iter().any(|choice| {
            !no_fits.iter().any(|no_fit| {
                no_fit
                    .iter()
                    .zip(choice)
                    .all(|(value, chosen)| value.is_none_or(|value| value == *chosen))
            })
        })
    }

    /// The questions that nothing depends on.
    pub(crate) fn dead_questions(&self) -> BTreeSet<QuestionIndex> {
        let mut dead = BTreeSet::new();
        for question in cases::gates_first(self.playbook).into_iter().rev() {
            let prepared = self.playbook.stages.iter().flat_map(|stage| stage.prepare.iter());
            let is_prepared = prepared.flatten().any(|prepared| *prepared == question);
            let is_text = self.playbook.question(question).kind == Kind::Text;
            let matters = || self.differs(question, &|_, _| true, &|case| self.said(case, &dead));
            if !is_prepared && !is_text && !matters() {
                dead.insert(question);
            }
        }
        dead
    }

    /// Options of a `choice` that are told apart from one that is named, without an effect.
    pub(crate) fn twins(
        &self,
        question: QuestionIndex,
        option: usize,
        dead: &BTreeSet<QuestionIndex>,
    ) -> Vec<usize> {
        let tests = tests_on(self.playbook, question);
        let is_named = tests.iter().any(|test| match test {
            Test::OneOf(options) | Test::NoneOf(options) => options.contains(&option),
            _ => false,
        });
        if !is_named {
            return Vec::new();
        }
        let like = |option| likeness(&tests, &[], Value::Option(option));
        let count = self.playbook.question(question).option_count();
        (0..count)
            .filter(|other| like(*other) != like(option))
            .filter(|other| {
                let pair = |one: Value, two: Value| {
                    one == Value::Option(option) && two == Value::Option(*other)
                };
                !self.differs(question, &pair, &|case| self.said(case, dead))
            })
            .collect()
    }

    /// Whether nothing depends on a tested option of `choices`.
    pub(crate) fn is_dead_member(
        &self,
        question: QuestionIndex,
        option: usize,
        dead: &BTreeSet<QuestionIndex>,
    ) -> bool {
        let is_tested = tests_on(self.playbook, question).iter().any(|test| match test {
            Test::Includes(options) | Test::IncludesAny(options) | Test::Excludes(options) => {
                options.contains(&option)
            }
            Test::CountAtLeast(_) | Test::CountAtMost(_) => true,
            _ => false,
        });
        let pair = |one: Value, two: Value| match (one, two) {
            (Value::Set(one), Value::Set(two)) => one ^ two == 1 << option,
            _ => false,
        };
        is_tested && !self.differs(question, &pair, &|case| self.said(case, dead))
    }

    /// All that an answer is there for.
    fn said(&self, case: &Case, dead: &BTreeSet<QuestionIndex>) -> Said {
        let caveats = self.playbook.rules.iter().zip(&case.rules);
        let caveats = caveats.filter(|(rule, _)| rule.kind == RuleKind::Signal(0));
        let living = self.playbook.question_indexes().filter(|question| !dead.contains(question));
        [case.verdict == Verdict::Fit, case.verdict == Verdict::NoFit]
            .into_iter()
            .chain(case.verifiers.iter().flatten().copied())
            .chain(caveats.map(|(_, holds)| *holds))
            .chain(living.map(|question| case.values[question.0].is_some()))
            .map(i64::from)
            .collect()
    }

    /// Whether two cases that differ in a question alone, in this way, differ in what is said.
    fn differs(
        &self,
        question: QuestionIndex,
        is_pair: &dyn Fn(Value, Value) -> bool,
        said: &dyn Fn(&Case) -> Said,
    ) -> bool {
        let gated = self.gated_by(question);
        let mut alike: HashMap<Vec<Option<Value>>, Vec<(&Case, Said)>> = HashMap::new();
        for case in &self.cases {
            let key = case.values.iter().enumerate().map(|(place, value)| {
                if gated.contains(&QuestionIndex(place)) { None } else { *value }
            });
            alike.entry(key.collect()).or_default().push((case, said(case)));
        }
        alike.values().any(|cases| {
            cases.iter().any(|(one, of_one)| {
                cases.iter().any(|(two, of_two)| {
                    of_one != of_two
                        && differ_only_in(question, &one.values, &two.values)
                        && matches!(
                            (one.values[question.0], two.values[question.0]),
                            (Some(one), Some(two)) if is_pair(one, two)
                        )
                })
            })
        })
    }

    /// A question and all that it may make apply or not.
    fn gated_by(&self, question: QuestionIndex) -> BTreeSet<QuestionIndex> {
        let mut gated = BTreeSet::from([question]);
        for later in cases::gates_first(self.playbook) {
            let gate = self.playbook.question(later).when.as_ref();
            let gate = gate.map(|when| when.questions(&self.playbook.values));
            if gate.is_some_and(|named| named.iter().any(|named| gated.contains(named))) {
                gated.insert(later);
            }
        }
        gated
    }
}

/// Whether two cases differ in a question, and agree on every other one that applies in both.
pub(crate) fn differ_only_in(
    question: QuestionIndex,
    one: &[Option<Value>],
    two: &[Option<Value>],
) -> bool {
    let mut answers = one.iter().zip(two).enumerate();
    one[question.0] != two[question.0]
        && answers.all(|(place, (one, two))| {
            place == question.0 || one.is_none() || two.is_none() || one == two
        })
}

/// The verdict on a case without a rule.
pub(crate) fn verdict_without(playbook: &Playbook, case: &Case, without: RuleIndex) -> Verdict {
    let mut playbook = playbook.clone();
    playbook.rules.remove(without.0);
    Case::of(&playbook, case.values.clone()).verdict
}

/// Whether a disqualifier or a hold holds, a must-have fails, or a signal holds.
pub(crate) fn counts(playbook: &Playbook, case: &Case, rule: usize) -> bool {
    case.rules[rule] != (playbook.rules[rule].kind == RuleKind::MustHave)
}
