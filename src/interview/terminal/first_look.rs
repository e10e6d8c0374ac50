//! The moment after a question has come, in which an Enter is no answer to it.

use std::time::{Duration, Instant};

/// Nobody reads a question in it: to answer a mere flash of light takes people a fifth of a second, and
/// these are words. Who presses Enter sooner, means what stood there before.
const FIRST_LOOK: Duration = Duration::from_millis(300);

/// The first look at a prompt. While it lasts, an Enter takes nothing that the person has not seen.
#[derive(Debug, Clone)]
pub(super) struct FirstLook {
    /// When the prompt came; `None` once the look is over.
    began: Option<Instant>,
}

impl FirstLook {
    /// At a prompt where Enter takes what we preselected: the look begins now.
    pub(super) fn begin() -> Self {
        Self { began: Some(Instant::now()) }
    }

    /// At a prompt where Enter leaves all as the person said before: that may be passed over at
    /// once.
    pub(super) fn at_what_is_known() -> Self {
        Self { began: None }
    }

    /// The person has typed or moved here, and so has looked.
    pub(super) fn end(&mut self) {
        self.began = None;
    }

    /// Whether an Enter is meant for this prompt.
    pub(super) fn is_over(&self) -> bool {
        self.began.is_none_or(|began| began.elapsed() >= FIRST_LOOK)
    }
}

impl Default for FirstLook {
    fn default() -> Self {
        Self::begin()
    }
}

#[cfg(test)]
impl FirstLook {
    /// A look that a slow machine does not end.
    pub(super) fn that_lasts() -> Self {
        Self { began: Some(Instant::now() + Duration::from_secs(3600)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_ends_with_its_time_or_with_the_first_thing_done() {
        let mut look = FirstLook::that_lasts();
        assert!(!look.is_over());
        look.end();
        assert!(look.is_over());
        assert!(FirstLook { began: Instant::now().checked_sub(FIRST_LOOK) }.is_over());
        assert!(FirstLook::at_what_is_known().is_over());
    }
}
