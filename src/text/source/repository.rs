//! Where a repository begins.

use std::path::{Path, PathBuf};

/// What stands in the folder in which a repository begins: a folder, or in a worktree a file.
pub const GIT: &str = ".git";

/// Whether a repository begins in a folder.
pub fn begins_repository(folder: &Path) -> bool {
    folder.join(GIT).exists()
}

/// The repository around a folder: the nearest folder upward in which one begins, as a real path.
pub fn repository_of(folder: &Path) -> Option<PathBuf> {
    let folder = real(folder)?;
    folder.ancestors().find(|folder| begins_repository(folder)).map(Path::to_owned)
}

/// The real path of a folder; an empty one is where we are.
pub(super) fn real(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok()
}
