//! Putting a new text in a file's place, so that a crash at any moment leaves the old text or
//! the new one, whole.
//!
//! The text is written beside the file, brought to the disk, and only then renamed over it. Each
//! step consumes the one before it, so none can be left out or done in another order:
//! [`Begun`] → [`Written`] → [`Settled`] → the file.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, PersistError};

/// The end of the names of files that are being written.
const SUFFIX: &str = ".saving";

/// An empty file beside the one to be replaced.
#[derive(Debug)]
pub struct Begun {
    beside: NamedTempFile,
    target: PathBuf,
}

/// The new text beside the file, perhaps not on the disk yet.
#[derive(Debug)]
pub struct Written(Begun);

/// The new text beside the file, on the disk.
#[derive(Debug)]
pub struct Settled(Begun);

impl Begun {
    /// Makes an empty file in the folder of `target`.
    ///
    /// # Errors
    /// The folder is missing or can't be written.
    pub fn beside(target: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        let prefix = prefix_of(target);
        builder.prefix(&prefix).suffix(SUFFIX);
        let beside = with_usual_permissions(&mut builder).tempfile_in(folder_of(target));
        // The error itself tells the name of the file beside, which says nothing to a user.
        let beside = beside.map_err(|error| io::Error::from(error.kind()))?;
        Ok(Self { beside, target: target.to_owned() })
    }

    /// Writes the text.
    ///
    /// # Errors
    /// The disk is full, for example.
    pub fn write(mut self, text: &str) -> io::Result<Written> {
        self.beside.write_all(text.as_bytes())?;
        Ok(Written(self))
    }
}

impl Written {
    /// Gives the file these permissions and waits until it is on the disk.
    ///
    /// # Errors
    /// The system refuses.
    pub fn settle(self, permissions: Option<Permissions>) -> io::Result<Settled> {
        if let Some(permissions) = permissions {
            self.0.beside.as_file().set_permissions(permissions)?;
        }
        self.0.beside.as_file().sync_all()?;
        Ok(Settled(self.0))
    }
}

impl Settled {
    /// The new file, to be locked before it takes its place.
    pub fn file(&self) -> &File {
        self.0.beside.as_file()
    }

    /// Puts the new file in the place of the old one.
    ///
    /// # Errors
    /// The system refuses; the old file is still there.
    pub fn replace(self) -> io::Result<File> {
        let Begun { beside, target } = self.0;
        finish(beside.persist(&target), &target)
    }

    /// Puts the new file where there is none yet.
    ///
    /// # Errors
    /// There is one; it is left alone.
    pub fn create(self) -> io::Result<File> {
        let Begun { beside, target } = self.0;
        finish(beside.persist_noclobber(&target), &target)
    }
}

/// Removes what an interrupted writer of this file left behind. Only for who has the file's lock.
pub(super) fn clear_leftovers(target: &Path) {
    let Ok(entries) = std::fs::read_dir(folder_of(target)) else { return };
    let prefix = prefix_of(target);
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(SUFFIX) {
            // What can't be removed harms nobody.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The folder that a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn prefix_of(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.")
}

fn finish(renamed: Result<File, PersistError>, target: &Path) -> io::Result<File> {
    let file = renamed.map_err(|error| error.error)?;
    // The rename itself is on the disk once the folder is. Not every system can do that.
    if let Ok(folder) = File::open(folder_of(target)) {
        let _ = folder.sync_all();
    }
    Ok(file)
}

/// New files are readable as the user's settings say, not by the user alone.
#[cfg(unix)]
fn with_usual_permissions<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn with_usual_permissions<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    builder
}
