//! A deal's file: locked while it is worked on, replaced whole, never overwritten unseen.

use std::fs::{File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::edit::{self, Rewritten};
use super::history::{Replaced, Was};
use super::replacing::{Begun, Settled, clear_leftovers, folder_of};
use super::{Answer, Deal, Fact, Facts};
use crate::playbook::{Playbook, QuestionIndex};
use crate::text::characters::quoted;
use crate::text::source::{MAX_BYTES, ReadError, Rejected, SourceFile, read_from};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A deal file that this process works on. No second `coach` opens it meanwhile.
#[derive(Debug)]
pub struct DealFile {
    /// As the user named it.
    path: PathBuf,
    /// The file itself, where the path is a link.
    target: PathBuf,
    /// Holds the lock.
    file: File,
    source: SourceFile,
    has_mark: bool,
}

/// Why a deal file can't be worked on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// It can't be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// It is no file: a pipe or a device.
    #[error("{} is not a file", shown(.path))]
    NotAFile {
        /// What it is called.
        path: PathBuf,
    },
    /// Another process has it.
    #[error("another `coach` is working on {}; finish that one first", shown(.path))]
    InUse {
        /// The file.
        path: PathBuf,
    },
}

/// Why a deal was not saved. The file is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// Someone else wrote it since it was read.
    #[error(
        "{} changed on disk since it was read, so it was not overwritten; \
         start again to go on from what stands there now",
        shown(.path)
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// There is a file where a new one was to be.
    #[error("{} exists already, so it was not overwritten", shown(.path))]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is marked as not to be written.
    #[error("{} is read-only; make it writable, or work on a copy", shown(.path))]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// There is no folder to put the file into.
    #[error("there is no folder {} to save the deal in; create it first", shown(.folder))]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder can't be written.
    #[error(
        "no permission to write in the folder {}; allow it for your user, or use another folder",
        shown(.folder)
    )]
    Forbidden {
        /// The folder.
        folder: PathBuf,
    },
    /// What would be written does not read as what was meant.
    #[error("{} was not saved, since it would not read back: {}", shown(.path), fault(.rejected))]
    NotReadBack {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        rejected: Rejected,
    },
    /// Anything else.
    #[error("cannot save {}", shown(.path))]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// What to say of [`Layout::Anew`].
pub const LAID_OUT_ANEW: &str =
    "it could not be changed in place, so it is laid out anew; its comments stand at the end";

/// What became of a file's layout while it was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Layout {
    /// All that did not change is as it was.
    Kept,
    /// It is laid out anew, since it is written in a way that can't be changed in place. All its
    /// comments stand at its end.
    Anew,
}

