//! Looking through folders for deals.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::gitignore::gitconfig_excludes_path;
use ignore::{DirEntry, WalkBuilder};

use super::index::tracked_below;
use super::input::DealInput;
use super::left_out::{LeftOut, Reason};
use crate::text::source::FolderError;
use crate::text::source::files_read::note_read;
use crate::text::source::repository::{GIT, begins_repository};

/// How many files and folders that are left out are looked through to count the deals among them: a
/// folder that a build fills holds more than anybody wants to wait for.
const MOST_LOOKED_THROUGH: usize = 50_000;

/// The files that say what is ignored in their folders, as the walk reads them.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// What was found in a folder.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Files by their paths, and among them what could not be looked into.
    pub(super) found: Vec<DealInput>,
    pub(super) left_out: LeftOut,
}

impl Walked {
    /// Only a reason why there is nothing.
    pub(super) fn nothing(reason: DealInput) -> Self {
        Self { found: vec![reason], left_out: LeftOut::default() }
    }
}

/// The files below a folder that are wanted, by their paths. What git ignores and does not track,
/// what is hidden, and what stands in folders behind links is left out, and counted. What can't be
/// looked into stands among the files, with the reason.
pub(super) fn files_below(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Walked {
    let (found, no_files) = (BTreeMap::new(), BTreeSet::new());
    let mut walk = Walk { folder, is_wanted, found, no_files, left_out: LeftOut::default() };
    let mut repositories = vec![folder.to_owned()];
    note_ignore_files_around(folder);
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                if entry.depth() > 0 && begins_repository(entry.path()) {
                    repositories.push(entry.path().to_owned());
                }
                if entry.file_type().is_some_and(|kind| kind.is_dir()) {
                    note_ignore_files(entry.path());
                }
                walk.take(&entry);
            }
            Err(error) => walk.note(&error),
        }
    }
    repositories.iter().for_each(|folder| walk.add_tracked(folder));
    walk.count_left_out();
    Walked { found: walk.found.into_values().collect(), left_out: walk.left_out }
}

/// A walk under way.
struct Walk<'w> {
    folder: &'w Path,
    is_wanted: &'w dyn Fn(&Path) -> bool,
    found: BTreeMap<PathBuf, DealInput>,
    /// What is called like a deal and is no file; git may track what we came by already.
    no_files: BTreeSet<PathBuf>,
    left_out: LeftOut,
}

impl Walk<'_> {
    fn take(&mut self, entry: &DirEntry) {
        let path = shown(entry.path());
        let is_link = entry.path_is_symlink();
        let leads_to_folder = is_link && path.is_dir();
        if leads_to_folder && entry.depth() > 0 {
            self.left_out.count(Reason::BehindLink);
        } else if (self.is_wanted)(entry.path()) {
            self.add(path);
        }
    }

    /// Adds a file, or a link to one; a folder that is called so is looked into by itself.
    fn add(&mut self, path: PathBuf) {
        if path.is_dir() {
            return;
        }
        // A link that leads nowhere is told when it can't be read.
        if path.exists() && !path.is_file() {
            self.no_files.insert(path);
            return;
        }
        let found = DealInput::Found { path: path.clone(), folder: self.folder.to_owned() };
        self.found.insert(path, found);
    }

    /// What can't be looked into.
    fn note(&mut self, error: &ignore::Error) {
        let path = shown(place_of(error).unwrap_or(self.folder));
        let named = path.to_string_lossy().into_owned();
        let reason = reason_of(error, &path);
        self.found.insert(path, DealInput::Nothing { named, reason });
    }

    /// Adds what git tracks in a folder, be it ignored or hidden.
    fn add_tracked(&mut self, folder: &Path) {
        match tracked_below(folder) {
            Ok(tracked) => {
                let tracked = tracked.iter().map(|path| folder.join(path));
                for path in tracked.filter(|path| (self.is_wanted)(path)) {
                    if path.symlink_metadata().is_ok() {
                        self.add(shown(&path));
                    }
                }
            }
            Err(_) => self.left_out.index_is_unread = true,
        }
    }

    /// Counts what is no file, and what would be wanted where the first walk did not come by.
    fn count_left_out(&mut self) {
        self.no_files.iter().for_each(|_| self.left_out.count(Reason::NoFile));
        let walk = WalkBuilder::new(self.folder)
            .standard_filters(false)
            .filter_entry(|entry| entry.file_name() != OsStr::new(GIT))
            .build();
        let budget = MOST_LOOKED_THROUGH + self.found.len();
        for (count, entry) in walk.flatten().enumerate() {
            if count == budget {
                self.left_out.is_incomplete = true;
                break;
            }
            let path = shown(entry.path());
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let is_file = is_file || (entry.path_is_symlink() && path.is_file());
            if is_file && !self.found.contains_key(&path) && (self.is_wanted)(entry.path()) {
                self.left_out.count(self.reason(&path));
            }
        }
    }

    fn reason(&self, path: &Path) -> Reason {
        let below = path.strip_prefix(shown(self.folder)).unwrap_or(path);
        let is_hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
        match below.iter().any(is_hidden) {
            true => Reason::Hidden,
            false => Reason::Ignored,
        }
    }
}

/// Remembers what was read to know what is ignored in a folder, besides what stands in it.
fn note_ignore_files_around(folder: &Path) {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    real.ancestors().skip(1).for_each(note_ignore_files);
    gitconfig_excludes_path().iter().for_each(|path| note_read(path));
}

fn note_ignore_files(folder: &Path) {
    let files = IGNORE_FILES.iter().map(|name| folder.join(name));
    files.filter(|path| path.is_file()).for_each(|path| note_read(&path));
}

/// A path as it is told, without `./` before it.
pub(super) fn shown(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// What an error of looking through folders is about.
fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            place_of(err)
        }
        ignore::Error::Partial(errors) => errors.iter().find_map(place_of),
        _ => None,
    }
}

/// Why a folder could not be looked into.
fn reason_of(error: &ignore::Error, folder: &Path) -> String {
    match error.io_error() {
        Some(error) => FolderError::of_system(folder, error),
        None => FolderError::Other { folder: folder.to_owned(), reason: error.to_string() },
    }
    .to_string()
}
