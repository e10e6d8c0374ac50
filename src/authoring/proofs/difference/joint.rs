//! Two playbooks over the questions of both: one space of cases, two decisions.

use std::ops::Bound;

use crate::authoring::proofs::cases::value;
use crate::authoring::versions::matching::common_numbers;
use crate::authoring::versions::{MatchedQuestion, Matching};
use crate::deal::{Interval, Numbers};
use crate::engine::SingleAnswer;
use crate::engine::cells::{Domains, Variables};
use crate::engine::values::Numbered;
use crate::playbook::{
    AnswerOption, Condition, Expression, Kind, NumberKind, Playbook, Points, Question,
    QuestionIndex, Scored, StageIndex, Subject, Test, Value as WorkedOut, ValueIndex,
};

/// One of the two playbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// A question of the space, as the two playbooks know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JointQuestion {
    /// Its place in the old playbook.
    pub(super) old: Option<QuestionIndex>,
    /// Its place in the new one.
    pub(super) new: Option<QuestionIndex>,
    /// For each of its options, the place in the old and in the new list.
    options: Vec<(usize, usize)>,
}

/// The space.
pub(super) struct Joint {
    /// Every question: those of the new playbook, then those that only the old one has.
    pub(super) questions: Vec<JointQuestion>,
    /// The old decision over these questions.
    pub(super) old: Playbook,
    /// The new decision over these questions.
    pub(super) new: Playbook,
    /// What the conditions of both can tell apart.
    pub(super) variables: Variables,
    /// All cells.
    pub(super) cells: Domains,
}

impl Joint {
    /// Puts two playbooks into one space; `None` where their conditions together tell too many
    /// answers to one question apart.
    pub(super) fn of(old: &Playbook, new: &Playbook, matching: &Matching) -> Option<Self> {
        let questions = joint_questions(old, new, matching);
        let stated: Vec<Question> =
            questions.iter().map(|question| question.stated(old, new)).collect();
        let values = JointValues::of(old, new, &questions);
        let over = |version| embedded(version, old, new, (&questions, &stated), &values);
        let (old, new) = (over(Version::Old), over(Version::New));
        let variables = Variables::with_tests_of(&old, new.conditions())?;
        let cells = variables.all_cells();
        Some(Self { questions, old, new, variables, cells })
    }

    /// The value of a question in a case; `None` for `text`.
    pub(super) fn value(&self, question: usize, case: &[usize]) -> Option<SingleAnswer> {
        let numbers = self.numbers(case).unwrap_or_default();
        let number = numbers.get(&QuestionIndex(question)).copied().map(SingleAnswer::Number);
        number.or_else(|| value(&self.new, &self.variables, QuestionIndex(question), case))
    }

    /// The numbers that make every value come to lie in its cell; `None` where there are none.
    pub(super) fn numbers(&self, case: &[usize]) -> Option<Numbered> {
        self.variables.worked.numbers_of(case, &Numbered::new())
    }
}

impl JointQuestion {
    fn of_both(matched: &MatchedQuestion) -> Self {
        Self { old: Some(matched.old), new: Some(matched.new), options: matched.options.clone() }
    }

    fn of_one(version: Version, index: QuestionIndex, question: &Question) -> Self {
        let options = (0..question.option_count()).map(|option| (option, option)).collect();
        let (old, new) = match version {
            Version::Old => (Some(index), None),
            Version::New => (None, Some(index)),
        };
        Self { old, new, options }
    }

