//! The points that the answers to one question add to the score.

use rust_decimal::Decimal;

use crate::format::limits::{MOST_EACH, MOST_WEIGHT};
use crate::playbook::{Given, Kind, NumberKind, Points, Question, QuestionIndex, Scored};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings};
use crate::text::yaml::fields;
use crate::text::yaml::numbers::decimal;
use crate::text::yaml::{Entry, Node};

use super::conditions::{Conditions, Naming, no_option};

/// Stands in the place of an answer where every one of a number gives points.
const EACH: &str = "each";

/// Reads the points of a signal: one question with its answers.
pub(super) fn points(
    node: &Node,
    conditions: &Conditions<'_>,
    findings: &Findings,
) -> Option<Points> {
    let entries = fields::mapping(node, "`points`", findings)?;
    let [entry] = entries else {
        let (message, help) = match entries.is_empty() {
            true => ("`points` is empty", "name a question, and what its answers give"),
            false => ("`points` name more than 1 question", "write a signal for each question"),
        };
        findings.add(Finding::error(node.span.clone(), message).help(help));
        return None;
    };
    let (index, question) = conditions.named(entry, Naming::Points)?;
    let answers = fields::mapping(
        &entry.value,
        format_args!("the points of {}", quoted(&entry.key)),
        findings,
    )?;
    if answers.is_empty() {
        let message = format!("the points of `{}` name no answer", question.id);
        let help = "name its answers, each with its points";
        findings.add(Finding::error(entry.value.span.clone(), message).help(help));
        return None;
    }
    let reader = Reader { question, findings };
    match &question.kind {
        Kind::Number(kind) => reader.numbers(index, kind, answers),
        _ => Some(Points { question: index, each: None, given: reader.options(answers)? }),
    }
}

/// Reads the points of one question.
struct Reader<'a> {
    question: &'a Question,
    findings: &'a Findings,
}

