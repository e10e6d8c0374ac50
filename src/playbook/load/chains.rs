//! Chains of `when`: none may run in a circle, for no question in one could ever be asked, and
//! none may be very long.

use crate::format::limits::LONGEST_CHAIN;
use crate::format::reserved;
use crate::playbook::{QuestionIndex, Subject};
use crate::text::source::{Finding, Findings, Span};
use crate::text::yaml::Node;

use super::outline::Outline;

/// Notes every circle that a walk along the chains comes upon, and chains that are too long. It
/// goes by the questions that conditions name, so that one that is wrong elsewhere hides nothing.
pub(super) fn refuse(outline: &Outline<'_>, findings: &Findings) {
    let named = outline.questions.iter().map(|outlined| {
        let mut named = Vec::new();
        if let Some(when) = outlined.when {
            gather(when, outline, &mut named);
        }
        named
    });
    let named: Vec<Vec<Named>> = named.collect();
    let mut walk = Walk {
        named: &named,
        path: Vec::new(),
        lengths: vec![UNKNOWN; named.len()],
        circles: Vec::new(),
    };
    for question in 0..named.len() {
        walk.visit(QuestionIndex(question), 0..0);
    }
    for circle in &walk.circles {
        findings.add(finding(circle, outline));
    }
    // The first question that has to wait too long; those that wait for it need no mention.
    if let Some(place) = walk.lengths.iter().position(|length| *length == LONGEST_CHAIN + 1)
        && let Some(when) = outline.questions.get(place).and_then(|outlined| outlined.when)
    {
        let message = format!("this waits for a chain of more than {LONGEST_CHAIN} questions");
        findings.add(Finding::error(when.span.clone(), message));
    }
}

/// A question that a condition names, and where.
struct Named {
    question: QuestionIndex,
    span: Span,
}

/// Adds the questions that a condition names, be it by way of a value, each once.
fn gather(condition: &Node, outline: &Outline<'_>, named: &mut Vec<Named>) {
    for item in condition.as_sequence().unwrap_or_default() {
        gather(item, outline, named);
    }
    for entry in condition.as_mapping().unwrap_or_default() {
        if reserved::JOINERS.contains(&&*entry.key) {
            gather(&entry.value, outline, named);
        } else if let Some(subject) = outline.find_subject(&entry.key) {
            let questions = match subject {
                Subject::Question(question) => vec![question],
                Subject::Value(value) => outline.questions_of(value),
            };
            for question in questions {
                if named.iter().all(|known| known.question != question) {
                    named.push(Named { question, span: entry.key_span.clone() });
                }
            }
        }
    }
}

/// A length that is not known yet.
const UNKNOWN: usize = usize::MAX;

/// A walk from each question to those that its `when` names.
struct Walk<'a> {
    named: &'a [Vec<Named>],
    /// The questions on the way, each with the place that names it.
    path: Vec<(QuestionIndex, Span)>,
    /// For each question how many wait for each other up to it.
    lengths: Vec<usize>,
    /// For each circle its questions, each with the place that names it.
    circles: Vec<Vec<(QuestionIndex, Span)>>,
}

impl Walk<'_> {
    /// Tells how many questions have to wait for each other up to this one. Goes no deeper than
    /// there are questions.
    fn visit(&mut self, question: QuestionIndex, span: Span) -> usize {
        if let Some(start) = self.path.iter().position(|(passed, _)| *passed == question) {
            let mut circle = self.path[start..].to_vec();
            circle[0].1 = span;
            self.circles.push(circle);
            return 0;
        }
        if self.lengths[question.0] == UNKNOWN {
            self.path.push((question, span));
            let waits_for = self.named[question.0]
                .iter()
                .map(|named| 1 + self.visit(named.question, named.span.clone()));
            self.lengths[question.0] = waits_for.max().unwrap_or(0);
            self.path.pop();
        }
        self.lengths[question.0]
    }
}

/// Shows a circle where its first question names the second.
fn finding(circle: &[(QuestionIndex, Span)], outline: &Outline<'_>) -> Finding {
    let ids = circle.iter().chain(circle.first()).filter_map(|(index, _)| {
        outline.questions.get(index.0).map(|outlined| outlined.question.id.as_str())
    });
    let ids: Vec<&str> = ids.collect();
    let message = match ids.as_slice() {
        [one, _] => format!("the `when` of `{one}` tests `{one}` itself"),
        _ => format!("these questions wait for each other: {}", ids.join(" → ")),
    };
    let place = circle.get(1).or(circle.first()).map_or(0..0, |(_, span)| span.clone());
    let help = "a question can be asked only after those that its `when` names";
    Finding::error(place, message).help(help)
}
