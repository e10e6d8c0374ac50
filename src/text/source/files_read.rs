//! Which files this process has read, so that none of its results is put in the place of one.
//!
//! Kept for the whole process, and by the functions that read themselves: a guard that each command
//! had to remember would be forgotten by the next one.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::file_id::FileId;

static FILES_READ: Mutex<Vec<FileRead>> = Mutex::new(Vec::new());

/// A file that was read.
struct FileRead {
    /// What it was called; `None` where it came by standard input.
    path: Option<PathBuf>,
    /// Which one it was then. By its path another may stand there by now.
    id: Option<FileId>,
}

/// Remembers that a file was read.
pub fn note_read(path: &Path) {
    let id = FileId::at(path).ok();
    files_read().push(FileRead { path: Some(path.to_owned()), id });
}

/// Remembers the file that standard input comes from, if it comes from one.
pub fn note_standard_input_read() {
    if let Ok(id) = FileId::of_stream(&io::stdin()) {
        files_read().push(FileRead { path: None, id: Some(id) });
    }
}

/// Whether this process has read the file that a path leads to.
pub fn was_read(path: &Path) -> bool {
    FileId::at(path).is_ok_and(|id| is_one_that_was_read(&id))
}

/// Whether this process has read the file that standard output goes to.
pub fn standard_output_was_read() -> bool {
    FileId::of_stream(&io::stdout()).is_ok_and(|id| is_one_that_was_read(&id))
}

fn is_one_that_was_read(id: &FileId) -> bool {
    files_read().iter().any(|file| {
        let now = || file.path.as_deref().and_then(|path| FileId::at(path).ok());
        file.id.as_ref() == Some(id) || now().as_ref() == Some(id)
    })
}

fn files_read() -> MutexGuard<'static, Vec<FileRead>> {
    FILES_READ.lock().unwrap_or_else(PoisonError::into_inner)
}