impl DealFile {
    /// Reads an existing file and locks it.
    ///
    /// # Errors
    /// It is missing, unreadable, or another `coach` has it.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let name = path.to_string_lossy().into_owned();
        let read_error = |error: io::Error| ReadError::of_system(name.clone(), error);
        let target = path.canonicalize().map_err(read_error)?;
        let metadata = target.metadata().map_err(read_error)?;
        if metadata.is_dir() {
            return Err(ReadError::Folder { name }.into());
        }
        if !metadata.is_file() {
            return Err(OpenError::NotAFile { path: path.to_owned() });
        }
        let (file, locked) = lock(&target).map_err(|refused| match refused {
            Refused::InUse => OpenError::InUse { path: path.to_owned() },
            Refused::System(error) => read_error(error).into(),
        })?;
        if locked {
            clear_leftovers(&target);
        }
        let (source, has_mark) = read(&name, &file)?;
        Ok(Self { path: path.to_owned(), target, file, source, has_mark })
    }

    /// Checks that a new deal can be made in a folder, as far as can be told before it is written.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn check_folder(folder: &Path) -> Result<(), SaveError> {
        match folder.is_dir() {
            true => Ok(()),
            false => Err(SaveError::NoFolder { folder: folder.to_owned() }),
        }
    }

    /// Writes the file of a new deal, and locks it.
    ///
    /// # Errors
    /// There is such a file, or it can't be written.
    pub fn create(path: &Path, deal: &Deal, playbook: &Playbook) -> Result<Self, SaveError> {
        if path.symlink_metadata().is_ok() {
            return Err(SaveError::Exists { path: path.to_owned() });
        }
        let name = path.to_string_lossy().into_owned();
        let deal = tidied(deal, playbook);
        let text = edit::written_new(path, &deal, playbook);
        edit::verified(&name, &text, &deal, playbook)
            .map_err(|rejected| SaveError::NotReadBack { path: path.to_owned(), rejected })?;
        let failed = |error| SaveError::of_system(path, path, error);
        let settled = settled(path, &text, None).map_err(failed)?;
        let file = settled.create().map_err(failed)?;
        let target = path.canonicalize().map_err(failed)?;
        let source = SourceFile::new(name, text);
        Ok(Self { path: path.to_owned(), target, file, source, has_mark: false })
    }

    /// What the user calls it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text, as last read or saved.
    pub fn source(&self) -> &SourceFile {
        &self.source
    }

    /// Saves a deal: only what changed is written anew. On an error the file is as it was.
    ///
    /// # Errors
    /// Someone else wrote the file meanwhile, or it can't be written.
    pub fn save(&mut self, deal: &Deal, playbook: &Playbook) -> Result<Layout, SaveError> {
        let metadata = self.unchanged()?;
        let deal = tidied(deal, playbook);
        let rewritten = edit::rewritten(&self.source, &deal, playbook);
        self.replace_by(rewritten, &metadata)
    }

    /// Writes these questions into the file as `unknown`, each with a comment that tells what it
    /// takes. On an error the file is as it was.
    ///
    /// # Errors
    /// Someone else wrote the file meanwhile, or it can't be written.
    pub fn save_stubs(
        &mut self,
        playbook: &Playbook,
        questions: &[QuestionIndex],
    ) -> Result<Layout, SaveError> {
        let metadata = self.unchanged()?;
        let rewritten = edit::with_stubs(&self.source, playbook, questions);
        self.replace_by(rewritten, &metadata)
    }

    fn replace_by(
        &mut self,
        rewritten: Result<Rewritten, Rejected>,
        metadata: &Metadata,
    ) -> Result<Layout, SaveError> {
        let Rewritten { text, in_place } = rewritten
            .map_err(|rejected| SaveError::NotReadBack { path: self.path.clone(), rejected })?;
        self.replace_text(text, metadata)?;
        Ok(if in_place { Layout::Kept } else { Layout::Anew })
    }

    fn replace_text(&mut self, text: String, metadata: &Metadata) -> Result<(), SaveError> {
        if text == self.source.text {
            return Ok(());
        }
        if metadata.permissions().readonly() {
            return Err(SaveError::ReadOnly { path: self.path.clone() });
        }
        let mark = if self.has_mark { BYTE_ORDER_MARK } else { "" };
        let failed = |error| SaveError::of_system(&self.path, &self.target, error);
        let permissions = Some(metadata.permissions());
        let settled =
            settled(&self.target, &format!("{mark}{text}"), permissions).map_err(failed)?;
        self.unchanged()?;
        self.file = settled.replace().map_err(failed)?;
        self.source = SourceFile::new(self.source.name.clone(), text);
        Ok(())
    }

    /// Checks that the file holds what was last read or saved.
    fn unchanged(&self) -> Result<Metadata, SaveError> {
        let changed = || SaveError::ChangedOnDisk { path: self.path.clone() };
        let file = File::open(&self.target).map_err(|_| changed())?;
        let metadata = file.metadata().map_err(|_| changed())?;
        match read(&self.source.name, &file) {
            Ok((source, has_mark)) if source == self.source && has_mark == self.has_mark => {
                Ok(metadata)
            }
            _ => Err(changed()),
        }
    }
}

/// The text of a deal file with these questions in it as `unknown`; [`DealFile::save_stubs`]
/// writes it.
///
/// # Errors
/// The text can't be read, or would not read back.
pub fn with_stubs(
    file: &SourceFile,
    playbook: &Playbook,
    questions: &[QuestionIndex],
) -> Result<String, Rejected> {
    edit::with_stubs(file, playbook, questions).map(|rewritten| rewritten.text)
}