impl Reader<'_> {
    fn options(&self, answers: &[Entry]) -> Option<Vec<Given>> {
        let is_set = matches!(self.question.kind, Kind::Choices { .. });
        let read: Vec<Option<Given>> = answers
            .iter()
            .map(|entry| {
                let option = self.option(entry);
                let points = self.points(entry)?;
                let answer = if is_set { Scored::Member(option?) } else { Scored::Option(option?) };
                Some(Given { answer, points })
            })
            .collect();
        read.into_iter().collect()
    }

    fn option(&self, entry: &Entry) -> Option<usize> {
        let option = self.question.find_option(&entry.key);
        if option.is_none() {
            let (text, span) = (&entry.key, entry.key_span.clone());
            self.findings.add(no_option(self.question, text, span, self.findings));
        }
        option
    }

    fn points(&self, entry: &Entry) -> Option<i64> {
        let what = format_args!("the points of {}", quoted(&entry.key)).to_string();
        fields::whole_number(&entry.value, what, -MOST_WEIGHT..=MOST_WEIGHT, self.findings)
    }

    fn numbers(
        &self,
        question: QuestionIndex,
        kind: &NumberKind,
        answers: &[Entry],
    ) -> Option<Points> {
        if let Some(each) = answers.iter().find(|entry| &*entry.key == EACH) {
            if let Some(other) = answers.iter().find(|entry| &*entry.key != EACH) {
                let message = "`each` stands alone: every number has its points by it";
                self.findings.add(Finding::error(other.key_span.clone(), message));
                return None;
            }
            return self.each(question, kind, each);
        }
        let read: Vec<Option<Given>> =
            answers.iter().map(|entry| self.range(kind, entry)).collect();
        let mut given = read.into_iter().collect::<Option<Vec<Given>>>()?;
        self.part(&mut given, answers)?;
        Some(Points { question, each: None, given })
    }

    /// So many points for every one of a number.
    fn each(&self, question: QuestionIndex, kind: &NumberKind, entry: &Entry) -> Option<Points> {
        let refuse = |message: String| {
            let help = "give points for ranges instead, as `20..99: 1`";
            self.findings.add(Finding::error(entry.key_span.clone(), message).help(help));
            None
        };
        let id = &self.question.id;
        let each = self.points(entry)?;
        let whole = |limit: Option<Decimal>| limit.and_then(|limit| i64::try_from(limit).ok());
        let (true, Some(min), Some(max)) = (kind.whole, whole(kind.min), whole(kind.max)) else {
            return refuse(format!("`each` needs `whole: true`, `min` and `max` on `{id}`"));
        };
        if max.saturating_sub(min) >= MOST_EACH {
            return refuse(format!("`{id}` has more than {MOST_EACH} values, too many for `each`"));
        }
        let ends = [min, max].map(|end| each.saturating_mul(end).saturating_abs());
        let most = ends.into_iter().fold(0, i64::max);
        if most > MOST_WEIGHT {
            return refuse(format!("`each` comes to {most} points, more than {MOST_WEIGHT}"));
        }
        let given = (min..=max).map(|number| {
            let end = Some(Decimal::from(number));
            let answer = Scored::Range { low: end, high: end, includes_high: true };
            Given { answer, points: each * number }
        });
        Some(Points { question, each: Some(each), given: given.collect() })
    }

    /// A number, or a range of them as `20..99`.
    fn range(&self, kind: &NumberKind, entry: &Entry) -> Option<Given> {
        let points = self.points(entry);
        let refuse = |message: String| {
            let help = "write a number, or a range as `20..99`, `..19` or `100..`";
            self.findings.add(Finding::error(entry.key_span.clone(), message).help(help));
            None
        };
        let text = entry.key.trim();
        let Some(Ends { low, high }) = ends(text) else {
            return refuse(format!("{} is no range of numbers", quoted(text)));
        };
        if low.zip(high).is_some_and(|(low, high)| low > high) {
            return refuse(format!("{} runs backwards", quoted(text)));
        }
        if kind.whole && low == high && low.is_some_and(|number| !number.is_integer()) {
            let id = &self.question.id;
            let text = quoted(text);
            return refuse(format!("`{id}` takes whole numbers alone, so it is never {text}"));
        }
        let answer = Scored::Range { low, high, includes_high: true };
        Some(Given { answer, points: points? })
    }

    /// Sees to it that no number has points twice: an end that two ranges share belongs to the upper.
    fn part(&self, given: &mut [Given], answers: &[Entry]) -> Option<()> {
        let mut order: Vec<(usize, Ends)> = Vec::new();
        for (place, one) in given.iter().enumerate() {
            if let Scored::Range { low, high, .. } = one.answer {
                order.push((place, Ends { low, high }));
            }
        }
        order.sort_by_key(|(_, Ends { low, high })| (*low, high.is_none(), *high));
        let mut is_sound = true;
        for pair in order.windows(2) {
            let &[(place, ends), (next, next_ends)] = pair else { continue };
            if ends.meets(next_ends) {
                if let Some(Scored::Range { includes_high, .. }) =
                    given.get_mut(place).map(|one| &mut one.answer)
                {
                    *includes_high = false;
                }
            } else if ends.reaches(next_ends) {
                is_sound = false;
                if let (Some(other), Some(entry)) = (answers.get(place), answers.get(next)) {
                    self.refuse_overlap(entry, other);
                }
            }
        }
        is_sound.then_some(())
    }

    fn refuse_overlap(&self, entry: &Entry, other: &Entry) {
        let message = format!("{} overlaps {}", quoted(&entry.key), quoted(&other.key));
        let finding = Finding::error(entry.key_span.clone(), message)
            .help("a number has its points once; two ranges may share an end");
        self.findings.add(finding.related(other.key_span.clone(), "the other range"));
    }
}

/// The ends of what is written as `20..99`, `..19`, `100..` or `5`.
fn ends(text: &str) -> Option<Ends> {
    let end = |text: &str| match text.trim() {
        "" => Some(None),
        text => decimal(text).ok().map(Some),
    };
    let (low, high) = match text.split_once("..") {
        Some((low, high)) => end(low).zip(end(high))?,
        None => end(text).map(|number| (number, number))?,
    };
    (low.is_some() || high.is_some()).then_some(Ends { low, high })
}

/// The ends of a range of numbers, both included.
#[derive(Clone, Copy)]
struct Ends {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Ends {
    /// Whether it ends just where another one begins, and is more than that number.
    fn meets(self, next: Self) -> bool {
        self.high.is_some() && self.high == next.low && self.low != self.high
    }

    /// Whether some number is in both, `next` beginning no earlier.
    fn reaches(self, next: Self) -> bool {
        self.high.is_none_or(|high| next.low.is_none_or(|low| low <= high))
    }
}
