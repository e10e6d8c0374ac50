//! Writing files: all that `coach` writes is written here, in one way.
//!
//! A text is written beside the file, brought to the disk, and only then put in the file's place,
//! so that a crash at any moment leaves the old text or the new one, whole. What belongs to the old
//! file (mode, owner, group, attributes) belongs to the new one; where it can't, and where a file
//! has several names, the old file itself is written, with a way back (`in_place.rs`). What is no
//! file, a pipe or a terminal, is written to as the stream that it is.
//!
//! Never written over: what is marked read-only, what this process has read for something else, what
//! git keeps for itself, and for [`rewrite`] what is not any more as it was read. What a killed process leaves behind is
//! cleared by the next one that writes in the same folder (`leftovers.rs`).

mod belongings;
mod beside;
mod error;
mod in_place;
mod leftovers;
mod limits;
mod place;

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use crate::text::source::files_read::was_read;
use crate::text::source::repository::is_of_git;
use crate::text::source::{SourceFile, read_file};

pub use beside::{Begun, Settled, Written};
pub use error::SaveError;
pub use leftovers::{clear_leftovers, clear_leftovers_once};
pub use limits::take_size_limit_as_error;
pub use place::{Place, Stream, Target};

/// Puts a text in the place of whatever a path holds; what is no file is written to.
///
/// # Errors
/// This process has read the file, it is git's own or read-only, or it can't be written.
pub fn overwrite(path: &Path, text: &[u8]) -> Result<(), SaveError> {
    Outgoing::to(path, text.to_vec())?.put()
}

/// Puts a text where there is no file yet.
///
/// # Errors
/// There is one, or it can't be written.
pub fn create(path: &Path, text: &[u8]) -> Result<(), SaveError> {
    Prepared::anew(path, text)?.put().map(drop)
}

/// Puts a text in the place of the one that was read there.
///
/// # Errors
/// Somebody else wrote the file meanwhile, it is read-only, or it can't be written.
pub fn rewrite(read: &SourceFile, path: &Path, text: &[u8]) -> Result<(), SaveError> {
    let prepared = Prepared::edited(&target_of(path)?, text)?;
    match read_file(path) {
        Ok(now) if now == *read => prepared.put().map(drop),
        Ok(_) => Err(SaveError::ChangedOnDisk { path: path.to_owned() }),
        Err(error) => Err(SaveError::of_reading(path, error)),
    }
}

/// Makes a folder in one that is there.
///
/// # Errors
/// The system refuses.
pub fn make_folder(folder: &Path) -> Result<(), SaveError> {
    let made = std::fs::create_dir(folder);
    made.map_err(|error| SaveError::of_folder(&Target::named(folder), error))
}

/// Refuses a path that leads to a file which this process has read, or to one of git's own.
///
/// # Errors
/// It does.
pub fn refuse_what_is_to_stay(path: &Path) -> Result<(), SaveError> {
    let named = || path.to_owned();
    if was_read(path) {
        return Err(SaveError::WasRead { path: named() });
    }
    match Place::of(path) {
        Ok(Place::File(target)) if is_of_git(&target.real) => {
            Err(SaveError::OfGit { path: named() })
        }
        // Whatever else is wrong with it is told by who writes it.
        _ => Ok(()),
    }
}

/// A text on its way to whatever a path holds: of several, none goes before all are on their way.
#[derive(Debug)]
pub enum Outgoing {
    /// Beside the file that it is for.
    File(Prepared),
    /// For what is no file.
    Stream {
        /// As it was named.
        named: Target,
        /// Where it leads.
        stream: Stream,
        /// What is to be written.
        text: Vec<u8>,
    },
}

impl Outgoing {
    /// Makes all ready, as far as that changes nothing.
    ///
    /// # Errors
    /// This process has read the file, it is git's own or read-only, or it can't be written.
    pub fn to(path: &Path, text: Vec<u8>) -> Result<Self, SaveError> {
        let named = Target::named(path);
        match Place::of(path).map_err(|error| SaveError::of_system(&named, error))? {
            Place::File(_) => Prepared::over(path, &text).map(Self::File),
            Place::Stream(stream) => {
                refuse_what_is_to_stay(path)?;
                Ok(Self::Stream { named, stream, text })
            }
        }
    }

    /// Puts the text in the place of what a file holds, or writes it to what is no file.
    ///
    /// # Errors
    /// The system refuses.
    pub fn put(self) -> Result<(), SaveError> {
        match self {
            Self::File(prepared) => prepared.put().map(drop),
            Self::Stream { named, stream, text } => {
                stream.write(&text).map_err(|error| SaveError::of_system(&named, error))
            }
        }
    }
}

