//! The arguments of `coach hear`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::cli::asking::Manner;
use crate::cli::inputs::{PlaybookArguments, parse_day_until_today, parse_name};
use crate::cli::output::Destination;
use crate::report::hearing::{Hearing, json, text};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach hear calls/2026-11-03.vtt --deal acme --buyer 'Dana Keller' --facts facts.json
  coach hear calls/2026-11-03.vtt --deal acme --buyer Dana --buyer Kim --facts - --yes < facts.json
  coach hear notes.md --deal acme --by 'Dana Keller'   lines such as `money: agreed`

The facts are a JSON list, as any program or assistant can write it:
  [{ \"question\": \"money\", \"answer\": \"agreed\", \"quote\": \"Their words, as they stand there.\" }]

Exit status: 0 done, 1 something was refused with --strict, 2 wrong usage or a wrong file.";

/// Take from a transcript or notes what the buyer said, and only what they said
///
/// Each proposal of --facts is tried: where its quote stands in the source, word for word, in a turn of
/// one of the buyer's, it is what they said, kept with the quote, the place, who said it and when.
/// Anything else becomes an assumption, with the reason told, or is refused with --strict. Case, marks,
/// white space and sounds such as "um" may differ; nothing else.
///
/// Without --facts the source is notes: lines `question: answer`, by the question's id or its words.
///
/// The source is WebVTT, SubRip, text with names before the words, JSON of a recorder, or a vCon, and
/// lies in the deal's folder or below. Everything is shown before anything is written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct HearArguments {
    /// The transcript or notes, in the deal's folder or below
    #[arg(value_name = "SOURCE")]
    pub(super) source: PathBuf,
    /// The deal file; a bare name means NAME.deal.yaml here. One that is not there is begun
    #[arg(long, value_name = "DEAL")]
    pub(super) deal: String,
    /// Who in the source speaks for the buyer, by the name that it has there; repeatable
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    pub(super) buyer: Vec<String>,
    #[command(flatten)]
    pub(super) said: HeardArguments,
    #[command(flatten)]
    pub(super) playbook: PlaybookArguments,
    /// How it is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(super) format: HearFormat,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
}

/// What is proposed, and what is done with it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Answers")]
pub(super) struct HeardArguments {
    /// What is proposed to have been heard, a list in JSON; `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) facts: Option<PathBuf>,
    /// Refuse what was not heard, and take no assumption
    #[arg(long)]
    pub(super) strict: bool,
    /// Who said what stands in notes; otherwise the lines are assumptions
    #[arg(long, value_name = "NAME", value_parser = parse_name, conflicts_with = "facts")]
    pub(super) by: Option<String>,
    /// The day of the talk: 2026-11-24; otherwise as the source or its name says, else today
    #[arg(long, value_name = "DATE", value_parser = parse_day_until_today)]
    pub(super) date: Option<Date>,
    /// Keep all of it without a look, for scripts
    #[arg(long)]
    pub(super) yes: bool,
    /// Numbered lines in place of menus, answers read from standard input
    #[arg(long, conflicts_with = "yes", help_heading = "Conversation")]
    pub(super) plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum HearFormat {
    /// A page to read
    Text,
    /// For scripts
    Json,
}

impl HeardArguments {
    /// Who decides what is kept.
    pub(super) fn manner(&self) -> Manner {
        // What comes by standard input is the facts; nobody can answer there.
        let is_taken = self.facts.as_deref().is_some_and(|path| path.as_os_str() == "-");
        match Manner::of(self.plain, self.yes || is_taken) {
            Manner::Plain if is_taken => Manner::Unattended,
            manner => manner,
        }
    }
}

impl HearArguments {
    /// Writes what was heard to where the results go.
    pub(super) fn write(&self, hearing: &Hearing<'_>) -> anyhow::Result<()> {
        let destination = Destination::of(self.output.as_deref());
        let syntax = match self.format {
            HearFormat::Text => Syntax::Text,
            HearFormat::Json => Syntax::Json,
        };
        destination.write(syntax, |out| match self.format {
            HearFormat::Text => text::write(hearing, destination.width(), out),
            HearFormat::Json => json::write(hearing, out),
        })
    }
}
