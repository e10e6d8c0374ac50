//! A deal's file with the playbook that it is for.

use std::path::Path;

use super::input::DealInput;
use crate::cli::inputs::{ChosenPlaybook, misnamed};
use crate::cli::output::Notes;
use crate::deal::load::{self, UnreadDeal};
use crate::playbook::Playbook;

/// Opens a deal and finds its playbook.
pub(in crate::cli) fn open(
    input: &DealInput,
    chosen: &ChosenPlaybook,
    notes: Notes,
) -> anyhow::Result<(UnreadDeal, Playbook)> {
    let unread = load::open(input.read()?)?;
    let playbook = chosen.load_for_deal(unread.playbook(), Path::new(&input.name()))?;
    misnamed(unread.playbook(), &playbook).iter().for_each(|note| notes.say(note));
    notes.detail(&format!("{}: playbook {}", input.name(), playbook.id));
    Ok((unread, playbook))
}
