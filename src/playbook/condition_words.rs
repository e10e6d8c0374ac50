//! Conditions put in words: in sentences for people who read, in signs where there is little room.

use rust_decimal::Decimal;

use super::{Condition, Kind, NumberTest, Playbook, Points, Question, Scored, Subject, Test};
use crate::text::amounts::counted;
use crate::text::source::listed;
use crate::text::yaml::numbers::written;

/// A condition in words, its questions by their ids: ``hosting is “In a cloud”, and users is at least
/// 20 people``. Parts within parts stand in round brackets.
pub fn in_words(playbook: &Playbook, condition: &Condition) -> String {
    Wording::Words.of(playbook, condition)
}

/// A condition in few words: `users ≥ 20 people and hosting = cloud or either`.
pub fn in_signs(playbook: &Playbook, condition: &Condition) -> String {
    Wording::Signs.of(playbook, condition)
}

/// What the answers to a question give, in few words: `users: ..19 0, 20..99 +1, 100.. +2`.
pub fn points_in_signs(playbook: &Playbook, points: &Points) -> String {
    points_by(playbook, points, answer_as_written)
}

/// An answer that points are given for as it stands in a playbook: an option's id, or `20..99`.
pub fn answer_as_written(question: &Question, answer: Scored) -> String {
    match answer {
        Scored::Option(option) | Scored::Member(option) => question.option_id(option).to_owned(),
        Scored::Range { low: Some(low), high: Some(high), .. } if low == high => written(low),
        Scored::Range { low, high, .. } => {
            let [low, high] = [low, high].map(|end| end.map(written).unwrap_or_default());
            format!("{low}..{high}")
        }
    }
}

/// The same in words: `users: 20 to 99 people +1, 100 people or more +2`.
pub fn points_in_words(playbook: &Playbook, points: &Points) -> String {
    points_by(playbook, points, |question, answer| match answer {
        Scored::Option(option) | Scored::Member(option) => {
            format!("“{}”", question.option_label(option))
        }
        Scored::Range { low, high, .. } => range_in_words(question, low, high),
    })
}

fn points_by(
    playbook: &Playbook,
    points: &Points,
    answer: impl Fn(&Question, Scored) -> String,
) -> String {
    let question = playbook.question(points.question);
    if let Some(each) = points.each {
        return format!("{}: {each:+} for each one", question.id);
    }
    let given = points.given.iter();
    let given = given.map(|one| match one.points {
        0 => format!("{} 0", answer(question, one.answer)),
        points => format!("{} {points:+}", answer(question, one.answer)),
    });
    format!("{}: {}", question.id, given.collect::<Vec<_>>().join(", "))
}

fn range_in_words(question: &Question, low: Option<Decimal>, high: Option<Decimal>) -> String {
    let counted = |amount: &str| counted(amount, unit_of(question));
    match (low.map(written), high.map(written)) {
        (Some(low), Some(high)) if low == high => counted(&low),
        (Some(low), Some(high)) => counted(&format!("{low} to {high}")),
        (Some(low), None) => format!("{} or more", counted(&low)),
        (None, Some(high)) => format!("{} or less", counted(&high)),
        (None, None) => "any".to_owned(),
    }
}

/// What a test asks of an answer, in few words, the question being named already: `≥ 20 people`.
pub fn answer_in_signs(question: &Question, test: &Test) -> String {
    let options = |options: &[usize], joiner: &str| {
        let ids = options.iter().map(|option| question.option_id(*option));
        ids.collect::<Vec<_>>().join(joiner)
    };
    match test {
        Test::OneOf(ids) => options(ids, " or "),
        Test::NoneOf(ids) => format!("≠ {}", options(ids, " and ≠ ")),
        Test::Includes(ids) => format!("with {}", options(ids, " and ")),
        Test::IncludesAny(ids) => format!("with {}", options(ids, " or ")),
        Test::Excludes(ids) => format!("without {}", options(ids, " and without ")),
        Test::CountAtLeast(count) => format!("has {count} or more"),
        Test::CountAtMost(0) => "has none".to_owned(),
        Test::CountAtMost(count) => format!("has {count} at most"),
        Test::Number(test) => number_in_signs(*test, unit_of(question)),
    }
}

