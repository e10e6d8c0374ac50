//! What is said and done in the recorded session: before a call, after it, and on Friday.

/// The deals that are there already.
pub(crate) const DEALS: [&str; 3] =
    ["greenhill-dental.deal.yaml", "kestrel-press.deal.yaml", "orchard-analytics.deal.yaml"];

/// One thing done, and what is seen then.
pub(crate) struct Step {
    pub(crate) keys: &'static str,
    /// Words that are on the screen once it has been drawn.
    pub(crate) shows: &'static str,
    /// How long the picture stands.
    pub(crate) seconds: f64,
}

const ENTER: &str = "\r";
const CLEAR: &str = "\x0c";

const fn step(keys: &'static str, shows: &'static str, seconds: f64) -> Step {
    Step { keys, shows, seconds }
}

/// A deal is begun before a call; in the call it turns out that nobody will pay; on Friday all are looked at.
pub(crate) const SCRIPT: &[Step] = &[
    step("", "$", 0.5),
    step("coach start acme", "coach start acme", 1.0),
    step(ENTER, "What do you call this deal?", 1.0),
    step(ENTER, "question 1", 3.0),
    step("Orders get lost between our two offices", "two offices", 1.0),
    step(ENTER, "question 2", 3.0),
    step("1", "❯ 1", 0.8),
    step(ENTER, "question 3", 3.0),
    step("2", "❯ 2", 0.8),
    step("a", "I assume it", 3.0),
    step("?", "See the brief", 3.0),
    step("2", "❯ 2 See", 0.8),
    step(ENTER, "Back to the question", 5.0),
    step(ENTER, "question 4", 1.5),
    step("?", "See the brief", 1.0),
    step("6", "❯ 6 Stop", 0.8),
    step(ENTER, "The same without questions", 3.0),
    step(CLEAR, "$", 0.5),
    step("coach log acme", "coach log acme", 1.0),
    step(ENTER, "Which question?", 2.0),
    step("money", "money", 0.8),
    step(ENTER, "kept as learned on", 3.0),
    step("4", "❯ 4", 0.8),
    step(ENTER, "Who said so?", 1.5),
    step("Dana, CFO", "Dana, CFO", 0.8),
    step(ENTER, "A note on it?", 1.0),
    step(ENTER, "Which question?", 1.0),
    step(ENTER, "A note on the talk", 1.0),
    step("She was glad to hear it now", "glad", 0.8),
    step(ENTER, "$", 5.0),
    step(CLEAR, "$", 0.5),
    step("coach deals --as-of 2026-11-27 --sort name", "--sort name", 1.0),
    step(ENTER, "Orchard", 6.0),
];
