//! A deal that a tool is about.

use std::path::PathBuf;

use crate::cli::inputs::ChosenPlaybook;
use crate::deal::Deal;
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::report::brief::Brief;

/// A deal of the folder with its playbook.
pub(super) struct OpenDeal {
    /// Its file.
    pub(super) path: PathBuf,
    pub(super) playbook: Playbook,
    pub(super) deal: Deal,
    pub(super) chosen: ChosenPlaybook,
}

impl OpenDeal {
    /// What its brief gives, as of today.
    pub(super) fn with_brief<T>(&self, tell: impl FnOnce(&Brief) -> T) -> T {
        let Self { playbook, deal, chosen, .. } = self;
        let fresh = chosen.freshness();
        let stale = fresh.stale_questions(playbook, &deal.facts);
        let assessment = Engine::new(playbook).assess_where_stale(&deal.facts, &stale);
        let brief = Brief::of(playbook, &deal.facts, &assessment);
        tell(&brief.as_of(fresh, &deal.facts, &assessment).for_deal(deal))
    }
}
