//! `coach playbook diff`: what a change of a playbook means.

mod deals;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::authoring::proofs::difference::Relation;
use crate::authoring::versions::Matching;
use crate::cli::Exit;
use crate::cli::deals::DealInputs;
use crate::cli::inputs::{LibraryArguments, load_playbook};
use crate::cli::output::{Destination, Notes};
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::playbook::library::{Library, is_path};
use crate::report::authoring::difference::text::TextOptions;
use crate::report::authoring::difference::{DifferenceReport, json, markdown, text};
use crate::report::pipeline_log::Syntax;
use deals::Versions;

const EXAMPLES: &str = "\
Examples:
  coach playbook diff old.yaml clinic.yaml             what the new one changes
  coach playbook diff old.yaml clinic.yaml deals/      and whose verdict flips
  coach playbook diff consultative mine.yaml           against a shipped one
  coach playbook diff old.yaml new.yaml -f markdown    for a pull request
  coach playbook diff old.yaml new.yaml --fail-on looser

The old version from git: git show main:clinic.yaml > old.yaml

How it is decided: over all prospects whose answers both take, a question that only one asks being
nothing to the other. Options and numbers that only one takes are told apart.
Exit status: 0 done, 1 what --fail-on names, 2 a file can't be read or is wrong.";

/// Tell what changes in meaning between two versions of a playbook
///
/// Proves whether the new one is equivalent, stricter, looser or neither, and shows the smallest
/// prospect whose verdict turns. Also told: what was added, renamed or taken out, and of the deals
/// given whose verdict flips, why, and which facts no longer fit.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiffArguments {
    /// The playbook as it was: an id, or a file
    #[arg(value_name = "OLD")]
    old: String,
    /// The playbook as it is now: an id, or a file
    #[arg(value_name = "NEW")]
    new: String,
    /// Deals to judge by both: files, folders, or patterns; those for other playbooks are left out
    #[arg(value_name = "DEAL")]
    deals: Vec<String>,
    #[command(flatten)]
    library: LibraryArguments,
    /// What makes the exit status 1; what can't be proven does so too
    #[arg(long, value_name = "CHANGE", help_heading = "What fails")]
    fail_on: Option<FailOn>,
    /// How it is written
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: DiffFormat,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Some get a lower verdict: a fit is none now, or not yet one
    Stricter,
    /// Some get a higher verdict: no fit is one now, or not yet one
    Looser,
    /// Any verdict may be another one, or an answer that bears on it is taken by one alone
    Any,
    /// The verdict of a deal that is given flips
    Flip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// A page to read; -v shows all of it
    Text,
    /// For scripts
    Json,
    /// For a pull request
    Markdown,
}

impl DiffFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text | Self::Markdown => Syntax::Text,
            Self::Json => Syntax::Json,
        }
    }
}

pub(super) fn run(arguments: &DiffArguments, notes: Notes) -> anyhow::Result<Exit> {
    let inputs = DealInputs::of(&arguments.deals);
    inputs.left_out().iter().for_each(|words| notes.say(words));
    let inputs = inputs.list;
    let library = arguments.library.library_of_here(notes)?;
    let [old, new] = [&arguments.old, &arguments.new].map(|name| loaded(&library, name));
    let (old, new) = (old?, new?);
    arguments.destination().refuse_what_is_to_stay()?;
    let matching = Matching::of(&old, &new);
    let engines = [Engine::new(&old), Engine::new(&new)];
    let names = [&arguments.old, &arguments.new].map(Clone::clone);
    let bar = notes.spinner("comparing them over all prospects");
    bar.tick();
    let mut report = DifferenceReport::of(&engines[0], &engines[1], &matching, names);
    let versions = Versions::new(&engines[0], &engines[1], &matching, &library);
    for input in &inputs {
        match versions.compare(input) {
            Some(deal) => report.deals.push(deal),
            None => report.other_deals += 1,
        }
    }
    bar.finish_and_clear();
    arguments.write(&report, notes)?;
    Ok(arguments.exit(&report))
}

/// A playbook by its id or its file; what is a file here needs no `./`.
fn loaded(library: &Library, name: &str) -> anyhow::Result<Playbook> {
    let is_file = !is_path(name) && Path::new(name).is_file();
    let name = if is_file { format!("./{name}") } else { name.to_owned() };
    load_playbook(library, &name, None)
}

impl DiffArguments {
    fn destination(&self) -> Destination<'_> {
        Destination::of(self.output.as_deref())
    }

    fn write(&self, report: &DifferenceReport, notes: Notes) -> anyhow::Result<()> {
        let everything = notes.is_verbose();
        let write = |width: usize, out: &mut dyn Write| -> io::Result<()> {
            match self.format {
                DiffFormat::Text => text::write(report, TextOptions { width, everything }, out),
                DiffFormat::Json => json::write(report, out),
                DiffFormat::Markdown => markdown::write(report, out),
            }
        };
        let destination = self.destination();
        destination.write(self.format.syntax(), |out| write(destination.width(), out))
    }

    /// 2 over 1 over 0.
    fn exit(&self, report: &DifferenceReport) -> Exit {
        let compared = || report.deals.iter().filter_map(|deal| deal.compared.as_ref().ok());
        let is_one_of = |relations: &[Relation]| relations.contains(&report.relation);
        let fails = match self.fail_on {
            None => false,
            Some(FailOn::Any) => report.changes_verdicts(),
            Some(FailOn::Flip) => compared().any(|deal| deal.flips() || !deal.is_settled()),
            Some(FailOn::Stricter) => {
                is_one_of(&[Relation::Stricter, Relation::Incomparable, Relation::NotProven])
            }
            Some(FailOn::Looser) => {
                is_one_of(&[Relation::Looser, Relation::Incomparable, Relation::NotProven])
            }
        };
        if compared().count() < report.deals.len() {
            Exit::Wrong
        } else if fails {
            Exit::CheckFailed
        } else {
            Exit::Done
        }
    }
}
