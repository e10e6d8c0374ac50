//! The `coach.yaml` of a team: finding and reading it.

use std::path::{Path, PathBuf};

use super::output::Notes;
use super::rules;
use crate::playbook::library::is_path;
use crate::team::{FILE_NAME, TeamSettings, read};
use crate::text::characters::quoted_path;
use crate::text::source::repository::begins_repository;
use crate::text::source::{Finding, Rejected, SourceFile, look_into, read_within};

/// What the team settles whose folder we are in, with its paths as seen from where we are.
#[derive(Debug, Clone, Default)]
pub(super) struct Team {
    /// Its `coach.yaml`, if there is one.
    pub(super) file: Option<PathBuf>,
    /// The folder of its `coach.yaml`; empty where that is the working folder.
    pub(super) folder: PathBuf,
    pub(super) settings: TeamSettings,
}

impl Team {
    /// The team whose `coach.yaml` is nearest, from the working folder upward.
    pub(super) fn of_here(notes: Notes) -> anyhow::Result<Self> {
        let Some(folder) = nearest_folder() else { return Ok(Self::default()) };
        let path = folder.join(FILE_NAME);
        notes.detail(&format!("the team's settings: {}", quoted_path(&path)));
        let (settings, source) = read(read_within(&folder, &path)?, &rules::of_files())?;
        refuse_folders(&settings, source, &folder)?;
        Ok(Self { file: Some(path), folder, settings })
    }

    /// The folders with the team's playbooks.
    pub(super) fn playbook_folders(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.settings.playbooks.iter();
        folders.map(|(folder, _)| self.folder.join(folder))
    }

    /// The playbook of new deals, where the team says which: an id, or a path.
    pub(super) fn playbook(&self) -> Option<String> {
        let named = self.settings.playbook.as_ref()?;
        if !is_path(named) {
            return Some(named.clone());
        }
        Some(self.folder.join(named).to_string_lossy().into_owned())
    }
}

/// The first folder with a `coach.yaml` upward from the working folder, no further up than where a
/// repository begins or the user is at home.
fn nearest_folder() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let home = std::env::home_dir().map(|home| home.canonicalize().unwrap_or(home));
    let mut from_here = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Some(from_here);
        }
        if Some(folder) == home.as_deref() || begins_repository(folder) {
            return None;
        }
        from_here.push("..");
    }
    None
}

/// Refuses folders that are not there, or can't be looked into.
fn refuse_folders(
    settings: &TeamSettings,
    file: SourceFile,
    folder: &Path,
) -> Result<(), Rejected> {
    let mut findings = Vec::new();
    for (path, span) in &settings.playbooks {
        if let Err(error) = look_into(&folder.join(path)) {
            let help = format!("folders are seen from the folder of this {FILE_NAME}");
            findings.push(Finding::error(span.clone(), error.to_string()).help(help));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Rejected { file, findings }) }
}
