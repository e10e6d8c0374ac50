//! A deal's file: locked while it is worked on, replaced whole, never overwritten unseen.

use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::edit::{self, Rewritten};
use super::history::{Replaced, Was};
use super::{Answer, Call, Deal, DealOutcome, Fact, Facts, LookBack};
use crate::playbook::{Playbook, QuestionIndex};
use crate::text::characters::quoted_path;
use crate::text::saving::{self, Prepared, Target, clear_leftovers_once};
use crate::text::source::file_id::{FileId, folder_of};
use crate::text::source::files_read::note_read;
use crate::text::source::{MAX_BYTES, ReadError, Rejected, SourceFile, read_from};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A deal file that this process works on. No second `coach` opens it meanwhile.
#[derive(Debug)]
pub struct DealFile {
    target: Target,
    /// Keeps the lock. Where there is none to keep, the file is not held open: on Windows it could
    /// not be replaced then.
    lock: Option<File>,
    source: SourceFile,
    has_mark: bool,
}

impl Drop for DealFile {
    /// Gives the lock back at once: a program that somebody starts just now holds all that we have open
    /// for a moment, and the lock with it.
    fn drop(&mut self) {
        if let Some(file) = &self.lock {
            // Closing the file does it else.
            let _ = file.unlock();
        }
    }
}

/// Why a deal file can't be worked on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// It can't be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// It is no file: a pipe or a device.
    #[error("{} is not a file", quoted_path(.path))]
    NotAFile {
        /// What it is called.
        path: PathBuf,
    },
    /// Another process has it.
    #[error("another `coach` is working on {}; finish that one first", quoted_path(.path))]
    InUse {
        /// The file.
        path: PathBuf,
    },
}

