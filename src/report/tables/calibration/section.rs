//! What is told of one playbook.

use super::draft::DraftLine;
use crate::playbook::Playbook;
use crate::table::calibration::line::Calibration;

/// What is told of one playbook.
#[derive(Debug, Clone)]
pub struct Section<'s> {
    /// The playbook.
    pub playbook: &'s Playbook,
    /// What it said, against what happened.
    pub calibration: Calibration,
    /// The lines of it that are worth a look, where that is asked for.
    pub draft: Option<Vec<DraftLine>>,
}
