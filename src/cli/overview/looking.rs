//! Looking at a deal for its line in the list.

use std::path::Path;

use crate::cli::check::paths::Paths;
use crate::cli::deals::{DealInput, DealReader};
use crate::cli::failure::{in_one_line, in_words};
use crate::deal::freshness::Freshness;
use crate::deal::load::UnreadDeal;
use crate::deal::names::name_of_file;
use crate::engine::Engine;
use crate::playbook::{GoodFor, Playbook};
use crate::report::deals::{DealLine, Entry, Unreadable};
use crate::text::source::Rejected;

/// What deals are looked at with.
pub(super) struct Looking {
    freshness: Freshness,
    look_back_after: GoodFor,
    paths: Paths,
}

impl Looking {
    /// In the light of how old evidence may be, and of how long after their decision buyers are asked
    /// to look back.
    pub(super) fn new(freshness: Freshness, look_back_after: GoodFor) -> Self {
        Self { freshness, look_back_after, paths: Paths::from_here() }
    }
}

impl DealReader for Looking {
    type Ready<'p> = Engine<'p>;
    type Outcome = Entry;

    fn ready<'p>(&self, playbook: &'p Playbook) -> Engine<'p> {
        Engine::new(playbook)
    }

    fn read(&self, input: &DealInput, unread: UnreadDeal, engine: &Engine) -> Entry {
        let playbook = engine.playbook();
        let deal = match unread.read(playbook) {
            Ok(deal) => deal,
            Err(rejected) => return self.rejected(input, rejected),
        };
        let stale = self.freshness.stale_questions(playbook, &deal.facts);
        let glance = engine.glance(&deal.facts, &stale);
        let path = self.paths.shown(&input.name());
        let (freshness, after) = (self.freshness, self.look_back_after);
        Entry::Deal(Box::new(DealLine::of(path, playbook, deal, &glance, freshness, after)))
    }

    fn rejected(&self, input: &DealInput, rejected: Rejected) -> Entry {
        self.unreadable(input, &rejected.into())
    }

    fn unreadable(&self, input: &DealInput, error: &anyhow::Error) -> Entry {
        let named = input.name();
        Entry::Unreadable(Unreadable {
            name: name_of_file(Path::new(&named)),
            path: self.paths.shown(&named),
            error: in_words(error),
            in_one_line: in_one_line(error),
        })
    }
}