/// A text beside the file that it is for, whole and on the disk. Until it is put there, dropping it
/// leaves everything as it was.
#[derive(Debug)]
pub struct Prepared {
    settled: Settled,
    target: Target,
    /// Whether there must be no such file yet.
    anew: bool,
}

impl Prepared {
    /// A text that is to stand in place of whatever a file holds, be it there or not.
    ///
    /// # Errors
    /// This process has read the file, it is git's own, read-only or not ours to write, or the text
    /// can't be written.
    pub fn over(path: &Path, text: &[u8]) -> Result<Self, SaveError> {
        refuse_what_is_to_stay(path)?;
        Self::edited(&target_of(path)?, text)
    }

    /// A text that was made from what the file holds. Who puts it there looks first whether the file
    /// still holds that.
    ///
    /// # Errors
    /// The file is read-only or not ours to write, or the text can't be written.
    pub fn edited(target: &Target, text: &[u8]) -> Result<Self, SaveError> {
        refuse_unwritable(target)?;
        Self::of(target.clone(), text, false)
    }

    /// A text for a file that is not there yet.
    ///
    /// # Errors
    /// There is one, or the text can't be written.
    pub fn anew(path: &Path, text: &[u8]) -> Result<Self, SaveError> {
        if path.symlink_metadata().is_ok() {
            return Err(SaveError::Exists { path: path.to_owned() });
        }
        Self::of(Target::named(path), text, true)
    }

    fn of(target: Target, text: &[u8], anew: bool) -> Result<Self, SaveError> {
        clear_leftovers_once(target.folder());
        let settled = Begun::beside(&target.real)
            .and_then(|begun| begun.write(text))
            .and_then(Written::settle)
            .map_err(|error| SaveError::of_folder(&target, error))?;
        Ok(Self { settled, target, anew })
    }

    /// Puts the text where it belongs. Hands out the file that stands there now, locked; `None`
    /// where it is the old one.
    ///
    /// # Errors
    /// The system refuses; what stands there is as it was, unless the error says otherwise.
    pub fn put(self) -> Result<Option<File>, SaveError> {
        let Self { settled, target, anew } = self;
        let put = if anew { settled.create().map(Some) } else { settled.replace() };
        put.map_err(|error| SaveError::of_system(&target, error))
    }
}

/// A file that grows beside the one that it is for, for texts too long to be held. Until it is put there,
/// dropping it leaves everything as it was.
#[derive(Debug)]
pub struct Growing {
    begun: Begun,
    target: Target,
}

impl Growing {
    /// One that is to stand in place of whatever a file holds, be it there or not.
    ///
    /// # Errors
    /// This process has read the file, it is git's own, read-only or not ours to write.
    pub fn over(path: &Path) -> Result<Self, SaveError> {
        refuse_what_is_to_stay(path)?;
        let target = target_of(path)?;
        refuse_unwritable(&target)?;
        clear_leftovers_once(target.folder());
        let begun = Begun::beside(&target.real);
        let begun = begun.map_err(|error| SaveError::of_folder(&target, error))?;
        Ok(Self { begun, target })
    }

    /// Adds to the text.
    ///
    /// # Errors
    /// The disk is full, for example.
    pub fn add(&mut self, text: &[u8]) -> Result<(), SaveError> {
        self.begun.add(text).map_err(|error| SaveError::of_folder(&self.target, error))
    }

    /// Puts the text where it belongs.
    ///
    /// # Errors
    /// The system refuses; what stands there is as it was, unless the error says otherwise.
    pub fn put(self) -> Result<(), SaveError> {
        let Self { begun, target } = self;
        let settled = begun.write(&[]).and_then(Written::settle);
        let put = settled.and_then(Settled::replace);
        put.map(drop).map_err(|error| SaveError::of_system(&target, error))
    }
}

/// The file that a path leads to.
fn target_of(path: &Path) -> Result<Target, SaveError> {
    match Place::of(path).map_err(|error| SaveError::of_system(&Target::named(path), error))? {
        Place::File(target) => Ok(target),
        Place::Stream(_) => Err(SaveError::NotAFile { path: path.to_owned() }),
    }
}

/// Whoever may not write a file is not to replace it either, though the folder would let them.
fn refuse_unwritable(target: &Target) -> Result<(), SaveError> {
    let metadata = match target.real.metadata() {
        Ok(metadata) => metadata,
        // Whatever else is wrong is told by the first try to write.
        Err(_) => return Ok(()),
    };
    let path = || target.named.clone();
    if metadata.is_dir() {
        return Err(SaveError::Folder { path: path() });
    }
    if metadata.permissions().readonly() {
        return Err(SaveError::ReadOnly { path: path() });
    }
    match File::options().write(true).open(&target.real) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(SaveError::NotOurs { path: path() })
        }
        Err(error) => Err(SaveError::of_system(target, error)),
    }
}
