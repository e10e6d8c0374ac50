//! What a playbook is held to beside itself.

/// How many questions a conversation may take, unless its author says otherwise.
pub const MOST_QUESTIONS: usize = 35;

/// What a playbook is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The most questions that a conversation may take until it is settled.
    pub most_questions: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { most_questions: MOST_QUESTIONS }
    }
}
