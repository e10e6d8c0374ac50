//! A stage, a question and a value as the first round leaves them: all but what they say of others.

use crate::playbook::{Question, Stage, Value};
use crate::text::source::Span;
use crate::text::yaml::Node;

/// A stage, its conditions left unread.
pub(super) struct OutlinedStage<'n> {
    pub(super) stage: Stage,
    pub(super) verified_when: Option<&'n Node>,
    pub(super) prepare: Option<&'n Node>,
}

/// A question, its condition left unread.
pub(super) struct OutlinedQuestion<'n> {
    pub(super) question: Question,
    /// Where its id stands.
    pub(super) span: Span,
    /// Whether its type could be read; else nothing can be said of tests on it.
    pub(super) has_kind: bool,
    pub(super) when: Option<&'n Node>,
}

/// A value.
pub(super) struct OutlinedValue {
    pub(super) value: Value,
    /// Where its id stands.
    pub(super) span: Span,
}
