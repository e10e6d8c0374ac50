//! Which file a path leads to: by links, `..`, hard links or other letters, it stays one file.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;

/// A file that is there, told from every other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileId {
    #[cfg(unix)]
    device_and_inode: (u64, u64),
    /// Its one real path, in which letters have the case that they have on the disk.
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

#[cfg(unix)]
impl FileId {
    /// The file that a path leads to.
    ///
    /// # Errors
    /// There is none, or it can't be told.
    pub fn at(path: &Path) -> io::Result<Self> {
        Ok(Self::from(path.metadata()?))
    }

    /// A file that is open.
    ///
    /// # Errors
    /// The system can't tell.
    pub fn of(file: &File) -> io::Result<Self> {
        Ok(Self::from(file.metadata()?))
    }

    /// What a standard stream leads to.
    ///
    /// # Errors
    /// It is closed, or leads to no plain file: terminals and pipes may well be read and written.
    pub fn of_stream(stream: &impl std::os::fd::AsFd) -> io::Result<Self> {
        let file = File::from(stream.as_fd().try_clone_to_owned()?);
        let metadata = file.metadata()?;
        match metadata.is_file() {
            true => Ok(Self::from(metadata)),
            false => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

#[cfg(unix)]
impl From<std::fs::Metadata> for FileId {
    fn from(metadata: std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { device_and_inode: (metadata.dev(), metadata.ino()) }
    }
}

#[cfg(not(unix))]
impl FileId {
    /// The file that a path leads to.
    ///
    /// # Errors
    /// There is none, or it can't be told.
    pub fn at(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.canonicalize()? })
    }

    /// A file that is open; here nobody can tell which.
    ///
    /// # Errors
    /// Always.
    pub fn of(_file: &File) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// What a standard stream leads to; here nobody can tell.
    ///
    /// # Errors
    /// Always.
    pub fn of_stream<S>(_stream: &S) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Whether two paths lead to one file, be it there or not.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (FileId::at(one), FileId::at(other)) {
        (Ok(one), Ok(other)) => one == other,
        (Err(_), Err(_)) => to_be(one).is_some_and(|one| to_be(other) == Some(one)),
        _ => false,
    }
}

/// Where a file that is not there would be.
fn to_be(path: &Path) -> Option<(FileId, OsString)> {
    Some((FileId::at(folder_of(path)).ok()?, path.file_name()?.to_owned()))
}

/// The folder that a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
