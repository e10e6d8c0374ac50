//! Looking into folders, with errors that say what to do.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::read::{causes_of, is_too_many_files};
use crate::text::characters::quoted_path;

/// Why a folder can't be looked into.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// There is none.
    #[error("there is no folder {}", quoted_path(.folder))]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// Something else stands there.
    #[error("{} is no folder", quoted_path(.folder))]
    NoFolder {
        /// What is there.
        folder: PathBuf,
    },
    /// The system does not let us.
    #[error(
        "no permission to look into the folder {}; allow it for your user",
        quoted_path(.folder)
    )]
    Forbidden {
        /// The folder.
        folder: PathBuf,
    },
    /// Too many files are open.
    #[error(
        "cannot look into the folder {}: too many files are open at once; raise the limit (`ulimit -n`)",
        quoted_path(.folder)
    )]
    TooManyFiles {
        /// The folder.
        folder: PathBuf,
    },
    /// Anything else.
    #[error("cannot look into the folder {}: {reason}", quoted_path(.folder))]
    Other {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        reason: String,
    },
}

/// Makes sure that what stands in a folder can be told, be its names to be listed or not.
///
/// # Errors
/// There is none, or the system does not let us.
pub fn look_into(folder: &Path) -> Result<(), FolderError> {
    // A folder itself is told about to those too who may not look into it; `folder/.` is not.
    let looked = fs::metadata(folder.join("."));
    looked.map(drop).map_err(|error| FolderError::of_system(folder, &error))
}

/// The paths of all that stands in a folder.
///
/// # Errors
/// There is none, or the system does not let us.
pub fn entries_of(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    look_into(folder)?;
    let failed = |error| FolderError::of_system(folder, &error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| Ok(entry.map_err(failed)?.path())).collect()
}

impl FolderError {
    /// What an error of the system means for who wants to look into a folder.
    pub(crate) fn of_system(folder: &Path, error: &io::Error) -> Self {
        let stands_there = folder.symlink_metadata().is_ok();
        let folder = folder.to_owned();
        match error.kind() {
            ErrorKind::NotADirectory if stands_there => Self::NoFolder { folder },
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing { folder },
            ErrorKind::PermissionDenied => Self::Forbidden { folder },
            _ if is_too_many_files(error) => Self::TooManyFiles { folder },
            _ => Self::Other { folder, reason: root_of(error) },
        }
    }
}

/// What the system itself says, without what was said around it on its way here.
fn root_of(error: &io::Error) -> String {
    causes_of(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}
