//! One thing that is wrong at one place of a text.

use std::ops::Range;

/// A range of bytes in a text.
pub type Span = Range<usize>;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something to think about; it never fails anything.
    Note,
    /// Worth a look; nothing is lost by going on.
    Warning,
    /// The file can't be used as it stands.
    Error,
}

/// One thing that is wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, lower case, without a full stop, user input in backticks.
    pub message: String,
    /// Where it stands.
    pub span: Span,
    /// What is said right under the place; may be empty.
    pub label: String,
    /// A second place that explains the first ("first defined here").
    pub related: Option<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// A text that would be right in place of `span` ("did you mean").
    pub replacement: Option<String>,
    /// What could be written, and where.
    pub insertion: Option<Insertion>,
}

/// A text to be written at one place, and nothing taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Before this byte.
    pub at: usize,
    /// The text; whole lines where it starts at the beginning of one.
    pub text: String,
}

impl Finding {
    /// An error at a place.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            related: None,
            help: None,
            replacement: None,
            insertion: None,
        }
    }

    /// A warning at a place.
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, message) }
    }

    /// Adds what is said right under the place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a second place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what could be written.
    pub fn insertion(mut self, insertion: Insertion) -> Self {
        self.insertion = Some(insertion);
        self
    }

    /// Adds a text that was probably meant; `None` leaves the finding as it is.
    pub fn did_you_mean(mut self, candidate: Option<&str>) -> Self {
        self.replacement = candidate.map(str::to_owned);
        self
    }
}
