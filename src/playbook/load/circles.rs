//! Chains of `when` that run in a circle: no question in one could ever be asked.

use crate::playbook::QuestionIndex;
use crate::source::{Finding, Findings, Span};
use crate::yaml::Node;

use super::outline::Outline;

/// Notes every circle that a walk along the chains comes upon. It goes by the questions that
/// conditions name, so that a condition that is wrong elsewhere hides no circle.
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
        done: vec![false; named.len()],
        circles: Vec::new(),
    };
    for question in 0..named.len() {
        walk.visit(QuestionIndex(question), 0..0);
    }
    for circle in &walk.circles {
        findings.add(finding(circle, outline));
    }
}

/// A question that a condition names, and where.
struct Named {
    question: QuestionIndex,
    span: Span,
}

/// Adds the questions that a condition names, each once.
fn gather(condition: &Node, outline: &Outline<'_>, named: &mut Vec<Named>) {
    for item in condition.as_sequence().unwrap_or_default() {
        gather(item, outline, named);
    }
    for entry in condition.as_mapping().unwrap_or_default() {
        if matches!(entry.key.as_str(), "all" | "any" | "not") {
            gather(&entry.value, outline, named);
        } else if let Some(question) = outline.find(&entry.key)
            && named.iter().all(|known| known.question != question)
        {
            named.push(Named { question, span: entry.key_span.clone() });
        }
    }
}

/// A walk from each question to those that its `when` names.
struct Walk<'a> {
    named: &'a [Vec<Named>],
    /// The questions on the way, each with the place that names it.
    path: Vec<(QuestionIndex, Span)>,
    done: Vec<bool>,
    /// For each circle its questions, each with the place that names it.
    circles: Vec<Vec<(QuestionIndex, Span)>>,
}

impl Walk<'_> {
    /// Goes no deeper than there are questions.
    fn visit(&mut self, question: QuestionIndex, span: Span) {
        if let Some(start) = self.path.iter().position(|(passed, _)| *passed == question) {
            let mut circle = self.path.split_off(start);
            self.path.extend(circle.iter().cloned());
            circle[0].1 = span;
            self.circles.push(circle);
            return;
        }
        if self.done[question.0] {
            return;
        }
        self.path.push((question, span));
        for named in &self.named[question.0] {
            self.visit(named.question, named.span.clone());
        }
        self.path.pop();
        self.done[question.0] = true;
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
