//! What became of those for whom one playbook was asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::playbook::Playbook;
use crate::playbook::library::Library;
use crate::playbook::load::load_with_places;
use crate::report::tables::calibration::Section;
use crate::report::tables::calibration::draft::draft;
use crate::table::calibration::counts::Counts;

/// What became of those for whom one playbook was asked.
pub(super) struct Calibrated {
    pub(super) playbook: Arc<Playbook>,
    /// As it was named, and from where.
    named: String,
    folder: Option<PathBuf>,
    pub(super) counts: Counts,
}

impl Calibrated {
    /// What is told of it, with the lines to look at where there is a library to find the file in.
    pub(super) fn section(
        &self,
        at_least: u64,
        library: Option<&Library>,
    ) -> anyhow::Result<Section<'_>> {
        let calibration = self.counts.calibration(&self.playbook, at_least);
        let lines = library.map(|library| {
            let file = library.find(&self.named, self.folder.as_deref())?;
            let (playbook, places) = load_with_places(file)?;
            anyhow::Ok(draft(&playbook, &places, &calibration))
        });
        let draft = lines.transpose()?;
        Ok(Section { playbook: &self.playbook, calibration, draft })
    }

    /// A playbook for which nobody was counted yet.
    pub(super) fn new(playbook: Arc<Playbook>, named: &str, folder: Option<&Path>) -> Self {
        let counts = Counts::of(&playbook);
        Self { playbook, named: named.to_owned(), folder: folder.map(Path::to_owned), counts }
    }
}

/// Whether nobody of all has decided.
pub(super) fn is_nobody(calibrated: &[Calibrated]) -> bool {
    calibrated.iter().all(|one| one.counts.all.n() == 0)
}
