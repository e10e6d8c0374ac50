//! `coach brief`: the brief of deals that are there, asking nothing and writing no deal.

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use anyhow::bail;
use clap::Args;

use super::deals::{DealInput, DealInputs, open};
use super::inputs::{AnswerArguments, ChosenPlaybook, OpeningArguments, PlaybookArguments};
use super::output::{Notes, OutputArguments};
use super::{Exit, failure};
use crate::deal::Deal;
use crate::engine::{Engine, Verdict};
use crate::playbook::Playbook;
use crate::report::brief::Brief;
use crate::report::brief::json::Layout;

const EXAMPLES: &str = "\
Examples:
  coach brief acme                         the brief of acme.deal.yaml
  coach brief acme -f markdown -o acme.md  as a note for your CRM
  coach brief acme -a deadline=fixed       what if they said so? The deal stays as it is
  coach brief deals/ -f json               every deal below a folder, one object a line
  coach brief 'deals/2026-*/*.deal.yaml'   those that a pattern matches
  coach brief acme --exit-code >/dev/null  0 fit, 10 no-fit, 11 undecided, 12 not-yet

Without a deal, from answers alone: coach start --no-input -a deciders=4";

/// Print the brief of one or more deals: verdict, reasons, what to ask and verify next
///
/// Asks nothing and never writes a deal. Of several deals, one that can't be read is reported in
/// its place, and the others are still done; the exit status is then 2.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BriefArguments {
    /// Deal files, folders, or patterns; `-` reads a deal from standard input
    #[arg(required = true, value_name = "DEAL")]
    deals: Vec<String>,
    #[command(flatten)]
    playbook: PlaybookArguments,
    #[command(flatten)]
    answers: AnswerArguments,
    #[command(flatten)]
    opening: OpeningArguments,
    #[command(flatten)]
    output: OutputArguments,
}

pub(super) fn run(arguments: &BriefArguments, notes: Notes) -> anyhow::Result<Exit> {
    let inputs = DealInputs::of(&arguments.deals);
    inputs.left_out().iter().for_each(|words| notes.say(words));
    let paths = inputs.list.iter().filter_map(DealInput::path);
    paths.into_iter().try_for_each(|path| arguments.output.destination().spare(path))?;
    if arguments.answers.come_from_stdin() && inputs.list.contains(&DealInput::StandardInput) {
        bail!("the deal and `--answers` both come from standard input; give one of them in a file");
    }
    let chosen = &arguments.playbook.choose(notes)?;
    let is_one = arguments.deals.len() == 1 && inputs.list.len() == 1;
    match inputs.list.as_slice() {
        [deal] if inputs.is_one_file => one(deal, chosen, arguments, notes),
        deals if arguments.answers.is_empty() || is_one => several(deals, chosen, arguments, notes),
        _ => bail!("`--answer`, `--assume` and `--answers` are about one deal; name just one"),
    }
}

fn one(
    deal: &DealInput,
    chosen: &ChosenPlaybook,
    arguments: &BriefArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    // The process ends next, and the system takes the memory back at one go.
    let work = ManuallyDrop::new(read(deal, chosen, arguments, notes)?);
    let (playbook, deal) = &*work;
    let mut verdict = Verdict::Undecided;
    arguments.output.write(|out| {
        verdict = write(playbook, deal, chosen, Layout::Pretty, arguments, out)?;
        Ok(())
    })?;
    Ok(arguments.output.exit(verdict))
}

fn several(
    deals: &[DealInput],
    chosen: &ChosenPlaybook,
    arguments: &BriefArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let mut exit = Exit::Done;
    arguments.output.write(|out| {
        let mut pages = arguments.output.pages();
        for (place, deal) in deals.iter().enumerate() {
            let mut page = Vec::new();
            arguments.output.write_before(place == 0, &mut page)?;
            let this = match read(deal, chosen, arguments, notes) {
                Ok((playbook, deal)) => {
                    let verdict =
                        write(&playbook, &deal, chosen, Layout::Line, arguments, &mut page)?;
                    arguments.output.exit(verdict)
                }
                Err(error) => {
                    let words = failure::in_words(&error);
                    arguments.output.write_unreadable(&deal.name(), &words, &mut page)?;
                    // What was written so far comes before it.
                    out.flush()?;
                    failure::report(&error);
                    Exit::Wrong
                }
            };
            pages.add(&page, out)?;
            exit = worse(exit, this);
        }
        pages.end(out)
    })?;
    Ok(exit)
}

fn read(
    input: &DealInput,
    chosen: &ChosenPlaybook,
    arguments: &BriefArguments,
    notes: Notes,
) -> anyhow::Result<(Playbook, Deal)> {
    let (unread, playbook) = open(input, chosen, notes)?;
    let playbook = arguments.opening.laid_over(playbook);
    let mut deal = unread.read(&playbook)?;
    arguments.answers.lay_over(&mut deal.facts, &playbook)?;
    Ok((playbook, deal))
}

fn write(
    playbook: &Playbook,
    deal: &Deal,
    chosen: &ChosenPlaybook,
    layout: Layout,
    arguments: &BriefArguments,
    out: &mut dyn Write,
) -> io::Result<Verdict> {
    let freshness = chosen.freshness();
    let stale = freshness.stale_questions(playbook, &deal.facts);
    let assessment = Engine::new(playbook).assess_where_stale(&deal.facts, &stale);
    let brief = Brief::of(playbook, &deal.facts, &assessment)
        .as_of(freshness, &deal.facts, &assessment)
        .for_deal(deal);
    arguments.output.write_brief(&brief, layout, out)?;
    Ok(assessment.verdict)
}

/// The exit status of several deals: 2 over 10 over 11 over 12.
fn worse(one: Exit, other: Exit) -> Exit {
    [Exit::Wrong, Exit::NoFit, Exit::Undecided, Exit::NotYet]
        .into_iter()
        .find(|exit| *exit == one || *exit == other)
        .unwrap_or(Exit::Done)
}
