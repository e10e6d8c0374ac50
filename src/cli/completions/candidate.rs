//! What may come next, made safe.

use clap::builder::StyledStr;
use clap_complete::CompletionCandidate;

use crate::report::plain::clean;
use crate::text::characters::hidden;

/// How much of a description is told, in characters: a line beside what it describes.
const LONGEST_HELP: usize = 72;

/// What may come next, safe to be handed to a shell.
pub(super) struct Candidate {
    pub(super) value: String,
    /// What it means, in a line.
    pub(super) help: Option<String>,
}

impl Candidate {
    /// `None` where a shell or a terminal would make something else of it: names come from files.
    pub(super) fn of(found: &CompletionCandidate) -> Option<Self> {
        let value = found.get_value().to_str().filter(|value| is_plain(value))?;
        let help = found.get_help().map(in_a_line).filter(|help| !help.is_empty());
        Some(Self { value: value.to_owned(), help })
    }
}

fn is_plain(value: &str) -> bool {
    !value.contains(['\n', '\t']) && hidden(value).next().is_none()
}

/// A description as one line without anything that steers a terminal, cut where it is long.
fn in_a_line(help: &StyledStr) -> String {
    let text = clean(&help.to_string());
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_HELP) {
        None => line,
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
    }
}
