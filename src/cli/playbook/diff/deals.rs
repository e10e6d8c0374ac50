//! Deals under both versions of a playbook.

use std::path::Path;

use crate::authoring::versions::{Matching, carry};
use crate::cli::check::paths::Paths;
use crate::cli::deals::DealInput;
use crate::cli::failure::in_words;
use crate::deal::{Deal, load};
use crate::engine::Engine;
use crate::playbook::library::{Library, is_path};
use crate::playbook::load::load;
use crate::report::authoring::difference::{ComparedDeal, DealStory, Judged, Side, misfits};
use crate::text::source::SourceFile;

/// Two versions of a playbook, by which deals are judged.
pub(super) struct Versions<'v> {
    old: &'v Engine<'v>,
    new: &'v Engine<'v>,
    matching: &'v Matching,
    library: &'v Library,
    paths: Paths,
}

impl<'v> Versions<'v> {
    /// To judge by these.
    pub(super) fn new(
        old: &'v Engine<'v>,
        new: &'v Engine<'v>,
        matching: &'v Matching,
        library: &'v Library,
    ) -> Self {
        Self { old, new, matching, library, paths: Paths::from_here() }
    }

    /// What the two make of a deal, or why it can't be read; `None` of a deal that is for another
    /// playbook.
    pub(super) fn compare(&self, input: &DealInput) -> Option<DealStory> {
        let compared = input.read().and_then(|file| self.read(file, input.folder()));
        let path = self.paths.shown(&input.name());
        match compared {
            Ok(None) => None,
            Ok(Some((deal, side))) => {
                Some(DealStory { path, compared: Ok(self.judged(&deal, side)) })
            }
            Err(error) => Some(DealStory { path, compared: Err(in_words(&error)) }),
        }
    }

    /// A deal as the old playbook reads it, or else as the new one does.
    fn read(&self, file: SourceFile, folder: &Path) -> anyhow::Result<Option<(Deal, Side)>> {
        let unread = load::open(file.clone())?;
        if self.is_for_another(unread.playbook(), folder) {
            return Ok(None);
        }
        match unread.read(self.old.playbook()) {
            Ok(deal) => Ok(Some((deal, Side::Old))),
            Err(rejected) => match load::open(file)?.read(self.new.playbook()) {
                Ok(deal) => Ok(Some((deal, Side::New))),
                Err(_) => Err(rejected.into()),
            },
        }
    }

    fn is_for_another(&self, named: &str, folder: &Path) -> bool {
        let own = [self.old, self.new].map(|engine| engine.playbook().id.as_str());
        if !is_path(named) {
            return !own.contains(&named);
        }
        let found = self.library.find(named, Some(folder)).ok().and_then(|file| load(file).ok());
        found.is_some_and(|playbook| !own.contains(&playbook.id.as_str()))
    }

    fn judged(&self, deal: &Deal, side: Side) -> ComparedDeal {
        let (from, to) = match side {
            Side::Old => (self.old, self.new),
            Side::New => (self.new, self.old),
        };
        let matching = match side {
            Side::Old => self.matching.clone(),
            Side::New => self.matching.reversed(),
        };
        let carried = carry(&deal.facts, from.playbook(), to.playbook(), &matching);
        let own = Judged::of(from, &deal.facts);
        let other = Judged::of(to, &carried.facts);
        let (old, new) = match side {
            Side::Old => (own, other),
            Side::New => (other, own),
        };
        let misfits = misfits(&carried, from.playbook(), to.playbook(), &matching);
        ComparedDeal { name: deal.name.clone(), old, new, written_for: side, misfits }
    }
}