    /// Its place in one of the playbooks.
    pub(super) fn place(&self, version: Version) -> Option<QuestionIndex> {
        match version {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }

    /// An answer to it as one of the playbooks knows it.
    pub(super) fn answer_in(&self, version: Version, answer: &SingleAnswer) -> SingleAnswer {
        let place = |option: &usize| match version {
            Version::Old => self.options[*option].0,
            Version::New => self.options[*option].1,
        };
        match answer {
            SingleAnswer::Option(option) => SingleAnswer::Option(place(option)),
            SingleAnswer::Options(options) => {
                SingleAnswer::Options(options.iter().map(place).collect())
            }
            SingleAnswer::Number(number) => SingleAnswer::Number(*number),
        }
    }

    /// The place of an option that one of the playbooks has, if both have it.
    fn option(&self, version: Version, option: usize) -> Option<usize> {
        self.options.iter().position(|(old, new)| match version {
            Version::Old => *old == option,
            Version::New => *new == option,
        })
    }

    /// The question with the values that suit every playbook which asks it; without its gate.
    fn stated(&self, old: &Playbook, new: &Playbook) -> Question {
        let before = self.old.map(|index| old.question(index));
        let after = self.new.map(|index| new.question(index));
        let mut stated = match after.or(before) {
            Some(question) => question.clone(),
            None => return Question::of(Kind::Text),
        };
        stated.when = None;
        stated.stage = StageIndex(0);
        let shared = |options: &[AnswerOption]| -> Vec<AnswerOption> {
            self.options.iter().map(|(_, new)| options[*new].clone()).collect()
        };
        let both = before.zip(after);
        match (&mut stated.kind, both.map(|(before, after)| (&before.kind, &after.kind))) {
            (Kind::Number(kind), Some((Kind::Number(before), Kind::Number(after)))) => {
                *kind = common_numbers(before, after);
            }
            (Kind::Choice { options, likely }, Some(_)) => {
                *likely = None;
                *options = shared(options);
            }
            (Kind::Choices { options }, Some(_)) => *options = shared(options),
            _ => {}
        }
        stated
    }
}

fn joint_questions(old: &Playbook, new: &Playbook, matching: &Matching) -> Vec<JointQuestion> {
    let of_new = new.question_indexes().map(|index| match matching.of_new(index) {
        Some(matched) => JointQuestion::of_both(matched),
        None => JointQuestion::of_one(Version::New, index, new.question(index)),
    });
    let only_old = old.question_indexes().filter(|index| matching.of_old(*index).is_none());
    let of_old =
        only_old.map(|index| JointQuestion::of_one(Version::Old, index, old.question(index)));
    of_new.chain(of_old).collect()
}

/// A playbook with the questions of the space, its own gates and its own rules.
fn embedded(
    version: Version,
    old: &Playbook,
    new: &Playbook,
    (questions, stated): (&[JointQuestion], &[Question]),
    values: &JointValues,
) -> Playbook {
    let own = match version {
        Version::Old => old,
        Version::New => new,
    };
    let moved = Moved { version, questions, values: values.places(version) };
    let mut embedded = own.clone();
    embedded.values = values.all.clone();
    embedded.questions = stated.to_vec();
    for (question, joint) in embedded.questions.iter_mut().zip(questions) {
        let gate = joint.place(version).and_then(|index| own.question(index).when.as_ref());
        question.when = gate.map(|gate| moved.condition(gate));
    }
    for rule in &mut embedded.rules {
        rule.points = rule.points.as_ref().map(|points| moved.points(points));
        rule.when = match &rule.points {
            Some(points) => points.when(),
            None => moved.condition(&rule.when),
        };
    }
    for stage in &mut embedded.stages {
        (stage.verified_when, stage.prepare, stage.questions) = (None, None, 0..0);
    }
    embedded
}

/// Conditions of one playbook, over the questions of the space.
struct Moved<'m> {
    version: Version,
    questions: &'m [JointQuestion],
    /// For each value its place among those of both.
    values: &'m [ValueIndex],
}

