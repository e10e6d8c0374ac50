//! Holding many deals to their playbooks' checklists.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::paths::Paths;
use super::quoting::sources_of;
use crate::checklist::{Checked, Checklist, Settings};
use crate::cli::deals::{Batches, DealInput, DealReader};
use crate::cli::failure;
use crate::deal::Deal;
use crate::deal::load::UnreadDeal;
use crate::playbook::Playbook;
use crate::report::checks::{CheckedFile, DealSummary, StageName};
use crate::text::source::{Finding, Rejected};

/// What is checked with.
pub(super) struct Checking<'a> {
    batches: Batches<'a>,
    holding: Holding,
}

/// What deals are held to, and how their files are shown.
struct Holding {
    settings: Settings,
    paths: Paths,
}

impl<'a> Checking<'a> {
    pub(super) fn new(batches: Batches<'a>, settings: Settings) -> Self {
        Self { batches, holding: Holding { settings, paths: Paths::from_here() } }
    }

    /// Checks the deals, in their order.
    pub(super) fn check_all(&mut self, inputs: &[DealInput], progress: bool) -> Vec<CheckedFile> {
        let bar = if progress { bar(inputs.len()) } else { ProgressBar::hidden() };
        let files = self.batches.read(inputs, &self.holding, &|| bar.inc(1));
        bar.finish_and_clear();
        files
    }

    /// The playbook of a deal that was checked.
    pub(super) fn playbook_of(&self, unread: &UnreadDeal, folder: &Path) -> Option<&Playbook> {
        self.batches.playbook_of(unread, folder)
    }
}

impl DealReader for Holding {
    type Ready<'p> = Checklist<'p>;
    type Outcome = CheckedFile;

    fn ready<'p>(&self, playbook: &'p Playbook) -> Checklist<'p> {
        Checklist::new(playbook, self.settings.clone())
    }

    fn read(&self, input: &DealInput, unread: UnreadDeal, checklist: &Checklist) -> CheckedFile {
        match unread.read_with_places(checklist.playbook()) {
            Err(rejected) => self.paths.rejected(rejected),
            Ok((deal, places)) => {
                let checked = checklist.check(&deal, &places, &sources_of(&deal, input.folder()));
                let summary = summary(checklist.playbook(), deal, &checked);
                CheckedFile {
                    deal: Some(summary),
                    ..self.paths.file(places.into_file(), checked.results)
                }
            }
        }
    }

    fn rejected(&self, _: &DealInput, rejected: Rejected) -> CheckedFile {
        self.paths.rejected(rejected)
    }

    fn unreadable(&self, input: &DealInput, error: &anyhow::Error) -> CheckedFile {
        let finding = Finding::error(0..0, failure::in_words(error));
        self.paths.unreadable(&input.name(), finding)
    }
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
