//! Holding many deals to their playbooks' checklists, a batch at a time and in parallel.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::ThreadPool;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::paths::Paths;
use crate::checklist::{Checked, Checklist, Settings};
use crate::cli::deals::DealInput;
use crate::cli::failure::{self, Unusable};
use crate::cli::inputs::load_playbook;
use crate::deal::Deal;
use crate::deal::load::{self, UnreadDeal};
use crate::playbook::Playbook;
use crate::playbook::library::{Library, is_path};
use crate::report::checks::{CheckedFile, DealSummary, StageName};
use crate::text::source::{Finding, Rejected};

/// How many deals are in memory at a time, as far as nothing is found in them.
const BATCH: usize = 1024;

/// What is checked with.
pub(super) struct Checking<'a> {
    pub(super) library: &'a Library,
    /// In place of the playbook that a deal names.
    pub(super) playbook: Option<&'a str>,
    pub(super) settings: Settings,
    pub(super) paths: Paths,
    playbooks: BTreeMap<PlaybookKey, Result<Playbook, Unusable>>,
    threads: ThreadPool,
}

/// A playbook's name, and the folder from which it is seen where it is a path.
type PlaybookKey = (String, Option<PathBuf>);

/// A deal before its facts are read, or why it can't be.
enum Opened {
    Deal(Box<UnreadDeal>, PlaybookKey),
    Wrong(Box<CheckedFile>),
}

impl<'a> Checking<'a> {
    pub(super) fn new(
        library: &'a Library,
        playbook: Option<&'a str>,
        settings: Settings,
        threads: ThreadPool,
    ) -> Self {
        let (paths, playbooks) = (Paths::from_here(), BTreeMap::new());
        Self { library, playbook, settings, paths, playbooks, threads }
    }

    /// Checks the deals, in their order.
    pub(super) fn check_all(&mut self, inputs: &[DealInput], progress: bool) -> Vec<CheckedFile> {
        let bar = if progress { bar(inputs.len()) } else { ProgressBar::hidden() };
        let mut files = Vec::with_capacity(inputs.len());
        for batch in inputs.chunks(BATCH) {
            files.extend(self.check_batch(batch, &bar));
        }
        bar.finish_and_clear();
        files
    }

    /// The playbook of a deal that was checked.
    pub(super) fn playbook_of(&self, unread: &UnreadDeal, folder: &Path) -> Option<&Playbook> {
        self.playbooks.get(&self.key(unread, folder))?.as_ref().ok()
    }

    fn check_batch(&mut self, batch: &[DealInput], bar: &ProgressBar) -> Vec<CheckedFile> {
        let open = || batch.par_iter().map(|input| self.open(input)).collect();
        let opened: Vec<Opened> = self.threads.install(open);
        for deal in &opened {
            if let Opened::Deal(_, key) = deal
                && !self.playbooks.contains_key(key)
            {
                self.playbooks.insert(key.clone(), self.load(key));
            }
        }
        let ready: BTreeMap<&PlaybookKey, Result<Checklist, &Unusable>> = (self.playbooks.iter())
            .map(|(key, playbook)| (key, self.checklist(playbook)))
            .collect();
        let unknown = Unusable::because("the playbook was not looked for");
        let check = |deal| {
            let file = match deal {
                Opened::Wrong(file) => *file,
                Opened::Deal(unread, key) => match ready.get(&key) {
                    Some(Ok(checklist)) => self.check(*unread, checklist),
                    Some(Err(unusable)) => self.paths.rejected(with_fault(*unread, unusable)),
                    None => self.paths.rejected(with_fault(*unread, &unknown)),
                },
            };
            bar.inc(1);
            file
        };
        self.threads.install(|| opened.into_par_iter().map(check).collect())
    }

    fn open(&self, input: &DealInput) -> Opened {
        let file = match input.read() {
            Ok(file) => file,
            Err(error) => {
                let finding = Finding::error(0..0, failure::in_words(&error));
                return Opened::Wrong(Box::new(self.paths.unreadable(&input.name(), finding)));
            }
        };
        match load::open(file) {
            Ok(unread) => {
                let key = self.key(&unread, input.folder());
                Opened::Deal(Box::new(unread), key)
            }
            Err(rejected) => Opened::Wrong(Box::new(self.paths.rejected(rejected))),
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

    fn checklist<'p>(
        &self,
        playbook: &'p Result<Playbook, Unusable>,
    ) -> Result<Checklist<'p>, &'p Unusable> {
        playbook.as_ref().map(|playbook| Checklist::new(playbook, self.settings.clone()))
    }

    fn check(&self, unread: UnreadDeal, checklist: &Checklist) -> CheckedFile {
        match unread.read_with_places(checklist.playbook()) {
            Err(rejected) => self.paths.rejected(rejected),
            Ok((deal, places)) => {
                let checked = checklist.check(&deal, &places);
                let summary = summary(checklist.playbook(), deal, &checked);
                CheckedFile {
                    deal: Some(summary),
                    ..self.paths.file(places.into_file(), checked.results)
                }
            }
        }
    }
}

/// A deal that can't be checked, since its playbook can't be used.
fn with_fault(unread: UnreadDeal, unusable: &Unusable) -> Rejected {
    let place = unread.playbook_place();
    unread.rejected(unusable.at(place))
}

fn summary(playbook: &Playbook, deal: Deal, checked: &Checked) -> DealSummary {
    let stage = checked.standing.stage.map(|stage| playbook.stage(stage));
    DealSummary {
        name: deal.name,
        playbook: playbook.id.clone(),
        verdict: checked.standing.verdict,
        if_assumptions_hold: checked.standing.if_assumptions_hold,
        stage: stage.map(|stage| StageName { id: stage.id.clone(), title: stage.title.clone() }),
    }
}

/// A bar on standard error; it shows on a terminal only.
fn bar(deals: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("checking {wide_bar} {pos} of {len} deals");
    let bar = ProgressBar::new(deals as u64);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
