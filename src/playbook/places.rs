//! Where things stand in a playbook's file, for those who point at them.

use super::{Playbook, QuestionIndex, RuleIndex, StageIndex};
use crate::text::source::{SourceFile, Span};
use crate::text::yaml::{Entry, Node};

/// The text of a sound playbook, and where things stand in it.
#[derive(Debug, Clone)]
pub struct Places {
    file: SourceFile,
    root: Node,
}

/// A place in a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What is pointed at.
    pub span: Span,
    /// The key that it stands under, or itself where it is one; of an item of a list its first key.
    pub key: Span,
}

impl Place {
    /// The key alone.
    pub fn at_key(self) -> Self {
        Self { span: self.key.clone(), key: self.key }
    }
}

impl Places {
    pub(super) fn new(file: SourceFile, root: Node) -> Self {
        Self { file, root }
    }

    /// The text.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// The text, with the places given up.
    pub fn into_file(self) -> SourceFile {
        self.file
    }

    /// What stands under a path of keys from the top, as `["offer", "not_for"]`; of what is not
    /// there the last key that is; the file's beginning where there is none.
    pub fn value(&self, path: &[&str]) -> Place {
        value_in(Some(&self.root), path).unwrap_or(Place { span: 0..0, key: 0..0 })
    }

    /// The last key of a path of keys from the top, as far as it leads.
    pub fn key(&self, path: &[&str]) -> Place {
        self.value(path).at_key()
    }

    /// What stands under a path of keys in a stage; its id where that is not there.
    pub fn stage(&self, stage: StageIndex, path: &[&str]) -> Place {
        in_item(self.stage_node(stage), path)
    }

    /// What stands under a path of keys in a question; its id where that is not there.
    pub fn question(&self, playbook: &Playbook, question: QuestionIndex, path: &[&str]) -> Place {
        in_item(self.question_node(playbook, question), path)
    }

    /// What stands under a path of keys in a rule; its id where that is not there.
    pub fn rule(&self, playbook: &Playbook, rule: RuleIndex, path: &[&str]) -> Place {
        in_item(self.rule_node(playbook, rule), path)
    }

    /// What stands under a key of a band; its id where that is not there.
    pub fn band(&self, band: usize, key: &str) -> Place {
        let bands = self.root.get("fit").and_then(|fit| fit.value.get("bands"));
        let bands = bands.and_then(|bands| bands.value.as_sequence());
        in_item(bands.and_then(|bands| bands.get(band)), &[key])
    }

    /// An option of a question: its key.
    pub fn option(&self, playbook: &Playbook, question: QuestionIndex, option: &str) -> Place {
        let options = self
            .question_node(playbook, question)
            .and_then(|node| node.get("options"))
            .and_then(|options| options.value.get(option));
        match options {
            Some(entry) => Place { span: entry.key_span.clone(), key: entry.key_span.clone() },
            None => self.question(playbook, question, &[]),
        }
    }

    fn stage_node(&self, stage: StageIndex) -> Option<&Node> {
        self.root.get("stages")?.value.as_sequence()?.get(stage.0)
    }

    fn question_node(&self, playbook: &Playbook, question: QuestionIndex) -> Option<&Node> {
        let stage = playbook.question(question).stage;
        let place = question.0.checked_sub(playbook.stage(stage).questions.start)?;
        self.stage_node(stage)?.get("questions")?.value.as_sequence()?.get(place)
    }

    fn rule_node(&self, playbook: &Playbook, rule: RuleIndex) -> Option<&Node> {
        let key = playbook.rule(rule).kind.list();
        let before = &playbook.rules[..rule.0];
        let place = before.iter().filter(|other| other.kind.list() == key).count();
        self.root.get("fit")?.value.get(key)?.value.as_sequence()?.get(place)
    }
}

/// What stands under a path in an item of a list, else the item's id.
fn in_item(item: Option<&Node>, path: &[&str]) -> Place {
    value_in(item, path)
        .filter(|_| !path.is_empty())
        .or_else(|| value_in(item, &["id"]))
        .unwrap_or(Place { span: 0..0, key: 0..0 })
}

/// What stands under a path of keys, as far as it leads.
fn value_in(node: Option<&Node>, path: &[&str]) -> Option<Place> {
    let mut node = node?;
    let mut last: Option<&Entry> = None;
    for (depth, key) in path.iter().enumerate() {
        match node.get(key) {
            Some(entry) => {
                last = Some(entry);
                node = &entry.value;
            }
            None if depth > 0 => break,
            None => return None,
        }
    }
    let entry = last?;
    Some(Place { span: entry.value.span.clone(), key: entry.key_span.clone() })
}