impl Moved<'_> {
    fn condition(&self, condition: &Condition) -> Condition {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.condition(part)).collect();
        match condition {
            Condition::All(parts) => Condition::All(each(parts)),
            Condition::Any(parts) => Condition::Any(each(parts)),
            Condition::Not(part) => Condition::Not(Box::new(self.condition(part))),
            Condition::Test(Subject::Question(question), test) => self.test(*question, test),
            Condition::Test(Subject::Value(value), test) => match self.values.get(value.0) {
                Some(place) => Condition::Test(Subject::Value(*place), test.clone()),
                None => Condition::Any(Vec::new()),
            },
        }
    }

    /// The place of a question in the space, in which every question of a playbook is.
    fn place(&self, question: QuestionIndex) -> Option<usize> {
        self.questions.iter().position(|joint| joint.place(self.version) == Some(question))
    }

    /// Points over the space. An option that only one of the two has is in no answer that suits both.
    fn points(&self, points: &Points) -> Points {
        let Some(place) = self.place(points.question) else { return points.clone() };
        let joint = &self.questions[place];
        let mut moved = points.clone();
        moved.question = QuestionIndex(place);
        moved.given.retain_mut(|given| match &mut given.answer {
            Scored::Option(option) | Scored::Member(option) => {
                let known = joint.option(self.version, *option);
                known.into_iter().for_each(|known| *option = known);
                known.is_some()
            }
            Scored::Range { .. } => true,
        });
        moved
    }

    fn test(&self, question: QuestionIndex, test: &Test) -> Condition {
        let Some(place) = self.place(question) else { return Condition::Any(Vec::new()) };
        let joint = &self.questions[place];
        let known = |options: &[usize]| -> Vec<usize> {
            options.iter().filter_map(|option| joint.option(self.version, *option)).collect()
        };
        let moved = match test {
            Test::OneOf(options) => Test::OneOf(known(options)),
            Test::NoneOf(options) => Test::NoneOf(known(options)),
            Test::IncludesAny(options) => Test::IncludesAny(known(options)),
            Test::Excludes(options) => Test::Excludes(known(options)),
            Test::Includes(options) if known(options).len() < options.len() => {
                // An option that only one of the two has is in no set that suits both.
                return Condition::Any(Vec::new());
            }
            Test::Includes(options) => Test::Includes(known(options)),
            Test::CountAtLeast(_) | Test::CountAtMost(_) | Test::Number(_) => test.clone(),
        };
        Condition::Test(Subject::Question(QuestionIndex(place)), moved)
    }
}

/// The values of both playbooks over the questions of the space; those that are worked out alike are
/// one.
#[derive(Default)]
struct JointValues {
    all: Vec<WorkedOut>,
    old: Vec<ValueIndex>,
    new: Vec<ValueIndex>,
}

impl JointValues {
    fn of(old: &Playbook, new: &Playbook, questions: &[JointQuestion]) -> Self {
        let mut values = Self::default();
        for (version, own) in [(Version::Old, old), (Version::New, new)] {
            let mut places: Vec<ValueIndex> = Vec::with_capacity(own.values.len());
            for value in &own.values {
                let is = moved_expression(&value.is, version, questions, &places);
                let known = values.all.iter().position(|known| known.is == is);
                places.push(ValueIndex(known.unwrap_or(values.all.len())));
                if known.is_none() {
                    values.all.push(WorkedOut { is, ..value.clone() });
                }
            }
            match version {
                Version::Old => values.old = places,
                Version::New => values.new = places,
            }
        }
        values
    }

    fn places(&self, version: Version) -> &[ValueIndex] {
        match version {
            Version::Old => &self.old,
            Version::New => &self.new,
        }
    }
}

/// An expression over the questions of the space, and the values of both playbooks.
fn moved_expression(
    expression: &Expression,
    version: Version,
    questions: &[JointQuestion],
    values: &[ValueIndex],
) -> Expression {
    let each = |part: &Expression| moved_expression(part, version, questions, values);
    match expression {
        Expression::Number(number) => Expression::Number(*number),
        Expression::Question(question) => {
            let is_it = |joint: &JointQuestion| joint.place(version) == Some(*question);
            let place = questions.iter().position(is_it).unwrap_or_default();
            Expression::Question(QuestionIndex(place))
        }
        Expression::Value(value) => {
            Expression::Value(values.get(value.0).copied().unwrap_or(*value))
        }
        Expression::Negated(part) => Expression::Negated(Box::new(each(part))),
        Expression::Two(operation, one, two) => {
            Expression::Two(*operation, Box::new(each(one)), Box::new(each(two)))
        }
        Expression::Of(choosing, parts) => {
            Expression::Of(*choosing, parts.iter().map(each).collect())
        }
    }
}

/// The numbers of a question that another one does not take, whole or not.
pub(super) fn numbers_beyond(kind: &NumberKind, other: &NumberKind) -> Numbers {
    let below = other.min.map(|min| Interval::new(Bound::Unbounded, Bound::Excluded(min)));
    let above = other.max.map(|max| Interval::new(Bound::Excluded(max), Bound::Unbounded));
    Numbers::within(kind, below.into_iter().chain(above))
}
