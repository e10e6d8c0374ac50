//! `coach brief`: the brief of deals that are there, asking nothing and writing no deal.

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use anyhow::bail;
use clap::Args;

use super::inputs::{AnswerArguments, ChosenPlaybook, PlaybookArguments, misnamed};
use super::output::{Notes, OutputArguments};
use super::{Exit, failure};
use crate::deal::names::deal_path;
use crate::deal::{Deal, load};
use crate::engine::{Engine, Verdict};
use crate::playbook::Playbook;
use crate::report::brief::Brief;
use crate::report::brief::json::Layout;
use crate::text::source::read_file;

const EXAMPLES: &str = "\
Examples:
  coach brief acme                         the brief of acme.deal.yaml
  coach brief acme -f markdown -o acme.md  as a note for your CRM
  coach brief acme -a budget=approved      what if they said so? The deal stays as it is
  coach brief deals/*.deal.yaml -f json    one object a line
  coach brief acme --exit-code >/dev/null  0 fit, 10 no-fit, 11 undecided

Without a deal, from answers alone: coach start --no-input -a users=40";

/// Print the brief of one or more deals: verdict, reasons, what to ask and verify next
///
/// Asks nothing and never writes a deal. Of several deals, one that can't be read is reported in
/// its place, and the others are still done; the exit status is then 2.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BriefArguments {
    /// A deal file; a bare name means NAME.deal.yaml here
    #[arg(required = true, value_name = "DEAL")]
    deals: Vec<String>,
    #[command(flatten)]
    playbook: PlaybookArguments,
    #[command(flatten)]
    answers: AnswerArguments,
    #[command(flatten)]
    output: OutputArguments,
}

pub(super) fn run(arguments: &BriefArguments, notes: Notes) -> anyhow::Result<Exit> {
    let paths = arguments.deals.iter().flat_map(|deal| deal_path(deal));
    paths.into_iter().try_for_each(|path| arguments.output.spare(&path))?;
    let chosen = &arguments.playbook.choose(notes)?;
    match arguments.deals.as_slice() {
        [deal] => one(deal, chosen, arguments, notes),
        deals if arguments.answers.is_empty() => several(deals, chosen, arguments, notes),
        _ => bail!("`--answer`, `--assume` and `--answers` are about one deal; name just one"),
    }
}

fn one(
    deal: &str,
    chosen: &ChosenPlaybook,
    arguments: &BriefArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    // The process ends next, and the system takes the memory back at one go.
    let work = ManuallyDrop::new(read(deal, chosen, arguments, notes)?);
    let (playbook, deal) = &*work;
    let mut verdict = Verdict::Undecided;
    arguments.output.write(|out| {
        verdict = write(playbook, deal, Layout::Pretty, arguments, out)?;
        Ok(())
    })?;
    Ok(arguments.output.exit(verdict))
}

fn several(
    deals: &[String],
    chosen: &ChosenPlaybook,
    arguments: &BriefArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let mut exit = Exit::Done;
    arguments.output.write(|out| {
        for (place, name) in deals.iter().enumerate() {
            if place > 0 {
                arguments.output.write_between(out)?;
            }
            let this = match read(name, chosen, arguments, notes) {
                Ok((playbook, deal)) => {
                    let verdict = write(&playbook, &deal, Layout::Line, arguments, out)?;
                    arguments.output.exit(verdict)
                }
                Err(error) => {
                    let path =
                        deal_path(name).map_or(name.into(), |path| path.display().to_string());
                    arguments.output.write_unreadable(&path, &failure::in_words(&error), out)?;
                    out.flush()?;
                    failure::report(&error);
                    Exit::Wrong
                }
            };
            exit = worse(exit, this);
        }
        Ok(())
    })?;
    Ok(exit)
}

fn read(
    name: &str,
    chosen: &ChosenPlaybook,
    arguments: &BriefArguments,
    notes: Notes,
) -> anyhow::Result<(Playbook, Deal)> {
    let path = deal_path(name)?;
    let unread = load::open(read_file(&path)?)?;
    let playbook = chosen.load_for_deal(unread.playbook(), &path)?;
    misnamed(unread.playbook(), &playbook).iter().for_each(|note| notes.say(note));
    notes.detail(&format!("{}: playbook {}", path.display(), playbook.id));
    let mut deal = unread.read(&playbook)?;
    arguments.answers.lay_over(&mut deal.facts, &playbook)?;
    Ok((playbook, deal))
}

fn write(
    playbook: &Playbook,
    deal: &Deal,
    layout: Layout,
    arguments: &BriefArguments,
    out: &mut dyn Write,
) -> io::Result<Verdict> {
    let assessment = Engine::new(playbook).assess(&deal.facts);
    let brief = Brief::of(playbook, &deal.facts, &assessment).for_deal(&deal.name, deal.pursue);
    arguments.output.write_brief(&brief, layout, out)?;
    Ok(assessment.verdict)
}

/// The exit status of several deals: 2 over 10 over 11.
fn worse(one: Exit, other: Exit) -> Exit {
    [Exit::Wrong, Exit::NoFit, Exit::Undecided]
        .into_iter()
        .find(|exit| *exit == one || *exit == other)
        .unwrap_or(Exit::Done)
}
