//! Why a file was not written, and what to do about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::place::Target;
use crate::text::characters::quoted_path;
use crate::text::source::{ReadError, is_too_many_files, leads_nowhere};

/// Why a file was not written. Unless the error says otherwise, it is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// Someone else wrote it since it was read.
    #[error(
        "{} changed on disk since it was read, so it was not overwritten; \
         start again to go on from what stands there now",
        quoted_path(.path)
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// There is a file where a new one was to be.
    #[error("{} exists already, so it was not overwritten", quoted_path(.path))]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It is what the results are made from.
    #[error(
        "{} is one of the files that are read here, so it is not written over; \
         give the output another name",
        quoted_path(.path)
    )]
    WasRead {
        /// The file.
        path: PathBuf,
    },
    /// It is git's own.
    #[error(
        "{} is among what git keeps for itself, so it is not written over; \
         give the output another name",
        quoted_path(.path)
    )]
    OfGit {
        /// The file.
        path: PathBuf,
    },
    /// The file is marked as not to be written.
    #[error("{} is read-only; make it writable, or work on a copy", quoted_path(.path))]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is for others to write.
    #[error(
        "no permission to write {}; allow it for your user, or work on a copy",
        quoted_path(.path)
    )]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{} is a folder; name a file in it", quoted_path(.path))]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// It is no file: a pipe or a device.
    #[error("{} is not a file", quoted_path(.path))]
    NotAFile {
        /// What it is called.
        path: PathBuf,
    },
    /// There is no folder to put the file into.
    #[error("there is no folder {} for {}; create it first", quoted_path(.folder), quoted_path(.path))]
    NoFolder {
        /// The folder.
        folder: PathBuf,
        /// The file.
        path: PathBuf,
    },
    /// A link stands there, and what it leads to can't be made.
    #[error("{}", leads_nowhere(&.path.to_string_lossy()))]
    LeadsNowhere {
        /// The link.
        path: PathBuf,
    },
    /// The folder can't be written.
    #[error(
        "no permission to write in the folder {}; allow it for your user, or use another folder",
        quoted_path(.folder)
    )]
    Forbidden {
        /// The folder.
        folder: PathBuf,
    },
    /// Nothing can be written where the file is.
    #[error(
        "cannot write {}: its disk is mounted read-only; use a folder on another one",
        quoted_path(.path)
    )]
    ReadOnlyDisk {
        /// The file.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("cannot write {}: no space is left on its disk; free some, then try again", quoted_path(.path))]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Files may not grow so large here.
    #[error(
        "cannot write {}: it would be larger than a file may be here; raise the limit (`ulimit -f`)",
        quoted_path(.path)
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Too many files are open.
    #[error(
        "cannot write {}: too many files are open at once; raise the limit (`ulimit -n`)",
        quoted_path(.path)
    )]
    TooManyFiles {
        /// The file.
        path: PathBuf,
    },
    /// Neither the new text nor the old one could be written into a file that can't be replaced.
    #[error(
        "{} is half written; what it held before is in {}: copy it back",
        quoted_path(.path), quoted_path(.before)
    )]
    HalfWritten {
        /// The file.
        path: PathBuf,
        /// Where its old text is.
        before: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What stands there can't be read, so nobody knows whether it changed.
    #[error("cannot tell whether {} changed since it was read, so it was not overwritten", quoted_path(.path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// Anything else.
    #[error("cannot write {}", quoted_path(.path))]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl SaveError {
    /// What an error of the system means for who wants to write a file.
    pub(super) fn of_system(target: &Target, error: io::Error) -> Self {
        let (path, folder) = (target.named.clone(), target.folder().to_owned());
        if let Some(half) = HalfWritten::of(&error) {
            return Self::HalfWritten { path, before: half.before.clone(), source: error };
        }
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists { path },
            ErrorKind::IsADirectory => Self::Folder { path },
            ErrorKind::NotFound | ErrorKind::NotADirectory if path.is_symlink() => {
                Self::LeadsNowhere { path }
            }
            ErrorKind::NotFound | ErrorKind::NotADirectory if !folder.is_dir() => {
                Self::NoFolder { folder, path }
            }
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { path },
            ErrorKind::FileTooLarge => Self::TooLarge { path },
            _ if is_too_many_files(&error) => Self::TooManyFiles { path },
            _ => Self::Other { path, source: error },
        }
    }

    /// The same, of an error while something new was made in the file's folder.
    pub(super) fn of_folder(target: &Target, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied => Self::Forbidden { folder: target.folder().to_owned() },
            _ => Self::of_system(target, error),
        }
    }

    /// What it means that a file can't be read again before it is replaced.
    pub fn of_reading(path: &Path, error: ReadError) -> Self {
        let path = path.to_owned();
        match error {
            ReadError::Missing { .. }
            | ReadError::LeadsNowhere { .. }
            | ReadError::Folder { .. } => Self::ChangedOnDisk { path },
            error => Self::Unreadable { path, source: error },
        }
    }
}

/// A file that could be written neither forward nor back.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub(super) struct HalfWritten {
    pub(super) before: PathBuf,
    pub(super) cause: io::Error,
}

impl HalfWritten {
    fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}