fn number_in_signs(test: NumberTest, unit: Option<&str>) -> String {
    let sign = match test {
        NumberTest::Is(_) => "=",
        NumberTest::IsNot(_) => "≠",
        NumberTest::AtLeast(_) => "≥",
        NumberTest::AtMost(_) => "≤",
        NumberTest::MoreThan(_) => ">",
        NumberTest::LessThan(_) => "<",
    };
    counted(&format!("{sign} {}", written(test.operand())), unit)
}

/// The two ways to put a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    Words,
    Signs,
}

impl Wording {
    fn of(self, playbook: &Playbook, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => self.joined(playbook, parts, "and"),
            Condition::Any(parts) => self.joined(playbook, parts, "or"),
            Condition::Not(part) => format!("not ({})", self.of(playbook, part)),
            Condition::Test(Subject::Question(question), test) => {
                self.test(playbook.question(*question), test)
            }
            Condition::Test(Subject::Value(value), test) => {
                let (value, Test::Number(test)) = (playbook.value(*value), test) else {
                    return String::new();
                };
                let (id, unit) = (&value.id, value.unit.as_deref());
                match self {
                    Self::Words => {
                        format!("{id} (“{}”) {}", value.title, number_in_words(*test, unit))
                    }
                    Self::Signs => format!("{id} {}", number_in_signs(*test, unit)),
                }
            }
        }
    }

    /// The parts, in brackets where they could be read in two ways.
    fn joined(self, playbook: &Playbook, parts: &[Condition], joiner: &str) -> String {
        if let [part] = parts {
            return self.of(playbook, part);
        }
        let words = parts.iter().map(|part| {
            let words = self.of(playbook, part);
            let is_joined =
                matches!(part, Condition::All(inner) | Condition::Any(inner) if inner.len() > 1);
            // A comma tells parts from a list of options; without one, brackets have to.
            let is_list = self == Self::Signs && joiner == "or" && words.contains(" or ");
            if is_joined || is_list { format!("({words})") } else { words }
        });
        let comma = if self == Self::Words { "," } else { "" };
        words.collect::<Vec<_>>().join(&format!("{comma} {joiner} "))
    }

    fn test(self, question: &Question, test: &Test) -> String {
        let id = &question.id;
        match (self, test) {
            (Self::Words, test) => format!("{id} {}", test_in_words(question, test)),
            (Self::Signs, Test::OneOf(_)) => format!("{id} = {}", answer_in_signs(question, test)),
            (Self::Signs, test) => format!("{id} {}", answer_in_signs(question, test)),
        }
    }
}

fn test_in_words(question: &Question, test: &Test) -> String {
    let any = |options: &[usize]| listed(&labels(question, options), "or");
    let all = |options: &[usize]| listed(&labels(question, options), "and");
    match test {
        Test::OneOf(options) => format!("is {}", any(options)),
        Test::NoneOf(options) => match (&question.kind, options.as_slice()) {
            (Kind::YesNo { .. }, [one]) => format!("is {}", any(&[1 - one])),
            _ => format!("is not {}", any(options)),
        },
        Test::Includes(options) => format!("includes {}", all(options)),
        Test::IncludesAny(options) => format!("includes {}", any(options)),
        Test::Excludes(options) => format!("does not include {}", any(options)),
        Test::CountAtLeast(count) => format!("names at least {count}"),
        Test::CountAtMost(0) => "names none".to_owned(),
        Test::CountAtMost(count) => format!("names at most {count}"),
        Test::Number(test) => number_in_words(*test, unit_of(question)),
    }
}

fn number_in_words(test: NumberTest, unit: Option<&str>) -> String {
    let words = match test {
        NumberTest::Is(_) => "is",
        NumberTest::IsNot(_) => "is not",
        NumberTest::AtLeast(_) => "is at least",
        NumberTest::AtMost(_) => "is at most",
        NumberTest::MoreThan(_) => "is more than",
        NumberTest::LessThan(_) => "is less than",
    };
    counted(&format!("{words} {}", written(test.operand())), unit)
}

fn unit_of(question: &Question) -> Option<&str> {
    match &question.kind {
        Kind::Number(kind) => kind.unit.as_deref(),
        _ => None,
    }
}

/// Options in words: those of `yes_no` as they are, others in quotes.
fn labels(question: &Question, options: &[usize]) -> Vec<String> {
    let label = |option: &usize| match question.kind {
        Kind::YesNo { .. } => question.option_id(*option).to_owned(),
        _ => format!("“{}”", question.option_label(*option)),
    };
    options.iter().map(label).collect()
}
