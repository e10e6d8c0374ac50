//! Where a repository begins.

use std::path::{Path, PathBuf};

/// What stands in the folder in which a repository begins: a folder, or in a worktree a file.
pub const GIT: &str = ".git";

/// Whether a repository begins in a folder.
pub fn begins_repository(folder: &Path) -> bool {
    folder.join(GIT).exists()
}

/// Whether a real path leads to what git keeps for itself: into `.git`, in any case of letters, which some
/// disks take for the same, or into a folder that git
/// takes for such a one, as of a repository without files of its own.
pub fn is_of_git(path: &Path) -> bool {
    let is_called_so = path.components().any(|part| part.as_os_str().eq_ignore_ascii_case(GIT));
    // By these three git itself knows its folders.
    let holds_all =
        |folder: &Path| ["HEAD", "objects", "refs"].iter().all(|name| folder.join(name).exists());
    is_called_so || path.ancestors().skip(1).any(holds_all)
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
