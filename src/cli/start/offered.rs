//! The deals of the folder, for a person to choose from who named none.

use std::path::Path;

use crate::cli::deals::{HERE, nearby};
use crate::cli::inputs::PlaybookArguments;
use crate::cli::output::Notes;
use crate::cli::overview::{entries, most_urgent_first};
use crate::deal::file::DealFile;
use crate::deal::names::deal_path;
use crate::interview::{Ask, Broken, Menu, MenuEntry, Message};
use crate::report::deals::Entry;
use crate::text::characters::quoted_path;

/// How many deals are in the menu: with what stands around them they fit the smallest terminals.
const MOST_OFFERED: usize = 7;

/// Deals, the most urgent first.
#[derive(Debug, Default)]
pub(super) struct Offered {
    deals: Vec<Deal>,
    /// How many can't be read.
    unread: usize,
}

/// A deal as it is offered.
#[derive(Debug)]
struct Deal {
    path: String,
    line: String,
}

impl Offered {
    /// Those near where we are; where a playbook is named, those for that one.
    pub(super) fn here(playbook: &PlaybookArguments) -> anyhow::Result<Self> {
        let inputs = nearby(Path::new(HERE));
        if inputs.is_empty() {
            return Ok(Self::default());
        }
        let chosen = playbook.choose(Notes::none())?;
        let wanted = chosen.load_wanted()?.map(|playbook| playbook.id);
        let mut entries = entries(&inputs, chosen.library(), None, chosen.freshness())?;
        most_urgent_first(&mut entries);
        let mut offered = Self::default();
        for entry in entries {
            match entry {
                Entry::Deal(deal) if wanted.as_ref().is_none_or(|id| *id == deal.playbook) => {
                    let line = deal.in_a_line();
                    offered.deals.push(Deal { path: deal.path, line });
                }
                Entry::Deal(_) => {}
                Entry::Unreadable(_) => offered.unread += 1,
            }
        }
        Ok(offered)
    }

    /// Whether there is none to choose.
    pub(super) fn is_empty(&self) -> bool {
        self.deals.is_empty()
    }

    /// The deal that is chosen, or a new one; `None` where nothing is to be kept.
    pub(super) fn choose(&self, ask: &mut dyn Ask) -> Result<Option<String>, Broken> {
        let menu = self.menu();
        let last = menu.entries.len() - 1;
        loop {
            match ask.choose(&menu)? {
                Some(place) if place == last => return Ok(None),
                Some(place) if place + 1 == last => {
                    if let Some(name) = new_name(ask)? {
                        return Ok(Some(name));
                    }
                }
                Some(place) => return Ok(self.deals.get(place).map(|deal| deal.path.clone())),
                // There is nothing before this.
                None => {}
            }
        }
    }

    fn menu(&self) -> Menu {
        let shown = self.deals.iter().take(MOST_OFFERED);
        let deals = shown.map(|deal| self.entry(deal));
        let others = ["A new deal", "Only look, keep nothing"].map(MenuEntry::plain);
        Menu {
            title: "Which deal is it about?".to_owned(),
            lines: self.left_out(),
            entries: deals.chain(others).collect(),
            preselected: 0,
            goes_untyped: true,
        }
    }

    /// A deal, and where another one reads the same, its file.
    fn entry(&self, deal: &Deal) -> MenuEntry {
        let is_double = self.deals.iter().filter(|other| other.line == deal.line).count() > 1;
        MenuEntry { text: deal.line.clone(), detail: is_double.then(|| deal.path.clone()) }
    }

    /// What the menu does not have.
    fn left_out(&self) -> Vec<String> {
        let count = self.deals.len();
        let more = (count > MOST_OFFERED)
            .then(|| format!("The most urgent of {count}; another one: `coach start NAME`."));
        let unread = (self.unread > 0)
            .then(|| format!("{} can't be read; `coach deals` says why.", self.unread));
        more.into_iter().chain(unread).collect()
    }
}

/// What the file of a new deal is called; `None` goes back.
fn new_name(ask: &mut dyn Ask) -> Result<Option<String>, Broken> {
    while let Some(name) = ask.line("Name for the deal file, such as acme", "")? {
        let problem = match deal_path(&name) {
            Ok(path) if path.symlink_metadata().is_ok() => {
                format!("there is {} already; Esc leads back to the deals", quoted_path(&path))
            }
            Ok(path) => match DealFile::check_folder(&path) {
                Ok(()) => return Ok(Some(name)),
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        };
        ask.tell(&Message::Note(problem))?;
    }
    Ok(None)
}
