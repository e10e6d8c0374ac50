//! A source as turns: who spoke, when, and which words.

use jiff::civil::Date;

/// The largest source that is read, in MiB: a day of talk with a time for every word.
pub const MOST_MIB: u64 = 20;

/// What was said in a talk, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// What kind of file it is.
    pub format: SourceFormat,
    /// The turns.
    pub turns: Vec<Turn>,
    /// The day of the talk, where the source tells it.
    pub date: Option<Date>,
    /// How its characters are encoded, where that was guessed.
    pub guessed_encoding: Option<&'static str>,
    /// Its text, for who looks for lines of notes.
    pub text: String,
}

/// Words in a row by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who said them, as the source writes it; `None` where it does not.
    pub speaker: Option<String>,
    /// When they began, in milliseconds since the talk did.
    pub start: Option<u64>,
    /// The words, over several lines perhaps.
    pub text: String,
    /// The line on which they begin, counted from 1.
    pub line: usize,
}

/// What kind of file a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceFormat {
    /// WebVTT.
    WebVtt,
    /// SubRip.
    SubRip,
    /// What a recorder writes as JSON.
    Json,
    /// A vCon, the IETF's container of a conversation.
    VCon,
    /// Text: a transcript with names, or notes.
    Text,
}

/// Why a source can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", match .line { Some(line) => format!("line {line}: {problem}"), None => problem.clone() })]
pub struct SourceError {
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub problem: String,
}

impl SourceError {
    pub(super) fn at(line: usize, problem: impl Into<String>) -> Self {
        Self { line: Some(line), problem: problem.into() }
    }

    pub(super) fn of(problem: impl Into<String>) -> Self {
        Self { line: None, problem: problem.into() }
    }
}

impl Transcript {
    /// Who speaks in it, each once, in the order in which they begin to.
    pub fn speakers(&self) -> Vec<&str> {
        let mut seen = std::collections::HashSet::new();
        let speakers = self.turns.iter().filter_map(|turn| turn.speaker.as_deref());
        speakers.filter(|speaker| seen.insert(*speaker)).collect()
    }
}

impl SourceFormat {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::WebVtt => "WebVTT",
            Self::SubRip => "SubRip",
            Self::Json => "JSON",
            Self::VCon => "vCon",
            Self::Text => "text",
        }
    }
}