impl SaveError {
    fn of_system(path: &Path, target: &Path, error: io::Error) -> Self {
        let folder = folder_of(target).to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists { path: path.to_owned() },
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder { folder },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Forbidden { folder }
            }
            _ => Self::Other { path: path.to_owned(), source: error },
        }
    }
}

/// Why a file is not locked.
enum Refused {
    InUse,
    System(io::Error),
}

/// Opens a file and locks it; also tells whether it could be locked. The lock is on the file
/// itself, so nothing is left behind; who replaces the file locks the new one first. Where the
/// system has no such locks, we go on without: what changed on disk is never overwritten anyway.
fn lock(target: &Path) -> Result<(File, bool), Refused> {
    loop {
        let file = File::open(target).map_err(Refused::System)?;
        if !LOCKS_ARE_ADVISORY {
            return Ok((file, false));
        }
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Refused::InUse),
            Err(TryLockError::Error(_)) => return Ok((file, false)),
            // Between our opening and locking it, it may have been replaced: then look again.
            Ok(()) if is_at(&file, target).map_err(Refused::System)? => return Ok((file, true)),
            Ok(()) => {}
        }
    }
}

/// Elsewhere a lock keeps everyone from reading, `coach brief` too.
const LOCKS_ARE_ADVISORY: bool = cfg!(unix);

/// Whether this is the file that stands at the path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (ours, there) = (file.metadata()?, path.metadata()?);
    Ok((ours.dev(), ours.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}

/// The text in a file, and whether a byte-order mark stands before it.
fn read(name: &str, file: &File) -> Result<(SourceFile, bool), ReadError> {
    let mut bytes = Vec::new();
    let read = file.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| ReadError::of_system(name.to_owned(), error))?;
    let has_mark = bytes.starts_with(BYTE_ORDER_MARK.as_bytes());
    Ok((read_from(name, bytes.as_slice())?, has_mark))
}

/// The new text beside the file, on the disk and locked.
fn settled(
    target: &Path,
    text: &str,
    permissions: Option<std::fs::Permissions>,
) -> io::Result<Settled> {
    let settled = Begun::beside(target)?.write(text)?.settle(permissions)?;
    if LOCKS_ARE_ADVISORY {
        // Nobody else knows this file yet, so a refusal means that there are no locks here.
        let _ = settled.file().try_lock();
    }
    Ok(settled)
}

/// The deal as it reads back: white space around texts is not kept.
fn tidied(deal: &Deal, playbook: &Playbook) -> Deal {
    let mut facts = Facts::none(playbook);
    for index in playbook.question_indexes() {
        facts.set(index, deal.facts.about(index).iter().map(tidied_fact).collect());
    }
    Deal {
        name: trimmed(&deal.name),
        playbook: trimmed(&deal.playbook),
        facts,
        notes: trimmed_option(&deal.notes),
        pursue: deal.pursue,
        waivers: deal.waivers.clone(),
        history: deal.history.iter().map(tidied_replaced).collect(),
    }
}

fn tidied_replaced(replaced: &Replaced) -> Replaced {
    let was = match &replaced.was {
        Was::Facts(facts) => Was::Facts(facts.iter().map(tidied_fact).collect()),
        written => written.clone(),
    };
    Replaced { was, ..replaced.clone() }
}

fn tidied_fact(fact: &Fact) -> Fact {
    let answer = match &fact.answer {
        Answer::Text(text) => Answer::Text(trimmed(text)),
        answer => answer.clone(),
    };
    let (by, note) = (trimmed_option(&fact.by), trimmed_option(&fact.note));
    Fact { answer, source: fact.source, by, date: fact.date, note }
}

fn trimmed_option(text: &Option<String>) -> Option<String> {
    text.as_deref().map(trimmed).filter(|text| !text.is_empty())
}

fn trimmed(text: &str) -> String {
    text.trim_matches([' ', '\t', '\n']).to_owned()
}

fn fault(rejected: &Rejected) -> &str {
    match rejected.findings.first() {
        Some(finding) => &finding.message,
        None => "it would say something else",
    }
}

fn shown(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}
