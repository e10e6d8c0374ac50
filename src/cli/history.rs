//! `coach history`: how a deal came to where it is.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Exit;
use super::deals::{open, the_deal};
use super::inputs::{PlaybookArguments, parse_date, today};
use super::output::{Destination, Notes};
use crate::engine::Engine;
use crate::report::history::{History, json, markdown, text};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach history acme                      what was learned when, and what turned the verdict
  coach history acme --since 2026-11-03   what is new since the last talk
  coach history acme --as-of 2027-01-15   what is too old to go by on that day
  coach history acme -f markdown          as a note for your CRM
  coach history acme -f json              for scripts
  coach history - < acme.deal.yaml        a deal from standard input

What was learned after the talk before the latest stands in the brief, too: coach brief acme";

/// Tell what was learned when in a deal, what turned the verdict, and what goes stale when
///
/// Day by day, the oldest first: what was learned, and what it took the place of. Where the verdict
/// turned, the fewest answers of that day that did it. Facts without a date come first, and count as
/// known from the beginning, unless the deal's `history` tells when they came in place of others.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct HistoryArguments {
    /// A deal file; `-` reads a deal from standard input
    #[arg(value_name = "DEAL")]
    deal: String,
    /// Only what was learned after this day, with one line on what was known by then
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<Date>,
    /// The day on which ages are counted: 2026-11-24; otherwise today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
    #[command(flatten)]
    playbook: PlaybookArguments,
    /// How it is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: HistoryFormat,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HistoryFormat {
    /// A page to read
    Text,
    /// For scripts
    Json,
    /// For a CRM note or a pull request
    Markdown,
}

impl HistoryFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text | Self::Markdown => Syntax::Text,
            Self::Json => Syntax::Json,
        }
    }
}

pub(super) fn run(arguments: &HistoryArguments, notes: Notes) -> anyhow::Result<Exit> {
    let input = the_deal(&arguments.deal)?;
    let chosen = arguments.playbook.choose(notes)?;
    let (unread, playbook) = open(&input, &chosen, notes)?;
    let deal = unread.read(&playbook)?;
    let freshness = chosen.freshness_on(arguments.as_of.unwrap_or_else(today));
    let history = History::of(&Engine::new(&playbook), &playbook, &deal, freshness);
    arguments.write(&match arguments.since {
        Some(date) => history.since(date),
        None => history,
    })?;
    Ok(Exit::Done)
}

impl HistoryArguments {
    fn write(&self, history: &History) -> anyhow::Result<()> {
        let destination = Destination::of(self.output.as_deref());
        destination.write(self.format.syntax(), |out| match self.format {
            HistoryFormat::Text => text::write(history, destination.width(), out),
            HistoryFormat::Json => json::write(history, out),
            HistoryFormat::Markdown => markdown::write(history, out),
        })
    }
}
