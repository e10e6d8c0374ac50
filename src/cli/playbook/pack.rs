//! `coach playbook pack`: a playbook as a text for any assistant.

use anyhow::bail;
use clap::Args;

use crate::cli::Exit;
use crate::cli::deals::{open, the_deal};
use crate::cli::inputs::{ChosenPlaybook, LibraryArguments, load_playbook, misnamed};
use crate::cli::output::{Notes, to_stdout};
use crate::deal::freshness::Freshness;
use crate::deal::{Deal, Facts};
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::report::pack::Pack;
use crate::text::characters::quoted;

const EXAMPLES: &str = "\
Examples:
  coach playbook pack consultative              to paste into any assistant, with a transcript
  coach playbook pack consultative --deal acme  what is open for Acme comes first
  coach playbook pack consultative | wc -c      at most 8192 bytes";

/// Print a playbook as a text for any assistant: what to propose of a talk, and how
///
/// With the text and a transcript, an assistant proposes facts with the buyer's words. None of them
/// counts before `coach hear --facts` has found its words in the transcript. At most 8 KiB: of a
/// larger playbook the text says what it leaves out.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PackArguments {
    /// The playbook: an id, or a file (has a `/` or ends in .yaml)
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    /// A deal for it: what is open there comes first, what is known is named shortly
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &PackArguments, notes: Notes) -> anyhow::Result<Exit> {
    let chosen = arguments.library.choose(notes)?;
    let playbook = load_playbook(chosen.library(), &arguments.playbook, None)?;
    misnamed(&arguments.playbook, &playbook).iter().for_each(|note| notes.say(note));
    let deal = arguments.deal.as_deref();
    let deal = deal.map(|named| deal_for(named, &playbook, &chosen, notes)).transpose()?;
    let text = pack(&playbook, deal.as_ref(), chosen.freshness());
    to_stdout(|out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Done)
}

/// The text for a playbook, in the light of a deal or of nothing.
pub(in crate::cli) fn pack(playbook: &Playbook, deal: Option<&Deal>, fresh: Freshness) -> String {
    let facts = deal.map_or_else(|| Facts::none(playbook), |deal| deal.facts.clone());
    let stale = fresh.stale_questions(playbook, &facts);
    let assessment = Engine::new(playbook).assess_where_stale(&facts, &stale);
    let pack = Pack::of(playbook, &facts, &assessment, &stale);
    match deal {
        Some(deal) => pack.for_deal(&deal.name).text(),
        None => pack.text(),
    }
}

/// The deal that is named, for this playbook.
fn deal_for(
    named: &str,
    playbook: &Playbook,
    chosen: &ChosenPlaybook,
    notes: Notes,
) -> anyhow::Result<Deal> {
    let (unread, own) = open(&the_deal(named)?, chosen, notes)?;
    if own.id != playbook.id {
        let (deal, own) = (quoted(named), own.id);
        bail!(
            "the deal {deal} is for the playbook `{own}`; pack that one: `coach playbook pack {own}`"
        );
    }
    Ok(unread.read(playbook)?)
}
