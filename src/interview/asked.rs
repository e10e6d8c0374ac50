//! What is asked in plain lines, to be shown once more to who comes back to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a conversation in plain lines asks at any moment; every copy is of the same conversation.
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<Mutex<Standing>>);

/// What stands on the screen since the last question began.
#[derive(Debug, Default)]
struct Standing {
    lines: String,
    /// What stands before the reply, while one is waited for.
    prompt: Option<String>,
}

impl Asked {
    /// Shows all of what is asked, if a reply is waited for. None is heard meanwhile.
    pub fn show_again(&self, show: impl FnOnce(&str)) {
        let standing = self.standing();
        if let Some(prompt) = &standing.prompt {
            show(&format!("{}{prompt}", standing.lines));
        }
    }

    /// Something else is asked from here on.
    pub(super) fn begin(&self) {
        self.standing().lines.clear();
    }

    /// One line more of what is asked.
    pub(super) fn add(&self, line: &str) {
        let mut standing = self.standing();
        standing.lines.push_str(line);
        standing.lines.push('\n');
    }

    /// A reply is waited for once this has been shown.
    pub(super) fn wait<T>(&self, prompt: &str, show: impl FnOnce(&str) -> T) -> T {
        let mut standing = self.standing();
        standing.prompt = Some(prompt.to_owned());
        show(prompt)
    }

    /// A reply has come.
    pub(super) fn hear(&self) {
        self.standing().prompt = None;
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
