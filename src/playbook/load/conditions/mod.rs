//! Conditions: maps of questions to tests, joined by `all`, `any` and `not`.

use crate::format::reserved::NOT_YET_A_JOINER;
use crate::playbook::{Condition, Kind, Question, QuestionIndex, Subject, ValueIndex};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Span, nearest};
use crate::text::yaml::fields::{self, quoted_list};
use crate::text::yaml::{Entry, Node};

use super::outline::Outline;

mod comparisons;
mod operators;

use operators::MOST_LISTED;
pub(super) use operators::no_option;

/// What names a question.
#[derive(Debug, Clone, Copy)]
pub(super) enum Naming {
    /// A condition.
    Condition,
    /// The points of its answers.
    Points,
}

/// What an id should have named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A question.
    Asked,
    /// A question or a value.
    Tested,
}

/// Reads conditions on the questions of a playbook.
pub(super) struct Conditions<'a> {
    outline: &'a Outline<'a>,
    findings: &'a Findings,
}

impl<'a> Conditions<'a> {
    /// Conditions on these questions.
    pub(super) fn on(outline: &'a Outline<'a>, findings: &'a Findings) -> Self {
        Self { outline, findings }
    }

    /// Reads a condition. `None` where something in it is wrong, which is noted.
    pub(super) fn read(&self, node: &Node) -> Option<Condition> {
        if let Some(items) = node.as_sequence() {
            let message = "a condition must be a map of questions to tests, not a list";
            let help = "write `all: […]` where every one must hold, `any: […]` where one must";
            self.findings.add(Finding::error(node.span.clone(), message).help(help));
            for item in items.iter().filter(|item| item.as_mapping().is_some()) {
                self.read(item);
            }
            return None;
        }
        let entries = fields::mapping(node, "a condition", self.findings)?;
        if entries.is_empty() {
            let message = "this condition is empty; it would always hold";
            self.findings.add(Finding::error(node.span.clone(), message));
            return None;
        }
        let parts: Vec<Option<Condition>> = entries.iter().map(|entry| self.entry(entry)).collect();
        joined(parts.into_iter().collect::<Option<Vec<Condition>>>()?)
    }

    /// Reads a list of question ids, each kept once.
    pub(super) fn question_list(&self, node: &Node, what: &str) -> Vec<QuestionIndex> {
        let mut questions = Vec::new();
        for item in fields::list(node, what, self.findings).unwrap_or_default() {
            let id = fields::scalar(item, "a question's id", self.findings);
            let Some(id) = id.map(|scalar| &*scalar.text) else { continue };
            match self.outline.find(id) {
                Some(question) if questions.contains(&question) => {}
                Some(question) => questions.push(question),
                None => {
                    self.findings.add(self.nothing_called(id, item.span.clone(), What::Asked));
                }
            }
        }
        questions
    }

    fn entry(&self, entry: &Entry) -> Option<Condition> {
        match &*entry.key {
            "all" => self.parts(entry).map(Condition::All),
            "any" => self.parts(entry).map(Condition::Any),
            "not" => self.read(&entry.value).map(|part| Condition::Not(Box::new(part))),
            NOT_YET_A_JOINER => {
                let message = format!("`{NOT_YET_A_JOINER}` is reserved and means nothing yet");
                let finding = Finding::error(entry.key_span.clone(), message);
                self.findings.add(finding.did_you_mean(Some("any")));
                None
            }
            _ => self.tests(entry),
        }
    }

    /// The conditions in the list under `all` or `any`.
    fn parts(&self, entry: &Entry) -> Option<Vec<Condition>> {
        let key = &entry.key;
        let items = fields::list(&entry.value, format_args!("`{key}`"), self.findings)?;
        if items.is_empty() {
            let message = format!("`{key}` lists no condition");
            self.findings.add(Finding::error(entry.value.span.clone(), message));
            return None;
        }
        let parts: Vec<Option<Condition>> = items.iter().map(|item| self.read(item)).collect();
        parts.into_iter().collect()
    }

    /// The question that an entry names, which something can be said of; `None` where it can't, which
    /// is noted.
    pub(super) fn named(&self, entry: &Entry, by: Naming) -> Option<(QuestionIndex, &'a Question)> {
        let Some(index) = self.outline.find(&entry.key) else {
            let what = match by {
                Naming::Condition => What::Tested,
                Naming::Points => What::Asked,
            };
            self.findings.add(self.nothing_called(&entry.key, entry.key_span.clone(), what));
            return None;
        };
        let outlined = self.outline.questions.get(index.0)?;
        if !outlined.has_kind {
            return None;
        }
        let question = &outlined.question;
        if question.kind == Kind::Text {
            let (cant, leave_out) = match by {
                Naming::Condition => ("no condition can test", "leave it out of the condition"),
                Naming::Points => ("no points can be given for", "leave the signal out"),
            };
            let message = format!("{cant} `{}`: it is a text", question.id);
            let finding = Finding::error(entry.key_span.clone(), message);
            self.findings.add(
                finding
                    .related(outlined.span.clone(), "its type is `text`")
                    .help(format!("ask it as a `choice`, or {leave_out}")),
            );
            return None;
        }
        Some((index, question))
    }

    fn tests(&self, entry: &Entry) -> Option<Condition> {
        if let Some(Subject::Value(value)) = self.outline.find_subject(&entry.key) {
            return self.tests_on_value(value, entry);
        }
        let (index, question) = self.named(entry, Naming::Condition)?;
        let tests = operators::read(question, &entry.value, self.findings)?;
        let subject = Subject::Question(index);
        joined(tests.into_iter().map(|test| Condition::Test(subject, test)).collect())
    }

    fn tests_on_value(&self, index: ValueIndex, entry: &Entry) -> Option<Condition> {
        let value = &self.outline.values.get(index.0)?.value;
        let tests = operators::read_on_value(value, &entry.value, self.findings)?;
        let subject = Subject::Value(index);
        joined(tests.into_iter().map(|test| Condition::Test(subject, test)).collect())
    }

    /// That no question, or nothing that can be tested, has an id.
    fn nothing_called(&self, id: &str, span: Span, what: What) -> Finding {
        let has_values = what == What::Tested && !self.outline.values.is_empty();
        let called = if has_values { "question or value" } else { "question" };
        let finding = Finding::error(span, format!("there is no {called} {}", quoted(id)));
        if self.findings.is_full() {
            return finding;
        }
        let asked = self.outline.ids().count();
        let ids = self.outline.tested_ids().take(if has_values { usize::MAX } else { asked });
        let ids: Vec<&str> = ids.collect();
        let meant = nearest(id, ids.iter().copied());
        if meant.is_none() && (1..=MOST_LISTED).contains(&ids.len()) {
            let all = if has_values { "questions and values" } else { "questions" };
            return finding.help(format!("the {all} are {}", quoted_list(&ids, "and")));
        }
        finding.did_you_mean(meant)
    }
}

/// One part as it is, several as `all`.
fn joined(mut parts: Vec<Condition>) -> Option<Condition> {
    if parts.len() > 1 { Some(Condition::All(parts)) } else { parts.pop() }
}
