//! Reading many deals, a batch at a time and in parallel; each playbook is loaded once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuildError};

use super::input::DealInput;
use super::threads;
use crate::cli::failure::Unusable;
use crate::cli::inputs::load_playbook;
use crate::deal::load::{self, UnreadDeal};
use crate::playbook::Playbook;
use crate::playbook::library::{Library, is_path};
use crate::text::source::Rejected;

/// How many deals are in memory at a time, as far as nothing is kept of them.
const BATCH: usize = 1024;

/// What is made of each deal.
pub(in crate::cli) trait DealReader: Sync {
    /// A playbook, made ready for many deals.
    type Ready<'p>: Sync;
    /// What comes of a deal.
    type Outcome: Send;

    /// Makes a playbook ready.
    fn ready<'p>(&self, playbook: &'p Playbook) -> Self::Ready<'p>;
    /// Reads a deal by its playbook.
    fn read(&self, input: &DealInput, unread: UnreadDeal, ready: &Self::Ready<'_>)
    -> Self::Outcome;
    /// What comes of a deal that is wrong, or whose playbook can't be used.
    fn rejected(&self, input: &DealInput, rejected: Rejected) -> Self::Outcome;
    /// What comes of a deal of which there is no text.
    fn unreadable(&self, input: &DealInput, error: &anyhow::Error) -> Self::Outcome;
}

/// Deals on their way through a reader, with the playbooks that they are for.
pub(in crate::cli) struct Batches<'a> {
    library: &'a Library,
    /// In place of the playbook that a deal names.
    playbook: Option<&'a str>,
    playbooks: BTreeMap<PlaybookKey, Result<Playbook, Unusable>>,
    threads: ThreadPool,
}

/// A playbook's name, and the folder from which it is seen where it is a path.
type PlaybookKey = (String, Option<PathBuf>);

/// A deal before its facts are read, or what comes of it where they can't be.
enum Opened<O> {
    Deal(Box<UnreadDeal>, PlaybookKey),
    Done(O),
}

impl<'a> Batches<'a> {
    /// For about so many deals, all of them for one playbook where one is named.
    pub(in crate::cli) fn new(
        library: &'a Library,
        playbook: Option<&'a str>,
        deals: usize,
    ) -> Result<Self, ThreadPoolBuildError> {
        let threads = threads::pool(deals)?;
        Ok(Self { library, playbook, playbooks: BTreeMap::new(), threads })
    }

    /// What comes of the deals, in their order; `done` is called after each.
    pub(in crate::cli) fn read<R: DealReader>(
        &mut self,
        inputs: &[DealInput],
        reader: &R,
        done: &(impl Fn() + Sync),
    ) -> Vec<R::Outcome> {
        let mut outcomes = Vec::with_capacity(inputs.len());
        for batch in inputs.chunks(BATCH) {
            outcomes.extend(self.read_batch(batch, reader, done));
        }
        outcomes
    }

    /// The playbook of a deal that was read.
    pub(in crate::cli) fn playbook_of(
        &self,
        unread: &UnreadDeal,
        folder: &Path,
    ) -> Option<&Playbook> {
        self.playbooks.get(&self.key(unread, folder))?.as_ref().ok()
    }

    fn read_batch<R: DealReader>(
        &mut self,
        batch: &[DealInput],
        reader: &R,
        done: &(impl Fn() + Sync),
    ) -> Vec<R::Outcome> {
        let open = || batch.par_iter().map(|input| self.open(input, reader)).collect();
        let opened: Vec<Opened<R::Outcome>> = self.threads.install(open);
        for deal in &opened {
            if let Opened::Deal(_, key) = deal
                && !self.playbooks.contains_key(key)
            {
                self.playbooks.insert(key.clone(), self.load(key));
            }
        }
        let ready: BTreeMap<&PlaybookKey, Result<R::Ready<'_>, &Unusable>> =
            (self.playbooks.iter())
                .map(|(key, playbook)| (key, playbook.as_ref().map(|one| reader.ready(one))))
                .collect();
        let unknown = Unusable::because("the playbook was not looked for");
        let read = |(input, deal)| {
            let outcome = match deal {
                Opened::Done(outcome) => outcome,
                Opened::Deal(unread, key) => match ready.get(&key) {
                    Some(Ok(ready)) => reader.read(input, *unread, ready),
                    Some(Err(fault)) => reader.rejected(input, with_fault(*unread, fault)),
                    None => reader.rejected(input, with_fault(*unread, &unknown)),
                },
            };
            done();
            outcome
        };
        self.threads.install(|| batch.par_iter().zip(opened).map(read).collect())
    }

    fn open<R: DealReader>(&self, input: &DealInput, reader: &R) -> Opened<R::Outcome> {
        let file = match input.read() {
            Ok(file) => file,
            Err(error) => return Opened::Done(reader.unreadable(input, &error)),
        };
        match load::open(file) {
            Ok(unread) => {
                let key = self.key(&unread, input.folder());
                Opened::Deal(Box::new(unread), key)
            }
            Err(rejected) => Opened::Done(reader.rejected(input, rejected)),
        }
    }

    fn key(&self, unread: &UnreadDeal, folder: &Path) -> PlaybookKey {
        match self.playbook {
            Some(playbook) => (playbook.to_owned(), None),
            None => {
                let named = unread.playbook();
                (named.to_owned(), is_path(named).then(|| folder.to_owned()))
            }
        }
    }

    fn load(&self, (name, folder): &PlaybookKey) -> Result<Playbook, Unusable> {
        let loaded = load_playbook(self.library, name, folder.as_deref());
        loaded.map_err(|error| Unusable::of(name, &error))
    }
}

/// A deal that can't be read, since its playbook can't be used.
fn with_fault(unread: UnreadDeal, unusable: &Unusable) -> Rejected {
    let place = unread.playbook_place();
    unread.rejected(unusable.at(place))
}