/// Why a deal was not saved. The file is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// The file can't be written.
    #[error(transparent)]
    NotWritten(#[from] saving::SaveError),
    /// What would be written does not read as what was meant.
    #[error("{} was not saved, since it would not read back: {}", quoted_path(.path), fault(.rejected))]
    NotReadBack {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        rejected: Rejected,
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
        let real = path.canonicalize().map_err(read_error)?;
        let metadata = real.metadata().map_err(read_error)?;
        if metadata.is_dir() {
            return Err(ReadError::Folder { name }.into());
        }
        if !metadata.is_file() {
            return Err(OpenError::NotAFile { path: path.to_owned() });
        }
        let file = lock(&real).map_err(|refused| match refused {
            Refused::InUse => OpenError::InUse { path: path.to_owned() },
            Refused::System(error) => read_error(error).into(),
        })?;
        clear_leftovers_once(folder_of(&real));
        let (source, has_mark) = read(&name, &file)?;
        note_read(path);
        let target = Target { named: path.to_owned(), real };
        Ok(Self { target, lock: kept(file), source, has_mark })
    }

    /// Checks that a new deal can be made under a path, as far as can be told before it is written.
    ///
    /// # Errors
    /// There is no folder for it.
    pub fn check_folder(path: &Path) -> Result<(), SaveError> {
        let folder = folder_of(path).to_owned();
        match folder.is_dir() {
            true => Ok(()),
            false => Err(saving::SaveError::NoFolder { folder, path: path.to_owned() }.into()),
        }
    }

    /// Writes the file of a new deal, and locks it.
    ///
    /// # Errors
    /// There is such a file, or it can't be written.
    pub fn create(path: &Path, deal: &Deal, playbook: &Playbook) -> Result<Self, SaveError> {
        let name = path.to_string_lossy().into_owned();
        let deal = tidied(deal, playbook);
        let text = edit::written_new(path, &deal, playbook);
        edit::verified(&name, &text, &deal, playbook)
            .map_err(|rejected| SaveError::NotReadBack { path: path.to_owned(), rejected })?;
        let lock = Prepared::anew(path, text.as_bytes())?.put()?.and_then(kept);
        note_read(path);
        // Where it is from now on, whatever becomes of the links that lead there.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let target = Target { named: path.to_owned(), real };
        Ok(Self { target, lock, source: SourceFile::new(name, text), has_mark: false })
    }

    /// What the user calls it.
    pub fn path(&self) -> &Path {
        &self.target.named
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
        self.unchanged()?;
        let deal = tidied(deal, playbook);
        let rewritten = edit::rewritten(&self.source, &deal, playbook);
        self.replace_by(rewritten)
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
        self.unchanged()?;
        let rewritten = edit::with_stubs(&self.source, playbook, questions);
        self.replace_by(rewritten)
    }

    fn replace_by(&mut self, rewritten: Result<Rewritten, Rejected>) -> Result<Layout, SaveError> {
        let path = || self.target.named.clone();
        let Rewritten { text, in_place } =
            rewritten.map_err(|rejected| SaveError::NotReadBack { path: path(), rejected })?;
        self.replace_text(text)?;
        Ok(if in_place { Layout::Kept } else { Layout::Anew })
    }

    fn replace_text(&mut self, text: String) -> Result<(), SaveError> {
        if text == self.source.text {
            return Ok(());
        }
        let mark = if self.has_mark { BYTE_ORDER_MARK } else { "" };
        let prepared = Prepared::edited(&self.target, format!("{mark}{text}").as_bytes())?;
        self.unchanged()?;
        if let Some(file) = prepared.put()? {
            self.lock = kept(file);
        }
        self.source = SourceFile::new(self.source.name.clone(), text);
        Ok(())
    }

    /// Checks that the file holds what was last read or saved.
    fn unchanged(&self) -> Result<(), saving::SaveError> {
        let path = &self.target.named;
        let name = &self.source.name;
        let found = File::open(&self.target.real)
            .map_err(|error| ReadError::of_system(name.clone(), error))
            .and_then(|file| read(name, &file));
        match found {
            Ok((source, has_mark)) if source == self.source && has_mark == self.has_mark => Ok(()),
            Ok(_) => Err(saving::SaveError::ChangedOnDisk { path: path.clone() }),
            Err(error) => Err(saving::SaveError::of_reading(path, error)),
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

/// Why a file is not locked.
enum Refused {
    InUse,
    System(io::Error),
}

/// Opens a file and locks it. The lock is on the file itself, so nothing is left behind; who
/// replaces the file locks the new one first. Where the system has no such locks, we go on without:
/// what changed on disk is never overwritten anyway.
fn lock(target: &Path) -> Result<File, Refused> {
    loop {
        let file = File::open(target).map_err(Refused::System)?;
        if !LOCKS_ARE_ADVISORY {
            return Ok(file);
        }
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Refused::InUse),
            Err(TryLockError::Error(_)) => return Ok(file),
            Ok(()) => {}
        }
        // Between our opening and locking it, it may have been replaced: then look again.
        let at = |id: io::Result<FileId>| id.map_err(Refused::System);
        if at(FileId::of(&file))? == at(FileId::at(target))? {
            return Ok(file);
        }
    }
}

/// Elsewhere a lock keeps everyone from reading, `coach brief` too.
const LOCKS_ARE_ADVISORY: bool = cfg!(unix);

/// The file, where its lock is to be kept; else it is closed.
fn kept(file: File) -> Option<File> {
    LOCKS_ARE_ADVISORY.then_some(file)
}

/// The text in a file, and whether a byte-order mark stands before it.
fn read(name: &str, file: &File) -> Result<(SourceFile, bool), ReadError> {
    let mut bytes = Vec::new();
    let read = file.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| ReadError::of_system(name.to_owned(), error))?;
    let has_mark = bytes.starts_with(BYTE_ORDER_MARK.as_bytes());
    Ok((read_from(name, bytes.as_slice())?, has_mark))
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
        retired: deal.retired.clone(),
        notes: trimmed_option(&deal.notes),
        pursue: deal.pursue,
        waivers: deal.waivers.clone(),
        history: deal.history.iter().map(tidied_replaced).collect(),
        calls: deal.calls.iter().map(tidied_call).collect(),
        outcome: deal.outcome.as_ref().map(tidied_outcome),
        look_back: deal.look_back.iter().map(tidied_look_back).collect(),
    }
}

fn tidied_outcome(outcome: &DealOutcome) -> DealOutcome {
    DealOutcome { because: trimmed_option(&outcome.because), ..outcome.clone() }
}

fn tidied_look_back(look_back: &LookBack) -> LookBack {
    let (by, words) = (trimmed_option(&look_back.by), trimmed_option(&look_back.words));
    LookBack { by, words, ..look_back.clone() }
}

fn tidied_call(call: &Call) -> Call {
    let with = call.with.iter().map(|name| trimmed(name)).collect();
    Call { date: call.date, with, note: trimmed_option(&call.note) }
}

fn tidied_replaced(replaced: &Replaced) -> Replaced {
    let was = match &replaced.was {
        Was::Facts(facts) => Was::Facts(facts.iter().map(tidied_fact).collect()),
        Was::Outcome(outcome) => Was::Outcome(tidied_outcome(outcome)),
        Was::LookBack(look_back) => Was::LookBack(tidied_look_back(look_back)),
        Was::Written(written) => Was::Written(written.clone()),
    };
    Replaced { was, ..replaced.clone() }
}

fn tidied_fact(fact: &Fact) -> Fact {
    let answer = match &fact.answer {
        Answer::Text(text) => Answer::Text(trimmed(text)),
        answer => answer.clone(),
    };
    Fact {
        answer,
        source: fact.source,
        by: trimmed_option(&fact.by),
        date: fact.date,
        note: trimmed_option(&fact.note),
        quote: trimmed_option(&fact.quote),
        at: fact.at.clone(),
    }
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
