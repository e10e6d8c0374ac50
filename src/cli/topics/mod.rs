//! Topics of `coach help` that belong to no command.

use std::ffi::OsString;
use std::io::{self, Write};

use super::Exit;
use super::output::width_of_stdout;
use crate::text::styles::{Role, styled};

/// A topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    ExitCodes,
    Formats,
    Environment,
    Assistants,
}

impl Topic {
    const ALL: [Self; 4] = [Self::ExitCodes, Self::Formats, Self::Environment, Self::Assistants];

    /// The topic that is asked for, by `coach help TOPIC`.
    pub(super) fn asked_by(arguments: &[OsString]) -> Option<Self> {
        let words: Vec<&str> = arguments.iter().skip(1).filter_map(|one| one.to_str()).collect();
        match words[..] {
            ["help", topic] => Self::ALL.into_iter().find(|one| one.name() == topic),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::ExitCodes => "exit-codes",
            Self::Formats => "formats",
            Self::Environment => "environment",
            Self::Assistants => "assistants",
        }
    }

    /// Prints it.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::ExitCodes => exit_codes(out),
            Self::Formats => paragraphs(include_str!("formats.md"), out),
            Self::Environment => paragraphs(include_str!("environment.md"), out),
            Self::Assistants => paragraphs(include_str!("assistants.md"), out),
        }
    }
}

fn exit_codes(out: &mut dyn Write) -> io::Result<()> {
    for exit in Exit::ALL {
        let code = format!("{:>3}", exit.code());
        listed(&styled(&code, Role::Heading), code.len(), exit.meaning(), out)?;
    }
    let of_several =
        "With --exit-code and several deals: the first of 2, 10, 11, 12, 0 that occurs.";
    writeln!(out, "\n{}", textwrap::fill(of_several, width()))
}

/// Prose, and entries that begin with what they are about.
fn paragraphs(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in text.lines() {
        match line.strip_prefix("- ").and_then(|entry| entry.split_once(": ")) {
            Some((about, words)) => {
                writeln!(out, "{}", styled(about, Role::Heading))?;
                listed("", 2, words, out)?;
            }
            None => writeln!(out, "{}", textwrap::fill(line, width()))?,
        }
    }
    Ok(())
}

/// Words behind what they are about, which is so wide.
fn listed(about: &str, wide: usize, words: &str, out: &mut dyn Write) -> io::Result<()> {
    let gap = if about.is_empty() { 0 } else { 2 };
    let indent = " ".repeat(wide + gap);
    let lines = textwrap::wrap(words, width().saturating_sub(indent.len()).max(20));
    let first = if about.is_empty() { indent.clone() } else { format!("{about}  ") };
    writeln!(out, "{first}{}", lines.join(&format!("\n{indent}")))
}

/// A width at which prose is easy to read.
fn width() -> usize {
    width_of_stdout().clamp(30, 90)
}
