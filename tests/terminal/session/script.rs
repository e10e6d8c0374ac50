//! What is said and done in the recorded session.

/// The command line that starts it.
pub(crate) const COMMAND: &str = "coach start acme";

/// One thing done, and what is seen then.
pub(crate) struct Step {
    pub(crate) keys: &'static str,
    /// Words that are on the screen once it has been drawn.
    pub(crate) shows: &'static str,
    /// How long the picture stands.
    pub(crate) seconds: f64,
}

const DOWN: &str = "\x1b[B";
const DOWN_TWO: &str = "\x1b[B\x1b[B";
const DOWN_THREE: &str = "\x1b[B\x1b[B\x1b[B";
const ESCAPE: &str = "\x1b";
const ENTER: &str = "\r";

const fn step(keys: &'static str, shows: &'static str, seconds: f64) -> Step {
    Step { keys, shows, seconds }
}

/// A talk that ends early: nobody will pay for it.
pub(crate) const SCRIPT: &[Step] = &[
    step("", "What do you call this deal?", 1.5),
    step(ENTER, "1 of about", 4.0),
    step("Orders get lost between our two offices", "two offices", 1.5),
    step(ENTER, "How do you know?", 1.5),
    step("b", "2 of about", 3.0),
    step(ENTER, "How do you know?", 1.5),
    step("b", "3 of about", 3.0),
    step(DOWN, "❯ 2 They described", 0.8),
    step(ENTER, "How do you know?", 1.5),
    step("b", "4 of about", 3.0),
    step(DOWN_THREE, "❯ Not known yet", 0.8),
    step(ENTER, "5 of about", 3.0),
    step(DOWN, "❯ Not set aside", 0.8),
    step(ENTER, "How do you know?", 1.5),
    step("b", "6 of about", 3.0),
    step(ESCAPE, "❯ Not set aside", 2.0),
    step(DOWN_TWO, "❯ There is none", 0.8),
    step(ENTER, "How do you know?", 1.5),
    step("b", "Settled: no fit", 4.0),
    step(ENTER, "The same without questions", 9.0),
];
