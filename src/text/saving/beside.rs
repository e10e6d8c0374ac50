//! A new text beside the file that it is for, on its way into the file's place.
//!
//! Each step consumes the one before it, so none can be left out or done in another order:
//! [`Begun`] → [`Written`] → [`Settled`] → the file.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, PersistError};

use super::{belongings, in_place};
use crate::text::source::file_id::{FileId, folder_of};

/// The end of the names of files that are being written.
const SUFFIX: &str = ".coach-saving";
/// How many letters and digits stand before it, so that nobody else's file has the same name.
const RANDOM_CHARACTERS: usize = 6;
/// How much of the file's own name is taken over, in bytes: the whole stays below 255.
const LONGEST_PREFIX: usize = 200;

/// An empty file beside the one to be replaced, locked as long as its writer lives.
#[derive(Debug)]
pub struct Begun {
    beside: NamedTempFile<File>,
    target: PathBuf,
}

/// The new text beside the file, perhaps not on the disk yet.
#[derive(Debug)]
pub struct Written(Begun);

/// The new text beside the file, on the disk.
#[derive(Debug)]
pub struct Settled {
    begun: Begun,
    /// Whether the new file has all that belongs to the old one.
    may_replace: bool,
}

impl Begun {
    /// Makes an empty file in the folder of `target`.
    ///
    /// # Errors
    /// The folder is missing or can't be written.
    pub fn beside(target: &Path) -> io::Result<Self> {
        let prefix = prefix_of(target);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX).rand_bytes(RANDOM_CHARACTERS);
        let options = options(target.exists());
        let beside = builder.make_in(folder_of(target), |path| {
            let file = options.open(path)?;
            // Somebody who tidies up may have taken it for a dead one's before it was locked; then
            // another name is tried.
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => Err(ErrorKind::AlreadyExists.into()),
                Ok(()) if !is_at(&file, path) => Err(ErrorKind::AlreadyExists.into()),
                Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
            }
        })?;
        Ok(Self { beside, target: target.to_owned() })
    }

    /// Writes a part of the text.
    ///
    /// # Errors
    /// The disk is full, for example.
    pub fn add(&mut self, text: &[u8]) -> io::Result<()> {
        self.beside.as_file().write_all(text)
    }

    /// Writes the text, or the rest of it.
    ///
    /// # Errors
    /// The disk is full, for example.
    pub fn write(self, text: &[u8]) -> io::Result<Written> {
        self.beside.as_file().write_all(text)?;
        Ok(Written(self))
    }
}

impl Written {
    /// Gives the file what belongs to the one to be replaced, and waits until it is on the disk.
    ///
    /// # Errors
    /// The system refuses.
    pub fn settle(self) -> io::Result<Settled> {
        let Self(begun) = self;
        let may_replace = belongings::hand_over(&begun.target, begun.beside.as_file());
        begun.beside.as_file().sync_all()?;
        Ok(Settled { begun, may_replace })
    }
}

impl Settled {
    /// Puts the new text in the place of the old one. Hands out the new file; `None` where the old
    /// one was written.
    ///
    /// # Errors
    /// The system refuses; the old text is still there.
    pub fn replace(self) -> io::Result<Option<File>> {
        let Begun { beside, target } = self.begun;
        if !self.may_replace {
            return in_place::write(beside.as_file(), beside.path(), &target).map(|()| None);
        }
        match beside.persist(&target) {
            Ok(file) => Ok(Some(on_disk(file, &target))),
            // Nothing can take the place of a mount point, of another user's file in a folder for
            // all such as /tmp, or, on Windows, of a file that somebody has open.
            Err(PersistError { error, file: beside }) if is_pinned(&error) && target.is_file() => {
                in_place::write(beside.as_file(), beside.path(), &target).map(|()| None)
            }
            Err(refused) => Err(refused.error),
        }
    }

    /// Puts the new file where there is none yet.
    ///
    /// # Errors
    /// There is one; it is left alone.
    pub fn create(self) -> io::Result<File> {
        let Begun { beside, target } = self.begun;
        match beside.persist_noclobber(&target) {
            Ok(file) => Ok(on_disk(file, &target)),
            Err(PersistError { error, file: beside }) => match error.kind() {
                // Disks that know neither hard links nor renaming without replacing.
                ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::InvalidInput => {
                    create_by_reserving(beside, &target)
                }
                _ => Err(error),
            },
        }
    }
}

/// Takes the name first, by an empty file that only one process can make, and then replaces that.
fn create_by_reserving(beside: NamedTempFile<File>, target: &Path) -> io::Result<File> {
    drop(File::options().write(true).create_new(true).open(target)?);
    match beside.persist(target) {
        Ok(file) => Ok(on_disk(file, target)),
        Err(refused) => {
            // An empty file in its place would be taken for a file of the user's.
            let _ = fs::remove_file(target);
            Err(refused.error)
        }
    }
}

fn is_pinned(error: &io::Error) -> bool {
    let kinds = [ErrorKind::PermissionDenied, ErrorKind::ResourceBusy, ErrorKind::CrossesDevices];
    kinds.contains(&error.kind())
}

/// The rename itself is on the disk once the folder is. Not every system can do that.
fn on_disk(file: File, target: &Path) -> File {
    if let Ok(folder) = File::open(folder_of(target)) {
        let _ = folder.sync_all();
    }
    file
}

fn prefix_of(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let ends = name.char_indices().map(|(start, character)| start + character.len_utf8());
    let end = ends.take_while(|end| *end <= LONGEST_PREFIX).last().unwrap_or_default();
    format!(".{}.", &name[..end])
}

/// The name of the file that this one was written beside, if it is such a one.
pub(super) fn name_beside(leftover: &OsStr) -> Option<&str> {
    let name = leftover.to_str()?.strip_prefix('.')?.strip_suffix(SUFFIX)?;
    let (target, random) = name.rsplit_once('.')?;
    let is_random = random.len() == RANDOM_CHARACTERS
        && random.chars().all(|character| character.is_ascii_alphanumeric());
    (is_random && !target.is_empty()).then_some(target)
}

/// Whether this is the file that stands at the path. Where nobody can tell, it is taken for it.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    match (FileId::of(file), FileId::at(path)) {
        (Ok(ours), Ok(there)) => ours == there,
        (Ok(_), Err(_)) => false,
        (Err(_), _) => true,
    }
}

/// What is to replace a file is at first for our eyes alone: it may hold what that file keeps
/// secret. A new file is readable as the user's settings say.
#[cfg(unix)]
fn options(replaces: bool) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    options.read(true).write(true).create_new(true).mode(if replaces { 0o600 } else { 0o666 });
    options
}

#[cfg(not(unix))]
fn options(_replaces: bool) -> OpenOptions {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    options
}
