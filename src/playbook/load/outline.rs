//! The first round: every stage and question, their conditions left for the second.

use std::collections::BTreeMap;

use crate::format::limits::{MOST_QUESTIONS, MOST_STAGES};
use crate::format::playbook::STAGE;
use crate::playbook::{QuestionIndex, Stage, StageIndex, Subject, Value, ValueIndex};
use crate::text::source::{Finding, Findings, Span};
use crate::text::yaml::Node;
use crate::text::yaml::fields::{self, Fields};

use super::ids::{self, Taken};
use super::limits;
use super::outlined::{OutlinedQuestion, OutlinedStage, OutlinedValue};
use super::questions;

/// Stages and questions as far as they can be read without looking at each other.
pub(super) struct Outline<'n> {
    pub(super) stages: Vec<OutlinedStage<'n>>,
    pub(super) questions: Vec<OutlinedQuestion<'n>>,
    /// Values as far as they have been read.
    pub(super) values: Vec<OutlinedValue>,
    places: BTreeMap<String, QuestionIndex>,
    /// It holds as many questions as it may, and that there are more was noted.
    is_full: bool,
}

impl<'n> Outline<'n> {
    /// Reads the list of stages.
    pub(super) fn read(stages: Option<&'n Node>, findings: &Findings) -> Self {
        let mut outline = Self {
            stages: Vec::new(),
            questions: Vec::new(),
            values: Vec::new(),
            places: BTreeMap::new(),
            is_full: false,
        };
        let Some(node) = stages else { return outline };
        let Some(items) = fields::list(node, "`stages`", findings) else { return outline };
        if items.is_empty() {
            let message = "`stages` is empty; a playbook has at least one stage";
            findings.add(Finding::error(node.span.clone(), message));
        }
        let (mut stage_ids, mut question_ids) = (Taken::new("stage"), Taken::new("question"));
        let items = limits::at_most(MOST_STAGES, items, || {
            findings.add(limits::too_many(node, MOST_STAGES, "stages"));
        });
        for item in items {
            if let Some(fields) = STAGE.read(item, findings) {
                outline.read_stage(&fields, &mut stage_ids, &mut question_ids, findings);
            }
        }
        outline
    }

    /// The place of the question with this id; of the first one, should there be several.
    pub(super) fn find(&self, id: &str) -> Option<QuestionIndex> {
        self.places.get(id).copied()
    }

    /// The place of the value with this id; of the first one, should there be several.
    pub(super) fn find_value(&self, id: &str) -> Option<ValueIndex> {
        self.values.iter().position(|outlined| outlined.value.id == id).map(ValueIndex)
    }

    /// What a condition means by an id.
    pub(super) fn find_subject(&self, id: &str) -> Option<Subject> {
        let value = || self.find_value(id).map(Subject::Value);
        self.find(id).map(Subject::Question).or_else(value)
    }

    /// The questions that a value is worked out from, each once.
    pub(super) fn questions_of(&self, value: ValueIndex) -> Vec<QuestionIndex> {
        let values: Vec<Value> = self.values.iter().map(|one| one.value.clone()).collect();
        values.get(value.0).map(|value| value.is.questions(&values)).unwrap_or_default()
    }

    /// The ids of all that conditions test.
    pub(super) fn tested_ids(&self) -> impl Iterator<Item = &str> {
        self.ids().chain(self.values.iter().map(|outlined| outlined.value.id.as_str()))
    }

    /// The ids of all questions.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|outlined| outlined.question.id.as_str())
    }

    /// Where the ids of the questions and values stand.
    pub(super) fn spans(&self) -> BTreeMap<Subject, Span> {
        let questions = self.questions.iter().enumerate();
        let questions = questions.map(|(place, outlined)| {
            (Subject::Question(QuestionIndex(place)), outlined.span.clone())
        });
        let values = self.values.iter().enumerate();
        let values = values
            .map(|(place, outlined)| (Subject::Value(ValueIndex(place)), outlined.span.clone()));
        questions.chain(values).collect()
    }

    fn read_stage(
        &mut self,
        fields: &Fields<'n, '_>,
        stage_ids: &mut Taken,
        question_ids: &mut Taken,
        findings: &Findings,
    ) {
        let id = fields.required("id").and_then(|node| ids::id(node, "a stage", findings));
        if let Some(id) = &id {
            stage_ids.take(id, findings);
        }
        let start = self.questions.len();
        if let Some(node) = fields.optional("questions") {
            self.read_questions(node, question_ids, findings);
        }
        self.stages.push(OutlinedStage {
            stage: Stage {
                id: id.map(|id| id.text).unwrap_or_default(),
                title: fields.line("title"),
                buyer_asks: fields.text("buyer_asks"),
                verified_when: None,
                prepare: None,
                advice: fields.optional_text("advice"),
                sources: fields.optional_texts("sources"),
                questions: start..self.questions.len(),
            },
            verified_when: fields.optional("verified_when"),
            prepare: fields.optional("prepare"),
        });
    }

    fn read_questions(&mut self, node: &'n Node, taken: &mut Taken, findings: &Findings) {
        let Some(items) = fields::list(node, "`questions`", findings) else { return };
        let stage = StageIndex(self.stages.len());
        let left = MOST_QUESTIONS.saturating_sub(self.questions.len());
        let items = limits::at_most(left, items, || {
            if !std::mem::replace(&mut self.is_full, true) {
                findings.add(limits::too_many(node, MOST_QUESTIONS, "questions"));
            }
        });
        for item in items {
            if let Some(outlined) = questions::read(item, stage, taken, findings) {
                let index = QuestionIndex(self.questions.len());
                self.places.entry(outlined.question.id.clone()).or_insert(index);
                self.questions.push(outlined);
            }
        }
    }
}
