//! Paths that no person gave: a file names them, or they were found in a folder.
//!
//! Who writes a file may not be who reads it: a deal of a pull request could name any file of the
//! machine on which it is checked. What such a path leads to is read where it is a plain file, as a
//! folder of playbooks may well be shared. But where it leads out of the repository, or without one
//! out of its folder, nothing of it is told unless it is what it should be.

use std::path::Path;

use super::file::SourceFile;
use super::file_id::folder_of;
use super::read::{ReadError, read_file};
use super::repository::{real, repository_of};

/// Reads a file that something in a folder leads to.
///
/// # Errors
/// As [`read_file`], and where it is no plain file.
pub fn read_within(folder: &Path, path: &Path) -> Result<SourceFile, ReadError> {
    let name = || path.to_string_lossy().into_owned();
    // A device or a pipe might never end, or ask the person at the terminal.
    if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return Err(ReadError::NoFile { name: name() });
    }
    let file = read_file(path).map_err(|error| match error {
        // What else is in a folder out there is nobody's business.
        ReadError::Missing { name, .. } if leads_out(folder, folder_of(path)) => {
            ReadError::Missing { name, meant: None }
        }
        error => error,
    })?;
    Ok(if leads_out(folder, path) { file.withheld() } else { file })
}

/// Whether a path leads out of the repository of a folder, or without one out of the folder.
fn leads_out(folder: &Path, path: &Path) -> bool {
    let bounds = repository_of(folder).or_else(|| real(folder));
    match (bounds, path.canonicalize()) {
        (Some(bounds), Ok(path)) => !path.starts_with(bounds),
        // What isn't there has nothing to tell.
        _ => false,
    }
}
