//! The `coach.yaml` of a team: finding and reading it.

use std::path::{Path, PathBuf};

use super::output::Notes;
use super::rules;
use crate::playbook::library::is_path;
use crate::team::{FILE_NAME, TeamSettings, read};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Rejected, SourceFile, read_within};

/// What the team settles whose folder we are in, with its paths as seen from where we are.
#[derive(Debug, Clone, Default)]
pub(super) struct Team {
    /// Its `coach.yaml`, if there is one.
    pub(super) file: Option<PathBuf>,
    pub(super) settings: TeamSettings,
}

impl Team {
    /// The team whose `coach.yaml` is nearest, from the working folder upward.
    pub(super) fn of_here(notes: Notes) -> anyhow::Result<Self> {
        let Some(path) = nearest_file() else { return Ok(Self::default()) };
        notes.detail(&format!("the team's settings: {}", quoted(&path.to_string_lossy())));
        let (settings, source) = read(read_within(folder_of(&path), &path)?, &rules::of_files())?;
        refuse_missing_folders(&settings, source, folder_of(&path))?;
        Ok(Self { file: Some(path), settings })
    }

    /// The folders with the team's playbooks.
    pub(super) fn playbook_folders(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.settings.playbooks.iter();
        folders.map(|(folder, _)| self.folder().join(folder))
    }

    /// The playbook of new deals, where the team says which: an id, or a path.
    pub(super) fn playbook(&self) -> Option<String> {
        let named = self.settings.playbook.as_ref()?;
        if !is_path(named) {
            return Some(named.clone());
        }
        Some(self.folder().join(named).to_string_lossy().into_owned())
    }

    /// The folder of its `coach.yaml`; empty where that is the working folder.
    pub(super) fn folder(&self) -> &Path {
        self.file.as_deref().map_or(Path::new(""), folder_of)
    }
}

/// The first `coach.yaml` upward from the working folder, no further up than the folder that holds
/// `.git` or the user's home.
fn nearest_file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let home = std::env::home_dir().map(|home| home.canonicalize().unwrap_or(home));
    let mut from_here = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Some(from_here.join(FILE_NAME));
        }
        if Some(folder) == home.as_deref() || folder.join(".git").exists() {
            return None;
        }
        from_here.push("..");
    }
    None
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

fn refuse_missing_folders(
    settings: &TeamSettings,
    file: SourceFile,
    folder: &Path,
) -> Result<(), Rejected> {
    let missing = settings.playbooks.iter().filter(|(path, _)| !folder.join(path).is_dir());
    let findings: Vec<Finding> = missing
        .map(|(path, span)| {
            let message = format!("there is no folder {}", quoted(&path.to_string_lossy()));
            Finding::error(span.clone(), message)
                .help(format!("folders are seen from the folder of this {FILE_NAME}"))
        })
        .collect();
    if findings.is_empty() { Ok(()) } else { Err(Rejected { file, findings }) }
}
